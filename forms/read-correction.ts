// Plain corrections: “à nhầm, là phòng Tổ chức”, “không phải Tôn giáo mà là Cải cách hành chính”, “sửa đơn vị thành …”.

import { fold, normalise } from '../knowledge/fold.ts'
import type { Form, Step } from '../knowledge/form-schema.ts'
import { readYesNo } from './commands.ts'
import { isPlainly } from './find-elsewhere.ts'
import { stepsInPlay } from './form.ts'
import { matchOptions } from './match-options.ts'
import { type Reading, type ReadingContext, readAnswer } from './read-answer.ts'
import { optionsInPlay } from './read-choice.ts'
import { soundsLikeUnit } from './read-unit.ts'
import { soundsLikeName } from './sounds-like-name.ts'
import { findCalled, findNumbered, namesOf, toPlain } from './step-names.ts'
import { describeValue, type Value, type Values } from './values.ts'

export interface Correction {
  readonly step: Step
  readonly value: Value
  /** Filled where it may mean several things: `value` is the likeliest of them. */
  readonly options: readonly { readonly label: string; readonly value: Value; readonly of?: string }[]
  /** It is what is noted already. */
  readonly isSame: boolean
}

export const TO = String.raw`(?:thành|thanh|sang|qua|bằng|bang|lại là|lai la|là|la)(?:\s*:\s*|\s+)`
export const CHANGE = '(?:sửa|sua|đổi|doi|thay|chỉnh|chinh|chuyển|chuyen|cập nhật|cap nhat)'
export const AGAIN = String.raw`(?:\s+(?:lại|lai|giúp|giup|cho|em|tôi|toi|mình|minh|mục|muc))*`
const NAMED = new RegExp(String.raw`^(?:à\s+|cho\s+)?${CHANGE}${AGAIN}\s+(.+?)\s+${TO}(.+)$`, 'isu')
export const PLAIN = new RegExp(String.raw`^(?:à\s+)?${CHANGE}${AGAIN}\s+${TO}(.+)$`, 'isu')
const RATHER = /^(?:à\s+)?(.+?)\s+(?:phải là|phai la|là|la)\s+(.+?)\s+(?:mới đúng|moi dung|cơ|mới phải)$/isu
// “số điện thoại nhầm rồi, 0912345679 mới đúng”
const WRONG_THEN =
  /^(?:à[\s,]+)?(.{2,60}?)\s+(?:(?:bị|bi|ghi|này|nay|kia|đó|do)\s+)*(?:nhầm|nham|sai|lộn)(?:\s+(?:rồi|roi|mất|mat|ạ))*\s*[,.;:]\s*(.+)$/isu
const NOT_BUT =
  /^(?:.{0,30}?\s)?(?:không phải|khong phai|ko phải|ko phai|k phải|k phai)\s+(?:là\s+|la\s+)?(.+?)[\s,]+(?:mà là|ma la|mà|ma|phải là|phai la)\s+(.+)$/isu
const BUT_NOT =
  /^(.{2,80}?)[\s,]+(?:(?:chứ|chu)\s+)?(?:không phải|khong phai|ko phải|ko phai|k phải|k phai)\s+(?:là\s+|la\s+)?(.{2,80})$/isu
const MISTAKEN =
  /^(?:(?:à|ấy|ý|ôi|ơ|oh|a|ay|y|oi|thôi|thoi|xin lỗi|xin loi|sorry)(?!\p{L})[\s,.!]*)*(?:(?:em|tôi|mình|toi|minh)\s+)?(?:(?:ghi|gõ|go|bấm|bam|chọn|chon|viết|viet|nói|noi)\s+)?(?:nhầm|nham|lộn|lon|sai|(?<=\s)(?:không|ko)(?=\s*[,.:;!]|\s+(?:là|la|phải là|phai la)\s))(?:\s+(?:rồi|roi|mất|mat|ạ|a))*[\s,.:;!-]+(.+)$/isu
// “đổi ý, cho cá nhân”
const CHANGED_MIND =
  /^(?:(?:à|ừ|thôi|thoi|hay|hoặc|a|u)[\s,.!]+)*(?:(?:em|tôi|mình|toi|minh)\s+)?(?:đổi ý|doi y|nghĩ lại|nghi lai)(?:\s+(?:rồi|roi|rằng|thì|thi|ạ|a))*[\s,.:;!-]+(.+)$/isu
