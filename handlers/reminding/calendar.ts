// Milestones as a calendar that Outlook, Google and telephones read.

import ical, {
  ICalAlarmType,
  ICalCalendarMethod,
  type ICalEvent,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import { Temporal } from 'temporal-polyfill'
import { VIETNAM } from '../../clock.ts'
import { explainDecision, explainMilestone } from '../../knowledge/deadlines.ts'
import { sectionName } from '../../knowledge/document.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Timed } from '../../knowledge/timeline.ts'
import type { WorkingDays } from '../../knowledge/working-days.ts'
import { calendarReplies } from './replies.vi.ts'

export interface CalendarPart {
  readonly campaign: Campaign
  readonly timeline: readonly Timed[]
}

const MORNING = Temporal.PlainTime.from('08:00')
const WEEK_BEFORE = 7
const REFRESH_SECONDS = 6 * 3_600 // a moved deadline shows the same day

/**
 * Every milestone with a day, as an all-day event on the last day on which it can be done: for “trước ngày 17/02” that
 * is 16/02. A cancelled one stays as cancelled, so that calendars which hold it strike it out.
 */
export function toCalendar(
  name: string,
  parts: readonly CalendarPart[],
  { today, now, workingDays }: { today: Temporal.PlainDate; now: Date; workingDays: WorkingDays },
): string {
  const calendar = ical({
    name,
    prodId: { company: 'Tro ly Thi dua', product: 'Lich thi dua', language: 'VI' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  })
  for (const { campaign, timeline } of parts)
    for (const timed of timeline) {
      const day = dayOf(timed)
      if (!day) continue
      const event = calendar.createEvent({
        id: `${campaign.id}.${timed.milestone.id}@tro-ly-thi-dua`,
        sequence: timed.version,
        stamp: now,
        start: day,
        end: day.add({ days: 1 }),
        allDay: true,
        summary: summaryOf(timed),
        description: describe(campaign, timed, today, workingDays),
        transparency: ICalEventTransparency.TRANSPARENT,
        ...(timed.milestone.kind === 'occasion' ? {} : { categories: [{ name: calendarReplies.category }] }),
        status: timed.standing === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      })
      if (timed.standing === 'ahead') addAlarms(event, timed, day, workingDays)
    }
  return calendar.toString()
}

// What was cancelled keeps the day that the calendars know.
function dayOf({ last, milestone }: Timed): Temporal.PlainDate | null {
  return last ?? (milestone.kind === 'occasion' && milestone.date ? Temporal.PlainDate.from(milestone.date) : null)
}

function summaryOf({ milestone }: Timed): string {
  return milestone.kind === 'occasion' ? milestone.what : calendarReplies.deadline(milestone.what)
}

function describe(campaign: Campaign, timed: Timed, today: Temporal.PlainDate, workingDays: WorkingDays): string {
  const { milestone } = timed
  const document = campaign.documents.find(({ sections }) => sections.some(({ id }) => id === milestone.section))
  // A calendar is read on other days than today: no “còn … ngày”.
  const when = explainMilestone(milestone, today, workingDays).split('. ')[0] ?? ''
  const decided = explainDecision(timed, today, workingDays).replace(/ (Còn|Hôm nay|Hạn này) .*$/, '')
  return [
    campaign.title,
    `${when.charAt(0).toUpperCase()}${when.slice(1)}.`,
    decided,
    ...(milestone.kind === 'occasion' ? [] : [calendarReplies.who(milestone.who, milestone.toWhom)]),
    ...[milestone.quote].flat().map((quote) => `“${quote}”`),
    milestone.consequence ? `“${milestone.consequence.quote}”` : '',
    document ? calendarReplies.source(sectionName(milestone.section), document.meta.citation) : '',
  ]
    .filter(Boolean)
    .join('\n')
}

// A week before, and in the morning of the last working day: a paper is received then.
function addAlarms(event: ICalEvent, timed: Timed, day: Temporal.PlainDate, workingDays: WorkingDays): void {
  const paper = workingDays.lastOnOrBefore(day)
  for (const at of [paper.subtract({ days: WEEK_BEFORE }), paper])
    event.createAlarm({
      type: ICalAlarmType.display,
      // As an instant: relative to the start of an all-day event, clients reckon in their own zones.
      trigger: new Date(at.toZonedDateTime({ timeZone: VIETNAM, plainTime: MORNING }).epochMilliseconds),
      description: summaryOf(timed),
    })
}
