// Finds passages: SQLite FTS5 proposes, a closer look at words with and without diacritics decides.

import { createAbbreviations } from './abbreviations.ts'
import { createCandidates } from './candidates.ts'
import { toAccented, tokens } from './fold.ts'
import { createScorer, toFeatures, toIdf } from './scoring.ts'
import { createRestorer, createSpeller } from './spelling.ts'
import { createTermStore, type Layer, type PassageTerms, toTerm } from './term-store.ts'

export interface IndexedPassage {
  id: string
  /** The heading chain. */
  title: string
  text: string
  /** Words it inherits: the parent's lead, the campaign's title, question variants. */
  context?: string
  /** The campaign's id. */
  group?: string
}

export interface Hit {
  id: string
  score: number
  /** Share of the query's words and word pairs, weighted by rarity, that the passage holds. */
  coverage: number
}

export interface SearchOptions {
  limit?: number
  /** Only passages of these groups. */
  groups?: readonly string[]
  /** Synonyms and written-out abbreviations of the query. */
  expansions?: readonly string[]
}

export interface SearchIndex {
  search(query: string, options?: SearchOptions): Hit[]
  /** Rarity of a folded word. */
  idf(foldedTerm: string): number
  has(foldedTerm: string): boolean
  /** Folded syllables with the number of passages that hold them. */
  vocabulary(): Iterable<[string, number]>
  /** The query with its slips put right. */
  correct(query: string): string
  readonly size: number
}

export interface IndexOptions {
  /** Whether only the rarer words of a query propose passages once there are enough; all of them rank. On by default. */
  prune?: boolean
  /** How many proposed passages are looked at closely. */
  candidates?: number
}

const CANDIDATES = 200 // 100 lose .0004 on one set, 400 win nothing; each costs some 10 µs
const MAX_QUERY_LENGTH = 2_000 // characters, some 400 syllables; nobody reads the rest of such a question
const MAX_QUERY_TERMS = 128
const EXPANSION_WEIGHT = 0.5 // a synonym that counts like the word itself ranks strangers first
const ABBREVIATION_WEIGHT = 0.3 // .5 loses .003 where every passage uses the same few abbreviations

/** Builds the index in memory. */
export function createSearchIndex(
  passages: Iterable<IndexedPassage>,
  { prune = true, candidates: looked = CANDIDATES }: IndexOptions = {},
): SearchIndex {
  const store = createTermStore()
  const { folded, accented } = store
  const ids: string[] = []
  const texts: string[] = []
  const groupOf: string[] = []
  const terms: PassageTerms[] = []
  const candidates = createCandidates(store, (add) => {
    for (const { id, title, text, context = '', group = '' } of passages) {
      const passage = store.add([title, context], text)
      ids.push(id)
      texts.push(text)
      groupOf.push(group)
      terms.push(passage)
      add(passage)
    }
  })
  const abbreviations = createAbbreviations(texts)
  const speller = createSpeller(vocabulary(), countPairs(folded), (word) => accented.idOf(toTerm(word)) !== undefined)
  const restorer = createRestorer(
    accented.words.slice(1).map((word, at) => [word, accented.passagesWith(at + 1)]),
    countPairs(accented),
  )

  function* vocabulary(): Generator<[string, number]> {
    for (let id = 1; id < folded.words.length; id++) yield [folded.words[id] as string, folded.passagesWith(id)]
  }

  return {
    search(query, { limit = 10, groups, expansions = [] } = {}) {
      const asked = speller.correct(query.slice(0, MAX_QUERY_LENGTH))
      const toPhrase = (text: string, weight: number) => ({
        terms: toTerms(restorer.restore(text.slice(0, MAX_QUERY_LENGTH))),
        weight,
      })
      const phrases = [
        toPhrase(asked, 1),
        ...expansions.map((text) => toPhrase(text, EXPANSION_WEIGHT)),
        ...abbreviations.expand(asked).map((text) => toPhrase(text, ABBREVIATION_WEIGHT)),
      ]
      const score = createScorer(store, toFeatures(store, phrases))
      const rows = candidates.propose(phrases, {
        limit: Math.max(looked, limit),
        prune,
        accepts: (row) => !groups || groups.includes(groupOf[row] as string),
      })
      return rows
        .map((row) => ({ id: ids[row] as string, ...score(terms[row] as PassageTerms) }))
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
    },
    idf: (term) => toIdf(store.size, folded.passagesWith(folded.idOf(toTerm(term)) ?? -1)),
    has: (term) => folded.idOf(toTerm(term)) !== undefined,
    vocabulary,
    correct: (query) => speller.correct(query),
    size: ids.length,
  }
}

function countPairs(layer: Layer): (left: string, right: string) => number {
  return (left, right) => layer.passagesWithPair(layer.idOf(left) ?? -1, layer.idOf(right) ?? -1)
}

function toTerms(text: string): string[] {
  return tokens(toAccented(text)).map(toTerm).slice(0, MAX_QUERY_TERMS)
}
