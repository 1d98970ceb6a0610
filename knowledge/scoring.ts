// How well a passage answers a query: BM25 over words and pairs of neighbours, each with diacritics and without, once
// over the whole passage and once over the stretch of it that answers best.

import { fold, isWhole } from './fold.ts'
import { GAP, type Layer, type PassageTerms, type TermStore, toPair } from './term-store.ts'

// All numbers are one setting for every corpus, measured in docs/retrieval.md.
const K1 = 1.2 // as in FTS5; .8 and 2 are worse by .001 and .002
const B = 0.75 // as in FTS5; .5 and .9 are worse by .004 and .002
const STRETCH = 60 // words, about one list item; 40 and 80 are worse by .001 and .003
const WORD = { accented: 1, folded: 0.5 } // a typed mark is evidence, a missing one is none against
const PAIR = { accented: 0.5, folded: 0.5 }

/** What a word and a pair count with all their diacritics. */
export const WORD_AND_PAIR = { word: WORD.accented + WORD.folded, pair: PAIR.accented + PAIR.folded }

// They ask, and say little about what: in regulations they are rare, so BM25 alone would take them for the point.
const QUESTION_WORDS = new Set(
  'gì nào ai đâu sao mấy bao nhiêu thế không hay vậy hả à ạ được phải là có'
    .split(' ')
    .flatMap((word) => [word, fold(word)]),
)
const QUESTION_WORD_WEIGHT = 0.3

/** What a query asks for, by the id of the word or of the pair in each layer. */
export interface QueryFeatures {
  readonly accented: ReadonlyMap<number, number>
  readonly folded: ReadonlyMap<number, number>
  /** Weight times rarity of each feature; the maps point here. */
  readonly values: readonly number[]
  /** How many of the values belong to the query itself, not to its expansions. */
  readonly own: number
  /** Sum of the folded values of the query itself. */
  readonly asked: number
}

/** A phrase to look for and how much it counts. */
export interface WeightedPhrase {
  readonly terms: readonly string[]
  readonly weight: number
}

/** Turns phrases into features; the first is the query itself, and what it holds keeps its weight. */
export function toFeatures(store: TermStore, phrases: readonly WeightedPhrase[]): QueryFeatures {
  const accented = new Map<number, number>()
  const folded = new Map<number, number>()
  const values: number[] = []
  let [own, asked] = [0, 0]
  for (const [at, { terms, weight }] of phrases.entries()) {
    const layers = [
      [store.accented, accented, WORD.accented, PAIR.accented, (term: string) => term],
      [store.folded, folded, WORD.folded, PAIR.folded, fold],
    ] as const
    for (const [layer, features, word, pair, spell] of layers) {
      for (const [key, passages, share] of listFeatures(layer, terms.map(spell), word, pair)) {
        if (features.has(key)) continue
        features.set(key, values.push(weight * share * toIdf(store.size, passages)) - 1)
        if (at === 0 && layer === store.folded) asked += values.at(-1) as number
      }
    }
    if (at === 0) own = values.length
  }
  return { accented, folded, values, own, asked }
}

function* listFeatures(layer: Layer, terms: readonly string[], word: number, pair: number) {
  let left = GAP
  let unknown = 0 // words that the corpus lacks get keys that no passage has, so that they still count as asked
  for (const term of terms) {
    const id = layer.idOf(term) ?? --unknown
    yield [id, layer.passagesWith(id), QUESTION_WORDS.has(term) ? word * QUESTION_WORD_WEIGHT : word] as const
    if (isWhole(term)) continue
    if (left !== GAP) yield [toPair(left, id), layer.passagesWithPair(left, id), pair] as const
    left = id
  }
}

