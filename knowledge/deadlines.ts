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

/**
 * The same with what organisers decided: what holds now first, marked as theirs, then what the document says.
 * “hết thứ Sáu 21/02/2020, do người phụ trách chuyển hạn (lý do: …). Còn 3 ngày … Văn bản ghi: trước ngày …”
 */
export function explainTimed(timed: Timed, today: Temporal.PlainDate, workingDays: WorkingDays): string {
  const { milestone, decision, last, standing } = timed
  if (!decision) {
    const told = explainMilestone(milestone, today, workingDays)
    return standing === 'passed' && !last ? `${told}; thời gian này đã qua` : told
  }
  const planned = lastValidDay(milestone)
  const plan = planned ? bounds(milestone, planned) : explainMilestone(milestone, today, workingDays)
  return `${holdsNow(timed, today, workingDays)} Văn bản ghi: ${plan}.`
}

function holdsNow(timed: Timed, today: Temporal.PlainDate, workingDays: WorkingDays): string {
  const { last, decision } = timed
  const why = `(lý do: ${decision?.reason})`
  if (decision?.kind === 'cancelled' || !last)
    return `đã hủy, theo quyết định của người phụ trách${on(decision)} ${why}.`
  const did = lastValidDay(timed.milestone) ? 'chuyển hạn' : 'đặt'
  const end = `hết ${weekday(last)} ${formatDate(last)}, do người phụ trách ${did} ${why}.`
  return `${end}${lastOnPaper(last, workingDays)} ${tellDistance(last, today, workingDays)}`
}

/** “Người phụ trách đã chuyển hạn sang hết thứ Sáu 21/02/2020 (lý do: …). Còn 3 ngày …”; empty where the plan holds. */
export function explainDecision(
  { milestone, decision, last }: Timed,
  today: Temporal.PlainDate,
  workingDays: WorkingDays,
): string {
  if (!decision) return ''
  const why = `(lý do: ${decision.reason})`
  if (decision.kind === 'cancelled' || !last)
    return `Mốc này đã hủy, theo quyết định của người phụ trách${on(decision)} ${why}.`
  const end = `hết ${weekday(last)} ${formatDate(last)}`
  const told = lastValidDay(milestone)
    ? `Người phụ trách đã chuyển hạn sang ${end} ${why}.`
    : `Hạn do người phụ trách đặt: ${end} ${why}.`
  return `${told}${lastOnPaper(last, workingDays)} ${tellDistance(last, today, workingDays)}`
}

function on(decision: Timed['decision']): string {
  return decision ? ` ngày ${formatDate(decision.on)}` : ''
}

function lastOnPaper(last: Temporal.PlainDate, workingDays: WorkingDays): string {
  const day = workingDays.lastOnOrBefore(last)
  return day.equals(last) ? '' : ` Ngày làm việc cuối là ${weekday(day)} ${formatDate(day)}.`
}

function range({ from, to }: Milestone): string {
  return from && to ? ` (${from} - ${to})` : ''
}

function boundary(milestone: Milestone, last: Temporal.PlainDate, workingDays: WorkingDays): string {
  const text = bounds(milestone, last)
  const lastWorkingDay = workingDays.lastOnOrBefore(last)
  if (lastWorkingDay.equals(last)) return text
  return `${text}; ngày làm việc cuối là ${weekday(lastWorkingDay)} ${formatDate(lastWorkingDay)}`
}

/** “trước ngày 17/02/2020, tức hết Chủ nhật 16/02/2020”, “chậm nhất thứ Sáu 20/12/2019”: the plan's words and the last valid day. */
export function bounds({ kind }: Pick<Milestone, 'kind'>, last: Temporal.PlainDate): string {
  const end = `${weekday(last)} ${formatDate(last)}`
  return kind === 'before' ? `trước ngày ${formatDate(last.add({ days: 1 }))}, tức hết ${end}` : `chậm nhất ${end}`
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
