import type { Temporal } from 'temporal-polyfill'
import { type DayDoubt, doubtDay } from '../../knowledge/doubt-day.ts'
import { formatDate } from '../../knowledge/working-days.ts'
import type { Tools } from '../handler.ts'
import { spellDay } from '../spell-day.ts'
import { timelineOf } from './decisions.ts'
import type { OwnMilestone } from './organiser-of.ts'
import { organiserReplies as replies } from './replies.vi.ts'

/** What an organiser should know before this day holds, a sentence each; none if nothing speaks against it. */
export async function tellDoubts(
  day: Temporal.PlainDate,
  { campaign, milestone }: OwnMilestone,
  tools: Tools,
): Promise<string[]> {
  return doubtDay(day, milestone, campaign, await timelineOf(campaign, tools)).map(tell)
}

function tell(doubt: DayDoubt): string {
  const { doubts } = replies
  switch (doubt.why) {
    case 'unpublished':
      return doubts.unpublished(formatDate(doubt.publishedOn))
    case 'other-year':
      return doubts.otherYear(doubt.from, doubt.to)
    case 'shorter':
      return doubts.shorter(spellDay(doubt.last), doubt.days)
    case 'too-early':
      return doubts.tooEarly(doubt.first.what, spellDay(doubt.last))
    case 'too-late':
      return doubts.tooLate(doubt.next.what, spellDay(doubt.last))
  }
}
