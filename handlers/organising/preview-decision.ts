import type { Reply } from '../../message.ts'
import { say } from '../replies.vi.ts'
import { stampOf } from '../stamp.ts'
import type { PendingDecision } from './pending.ts'
import type { Sent } from './read-sent.ts'
import { replies } from './replies.vi.ts'

/** A decision with its reason, and the tap that makes it hold. */
export function previewDecision(pending: PendingDecision & { reason: string }, { registration, form }: Sent): Reply {
  const { act, reason, steps } = pending
  const code = registration.code ?? ''
  const labels = form.steps.filter(({ id }) => steps.includes(id)).map(({ label }) => label)
  const text =
    act === 'return' ? replies.preview.return(code, labels.join('; '), reason) : replies.preview[act](code, reason)
  const yes = `review:confirm:${stampOf(pending)}`
  return {
    ...say('action', text),
    yes,
    choices: [
      { label: replies.choices.confirm[act], action: yes },
      { label: replies.choices.rewrite, action: 'review:rewrite' },
      { label: replies.choices.drop, action: 'review:drop' },
    ],
  }
}