const FILLERS = /^(?:(?:rồi|roi|mất|mat|ạ|a|nhé|nhe|thôi|thoi)[\s,.!]*)+$/iu
const MEANT =
  /^(?:à[\s,]+)?(?:ý (?:em|tôi|mình)(?: là)?|y (?:em|toi|minh)(?: la)?|(?:phải|phai|đúng ra|dung ra|lẽ ra|le ra)(?: phải| phai)?\s+(?:là|la))\s+(.+)$/isu
const SHORT = 300 // characters: what is said so is no longer
const LEAD = /^(?:(?:phải|phai|đúng|dung)\s+)?(?:là|la|lại là|lai la)\s+/iu
const TAIL = /(?:[\s,]+(?:mới đúng|moi dung|mới phải|chứ|chu|cơ|ạ|nhé|nhe|nha|thôi|đi|giúp|với))+[.!]*$/iu

/**
 * The answer that a text corrects, and by what; null if it corrects none. Which one is meant shows in the text, or
 * else it is the answer that fits best, the last of the form where several do.
 */
export function readCorrection(form: Form, values: Values, text: string, context: ReadingContext): Correction | null {
  const typed = normalise(text).trim()
  const steps = stepsInPlay(form, values, context.units)
  const answered = steps.filter(({ id }) => values[id])
  for (const pattern of typed.length > SHORT ? [NAMED] : [NAMED, RATHER, WRONG_THEN]) {
    const named = pattern.exec(typed)
    const name = named?.[1]?.replace(/^(?:nhầm|nham|sai)[\s,]+/iu, '')
    const step = name ? (findNumbered(steps, name) ?? findCalled(answered, name)) : null
    if (step && named?.[2]) return best([step], tidy(named[2]), values, context)
  }
  const bare = MISTAKEN.exec(typed)?.[1] ?? typed
  const contrast = NOT_BUT.exec(bare)
  if (contrast?.[1] && contrast[2]) {
    const [, wrong, right] = contrast
    const meant = answered.filter((one) => says(one, values, wrong))
    return best(meant.length > 0 ? meant : answered, tidy(right), values, context)
  }
  const [, instead, wrong] = BUT_NOT.exec(bare) ?? []
  const meant = wrong ? answered.filter((one) => says(one, values, tidy(wrong))) : []
  if (instead && meant.length > 0) return best(meant, tidy(afterStep(meant, instead)), values, context)
  const right = rightOf(typed)
  const said = right === null ? null : ofStep(right, steps)
  const named = said && best([said.step], tidy(said.text), values, context)
  return named ?? (right && !FILLERS.test(right) ? best(answered, tidy(right), values, context, false) : null)
}

/** What somebody says they meant: “à nhầm, là …”, “đổi ý, …”, “ý em là …”; null if a text says nothing of the kind. */
export function rightOf(text: string): string | null {
  const typed = normalise(text).trim()
  const patterns = [MISTAKEN, CHANGED_MIND, PLAIN, MEANT]
  for (const pattern of patterns) {
    const right = pattern.exec(typed)?.[1]
    if (right) return right
  }
  return null
}

// “tên là Lê Thị Hoa”: the step that is named, though it may have no answer yet.
function ofStep(right: string, steps: readonly Step[]): { step: Step; text: string } | null {
  const [, name, text] = /^(.{2,40}?)\s*(?:\s(?:là|la)\s|[:=])\s*(.+)$/isu.exec(right) ?? []
  const step = name ? findCalled(steps, name) : null
  return step && text ? { step, text } : afterName(right, steps)
}

// “tổng số 21”: the longest name that the words begin with; words alone may be an answer that holds a name.
function afterName(right: string, steps: readonly Step[]): { step: Step; text: string } | null {
  const words = right.trim().split(/\s+/)
  for (let count = Math.min(words.length - 1, LONGEST_NAME); count > 0; count--) {
    const said = toPlain(words.slice(0, count).join(' '))
    const named = namesOf(steps).find(({ name }) => name === said)
    const text = words.slice(count).join(' ')
    const [step, ...others] = named?.steps ?? []
    if (step && others.length === 0 && /\d/.test(text) && ['number', 'phone', 'date'].includes(step.type))
      return { step, text }
  }
  return null
}

