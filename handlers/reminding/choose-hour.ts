import { fold } from '../../knowledge/fold.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { readFollow } from '../../store/follows.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import type { AskedFor } from './asked.ts'
import { changeSettings } from './change-settings.ts'
import { SENT_FROM, SENT_UNTIL } from './due-days.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { campaignById, tappedReminder } from './tapped-reminder.ts'

const OFFERED = ['07:30', '08:00', '09:00', '14:00', '16:00', '19:00']
const TYPED = /(?<!\d)(\d{1,2})\s?(?:h|gio|:|g)?\s?(\d{2})?\s?(ruoi)?(?:\s?(sang|trua|chieu|toi))?(?!\d)/

/** “Đổi giờ nhắc”: shows the hours, or takes a tapped one. */
export const chooseHour: Handler = async (message, state, tools) => {
  const [word, id, hour] = tappedReminder(message) ?? []
  if (word !== 'hour') return null
  const campaign = campaignById(tools, id)
  const before = campaign && (await readFollow(tools.db, message.person, campaign.id))
  if (!campaign || !before || before.state === 'stopped') return reply(tools, state, say('action', replies.old))
  if (hour) return keepHour(`${hour.slice(0, 2)}:${hour.slice(2)}`, campaign, message, state, tools)
  return reply(
    tools,
    { ...state, reminding: { for: 'hour', campaign: campaign.id } },
    {
      ...say('action', replies.askHour(before.hour)),
      asksForNumber: true,
      choices: OFFERED.map((label) => ({ label, action: `remind:hour:${campaign.id}:${label.replace(':', '')}` })),
    },
  )
}

/** The hour that was asked for, typed; null if the text names none. */
export function takeHour(
  message: PersonMessage,
  { campaign: id }: AskedFor<'hour'>,
  state: State,
  tools: Tools,
): HandlerOutcome | Promise<HandlerOutcome> | null {
  const campaign = campaignById(tools, id)
  const hour = readHour(message.text)
  if (!campaign || hour === null) return null
  if (hour < SENT_FROM || hour >= SENT_UNTIL)
    return reply(tools, { ...state, reminding: { for: 'hour', campaign: id } }, say('action', replies.badHour))
  return keepHour(hour, campaign, message, state, tools)
}

/** “8h”, “8 giờ rưỡi”, “16:30”, “4 giờ chiều” → “08:00”, “08:30”, “16:30”, “16:00”; null if it is no time. */
export function readHour(text: string): string | null {
  const [, hours, minutes, half, part] = TYPED.exec(fold(text)) ?? []
  if (!hours || fold(text).length > 40) return null
  const isAfternoon = (part === 'chieu' || part === 'toi') && Number(hours) < 12
  const [h, m] = [Number(hours) + (isAfternoon ? 12 : 0), half ? 30 : Number(minutes ?? 0)]
  return h > 23 || m > 59 ? null : `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`
}

async function keepHour(
  hour: string,
  campaign: Campaign,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  if (hour < SENT_FROM || hour >= SENT_UNTIL) return reply(tools, state, say('action', replies.badHour))
  const { told, write } = await changeSettings(campaign, { hour }, message.person, tools)
  const [, ...next] = told // the first is how
  return { ...reply(tools, state, say('action', replies.hourKept(hour), ...next)), writes: [write] }
}
