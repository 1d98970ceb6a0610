import { sectionName } from '../../knowledge/document.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Reply } from '../../message.ts'
import { announceReplies as replies } from './replies.vi.ts'

/** An announcement as its recipients read it, with whom the plan names to turn to. */
export function toAnnouncement({ id, label, contact }: Campaign, text: string): Reply {
  return {
    kind: 'action',
    blocks: [
      { type: 'heading', text: replies.heading(label) },
      ...text.split(/\n{2,}/).map((paragraph) => ({ type: 'text' as const, text: paragraph.trim() })),
      ...(contact === 'not_stated'
        ? []
        : [{ type: 'text' as const, text: replies.contact(contact.name, sectionName(contact.section)) }]),
    ],
    sources: [],
    choices: [{ label: replies.choices.unsubscribe, action: `remind:stop:${id}` }],
  }
}
