// Whole numbers, in figures or in words.

import { fold } from '../knowledge/fold.ts'
import type { Step } from '../knowledge/form-schema.ts'
import { readNumberWord } from './number-words.ts'
import type { Reading } from './read-answer.ts'
import { readingReplies } from './replies.vi.ts'

type NumberStep = Extract<Step, { type: 'number' }>

const AROUND =
  /\b(?:khoang|tam|co|gan|hon|tren|duoi|chung|tong cong|tong so|tat ca|la|nguoi|ca nhan|tap the|dong chi|can bo|cong chuc|vien chuc|cbccvc|phong|don vi|a|nhe|nha|da|thoi)\b/g
const FIGURES = /^\d{1,3}(?:[.,\s]\d{3})+$|^\d+$/

/** Reads a whole number within the step's bounds. “1.250” is one thousand and more. */
export function readNumber(step: NumberStep, text: string): Reading {
  const folded = fold(text).replace(/[~≈]/g, ' ')
  const plain = folded
    .replace(AROUND, ' ')
    .replace(/[!;:]|[.,](?!\d)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (/^\d+[.,]\d+$/.test(plain) && !FIGURES.test(plain)) return { kind: 'invalid', say: readingReplies.wholeNumber }
  const number = FIGURES.test(plain) ? Number(plain.replace(/\D/g, '')) : readNumberWord(plain)
  if (number === null || !Number.isSafeInteger(number))
    return { kind: 'invalid', say: step.problem ?? readingReplies.notNumber }
  if (number < step.least || number > step.most)
    return { kind: 'invalid', say: step.problem ?? readingReplies.numberRange(step.least, step.most) }
  return { kind: 'value', value: { type: 'number', number } }
}
