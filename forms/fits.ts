// Whether an answer given earlier is still one: after another answer changed, or the form itself did.

import type { Form, Step } from '../knowledge/form-schema.ts'
import { hold, stepsInPlay, valuesInPlay } from './form.ts'
import type { UnitDirectory } from './units.ts'
import type { Value, Values } from './values.ts'

const TYPE_OF = {
  choice: 'choice',
  choices: 'choices',
  text: 'text',
  'long-text': 'text',
  person: 'text',
  phone: 'text',
  number: 'number',
  date: 'date',
  unit: 'unit',
  attestation: 'attestation',
  file: 'files',
} as const satisfies Record<Step['type'], Value['type']>

/** Whether the step, as it is now and beside these other answers, could have been answered so. */
export function fits(step: Step, value: Value, values: Values, units: UnitDirectory): boolean {
  if (TYPE_OF[step.type] !== value.type) return false
  switch (value.type) {
    case 'choice':
      return offered(step, values, units).some(({ id }) => id === value.option)
    case 'choices': {
      const ids = new Set(offered(step, values, units).map(({ id }) => id))
      return value.options.length > 0 && value.options.every((option) => ids.has(option))
    }
    case 'text':
      if (step.type !== 'text' && step.type !== 'long-text') return value.text !== ''
      return value.text.length >= step.least && value.text.length <= step.most
    case 'number':
      return step.type === 'number' && value.number >= step.least && value.number <= step.most
    case 'unit':
      return value.unit === null || units.get(value.unit) !== undefined
    case 'files':
      return value.files.length > 0
    default:
      return true
  }
}

type Option = Extract<Step, { type: 'choice' }>['options'][number]

/** The options of a step that are offered beside these answers; none if it is no choice. */
export function offered(step: Step, values: Values, units: UnitDirectory): Option[] {
  const options = step.type === 'choice' || step.type === 'choices' ? step.options : []
  return options.filter((option) => hold(option.if, values, units))
}

/** The answers that still fit, and the steps in play whose answers do not. Answers of steps out of play are left alone. */
export function refit(form: Form, values: Values, units: UnitDirectory): { values: Values; dropped: Step[] } {
  const dropped: Step[] = []
  let kept = values
  for (;;) {
    const known = valuesInPlay(form, kept, units)
    const wrong = stepsInPlay(form, known, units).find((step) => {
      const value = known[step.id]
      return value && !fits(step, value, known, units)
    })
    if (!wrong) return { values: kept, dropped }
    dropped.push(wrong)
    kept = without(kept, wrong.id)
  }
}

/** The answers but one. */
export function without(values: Values, id: string): Values {
  return Object.fromEntries(Object.entries(values).filter(([step]) => step !== id))
}
