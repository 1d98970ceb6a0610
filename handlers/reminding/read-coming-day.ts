import { Temporal } from 'temporal-polyfill'
import { readDay } from '../../forms/read-day.ts'
import { settingsReplies } from './replies.vi.ts'

/** The day after `today` that a text names, or what to say where it names none; null if it speaks of no day at all. */
export function readComingDay(
  text: string,
  today: Temporal.PlainDate,
): { readonly day: Temporal.PlainDate } | { readonly say: string } | null {
  const reading = readDay(text, today)
  if (!reading) return null
  const { badDay } = settingsReplies
  if (reading.kind === 'impossible') return { say: badDay.impossible }
  if (reading.kind === 'ask') return { say: badDay[reading.why] }
  return Temporal.PlainDate.compare(reading.day, today) > 0 ? { day: reading.day } : { say: badDay.past }
}
