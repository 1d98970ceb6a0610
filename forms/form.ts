// Which steps a form asks, given the answers so far.

import { createHash } from 'node:crypto'
import { fold } from '../knowledge/fold.ts'
import type { Condition, Form, Step } from '../knowledge/form-schema.ts'
import type { UnitDirectory } from './units.ts'
import type { Values } from './values.ts'

/** Whether all of these hold. A condition on a step without an answer does not hold; `not` of it does. */
export function hold(conditions: readonly Condition[], values: Values, units: UnitDirectory): boolean {
  return conditions.every((condition) => holds(condition, values, units))
}

function holds(condition: Condition, values: Values, units: UnitDirectory): boolean {
  if ('any' in condition) return condition.any.some((one) => holds(one, values, units))
  if ('all' in condition) return hold(condition.all, values, units)
  if ('not' in condition) return !hold(condition.not, values, units)
  const value = values[condition.step]
  if (!value) return false
  const options =
    value.type === 'choice'
      ? [value.option]
      : value.type === 'choices'
        ? value.options
        : value.type === 'attestation'
          ? [value.yes ? 'yes' : 'no']
          : []
  if ('is' in condition) return options.some((option) => condition.is.includes(option))
  if ('isNot' in condition) return options.length > 0 && !options.some((option) => condition.isNot.includes(option))
  if ('says' in condition) return value.type === 'text' && condition.says.some((words) => says(value.text, words))
  const unit = value.type === 'unit' && value.unit !== null ? units.get(value.unit) : undefined
  if ('inDirectory' in condition) return value.type === 'unit' && (unit !== undefined) === condition.inDirectory
  if (!unit) return false
  if ('kinds' in condition) return condition.kinds.includes(unit.kind)
  return units.chainOf(unit.id).some(({ id }) => condition.within.includes(id))
}

function says(text: string, words: string): boolean {
  const plain = (one: string) => ` ${(fold(one).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `
  return plain(text).includes(plain(words))
}

interface InPlay {
  readonly form: Form
  readonly units: UnitDirectory
  readonly steps: readonly Step[]
  readonly values: Values
}

// A turn looks at the same answers some ten times. Answers are never changed in place: changed ones are another object.
const known = new WeakMap<Values, InPlay>()

function inPlay(form: Form, values: Values, units: UnitDirectory): InPlay {
  const before = known.get(values)
  if (before?.form === form && before.units === units) return before
  const steps = form.steps.filter((step) => hold(step.if, values, units))
  const ids = new Set(steps.map(({ id }) => id))
  const entries = Object.entries(values)
  const kept = entries.filter(([id]) => ids.has(id))
  const inside = kept.length === entries.length ? values : inPlay(form, Object.fromEntries(kept), units).values
  const found = { form, units, steps, values: inside }
  known.set(values, found)
  return found
}

/** The steps that are asked, in order: those whose conditions hold. */
export function stepsInPlay(form: Form, values: Values, units: UnitDirectory): readonly Step[] {
  return inPlay(form, values, units).steps
}

/** The answers of steps in play alone: what a changed answer made senseless is left out. */
export function valuesInPlay(form: Form, values: Values, units: UnitDirectory): Values {
  return inPlay(form, values, units).values
}

/** Names a form's wording: any change of it is another version. */
export function versionOf(form: Form): string {
  return createHash('sha256').update(JSON.stringify(form)).digest('hex').slice(0, 16)
}
