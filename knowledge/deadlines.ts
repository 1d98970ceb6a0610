// What a milestone means on a given day. A year stays a year: no day is ever invented.

import { Temporal } from 'temporal-polyfill'
import type { Milestone } from './schema.ts'
import type { Timed } from './timeline.ts'
import { formatDate, type WorkingDays, weekday } from './working-days.ts'

/** The last day on which it can still be done: the day before for “trước ngày D”, D itself for “chậm nhất D”. */
export function lastValidDay(milestone: Milestone): Temporal.PlainDate | null {
  if (!milestone.date) return null
  const date = Temporal.PlainDate.from(milestone.date)
  if (milestone.kind === 'before') return date.subtract({ days: 1 })
  return milestone.kind === 'by' ? date : null
}

/**
 * “trước ngày 17/02/2020, tức hết Chủ nhật 16/02/2020; ngày làm việc cuối là thứ Sáu 14/02/2020. Còn 6 ngày …”,
 * seen from `today`.
 */
export function explainMilestone(milestone: Milestone, today: Temporal.PlainDate, workingDays: WorkingDays): string {
  const last = lastValidDay(milestone)
  if (last) return `${boundary(milestone, last, workingDays)}. ${tellDistance(last, today, workingDays)}`
  switch (milestone.kind) {
    case 'in-year':
      return `trong năm ${milestone.year}; văn bản không nêu ngày cụ thể`
    case 'yearly':
      return `hàng năm${range(milestone)}; văn bản không nêu ngày cụ thể`
    case 'occasion':
      return `${milestone.date ? `nhân dịp ngày ${formatDate(Temporal.PlainDate.from(milestone.date))}` : 'nhân dịp nêu trong văn bản'}; đây không phải hạn nộp`
    default:
      return 'văn bản không nêu thời hạn cụ thể'
  }
}

/** The same with what organisers decided: the plan's words first, then theirs, marked as theirs. */
export function explainTimed(timed: Timed, today: Temporal.PlainDate, workingDays: WorkingDays): string {
  const { milestone, decision, last, standing } = timed
  if (!decision) {
    const told = explainMilestone(milestone, today, workingDays)
    return standing === 'passed' && !last ? `${told}; thời gian này đã qua` : told
  }
  const planned = lastValidDay(milestone)
  const plan = planned ? boundary(milestone, planned, workingDays) : explainMilestone(milestone, today, workingDays)
  return `${plan}. ${explainDecision(timed, today, workingDays)}`
}

/** “Người phụ trách đã chuyển hạn sang hết thứ Sáu 21/02/2020 (lý do: …). Còn 3 ngày …”; empty where the plan holds. */
export function explainDecision(
  { milestone, decision, last }: Timed,
  today: Temporal.PlainDate,
  workingDays: WorkingDays,
): string {
  if (!decision) return ''
  const why = `(lý do: ${decision.reason})`
  if (decision.kind === 'cancelled' || !last) return `Người phụ trách đã hủy mốc này ${why}.`
  const end = `hết ${weekday(last)} ${formatDate(last)}`
  const lastWorkingDay = workingDays.lastOnOrBefore(last)
  const paper = lastWorkingDay.equals(last)
    ? ''
    : ` Ngày làm việc cuối là ${weekday(lastWorkingDay)} ${formatDate(lastWorkingDay)}.`
  const told = lastValidDay(milestone)
    ? `Người phụ trách đã chuyển hạn sang ${end} ${why}.`
    : `Hạn do người phụ trách đặt: ${end} ${why}.`
  return `${told}${paper} ${tellDistance(last, today, workingDays)}`
}

function range({ from, to }: Milestone): string {
  return from && to ? ` (${from} - ${to})` : ''
}

function boundary(milestone: Milestone, last: Temporal.PlainDate, workingDays: WorkingDays): string {
  const end = `${weekday(last)} ${formatDate(last)}`
  const text =
    milestone.kind === 'before' ? `trước ngày ${formatDate(last.add({ days: 1 }))}, tức hết ${end}` : `chậm nhất ${end}`
  const lastWorkingDay = workingDays.lastOnOrBefore(last)
  if (lastWorkingDay.equals(last)) return text
  return `${text}; ngày làm việc cuối là ${weekday(lastWorkingDay)} ${formatDate(lastWorkingDay)}`
}

/** “Còn 6 ngày, trong đó 4 ngày làm việc.” */
export function tellDistance(last: Temporal.PlainDate, today: Temporal.PlainDate, workingDays: WorkingDays): string {
  const days = today.until(last).total({ unit: 'days' })
  if (days < 0) return `Hạn này đã qua (hôm nay là ${formatDate(today)}).`
  if (days === 0) return 'Hôm nay là ngày cuối.'
  const working = workingDays.countBetween(today.add({ days: 1 }), last)
  if (working === 0)
    return `Còn ${days} ngày${workingDays.isWorkingDay(today) ? '; hôm nay là ngày làm việc cuối' : ', không còn ngày làm việc nào'}.`
  return `Còn ${days} ngày, trong đó ${working} ngày làm việc.`
}
