import type { Temporal } from 'temporal-polyfill'
import type { Form } from '../../knowledge/form-schema.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { type Decision, toTimeline } from '../../knowledge/timeline.ts'
import { besideDays } from '../reminding/tell-decided.ts'

/** The form with what organisers decided said beside each day that its checks name; `campaign` is the plan as it is. */
export function withSetDaysIn(
  form: Form,
  campaign: Campaign,
  decisions: readonly Decision[],
  today: Temporal.PlainDate,
): Form {
  const decided = toTimeline(campaign, decisions, today)
    .filter(({ decision }) => decision !== null)
    .map((timed) => ({ campaign, timed }))
  if (decided.length === 0) return form
  return {
    ...form,
    rules: form.rules.map((rule) => ({ ...rule, say: besideDays(rule.say, decided) })),
    eligibility: form.eligibility.map((one) => ({ ...one, label: besideDays(one.label, decided) })),
  }
}
