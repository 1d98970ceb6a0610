// Whether somebody has anything to do about a milestone. Pure.

import type { UnitDirectory } from '../../forms/units.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Timed } from '../../knowledge/timeline.ts'
import type { MilestoneMark } from '../../store/milestone-marks.ts'
import type { Registration } from '../../store/registration.ts'
import type { Person } from './read-people.ts'
import type { ReminderItem } from './reminder-text.ts'
import { stillDue, unitsMissing } from './still-due.ts'

/**
 * What a reminder of a milestone asks of a person; null if nothing is left to do. A contact is told of the units from
 * which nothing came; whoever follows, of what they have not done themselves. `sent` is what anybody sent.
 */
export function whatIsNeeded(
  person: Person,
  timed: Timed,
  { campaign, sent }: { readonly campaign: Campaign; readonly sent: readonly Registration[] },
  units: UnitDirectory,
): Pick<ReminderItem, 'due' | 'units'> | null {
  const mark = markOf(person, campaign.id, timed.milestone.id)
  const registrations = person.registrations.filter((one) => one.campaign === campaign.id)
  const due = stillDue(campaign, timed, { registrations, papers: person.papers, mark }, units)
  const own = person.offices.filter((office) => office.campaign === campaign.id && office.unit !== '')
  if (own.length === 0) return due && { due, units: [] }
  const missing = unitsMissing(campaign, timed, [...new Set(own.map(({ unit }) => unit))], sent, units)
  // What the contact has sent for the unit counts for it; that the contact has sent nothing themselves does not.
  if (!missing) return due && { due, units: [] }
  const names = missing.map((unit) => units.get(unit)?.name ?? unit)
  if (names.length > 0 && mark?.state !== 'done') return { due: due ?? { stage: 'elsewhere' }, units: names }
  return due && due.stage !== 'unregistered' ? { due, units: [] } : null
}

/** What the person said of a milestone last; null if nothing. */
export function markOf({ marks }: Person, campaign: string, milestone: string): MilestoneMark | null {
  return marks.find((mark) => mark.campaign === campaign && mark.milestone === milestone) ?? null
}

/** The ISO day on which somebody wants to be told of a milestone again; null if they said nothing of the kind. */
export function againOn(person: Person, { id }: Pick<Campaign, 'id'>, { milestone }: Timed): string | null {
  const mark = markOf(person, id, milestone.id)
  return mark?.state === 'snoozed' ? mark.until : null
}
