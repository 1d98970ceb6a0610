// Finds the entries that may answer: the search index proposes, closeness to the question decides.

import { CONTEXT, createAsks } from './asks.ts'
import { claimsIn } from './claims.ts'
import type { Collocations } from './collocations.ts'
import { kindAsked } from './document-kinds.ts'
import type { Entry } from './entry.ts'
import { createFeatures, type Feature } from './features.ts'
import { createHolders, createShares } from './holders.ts'
import { asksOf, leftOutOf } from './leaves-out.ts'
import { type Question, type Reader, type Wanted, wantedIn } from './question.ts'
import type { Topic } from './schema.ts'
import type { SearchIndex } from './search-index.ts'
import { holdsPhrase, type Line, toClauses, toTerms } from './terms.ts'
import { saysVerdict } from './verdict.ts'

export interface Found {
  readonly entry: Entry
  readonly score: number
  /** Share of what the question is about that the entry holds, by rarity. */
  readonly coverage: number
  /** The same without the words that only tell which plan is meant: the evidence. */
  readonly evidence: number
  /** The evidence as a sum of rarities: a word or two found are little, however large their share. */
  readonly held: number
  /** How close the closest curated way of asking comes, 0…1. */
  readonly asked: number
}

export interface Finder {
  find(
    question: Question,
    options?: { campaigns?: readonly string[]; around?: readonly Question[]; among?: readonly Found[] },
  ): Found[]
  /** Word pairs of what is asked that hold firmly together and that the entry lacks. */
  misses(question: Question, entry: Entry): string[]
  /** Words of what is asked, figures aside, that stand nowhere in the entry nor in the ways of asking for it. */
  lacks(question: Question, entry: Entry): string[]
  /** How close a question comes to each of other ways of asking, 0…1; plans' names in them do not count. */
  likenessTo(asks: readonly string[]): (question: Question) => readonly number[]
  /** Rarity of a folded word or pair among the entries. */
  weight(term: string): number
  /** Whether any entry holds a folded word or pair, or another that means the same. */
  knows(term: string): boolean
}

// Weights chosen on the project's own gold questions (`npm run eval`): half of them to choose, the other half to check.
const FIRM = 2.5 // weight of a pair that names a thing
const OTHER_KIND = 0.75 // “tặng ai” is not “tặng mấy người”
const MORE_KINDS = 0.9 // “gồm gì, hạn nào?” asks for more than “hạn nào?”
const NAMED = 0.2 // words of the plan's name, as far as they stand in an entry
const EARLIER = 0.5 // words of the question before, or around what is asked
const TERSE = 8 // a question of less weight than this leans on what stands around it, up to twice as much
const SCORE = {
  coverage: 1,
  around: 0.4,
  names: 0.3,

  asked: 1.1,
  topic: 0.25,
  wanted: 0.1,
  beside: 0.3, // the document is named that lies beside the plan
  list: 0.35, // a list is asked for: one of its items is no answer

  curated: 0.06,
  verdict: 0.2, // a curated pair says yes or no where the rule itself mostly only lets it be concluded
  missing: 0.15, // what a plan does not say is told only when it is clearly asked

  given: 0.3, // “by which plan is resolution 19 carried out?” does not ask for resolution 19

  rank: 0.15,
  length: 0.035,
} as const
const CANDIDATES = 100
const CLOSER_LOOK = 60 // entries whose ways of asking are compared

// A figure that is claimed is held against the figures of the plan themselves.
function asksForVerdict(question: Question): boolean {
  return question.wanted.has('yes-no') && claimsIn(question).length === 0
}

// Entries are few and looked at for every question.
function oncePerEntry(test: (entry: Entry) => boolean): (entry: Entry) => boolean {
  const known = new WeakMap<Entry, boolean>()
  return (entry) => {
    const result = known.get(entry) ?? test(entry)
    known.set(entry, result)
    return result
  }
}

const isVerdict = oncePerEntry((entry) => entry.isPair || saysVerdict(entry))

