// Plain corrections: “à nhầm, là phòng Tổ chức”, “không phải Tôn giáo mà là Cải cách hành chính”, “sửa đơn vị thành …”.

import { fold, normalise } from '../knowledge/fold.ts'
import type { Form, Step } from '../knowledge/schema.ts'
import { stepsInPlay } from './form.ts'
import { type ReadingContext, readAnswer } from './read-answer.ts'
import { findStep } from './step-names.ts'
import { describeValue, type Value, type Values } from './values.ts'

export interface Correction {
  readonly step: Step
  readonly value: Value
  /** Filled where it may mean several things: `value` is the likeliest of them. */
  readonly options: readonly { readonly label: string; readonly value: Value }[]
}

const NAMED =
  /^(?:à\s+|ạ\s+|cho\s+)?(?:sửa|sua|đổi|doi|thay|chỉnh|chinh|cập nhật|cap nhat)(?:\s+(?:lại|lai|giúp|giup|cho))*\s+(.+?)\s+(?:thành|thanh|sang|bằng|bang|lại là|lai la|là|la)\s+(.+)$/iu
const NOT_BUT =
  /^(?:.{0,30}?\s)?(?:không phải|khong phai|ko phải|ko phai|k phải|k phai)\s+(?:là\s+|la\s+)?(.+?)[\s,]+(?:mà là|ma la|mà|phải là|phai la)\s+(.+)$/iu
const MISTAKEN =
  /^(?:à|ấy|ý|ôi|ơ|oh|a|ay|y|oi|thôi|thoi|xin lỗi|xin loi|sorry)?[\s,.]*(?:(?:em|tôi|mình|toi|minh)\s+)?(?:nhầm|nham|lộn|lon|ghi nhầm|ghi nham|gõ nhầm|go nham|bấm nhầm|bam nham|chọn nhầm|chon nham|viết nhầm|viet nham|sai)(?:\s+(?:rồi|roi|mất|mat|ạ|a))*[\s,.:;!-]+(.+)$/iu
const CHANGE =
  /^(?:à\s+)?(?:đổi|doi|chuyển|chuyen|sửa|sua|thay)(?:\s+(?:lại|lai))?\s+(?:thành|thanh|sang|qua|lại là|lai la|là|la)\s+(.+)$/iu
const MEANT = /^(?:à[\s,]+)?(?:ý (?:em|tôi|mình)|y (?:em|toi|minh)|phải|đúng ra|dung ra|lẽ ra)\s+(?:là|la)\s+(.+)$/iu
const LEAD = /^(?:(?:phải|phai|đúng|dung)\s+)?(?:là|la|lại là|lai la)\s+/iu

/**
 * The answer that a text corrects, and by what; null if it corrects none. Which one is meant shows in the text, or
 * else it is the last of the form's answers that can be read so.
 */
export function readCorrection(form: Form, values: Values, text: string, context: ReadingContext): Correction | null {
  const typed = normalise(text).trim()
  const answered = stepsInPlay(form, values, context.units).filter(({ id }) => values[id])
  const named = NAMED.exec(typed)
  const step = named?.[1] ? findStep(form, answered, named[1]) : null
  if (step && named?.[2]) return readFor(step, named[2], values, context)
  const contrast = NOT_BUT.exec(typed)
  if (contrast?.[1] && contrast[2]) {
    const [, wrong, right] = contrast
    const meant = answered.filter((one) => says(one, values, wrong))
    return firstOf(meant.length > 0 ? meant : answered, right, values, context)
  }
  const right = (MISTAKEN.exec(typed) ?? CHANGE.exec(typed) ?? MEANT.exec(typed))?.[1]?.replace(LEAD, '')
  return right ? firstOf(answered, right, values, context) : null
}

function says(step: Step, values: Values, wrong: string): boolean {
  const value = values[step.id]
  if (!value) return false
  const [said, words] = [fold(describeValue(step, value)), fold(wrong)]
  return said.includes(words) || words.includes(said)
}

// Options and units tell by themselves which step is meant; a text could answer any.
const BY_CLOSENESS: readonly (readonly Step['type'][])[] = [
  ['choice', 'choices', 'unit', 'phone'],
  ['date', 'number', 'person'],
  ['text', 'long-text'],
]

function firstOf(answered: readonly Step[], right: string, values: Values, context: ReadingContext): Correction | null {
  for (const types of BY_CLOSENESS) {
    const found = answered
      .filter(({ type }) => types.includes(type))
      .reverse()
      .flatMap((step) => readFor(step, right, values, context) ?? [])
    const sure = found.find(({ options }) => options.length === 0) ?? found[0]
    if (sure) return sure
  }
  return null
}

function readFor(step: Step, text: string, values: Values, context: ReadingContext): Correction | null {
  const { [step.id]: old, ...others } = values
  const reading = readAnswer(step, text, { ...context, values: others })
  if (reading.kind === 'value' || reading.kind === 'confirm') {
    const isSame = JSON.stringify(reading.value) === JSON.stringify(old)
    return isSame ? null : { step, value: reading.value, options: [] }
  }
  const [first] = reading.kind === 'choose' ? reading.options : []
  return first && reading.kind === 'choose' ? { step, value: first.value, options: reading.options } : null
}
