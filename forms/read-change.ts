// Changes that name what they change: “số người ldtt sửa thành 12”, “sửa tổng số 15”, “đổi sang giấy khen được không”.

import { normalise } from '../knowledge/fold.ts'
import type { Form, Step } from '../knowledge/form-schema.ts'
import { findMeant } from './find-meant.ts'
import { stepsInPlay } from './form.ts'
import { matchOptions } from './match-options.ts'
import type { ReadingContext } from './read-answer.ts'
import { optionsInPlay } from './read-choice.ts'
import { AGAIN, best, CHANGE, type Correction, PLAIN, readCorrection, TO, tidy } from './read-correction.ts'
import { readingReplies } from './replies.vi.ts'
import { soundsLikeName } from './sounds-like-name.ts'
import { findNumbered, findSteps, namesOf, toPlain } from './step-names.ts'
import { takesWholeText } from './take-answers.ts'
import { describeValue, type Values } from './values.ts'

export interface Change extends Correction {
  /** It was asked whether it may be so: nobody has said yet that it shall. */
  readonly isAsked: boolean
}

const LONGEST = 300 // characters, where it is not said that something becomes something else
const LONGEST_OF_ALL = 4_000 // characters
const MAY_I =
  /[\s,]+(?:có\s+)?(?:được|duoc|đc|dc)\s+(?:không|khong|ko|k|hông|hok)(?:\s+(?:ạ|a|vậy|vay|thế|the|em|bạn|nhỉ))*\s*\?*$/iu
const LEAD =
  /^(?:(?:à|ơ|ờ|thế|vậy|giờ|bây giờ|bay gio|có thể|co the|có|co|cho|em|tôi|toi|mình|minh|muốn|muon|xin|nhờ|nho|giúp|giup|cần|can)[\s,]+)+/iu
const NAMED = new RegExp(String.raw`^${CHANGE}${AGAIN}\s+(.+?)\s+${TO}(.+)$`, 'isu')
const AFTER = new RegExp(
  String.raw`^(.{2,60}?)[\s,]+(?:(?:xin|thì|thi|cần|can|phải|phai)\s+)?${CHANGE}${AGAIN}(?:\s*:\s*|\s+)(?:${TO})?(.+)$`,
  'isu',
)
// Plainly a change of something, whatever that is called.
const OF_SOMETHING = new RegExp(
  String.raw`^(?:${CHANGE}${AGAIN}\s+(.{1,60}?)|(.{2,60}?)[\s,]+${CHANGE}${AGAIN})\s+(?:thành|thanh|sang)[\s:]`,
  'isu',
)
const BARE = new RegExp(String.raw`^${CHANGE}${AGAIN}\s+(.+)$`, 'isu')
const IS = /^(.{2,60}?)\s*(?:\s(?:là|la)\s|[:=])\s*(.+)$/isu
const BEGINS = new RegExp(String.raw`^${CHANGE}(?!\p{L})`, 'iu')

/** The change that a text makes to an answer which it names; null if it names none. */
export function readChange(
  form: Form,
  values: Values,
  text: string,
  context: ReadingContext,
  asked: Step | undefined,
): Change | null {
  if (text.length > LONGEST_OF_ALL) return null
  const { said, isAsked } = toWish(text)
  const steps = stepsInPlay(form, values, context.units)
  const found = readNamed(said, steps, values, context, asked)
  if (found) return { ...found, isAsked }
  const plain = isAsked && beginsChange(said) ? readCorrection(form, values, said, context) : null
  return plain && { ...plain, isAsked }
}

/** “cho em đổi đơn vị được không ạ” → “đổi đơn vị”, asked. */
export function toWish(text: string): { said: string; isAsked: boolean } {
  const typed = normalise(text).trim()
  const bare = typed.replace(MAY_I, '')
  const led = bare.replace(LEAD, '')
  return { said: beginsChange(led) ? led : bare, isAsked: bare !== typed }
}

/** Whether a text begins as people begin who want something changed. */
export function beginsChange(text: string): boolean {
  return BEGINS.test(text)
}