const WHO = new Set<Topic>(['eligibility', 'subjects', 'duties', 'contact', 'recipients', 'signer', 'issuer', 'launch'])
const HOLDS: Partial<Record<Wanted, (entry: Entry) => boolean>> = {
  day: oncePerEntry(
    (entry) =>
      entry.content.kind === 'milestone' || /\b\d{1,2}\/\d{1,2}\/\d{4}|\bnăm \d{4}|hàng năm|định kỳ/i.test(entry.text),
  ),
  number: oncePerEntry((entry) => /\d/.test(entry.text)),
  document: oncePerEntry((entry) => /\d+\/|chỉ thị|nghị định|quyết định|thông tư|mẫu số/i.test(entry.text)),
  list: (entry) => entry.content.kind === 'list',
  who: oncePerEntry(
    ({ topics, asks }) => topics.some((topic) => WHO.has(topic)) || asks.some((ask) => wantedIn(ask).has('who')),
  ),
}

export interface FinderNeeds {
  readonly entries: readonly Entry[]
  readonly index: SearchIndex
  /** Rows of phrases with one meaning. */
  readonly synonyms: readonly (readonly string[])[]
  readonly subject: Reader['subject']
  /** The lines of each entry. */
  readonly lines: readonly (readonly Line[])[]
  readonly collocations: Collocations
  /** Words every entry of a campaign inherits: its title and issuer. */
  readonly inherited: ReadonlyMap<string, readonly string[]>
}

interface Known {
  readonly entry: Entry
  /** Its number among the entries. */
  readonly at: number
  /** The number of its plan. */
  readonly plan: number
  /** The numbers of its ways of asking. */
  readonly asks: readonly number[]
  readonly length: number
  /** What its label leaves out. */
  readonly leftOut: readonly string[]
}

/** Weights of what is asked, and how much of them an entry holds. */
interface Sums {
  core: number
  coreHeld: number
  subject: number
  subjectHeld: number
  around: number
  aroundHeld: number
  names: number
}

