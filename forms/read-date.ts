// A day as the answer to a step.

import { Temporal } from 'temporal-polyfill'
import type { Step } from '../knowledge/form-schema.ts'
import { formatDate } from '../knowledge/working-days.ts'
import type { Reading } from './read-answer.ts'
import { type DayReading, readDay } from './read-day.ts'
import { readingReplies } from './replies.vi.ts'

type DateStep = Extract<Step, { type: 'date' }>

/** Reads a day; asks for what is missing, refuses what the step does not allow. */
export function readDate(step: DateStep, text: string, today: Temporal.PlainDate): Reading {
  const reading = readDay(text, today)
  if (!reading) return { kind: 'invalid', say: step.problem ?? readingReplies.notDay }
  // A birthday, and a day that must be over, lies in the past: this year's day is meant.
  const day = reading.kind === 'ask' && step.notAfterToday ? (reading.near ?? reading) : reading
  if ('kind' in day) return day.kind === 'day' ? check(step, day.day, today) : { kind: 'invalid', say: problem(day) }
  return check(step, day, today)
}

function check(step: DateStep, day: Temporal.PlainDate, today: Temporal.PlainDate): Reading {
  const isFuture = Temporal.PlainDate.compare(day, today) > 0
  if (step.notAfterToday && isFuture) return { kind: 'invalid', say: step.problem ?? readingReplies.future }
  if (step.age) {
    const [least, most] = step.age
    const age = day.until(today, { largestUnit: 'years' }).years
    if (isFuture || age < least || age > most)
      return { kind: 'invalid', say: step.problem ?? readingReplies.age(least, most) }
  }
  return { kind: 'value', value: { type: 'date', date: day.toString() } }
}

function problem(reading: Exclude<DayReading, { kind: 'day' }>): string {
  if (reading.kind === 'impossible') return readingReplies.impossibleDay
  switch (reading.why) {
    case 'lunar':
      return readingReplies.lunar
    case 'year':
      return readingReplies.askYear(reading.near ? formatDate(reading.near) : '29/02/2020')
    default:
      return readingReplies.vague
  }
}
