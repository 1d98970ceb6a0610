// How many questions a form asks in all, as far as that is known.

import type { Condition, Form, Step } from '../knowledge/form-schema.ts'
import { offered } from './fits.ts'
import { stepsInPlay } from './form.ts'
import type { UnitDirectory } from './units.ts'
import type { Values } from './values.ts'

const known = new WeakMap<Form, ReadonlySet<string>>()

/** How many steps are asked beside these answers; null while a choice is open after which more or fewer are. */
export function countSteps(form: Form, values: Values, units: UnitDirectory): number | null {
  const steps = stepsInPlay(form, values, units)
  const deciding = decidingSteps(form)
  const open = steps.find(({ id, type }) => type === 'choice' && deciding.has(id) && !values[id])
  if (!open) return steps.length
  const counts = offered(open, values, units).map(({ id: option }) =>
    countSteps(form, { ...values, [open.id]: { type: 'choice', option } }, units),
  )
  const [first = null] = counts
  return counts.every((count) => count === first) ? first : null
}

// The steps on whose answers it depends whether others are asked.
function decidingSteps(form: Form): ReadonlySet<string> {
  const before = known.get(form)
  if (before) return before
  const found = new Set(form.steps.flatMap((step: Step) => step.if.flatMap(namedIn)))
  known.set(form, found)
  return found
}

function namedIn(condition: Condition): string[] {
  if ('any' in condition) return condition.any.flatMap(namedIn)
  if ('all' in condition) return condition.all.flatMap(namedIn)
  return 'not' in condition ? condition.not.flatMap(namedIn) : [condition.step]
}
