import { Temporal } from 'temporal-polyfill'
import { toInstant } from '../../clock.ts'
import { fold } from '../../knowledge/fold.ts'
import { pauseFollow } from '../../store/follows.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { spellDay } from '../spell-day.ts'
import type { AskedFor } from './asked.ts'
import type { Deadline } from './due-days.ts'
import { openDeadlines } from './open-deadlines.ts'
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
  const [only] = followed
  const tappedOne = followed.find((one) => one.campaign.id === id)
  const campaign = (tappedOne ?? (followed.length === 1 ? only : undefined))?.campaign.id ?? null
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
): Promise<HandlerOutcome> | HandlerOutcome | null {
  const read = readComingDay(message.text, tools.clock.today())
  if (!read) return null
  if ('say' in read) return reply(tools, { ...state, reminding: asked }, say('action', read.say))
  return keepPause(read.day, asked.campaign, message, state, tools)
}

async function keepPause(
  until: Temporal.PlainDate | null,
  campaign: string | null,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const now = tools.clock.now()
  const at = until && toInstant(until, '00:00')
  const falling = until ? await fallingBefore(until, campaign, message.person, tools) : []
  return {
    ...reply(tools, state, {
      ...say(
        'action',
        replies.pauseKept(until && spellDay(until)),
        ...falling.map(({ timed, last }) => replies.fallsInPause(timed.milestone.what, spellDay(last))),
      ),
      choices: campaign ? [{ label: replies.choices.resume, action: `remind:resume:${campaign}` }] : [],
    }),
    writes: [(trx) => pauseFollow(trx, message.person, campaign, at, now)],
  }
}

// What is due while nobody reminds of it.
async function fallingBefore(
  until: Temporal.PlainDate,
  campaign: string | null,
  person: string,
  tools: Tools,
): Promise<Deadline[]> {
  const open = await openDeadlines(person, tools)
  return open.filter(
    (one) => (campaign === null || one.campaign.id === campaign) && Temporal.PlainDate.compare(one.last, until) < 0,
  )
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
}
