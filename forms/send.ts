import type { Form } from '../knowledge/form-schema.ts'
import { moveTo, type Next, stay } from './next.ts'
import type { Draft } from './progress.ts'
import { labels, tellFinding } from './prompt-summary.ts'
import { prompts } from './prompts.vi.ts'
import { review } from './review.ts'
import type { Facts } from './rules.ts'
import { goOn } from './take-answers.ts'

/** Submits if nothing stands against it; otherwise says what does and asks for it. */
export function send(form: Form, draft: Draft, facts: Facts): Next {
  const { missing, findings, canSend } = review(form, draft.values, facts)
  const { queue } = draft.progress
  if (missing.length > 0 || queue.length > 0) {
    const wanted = missing.length > 0 ? missing : form.steps.filter(({ id }) => queue.includes(id))
    return stay(goOn(form, draft, facts), prompts.notYet(labels(wanted)))
  }
  if (draft.progress.at !== null || draft.progress.pending !== null) return stay(moveTo(draft, null))
  if (canSend) return { ...stay(draft), act: { kind: 'submit' } }
  const why = findings.filter(({ effect }) => effect === 'block')
  return stay(draft, prompts.blocked, ...why.map(tellFinding))
}
