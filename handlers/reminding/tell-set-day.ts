// The plan's own day is told as the plan has it; where an organiser set another, that is said beside it.

import { Temporal } from 'temporal-polyfill'
import type { Timed } from '../../knowledge/timeline.ts'
import { formatDate } from '../../knowledge/working-days.ts'
import { spellDay } from '../spell-day.ts'
import { setDayReplies as replies } from './replies.vi.ts'

/** “Hạn hiện nay: hết thứ Ba 15/12/2020 (do người phụ trách đặt).”; empty where the plan holds. */
export function tellSetDay({ decision, last }: Timed): string {
  if (!decision) return ''
  return decision.kind === 'day' && last ? replies.holds(spellDay(last)) : replies.cancelled
}

/** The same beside a sentence about the plan, for each milestone of its section whose day it names. */
export function withSetDays(say: string, section: string, timeline: readonly Timed[], said = say): string {
  const told = timeline
    .filter(({ milestone }) => milestone.section === section && milestone.date && say.includes(toDate(milestone.date)))
    .map(tellSetDay)
  return [said, ...told].filter((text) => text !== '').join(' ')
}

function toDate(iso: string): string {
  return formatDate(Temporal.PlainDate.from(iso))
}
