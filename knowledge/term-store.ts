// The corpus as numbers: every word, how many passages hold it, every pair of neighbours, and each passage as a list.

import { fold, isWhole, rawWords, toAccented, tokens } from './fold.ts'

/** Stands between the fields of a passage and before its whole numbers: nothing is its neighbour. */
export const GAP = 0

/** One way of writing the words: with their diacritics, or folded. */
export interface Layer {
  readonly words: readonly string[]
  idOf(word: string): number | undefined
  passagesWith(id: number): number
  passagesWithPair(left: number, right: number): number
}

/** A passage as accented ids: the title and what it inherits, then from `bodyStart` on its own text. */
export interface PassageTerms {
  readonly terms: Int32Array
  readonly bodyStart: number
}

export interface TermStore {
  readonly accented: Layer
  readonly folded: Layer
  /** The folded id of each accented id. */
  readonly foldedOf: readonly number[]
  readonly size: number
  readonly averageLength: number
  add(head: readonly string[], body: string): PassageTerms
}

/** Leading zeros go: 07/02/2020 and 7/2/2020 are one day. */
export function toTerm(token: string): string {
  return /^0|\D0/.test(token) ? token.replace(/(?<!\d)0+(?=\d)/g, '') : token
}

/** Creates an empty store. */
export function createTermStore(): TermStore {
  const accented = createLayer()
  const folded = createLayer()
  const foldedOf: number[] = [GAP]
  const known = new Map<string, { parts: readonly number[]; whole: readonly number[] }>()
  let [size, length] = [0, 0]

  function toId(token: string): number {
    const id = accented.take(toTerm(token))
    foldedOf[id] ??= folded.take(fold(toTerm(token)))
    return id
  }

  function read(text: string): number[] {
    const ids: number[] = []
    const wholes: number[] = []
    for (const rawWord of rawWords(text)) {
      let word = known.get(rawWord)
      if (!word) {
        const found = tokens(toAccented(rawWord))
        const parts = found.filter((token) => !isWhole(token)).map(toId)
        word = { parts, whole: found.filter(isWhole).flatMap((token) => [GAP, toId(token)]) }
        known.set(rawWord, word)
      }
      ids.push(...word.parts)
      wholes.push(...word.whole)
    }
    return [...ids, ...wholes, GAP]
  }

  return {
    accented,
    folded,
    foldedOf,
    get size() {
      return size
    },
    get averageLength() {
      return length / Math.max(1, size)
    },
    add(head, body) {
      const start = head.flatMap(read)
      const terms = Int32Array.from([...start, ...read(body)])
      size++
      length += terms.length
      accented.count(terms)
      folded.count(terms.map((id) => foldedOf[id] as number))
      return { terms, bodyStart: start.length }
    },
  }
}

function createLayer() {
  const words = ['']
  const ids = new Map<string, number>()
  const passages: number[] = [0]
  const pairs = new Map<number, number>()
  return {
    words,
    idOf: (word: string) => ids.get(word),
    passagesWith: (id: number) => passages[id] ?? 0,
    passagesWithPair: (left: number, right: number) => pairs.get(toPair(left, right)) ?? 0,
    take(word: string): number {
      const known = ids.get(word)
      if (known !== undefined) return known
      ids.set(word, words.length)
      passages.push(0)
      return words.push(word) - 1
    },
    count(terms: Int32Array): void {
      for (const id of new Set(terms)) passages[id] = (passages[id] as number) + 1
      const seen = new Set<number>()
      for (let at = 1; at < terms.length; at++) {
        const [left, right] = [terms[at - 1] as number, terms[at] as number]
        if (left !== GAP && right !== GAP) seen.add(toPair(left, right))
      }
      for (const pair of seen) pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
    },
  }
}

/** Two ids in one number: 2²⁶ words are more than any corpus has, and twice 26 bits fit a double. */
export function toPair(left: number, right: number): number {
  return left * 67_108_864 + right
}
