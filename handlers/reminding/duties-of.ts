// Contacts and heads of units, and organisers, are reminded though they follow nothing: of what, and when.

import { contactsOf, type Office, officesIn } from '../../store/audience.ts'
import { DEFAULT_FOLLOW, type Follow } from '../../store/follows.ts'
import type { RoleTools } from '../../store/roles.ts'
import type { Deadline, Settings } from './due-days.ts'

const ESCALATION: Settings = { ...DEFAULT_FOLLOW, leads: [1] } // the head of a unit is told one working day before

/** The offices in a campaign; where it has no organiser, the administrators are. */
export async function officesNow(campaign: string, { db, organisers }: RoleTools): Promise<Office[]> {
  const offices = await officesIn(db, campaign)
  if (offices.some(({ role }) => role === 'organiser') || organisers.length === 0) return offices
  const people = [...new Set((await contactsOf(db, organisers)).values())]
  return [
    ...offices,
    ...people.map((person) => ({ person, role: 'organiser', campaign, unit: '', givenAt: new Date(0) })),
  ]
}

/** Of which deadlines an office is reminded, and how; who follows the campaign is reminded of `duties` as a follower. */
export function dutiesOf(
  { role }: Office,
  follow: Follow | undefined,
  duties: readonly Deadline[],
  own: readonly Deadline[],
): [Deadline, Settings][] {
  if (role === 'organiser') return own.map((deadline) => [deadline, follow ?? DEFAULT_FOLLOW])
  if (role === 'unit-head') return duties.map((deadline) => [deadline, ESCALATION])
  return follow ? [] : duties.map((deadline) => [deadline, DEFAULT_FOLLOW])
}
