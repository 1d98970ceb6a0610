// What became due between the planner's look and the sender's: it is told in place of the earlier one, never beside it.

import { type Deadline, type Due, dueAt, duesOf, type Settings } from '../handlers/reminding/due-days.ts'
import { dutiesOf } from '../handlers/reminding/duties-of.ts'
import type { Person } from '../handlers/reminding/read-people.ts'
import type { WorkingDays } from '../knowledge/working-days.ts'
import type { Office } from '../store/audience.ts'
import type { Db } from '../store/database.ts'
import { type Follow, isActive } from '../store/follows.ts'
import { planReminder } from '../store/plan-reminders.ts'
import { CHANGED, type Reminder } from '../store/reminders.ts'
import { keyOf } from './find-due.ts'

/** What a campaign reminds of, and whom besides those who follow it. */
export interface Duties {
  /** What followers are reminded of. */
  readonly duties: readonly Deadline[]
  /** What organisers are reminded of. */
  readonly own: readonly Deadline[]
  readonly offices: readonly Office[]
}

export interface NearestContext {
  readonly now: Date
  readonly workingDays: WorkingDays
  /** By campaign. */
  readonly duties: ReadonlyMap<string, Duties>
  /** What is nearest for these settings is reckoned once. */
  readonly reckoned: Map<string, Due | null>
}

/**
 * Plans for a person whatever is nearer to its deadline than what is about to be told them and is due by now. Gives
 * whether there was any that the planner had not planned.
 */
export async function planNearest(
  db: Db,
  person: Person,
  reminders: readonly Reminder[],
  context: NearestContext,
): Promise<boolean> {
  let isNew = false
  for (const reminder of reminders) {
    if (reminder.lead === CHANGED) continue
    for (const { deadline, settings, since } of wantedOf(person, reminder, context)) {
      const nearest = nearestOf(deadline, settings, context)
      if (!nearest || nearest.at <= reminder.dueAt || nearest.at <= since) continue
      const when = { dueAt: nearest.at, sendFrom: context.now }
      isNew = (await planReminder(db, person.id, keyOf(deadline, nearest.lead), when)) || isNew
    }
  }
  return isNew
}

interface Wanted {
  readonly deadline: Deadline
  readonly settings: Settings
  readonly since: Date
}

// As a follower, and by their offices; as the planner has it.
function wantedOf({ id, follows }: Person, reminder: Reminder, { now, duties: all }: NearestContext): Wanted[] {
  const found = all.get(reminder.campaign)
  if (!found) return []
  const { duties, own, offices } = found
  const isMeant = ({ timed }: Deadline) =>
    timed.milestone.id === reminder.milestone && timed.version === reminder.version
  const follow = follows.find(({ campaign }) => campaign === reminder.campaign)
  if (follow && !isActive(follow, now)) return []
  const followed = follow ? duties.filter(isMeant).map((deadline) => asFollower(deadline, follow)) : []
  const held = offices
    .filter(({ person }) => person === id)
    .flatMap((office) =>
      dutiesOf(office, follow, duties.filter(isMeant), own.filter(isMeant)).map(([deadline, settings]): Wanted => {
        const since = follow && follow.since > office.givenAt ? follow.since : office.givenAt
        return { deadline, settings, since }
      }),
    )
  return [...followed, ...held]
}

function asFollower(deadline: Deadline, follow: Follow): Wanted {
  const paused = follow.pausedUntil ?? follow.since
  return { deadline, settings: follow, since: paused > follow.since ? paused : follow.since }
}

function nearestOf(deadline: Deadline, { leads, hour }: Settings, context: NearestContext): Due | null {
  const { campaign, timed, last } = deadline
  const key = [campaign.id, timed.milestone.id, timed.milestone.reminds, hour, ...leads].join(' ')
  const known = context.reckoned.get(key)
  if (known !== undefined) return known
  const nearest = dueAt(duesOf(deadline, { leads, hour }, context.workingDays), last, context.now)?.nearest ?? null
  context.reckoned.set(key, nearest)
  return nearest
}
