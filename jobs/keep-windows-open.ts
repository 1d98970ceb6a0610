// Zalo lets nothing through once somebody has been silent for too long: before that shuts out a reminder, they are asked
// for a tap.

import { toInstant, toVietnamDate } from '../clock.ts'
import { decisionsOf } from '../handlers/reminding/decisions.ts'
import { decentHour, SENT_UNTIL } from '../handlers/reminding/due-days.ts'
import { neededIn, readPerson } from '../handlers/reminding/needed-in.ts'
import { nextReminder } from '../handlers/reminding/next-reminder.ts'
import { againOn } from '../handlers/reminding/what-is-needed.ts'
import { spellDay } from '../handlers/spell-day.ts'
import type { Timed } from '../knowledge/timeline.ts'
import { waysSeenBetween, waysTo } from '../store/audience.ts'
import { followsOfPerson, isActive } from '../store/follows.ts'
import { noteOnce } from '../store/notices.ts'
import { leadsTaken, remindersInPlace } from '../store/reminders-in-place.ts'
import type { JobTools } from './job-tools.ts'
import { postTo, type Room, roomNow } from './post-to.ts'
import { jobReplies } from './replies.vi.ts'

const HOUR_MS = 3_600_000
const AHEAD_HOURS = 3 // so long before it shuts; earlier where that would be at night

/** Asks those whose next reminder falls after their window, and within the one a tap opens. One message a window. */
export async function keepWindowsOpen(tools: JobTools): Promise<string | null> {
  const { db, clock, reach } = tools
  const now = clock.now()
  if (decentHour(now) > now || reach.hasZaloTemplate) return null
  const soon = new Date(now.getTime() + AHEAD_HOURS * HOUR_MS)
  const until = decentHour(soon) > soon ? new Date(decentHour(soon).getTime() + HOUR_MS) : soon
  const seen = (at: Date) => new Date(at.getTime() - reach.zaloHours * HOUR_MS)
  const room = await roomNow(tools)
  let count = 0
  for (const way of await waysSeenBetween(db, 'zalo', seen(now), seen(until)))
    if (await ask(way.person, way.lastSeenAt, room, now, tools)) count += 1
  return count > 0 ? `${count} asked` : null
}

async function ask(person: string, lastSeenAt: Date, room: Room, now: Date, tools: JobTools): Promise<boolean> {
  const { db, writer, outbox, reach } = tools
  const ways = (await waysTo(db, [person])).filter(({ unreachable }) => unreachable === null)
  if (ways.some(({ channel }) => channel === 'telegram')) return false
  const shuts = new Date(lastSeenAt.getTime() + reach.zaloHours * HOUR_MS)
  const next = await nextOf(person, shuts, now, tools)
  if (!next) return false
  const { what } = next.deadline.timed.milestone
  const reply = {
    kind: 'action',
    blocks: [{ type: 'text', text: jobReplies.keepOpen(what, spellDay(next.deadline.last)) }],
    sources: [],
    choices: [{ label: jobReplies.keepOpenTap, action: `remind:resume:${next.deadline.campaign.id}` }],
  } as const
  const expiresAt = toInstant(toVietnamDate(now), SENT_UNTIL)
  const letters = await writer.write(async (trx) => {
    if (!(await noteOnce(trx, person, `window:${lastSeenAt.toISOString()}`, null, now))) return []
    const posted = await postTo(trx, { ways, reply: () => reply, job: 'windows', expiresAt }, { now, room }, tools)
    return posted.kind === 'posted' ? posted.letters : []
  })
  outbox.take(letters)
  return letters.length > 0
}

// The first reminder after the window has shut, if a tap now would still let it through.
async function nextOf(person: string, shuts: Date, now: Date, tools: JobTools) {
  const { db, knower, reach } = tools
  const { campaigns, workingDays } = knower.current()
  const known = await readPerson(person, tools)
  const opens = new Date(now.getTime() + reach.zaloHours * HOUR_MS)
  for (const follow of await followsOfPerson(db, person)) {
    const campaign = campaigns.find(({ id }) => id === follow.campaign)
    if (!campaign || !isActive(follow, now)) continue
    const decisions = await decisionsOf(db, campaign.id)
    const isNeeded = await neededIn(campaign, known, tools)
    const again = (timed: Timed) => againOn(known, campaign, timed)
    const inPlace = await remindersInPlace(db, campaign.id, now, person)
    const taken = await leadsTaken(db, campaign.id, person)
    const next = nextReminder(campaign, follow, {
      decisions,
      isNeeded,
      againOn: again,
      inPlace,
      taken,
      workingDays,
      now,
    })
    if (next && next.at > shuts && next.at <= opens) return next
  }
  return null
}
