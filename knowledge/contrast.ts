// “Còn tổng kết thì sao?”: what a short question puts in the place of something in the question before.

import { fold, normalise } from './fold.ts'
import { findPhrase } from './terms.ts'

export interface Contrast {
  /** The question before, with the new thing in the old one's place. */
  readonly exchanged: string
  /** The question before, without the old thing. */
  readonly without: string
  /** The new question without the new thing: what it asks by itself. */
  readonly rest: string
}

/** Finds the row of which one phrase stands in the new question and another in the one before. */
export function createContrast(
  rows: readonly (readonly string[])[],
): (text: string, before: string) => Contrast | null {
  const folded = rows.map((row) => row.map(fold).sort((a, b) => b.length - a.length))
  return (text, before) => {
    const [asked, earlier] = [normalise(text), normalise(before)]
    // What is found in a folded text stands at the same place in the text itself.
    if (fold(asked).length !== asked.length || fold(earlier).length !== earlier.length) return null
    for (const row of folded) {
      const now = placesOf(row, fold(asked))
      const then = placesOf(row, fold(earlier))
      const [first] = now
      const [old] = then
      if (!first || !old || now.some(({ phrase }) => then.some((other) => other.phrase === phrase))) continue
      const end = Math.max(...now.map(({ to }) => to))
      const put = (text: string) => `${earlier.slice(0, old.from)}${text}${earlier.slice(old.to)}`
      return {
        exchanged: put(asked.slice(first.from, end)),
        without: put(''),
        rest: asked.slice(0, first.from) + asked.slice(end),
      }
    }
    return null
  }
}

// “Bằng khen” inside “bằng khen bộ trưởng” is no thing of its own.
function placesOf(phrases: readonly string[], folded: string): { phrase: string; from: number; to: number }[] {
  const places = phrases
    .flatMap((phrase) => {
      const from = findPhrase(folded, phrase)
      return from < 0 ? [] : [{ phrase, from, to: from + phrase.length }]
    })
    .sort((a, b) => a.from - b.from || b.to - a.to)
  return places.filter(({ from, to }, at) => !places.slice(0, at).some((other) => other.from <= from && other.to >= to))
}
