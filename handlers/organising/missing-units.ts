import type { UnitDirectory } from '../../forms/units.ts'
import type { Unit } from '../../knowledge/schema.ts'
import { type RegistrationState, SENT_STATES } from '../../store/registration.ts'

/** A registration, and the unit of the directory it comes from; null if the directory does not know it. */
export interface FromUnit {
  readonly state: RegistrationState
  readonly unit: string | null
}

/** The ids of the units that have sent something, themselves or by a unit below them. */
export function unitsThatSent(registrations: readonly FromUnit[], units: UnitDirectory): Set<string> {
  const sent = registrations.filter(({ state }) => SENT_STATES.includes(state))
  return new Set(sent.flatMap(({ unit }) => units.chainOf(unit ?? '').map(({ id }) => id)))
}

/** Units that are due in the campaign, and those of them that have sent nothing. */
export function missingUnits(
  campaign: string,
  registrations: readonly FromUnit[],
  units: UnitDirectory,
): { due: Unit[]; missing: Unit[] } {
  const sent = unitsThatSent(registrations, units)
  const due = units.all.filter(({ campaigns }) => campaigns.includes(campaign))
  return { due, missing: due.filter(({ id }) => !sent.has(id)) }
}
