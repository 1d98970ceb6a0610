// What a reminder says: what, who, where to, by when in the plan's own words, what is missing, what follows.

import type { Temporal } from 'temporal-polyfill'
import { explainDecision, explainTimed, tellDistance } from '../../knowledge/deadlines.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Timed } from '../../knowledge/timeline.ts'
import { formatDate, type WorkingDays, weekday } from '../../knowledge/working-days.ts'
import type { Block, Choice, Reply, Source } from '../../message.ts'
import { CHANGED } from '../../store/reminders.ts'
import { dayAgain } from './day-again.ts'
import { OVERDUE } from './due-days.ts'
import { reminderReplies as replies } from './replies.vi.ts'
import type { StillDue } from './still-due.ts'

/** One milestone in a reminder. */
export interface ReminderItem {
  readonly campaign: Campaign
  readonly timed: Timed
  readonly lead: string
  readonly due: StillDue
  /** Names of the person's units from which nothing has come. */
  readonly units: readonly string[]
  /** The last day they were told before, where it is another now. */
  readonly toldDay: Temporal.PlainDate | null
  /** Why another day holds, or the plan’s again. */
  readonly why: string | null
  /** Its form takes no registration now. */
  readonly isClosed: boolean
}

export interface ReminderContext {
  readonly today: Temporal.PlainDate
  readonly workingDays: WorkingDays
  readonly sourcesOf: (entryIds: readonly string[]) => readonly Source[]
}

/** All that somebody is reminded of at one moment, in one message. */
export function toReminder(items: readonly ReminderItem[], context: ReminderContext): Reply {
  const { today, sourcesOf } = context
  const milestones = items.map(({ campaign, timed }) => `${campaign.id}/milestones/${timed.milestone.id}`)
  return {
    kind: 'action',
    blocks: items.flatMap((item) => tell(item, context)),
    sources: sourcesOf(milestones),
    choices: choicesFor(items, context),
    ...(items[0] ? { template: toTemplate(items[0], today) } : {}),
  }
}

function tell(item: ReminderItem, context: ReminderContext): Block[] {
  const { campaign, timed, lead, due, units } = item
  const { milestone, decision } = timed
  const text = (line: string): Block => ({ type: 'text', text: line })
  const heading: Block = { type: 'heading', text: replies.heading(titleOf(item), milestone.what, campaign.label) }
  const when = text(tellWhen(item, context))
  if (timed.standing === 'cancelled') return [heading, when]
  if (lead === CHANGED) return [heading, when, ...needs(due, units).map(text)]
  const { consequence } = milestone
  return [
    heading,
    when,
    text(replies.who(milestone.who, milestone.toWhom)),
    ...needs(due, units).map(text),
    // Its day is another than the one that holds.
    ...(decision && milestone.date ? [text(replies.planSays)] : []),
    { type: 'quote', text: [milestone.quote].flat().join(' … ') },
    ...(consequence ? [text(replies.consequence(consequence.quote))] : []),
    ...(lead === OVERDUE ? [text(replies.afterwards)] : []),
  ]
}

// By when; to whom another day was told before, from which to which.
function tellWhen({ timed, toldDay, why: reason }: ReminderItem, { today, workingDays }: ReminderContext): string {
  const { last, decision, standing } = timed
  const why = reason === null ? [] : [replies.reason(reason)]
  if (toldDay && standing === 'cancelled' && decision)
    return [replies.cancelled(spell(toldDay), formatDate(decision.on)), ...why].join(' ')
  if (toldDay && !last) return [replies.changed(spell(toldDay), null), ...why].join(' ')
  if (toldDay && last)
    return [
      replies.changed(spell(toldDay), spell(last), !decision),
      ...why,
      ...lastOnPaper(last, workingDays),
      tellDistance(last, today, workingDays),
    ].join(' ')
  return decision ? explainDecision(timed, today, workingDays) : sentence(explainTimed(timed, today, workingDays))
}

function lastOnPaper(last: Temporal.PlainDate, workingDays: WorkingDays): string[] {
  const day = workingDays.lastOnOrBefore(last)
  return day.equals(last) ? [] : [replies.lastWorkingDay(spell(day))]
}

function titleOf({ lead, toldDay }: ReminderItem): string {
  if (lead === OVERDUE) return replies.overdue
  return lead === CHANGED || toldDay ? replies.changedTitle : replies.title
}

