// “Nộp ngày 17/02/2020 còn kịp không?”: a day that somebody names, held against a milestone's last one.

import { Temporal } from 'temporal-polyfill'
import { DAY } from './claims.ts'
import { lastValidDay } from './deadlines.ts'
import type { Question } from './question.ts'
import type { Milestone } from './schema.ts'
import { sentences } from './sentences.vi.ts'
import { formatDate, weekday } from './working-days.ts'

const IN_TIME = /\b(kip|tre|muon|cham|qua han|con han|trong han|dung han)\b/
const HANDS_IN = /\b(nop|gui|dang ki|trinh)\b.*\b(co )?duoc (khong|ko|k)\b/
const ASKS_DAY = /\b(ngay (nao|may|bao nhieu)|khi nao|bao gio|hom nao)\b/

/** Whether a question asks if a day that it names is early enough. */
export function asksInTime({ folded }: Question): boolean {
  return (
    (IN_TIME.test(folded) || HANDS_IN.test(folded)) && !ASKS_DAY.test(folded) && [...folded.matchAll(DAY)].length === 1
  )
}

/**
 * “Kịp …” or “Không kịp …” for the day a question names; null where it names none or the milestone has no last day.
 * `set` is the last day that holds where it is not the plan's; null where it was cancelled.
 */
export function tellInTime({ folded }: Question, milestone: Milestone, set?: string | null): string | null {
  const last = set ? Temporal.PlainDate.from(set) : lastValidDay(milestone)
  const [match] = folded.matchAll(DAY)
  if (!last || !match) return null
  const [, day, month, year] = match
  const named = toDay(Number(year ?? last.year), Number(month), Number(day))
  if (!named) return null
  if (set === null) return sentences.noDeadline(formatDate(named))
  const end = `${weekday(last)} ${formatDate(last)}`
  return Temporal.PlainDate.compare(named, last) <= 0
    ? sentences.inTime(formatDate(named), end)
    : sentences.late(formatDate(named), end)
}

function toDay(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch (error) {
    if (error instanceof RangeError) return null // “31/02”
    throw error
  }
}
