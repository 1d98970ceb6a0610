// What makes two registrations the same, however they were typed and by whichever channel they came.

import { fold } from '../knowledge/fold.ts'
import type { Form, Role, Step } from '../knowledge/form-schema.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { laterSteps } from './later-steps.ts'
import type { UnitDirectory } from './units.ts'
import type { Value, Values } from './values.ts'

/**
 * One key for all registrations of the same by the form's `duplicate` rule; null if it has none, or while not every
 * answer of the key is given.
 */
export function duplicateKeyOf(form: Form, campaignId: string, all: Values, units: UnitDirectory): string | null {
  const rule = form.rules.find((one) => one.check === 'duplicate')
  if (rule?.check !== 'duplicate') return null
  const values = valuesInPlay(form, all, units)
  // A role that is not asked beside these answers is no gap: a collective has no name beside its unit.
  const asked = [...stepsInPlay(form, values, units), ...laterSteps(form, values, units)]
  const parts = rule.by.map((role) => partOf(form.steps, role, values))
  const isGiven = (role: Role, at: number) =>
    parts[at] !== null || !asked.some(({ as, optional }) => as === role && !optional)
  const isComplete = parts.some((part) => part !== null) && rule.by.every(isGiven)
  return isComplete ? JSON.stringify([campaignId, form.id, ...parts]) : null
}

function partOf(steps: readonly Step[], role: Role, values: Values): string | null {
  const value = steps.flatMap((step) => (step.as === role ? (values[step.id] ?? []) : []))[0]
  return value ? keyOf(value) : null
}

function keyOf(value: Value): string {
  switch (value.type) {
    case 'choice':
      return value.option
    case 'choices':
      return [...value.options].sort().join('+')
    case 'text':
      return plain(value.text)
    case 'number':
      return String(value.number)
    case 'date':
      return value.date
    case 'unit':
      return value.unit ?? `? ${plain(value.name)}`
    case 'attestation':
      return value.yes ? 'yes' : 'no'
    case 'files':
      return ''
  }
}

function plain(text: string): string {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}
