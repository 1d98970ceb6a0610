// Days on and off for administrative bodies: Monday to Friday, corrected by `holidays.yaml`.

import { Temporal } from 'temporal-polyfill'
import type { Holidays } from './schema.ts'

export interface WorkingDays {
  isWorkingDay(date: Temporal.PlainDate): boolean
  /** The last working day on or before `date`: a paper is received then, never later. */
  lastOnOrBefore(date: Temporal.PlainDate): Temporal.PlainDate
  /** The first working day after `date`. */
  firstAfter(date: Temporal.PlainDate): Temporal.PlainDate
  /** Working days from `from` to `to`, both counted; 0 if `to` is earlier. */
  countBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number
  /** Whether the table has the announced days of that year; else only weekends count as off, and what the law names. */
  knowsYear(year: number): boolean
}

export function createWorkingDays(holidays: Holidays): WorkingDays {
  const kinds = new Map(holidays.days.map(({ date, kind }) => [date, kind]))
  const years = new Set(holidays.days.map(({ date }) => Number(date.slice(0, 4))))
  for (const year of holidays.unannounced) years.delete(year)
  const isWorkingDay = (date: Temporal.PlainDate) => {
    const listed = kinds.get(date.toString())
    return listed ? listed === 'work' : date.dayOfWeek <= 5
  }
  return {
    isWorkingDay,
    lastOnOrBefore: (date) => {
      let day = date
      while (!isWorkingDay(day)) day = day.subtract({ days: 1 })
      return day
    },
    firstAfter: (date) => {
      let day = date.add({ days: 1 })
      while (!isWorkingDay(day)) day = day.add({ days: 1 })
      return day
    },
    countBetween: (from, to) => {
      let count = 0
      for (let day = from; Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 }))
        if (isWorkingDay(day)) count++
      return count
    },
    knowsYear: (year) => years.has(year),
  }
}

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'] as const

/** “thứ Sáu” */
export function weekday(date: Temporal.PlainDate): string {
  return WEEKDAYS[date.dayOfWeek - 1] ?? ''
}

/** “14/02/2020” */
export function formatDate(date: Temporal.PlainDate): string {
  return `${String(date.day).padStart(2, '0')}/${String(date.month).padStart(2, '0')}/${date.year}`
}
