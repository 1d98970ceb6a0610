// Days as people write them: day first, any separator, words, with or without diacritics.

import { Temporal } from 'temporal-polyfill'
import { fold, toAccented } from '../knowledge/fold.ts'
import { readNumberWord } from './number-words.ts'

export type DayReading =
  | { readonly kind: 'day'; readonly day: Temporal.PlainDate }
  /** `year`: it is past this year, and no year was said; `lunar`: by the lunar calendar; `vague`: no single day. */
  | { readonly kind: 'ask'; readonly why: 'year' | 'lunar' | 'vague'; readonly near?: Temporal.PlainDate }
  /** Such a day does not exist: 31/02. */
  | { readonly kind: 'impossible' }

const NUMBER = String.raw`(?:\d{1,2}|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi(?: (?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin))?|hai muoi(?: (?:mot|hai|ba|bon|tu|lam|nham|sau|bay|tam|chin))?|ba muoi(?: mot)?)`
const NUMERIC = /(?<![\d/.,-])(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}|\d{2}))?(?![\d/-]|[.,]\d)/
const ISO = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/
const WRITTEN = new RegExp(
  String.raw`(?:\b(?:ngay|mung|mong|hom)\s+)*(?<![\w])(${NUMBER})\s+thang\s+(${NUMBER}|gieng|chap)(?:\s*,?\s*nam\s+(\d{4}|\d{2}|nay|sau|ngoai|truoc))?(?!\w)`,
)
const DAY_ALONE = new RegExp(String.raw`\b(?:ngay(?:\s+(?:mung|mong))?|mung|mong)\s+(${NUMBER})\b(?!\s*[/.-]\s*\d)`)
const RELATIVE: readonly (readonly [RegExp, number])[] = [
  [/\bhom kia\b/, -2],
  [/\bhom (?:qua|truoc)\b|\bhqua\b/, -1],
  [/\b(?:hom nay|bua nay|ngay hom nay|nay)\b$|\bhom nay\b/, 0],
  [/\bngay kia\b|\bmot\b$/, 2],
  [/\b(?:ngay mai|sang mai|chieu mai|toi mai|mai)\b/, 1],
]
const WEEKDAYS: Readonly<Record<string, number>> = {
  hai: 1,
  '2': 1,
  ba: 2,
  '3': 2,
  tu: 3,
  '4': 3,
  nam: 4,
  '5': 4,
  sau: 5,
  '6': 5,
  bay: 6,
  '7': 6,
}
const WEEKDAY =
  /\b(?:thu|t)\s?(hai|ba|tu|nam|sau|bay|[2-7])(?:\s+(tuan nay|tuan sau|tuan toi|tuan truoc|sau|toi|nay|truoc))?\b|\b(?:chu nhat|cn)(?:\s+(tuan nay|tuan sau|tuan toi|tuan truoc|sau|toi|nay|truoc))?\b/
const LUNAR = /\bam lich\b|\bal\b|\bta\b$|\b(?:thang )?(?:gieng|chap)\b|\bram\b/
const VAGUE =
  /\btet\b|\b(?:dau|giua|cuoi|trong|khoang|tam) (?:thang|nam|tuan|qui)\b|\b(?:tuan|thang|qui|nam) (?:sau|toi|nay|truoc)\b|\bvai (?:ngay|hom)\b/

/**
 * The day a text names, seen from `today`; null if it names none. `cuối tháng` is the last day of this month. Without
 * a year it is this year's day; if that is past, the year is asked for. Source: domain, reading dates from users.
 */
export function readDay(text: string, today: Temporal.PlainDate): DayReading | null {
  // “ngày mốt” is the day after tomorrow, “ngày một” the first; without marks it is the former.
  const isFirst = /một/u.test(toAccented(text))
  const folded = fold(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\bngay mot\b(?! thang)/, isFirst ? 'ngay 1' : 'ngay kia')
  if (folded.length === 0 || folded.length > 500) return null
  const written = WRITTEN.exec(folded)
  if (LUNAR.test(folded) && /\d|mung|mong|ram|thang/.test(folded)) return { kind: 'ask', why: 'lunar' }
  const iso = ISO.exec(folded)
  if (iso) return toDay(Number(iso[3]), Number(iso[2]), Number(iso[1]))
  const numeric = NUMERIC.exec(folded)
  if (numeric) return inYear(Number(numeric[1]), Number(numeric[2]), toYear(numeric[3], today), today)
  if (written) return inYear(toNumber(written[1]), toNumber(written[2]), toYear(written[3], today), today)
  if (/\btet\b/.test(folded)) return { kind: 'ask', why: 'vague' }
  const ofWeek = readWeekday(folded, today)
  if (ofWeek) return ofWeek
  const end = readEnd(folded, today)
  if (end) return end
  const alone = DAY_ALONE.exec(folded)
  if (alone) return ofMonth(toNumber(alone[1]), today)
  for (const [words, days] of RELATIVE) if (words.test(folded)) return { kind: 'day', day: today.add({ days }) }
  return VAGUE.test(folded) ? { kind: 'ask', why: 'vague' } : null
}

