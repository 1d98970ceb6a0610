// How well a passage answers a query: BM25 over words and word pairs, once with diacritics and once without.

import { fold, isWhole } from './fold.ts'
import { GAP, type TermStore, toPair } from './term-store.ts'

const K1 = 1.2
const B = 0.75

/** One thing the query asks for: a word or a pair of neighbours, with diacritics or folded. */
export interface Feature {
  readonly weight: number
  readonly idf: number
}

/** What to look for, by id of the word or of the pair. */
export interface QueryFeatures {
  readonly accented: Map<number, Feature>
  readonly folded: Map<number, Feature>
}

const WEIGHTS = { accentedWord: 1, foldedWord: 0.5, accentedPair: 0.5, foldedPair: 0.5 }

/** Adds the words and pairs of a phrase; what is there already keeps its weight. */
export function addFeatures(store: TermStore, query: QueryFeatures, accentedTerms: readonly string[], weight: number) {
  const parts = accentedTerms.filter((term) => !isWhole(term))
  const wholes = accentedTerms.filter(isWhole)
  for (const [layer, features, word, pair] of [
    [store.accented, query.accented, WEIGHTS.accentedWord, WEIGHTS.accentedPair],
    [store.folded, query.folded, WEIGHTS.foldedWord, WEIGHTS.foldedPair],
  ] as const) {
    const spell = layer === store.folded ? fold : (term: string) => term
    const add = (key: number, passages: number, share: number) => {
      if (!features.has(key)) features.set(key, { weight: weight * share, idf: toIdf(store.size, passages) })
    }
    const ids = parts.map((term) => layer.idOf(spell(term)) ?? -1)
    for (const id of [...ids, ...wholes.map((term) => layer.idOf(spell(term)) ?? -1)])
      add(id, layer.passagesWith(id), word)
    ids.slice(1).forEach((id, at) => {
      const left = ids[at] as number
      add(toPair(left, id), layer.passagesWithPair(left, id), pair)
    })
  }
}

/** BM25 of one passage, and the share of the folded features that it holds. */
export function scorePassage(store: TermStore, query: QueryFeatures, terms: Int32Array, averageLength: number) {
  const counts = new Map<Feature, number>()
  const count = (feature: Feature | undefined) => feature && counts.set(feature, (counts.get(feature) ?? 0) + 1)
  let previous = GAP
  for (const id of terms) {
    const folded = store.foldedOf[id] as number
    if (id !== GAP && query.folded.has(folded)) {
      count(query.folded.get(folded))
      count(query.accented.get(id))
      if (previous !== GAP) {
        count(query.folded.get(toPair(store.foldedOf[previous] as number, folded)))
        count(query.accented.get(toPair(previous, id)))
      }
      previous = id
    } else previous = GAP
  }
  const saturation = K1 * (1 - B + (B * terms.length) / averageLength)
  let score = 0
  for (const [{ weight, idf }, times] of counts) score += (weight * idf * times * (K1 + 1)) / (times + saturation)
  let [held, asked] = [0, 0]
  for (const feature of query.folded.values()) {
    asked += feature.idf * feature.weight
    if (counts.has(feature)) held += feature.idf * feature.weight
  }
  return { score, coverage: asked === 0 ? 0 : held / asked }
}

/** Rarity as Lucene counts it: never negative, however frequent the word. */
export function toIdf(size: number, passages: number): number {
  return Math.log(1 + (size - passages + 0.5) / (passages + 0.5))
}
