import { randomBytes } from 'node:crypto'
import type { Campaign } from '../../knowledge/load.ts'
import type { Attachment } from '../../message.ts'
import { keepFeedToken, readFeedToken } from '../../store/calendar-feeds.ts'
import { toAttachment } from '../../store/files.ts'
import { type Handler, type HandlerOutcome, reply, type State, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { toCalendar } from './calendar.ts'
import { timelineOf } from './decisions.ts'
import { calendarReplies, settingsReplies as replies } from './replies.vi.ts'
import { followedBy } from './settings-of.ts'
import { campaignById, tappedReminder } from './tapped-reminder.ts'

const KEPT_MS = 30 * 24 * 3_600_000

/** “Thêm vào lịch”: a link that keeps itself up to date where one can be given, else the calendar as a file. */
export const giveCalendar: Handler = async (message, state, tools) => {
  const [word, id] = tappedReminder(message) ?? []
  if (word !== 'calendar') return null
  const campaign = campaignById(tools, id)
  if (id && !campaign) return reply(tools, state, say('action', replies.old))
  const { publicUrl } = tools
  if (campaign && publicUrl && tools.access.mode === 'open')
    return reply(tools, state, say('action', replies.campaignCalendarLink(campaignUrl(publicUrl, campaign.id))))
  const own = campaign ? [campaign] : (await followedBy(message.person, tools)).map((one) => one.campaign)
  if (!campaign && publicUrl) return giveLink(message.person, publicUrl, state, tools)
  const name = campaign ? campaign.title : calendarReplies.ofPerson
  const content = await calendarOf(name, own, tools)
  if (!content.includes('BEGIN:VEVENT')) return reply(tools, state, say('action', replies.noCalendar))
  const kept = await keepCalendar(content, campaign?.id ?? 'lich-cua-toi', tools)
  return {
    ...reply(tools, state, { ...say('action', replies.calendarFile), attachments: [kept.attachment] }),
    writes: [kept.write],
  }
}

/** These campaigns' milestones as a calendar, as they hold now. */
export async function calendarOf(name: string, campaigns: readonly Campaign[], tools: CalendarTools): Promise<string> {
  const parts = []
  for (const campaign of campaigns) parts.push({ campaign, timeline: await timelineOf(campaign, tools) })
  const { clock, knower } = tools
  return toCalendar(name, parts, {
    today: clock.today(),
    now: clock.now(),
    workingDays: knower.current().workingDays,
  })
}
export type CalendarTools = Pick<Tools, 'db' | 'clock' | 'knower'>

async function giveLink(person: string, publicUrl: string, state: State, tools: Tools): Promise<HandlerOutcome> {
  const known = await readFeedToken(tools.db, person)
  const token = known ?? randomBytes(32).toString('base64url')
  const url = `${publicUrl.replace(/\/$/, '')}/calendar/ca-nhan/${token}.ics`
  const said = reply(tools, state, say('action', replies.calendarLink(url)))
  const now = tools.clock.now()
  return known ? said : { ...said, writes: [(trx) => keepFeedToken(trx, person, token, now)] }
}

function campaignUrl(publicUrl: string, campaign: string): string {
  return `${publicUrl.replace(/\/$/, '')}/calendar/${campaign}.ics`
}

async function keepCalendar(
  content: string,
  name: string,
  { files, clock }: Pick<Tools, 'files' | 'clock'>,
): Promise<{ attachment: Attachment; write: (trx: Tools['db']) => Promise<void> }> {
  const now = clock.now()
  const { file, write } = await files.keep(
    {
      name: `${name}.ics`,
      content: Buffer.from(content, 'utf8'),
      person: null,
      registration: null,
      expiresAt: new Date(now.getTime() + KEPT_MS),
      type: 'text/calendar',
    },
    now,
  )
  return { attachment: toAttachment(file), write }
}
