// Which neighbouring syllables make one word here: “hồ sơ”, “theo dõi”, “bằng khen”.

import { isWhole } from './fold.ts'
import { toWords } from './terms.ts'

export interface Collocations {
  /** 0…1: how seldom the rarer of two neighbours stands without the other. Accented and folded forms both work. */
  strength(first: string, second: string): number
}

/** Counts neighbours in the texts of the corpus. */
export function createCollocations(texts: Iterable<string>): Collocations {
  const counts = new Map<string, number>()
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const text of texts) {
    for (const clause of text.split(/[.,;:()“”"\n]+/)) {
      const words = toWords(clause).filter((word) => !isWhole(word.folded))
      for (const form of ['folded', 'accented'] as const) {
        words.forEach((word, index) => {
          // A plain syllable is its own folded form: counted once.
          if (form === 'accented' && word.accented === word.folded) return
          add(word[form])
          const before = words[index - 1]
          if (before) add(`${before[form]} ${word[form]}`)
        })
      }
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
