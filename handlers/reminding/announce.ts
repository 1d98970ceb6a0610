import type { Campaign } from '../../knowledge/load.ts'
import type { Choice } from '../../message.ts'
import { recordAct } from '../../store/acts.ts'
import {
  type Announcement,
  type AnnouncementState,
  deliveryReport,
  keepAnnouncement,
  moveAnnouncement,
  readAnnouncement,
  retryRecipients,
} from '../../store/announcements.ts'
import type { Db } from '../../store/database.ts'
import { countFollowers } from '../../store/follows.ts'
import { isOrganiserOf } from '../../store/roles.ts'
import { findOff, readSwitches, reminderSwitch } from '../../store/switches.ts'
import { agrees } from '../agrees.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { readCommand } from '../organising/campaigns-of.ts'
import { formatMoment } from '../organising/format-moment.ts'
import { say } from '../replies.vi.ts'
import { askAnnouncement } from './ask-announcement.ts'
import type { AskedFor } from './asked.ts'
import { previewAnnouncement, testAnnouncement } from './preview-announcement.ts'
import { organiserReplies, announceReplies as replies } from './replies.vi.ts'
import { reportOn } from './report-on.ts'
import { campaignById } from './tapped-reminder.ts'

const COMMAND = /^(\/thongbao|(gui |soan |tao )?thong bao( cho)?( nguoi theo doi)?)[.! ]*$/
const LEAST = 10
const MOST = 1_500

/** `/thongbao`: an organiser writes to the followers of a campaign, and sees what became of it. */
export const announce: Handler = async (message, state, tools) => {
  const asked = await readCommand({ command: COMMAND, word: 'thongbao' }, message, state, tools)
  if (asked) return 'outcome' in asked ? asked.outcome : askAnnouncement(asked.campaign, state, tools)
  if (message.kind !== 'choice' || !message.action?.startsWith('announce:')) return null
  const [, word = '', id = ''] = message.action.split(':')
  const announcement = await readAnnouncement(tools.db, id)
  const campaign = announcement && campaignById(tools, announcement.campaign)
  if (!announcement || !campaign) return reply(tools, state, say('action', replies.unknown))
  if (!(await isOrganiserOf(tools, message, campaign.id)))
    return reply(tools, state, say('refused', organiserReplies.notOrganiser))
  return obey(word, { announcement, campaign }, message, state, tools)
}

