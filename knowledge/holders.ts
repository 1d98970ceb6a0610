// Which texts hold what is asked: looked up once for each word or pair, not once more for each text.

import type { Feature } from './features.ts'

const SYNONYM = 0.75 // another word for the same thing proves a little less
const OTHER_MARKS = 0.35 // “lương” is not “lượng”, but may be a slip

/** A word or pair → the numbers of the texts that hold it, ascending. */
export type Holders = ReadonlyMap<string, readonly number[]>

/** Notes for each text, given by its words and pairs, what it holds. */
export function createHolders(texts: Iterable<Iterable<string>>): Holders {
  const holders = new Map<string, number[]>()
  let text = 0
  for (const terms of texts) {
    for (const term of terms) {
      const known = holders.get(term)
      if (!known) holders.set(term, [text])
      else if (known[known.length - 1] !== text) known.push(text)
    }
    text++
  }
  return holders
}

/** How much of a feature each text holds: 1 as asked, less by a synonym. The next call overwrites what it gave. */
export type Shares = (feature: Feature) => Float64Array

/** With `accented`, what is typed with diacritics counts less where they differ. */
export function createShares(size: number, folded: Holders, accented?: Holders): Shares {
  const shares = new Float64Array(size)
  return (feature) => {
    shares.fill(0)
    for (const phrase of feature.alternatives) for (const text of holdersOfAll(phrase, folded)) shares[text] = SYNONYM
    const marked = feature.accented === feature.folded ? undefined : accented
    for (const text of folded.get(feature.folded) ?? []) shares[text] = marked ? OTHER_MARKS : 1
    for (const text of marked?.get(feature.accented) ?? []) shares[text] = 1
    return shares
  }
}

function holdersOfAll([first = '', ...rest]: readonly string[], holders: Holders): readonly number[] {
  const others = rest.map((term) => new Set(holders.get(term)))
  return (holders.get(first) ?? []).filter((text) => others.every((held) => held.has(text)))
}
