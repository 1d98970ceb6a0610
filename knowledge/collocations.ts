// Which neighbouring syllables make one word here: “hồ sơ”, “theo dõi”, “bằng khen”.

import type { Line, Word } from './terms.ts'

export interface Collocations {
  /** 0…1: how seldom the rarer of two neighbours stands without the other. Accented and folded forms both work. */
  strength(first: string, second: string): number
}

/** Counts neighbours in the clauses of the corpus, line by line. */
export function createCollocations(lines: Iterable<Line>): Collocations {
  const counts = new Map<string, number>()
  const followers = new Map<string, Map<string, number>>()
  const count = (word: string) => counts.set(word, (counts.get(word) ?? 0) + 1)
  const countPair = (first: string, second: string) => {
    const after = followers.get(first) ?? new Map<string, number>()
    if (after.size === 0) followers.set(first, after)
    after.set(second, (after.get(second) ?? 0) + 1)
  }
  const countClause = (words: readonly Word[]) => {
    let before: Word | undefined
    for (const word of words) {
      if (word.isWhole) continue
      // A plain syllable is its own folded form: counted once.
      const hasMarks = word.accented !== word.folded
      count(word.folded)
      if (hasMarks) count(word.accented)
      if (before) {
        countPair(before.folded, word.folded)
        if (hasMarks) countPair(before.accented, word.accented)
      }
      before = word
    }
  }
  for (const { clauses } of lines) for (const words of clauses) countClause(words)
  return {
    strength: (first, second) => {
      const together = followers.get(first)?.get(second) ?? 0
      if (together < 2) return 0
      return together / Math.max(1, Math.min(counts.get(first) ?? 0, counts.get(second) ?? 0))
    },
  }
}
