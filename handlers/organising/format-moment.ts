import { Temporal } from 'temporal-polyfill'
import { VIETNAM } from '../../clock.ts'
import { formatDate } from '../../knowledge/working-days.ts'

/** “08:05 10/02/2020”, in Vietnam. */
export function formatMoment(instant: Date): string {
  const there = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(VIETNAM)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(there.hour)}:${two(there.minute)} ${formatDate(there.toPlainDate())}`
}
