import type { Timed } from '../../knowledge/timeline.ts'
import { formatDate } from '../../knowledge/working-days.ts'
import { spellDay } from '../spell-day.ts'
import { setDayReplies as replies } from './replies.vi.ts'

/** Of the day by which to register: “Hạn hiện nay: hết thứ Ba 15/12/2020 (do người phụ trách đặt).”; empty where the plan holds. */
export function tellSetDay({ decision, last }: Timed): string {
  if (!decision) return ''
  return decision.kind === 'day' && last
    ? replies.holds(spellDay(last))
    : replies.cancelled(formatDate(decision.on), decision.reason)
}
