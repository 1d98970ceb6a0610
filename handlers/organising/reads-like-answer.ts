import type { Temporal } from 'temporal-polyfill'
import { asksQuestion } from '../../forms/asks-question.ts'
import { readCommand, readYesNo } from '../../forms/commands.ts'
import { readDay } from '../../forms/read-day.ts'
import { fold } from '../../knowledge/fold.ts'
import { agrees } from '../agrees.ts'
import { soundsLikeRegistering } from '../registering/offer-registration.ts'
import { readOwnWish } from '../registering/read-own-wish.ts'

const DAY_WORDS = 6
const FEW_WORDS = 3 // so few may be in an answer and still be asked about
const TOLD_WORDS = 20 // more of them without asking tell something

/**
 * Whether a text that no plan answered asked nothing: it answers what had asked (“đồng ý gửi”, “thứ 5 tuần sau”, what
 * somebody wrote into a form), commands, or says what they want of their own. `answers` are what forms hold.
 */
export function readsLikeAnswer(text: string, today: Temporal.PlainDate, answers: readonly string[]): boolean {
  if (text.trim().startsWith('/')) return true
  if (readOwnWish(text) !== null) return true
  if (asksQuestion(text, null)) return false
  const words = toWords(text)
  const isDay = words.length <= DAY_WORDS && readDay(text, today)?.kind === 'day'
  if (isDay || agrees(text) || readYesNo(text) !== null || readCommand(text) !== null) return true
  if (words.length > TOLD_WORDS || /\S\s*\n\s*\S/.test(text) || soundsLikeRegistering(text)) return true
  if (words.length > FEW_WORDS && /\d/.test(text)) return true
  const said = words.join(' ')
  return words.length > FEW_WORDS && answers.some((one) => isWithin(said, toWords(one).join(' ')))
}

function isWithin(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  return short.split(' ').length > FEW_WORDS && ` ${long} `.includes(` ${short} `)
}

function toWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}%]+/gu) ?? []
}
