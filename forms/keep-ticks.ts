import type { Form } from '../knowledge/form-schema.ts'
import { type Next, told } from './next.ts'
import type { Draft } from './progress.ts'
import type { Facts } from './rules.ts'
import { type Answered, sayNoted, takeAnswers } from './take-answers.ts'

/**
 * The turn again with what was ticked before as the answer, where it led away from the ticks: whoever goes on without
 * “Xong” has ticked all they wanted.
 */
export function keepTicks(form: Form, draft: Draft, next: Next, facts: Facts, again: (draft: Draft) => Next): Next {
  const { pending } = draft.progress
  if (pending?.kind !== 'picking' || pending.options.length === 0 || next.act !== null) return next
  const { progress, values } = next.draft
  const isStill = progress.pending?.kind === 'picking' && progress.pending.step === pending.step
  const isAnswered = JSON.stringify(values[pending.step]) !== JSON.stringify(draft.values[pending.step])
  const step = form.steps.find(({ id }) => id === pending.step)
  const isUnread = values === draft.values && progress.pending === pending
  if (isStill || isAnswered || isUnread || step?.type !== 'choices') return next
  const answer: Answered = { step, value: { type: 'choices', options: [...pending.options] } }
  const kept = told(takeAnswers(form, draft, [answer], facts, sayNoted))
  const then = again(kept.draft)
  // Nothing is sent of which the summary was not seen.
  if (then.act?.kind === 'submit') return kept
  return { ...then, notes: [...kept.notes, ...then.notes] }
}
