import { createHash } from 'node:crypto'
import type { Form, Step } from '../knowledge/form-schema.ts'
import { fits } from './fits.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { checkRules, type Facts, type Finding } from './rules.ts'
import type { Values } from './values.ts'

export interface Review {
  /** The answers that count. */
  readonly values: Values
  /** Steps in play, in order. */
  readonly steps: readonly Step[]
  /** Steps that must have an answer and have none that fits. */
  readonly missing: readonly Step[]
  readonly findings: readonly Finding[]
  /** Whether it may be sent: nothing is missing, no rule forbids it. */
  readonly canSend: boolean
}

/** What stands between these answers and sending them. */
export function review(form: Form, all: Values, facts: Facts): Review {
  const values = valuesInPlay(form, all, facts.units)
  const steps = stepsInPlay(form, values, facts.units)
  const missing = steps.filter((step) => {
    const value = values[step.id]
    return value ? !fits(step, value, values, facts.units) : !step.optional
  })
  // What was sent already is found by the store, when this is sent: it opens that registration.
  const findings = checkRules(form, values, facts).filter(({ rule }) => rule.check !== 'duplicate')
  const canSend = missing.length === 0 && !findings.some(({ effect }) => effect === 'block')
  return { values, steps, missing, findings, canSend }
}

/** Names these answers, whatever their order: what was summed up is what is sent. */
export function digestOf(values: Values): string {
  const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}
