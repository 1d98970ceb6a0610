// The abbreviations that a corpus explains itself: “Khóa luận tốt nghiệp (KLTN)”, “CBCT: Cán bộ coi thi”.

import { fold, stripMarks, toAccented } from './fold.ts'

export interface Abbreviations {
  /** What a query's abbreviations stand for, and the abbreviations of what it writes out. */
  expand(query: string): string[]
}

// Two to eight capitals: one letter explains nothing, and nobody shortens nine words.
const CAPITALS = /\p{Lu}{2,}/gu
const LONGEST = 8
const INSIDE_WORD = /[\p{L}\p{M}\p{N}]/u
const EXPLAINS = /^\s*(?:[(:–-]|là(?: viết tắt của)?(?!\p{L}))\s*/u
const REACH = 80 // characters: eight syllables

/** Reads the texts for capitals beside the words whose initials they are. */
export function createAbbreviations(texts: Iterable<string>): Abbreviations {
  const counts = new Map<string, Map<string, number>>()
  for (const text of texts) {
    for (const [short, long] of findExplained(text.normalize('NFC'))) {
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
  for (const { 0: short, index } of text.matchAll(CAPITALS)) {
    const beside = `${text[index - 1] ?? ''}${text[index + short.length] ?? ''}`
    if (short.length > LONGEST || INSIDE_WORD.test(beside)) continue
    const before = text.slice(Math.max(0, index - REACH), index)
    const after = text.slice(index + short.length, index + short.length + REACH)
    const sides = [
      before.trimEnd().endsWith('(') ? toWords(before).slice(-short.length) : [],
      EXPLAINS.test(after) ? toWords(after.replace(EXPLAINS, '')).slice(0, short.length) : [],
    ]
    for (const words of sides) {
      if (toInitials(words) === stripMarks(short).toLowerCase()) yield [toAccented(short), toAccented(words.join(' '))]
    }
  }
}

function toWords(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

function toInitials(words: readonly string[]): string {
  return words.map((word) => (word.length > 1 ? stripMarks(word).charAt(0).toLowerCase() : ' ')).join('')
}
