import { toVietnamDate } from '../../clock.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { type Follow, followsOfPerson, isActive, readFollow } from '../../store/follows.ts'
import { type InPlace, leadsTaken, remindersInPlace } from '../../store/reminders-in-place.ts'
import { findOff, readSwitches } from '../../store/switches.ts'
import type { Tools } from '../handler.ts'
import { spellDay, spellMoment } from '../spell-day.ts'
import { decisionsOf } from './decisions.ts'
import { neededIn, readPerson } from './needed-in.ts'
import { deadlinesAhead, nextReminder } from './next-reminder.ts'
import type { Person } from './read-people.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { againOn } from './what-is-needed.ts'
import { whyNoReminder } from './why-no-reminder.ts'

/** The campaigns a person follows or has paused, with their settings, in the order they were followed. */
export async function followedBy(person: string, tools: Tools): Promise<{ campaign: Campaign; follow: Follow }[]> {
  const { campaigns } = tools.knower.current()
  const follows = await followsOfPerson(tools.db, person)
  return follows
    .filter(({ state }) => state !== 'stopped')
    .flatMap((follow) => {
      const campaign = campaigns.find(({ id }) => id === follow.campaign)
      return campaign ? [{ campaign, follow }] : []
    })
}

/**
 * One campaign as the person's settings have it: how they are reminded, what comes next, why nothing does. `inPlace` is
 * what is about to be planned for them beside it; else what is planned counts.
 */
export async function tellFollow(
  campaign: Campaign,
  follow: Pick<Follow, 'leads' | 'hour' | 'state' | 'pausedUntil'>,
  person: Person,
  tools: Tools,
  inPlace?: readonly Omit<InPlace, 'person'>[],
): Promise<string[]> {
  const now = tools.clock.now()
  const { workingDays } = tools.knower.current()
  const off = findOff(await readSwitches(tools.db), campaign.id)
  if (off) return [replies.off(off.reason ?? '')]
  const how = replies.how(tellLeads(follow.leads), follow.hour)
  if (!isActive(follow, now))
    return [follow.pausedUntil ? replies.pausedUntil(spellDay(toVietnamDate(follow.pausedUntil))) : replies.paused, how]
  const decisions = await decisionsOf(tools.db, campaign.id)
  const isNeeded = await neededIn(campaign, person, tools)
  const next = nextReminder(campaign, follow, {
    decisions,
    isNeeded,
    againOn: (timed) => againOn(person, campaign, timed),
    taken: await leadsTaken(tools.db, campaign.id, person.id),
    inPlace: inPlace ?? (await remindersInPlace(tools.db, campaign.id, now, person.id)),
    workingDays,
    now,
  })
  if (next) return [how, replies.next(spellMoment(next.at), next.deadline.timed.milestone.what)]
  return [how, whyNoReminder(campaign, deadlinesAhead(campaign, decisions, toVietnamDate(now)), person, isNeeded)]
}

/** The same, read for somebody. */
export async function tellFollowOf(campaign: Campaign, person: string, tools: Tools): Promise<string[]> {
  const follow = await readFollow(tools.db, person, campaign.id)
  return follow ? tellFollow(campaign, follow, await readPerson(person, tools), tools) : []
}

/** “trước 14, 7, 3, 1 ngày làm việc và trong ngày cuối” */
export function tellLeads(leads: readonly number[]): string {
  const before = leads.filter((lead) => lead > 0).sort((a, b) => b - a)
  const onTheDay = leads.includes(0) ? replies.onTheDay : ''
  return [before.length > 0 ? replies.before(before.join(', ')) : '', onTheDay].filter(Boolean).join(replies.and)
}
