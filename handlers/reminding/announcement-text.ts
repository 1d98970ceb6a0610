import type { Campaign } from '../../knowledge/load.ts'
import type { Reply } from '../../message.ts'
import { announceReplies as replies } from './replies.vi.ts'

/** An announcement as its recipients read it. */
export function toAnnouncement({ id, label }: Campaign, text: string): Reply {
  return {
    kind: 'action',
    blocks: [
      { type: 'heading', text: replies.heading(label) },
      ...text.split(/\n{2,}/).map((paragraph) => ({ type: 'text' as const, text: paragraph.trim() })),
    ],
    sources: [],
    choices: [{ label: replies.choices.unsubscribe, action: `remind:stop:${id}` }],
  }
}
