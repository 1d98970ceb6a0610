import { Temporal } from 'temporal-polyfill'
import { toInstant } from '../../clock.ts'
import { fold } from '../../knowledge/fold.ts'
import { pauseFollow } from '../../store/follows.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { spellDay } from '../spell-day.ts'
import type { AskedFor } from './asked.ts'
import { readComingDay } from './read-coming-day.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { followedBy } from './settings-of.ts'
import { tappedReminder } from './tapped-reminder.ts'

const TYPED = /^(hay |xin |cho toi )?(tam (dung|ngung|hoan)|hoan)( viec)? nhac( han| toi| nho)?(?<rest>\b.*)?$/

/** “Tạm dừng nhắc (đến 20/3)”, typed or tapped: one campaign, or all of them. */
export const pauseReminders: Handler = async (message, state, tools) => {
  const [word, id, until] = tappedReminder(message) ?? []
  const typed = message.kind === 'text' ? TYPED.exec(fold(message.text).trim()) : null
  if (word !== 'pause' && !typed) return null
  const followed = await followedBy(message.person, tools)
  if (followed.length === 0) return reply(tools, state, say('action', replies.nothingToStop))
  const campaign = followed.some((one) => one.campaign.id === id) ? (id ?? null) : null
  if (until === 'open') return keepPause(null, campaign, message, state, tools)
  if (until && isDay(until)) return keepPause(Temporal.PlainDate.from(until), campaign, message, state, tools)
  const read = typed?.groups?.rest?.trim() ? readComingDay(message.text, tools.clock.today()) : null
  if (read && 'day' in read) return keepPause(read.day, campaign, message, state, tools)
  const today = tools.clock.today()
  const { week, month, open } = replies.pauseChoices
  const action = (day: string) => `remind:pause:${campaign ?? ''}:${day}`
  return reply(
    tools,
    { ...state, reminding: { for: 'pause', campaign } },
    {
      ...say('action', read ? read.say : replies.askPause),
      choices: [
        { label: week, action: action(today.add({ days: 7 }).toString()) },
        { label: month, action: action(today.add({ months: 1 }).toString()) },
        { label: open, action: action('open') },
      ],
    },
  )
}

/** The day that was asked for, typed; null if the text speaks of no day. */
export function takePause(
  message: PersonMessage,
  asked: AskedFor<'pause'>,
  state: State,
  tools: Tools,
): HandlerOutcome | null {
  const read = readComingDay(message.text, tools.clock.today())
  if (!read) return null
  if ('say' in read) return reply(tools, { ...state, reminding: asked }, say('action', read.say))
  return keepPause(read.day, asked.campaign, message, state, tools)
}

function keepPause(
  until: Temporal.PlainDate | null,
  campaign: string | null,
  message: PersonMessage,
  state: State,
  tools: Tools,
): HandlerOutcome {
  const now = tools.clock.now()
  const at = until && toInstant(until, '00:00')
  return {
    ...reply(tools, state, {
      ...say('action', replies.pauseKept(until && spellDay(until))),
      choices: campaign ? [{ label: replies.choices.resume, action: `remind:resume:${campaign}` }] : [],
    }),
    writes: [(trx) => pauseFollow(trx, message.person, campaign, at, now)],
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
}