/** Builds the finder over all entries. */
export function createFinder({
  entries,
  index,
  synonyms,
  subject,
  lines,
  collocations,
  inherited,
}: FinderNeeds): Finder {
  const holders = createHolders(lines)
  const shares = createShares(entries.length, holders)
  const weight = (term: string) => Math.log(1 + entries.length / (1 + (holders.folded.get(term)?.length ?? 0)))
  const features = createFeatures(weight, collocations, synonyms)
  const meant = new Set(synonyms.flatMap((row) => toTerms(row.flatMap(toClauses)).map(({ folded }) => folded)))
  const contexts = new Map(
    [...inherited].map(([campaign, texts]) => {
      const terms = toTerms(texts.flatMap(toClauses))
      return [campaign, new Set(terms.map(({ folded }) => folded))]
    }),
  )
  const plans = [...contexts.keys()]
  const planContexts = [...contexts.values()]
  const texts = entries.flatMap(({ asks, campaign }) => asks.map((text) => ({ text, campaign })))
  const asks = createAsks(() =>
    texts.map(({ text, campaign }) => ({ ...features.ask(subject(text)), context: contexts.get(campaign) })),
  )
  const wantedBy = createWantedBy(texts.map(({ text }) => text))
  let askCount = 0
  const known = entries.map(
    (entry, at): Known => ({
      entry,
      at,
      plan: plans.indexOf(entry.campaign),
      asks: entry.asks.map(() => askCount++),
      length: Math.log2(1 + entry.text.length / 200),
      leftOut: leftOutOf(entry.label),
    }),
  )
  const byId = new Map(known.map((item) => [item.entry.id, item]))
  const byCampaign = new Map(
    [...inherited.keys()].map((id) => [id, known.filter(({ entry }) => entry.campaign === id)] as const),
  )

  const sumUp = (asked: readonly Feature[], near: readonly Known[]): Sums[] => {
    const all = near.map(() => ({
      core: 0,
      coreHeld: 0,
      subject: 0,
      subjectHeld: 0,
      around: 0,
      aroundHeld: 0,
      names: 0,
    }))
    for (const feature of asked) {
      const shared = shares(feature)
      const weights = toWeights(feature, planContexts)
      near.forEach(({ at, plan }, place) => {
        const weight = weights[plan] as number
        addTo(all[place] as Sums, feature, weight, weight * (shared[at] as number))
      })
    }
    return all
  }

  // All but the ways of asking, which cost most to compare and are looked at only where the rest speaks for the entry.
  const look = (question: Question, item: Known, sums: Sums, rank: number) => {
    const { entry } = item
    const terse = 1 + Math.max(0, 1 - sums.core / TERSE)
    const coverage = sums.core > 0 ? sums.coreHeld / sums.core : 0
    const evidence = sums.subject > 0 ? sums.subjectHeld / sums.subject : coverage
    const topic = entry.topics.some((name) => question.topics.has(name)) ? 1 : 0
    const wanted = [...question.wanted].some((kind) => HOLDS[kind]?.(entry)) ? 1 : 0
    const score =
      SCORE.coverage * coverage +
      SCORE.around * (sums.around > 0 ? sums.aroundHeld / sums.around : 0) * terse +
      SCORE.names * Math.min(1, sums.names / TERSE) +
      SCORE.topic * topic * terse +
      SCORE.wanted * wanted * terse +
      SCORE.beside * (entry.beside && holdsPhrase(question.folded, entry.beside) ? 1 : 0) +
      SCORE.list * (asksForList(question, entry) ? evidence : 0) +
      SCORE.curated * (entry.curated ? 1 : 0) +
      SCORE.verdict * (isVerdict(entry) && asksForVerdict(question) ? evidence : 0) -
      SCORE.missing * (entry.content.kind === 'not_stated' ? 1 : 0) -
      SCORE.given * (isGiven(question, entry) ? 1 : 0) +
      SCORE.rank * rank -
      SCORE.length * item.length
    return { item, found: { entry, coverage, evidence, held: sums.subjectHeld, asked: 0, score } }
  }

  const withAsks = (question: Question, asked: readonly Feature[], looked: readonly ReturnType<typeof look>[]) => {
    const like = asks.likeness(
      asked,
      looked.flatMap(({ item }) => item.asks),
    )
    let at = 0
    return looked.map(({ item, found }): Found => {
      let best = 0
      for (const ask of item.asks) best = Math.max(best, (like[at++] as number) * kindOf(question, wantedBy(ask)))
      return { ...found, asked: best, score: found.score + SCORE.asked * best }
    })
  }

  // What the index proposes, with its score as a share of the best one's.
  const propose = (parts: readonly Question[]): ReadonlyMap<string, number> => {
    const texts = [...new Set(parts.map(({ text }) => text))]
    const apart = texts.filter((text, at) => !texts.some((other, from) => from !== at && other.includes(text)))
    const hits = index.search(apart.join(' '), { limit: CANDIDATES })
    const best = hits[0]?.score ?? 1
    return new Map(hits.map((hit) => [hit.id, hit.score / best]))
  }

  return {
    weight,
    knows: (term) => holders.folded.has(term) || meant.has(term),
    misses: (question, entry) => {
      const item = byId.get(entry.id)
      if (!item) return []
      return features
        .of(question)
        .filter(({ folded, isPlace, weight: value }) => folded.includes(' ') && !isPlace && value >= FIRM)
        .filter((feature) => shares(feature)[item.at] === 0)
        .map(({ folded }) => folded)
    },
    lacks: (question, entry) => {
      const item = byId.get(entry.id)
      if (!item) return []
      return features
        .of(question)
        .filter(({ folded, isPlace }) => !isPlace && /^\p{L}+$/u.test(folded))
        .filter((feature) => shares(feature)[item.at] === 0)
        .map(({ folded }) => folded)
    },
    likenessTo: (texts) => {
      const others = createAsks(() => texts.map((text) => features.ask(subject(text, { names: false }))))
      const all = texts.map((_, at) => at)
      return (question) => others.likeness(features.of(question), all)
    },
    find: (question, { campaigns, around = [], among } = {}) => {
      const asked = [...features.of(question)]
      const seen = new Set(asked.map(({ folded }) => folded))
      const lean = (others: readonly Feature[], named: boolean) => {
        for (const feature of others)
          if (!seen.has(feature.folded))
            asked.push({ ...feature, core: false, named, weight: feature.weight * (named ? NAMED : EARLIER) })
      }
      lean(features.of(question, 'allWords'), true)
      for (const other of around) lean(features.of(other), false)
      const ranks = among ? new Map(among.map(({ entry }) => [entry.id, 0])) : propose([question, ...around])
      const isNear = ({ entry }: Known) =>
        ranks.has(entry.id) || entry.topics.some((topic) => question.topics.has(topic))
      const likely = campaigns
        ? campaigns.flatMap((id) => byCampaign.get(id)?.filter(isNear) ?? [])
        : [...ranks.keys()].flatMap((id) => byId.get(id) ?? [])
      // What leaves out just what is asked about is no answer, however close it comes.
      const near = likely.filter(({ leftOut }) => !asksOf(question.folded, leftOut)).sort((a, b) => a.at - b.at)
      const sums = sumUp(asked, near)
      const looked = near
        .map((item, place) => look(question, item, sums[place] as Sums, ranks.get(item.entry.id) ?? 0))
        .sort((a, b) => b.found.score - a.found.score)
      return [
        ...withAsks(question, asked, looked.slice(0, CLOSER_LOOK)),
        ...looked.slice(CLOSER_LOOK).map(({ found }) => found),
      ].sort((a, b) => b.score - a.score)
    },
  }
}

