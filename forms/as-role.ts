// What lists and cards take an answer for, whatever the form calls its step.

import type { Form, Role, Step } from '../knowledge/form-schema.ts'
import { describeValue, type Value, type Values } from './values.ts'

export interface Answered {
  readonly step: Step
  readonly value: Value
}

/** The answer of the first step with this role that has one; null if none has. */
export function answerAs(form: Form, values: Values, role: Role): Answered | null {
  for (const step of form.steps) {
    const value = step.as === role ? values[step.id] : undefined
    if (value) return { step, value }
  }
  return null
}

/** That answer as a list shows it; empty if there is none. */
export function describeAs(form: Form, values: Values, role: Role): string {
  const answered = answerAs(form, values, role)
  return answered ? describeValue(answered.step, answered.value) : ''
}

const COLLECTIVE = 'tap-the'

/** Whether it is a collective that registers; null where the form does not ask or nobody has said. */
export function isCollective(form: Form, values: Values): boolean | null {
  const value = answerAs(form, values, 'subject')?.value
  return value?.type === 'choice' ? value.option === COLLECTIVE : null
}

/** Whom it is about: the person or the collective by name, or else the unit. */
export function subjectName(form: Form, values: Values): string {
  return describeAs(form, values, 'name') || describeAs(form, values, 'unit')
}