function toNumber(word = ''): number {
  return /^\d+$/.test(word) ? Number(word) : (readNumberWord(word) ?? 0)
}

function toYear(typed: string | undefined, today: Temporal.PlainDate): number | null {
  switch (typed) {
    case undefined:
      return null
    case 'nay':
      return today.year
    case 'sau':
    case 'ngoai':
      return typed === 'sau' ? today.year + 1 : today.year - 1
    case 'truoc':
      return today.year - 1
  }
  if (typed.length === 4) return Number(typed)
  // Two figures mean the century that lies nearer: 20 is 2020, 85 is 1985.
  const year = Math.floor(today.year / 100) * 100 + Number(typed)
  return year > today.year + 20 ? year - 100 : year
}

function inYear(day: number, month: number, year: number | null, today: Temporal.PlainDate): DayReading {
  if (year !== null) return toDay(day, month, year)
  // 29/02 exists, only not every year.
  if (day === 29 && month === 2 && !today.inLeapYear) return { kind: 'ask', why: 'year' }
  const found = toDay(day, month, today.year)
  if (found.kind !== 'day' || Temporal.PlainDate.compare(found.day, today) >= 0) return found
  return { kind: 'ask', why: 'year', near: found.day }
}

function ofMonth(day: number, today: Temporal.PlainDate): DayReading {
  const found = toDay(day, today.month, today.year)
  if (found.kind === 'day' && Temporal.PlainDate.compare(found.day, today) >= 0) return found
  if (day < 1 || day > 31) return { kind: 'impossible' }
  return { kind: 'ask', why: 'vague' }
}

function toDay(day: number, month: number, year: number): DayReading {
  if (year < 1900 || year > 2100) return { kind: 'impossible' }
  try {
    return { kind: 'day', day: Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }) }
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'impossible' }
    throw error
  }
}

function readWeekday(folded: string, today: Temporal.PlainDate): DayReading | null {
  const found = WEEKDAY.exec(folded)
  if (!found) return null
  const dayOfWeek = found[1] ? (WEEKDAYS[found[1]] ?? 7) : 7
  const which = found[2] ?? found[3] ?? ''
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const thisWeek = monday.add({ days: dayOfWeek - 1 })
  if (/sau|toi/.test(which)) return { kind: 'day', day: thisWeek.add({ days: 7 }) }
  if (/truoc/.test(which)) return { kind: 'day', day: thisWeek.subtract({ days: 7 }) }
  if (/nay/.test(which) || Temporal.PlainDate.compare(thisWeek, today) >= 0) return { kind: 'day', day: thisWeek }
  return { kind: 'day', day: thisWeek.add({ days: 7 }) }
}

function readEnd(folded: string, today: Temporal.PlainDate): DayReading | null {
  const found = /\bcuoi (thang|nam)(?: (nay|sau|toi|\d{1,2})(?:\s?\/\s?(\d{4}))?)?(?!\w)/.exec(folded)
  if (!found) return null
  const [, unit, which, year] = found
  if (unit === 'nam') {
    const day = Temporal.PlainDate.from({
      year: today.year + (/sau|toi/.test(which ?? '') ? 1 : 0),
      month: 12,
      day: 31,
    })
    return which && /\d/.test(which) ? { kind: 'ask', why: 'vague' } : { kind: 'day', day }
  }
  if (which && /\d/.test(which)) {
    const first = toDay(1, Number(which), year ? Number(year) : today.year)
    return first.kind === 'day' ? { kind: 'day', day: lastOfMonth(first.day) } : first
  }
  return { kind: 'day', day: lastOfMonth(/sau|toi/.test(which ?? '') ? today.add({ months: 1 }) : today) }
}

function lastOfMonth(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.with({ day: day.daysInMonth })
}
