// Whether what was typed for one step is plainly the answer of another.

import { fold } from '../knowledge/fold.ts'
import type { Form, Step } from '../knowledge/form-schema.ts'
import { speaksOf } from './denies.ts'
import { findPosition } from './find-position.ts'
import { without } from './fits.ts'
import { stepsInPlay } from './form.ts'
import { matchOptions } from './match-options.ts'
import { type Reading, type ReadingContext, readAnswer } from './read-answer.ts'
import { optionsInPlay } from './read-choice.ts'
import { findPhone } from './read-phone.ts'
import { soundsLikeUnit } from './read-unit.ts'
import type { Answered } from './take-answers.ts'
import type { Values } from './values.ts'

/**
 * The steps besides the asked one whose answer the whole text is, with that answer, the likeliest first. Where it
 * `isNoAnswer` to the asked one, what only resembles an option or names a unit counts too.
 */
export function findElsewhere(
  form: Form,
  asked: Step,
  text: string,
  context: ReadingContext,
  { isNoAnswer }: { isNoAnswer: boolean },
): Answered[] {
  const { values, units } = context
  const found = stepsInPlay(form, values, units).flatMap((step) => {
    if (step.id === asked.id) return []
    const within = { ...context, values: without(values, step.id) }
    const reading = readAnswer(step, text, within)
    const isPlain = isPlainly(step, text, within)
    const isMeant = isPlain || (isNoAnswer && resembles(step, text, reading, values))
    if (!isMeant || (reading.kind !== 'value' && reading.kind !== 'confirm')) return []
    return [{ step, value: reading.value, rank: rankOf(step, isPlain, values) }]
  })
  return found.sort((a, b) => b.rank - a.rank)
}

// Tasks go where tasks are asked, rather than to a list of names.
function rankOf({ id, as }: Step, isPlain: boolean, values: Values): number {
  return Number(isPlain) * 4 + Number(values[id] === undefined) * 2 + Number(as === 'tasks')
}

/** Whether a short text sounds like what the step asks, so that nobody need ask where it belongs. */
export function soundsRight({ as }: Step, text: string): boolean {
  return (as !== undefined && TAKES_ANYTHING.has(as)) || (as === 'position' && findPosition(text) !== null)
}

const TAKES_ANYTHING: ReadonlySet<string> = new Set(['note', 'reason', 'initiative'])

function resembles(step: Step, text: string, reading: Reading, values: Values): boolean {
  if (step.type === 'choice') return values[step.id] === undefined
  const unit = reading.kind === 'value' && reading.value.type === 'unit' ? reading.value.unit : null
  return unit !== null && soundsLikeUnit(text)
}

/** Whether a text is plainly an answer of the step: by its options, its figures, how it begins. */
export function isPlainly(step: Step, text: string, context: ReadingContext): boolean {
  const words = text.trim().split(/\s+/).length
  switch (step.type) {
    case 'choice':
    case 'choices':
      return /\p{L}{2}/u.test(text) && matchOptions(text, optionsInPlay(step, context))[0]?.isSure === true
    case 'phone': {
      const found = findPhone(text)
      return found !== null && text.replace(found.typed, '').trim().split(/\s+/).length <= MOST_WORDS_BESIDE_PHONE
    }
    case 'text':
      return step.as === 'position' && words <= MOST_WORDS_OF_POSITION && findPosition(text) !== null
    case 'long-text':
      return isTask(text)
    case 'attestation':
      return speaksOf(text, step)
    default:
      return false
  }
}

/** Whether a text is a list of things to do, each plainly one: no choices of a list, though it holds words of them. */
export function isTaskList(text: string): boolean {
  const lines = text.split(/\s*[\n;]\s*/).filter((line) => line !== '')
  return lines.length > 1 && lines.every(isTask)
}

function isTask(text: string): boolean {
  return (
    findPhone(text) === null &&
    text.trim().split(/\s+/).length >= LEAST_WORDS_OF_TASK &&
    (AIM.test(text) || TASK.test(fold(text)))
  )
}

/** Whether a text begins as something to be done begins, and says how much or till when. */
export function beginsAsTask(text: string): boolean {
  return isTask(text) && AIM.test(text) && TASK.test(fold(text))
}

const MOST_WORDS_BESIDE_PHONE = 4
const MOST_WORDS_OF_POSITION = 8
const LEAST_WORDS_OF_TASK = 4
// What is counted or due, and how what is to be done, or was done, begins.
const AIM =
  /\d\s*%|phần trăm|phan tram|\d{1,2}\/\d|\d{2,}\s+\p{L}|(?:trước|truoc) (?:ngày|ngay|tháng|thang|quý|quy|năm|nam)?\s*\d/iu
const TASK =
  /^(?:[-+•*\d.)\s]*)(?:da )?(?:hoan thanh|hoan thien|so hoa|giai quyet|tham muu|trien khai|thuc hien|xay dung|nang cao|nang|giam|cat giam|ra soat|ban hanh|kiem tra|xu li|tiep nhan|tiep \d|dat |phan dau|dam bao|bao dam|to chuc (?:\d|cac|tot|thuc hien)|tang cuong|chinh li|tap huan|boi duong|tuyen truyen|tham dinh|thanh tra|quyet toan|soan thao|ung dung|rut ngan|tiet kiem|khao sat|kiem ke|cai tien|day manh|duy tri|cap nhat|huong dan)(?:\s|$)/
