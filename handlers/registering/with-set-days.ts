import type { Temporal } from 'temporal-polyfill'
import type { Form } from '../../knowledge/form-schema.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { type Decision, toTimeline } from '../../knowledge/timeline.ts'
import { withDaysThatHold } from '../reminding/day-that-holds.ts'

/** The form with the days that hold in its own sentences; `campaign` is the plan as it is. */
export function withSetDaysIn(
  form: Form,
  campaign: Campaign,
  decisions: readonly Decision[],
  today: Temporal.PlainDate,
): Form {
  const decided = toTimeline(campaign, decisions, today).filter(({ decision }) => decision !== null)
  if (decided.length === 0) return form
  const tell = (text: string) => withDaysThatHold(text, campaign, decided)
  return {
    ...form,
    rules: form.rules.map((rule) => ({ ...rule, say: tell(rule.say) })),
    eligibility: form.eligibility.map((one) => ({ ...one, label: tell(one.label) })),
    next: form.next.map((one) => ({ ...one, say: tell(one.say) })),
  }
}
