import { toVietnamDate } from '../../clock.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { formatDate } from '../../knowledge/working-days.ts'
import { announcementsOf } from '../../store/announcements.ts'
import { countFollowers } from '../../store/follows.ts'
import { type HandlerOutcome, reply, type State, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { announceReplies as replies } from './replies.vi.ts'

const RECENT = 5
const LABEL = 40

/** Asks for the text of an announcement, and leads to those of late: drafts can still be sent. */
export async function askAnnouncement(campaign: Campaign, state: State, tools: Tools): Promise<HandlerOutcome> {
  const recent = await announcementsOf(tools.db, campaign.id, RECENT)
  const count = await countFollowers(tools.db, campaign.id)
  const { choice, choices } = replies
  return reply(
    tools,
    { ...state, focus: campaign.id, reminding: { for: 'announcement', campaign: campaign.id } },
    {
      ...say('action', replies.ask(campaign.title, count), ...(recent.length > 0 ? [replies.recent] : [])),
      choices: recent.map(({ id, text, createdAt, state: one }) => {
        const label = choice(formatDate(toVietnamDate(createdAt)), shorten(text))
        return one === 'draft'
          ? { label: choices.draft(label), action: `announce:preview:${id}` }
          : { label, action: `announce:report:${id}` }
      }),
    },
  )
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= LABEL ? line : `${line.slice(0, line.lastIndexOf(' ', LABEL))} …`
}