function toWeights({ weight, folded }: Feature, contexts: readonly ReadonlySet<string>[]): number[] {
  return contexts.map((own) => weight * (own.has(folded) ? CONTEXT : 1))
}

function addTo(sums: Sums, { core, isPlace, named }: Feature, weight: number, held: number): void {
  if (core) {
    sums.core += weight
    sums.coreHeld += held
    if (!isPlace) {
      sums.subject += weight
      sums.subjectHeld += held
    }
  } else if (named) sums.names += held
  else {
    sums.around += weight
    sums.aroundHeld += held
  }
}

// “Nghị quyết 19 thực hiện bằng kế hoạch nào?”: the resolution is given, a plan is asked for.
function isGiven({ wanted, folded }: Question, { reference }: Entry): boolean {
  if (!wanted.has('document') || !reference) return false
  const asked = kindAsked(folded)
  return folded.includes(reference.number) || (asked !== null && reference.kind !== null && asked !== reference.kind)
}

// “Những ai” asks for a list of bodies and persons: not for any list.
function asksForList({ wanted }: Question, { content, topics }: Entry): boolean {
  return wanted.has('list') && content.kind === 'list' && (!wanted.has('who') || topics.some((topic) => WHO.has(topic)))
}

// What kind of answer each way of asking wants, found out when it is first compared.
function createWantedBy(texts: readonly string[]): (ask: number) => ReadonlySet<Wanted> {
  const known: ReadonlySet<Wanted>[] = []
  return (ask) => (known[ask] ??= wantedIn(texts[ask] as string))
}

// Kinds of answer that exclude each other; a list or a yes can be about any of them.
const EXCLUSIVE: readonly Wanted[] = ['day', 'number', 'who', 'document']

// “Khen tổng kết thế nào?” asks neither who sums up nor when.
const MANNER = /\b(the nao|ra sao|gi)\b/

// What a way of asking that wants these counts beside the question: less where it asks for another thing, or for more.
function kindOf(question: Question, wanted: ReadonlySet<Wanted>): number {
  const kinds = EXCLUSIVE.filter((kind) => question.wanted.has(kind))
  if (kinds.length === 0 && !MANNER.test(question.folded)) return 1
  const others = EXCLUSIVE.filter((kind) => wanted.has(kind))
  if (others.length > 0 && !kinds.some((kind) => others.includes(kind))) return OTHER_KIND
  return kinds.some((kind) => kind !== 'document') && wanted.has('list') && !question.wanted.has('list')
    ? MORE_KINDS
    : 1
}
