// The engines that the retrieval bench compares, each set up as its own documentation advises for such text.

import { create, insertMultiple, search as searchOrama } from '@orama/orama'
import Database from 'better-sqlite3'
import flexsearch from 'flexsearch'
import MiniSearch from 'minisearch'
import { stripMarks } from '../knowledge/fold.ts'
import { createSearchIndex } from '../knowledge/search-index.ts'

export interface BenchDocument {
  readonly id: string
  readonly title: string
  readonly text: string
}

export interface Engine {
  readonly name: string
  /** Builds the index and returns its search: the ids of the best `limit` documents. */
  index(documents: readonly BenchDocument[]): Promise<(query: string, limit: number) => Promise<string[]> | string[]>
}

const WORDS = /[^\p{L}\p{M}\p{N}]+/u

/** Ours; unpruned, every word of the query proposes passages. */
export function ours({ prune }: { prune: boolean }): Engine {
  return {
    name: prune ? 'this search' : 'this search, unpruned',
    index: async (documents) => {
      const index = createSearchIndex(documents, { prune })
      return (query, limit) => index.search(query, { limit }).map(({ id }) => id)
    },
  }
}

export const otherEngines: readonly Engine[] = [
  plainFts5('FTS5, diacritics kept', 0),
  plainFts5('FTS5, diacritics removed', 2),
  miniSearch('MiniSearch', (term) => term.toLowerCase()),
  miniSearch('MiniSearch, folded', (term) => stripMarks(term).toLowerCase()),
  orama('Orama', (text) => text.toLowerCase()),
  orama('Orama, folded', (text) => stripMarks(text).toLowerCase()),
  flexSearch(),
]

function plainFts5(name: string, removeDiacritics: 0 | 2): Engine {
  return {
    name,
    index: async (documents) => {
      const db = new Database(':memory:')
      db.exec(
        `CREATE VIRTUAL TABLE document USING fts5(title, text, tokenize='unicode61 remove_diacritics ${removeDiacritics}')`,
      )
      const insert = db.prepare('INSERT INTO document(rowid, title, text) VALUES (?, ?, ?)')
      db.transaction(() => {
        documents.forEach(({ title, text }, row) => {
          insert.run(row, title, text)
        })
      })()
      const find = db
        .prepare<[string, number], number>('SELECT rowid FROM document WHERE document MATCH ? ORDER BY rank LIMIT ?')
        .pluck()
      return (query, limit) => {
        const match = [...new Set(query.toLowerCase().split(WORDS))].filter(Boolean).map((word) => `"${word}"`)
        return match.length ? find.all(match.join(' OR '), limit).map((row) => documents[row]?.id ?? '') : []
      }
    },
  }
}

function miniSearch(name: string, processTerm: (term: string) => string): Engine {
  return {
    name,
    index: async (documents) => {
      const index = new MiniSearch<BenchDocument>({ fields: ['title', 'text'], processTerm })
      index.addAll(documents)
      return (query, limit) =>
        index
          .search(query)
          .slice(0, limit)
          .map(({ id }) => String(id))
    },
  }
}

// Orama's own tokenizer cuts Vietnamese words at every accented letter, so it gets one that splits at spaces and signs.
function orama(name: string, prepare: (text: string) => string): Engine {
  return {
    name,
    index: async (documents) => {
      const tokenize = (text: string) => prepare(text).split(WORDS).filter(Boolean)
      const db = create({
        schema: { id: 'string', title: 'string', text: 'string' },
        components: { tokenizer: { language: 'vietnamese', normalizationCache: new Map(), tokenize } },
      })
      await insertMultiple(db, [...documents])
      return async (query, limit) => {
        const { hits } = await searchOrama(db, { term: query, properties: ['title', 'text'], limit, threshold: 1 })
        return hits.map(({ document }) => String(document.id))
      }
    },
  }
}

function flexSearch(): Engine {
  return {
    name: 'FlexSearch LatinBalance, context',
    index: async (documents) => {
      const index = new flexsearch.Index({
        tokenize: 'strict',
        encoder: flexsearch.Charset.LatinBalance,
        context: true,
      })
      documents.forEach(({ title, text }, row) => {
        index.add(row, `${title}\n${text}`)
      })
      return (query, limit) =>
        index.search(query, { limit, suggest: true }).map((row) => documents[Number(row)]?.id ?? '')
    },
  }
}