/** Null unless a text says that something becomes something else; `byNumber`: that is a question named by its number. */
export function changesSomething(text: string): { readonly byNumber: boolean } | null {
  const [, before, name = before] = OF_SOMETHING.exec(toWish(text).said) ?? []
  return name === undefined ? null : { byNumber: /^(?:mục |câu )?(?:số )?\d{1,2}$/iu.test(name.trim()) }
}

/** Why the choice that a change names cannot be had beside the other answers; null if it names none such. */
export function whyClosed(form: Form, values: Values, text: string, context: ReadingContext): string | null {
  const { said } = toWish(text)
  const value = PLAIN.exec(said)?.[1] ?? NAMED.exec(said)?.[2] ?? ''
  for (const step of stepsInPlay(form, values, context.units)) {
    if (step.type !== 'choice' || value === '') continue
    const [named] = matchOptions(tidy(value), step.options)
    const isClosed = named?.isSure && !optionsInPlay(step, context).includes(named.option)
    if (isClosed) return named.option.otherwise ?? readingReplies.notOffered(named.option.label)
  }
  return null
}

function readNamed(
  said: string,
  steps: readonly Step[],
  values: Values,
  context: ReadingContext,
  asked: Step | undefined,
): Correction | null {
  const answered = steps.filter(({ id }) => values[id])
  for (const pattern of [NAMED, AFTER]) {
    const [, name = '', value = ''] = pattern.exec(said) ?? []
    const meant = value === '' ? [] : findMeant(steps, values, name)
    const found = among(meant, tidy(value), values, context)
    const isCalled = pattern === NAMED && findNumbered(steps, name) === null
    if (found && (isCalled || !isUnknown(found))) return found
  }
  if (said.length > LONGEST) return null
  const [, rest = ''] = BARE.exec(said) ?? []
  if (rest !== '') return readBare(rest, answered, values, context)
  // In a text “… là …” tells something.
  const [, name = '', value = ''] = asked && !takesWholeText(asked) ? (IS.exec(said) ?? []) : []
  const named = value === '' ? [] : findSteps(steps, name)
  const [only] = named
  return only && named.length === 1 && only !== asked ? among(named, tidy(value), values, context) : null
}

// “sửa đơn vị phòng nội vụ kim động”: the longest name the words begin with; “sửa đơn vị công tác” names a step alone.
function readBare(rest: string, steps: readonly Step[], values: Values, context: ReadingContext): Correction | null {
  if (findSteps(steps, rest).length > 0) return null
  const words = rest.split(/\s+/)
  const names = namesOf(steps)
  for (let count = words.length - 1; count > 0; count--) {
    const name = words.slice(0, count).join(' ')
    const isName = names.some((one) => one.name === toPlain(name))
    const value = tidy(words.slice(count).join(' '))
    const meant = isName ? findSteps(steps, name).filter((step) => !takesWholeText(step)) : []
    const found = among(meant, value, values, context)
    if (found && !isUnknown(found)) return found
  }
  return null
}

// What only one of the named steps could have for an answer; or else which of them is meant is to be asked.
function among(steps: readonly Step[], text: string, values: Values, context: ReadingContext): Correction | null {
  const found = steps.flatMap((step) => best([step], text, values, context) ?? []).filter((one) => sounds(one, text))
  const [first] = found
  if (!first || found.length === 1) return first ?? null
  const options = found.map(({ step, value }) => ({
    label: `${step.label}: ${describeValue(step, value)}`,
    value,
    of: step.id,
  }))
  return { ...first, isSame: false, options }
}

// Any words can be a name: those that do not sound so are none.
function sounds({ step }: Correction, text: string): boolean {
  return step.type !== 'person' || soundsLikeName(text)
}

// A body that nobody knows is one only where it is plainly said to be: “đơn vị sửa đổi 3 quy trình” is a task.
function isUnknown({ value, options }: Correction): boolean {
  return value.type === 'unit' && value.unit === null && options.length === 0
}
