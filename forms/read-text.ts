// Free text, of one line or several.

import type { Step } from '../knowledge/form-schema.ts'
import type { Reading } from './read-answer.ts'
import { readingReplies } from './replies.vi.ts'

type TextStep = Extract<Step, { type: 'text' | 'long-text' }>

const MEASURE =
  /\d|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|trăm|nghìn|toàn bộ|tất cả|hàng (?:ngày|tuần|tháng|quý|năm)|hằng (?:ngày|tuần|tháng|quý|năm)|quý [ivx]+|cuối (?:năm|tháng|quý))(?!\p{L})/iu

/** Reads the text with its lines; what is measurable must name a number or a time in each of them. */
export function readText(step: TextStep, text: string): Reading {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
  const value = step.type === 'text' ? lines.join(' ') : lines.join('\n')
  if (value.length < step.least || !/\p{L}|\d/u.test(value))
    return { kind: 'invalid', say: step.problem ?? readingReplies.tooShort }
  if (value.length > step.most) return { kind: 'invalid', say: readingReplies.tooLong(step.most) }
  const tasks = step.measurable ? toTasks(value) : []
  if (step.measurable && tasks.length === 0) return { kind: 'invalid', say: step.problem ?? readingReplies.noTask }
  const vague = tasks.find((task) => !MEASURE.test(task))
  if (vague) return { kind: 'invalid', say: step.problem ?? readingReplies.notMeasurable(vague.slice(0, 80)) }
  return { kind: 'value', value: { type: 'text', text: value } }
}

/** The tasks of an answer: its lines, or what semicolons part. */
function toTasks(value: string): string[] {
  return value
    .split(/\n|;/)
    .map((task) => task.replace(/^\s*(?:[-+•*]|\d{1,2}[.)])\s+/, '').trim())
    .filter((task) => /\p{L}/u.test(task))
}
