// Finds passages: SQLite FTS5 proposes, a closer look at words with and without diacritics decides.

import Database from 'better-sqlite3'
import { createAbbreviations } from './abbreviations.ts'
import { fold, isWhole, toAccented, tokens } from './fold.ts'
import { scorePassage, toFeatures, toIdf } from './scoring.ts'
import { createRestorer, createSpeller } from './spelling.ts'
import { createTermStore, GAP, type Layer, type PassageTerms, type TermStore, toTerm } from './term-store.ts'

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
}

const CANDIDATES = 100 // 50, 100 and 200 find the same; each costs some 10 µs
const MAX_PROPOSED_ROWS = 5_000 // bm25() takes about 1 µs a row; 3,000 to 20,000 find the same (docs/retrieval.md)
const MAX_QUERY_LENGTH = 2_000 // characters, some 400 syllables; nobody reads the rest of such a question
const MAX_QUERY_TERMS = 128
const WRITE_BUFFER_BYTES = 16_777_216 // FTS5's default of 1 MiB takes a third longer to fill
const EXPANSION_WEIGHT = 0.5 // a synonym that counts like the word itself ranks strangers first
const ABBREVIATION_WEIGHT = 0.3 // .5 loses .003 where every passage uses the same few abbreviations

/** Builds the index in memory. */
export function createSearchIndex(
  passages: Iterable<IndexedPassage>,
  { prune = true }: IndexOptions = {},
): SearchIndex {
  const store = createTermStore()
  const { folded, accented } = store
  const db = openDatabase()
  const ids: string[] = []
  const texts: string[] = []
  const terms: PassageTerms[] = []
  db.fill(function* () {
    for (const { id, title, text, context = '', group = '' } of passages) {
      const passage = store.add([title, context], text)
      ids.push(id)
      texts.push(text)
      terms.push(passage)
      yield { ...toColumns(store, passage), group }
    }
  })
  const abbreviations = createAbbreviations(texts)
  const speller = createSpeller(vocabulary(), countPairs(folded))
  const restorer = createRestorer(
    accented.words.slice(1).map((word, at) => [word, accented.passagesWith(at + 1)]),
    countPairs(accented),
  )

  function* vocabulary(): Generator<[string, number]> {
    for (let id = 1; id < folded.words.length; id++) yield [folded.words[id] as string, folded.passagesWith(id)]
  }

  /** What the words and pairs of the phrases bring, rarest first: the tokens of the MATCH. */
  function toMatch(phrases: readonly (readonly string[])[], all: boolean): string[] {
    const rows = new Map<string, number>()
    for (const phrase of phrases) {
      const known = phrase.filter((term) => !isWhole(term)).map((term) => folded.idOf(fold(term)) ?? GAP)
      for (const [at, id] of known.entries()) {
        const left = known[at - 1] ?? GAP
        rows.set(folded.words[id] as string, folded.passagesWith(id))
        rows.set(`${folded.words[left]}_${folded.words[id]}`, folded.passagesWithPair(left, id))
      }
    }
    const tokens = [...rows].filter(([, count]) => count > 0).sort((a, b) => a[1] - b[1])
    let proposed = 0
    const rarest = tokens.filter(([, count], at) => {
      proposed += count
      return all || at === 0 || proposed <= MAX_PROPOSED_ROWS
    })
    return rarest.map(([token]) => `"${token}"`)
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
      const features = toFeatures(store, phrases)
      const match = toMatch(
        phrases.map((phrase) => phrase.terms),
        !prune || groups !== undefined, // groups already keep most rows from being ranked
      )
      return db
        .find(match.join(' OR '), groups, Math.max(CANDIDATES, 2 * limit))
        .map((row) => ({
          id: ids[row] as string,
          ...scorePassage(store, features, terms[row] as PassageTerms),
        }))
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

interface Row {
  words: string
  pairs: string
  group: string
}

/** The words and the pairs of neighbours of a passage, folded: a pair is one token, and so as cheap to find as a word. */
function toColumns({ folded, foldedOf, isWhole }: TermStore, { terms }: PassageTerms) {
  let [words, pairs, left] = ['', '', '']
  for (const id of terms) {
    const word = isWhole(id) ? '' : (folded.words[foldedOf[id] as number] as string)
    if (word) words += `${word} `
    if (word && left) pairs += `${left}_${word} `
    left = word
  }
  return { words, pairs }
}

function openDatabase() {
  const db = new Database(':memory:')
  // What a word is has been decided before, so the tokenizer only splits at spaces.
  db.exec(`
    CREATE VIRTUAL TABLE passage USING fts5(words, pairs, content='', tokenize="ascii tokenchars '_'");
    INSERT INTO passage(passage, rank) VALUES ('hashsize', ${WRITE_BUFFER_BYTES});
    CREATE TABLE member(passage INTEGER PRIMARY KEY, campaign TEXT NOT NULL);`)
  const insert = db.prepare('INSERT INTO passage(rowid, words, pairs) VALUES (?, ?, ?)')
  const join = db.prepare('INSERT INTO member VALUES (?, ?)')
  const find = db.prepare<[string, number], number>(
    'SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage) LIMIT ?',
  )
  const findInGroups = db.prepare<[string, string, number], number>(
    `SELECT rowid FROM passage WHERE passage MATCH ? AND rowid IN
      (SELECT passage FROM member WHERE campaign IN (SELECT value FROM json_each(?)))
      ORDER BY bm25(passage) LIMIT ?`,
  )

  return {
    /** Takes the rows in one transaction; the first has number 0. */
    fill(rows: () => Iterable<Row>) {
      db.transaction(() => {
        let rowid = 0
        for (const { words, pairs, group } of rows()) {
          insert.run(++rowid, words, pairs)
          join.run(rowid, group)
        }
      })()
    },
    /** The numbers of the rows that match best. */
    find(match: string, groups: readonly string[] | undefined, limit: number): number[] {
      if (!match) return []
      const rowids = groups
        ? findInGroups.pluck().all(match, JSON.stringify(groups), limit)
        : find.pluck().all(match, limit)
      return rowids.map((rowid) => rowid - 1)
    },
  }
}
