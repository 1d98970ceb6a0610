// “nop muon bi gi”: the diacritics that a question typed without them most likely lacks.

import { fold, hasDiacritics, toAccented } from './fold.ts'
import { type Line, toWords, type Word } from './terms.ts'

const OFTEN = 100 // words before which a word of asking counts as seen, for the plans' text holds few of them

/** A spelling: how often it stands in the corpus, what follows it, and before how many words it was seen. */
interface Spelling {
  readonly word: string
  count: number
  readonly followers: Map<string, number>
  befores: number
}

/** A way of reading the words up to one, and how unlikely it is. */
interface Path {
  readonly spelling: Spelling
  readonly cost: number
  readonly before: Path | undefined
}

/**
 * Gives plain words the marks they have in the lines, chosen by their neighbours (Viterbi over pairs, smoothed after
 * Witten and Bell 1991); typed marks stay. `asking` are words and phrases of asking, which the lines hold too seldom.
 */
export function createMarks(lines: Iterable<Line>, asking: readonly string[]): (text: string) => string {
  const spellings = new Map<string, Spelling>()
  const start = strange('')
  const spellingOf = (word: string): Spelling => {
    const known = spellings.get(word) ?? { word, count: 0, followers: new Map(), befores: 0 }
    if (known.count === 0) spellings.set(word, known)
    return known
  }
  let pairs = 0
  const learn = (words: readonly Word[]) => {
    let before = start
    start.count++
    for (const { accented, isWhole } of words) {
      if (isWhole) continue
      const spelling = spellingOf(accented)
      spelling.count++
      const seen = before.followers.get(accented) ?? 0
      before.followers.set(accented, seen + 1)
      if (seen === 0) {
        spelling.befores++
        pairs++
      }
      before = spelling
    }
  }
  for (const { clauses } of new Set(lines)) for (const words of clauses) learn(words)
  for (const words of asking.map(toWords)) {
    learn(words)
    const [word, other] = words
    if (word && !other) spellingOf(word.accented).befores += OFTEN
  }
  const byFolded = new Map<string, Spelling[]>()
  for (const spelling of spellings.values()) {
    const folded = fold(spelling.word)
    byFolded.set(folded, [...(byFolded.get(folded) ?? []), spelling])
  }

  const extend = (paths: readonly Path[], spelling: Spelling): Path => {
    const anywhere = (spelling.befores + 0.5) / pairs
    let best: Path = { spelling, cost: Number.POSITIVE_INFINITY, before: undefined }
    for (const path of paths) {
      const { count, followers } = path.spelling
      const kinds = Math.max(1, followers.size)
      const chance = ((followers.get(spelling.word) ?? 0) + kinds * anywhere) / (count + kinds)
      const cost = path.cost - Math.log(chance)
      if (cost < best.cost) best = { spelling, cost, before: path }
    }
    return best
  }

  return (text) => {
    const parts = toAccented(text).split(/([^\p{L}\p{M}\p{N}]+)/u)
    let paths: Path[] = [{ spelling: start, cost: 0, before: undefined }]
    for (let at = 0; at < parts.length; at += 2) {
      const word = parts[at] as string
      const choices = hasDiacritics(word) ? undefined : byFolded.get(fold(word))
      paths = (choices ?? [spellings.get(word) ?? strange(word)]).map((choice) => extend(paths, choice))
    }
    let path = paths.reduce((best, next) => (next.cost < best.cost ? next : best))
    for (let at = parts.length - 1; at >= 0; at -= 2) {
      parts[at] = path.spelling.word
      path = path.before ?? path
    }
    return parts.join('')
  }
}

function strange(word: string): Spelling {
  return { word, count: 0, followers: new Map(), befores: 0 }
}
