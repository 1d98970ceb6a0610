// A form's sentence names the day that holds, and the plan's beside it; where it was cancelled, that it was.

import type { Campaign } from '../../knowledge/load.ts'
import type { Timed } from '../../knowledge/timeline.ts'
import { formatDate } from '../../knowledge/working-days.ts'
import { spellDay } from '../spell-day.ts'
import { setDayReplies as replies } from './replies.vi.ts'
import { isInQuotes, placeOf, withNote } from './tell-decided.ts'

const BOUND = /(?:trước|chậm nhất|muộn nhất|đến hết|đến|hết)(?: là)?(?: hết)?(?: ngày)?\s+$/iu

/**
 * “Đăng ký chậm nhất thứ Sáu 21/02/2020 (do người phụ trách đặt: …; văn bản ghi: trước ngày 17/02/2020)” for “Đăng ký
 * trước ngày 17/02/2020”. The plan's quoted words stay as they are.
 */
export function withDaysThatHold(text: string, campaign: Campaign, timeline: readonly Timed[]): string {
  return timeline.reduce((said, timed) => tellOne(said, campaign, timed), text)
}

function tellOne(text: string, campaign: Campaign, timed: Timed): string {
  const { milestone, decision, last } = timed
  const place = decision ? placeOf(text, milestone) : null
  if (!decision || !place) return text
  const isShared = campaign.milestones.some(({ id, date }) => id !== milestone.id && date === milestone.date)
  if (isShared || isInQuotes(text, place.at)) return withNote(text, { campaign, timed })
  if (decision.kind !== 'day' || !last)
    return `${text.slice(0, place.end)} (${replies.void(formatDate(decision.on), decision.reason)})${text.slice(place.end)}`
  const bound = BOUND.exec(text.slice(0, place.at))
  const from = bound?.index ?? place.at
  const planned = text.slice(from, place.end)
  return `${text.slice(0, from)}${replies.instead(spellDay(last), decision.reason, planned)}${text.slice(place.end)}`
}
