import type { Choice, Reply } from '../../message.ts'
import { type Announcement, deliveryReport, type RecipientState } from '../../store/announcements.ts'
import type { Tools } from '../handler.ts'
import { announceReplies as replies } from './replies.vi.ts'

/** What became of an announcement, and what can still be done about it. */
export async function reportOn({ id, state }: Announcement, { db }: Pick<Tools, 'db'>): Promise<Reply> {
  const counts = new Map<RecipientState, number>()
  for (const one of await deliveryReport(db, id)) counts.set(one.state, (counts.get(one.state) ?? 0) + one.count)
  const items = [...counts].map(([one, count]) => ({ text: replies.line(replies.recipients[one], count) }))
  const missed = (['window_closed', 'blocked', 'expired', 'failed'] as const).some((one) => counts.has(one))
  const { choices } = replies
  const offered: Choice[] = [
    ...(state === 'confirmed' || state === 'sending' ? [{ label: choices.stop, action: `announce:stop:${id}` }] : []),
    ...(state === 'stopped' ? [{ label: choices.resume, action: `announce:resume:${id}` }] : []),
    ...(missed && state !== 'cancelled' ? [{ label: choices.retry, action: `announce:retry:${id}` }] : []),
    { label: choices.report, action: `announce:report:${id}` },
  ]
  return {
    kind: 'action',
    blocks: [
      { type: 'text', text: replies.report(replies.states[state]) },
      items.length > 0 ? { type: 'list', items } : { type: 'text', text: replies.noRecipients },
    ],
    sources: [],
    choices: state === 'cancelled' || state === 'draft' ? [] : offered,
  }
}
