// Typed while several choices are being ticked: “a và e” and “thêm a” add, “chỉ a” leaves no other, “bỏ d” takes away.

import type { Form } from '../knowledge/form-schema.ts'
import { valuesInPlay } from './form.ts'
import { type Next, pend, stay } from './next.ts'
import type { Draft } from './progress.ts'
import { readAnswer } from './read-answer.ts'
import type { Facts } from './rules.ts'
import { toContext } from './take-answers.ts'

const POLITE = '(?:(?:dạ|vâng|em|tôi|mình|cho|xin|da|vang|toi|minh)\\s+)*'
const PICK = '(?:chọn|lấy|ghi|chon|lay)'
const MORE = new RegExp(`^${POLITE}(?:${PICK}\\s+)?(?:thêm|them)\\s+(?:(?:cả|ca|${PICK})\\s+)*(.+)$`, 'isu')
const ONLY = new RegExp(`^${POLITE}(?:${PICK}\\s+)?(?:chỉ|chi|mỗi|moi)\\s+(?:${PICK}\\s+)?(.+)$`, 'isu')
const LESS = new RegExp(
  `^${POLITE}(?:bỏ|bo|bớt|bot|trừ|tru|xóa|xoá|xoa|gỡ)\\s+(?:(?:bớt|bot|${PICK})\\s+)?(.+)$`,
  'isu',
)
const TAIL = /(?:\s+(?:nữa|nua|thôi|thoi|đi|di|ạ|nhé|nhe|luôn|luon|giúp|giup|với|em))+[.!]*$/iu

/** What a text ticks besides, or no longer; null where it says neither and is read as answers are. */
export function pickMore(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const { pending, at } = draft.progress
  const step = form.steps.find(({ id }) => id === at)
  if (step?.type !== 'choices' || (pending !== null && pending.kind !== 'picking')) return null
  const values = valuesInPlay(form, draft.values, facts.units)
  const typed = text.trim()
  const [more, only, less] = [MORE, ONLY, LESS].map((pattern) => pattern.exec(typed)?.[1])
  if (!pending && !more && !less) return null
  const words = (more ?? only ?? less ?? typed).replace(TAIL, '')
  const reading = readAnswer(step, words, toContext(values, facts))
  if (reading.kind !== 'value' || reading.value.type !== 'choices') return null
  const said = reading.value.options
  const old = values[step.id]
  const before = pending ? pending.options : old?.type === 'choices' ? old.options : []
  const left = less ? before.filter((id) => !said.includes(id)) : only ? said : [...new Set([...before, ...said])]
  const options = step.options.map(({ id }) => id).filter((id) => left.includes(id))
  return stay(pend(draft, { kind: 'picking', step: step.id, options }))
}
