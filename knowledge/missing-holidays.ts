// Years whose days off were not announced or not entered: there only weekends count, and what the law names.

import type { Campaign } from './load.ts'
import type { WorkingDays } from './working-days.ts'

/** The years of the plans, this one and the next whose announced days `holidays.yaml` does not have, in order. */
export function missingHolidays(
  campaigns: readonly Campaign[],
  { knowsYear }: WorkingDays,
  thisYear: number,
): number[] {
  const years = campaigns.flatMap(({ period, milestones }) => [
    ...Array.from({ length: period.to - period.from + 1 }, (_, index) => period.from + index),
    ...milestones.flatMap(({ date }) => (date ? [Number(date.slice(0, 4))] : [])),
  ])
  return [...new Set([...years, thisYear, thisYear + 1])].filter((year) => !knowsYear(year)).sort((a, b) => a - b)
}

/** What the operator is told of them. */
export function tellMissingHolidays(years: readonly number[]): string | null {
  if (years.length === 0) return null
  return `knowledge/holidays.yaml does not have the announced days off of ${years.join(', ')}: only Saturdays, Sundays and the rows by law count there; enter that year's days off and swapped working days once they are announced, and take it out of unannounced`
}
