// Finds the entries that may answer: the search index proposes, closeness to the question decides.

import type { Collocations } from './collocations.ts'
import type { Entry } from './entries.ts'
import { type Ask, CONTEXT, createFeatures, type Feature, likeness, match } from './features.ts'
import type { Question, Reader, Wanted } from './question.ts'
import type { Topic } from './schema.ts'
import type { SearchIndex } from './search-index.ts'
import { type Terms, toClauses, toTerms, type Word } from './terms.ts'

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
  /** How close the question comes to the closest of other ways of asking, 0…1. */
  likeness(question: Question): (asks: readonly Ask[]) => number
  /** Another way of asking, to compare questions with; plans' names in it do not count. */
  ask(text: string): Ask
  /** Rarity of a folded word or pair among the entries. */
  weight(term: string): number
}

// Weights chosen on the project's own gold questions (`npm run eval`): half of them to choose, the other half to check.
const FIRM = 2.5 // weight of a pair that names a thing
const OTHER_KIND = 0.75 // “tặng ai” is not “tặng mấy người”
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
  list: 0.35, // a list is asked for: one of its items is no answer

  curated: 0.06,
  missing: 0.15, // what a plan does not say is told only when it is clearly asked

  rank: 0.15,
  length: 0.035,
} as const
const CANDIDATES = 100
const CLOSER_LOOK = 60 // entries whose ways of asking are compared

const WHO = new Set<Topic>(['eligibility', 'subjects', 'duties', 'contact', 'recipients', 'signer', 'issuer', 'launch'])
const HOLDS: Partial<Record<Wanted, (entry: Entry) => boolean>> = {
  day: (entry) =>
    entry.content.kind === 'milestone' || /\b\d{1,2}\/\d{1,2}\/\d{4}|\bnăm \d{4}|hàng năm|định kỳ/i.test(entry.text),
  number: (entry) => /\d/.test(entry.text),
  document: (entry) => /\d+\/|chỉ thị|nghị định|quyết định|thông tư|mẫu số/i.test(entry.text),
  list: (entry) => entry.content.kind === 'list',
  who: (entry) => entry.topics.some((topic) => WHO.has(topic)),
}

export interface FinderNeeds {
  readonly entries: readonly Entry[]
  readonly index: SearchIndex
  /** Rows of phrases with one meaning. */
  readonly synonyms: readonly (readonly string[])[]
  readonly subject: Reader['subject']
  /** The words of an entry, clause by clause. */
  readonly clausesOf: (entry: Entry) => readonly (readonly Word[])[]
  readonly collocations: Collocations
  /** Words every entry of a campaign inherits: its title and issuer. */
  readonly inherited: ReadonlyMap<string, readonly string[]>
}

interface Known {
  readonly entry: Entry
  readonly terms: Terms
  readonly asks: readonly Ask[]
  readonly length: number
}

