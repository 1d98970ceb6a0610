// Numbers in words: “hai mươi lăm”.

import { fold } from '../knowledge/fold.ts'

// Without a prototype: “constructor” is a word like any other.
const ONES: Readonly<Record<string, number>> = Object.assign(Object.create(null), {
  khong: 0,
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  tu: 4,
  nam: 5,
  lam: 5,
  nham: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
})
const TENS = new Set(['muoi', 'chuc'])
const SCALES: Readonly<Record<string, number>> = Object.assign(Object.create(null), {
  tram: 100,
  nghin: 1_000,
  ngan: 1_000,
  trieu: 1_000_000,
})

/** The number that all these words name, from 0 below a milliard; null if they name none. */
export function readNumberWord(text: string): number | null {
  const words = fold(text).split(/\s+/).filter(Boolean)
  if (words.length === 0 || words.length > 12) return null
  let total = 0 // thousands and millions so far
  let hundreds = 0
  let ones: number | null = null
  let named = false
  for (const word of words) {
    const one = ONES[word]
    const scale = SCALES[word]
    if (word === 'linh' || word === 'le') continue
    if (one !== undefined) {
      if (ones !== null && ones % 10 !== 0) return null
      ones = (ones ?? 0) + one
    } else if (TENS.has(word)) {
      if (ones !== null && ones > 9) return null
      ones = (ones || 1) * 10
    } else if (scale === 100) {
      if (ones === null || ones > 9) return null
      hundreds = ones * 100
      ones = null
    } else if (scale) {
      total += (hundreds + (ones ?? 0)) * scale
      hundreds = 0
      ones = null
    } else return null
    named = true
  }
  return named ? total + hundreds + (ones ?? 0) : null
}
