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
  /** Whether an accented id is a number or code as a whole, beside its parts. */
  isWhole(id: number): boolean
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
  const wholes = new Set<number>()
  let [size, length] = [0, 0]

  function toId(token: string): number {
    const id = accented.take(toTerm(token))
    foldedOf[id] ??= folded.take(fold(toTerm(token)))
    return id
  }

  function readWord(rawWord: string) {
    const parts: number[] = []
    const whole: number[] = []
    for (const token of tokens(toAccented(rawWord))) {
      const id = toId(token)
      if (isWhole(token)) {
        wholes.add(id)
        whole.push(GAP, id)
      } else parts.push(id)
    }
    return { parts, whole }
  }

  function read(text: string, ids: number[]): void {
    const whole: number[] = []
    for (const rawWord of rawWords(text)) {
      let word = known.get(rawWord)
      if (!word) {
        word = readWord(rawWord)
        known.set(rawWord, word)
      }
      for (const id of word.parts) ids.push(id)
      for (const id of word.whole) whole.push(id)
    }
    ids.push(...whole, GAP)
  }

  return {
    accented,
    folded,
    foldedOf,
    isWhole: (id) => wholes.has(id),
    get size() {
      return size
    },
    get averageLength() {
      return length / Math.max(1, size)
    },
    add(head, body) {
      const ids: number[] = []
      for (const text of head) read(text, ids)
      const bodyStart = ids.length
      read(body, ids)
      const terms = new Int32Array(ids)
      size++
      length += terms.length
      accented.count(terms, size)
      folded.count(
        terms.map((id) => foldedOf[id] as number),
        size,
      )
      return { terms, bodyStart }
    },
  }
}

function createLayer() {
  const words = ['']
  const ids = new Map<string, number>()
  const passages: number[] = [0]
  const pairs: (Map<number, number> | undefined)[] = [] // by the left word: small whole numbers make quick keys
  const pairPassages: number[] = []
  // The number of the passage that a word or pair was last seen in: within one passage it counts once.
  const lastSeen: number[] = []
  const pairLastSeen: number[] = []

  function countPair(left: number, right: number, passage: number): void {
    const followers = pairs[left] ?? new Map<number, number>()
    pairs[left] = followers
    const known = followers.get(right)
    const at = known ?? pairPassages.push(0) - 1
    if (known === undefined) followers.set(right, at)
    if (pairLastSeen[at] === passage) return
    pairLastSeen[at] = passage
    pairPassages[at] = (pairPassages[at] as number) + 1
  }

  return {
    words,
    idOf: (word: string) => ids.get(word),
    passagesWith: (id: number) => passages[id] ?? 0,
    passagesWithPair: (left: number, right: number) => pairPassages[pairs[left]?.get(right) ?? -1] ?? 0,
    take(word: string): number {
      const known = ids.get(word)
      if (known !== undefined) return known
      ids.set(word, words.length)
      passages.push(0)
      return words.push(word) - 1
    },
    count(terms: Int32Array, passage: number): void {
      let left = GAP
      for (const id of terms) {
        if (id !== GAP && lastSeen[id] !== passage) {
          lastSeen[id] = passage
          passages[id] = (passages[id] as number) + 1
        }
        if (id !== GAP && left !== GAP) countPair(left, id, passage)
        left = id
      }
    },
  }
}

/** Two ids in one number: 2²⁶ words are more than any corpus has, and twice 26 bits fit a double. */
export function toPair(left: number, right: number): number {
  return left * 67_108_864 + right
}