/** Builds the finder over all entries. */
export function createFinder({
  entries,
  index,
  synonyms,
  subject,
  clausesOf,
  collocations,
  inherited,
}: FinderNeeds): Finder {
  const texts = entries.map((entry) => toTerms(clausesOf(entry)))
  const weight = createWeights(texts)
  const features = createFeatures(weight, collocations, synonyms)
  const context = new Map(
    [...inherited].map(([campaign, texts]) => [campaign, toTerms(texts.flatMap(toClauses)).folded]),
  )
  const known = entries.map(
    (entry, at): Known => ({
      entry,
      terms: texts[at] as Terms,
      asks: entry.asks.map((ask) => features.ask(ask, subject(ask), context.get(entry.campaign))),
      length: Math.log2(1 + entry.text.length / 200),
    }),
  )

  // All but the ways of asking, which cost most to compare and are looked at only where the rest speaks for the entry.
  const look = (question: Question, asked: readonly Feature[], item: Known, rank: number) => {
    const { entry, terms } = item
    const own = context.get(entry.campaign)
    const sums = { core: 0, coreHeld: 0, subject: 0, subjectHeld: 0, around: 0, aroundHeld: 0, names: 0 }
    for (const feature of asked) {
      const weight = feature.weight * (own?.has(feature.folded) ? CONTEXT : 1)
      const held = weight * match(feature, terms)
      if (feature.core) {
        sums.core += weight
        sums.coreHeld += held
        if (!feature.isPlace) {
          sums.subject += weight
          sums.subjectHeld += held
        }
      } else if (feature.named) sums.names += held
      else {
        sums.around += weight
        sums.aroundHeld += held
      }
    }
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
      SCORE.list * (asksForList(question, entry) ? evidence : 0) +
      SCORE.curated * (entry.curated ? 1 : 0) -
      SCORE.missing * (entry.content.kind === 'not_stated' ? 1 : 0) +
      SCORE.rank * rank -
      SCORE.length * item.length
    return { item, found: { entry, coverage, evidence, held: sums.subjectHeld, asked: 0, score } }
  }

  const withAsks = (question: Question, asked: readonly Feature[], { item, found }: ReturnType<typeof look>): Found => {
    const own = context.get(item.entry.campaign)
    let best = 0
    for (const ask of item.asks)
      best = Math.max(best, likeness(asked, ask, own) * (asksOther(question, ask) ? OTHER_KIND : 1))
    return { ...found, asked: best, score: found.score + SCORE.asked * best }
  }

  const byId = new Map(known.map((item) => [item.entry.id, item]))

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
    misses: (question, entry) => {
      const terms = byId.get(entry.id)?.terms
      if (!terms) return []
      return features
        .of(question)
        .filter(({ folded, isPlace, weight: value }) => folded.includes(' ') && !isPlace && value >= FIRM)
        .filter((feature) => match(feature, terms) === 0)
        .map(({ folded }) => folded)
    },
    ask: (text) => features.ask(text, subject(text, { names: false })),
    likeness: (question) => {
      const asked = features.of(question)
      return (asks) => Math.max(0, ...asks.map((ask) => likeness(asked, ask)))
    },
    find: (question, { campaigns, around = [], among } = {}) => {
      const asked = features.of(question)
      const seen = new Set(asked.map(({ folded }) => folded))
      const lean = (other: Question, named: boolean) => {
        for (const feature of features.of(other))
          if (!seen.has(feature.folded))
            asked.push({ ...feature, core: false, named, weight: feature.weight * (named ? NAMED : EARLIER) })
      }
      lean({ ...question, words: question.allWords }, true)
      for (const other of around) lean(other, false)
      const ranks = among ? new Map(among.map(({ entry }) => [entry.id, 0])) : propose([question, ...around])
      const isNear = ({ entry }: (typeof known)[number]) =>
        campaigns
          ? campaigns.includes(entry.campaign) &&
            (ranks.has(entry.id) || entry.topics.some((topic) => question.topics.has(topic)))
          : ranks.has(entry.id)
      return known
        .filter(isNear)
        .map((item) => look(question, asked, item, ranks.get(item.entry.id) ?? 0))
        .sort((a, b) => b.found.score - a.found.score)
        .map((looked, at) => (at < CLOSER_LOOK ? withAsks(question, asked, looked) : looked.found))
        .sort((a, b) => b.score - a.score)
    },
  }
}

function createWeights(all: readonly Terms[]): (term: string) => number {
  const counts = new Map<string, number>()
  for (const { folded } of all) for (const term of folded) counts.set(term, (counts.get(term) ?? 0) + 1)
  return (term) => Math.log(1 + all.length / (1 + (counts.get(term) ?? 0)))
}

// “Những ai” asks for a list of bodies and persons: not for any list.
function asksForList({ wanted }: Question, { content, topics }: Entry): boolean {
  return wanted.has('list') && content.kind === 'list' && (!wanted.has('who') || topics.some((topic) => WHO.has(topic)))
}

// Kinds of answer that exclude each other; a list or a yes can be about any of them.
const EXCLUSIVE: readonly Wanted[] = ['day', 'number', 'who', 'document']

function asksOther(question: Question, ask: Ask): boolean {
  const kinds = EXCLUSIVE.filter((kind) => question.wanted.has(kind))
  if (kinds.length === 0) return false
  const others = EXCLUSIVE.filter((kind) => ask.wanted().has(kind))
  return others.length > 0 && !kinds.some((kind) => others.includes(kind))
}
