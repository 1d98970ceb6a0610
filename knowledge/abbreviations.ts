// The abbreviations that a corpus explains itself: “Khóa luận tốt nghiệp (KLTN)”, “CBCT: Cán bộ coi thi”.

import { fold, stripMarks, toAccented } from './fold.ts'

export interface Abbreviations {
  /** What a query's abbreviations stand for, and the abbreviations of what it writes out. */
  expand(query: string): string[]
}

const ABBREVIATION = /^\p{Lu}{2,8}$/u // one letter explains nothing, and nobody shortens nine words
const EXPLAINS = new Set(['(', ':', '-', '–', '"', '“', 'là'])

/** Reads the texts for capitals beside the words whose initials they are. */
export function createAbbreviations(texts: Iterable<string>): Abbreviations {
  const counts = new Map<string, Map<string, number>>()
  for (const text of texts) {
    for (const [short, long] of findExplained(text)) {
      const meanings = counts.get(short) ?? new Map<string, number>()
      counts.set(short, meanings.set(long, (meanings.get(long) ?? 0) + 1))
    }
  }
  const pairs = Array.from(counts, ([short, meanings]) => {
    const [long] = [...meanings].reduce((best, next) => (next[1] > best[1] ? next : best))
    return { short, long, foldedShort: fold(short), foldedLong: fold(long) }
  })

  return {
    expand(query) {
      const folded = ` ${fold(query).replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')} `
      const holds = (phrase: string) => folded.includes(` ${phrase} `)
      return pairs.flatMap(({ short, long, foldedShort, foldedLong }) => {
        if (holds(foldedShort)) return holds(foldedLong) ? [] : [long]
        return holds(foldedLong) ? [short] : []
      })
    },
  }
}

function* findExplained(text: string): Generator<[string, string]> {
  if (!/\p{Lu}{2}/u.test(text)) return
  const parts = text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}\s]/gu) ?? []
  for (const [at, short] of parts.entries()) {
    if (!ABBREVIATION.test(short)) continue
    const before = parts[at - 1] === '(' ? parts.slice(Math.max(0, at - 1 - short.length), at - 1) : []
    const after = EXPLAINS.has(parts[at + 1] ?? '') ? parts.slice(at + 2, at + 2 + short.length) : []
    for (const words of [before, after]) {
      if (spell(words) === stripMarks(short).toLowerCase()) yield [toAccented(short), toAccented(words.join(' '))]
    }
  }
}

function spell(words: readonly string[]): string {
  return words.map((word) => (word.length > 1 ? stripMarks(word)[0]?.toLowerCase() : ' ')).join('')
}
