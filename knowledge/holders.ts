// Which texts hold what is asked: looked up once for each word or pair, not once more for each text.

import type { Feature } from './features.ts'
import type { Term } from './terms.ts'

const SYNONYM = 0.75 // another word for the same thing proves a little less
const OTHER_MARKS = 0.35 // “lương” is not “lượng”, but may be a slip

/** A word or pair → the numbers of the texts that hold it, ascending: without its diacritics, and as written if it has any. */
export interface Holders {
  readonly folded: ReadonlyMap<string, readonly number[]>
  readonly accented: ReadonlyMap<string, readonly number[]>
}

/** Notes for each text, given by the words and pairs of its lines, what it holds. */
export function createHolders(texts: readonly (readonly { readonly terms: readonly Term[] }[])[]): Holders {
  const folded = new Map<string, number[]>()
  const accented = new Map<string, number[]>()
  texts.forEach((lines, text) => {
    for (const { terms } of lines)
      for (const term of terms) {
        note(folded, term.folded, text)
        if (term.accented !== term.folded) note(accented, term.accented, text)
      }
  })
  return { folded, accented }
}

function note(holders: Map<string, number[]>, term: string, text: number): void {
  const known = holders.get(term)
  if (!known) holders.set(term, [text])
  else if (known[known.length - 1] !== text) known.push(text)
}

/** How much of a feature each text holds: 1 as asked, less with other diacritics or by a synonym. The next call overwrites what it gave. */
export type Shares = (feature: Feature) => Float64Array

/** Looks up features among the texts that the holders were made of. */
export function createShares(size: number, { folded, accented }: Holders): Shares {
  const shares = new Float64Array(size)
  // The phrases come from the rows of synonyms: the same few again and again.
  const known = new WeakMap<readonly string[], readonly number[]>()
  const holdersOf = (phrase: readonly string[]): readonly number[] => {
    const texts = known.get(phrase) ?? holdersOfAll(phrase, folded)
    known.set(phrase, texts)
    return texts
  }
  return (feature) => {
    shares.fill(0)
    for (const phrase of feature.alternatives) for (const text of holdersOf(phrase)) shares[text] = SYNONYM
    // Typed diacritics count: “đặt chỉ tiêu” is not “đạt chỉ tiêu”.
    const isMarked = feature.accented !== feature.folded
    for (const text of folded.get(feature.folded) ?? []) shares[text] = isMarked ? OTHER_MARKS : 1
    if (isMarked) for (const text of accented.get(feature.accented) ?? []) shares[text] = 1
    return shares
  }
}

function holdersOfAll([first = '', ...rest]: readonly string[], holders: Holders['folded']): readonly number[] {
  const others = rest.map((term) => new Set(holders.get(term)))
  return (holders.get(first) ?? []).filter((text) => others.every((held) => held.has(text)))
}
