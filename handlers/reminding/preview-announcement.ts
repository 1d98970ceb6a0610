import type { Campaign } from '../../knowledge/load.ts'
import type { Choice, Reply } from '../../message.ts'
import type { Announcement } from '../../store/announcements.ts'
import { countFollowers } from '../../store/follows.ts'
import type { Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { toAnnouncement } from './announcement-text.ts'
import { announceReplies as replies } from './replies.vi.ts'

const PHONE = /\d(?:[\s.()-]?\d){7,}/

/** A draft as its recipients will read it, how many they are, and what can be done with it. */
export async function previewAnnouncement(
  { id, text }: Pick<Announcement, 'id' | 'text'>,
  campaign: Campaign,
  { db }: Pick<Tools, 'db'>,
): Promise<Reply> {
  const count = await countFollowers(db, campaign.id)
  const shown = toAnnouncement(campaign, text)
  const { choices } = replies
  return {
    ...shown,
    ...yesOf(id, count),
    blocks: [
      { type: 'text', text: replies.preview },
      ...shown.blocks,
      ...(PHONE.test(text) ? [] : [{ type: 'text' as const, text: replies.noPhone }]),
      { type: 'text', text: count === 0 ? replies.nobody : replies.count(count) },
    ],
    choices: [{ label: choices.test, action: `announce:test:${id}` }, ...choicesOf(id, count)],
  }
}

/** The draft as its recipients will get it, then what can be done with it. */
export async function testAnnouncement(
  { id, text }: Pick<Announcement, 'id' | 'text'>,
  campaign: Campaign,
  { db }: Pick<Tools, 'db'>,
): Promise<Reply[]> {
  const count = await countFollowers(db, campaign.id)
  const choices = choicesOf(id, count)
  return [toAnnouncement(campaign, text), { ...say('action', replies.tested), ...yesOf(id, count), choices }]
}

function yesOf(id: string, count: number): Pick<Reply, 'yes'> {
  return count === 0 ? {} : { yes: `announce:send:${id}` }
}

function choicesOf(id: string, count: number): Choice[] {
  const { choices } = replies
  return [
    ...(count === 0 ? [] : [{ label: choices.send(count), action: `announce:send:${id}` }]),
    { label: choices.edit, action: `announce:edit:${id}` },
    { label: choices.cancel, action: `announce:cancel:${id}` },
  ]
}
