import { Temporal } from 'temporal-polyfill'
import { explainTimed, lastValidDay } from '../../knowledge/deadlines.ts'
import { sectionName } from '../../knowledge/document.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Milestone } from '../../knowledge/schema.ts'
import type { Tools } from '../handler.ts'
import { timelineOfId } from '../reminding/decisions.ts'

/** The milestone by which the form is to be sent, if the plan gives it one. */
export function milestoneOf(campaign: Campaign, form: Form): Milestone | undefined {
  return form.milestone === undefined ? undefined : campaign.milestones.find(({ id }) => id === form.milestone)
}

/** Until when the form is to be sent and how long that still is, an organiser's day as theirs; null where there is none. */
export async function tellDeadline(campaign: Campaign, form: Form, tools: Tools): Promise<string | null> {
  const timed = (await timelineOfId(campaign.id, tools)).find(({ milestone }) => milestone.id === form.milestone)
  return timed?.last ? explainTimed(timed, tools.clock.today(), tools.knower.current().workingDays) : null
}

/** Whether what is received on that day comes after the form's last valid day (R1). */
export function isLate(campaign: Campaign, form: Form, receivedOn: Temporal.PlainDate): boolean {
  const last = lastDayOf(campaign, form)
  return last !== null && Temporal.PlainDate.compare(receivedOn, last) > 0
}

/** The last day on which the form is in time; null where its plan sets none. */
export function lastDayOf(campaign: Campaign, form: Form): Temporal.PlainDate | null {
  const milestone = milestoneOf(campaign, form)
  return milestone ? lastValidDay(milestone) : null
}

/** That day, or the last valid one where it comes after it: when what is in time counts as received. */
export function inTime(campaign: Campaign, form: Form, day: Temporal.PlainDate): Temporal.PlainDate {
  const last = lastDayOf(campaign, form)
  return last !== null && Temporal.PlainDate.compare(day, last) > 0 ? last : day
}

/** The plan's own sentence for what comes late, with its section; null while it is not late. */
export function lateEvidence(
  campaign: Campaign,
  form: Form,
  receivedOn: Temporal.PlainDate,
): { quote: string; place: string } | null {
  const milestone = milestoneOf(campaign, form)
  if (!milestone || !isLate(campaign, form, receivedOn)) return null
  const { section, quote } = milestone.consequence ?? milestone
  return { quote: [quote].flat().join(' … '), place: sectionName(section) }
}