/** Scores passages: each also with the share of the query's folded features, weighted by rarity, that it holds. */
export function createScorer(store: TermStore, query: QueryFeatures) {
  const find = createFeatureFinder(store, query)
  const whole = new Tally(query.values)
  const stretch = new Tally(query.values)
  return (passage: PassageTerms): { score: number; coverage: number } => {
    const { at, feature, count, headEnd } = find(passage)
    whole.restart(K1 * (1 - B + (B * passage.terms.length) / store.averageLength))
    for (let i = 0; i < count; i++) whole.add(feature[i] as number, 1)

    // The title goes with every stretch: a list item is read under its heading.
    stretch.restart(K1)
    for (let i = 0; i < headEnd; i++) stretch.add(feature[i] as number, 1)
    let best = stretch.score
    for (let last = headEnd, first = headEnd; last < count; last++) {
      stretch.add(feature[last] as number, 1)
      while ((at[last] as number) - (at[first] as number) >= STRETCH) stretch.add(feature[first++] as number, -1)
      best = Math.max(best, stretch.score)
    }
    return { score: whole.score + best, coverage: query.asked > 0 ? whole.held(query) / query.asked : 0 }
  }
}

/** Finds where in a passage which feature of the query stands. */
function createFeatureFinder({ foldedOf, folded }: TermStore, query: QueryFeatures) {
  // Most words of a passage are passed over: one look at an array tells which.
  const inQuery = new Uint8Array(folded.words.length)
  for (const key of query.folded.keys()) inQuery[key] = 1 // a pair's key lies beyond every word's
  // One for all passages: each is looked at before the next.
  let places = createPlaces(0)
  return ({ terms, bodyStart }: PassageTerms): Places => {
    if (places.at.length < terms.length * AT_ONE_PLACE) places = createPlaces(2 * terms.length * AT_ONE_PLACE)
    places.count = 0
    places.headEnd = 0
    let previous = GAP
    for (let position = 0; position < terms.length; position++) {
      const id = terms[position] as number
      const plain = foldedOf[id] as number
      if (inQuery[plain] !== 1) {
        previous = GAP
        continue
      }
      note(places, position, query.folded.get(plain))
      note(places, position, query.accented.get(id))
      if (previous !== GAP) {
        note(places, position, query.folded.get(toPair(foldedOf[previous] as number, plain)))
        note(places, position, query.accented.get(toPair(previous, id)))
      }
      if (position < bodyStart) places.headEnd = places.count
      previous = id
    }
    return places
  }
}

/** Where in a passage which feature of the query stands: `count` of them, and those before `headEnd` in its head. */
interface Places {
  readonly at: Uint32Array
  readonly feature: Uint32Array
  count: number
  headEnd: number
}

const AT_ONE_PLACE = 4 // a word and a pair, each with diacritics and without

function createPlaces(size: number): Places {
  return { at: new Uint32Array(size), feature: new Uint32Array(size), count: 0, headEnd: 0 }
}

function note(places: Places, position: number, found: number | undefined): void {
  if (found === undefined) return
  places.at[places.count] = position
  places.feature[places.count++] = found
}

/** A BM25 sum that grows and shrinks with the counts. */
class Tally {
  score = 0
  readonly #counts: Uint32Array
  readonly #values: readonly number[]
  #saturation = K1

  constructor(values: readonly number[]) {
    this.#counts = new Uint32Array(values.length)
    this.#values = values
  }

  restart(saturation: number): void {
    this.score = 0
    this.#counts.fill(0)
    this.#saturation = saturation
  }

  add(feature: number, times: 1 | -1): void {
    const before = this.#counts[feature] as number
    this.#counts[feature] = before + times
    this.score += (this.#values[feature] as number) * (this.#saturate(before + times) - this.#saturate(before))
  }

  held({ folded, own }: QueryFeatures): number {
    let sum = 0
    for (const feature of folded.values()) {
      if (feature < own && this.#counts[feature]) sum += this.#values[feature] as number
    }
    return sum
  }

  #saturate(count: number): number {
    return (count * (K1 + 1)) / (count + this.#saturation)
  }
}

/** Rarity as Lucene counts it: never negative, however frequent the word. */
export function toIdf(size: number, passages: number): number {
  return Math.log(1 + (size - passages + 0.5) / (passages + 0.5))
}