function needs(due: StillDue, units: readonly string[]): string[] {
  return [
    ...(units.length > 0 ? [replies.unitsMissing(units)] : []),
    ...(units.length > 0 && due.stage === 'unregistered' ? [] : [ownNeed(due)]),
  ].filter((line) => line !== '')
}

function ownNeed(due: StillDue): string {
  switch (due.stage) {
    case 'unregistered':
      return due.withdrawn ? replies.withdrawn(due.withdrawn.code ?? '') : replies.unregistered
    case 'draft':
      return replies.draft
    case 'returned':
      return replies.returned(due.registration.code ?? '', due.missing, due.registration.decisionReason)
    case 'papers':
      return replies.papers(due.registration.code ?? '', due.missing)
    case 'elsewhere':
      return ''
  }
}

// Of one milestone the plain words; of several each says which it means, and what can be said of all is said once.
function choicesFor(items: readonly ReminderItem[], context: ReminderContext): Choice[] {
  const isOne = items.length === 1
  const named = (label: string, { timed }: ReminderItem) =>
    isOne ? label : `${label}: ${shorten(timed.milestone.what)}`
  const campaigns = items.filter(({ campaign }, index) => items.findIndex((one) => one.campaign === campaign) === index)
  return [
    ...items.flatMap((item) => [
      ...actOn(item).map(({ label, action }) => ({ label: named(label, item), action })),
      ...(item.timed.standing === 'cancelled' ? [] : [{ label: named(replies.done, item), action: done(item) }]),
    ]),
    ...later(items, context),
    { label: replies.source, action: `remind:source:${toPaths(items)}` },
    ...campaigns.map(({ campaign: { id, label } }) => ({
      label: isOne ? replies.stop : `${replies.stop}: ${label}`,
      action: `remind:stop:${id}`,
    })),
  ]
}

function actOn({ campaign, due, lead, timed, isClosed }: ReminderItem): Choice[] {
  if (timed.standing === 'cancelled') return []
  if (due.stage === 'unregistered')
    return lead === OVERDUE || isClosed
      ? []
      : [{ label: replies.register, action: `form:new:${campaign.id}:${due.form.id}:` }]
  if (due.stage === 'papers') return [{ label: replies.papersToSend, action: `paper:${due.registration.id}` }]
  if (due.stage === 'draft') return [{ label: replies.goOn, action: `form:open:${due.registration.id}` }]
  return due.stage === 'returned' ? [{ label: replies.mend, action: `form:open:${due.registration.id}` }] : []
}

function done({ campaign, timed }: ReminderItem): string {
  return `remind:done:${campaign.id}/${timed.milestone.id}:${timed.version}`
}

// Of what is still to be done by then.
function later(items: readonly ReminderItem[], { today, workingDays }: ReminderContext): Choice[] {
  const ahead = items.filter(
    ({ timed: { last, standing } }) => standing === 'ahead' && last && dayAgain(last, today, workingDays),
  )
  if (ahead.length === 0) return []
  const day = workingDays.firstAfter(today)
  const label = day.equals(today.add({ days: 1 })) ? replies.tomorrow : replies.again(spell(day))
  return [{ label, action: `remind:tomorrow:${toPaths(ahead)}` }]
}

// As `milestonesByPaths` reads them.
function toPaths(items: readonly ReminderItem[]): string {
  return items.map(({ campaign, timed }) => `${campaign.id}/${timed.milestone.id}`).join('+')
}

/** The fields of the ZBS template that docs/zalo.md describes; Zalo bounds each value. */
function toTemplate({ campaign, timed, lead }: ReminderItem, today: Temporal.PlainDate): Record<string, string> {
  const { milestone, last } = timed
  const days = last ? today.until(last).days : 0
  return {
    viec: shorten(milestone.what, 100),
    phong_trao: campaign.label,
    han: last ? spell(last) : '',
    con_lai: lead === OVERDUE || days < 0 ? replies.overdue : replies.daysLeft(days),
  }
}

function shorten(text: string, most = 40): string {
  return text.length <= most ? text : `${text.slice(0, text.lastIndexOf(' ', most - 1))}…`
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
}

function spell(day: Temporal.PlainDate): string {
  return `${weekday(day)} ${formatDate(day)}`
}
