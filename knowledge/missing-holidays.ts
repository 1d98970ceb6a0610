// Years whose days off nobody has entered: there only weekends count, and the operator is told so.

import type { Campaign } from './load.ts'
import type { WorkingDays } from './working-days.ts'

/** The years of the plans, this one and the next for which `holidays.yaml` has no row, in order. */
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
  return `knowledge/holidays.yaml has no rows for ${years.join(', ')}: only Saturdays and Sundays count as days off there; add that year's days off and swapped working days once they are announced`
}
