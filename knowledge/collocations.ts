// Which neighbouring syllables make one word here: “hồ sơ”, “theo dõi”, “bằng khen”.

import type { Word } from './terms.ts'

export interface Collocations {
  /** 0…1: how seldom the rarer of two neighbours stands without the other. Accented and folded forms both work. */
  strength(first: string, second: string): number
}

/** Counts neighbours in the clauses of the corpus. */
export function createCollocations(clauses: Iterable<readonly Word[]>): Collocations {
  const counts = new Map<string, number>()
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const words of clauses) {
    let before: Word | undefined
    for (const word of words) {
      if (word.isWhole) continue
      add(word.folded)
      // A plain syllable is its own folded form: counted once.
      if (word.accented !== word.folded) add(word.accented)
      if (before) {
        add(`${before.folded} ${word.folded}`)
        if (word.accented !== word.folded) add(`${before.accented} ${word.accented}`)
      }
      before = word
    }
  }
  return {
    strength: (first, second) => {
      const together = counts.get(`${first} ${second}`) ?? 0
      if (together < 2) return 0
      return together / Math.max(1, Math.min(counts.get(first) ?? 0, counts.get(second) ?? 0))
    },
  }
}
