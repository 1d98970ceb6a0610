// Names the passages worth a closer look: SQLite FTS5 finds the rows of each word and each pair of the query.

import Database from 'better-sqlite3'
import { fold, isWhole } from './fold.ts'
import { toIdf, type WeightedPhrase, WORD_AND_PAIR } from './scoring.ts'
import { GAP, type PassageTerms, type TermStore } from './term-store.ts'

const MAX_ROWS = 50_000 // some 10 ms; 5,000 lose much where passages repeat (docs/retrieval.md), a small corpus never gets there
const MAX_TIES = 1_000 // passages: they hold the same words of the query, so only the closer look can tell
const REMEMBERED_ROWS = 1_000_000 // 4 MB
const WRITE_BUFFER_BYTES = 16_777_216 // FTS5's default of 1 MiB takes a third longer to fill

export interface Candidates {
  /** The numbers of the passages that hold most of the phrases' words and pairs; the first passage added has 0. */
  propose(phrases: readonly WeightedPhrase[], options: ProposeOptions): number[]
}

export interface ProposeOptions {
  readonly limit: number
  /** Whether the frequent words stop counting once rarer ones have brought enough rows. */
  readonly prune: boolean
  readonly accepts?: (row: number) => boolean
}

/** Builds the index; `fill` adds the passages, all in one transaction. */
export function createCandidates(store: TermStore, fill: (add: (passage: PassageTerms) => void) => void): Candidates {
  const db = new Database(':memory:')
  // What a word is has been decided before: the tokenizer only splits at spaces. A pair is one token, as cheap as a word.
  db.exec(`
    CREATE VIRTUAL TABLE passage USING fts5(words, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '_'");
    INSERT INTO passage(passage, rank) VALUES ('hashsize', ${WRITE_BUFFER_BYTES});`)
  const insert = db.prepare('INSERT INTO passage(rowid, words) VALUES (?, ?)')
  // One JSON text is read twice as fast as 10,000 rows.
  const find = db.prepare<[string], string>('SELECT json_group_array(rowid) FROM passage WHERE passage MATCH ?').pluck()
  // Questions use few words often.
  const known = new Map<string, Uint32Array>()
  let remembered = 0
  const rowsWith = (token: string): Uint32Array => {
    const before = known.get(token)
    if (before) return before
    const rows = Uint32Array.from(JSON.parse(find.get(`"${token}"`) ?? '[]') as number[])
    remembered += rows.length
    if (remembered > REMEMBERED_ROWS) {
      known.clear()
      remembered = rows.length
    }
    known.set(token, rows)
    return rows
  }
  let size = 0
  db.transaction(() => {
    fill((passage) => {
      insert.run(size++, toTokens(store, passage).join(' '))
    })
  })()

  return {
    // Sums rarity only: FTS5's bm25() takes four times as long per row, and the closer look orders what comes out anyway.
    propose(phrases, { limit, prune, accepts = () => true }) {
      const sums = new Float32Array(size)
      const found: number[] = []
      let rows = 0
      for (const { token, count, value } of toQuery(store, phrases)) {
        rows += count
        if (prune && rows > MAX_ROWS && found.length > 0) break
        for (const row of rowsWith(token)) {
          if (sums[row] === 0 && accepts(row)) found.push(row)
          sums[row] = (sums[row] as number) + value
        }
      }
      const ranked = Float32Array.from(found, (row) => sums[row] as number).sort()
      const least = ranked[Math.max(0, ranked.length - limit)] ?? 0
      const above = found.filter((row) => (sums[row] as number) > least)
      return [...above, ...found.filter((row) => sums[row] === least).slice(0, Math.max(limit, MAX_TIES))]
    },
  }
}

/** The query's words and pairs that the corpus holds, rarest first. */
function toQuery({ folded, size }: TermStore, phrases: readonly WeightedPhrase[]) {
  const query = new Map<string, { token: string; count: number; value: number }>()
  const take = (token: string, count: number, weight: number) => {
    if (count > 0 && !query.has(token)) query.set(token, { token, count, value: weight * toIdf(size, count) })
  }
  for (const { terms, weight } of phrases) {
    let left = GAP
    for (const term of terms) {
      if (isWhole(term)) continue
      const id = folded.idOf(fold(term)) ?? GAP
      take(folded.words[id] as string, folded.passagesWith(id), weight * WORD_AND_PAIR.word)
      take(`${folded.words[left]}_${folded.words[id]}`, folded.passagesWithPair(left, id), weight * WORD_AND_PAIR.pair)
      left = id
    }
  }
  return [...query.values()].sort((a, b) => a.count - b.count)
}

/** Each word and each pair of neighbours once, folded. */
function toTokens({ folded, foldedOf, isWhole }: TermStore, { terms }: PassageTerms): string[] {
  const found = new Set<string>()
  let left = ''
  for (const id of terms) {
    const word = isWhole(id) ? '' : (folded.words[foldedOf[id] as number] as string)
    if (word) found.add(word)
    if (word && left) found.add(`${left}_${word}`)
    left = word
  }
  return [...found]
}
