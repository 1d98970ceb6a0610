// Finds the entries that may answer: the search index proposes, closeness to the question decides.

import type { Entry } from './entries.ts'
import { fold } from './fold.ts'
import type { Question, Reader, Wanted } from './question.ts'
import type { SearchIndex } from './search-index.ts'
import { type Terms, toTerms, toWords, type Word } from './terms.ts'

export interface Found {
  readonly entry: Entry
  readonly score: number
  /** Share of what the question is about that the entry holds, by rarity: the evidence. */
  readonly coverage: number
  /** How close the closest curated way of asking comes, 0…1. */
  readonly asked: number
}

export interface Finder {
  find(question: Question, options?: { campaigns?: readonly string[]; earlier?: Question }): Found[]
  /** Rarity of a folded word or pair among the entries. */
  weight(term: string): number
}

// One feature of the question: a word, or a pair of neighbours.
interface Feature {
  readonly folded: string
  readonly accented: string
  readonly weight: number
  /** Other phrases that mean the same, folded, each as its words and pairs. */
  readonly alternatives: readonly (readonly string[])[]
}

// Weights chosen on the project's own gold questions (`npm run eval`): half of them to choose, the other half to check.
const PAIR = 1 // a pair of neighbours is most often one Vietnamese word
const SINGLE = 0.5
const SYNONYM = 0.75 // another word for the same thing proves a little less
const OTHER_MARKS = 0.35 // “lương” is not “lượng”, but may be a slip
const EARLIER = 0.35 // words of the question before, in a follow-up
const SCORE = { coverage: 1, asked: 0.9, topic: 0.12, wanted: 0.1, curated: 0.06, rank: 0.15, length: 0.035 } as const
const CANDIDATES = 200

const HOLDS: Partial<Record<Wanted, (entry: Entry) => boolean>> = {
  day: (entry) =>
    entry.content.kind === 'milestone' || /\b\d{1,2}\/\d{1,2}\/\d{4}|\bnăm \d{4}|hàng năm|định kỳ/i.test(entry.text),
  number: (entry) => /\d/.test(entry.text),
  document: (entry) => /\d+\/|chỉ thị|nghị định|quyết định|thông tư|mẫu số/i.test(entry.text),
  list: (entry) => entry.content.kind === 'list',
}

export interface FinderNeeds {
  readonly entries: readonly Entry[]
  readonly index: SearchIndex
  /** Rows of phrases with one meaning. */
  readonly synonyms: readonly (readonly string[])[]
  readonly subject: Reader['subject']
  /** Words every entry of a campaign inherits: its title and issuer. */
  readonly inherited: ReadonlyMap<string, readonly string[]>
}

/** Builds the finder over all entries. */
export function createFinder({ entries, index, synonyms, subject, inherited }: FinderNeeds): Finder {
  const known = entries.map((entry) => ({
    entry,
    terms: toTerms([
      ...(inherited.get(entry.campaign) ?? []),
      entry.label,
      entry.chain,
      ...entry.asks,
      ...entry.text.split('\n'),
    ]),
    asks: entry.asks.map((ask) => toAskTerms(subject(ask))),
    length: Math.log2(1 + entry.text.length / 200),
  }))
  const weight = createWeights(known.map(({ terms }) => terms))
  const rows = synonyms.map((row) => row.map(fold))

  const score = (
    question: Question,
    features: readonly Feature[],
    item: (typeof known)[number],
    rank: number,
  ): Found => {
    const { entry, terms } = item
    let held = 0
    let total = 0
    for (const feature of features) {
      total += feature.weight
      held += feature.weight * match(feature, terms)
    }
    const coverage = total > 0 ? held / total : 0
    const asked = Math.max(0, ...item.asks.map((ask) => likeness(features, ask, weight)))
    const topic = entry.topics.some((name) => question.topics.has(name)) ? 1 : 0
    const wanted = [...question.wanted].some((kind) => HOLDS[kind]?.(entry)) ? 1 : 0
    return {
      entry,
      coverage,
      asked,
      score:
        SCORE.coverage * coverage +
        SCORE.asked * asked +
        SCORE.topic * topic +
        SCORE.wanted * wanted +
        SCORE.curated * (entry.curated ? 1 : 0) +
        SCORE.rank * rank -
        SCORE.length * item.length,
    }
  }

  return {
    weight,
    find: (question, { campaigns, earlier } = {}) => {
      const features = toFeatures(question, weight, rows)
      if (earlier)
        features.push(
          ...toFeatures(earlier, weight, rows).map((feature) => ({ ...feature, weight: feature.weight * EARLIER })),
        )
      const text = earlier ? `${question.text} ${earlier.text}` : question.text
      const hits = index.search(text, { limit: CANDIDATES })
      const best = hits[0]?.score ?? 1
      const ranks = new Map(hits.map((hit) => [hit.id, hit.score / best]))
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
  weight: (term: string) => number,
  synonyms: readonly (readonly string[])[],
): Feature[] {
  const alternatives = (folded: string) =>
    synonyms
      .filter((row) =>
        row.some((phrase) => ` ${phrase} `.includes(` ${folded} `) && ` ${question.folded} `.includes(` ${phrase} `)),
      )
      .flatMap((row) => row.filter((phrase) => !` ${phrase} `.includes(` ${folded} `)).map(toPhraseTerms))
  const feature = (folded: string, accented: string, factor: number): Feature => ({
    folded,
    accented,
    weight: factor * weight(folded),
    alternatives: alternatives(folded),
  })
  const { words } = question
  const seen = new Set<string>()
  return words.flatMap((word, index) => {
    const before = words[index - 1]
    const features = word ? [feature(word.folded, word.accented, SINGLE)] : []
    if (word && before && isPlain(word) && isPlain(before))
      features.push(feature(`${before.folded} ${word.folded}`, `${before.accented} ${word.accented}`, PAIR))
    return features.filter(({ folded }) => !seen.has(folded) && seen.add(folded))
  })
}

function toAskTerms(words: readonly (Word | null)[]): ReadonlySet<string> {
  const terms = new Set<string>()
  words.forEach((word, index) => {
    const before = words[index - 1]
    if (word) terms.add(word.folded)
    if (word && before && isPlain(word) && isPlain(before)) terms.add(`${before.folded} ${word.folded}`)
  })
  return terms
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

// Weighted likeness of the question and one way of asking: twice what both hold, over what either holds.
function likeness(features: readonly Feature[], ask: ReadonlySet<string>, weight: (term: string) => number): number {
  let both = 0
  let question = 0
  for (const feature of features) {
    question += feature.weight
    if (ask.has(feature.folded)) both += feature.weight
    else if (feature.alternatives.some((phrase) => phrase.every((term) => ask.has(term))))
      both += feature.weight * SYNONYM
  }
  let asked = 0
  for (const term of ask) asked += weight(term) * (term.includes(' ') ? PAIR : SINGLE)
  return question + asked > 0 ? (2 * both) / (question + asked) : 0
}
