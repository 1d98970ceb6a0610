// Whether a planned reminder is still to be sent, and what it then says: looked at when it is posted. Pure.

import { Temporal } from 'temporal-polyfill'
import type { UnitDirectory } from '../forms/units.ts'
import type { Decided } from '../handlers/reminding/decisions.ts'
import { isCurrent } from '../handlers/reminding/due-days.ts'
import type { Person } from '../handlers/reminding/read-people.ts'
import type { ReminderItem } from '../handlers/reminding/reminder-text.ts'
import { markOf, whatIsNeeded } from '../handlers/reminding/what-is-needed.ts'
import { lastValidDay } from '../knowledge/deadlines.ts'
import type { Campaign } from '../knowledge/load.ts'
import type { Timed } from '../knowledge/timeline.ts'
import { isActive } from '../store/follows.ts'
import type { Registration } from '../store/registration.ts'
import { CHANGED, type Reminder, type ReminderState } from '../store/reminders.ts'
import { isBusy } from './is-busy.ts'

/** A campaign as it stands at the moment of posting. */
export interface CampaignNow {
  readonly campaign: Campaign
  readonly decisions: readonly Decided[]
  /** Its milestones as they hold now, by id. */
  readonly timed: ReadonlyMap<string, Timed>
  /** What was sent in it, by whomever: for the contacts of units. */
  readonly sent: readonly Registration[]
  readonly isOff: boolean
  /** Its forms that take no registration now, by id. */
  readonly closed: ReadonlySet<string>
}

export type Judgement =
  | { readonly kind: 'send'; readonly reminder: Reminder; readonly item: ReminderItem }
  | { readonly kind: 'wait'; readonly reminder: Reminder; readonly forMs: number; readonly reason: string }
  | {
      readonly kind: 'rest'
      readonly reminder: Reminder
      readonly state: Extract<ReminderState, 'cancelled' | 'superseded' | 'expired'>
      readonly reason: string
    }

const OFF_MS = 10 * 60_000
const ASKED_MS = 60_000

/** What becomes of one reminder of a person at `now`. */
export function judge(
  reminder: Reminder,
  person: Person,
  found: CampaignNow | undefined,
  { now, today, units }: { readonly now: Date; readonly today: Temporal.PlainDate; readonly units: UnitDirectory },
): Judgement {
  const rest = (state: 'cancelled' | 'superseded' | 'expired', reason: string): Judgement => ({
    kind: 'rest',
    reminder,
    state,
    reason,
  })
  const timed = found?.timed.get(reminder.milestone)
  if (!found || !timed) return rest('cancelled', 'the plan no longer has this milestone')
  if (found.isOff) return { kind: 'wait', reminder, forMs: OFF_MS, reason: 'reminders are turned off' }
  const { campaign, decisions } = found
  if (reminder.version !== timed.version) return rest('superseded', 'another day was decided')
  const toldDay = dayTold(timed, person, campaign, decisions)
  if (reminder.lead === CHANGED && !toldDay) return rest('superseded', 'they were told of no other day')
  if (reminder.lead !== CHANGED) {
    if (!timed.last || timed.standing === 'cancelled') return rest('superseded', 'it is no longer to be done')
    if (!isCurrent(reminder.lead, timed.last, today)) return rest('expired', tooLate(reminder))
  }
  const unwanted = whyUnwanted(reminder, person, timed, { now, today })
  if (unwanted) return rest('cancelled', unwanted)
  const need = whatIsNeeded(person, timed, found, units)
  if (!need) return rest('cancelled', 'it is done')
  if (isBusy(person, now)) return { kind: 'wait', reminder, forMs: ASKED_MS, reason: 'a form is being answered' }
  const why = decisions.find((one) => one.milestone === reminder.milestone && one.version === timed.version)
  const isClosed = need.due.stage === 'unregistered' && found.closed.has(need.due.form.id)
  return {
    kind: 'send',
    reminder,
    item: { campaign, timed, lead: reminder.lead, toldDay, why: why?.reason ?? null, isClosed, ...need },
  }
}

function whyUnwanted(
  reminder: Reminder,
  person: Person,
  timed: Timed,
  { now, today }: { readonly now: Date; readonly today: Temporal.PlainDate },
): string | null {
  if (!person.agrees) return 'they no longer agree to be reminded'
  const follow = person.follows.find(({ campaign }) => campaign === reminder.campaign)
  if (follow && !isActive(follow, now)) return follow.state === 'stopped' ? 'they stopped it' : 'they paused it'
  const offices = person.offices.filter(({ campaign }) => campaign === reminder.campaign)
  if (!follow && offices.length === 0 && timed.milestone.reminds === 'followers') return 'they follow it no longer'
  // Planned in the night, before they chose other days.
  const isByDay = /^\d+$/.test(reminder.lead)
  if (follow && offices.length === 0 && isByDay && !follow.leads.includes(Number(reminder.lead)))
    return 'they chose other days'
  const mark = markOf(person, reminder.campaign, reminder.milestone)
  const waitsUntil = mark?.state === 'snoozed' ? mark.until : null
  return waitsUntil !== null && waitsUntil > today.toString() ? 'they want to be told later' : null
}

// With what kept it back until then.
function tooLate({ reason }: Reminder): string {
  return ['it no longer tells what is true', reason].filter((one) => one !== null).join('; before: ')
}

// The last day they were told, where another holds now; of what is due every year, only within the same year.
function dayTold(
  { milestone, version, last, standing }: Timed,
  { told }: Person,
  { id }: Campaign,
  decisions: readonly Decided[],
): Temporal.PlainDate | null {
  const known = told.get(`${id} ${milestone.id}`)
  if (known === undefined || known >= version) return null
  const decided = decisions.find((one) => one.milestone === milestone.id && one.version === known)
  const before = decided?.day ?? lastValidDay(milestone)
  if (!before || (standing !== 'cancelled' && last && Temporal.PlainDate.compare(before, last) === 0)) return null
  return milestone.kind === 'yearly' && last && before.year !== last.year ? null : before
}
