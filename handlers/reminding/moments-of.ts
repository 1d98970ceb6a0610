// Who will be reminded of what, and when, as things stand.

import { Temporal } from 'temporal-polyfill'
import { toInstant, toVietnamDate } from '../../clock.ts'
import { createUnitDirectory } from '../../forms/units.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { knownPeople } from '../../store/audience.ts'
import { BATCH } from '../../store/batch.ts'
import { countFollowSettings, isActive } from '../../store/follows.ts'
import { SENT_STATES } from '../../store/registration.ts'
import { registrationsOfCampaign } from '../../store/registrations.ts'
import { remindersInPlace } from '../../store/reminders-in-place.ts'
import type { Tools } from '../handler.ts'
import { decisionsOf } from './decisions.ts'
import { type Deadline, type Due, deadlinesOf, duesOf, OVERDUE, type Settings } from './due-days.ts'
import { dutiesOf, officesNow } from './duties-of.ts'
import { deadlinesAhead } from './next-reminder.ts'
import { type Person, readPeople } from './read-people.ts'
import { markOf, whatIsNeeded } from './what-is-needed.ts'

export interface Moment {
  readonly at: Date
  readonly what: string
  /** How many people. */
  readonly count: number
}

/**
 * The reminders that are to come, the first first: for followers of whom nothing else is known by their settings alone,
 * for all others by what they still have to do. “Đã quá hạn” is not among them.
 */
export async function momentsOf(campaign: Campaign, tools: Tools): Promise<{ moments: Moment[]; paused: number }> {
  const { db, clock, knower } = tools
  const now = clock.now()
  const { workingDays, units } = knower.current()
  const decisions = await decisionsOf(db, campaign.id)
  const ahead = deadlinesAhead(campaign, decisions, clock.today())
  const own = deadlinesOf(campaign, decisions, clock.today(), 'organisers')
  const found = new Map<string, Moment>()
  const add = ({ timed }: Deadline, at: Date, count: number): void => {
    const { id, what } = timed.milestone
    const key = `${at.toISOString()} ${id}`
    found.set(key, { at, what, count: (found.get(key)?.count ?? 0) + count })
  }
  const comes = (deadline: Deadline, settings: Settings): Due[] =>
    duesOf(deadline, settings, workingDays).filter(({ lead, at }) => lead !== OVERDUE && at > now)

  const settings = await countFollowSettings(db, campaign.id)
  for (const one of settings)
    for (const deadline of ahead) for (const { at } of comes(deadline, one)) add(deadline, at, one.following)

  const offices = await officesNow(campaign.id, tools)
  const sent = await registrationsOfCampaign(db, campaign.id, SENT_STATES)
  const directory = createUnitDirectory(units)
  const inPlace = await remindersInPlace(db, campaign.id, now)
  const ids = [
    ...new Set([...(await knownPeople(db, campaign.id)), ...[...offices, ...inPlace].map(({ person }) => person)]),
  ]
  for (let from = 0; from < ids.length; from += BATCH)
    for (const person of await readPeople(db, ids.slice(from, from + BATCH))) count(person)
  const moments = [...found.values()].filter((one) => one.count > 0)
  return {
    moments: moments.sort((a, b) => a.at.getTime() - b.at.getTime()),
    paused: settings.reduce((sum, { paused }) => sum + paused, 0),
  }

  // Takes back what was counted of them by their settings, and counts what they are really told.
  function count(person: Person): void {
    const follow = person.follows.find((one) => one.campaign === campaign.id)
    if (follow?.state === 'following')
      for (const deadline of ahead) for (const { at } of comes(deadline, follow)) add(deadline, at, -1)
    if (!person.agrees || (follow && !isActive(follow, now) && !follow.pausedUntil)) return
    for (const [deadline, dues] of duesFor(person))
      if (whatIsNeeded(person, deadline.timed, { campaign, sent }, directory))
        for (const at of new Map(dues.map((due) => [due.lead, due.at])).values()) add(deadline, at, 1)
  }

  function duesFor(person: Person): Map<Deadline, Due[]> {
    const follow = person.follows.find((one) => one.campaign === campaign.id)
    const held = offices.filter((office) => office.person === person.id)
    const wanted: [Deadline, Settings][] = [
      ...(follow && follow.state !== 'stopped' ? ahead.map((one): [Deadline, Settings] => [one, follow]) : []),
      ...held.flatMap((office) => dutiesOf(office, follow, ahead, own)),
    ]
    const resumes = follow?.pausedUntil ?? now
    const dues = new Map<Deadline, Due[]>()
    for (const [deadline, how] of wanted) {
      const mark = markOf(person, campaign.id, deadline.timed.milestone.id)
      const until = mark?.state === 'snoozed' ? mark.until : null
      const again = until ? [{ lead: 'again', at: toInstant(Temporal.PlainDate.from(until), how.hour) }] : []
      const { milestone, version } = deadline.timed
      const planned = inPlace.filter(
        (one) =>
          how === follow && one.person === person.id && one.milestone === milestone.id && one.version === version,
      )
      const all = [...comes(deadline, how), ...planned.map(({ at }) => ({ lead: 'instead', at }))].filter(
        ({ at }) => at >= resumes && (!until || toVietnamDate(at).toString() >= until),
      )
      // On the day they asked for, one message.
      const extra = again.filter((one) => one.at > now && !all.some(({ at }) => at.getTime() === one.at.getTime()))
      dues.set(deadline, [...(dues.get(deadline) ?? []), ...all, ...extra])
    }
    return dues
  }
}
