// Free text, of one line or several.

import type { Step } from '../knowledge/form-schema.ts'
import { withoutCourtesy } from './courtesy.ts'
import type { Reading } from './read-answer.ts'
import { readingReplies } from './replies.vi.ts'

type TextStep = Extract<Step, { type: 'text' | 'long-text' }>

const MEASURE =
  /\d|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|trăm|nghìn|toàn bộ|tất cả|hàng (?:ngày|tuần|tháng|quý|năm)|hằng (?:ngày|tuần|tháng|quý|năm)|quý [ivx]+|cuối (?:năm|tháng|quý))(?!\p{L})/iu

/** Reads the text with its lines; what is measurable must name a number or a time in each of them. */
export function readText(step: TextStep, text: string): Reading {
  const lines = (step.type === 'long-text' ? withoutHeading(text) : text)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
  const value = step.type === 'text' ? withoutCourtesy(lines.join(' ')) : lines.join('\n')
  if (value.length < step.least || !/\p{L}|\d/u.test(value))
    return { kind: 'invalid', say: step.problem ?? readingReplies.tooShort }
  if (value.length > step.most) return { kind: 'invalid', say: readingReplies.tooLong(step.most) }
  const tasks = step.measurable ? toTasks(value) : []
  if (step.measurable && tasks.length === 0) return { kind: 'invalid', say: step.problem ?? readingReplies.noTask }
  const vague = tasks.find((task) => !MEASURE.test(task))
  if (vague) return { kind: 'invalid', say: step.problem ?? readingReplies.notMeasurable(vague.slice(0, 80)) }
  return { kind: 'value', value: { type: 'text', text: value } }
}

// “Em có nhiệm vụ như sau:” tells that tasks come, and is none.
const HEADING =
  /^[^:\n\d%]{0,80}?(?:như sau|nhu sau|sau đây|sau day|dưới đây|duoi day|cụ thể(?: là)?|cu the(?: la)?|(?:bao )?gồm(?: có)?|(?:bao )?gom(?: co)?)\s*(?::|\n)\s*|^[^:\n%]{0,60}?(?:đăng ký|đăng kí|dang ky|dang ki|có|co)\s+(?:\d{1,2}|hai|ba|bốn|năm|các|những|bon|nam|cac|nhung)\s+(?:nhiệm vụ|nội dung|chỉ tiêu|việc|nhiem vu|noi dung|chi tieu|viec)[^:\n\d%]{0,30}:\s*|^(?:(?:các|những|danh sách|dạ|em|tôi|cac|nhung|da|toi)\s+)*(?:nhiệm vụ|nội dung|chỉ tiêu|thành tích|công việc|nhiem vu|noi dung|chi tieu|thanh tich|cong viec)(?:[\s,]+(?:thi đua|đăng ký|đăng kí|cụ thể|trọng tâm|của em|của tôi|thi dua|dang ky|dang ki|cu the|cua em|chỉ tiêu|là|la))*\s*:\s*/iu

/** The text without a heading that tells what comes, “nhiệm vụ như sau:”. */
export function withoutHeading(text: string): string {
  const rest = text.replace(HEADING, '')
  return /\p{L}/u.test(rest) ? rest : text
}

/** The tasks of an answer: its lines, or what semicolons part. */
function toTasks(value: string): string[] {
  return value
    .split(/\n|;/)
    .map((task) => task.replace(/^\s*(?:[-+•*]|\d{1,2}[.)])\s+/, '').trim())
    .filter((task) => /\p{L}/u.test(task))
}
