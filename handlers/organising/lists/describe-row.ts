import type { Temporal } from 'temporal-polyfill'
import { toVietnamDate } from '../../../clock.ts'
import { answerAs, describeAs } from '../../../forms/as-role.ts'
import type { UnitDirectory } from '../../../forms/units.ts'
import type { Role } from '../../../knowledge/form-schema.ts'
import { isHeld } from '../../../store/registration.ts'
import type { Sent } from '../read-sent.ts'
import { stateNames } from '../replies.vi.ts'
import { labelsAs } from '../tally.ts'
import { sheetWords as words } from './words.vi.ts'

/** What stands in a list for this role; several options with a semicolon between them. */
export function inList(sent: Sent, role: Role): string {
  const labels = labelsAs(sent, role)
  return labels.length > 0 ? labels.join('; ') : describeAs(sent.form, sent.values, role)
}

export function numberInList({ form, values }: Sent, role: Role): number | null {
  const value = answerAs(form, values, role)?.value
  return value?.type === 'number' ? value.number : null
}

export function sentOn({ registration: { submittedAt } }: Sent): Temporal.PlainDate | null {
  return submittedAt ? toVietnamDate(submittedAt) : null
}

/** The body above: as answered, or as the directory has it. */
export function bodyAbove(sent: Sent, units: UnitDirectory): string {
  const answered = inList(sent, 'parent-unit')
  const unit = answerAs(sent.form, sent.values, 'unit')?.value
  if (answered !== '' || unit?.type !== 'unit' || unit.unit === null) return answered
  // A collective with a name of its own belongs to the unit; without one it is the unit.
  const hasName = inList(sent, 'name') !== ''
  return withoutPlan(hasName ? unit.name : (units.chainOf(unit.unit)[1]?.name ?? ''))
}

// “Sở Tài chính (kế hoạch năm 2020)”: the directory tells it from others so, its own list need not.
function withoutPlan(name: string): string {
  return name.replace(/ \(kế hoạch [^)]*\)$/, '')
}

/** State and remarks, in the words of the list. Why it is held stays with the organisers. */
export function stateOf({ registration: { state } }: Sent): string {
  return stateNames[state]
}

export function remarksOf(sent: Sent): string {
  const { code, isLate, decisionReason } = sent.registration
  const [name, phone] = [inList(sent, 'contact-name'), inList(sent, 'contact-phone')]
  const remarks = [
    code ?? '',
    isLate ? words.isLate : '',
    isHeld(sent.registration) ? words.isHeld : '',
    inList(sent, 'note'),
    decisionReason ?? '',
    sent.isSelfDecided ? words.isSelfDecided : '',
    name || phone ? words.contact(name, phone) : '',
  ]
  return remarks.filter((part) => part !== '').join('; ')
}
