// What the plan demands of whoever registers, looked at before the first question and again with every answer.

import { Temporal } from 'temporal-polyfill'
import { lastValidDay } from '../knowledge/deadlines.ts'
import { sectionName } from '../knowledge/document.ts'
import type { Form } from '../knowledge/form-schema.ts'
import { hold } from './form.ts'
import type { Facts } from './rules.ts'
import type { Values } from './values.ts'

export interface Criterion {
  readonly label: string
  /** `late`: the day by which it had to be met has passed; `void`: that day was cancelled. */
  readonly state: 'met' | 'unmet' | 'late' | 'void' | 'to_verify'
  /** “Mục I.2.c” */
  readonly place: string
  readonly quote: string
}

/** The state of every criterion; what the answers and the calendar do not settle is to be verified. */
export function checkEligibility(form: Form, values: Values, facts: Facts): Criterion[] {
  return form.eligibility
    .filter(({ if: conditions }) => hold(conditions, values, facts.units))
    .map((criterion) => ({
      label: criterion.label,
      state: stateOf(criterion, values, facts),
      place: sectionName(criterion.section),
      quote: criterion.quote,
    }))
}

function stateOf(
  { milestone: id, met, unmet }: Form['eligibility'][number],
  values: Values,
  { campaign, units, receivedOn }: Facts,
): Criterion['state'] {
  const milestone = campaign.milestones.find((one) => one.id === id)
  // Each one that a form names is in its plan; what organisers cancelled is left out of it.
  if (id !== undefined && !milestone) return 'void'
  const last = milestone ? lastValidDay(milestone) : null
  if (last && Temporal.PlainDate.compare(receivedOn, last) > 0) return 'late'
  if (unmet.length > 0 && hold(unmet, values, units)) return 'unmet'
  const isMet = met.length > 0 ? hold(met, values, units) : last !== null
  return isMet ? 'met' : 'to_verify'
}