const LONGEST_NAME = 8 // words

/** What is meant, without “là” before and “mới đúng” behind. */
export function tidy(text: string): string {
  return text.trim().replace(LEAD, '').replace(TAIL, '').trim()
}

// “lĩnh vực là cải cách hành chính” → “cải cách hành chính”, where a step of that name is meant.
function afterStep(steps: readonly Step[], text: string): string {
  const [, name, rest] = /^(.+?)\s+(?:là|la)\s+(.+)$/isu.exec(text) ?? []
  return name && rest && findCalled(steps, name) ? rest : text
}

function says(step: Step, values: Values, wrong: string): boolean {
  const value = values[step.id]
  if (!value) return false
  const [said, words] = [fold(describeValue(step, value)), fold(wrong).trim()]
  return words !== '' && (said.includes(words) || words.includes(said))
}

/** How surely a reading belongs to its step; text fits any step, so it comes last, and only where it sounds right. */
function fitOf(step: Step, text: string, reading: Reading, context: ReadingContext): number {
  if (reading.kind === 'none' || reading.kind === 'invalid') return 0
  if (step.type === 'choice' || step.type === 'choices') {
    const isExact = matchOptions(text, optionsInPlay(step, context))[0]?.isExact
    return isExact ? 6 : reading.kind === 'value' ? 5 : 2
  }
  const value = reading.kind === 'choose' ? reading.options[0]?.value : reading.value
  if (step.type === 'unit')
    return value?.type === 'unit' && value.unit !== null
      ? reading.kind === 'value'
        ? 5
        : 4
      : Number(soundsLikeUnit(text))
  if (step.type === 'text' || step.type === 'long-text')
    return Number(isPlainly(step, text, context) || (step.as === 'name' && soundsLikeUnit(text)))
  if (step.type === 'person' && !soundsLikeName(text)) return 0
  return reading.kind === 'value' ? 3 : 2
}

/** The answer that a text is to these steps, where it fits best; to one that `isMeant` however it sounds. */
export function best(
  steps: readonly Step[],
  text: string,
  values: Values,
  context: ReadingContext,
  isMeant = steps.length === 1,
): Correction | null {
  // A bare yes or no resembles names of units, and answers but one kind of question.
  const fitting =
    steps.length > 1 && readYesNo(text) !== null ? steps.filter(({ type }) => type === 'attestation') : steps
  const readings = [...fitting].reverse().map((step) => {
    const { [step.id]: old, ...others } = values
    const within = { ...context, values: others }
    const reading = readNear(step, text, old, within)
    return { step, old, reading, fit: isMeant ? 1 : fitOf(step, text, reading, within) }
  })
  const [first] = readings.filter(({ fit }) => fit > 0).sort((a, b) => b.fit - a.fit)
  return first ? toCorrection(first) : null
}

// “là phòng Tổ chức” means the one of the same body.
function readNear(step: Step, text: string, old: Value | undefined, context: ReadingContext): Reading {
  const parent =
    step.type === 'unit' && old?.type === 'unit' && old.unit ? context.units.get(old.unit)?.parent : undefined
  if (step.type === 'unit' && parent) {
    const [match] = context.units.match(text, [parent])
    const isBeside = match?.isWhole && context.units.chainOf(match.unit.id).some(({ id }) => id === parent)
    if (isBeside) return readAnswer({ ...step, within: [parent] }, text, context)
  }
  return readAnswer(step, text, context)
}

function toCorrection({
  step,
  old,
  reading,
}: {
  step: Step
  old: Value | undefined
  reading: Reading
}): Correction | null {
  if (reading.kind === 'none' || reading.kind === 'invalid') return null
  const options = reading.kind === 'choose' ? reading.options : []
  const value = reading.kind === 'choose' ? options[0]?.value : reading.value
  if (!value) return null
  return { step, value, options, isSame: JSON.stringify(value) === JSON.stringify(old) }
}
