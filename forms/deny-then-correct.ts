import type { Form } from '../knowledge/form-schema.ts'
import { correct } from './correct-answer.ts'
import { type Next, stay, told, unpend } from './next.ts'
import type { Draft } from './progress.ts'
import { beginsChange, toWish } from './read-change.ts'
import { rightOf } from './read-correction.ts'
import type { Facts } from './rules.ts'
import { sayNoted, takeAnswers } from './take-answers.ts'

const NO_THEN =
  /^(?:dạ[\s,]+)?(?:không|khong|ko|chưa|chua)(?:\s+(?:ạ|a))?[\s]*[,.;!]\s*((?:(?:à|mà|nhưng|a|ma|nhung)[\s,]+)*(.+))$/isu

/** “không, à mà sửa đơn vị thành …”: the no answers what is asked, if that is a yes-or-no question; what follows changes another answer. Null where nothing does. */
export function denyThenCorrect(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const [, whole = '', bare = ''] = NO_THEN.exec(text.trim()) ?? []
  const rest = rightOf(whole) === null ? bare : whole
  if (rightOf(rest) === null && !beginsChange(toWish(rest).said)) return null
  const denied = deny(form, draft, facts)
  const next = correct(form, denied.draft, rest, facts)
  return next && { ...next, notes: [...denied.notes, ...next.notes] }
}

function deny(form: Form, draft: Draft, facts: Facts): Next {
  const { at, pending } = draft.progress
  const step = form.steps.find(({ id }) => id === at)
  if (pending?.kind === 'picking') return stay(draft)
  if (step?.type !== 'attestation' || pending !== null) return stay(unpend(draft))
  return told(takeAnswers(form, draft, [{ step, value: { type: 'attestation', yes: false } }], facts, sayNoted))
}
