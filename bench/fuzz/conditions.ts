// What the conditions of a form mean, read from the words of knowledge/schema.ts: beside forms/form.ts, not by it.

import type { Value, Values } from '../../forms/values.ts'
import { fold } from '../../knowledge/fold.ts'
import type { Condition } from '../../knowledge/form-schema.ts'
import type { Unit } from '../../knowledge/schema.ts'

export type Units = ReadonlyMap<string, Unit>

/** Whether all of these are true of the answers. */
export function allTrue(conditions: readonly Condition[], values: Values, units: Units): boolean {
  for (const condition of conditions) if (!isTrue(condition, values, units)) return false
  return true
}

function isTrue(condition: Condition, values: Values, units: Units): boolean {
  if ('not' in condition) return !allTrue(condition.not, values, units)
  if ('all' in condition) return allTrue(condition.all, values, units)
  if ('any' in condition) return condition.any.some((one) => allTrue([one], values, units))
  const value = values[condition.step]
  if (value === undefined) return false
  if ('is' in condition) return taken(value).some((option) => condition.is.includes(option))
  if ('isNot' in condition)
    return taken(value).length > 0 && taken(value).every((one) => !condition.isNot.includes(one))
  if ('says' in condition)
    return value.type === 'text' && condition.says.some((words) => wordsOf(value.text).includes(wordsOf(words)))
  if (value.type !== 'unit') return false
  const unit = value.unit === null ? undefined : units.get(value.unit)
  if ('inDirectory' in condition) return (unit !== undefined) === condition.inDirectory
  if ('kinds' in condition) return unit !== undefined && condition.kinds.includes(unit.kind)
  return condition.within.some((id) => isBelow(unit, id, units))
}

function wordsOf(text: string): string {
  return ` ${(fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `
}

/** What was chosen; of a yes or no, `yes` or `no`. */
export function taken(value: Value | undefined): readonly string[] {
  if (value?.type === 'choice') return [value.option]
  if (value?.type === 'choices') return value.options
  if (value?.type === 'attestation') return [value.yes ? 'yes' : 'no']
  return []
}

/** Whether a unit is this one, or below it. */
export function isBelow(unit: Unit | undefined, id: string, units: Units): boolean {
  let body = unit
  for (let steps = 0; body && steps < 10; steps++) {
    if (body.id === id) return true
    body = body.parent === undefined ? undefined : units.get(body.parent)
  }
  return false
}
