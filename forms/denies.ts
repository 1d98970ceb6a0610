// “không bị kỷ luật”: a no to one yes-or-no question, in the words of that question.

import { fold } from '../knowledge/fold.ts'
import type { Step } from '../knowledge/form-schema.ts'

const DENIES =
  /^(?:dạ\s+)?(?:không|khong|ko|chưa|chua)\s+(?:ai\s+)?(?:bị|bi|có|co|vi phạm|vi pham|trong|đang|dang|hề|he)(?![\p{L}])/iu
const SILENT = new Set(
  'a ai bi ca cac chua co con da dang do em gi he hien hoac khac khong ko minh muc nao nay nhe su thoi toi trong va viec'.split(
    ' ',
  ),
)

/** Whether the text denies what the step asks, and says nothing besides: each word of weight is one of the question. */
export function denies(text: string, step: Step): boolean {
  return DENIES.test(text.trim()) && speaksOf(text, step, 1)
}

/** Whether a text, yes or no, is of what the step asks alone, in so many words of its name: “đang có đơn thư tố cáo”. */
export function speaksOf(text: string, { label, aliases, ask }: Step, least = 2): boolean {
  const said = toWords(text)
  const named = new Set([label, ...aliases].flatMap(toWords))
  const asked = new Set([...named, ...toWords(ask)])
  return said.filter((word) => named.has(word)).length >= least && said.every((word) => asked.has(word))
}

function toWords(text: string): string[] {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !SILENT.has(word))
}
