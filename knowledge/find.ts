// Finds the entries that may answer: the search index proposes, closeness to the question decides.

import type { Collocations } from './collocations.ts'
import type { Entry } from './entries.ts'
import { fold } from './fold.ts'
import { type Question, type Reader, type Wanted, wantedIn } from './question.ts'
import type { Topic } from './schema.ts'
import type { SearchIndex } from './search-index.ts'
import { type Terms, toClauses, toTerms, toWords, type Word } from './terms.ts'

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
  likeness(question: Question, asks: readonly Ask[]): number
  /** Another way of asking, to compare questions with; plans' names in it do not count. */
  ask(text: string): Ask
  /** Rarity of a folded word or pair among the entries. */
  weight(term: string): number
}

// One feature of the question: a word, or a pair of neighbours.
interface Feature {
  readonly folded: string
  readonly accented: string
  readonly weight: number
  /** Part of what is asked, not of what stands around it. */
  readonly core: boolean
  /** Stands in a plan's name. */
  readonly named: boolean
  /** Tells which plan is meant. */
  readonly isPlace: boolean
  /** Other phrases that mean the same, folded, each as its words and pairs. */
  readonly alternatives: readonly (readonly string[])[]
}

// Weights chosen on the project's own gold questions (`npm run eval`): half of them to choose, the other half to check.
const PAIR = 1 // a pair of neighbours is most often one Vietnamese word
const FIRM = 2.5 // weight of a pair that names a thing
const LOOSE = 0.3 // what a pair of words counts that only happen to stand together
const SINGLE = 0.5
const OTHER_KIND = 0.75 // “tặng ai” is not “tặng mấy người”
const SYNONYM = 0.75 // another word for the same thing proves a little less
const OTHER_MARKS = 0.35 // “lương” is not “lượng”, but may be a slip
const NAMED = 0.2 // words of the plan's name, as far as they stand in an entry
const EARLIER = 0.5 // words of the question before, or around what is asked
const TERSE = 8 // a question of less weight than this leans on what stands around it, up to twice as much
const CONTEXT = 0.15 // words of the plan's own name say little about what is asked
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
  // “kết phong” of “tổng kết phong trào” is no word: a pair counts by how firmly it holds together.
  const pairWeight = (before: Word, word: Word) => {
    const strength = Math.max(
      collocations.strength(before.accented, word.accented),
      collocations.strength(before.folded, word.folded),
    )
    return PAIR * weight(`${before.folded} ${word.folded}`) * (LOOSE + (1 - LOOSE) * Math.min(1, 1.5 * strength))
  }
  const context = new Map(
    [...inherited].map(([campaign, texts]) => [campaign, toTerms(texts.flatMap(toClauses)).folded]),
  )
  const toAsk = (text: string, words: readonly (Word | null)[], own?: ReadonlySet<string>): Ask => {
    const terms = new Map<string, number>()
    words.forEach((word, index) => {
      const before = words[index - 1]
      if (word) terms.set(word.folded, SINGLE * weight(word.folded))
      if (word && before && isPlain(word) && isPlain(before))
        terms.set(`${before.folded} ${word.folded}`, pairWeight(before, word))
    })
    let total = 0
    for (const [term, value] of terms) total += value * (own?.has(term) ? CONTEXT : 1)
    let wanted: ReadonlySet<Wanted> | undefined
    return { terms: new Set(terms.keys()), total, wanted: () => (wanted ??= wantedIn(text)) }
  }
  const known = entries.map((entry, at) => ({
    entry,
    terms: texts[at] as Terms,
    asks: entry.asks.map((ask) => toAsk(ask, subject(ask), context.get(entry.campaign))),
    length: Math.log2(1 + entry.text.length / 200),
  }))
  const rows = synonyms.map((row) => row.map(fold))

  const score = (
    question: Question,
    features: readonly Feature[],
    item: (typeof known)[number],
    rank: number,
  ): Found => {
    const { entry, terms } = item
    const own = context.get(entry.campaign)
    let held = 0
    let askedHeld = 0
    let askedTotal = 0
    let total = 0
    let around = 0
    let names = 0
    let aroundTotal = 0
    for (const feature of features) {
      const share = feature.weight * match(feature, terms)
      const scale = own?.has(feature.folded) ? CONTEXT : 1
      if (feature.core) total += feature.weight * scale
      if (feature.core) held += share * scale
      if (feature.core && !feature.isPlace) {
        askedTotal += feature.weight * scale
        askedHeld += share * scale
      }
      if (feature.named) names += share * scale
      else if (!feature.core) {
        around += share * scale
        aroundTotal += feature.weight * scale
      }
    }
    const terse = 1 + Math.max(0, 1 - total / TERSE)
    const coverage = total > 0 ? held / total : 0
    const asked = Math.max(
      0,
      ...item.asks.map((ask) => likeness(features, ask, own) * (asksOther(question, ask) ? OTHER_KIND : 1)),
    )
    const evidence = askedTotal > 0 ? askedHeld / askedTotal : coverage
    const topic = entry.topics.some((name) => question.topics.has(name)) ? 1 : 0
    const wanted = [...question.wanted].some((kind) => HOLDS[kind]?.(entry)) ? 1 : 0
    return {
      entry,
      coverage,
      asked,
      held: askedHeld,
      evidence,
      score:
        SCORE.coverage * coverage +
        SCORE.around * (aroundTotal > 0 ? around / aroundTotal : 0) * terse +
        SCORE.names * Math.min(1, names / TERSE) +
        SCORE.asked * asked +
        SCORE.topic * topic * terse +
        SCORE.wanted * wanted * terse +
        SCORE.list * (asksForList(question, entry) ? evidence : 0) +
        SCORE.curated * (entry.curated ? 1 : 0) -
        SCORE.missing * (entry.content.kind === 'not_stated' ? 1 : 0) +
        SCORE.rank * rank -
        SCORE.length * item.length,
    }
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
      return toFeatures(question, pairWeight, weight, rows)
        .filter(({ folded, isPlace, weight: value }) => folded.includes(' ') && !isPlace && value >= FIRM)
        .filter((feature) => match(feature, terms) === 0)
        .map(({ folded }) => folded)
    },
    ask: (text) => toAsk(text, subject(text, { names: false })),
    likeness: (question, asks) => {
      const features = toFeatures(question, pairWeight, weight, rows)
      return Math.max(0, ...asks.map((ask) => likeness(features, ask)))
    },
    find: (question, { campaigns, around = [], among } = {}) => {
      const features = toFeatures(question, pairWeight, weight, rows)
      const asked = new Set(features.map(({ folded }) => folded))
      for (const [part, factor] of [
        [{ ...question, words: question.allWords }, NAMED] as const,
        ...around.map((other) => [other, EARLIER] as const),
      ])
        for (const feature of toFeatures(part, pairWeight, weight, rows))
          if (!asked.has(feature.folded))
            features.push({ ...feature, core: false, named: factor === NAMED, weight: feature.weight * factor })
      const ranks = among ? new Map(among.map(({ entry }) => [entry.id, 0])) : propose([question, ...around])
      const isNear = ({ entry }: (typeof known)[number]) =>
        (!campaigns || campaigns.includes(entry.campaign)) &&
        (ranks.has(entry.id) || entry.topics.some((topic) => question.topics.has(topic)))
      return known
        .filter(isNear)
        .map((item) => score(question, features, item, ranks.get(item.entry.id) ?? 0))
        .sort((a, b) => b.score - a.score)
    },
  }
}

