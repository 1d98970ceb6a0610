// What a question claims and the plan does not hold: a title, a place, a day, a year, a share, a form, a level, a number of things.

import { fold } from './fold.ts'
import type { Question } from './question.ts'
import type { Vocabulary } from './schema.ts'
import { holdsPhrase } from './terms.ts'

const YES_NO_CLAIM =
  /\b(phai khong|dung khong|dung chu|phai chu|dung a|ha|chi can|roi a|duoc gia han|gia han)\b|\b(nhi|ma)[\s?!.]*$/
const TAG = /[\s,]+(?:(?:có|co) )?(?:phải|phai|đúng|dung) (?:không|khong|chứ|chu)(?!\p{L})/giu
const CLAIMED = /\d{1,2}\/\d{1,2}(?:\/\d{4})?|\d+(?:[.,]\d+)?\s?%|(?<=năm )\d{4}/g
const NAMED_CLAIM =
  /mẫu (?:số )?\d+|(?<![\d/.,-])\d{1,3} (?!tháng|năm|ngày|giờ|người|lần|tuổi|phần|phút)\p{Ll}{2,} \p{Ll}+/gu
const LEVEL = /\bmuc do (\d+)\b/
const LEVELS = /\bmuc do (\d+(?:(?:, | va )\d+)*)/g // “mức độ 3, 4”

export interface WrongClaim {
  readonly words: string
  /** The plan states nothing of the kind, so that it cannot put the claim right. */
  readonly isUnknown: boolean
}

/** What is claimed and stands nowhere in the plan's text, given as `toPlain`. */
export function wrongClaim(question: Question, text: string, { titles, elsewhere }: Vocabulary): WrongClaim | null {
  const asked = toPlain(question.text)
  const lacks = (name: string) => !holdsPhrase(text, toPlain(name))
  const title = titles.find((name) => holdsPhrase(asked, toPlain(name)) && lacks(name))
  if (title) return { words: title, isUnknown: false }
  if (!YES_NO_CLAIM.test(question.folded)) return null
  const place = elsewhere.find((name) => holdsPhrase(asked, toPlain(name)) && lacks(name))
  if (place) return { words: place, isUnknown: true }
  const figure = (question.text.match(CLAIMED) ?? []).find((claim) => !text.includes(toPlain(claim).replace(/\s/g, '')))
  if (figure) return { words: figure, isUnknown: false }
  const level = LEVEL.exec(asked)?.[1]
  const levels = [...text.matchAll(LEVELS)].flatMap(([, all = '']) => all.match(/\d+/g) ?? [])
  if (level && levels.length > 0 && !levels.includes(level)) return { words: `mức độ ${level}`, isUnknown: false }
  const named = (question.text.replace(TAG, '').match(NAMED_CLAIM) ?? []).find(lacks)
  return named ? { words: named, isUnknown: true } : null
}

/** As texts are compared: folded, numbers without leading zeros. */
export function toPlain(text: string): string {
  return fold(text).replace(/\b0(\d)/g, '$1')
}
