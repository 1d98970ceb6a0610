// The corpus as numbers: every word, how many passages hold it, every pair of neighbours, and each passage as a list.

import { fold, isWhole, rawWords, toAccented, tokens } from './fold.ts'

/** Stands between the fields of a passage and before its whole numbers: nothing is its neighbour. */
export const GAP = 0

/** One way of writing the words: with their diacritics, or folded. */
export interface Layer {
  readonly words: string[]
  idOf(word: string): number | undefined
  passagesWith(id: number): number
  passagesWithPair(left: number, right: number): number
}

export interface TermStore {
  readonly accented: Layer
  readonly folded: Layer
  readonly size: number
  /** The folded id of each accented id. */
  readonly foldedOf: readonly number[]
  /** Takes a passage in and returns its words. */
  add(fields: readonly string[]): Int32Array
}

/** Leading zeros go: 07/02/2020 and 7/2/2020 are one day. */
export function toTerm(token: string): string {
  return token.replace(/(?<!\d)0+(?=\d)/g, '')
}

/** Creates an empty store. */
export function createTermStore(): TermStore {
  const accented = createLayer()
  const folded = createLayer()
  const foldedOf: number[] = [GAP]
  const known = new Map<string, readonly number[]>()
  let size = 0

  function termIds(rawWord: string): readonly number[] {
    const before = known.get(rawWord)
    if (before) return before
    const ids = tokens(toAccented(rawWord)).map((token) => {
      const id = accented.take(toTerm(token))
      foldedOf[id] ??= folded.take(fold(toTerm(token)))
      return id
    })
    known.set(rawWord, ids)
    return ids
  }

  function toIds(text: string): number[] {
    const ids = rawWords(text).flatMap(termIds)
    const whole = ids.filter((id) => isWhole(accented.words[id] as string))
    if (whole.length === 0) return ids
    return [...ids.filter((id) => !whole.includes(id)), ...whole.flatMap((id) => [GAP, id])]
  }

  return {
    accented,
    folded,
    foldedOf,
    get size() {
      return size
    },
    add(fields) {
      const ids = Int32Array.from(fields.flatMap((field) => [...toIds(field), GAP]))
      size++
      accented.count(ids)
      folded.count(ids.map((id) => foldedOf[id] as number))
      return ids
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
      const id = ids.get(word) ?? words.length
      if (id === words.length) {
        ids.set(word, id)
        words.push(word)
        passages.push(0)
      }
      return id
    },
    count(list: Int32Array): void {
      for (const id of new Set(list)) passages[id] = (passages[id] ?? 0) + 1
      const seen = new Set<number>()
      for (let at = 1; at < list.length; at++) {
        const [left, right] = [list[at - 1] as number, list[at] as number]
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