/** The text that was asked for, typed: kept as a draft and shown as it will be read. */
export async function takeAnnouncement(
  message: PersonMessage,
  asked: AskedFor<'announcement'>,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome | null> {
  const campaign = campaignById(tools, asked.campaign)
  if (!campaign || !(await isOrganiserOf(tools, message, campaign.id))) return null
  const text = message.text.trim()
  if (text.length < LEAST || text.length > MOST)
    return reply(tools, { ...state, reminding: asked }, say('action', replies.badLength))
  const id = tools.newId()
  return {
    ...reply(tools, announced(state, id), await previewAnnouncement({ id, text }, campaign, tools)),
    writes: [
      (trx) => keepAnnouncement(trx, { id, campaign: campaign.id, text, by: message.person }, tools.clock.now()),
    ],
  }
}

// Until it is sent or dropped, whoever turns to something else is told that it was kept.
function announced(state: State, announcement: string): State {
  return { ...state, reminding: { for: 'announced', announcement } }
}

/** “Đồng ý” after something else was said: the announcement is shown once more; null if the text says something else. */
export async function takeAnnounced(
  message: PersonMessage,
  { announcement: id }: AskedFor<'announced'>,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome | null> {
  if (!agrees(message.text)) return null
  const announcement = await readAnnouncement(tools.db, id)
  const campaign = announcement && campaignById(tools, announcement.campaign)
  if (!announcement || !campaign || !(await isOrganiserOf(tools, message, campaign.id))) return null
  return obey('preview', { announcement, campaign }, message, state, tools)
}

/** “Gửi” once more, or “thôi” too late: says since when it goes out, and leads to what can still be done. */
export async function takeSent(
  message: PersonMessage,
  asked: AskedFor<'sent'>,
  isDropped: boolean,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome | null> {
  if (!isDropped && !agrees(message.text)) return null
  const announcement = await readAnnouncement(tools.db, asked.announcement)
  if (!announcement?.confirmedAt || !(await isOrganiserOf(tools, message, announcement.campaign))) return null
  const { blocks, choices } = await reportOn(announcement, tools)
  const said = say('action', replies.sentAt(formatMoment(announcement.confirmedAt)))
  return reply(tools, { ...state, reminding: asked }, { ...said, blocks: [...said.blocks, ...blocks], choices })
}

interface Own {
  readonly announcement: Announcement
  readonly campaign: Campaign
}

async function obey(
  word: string,
  own: Own,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome | null> {
  const { announcement, campaign } = own
  const { id } = announcement
  const isDraft = announcement.state === 'draft'
  switch (word) {
    case 'test':
      return isDraft
        ? reply(tools, announced(state, id), ...(await testAnnouncement(announcement, campaign, tools)))
        : reply(tools, state, await reportOn(announcement, tools))
    case 'preview':
      return isDraft
        ? reply(tools, announced(state, id), await previewAnnouncement(announcement, campaign, tools))
        : reply(tools, state, await reportOn(announcement, tools))
    case 'edit': {
      const asked = await askAnnouncement(campaign, state, tools)
      return isDraft ? { ...asked, writes: [moving(id, ['draft'], 'cancelled', tools)] } : asked
    }
    case 'send': {
      const count = await countFollowers(tools.db, campaign.id)
      const said = await tellSending(replies.confirmed(count), replies.confirmedOff(count), campaign, tools)
      const next: State = { ...state, reminding: { for: 'sent', announcement: id } }
      return move(own, ['draft'], 'confirmed', said, message, next, tools)
    }
    case 'cancel':
      return move(own, ['draft'], 'cancelled', replies.cancelled, message, state, tools)
    case 'stop':
      return move(own, ['confirmed', 'sending'], 'stopped', replies.stopped, message, state, tools)
    case 'resume':
      // It may have been stopped while its recipients were listed: they are listed once more, none twice.
      return move(
        own,
        ['stopped'],
        'confirmed',
        await tellSending(replies.resumed, replies.resumedOff, campaign, tools),
        message,
        state,
        tools,
      )
    case 'retry':
      return retry(own, message, state, tools)
    case 'report':
      return reply(tools, state, await reportOn(announcement, tools))
    default:
      return null
  }
}

// While sending is stopped nothing goes out, whatever is confirmed.
async function tellSending(said: string, saidOff: string, { id }: Campaign, { db }: Tools): Promise<string> {
  const switches = await readSwitches(db)
  const off = findOff(switches, id)
  if (!off) return said
  const isAll = off.name === reminderSwitch()
  return [saidOff, isAll ? replies.offEverywhere(off.reason ?? '') : replies.offHere(off.reason ?? '')].join(' ')
}

async function move(
  { announcement, campaign }: Own,
  from: readonly AnnouncementState[],
  to: AnnouncementState,
  said: string,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  if (!from.includes(announcement.state)) {
    const { blocks, choices } = await reportOn(announcement, tools)
    return reply(tools, state, { ...say('action', replies.old), blocks, choices })
  }
  const { id } = announcement
  const off = to === 'confirmed' ? findOff(await readSwitches(tools.db), campaign.id) : null
  const isOffHere = off !== null && off.name !== reminderSwitch()
  const next: Choice[] = [
    ...(isOffHere ? [{ label: organiserReplies.choices.on, action: `remind:on:${campaign.id}` }] : []),
    ...(to === 'confirmed' ? [{ label: replies.choices.stop, action: `announce:stop:${id}` }] : []),
    ...(to === 'stopped' ? [{ label: replies.choices.resume, action: `announce:resume:${id}` }] : []),
    ...(to === 'cancelled' ? [] : [{ label: replies.choices.report, action: `announce:report:${id}` }]),
  ]
  const act = `announcement-${to}`
  return {
    ...reply(tools, state, { ...say('action', said), choices: next }),
    writes: [moving(announcement.id, from, to, tools), acting(act, announcement.id, campaign.id, message, tools)],
  }
}

async function retry(
  { announcement, campaign }: Own,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const { id } = announcement
  const failed = (await deliveryReport(tools.db, id)).filter((one) => NOT_RECEIVED.includes(one.state))
  const count = failed.reduce((sum, one) => sum + one.count, 0)
  if (count === 0) return reply(tools, state, say('action', replies.nothingToRetry))
  const now = tools.clock.now()
  return {
    ...reply(tools, state, {
      ...say('action', await tellSending(replies.retried(count), replies.retriedOff(count), campaign, tools)),
      choices: [{ label: replies.choices.report, action: `announce:report:${id}` }],
    }),
    writes: [
      async (trx) => void (await retryRecipients(trx, id, now)),
      acting('announcement-retry', id, campaign.id, message, tools),
    ],
  }
}

export const NOT_RECEIVED: readonly string[] = ['window_closed', 'blocked', 'expired', 'failed']

/** Somebody moved the announcement in the meantime: nothing was written, the message is looked at once more. */
export class StaleAnnouncementError extends Error {
  override readonly name = 'StaleAnnouncementError'
}

function moving(id: string, from: readonly AnnouncementState[], to: AnnouncementState, { clock }: Tools) {
  return async (trx: Db): Promise<void> => {
    if (!(await moveAnnouncement(trx, id, from, to, clock.now())))
      throw new StaleAnnouncementError(`announcement ${id} is in another state by now`)
  }
}

function acting(act: string, about: string, campaign: string, { person }: PersonMessage, { clock }: Tools) {
  return (trx: Db): Promise<void> => recordAct(trx, { at: clock.now(), by: person, act, campaign, about, details: {} })
}