function createWeights(all: readonly Terms[]): (term: string) => number {
  const counts = new Map<string, number>()
  for (const { folded } of all) for (const term of folded) counts.set(term, (counts.get(term) ?? 0) + 1)
  return (term) => Math.log(1 + all.length / (1 + (counts.get(term) ?? 0)))
}

function toFeatures(
  question: Question,
  pairWeight: (before: Word, word: Word) => number,
  weight: (term: string) => number,
  synonyms: readonly (readonly string[])[],
): Feature[] {
  const asked = ` ${question.folded} `
  const rows = synonyms.flatMap((row) =>
    row.filter((phrase) => asked.includes(` ${phrase} `)).map((phrase) => ({ phrase: ` ${phrase} `, row })),
  )
  const alternatives = (folded: string) => {
    const own = ` ${folded} `
    return rows
      .filter(({ phrase }) => phrase.includes(own))
      .flatMap(({ row }) => row.filter((other) => !` ${other} `.includes(own)).map(toPhraseTerms))
  }
  const feature = (folded: string, accented: string, weight: number, isPlace: boolean): Feature => ({
    folded,
    accented,
    weight,
    core: true,
    named: false,
    isPlace,
    alternatives: alternatives(folded),
  })
  const { words } = question
  const seen = new Set<string>()
  return words.flatMap((word, index) => {
    const before = words[index - 1]
    const features = word ? [feature(word.folded, word.accented, SINGLE * weight(word.folded), word.isPlace)] : []
    if (word && before && isPlain(word) && isPlain(before))
      features.push(
        feature(
          `${before.folded} ${word.folded}`,
          `${before.accented} ${word.accented}`,
          pairWeight(before, word),
          word.isPlace || before.isPlace,
        ),
      )
    return features.filter(({ folded }) => !seen.has(folded) && seen.add(folded))
  })
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

/** One way of asking: its words and pairs, and what they weigh together. */
export interface Ask {
  readonly terms: ReadonlySet<string>
  readonly total: number
  readonly wanted: () => ReadonlySet<Wanted>
}

function isPlain(word: Word): boolean {
  return !/[/.,:%-]/.test(word.folded)
}

function toPhraseTerms(folded: string): string[] {
  const words = toWords(folded).map((word) => word.folded)
  return words.length === 1 ? words : words.slice(1).map((word, index) => `${words[index]} ${word}`)
}

function match(feature: Feature, terms: Terms): number {
  if (terms.folded.has(feature.folded)) {
    const typedMarks = feature.accented !== feature.folded
    return typedMarks && !terms.accented.has(feature.accented) ? OTHER_MARKS : 1
  }
  return feature.alternatives.some((phrase) => phrase.every((term) => terms.folded.has(term))) ? SYNONYM : 0
}

// Weighted likeness of what is asked and one way of asking: twice what both hold, over what either holds.
function likeness(features: readonly Feature[], ask: Ask, context?: ReadonlySet<string>): number {
  let both = 0
  let all = ask.total
  for (const feature of features) {
    if (feature.named) continue
    const weight = feature.weight * (context?.has(feature.folded) ? CONTEXT : 1)
    const shared = ask.terms.has(feature.folded)
      ? 1
      : feature.alternatives.some((phrase) => phrase.every((term) => ask.terms.has(term)))
        ? SYNONYM
        : 0
    both += 2 * weight * shared
    // What only stands around the question may help a way of asking, but need not be in it.
    all += feature.core ? weight : weight * shared
  }
  return all > 0 ? Math.min(1, both / all) : 0
}
