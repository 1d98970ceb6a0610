// Finds passages: SQLite FTS5 proposes, a closer look at words with and without diacritics decides.

import Database from 'better-sqlite3'
import { createAbbreviations } from './abbreviations.ts'
import { fold, isWhole, toAccented, tokens } from './fold.ts'
import { scorePassage, toFeatures, toIdf } from './scoring.ts'
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
  /** Whether frequent words only rank, and no longer propose, passages when rarer ones are there. */
  prune?: boolean
}

const CANDIDATES = 100
const MAX_QUERY_WORDS = 128
const MAX_QUERY_LENGTH = 2000
const EXPANSION_WEIGHT = 0.5 // a synonym that counts as the word itself ranks strangers first
const ABBREVIATION_WEIGHT = 0.3 // .5 loses .003 where every passage uses the same few

/** Builds the index in memory. */
export function createSearchIndex(passages: Iterable<IndexedPassage>, options: IndexOptions = {}): SearchIndex {
  const db = new Database(':memory:')
  db.exec(`
    CREATE VIRTUAL TABLE passage USING fts5(title, context, body, content='', tokenize='unicode61 remove_diacritics 0');
    CREATE TABLE member(passage INTEGER PRIMARY KEY, campaign TEXT NOT NULL);`)
  const insert = db.prepare('INSERT INTO passage(rowid, title, context, body) VALUES (?, ?, ?, ?)')
  const join = db.prepare('INSERT INTO member VALUES (?, ?)')
  const store = createTermStore()
  const ids: string[] = []
  const texts: string[] = []
  const terms: PassageTerms[] = []
  db.transaction(() => {
    for (const { id, title, text, context = '', group = '' } of passages) {
      const row = ids.push(id)
      terms.push(store.add([title, context], text))
      texts.push(text)
      insert.run(row, fold(title), fold(context), fold(text))
      join.run(row, group)
    }
  })()
  const { folded, accented } = store
  const find = db
    .prepare<[string, number], number>(
      'SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage, 1, 1, 1) LIMIT ?',
    )
    .pluck()
  const findInGroups = db
    .prepare<[string, string, number], number>(
      `SELECT rowid FROM passage WHERE passage MATCH ? AND rowid IN
      (SELECT passage FROM member WHERE campaign IN (SELECT value FROM json_each(?)))
      ORDER BY bm25(passage, 1, 1, 1) LIMIT ?`,
    )
    .pluck()

  const abbreviations = createAbbreviations(texts)
  const speller = createSpeller(vocabulary(), countPairs(folded))
  const restorer = createRestorer(
    accented.words.slice(1).map((word, at) => [word, accented.passagesWith(at + 1)]),
    countPairs(accented),
  )

  function* vocabulary(): Generator<[string, number]> {
    for (let id = 1; id < folded.words.length; id++) yield [folded.words[id] as string, folded.passagesWith(id)]
  }

  function propose(phrases: readonly string[][], groups: readonly string[] | undefined, limit: number): number[] {
    const inCorpus = countPairs(folded)
    const match = phrases.flatMap((phrase) => {
      const terms = phrase.map(fold)
      const parts = terms.filter((term) => !isWhole(term))
      const pairs = parts.slice(1).map((term, at) => [parts[at] as string, term] as const)
      return [
        ...terms.filter((term) => folded.idOf(term) !== undefined),
        ...pairs.filter(([left, right]) => inCorpus(left, right) > 0).map((pair) => pair.join(' ')),
      ]
    })
    if (match.length === 0) return []
    const query = [...new Set(match)].map((phrase) => `"${phrase}"`).join(' OR ')
    return groups ? findInGroups.all(query, JSON.stringify(groups), limit) : find.all(query, limit)
  }

  return {
    search(query, { limit = 10, groups, expansions = [] } = {}) {
      const asked = speller.correct(query.slice(0, MAX_QUERY_LENGTH))
      const phrases = [
        { terms: toTerms(restorer.restore(asked)), weight: 1 },
        ...expansions.map((phrase) => ({ terms: toTerms(restorer.restore(phrase)), weight: EXPANSION_WEIGHT })),
        ...abbreviations.expand(asked).map((phrase) => ({ terms: toTerms(phrase), weight: ABBREVIATION_WEIGHT })),
      ]
      const features = toFeatures(store, phrases)
      return propose(phrases.map(({ terms }) => terms), groups, Math.max(CANDIDATES, limit))
        .map((row) => ({ id: ids[row - 1] as string, ...scorePassage(store, features, terms[row - 1] as PassageTerms) }))
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
  return tokens(toAccented(text)).map(toTerm).slice(0, MAX_QUERY_WORDS)
}
