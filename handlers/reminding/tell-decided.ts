// What organisers decided about a day is said wherever an answer names it: what holds first, the plan's words beside it.

import { Temporal } from 'temporal-polyfill'
import { explainDecision, explainMilestone, explainTimed, lastValidDay } from '../../knowledge/deadlines.ts'
import { holdsQuote } from '../../knowledge/document.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Timed } from '../../knowledge/timeline.ts'
import { formatDate, type WorkingDays } from '../../knowledge/working-days.ts'
import type { Block, ListItem } from '../../message.ts'
import { spellDay } from '../spell-day.ts'
import { setDayReplies as replies } from './replies.vi.ts'

/** A milestone that was decided about, as it holds today. */
export interface Decided {
  readonly campaign: Campaign
  readonly timed: Timed
  /** Whether the answer is about it, though it may not name its day. */
  readonly isTold: boolean
}

/**
 * The blocks of an answer with each decision said beside the day it is about; where that is not named, at the end.
 * Under a heading that is the name of one of the `plans`, and in a row that begins with it, only that plan's are said.
 */
export function tellDecided(
  blocks: readonly Block[],
  decided: readonly Decided[],
  plans: readonly string[],
  today: Temporal.PlainDate,
  workingDays: WorkingDays,
): Block[] {
  const said = new Set<Decided>()
  const whole = ({ timed }: Decided): Block => ({ type: 'text', text: explainDecision(timed, today, workingDays) })
  const tell = (text: string, among: readonly Decided[]): string =>
    among.reduce((told, one) => {
      const changed = withOwnDay(told, one, today, workingDays) ?? withNote(told, one)
      if (changed !== told) said.add(one)
      return changed
    }, text)
  const tellItem = ({ text, items }: ListItem, among: readonly Decided[]): ListItem => {
    const told = tell(text, among)
    const others = among.filter((one) => !isNamed(text, one))
    const row = planOf(text, plans)
    const left = row === null ? [] : among.filter((one) => one.isTold && !said.has(one) && proves(items ?? [text], one))
    for (const one of left) said.add(one)
    const all = [
      ...(items ?? []).map((item) => tell(item, others)),
      ...left.map((one) => tellOf(one, today, workingDays)),
    ]
    return { text: told, ...(all.length > 0 ? { items: all } : {}) }
  }
  let under: string | null = null
  const told = blocks.flatMap((block): Block[] => {
    if (block.type === 'heading') under = planOf(block.text, plans) ?? under
    const ofPlan = (plan: string | null) => decided.filter(({ campaign }) => plan === null || campaign.label === plan)
    if (block.type === 'list')
      return [{ ...block, items: block.items.map((item) => tellItem(item, ofPlan(planOf(item.text, plans) ?? under))) }]
    if (block.type !== 'quote') return [{ ...block, text: tell(block.text, ofPlan(under)) }]
    // The plan's own words stay as they are.
    const named = ofPlan(under).filter((one) => !said.has(one) && isNamed(block.text, one))
    for (const one of named) said.add(one)
    return [block, ...named.map(whole)]
  })
  return [...told, ...decided.filter((one) => one.isTold && !said.has(one)).map(whole)]
}

// Which plan a heading or a row is of: “Văn hóa công sở Trực Ninh 2019-2025: …”.
function planOf(text: string, plans: readonly string[]): string | null {
  return plans.find((label) => text === label || text.startsWith(`${label}: `)) ?? null
}

// The time of a milestone that is told by itself gives way to the one that holds; null where the text is none of it.
function withOwnDay(
  text: string,
  { timed }: Decided,
  today: Temporal.PlainDate,
  workingDays: WorkingDays,
): string | null {
  const planned = explainMilestone(timed.milestone, today, workingDays).replace(/\.$/, '')
  const at = text.indexOf(planned)
  if (at < 0 || !LEADS.test(text.slice(0, at)) || !text.includes(`Việc: ${timed.milestone.what}`)) return null
  const holds = explainTimed(timed, today, workingDays).replace(/\.$/, '')
  return `${text.slice(0, at)}${holds}${text.slice(at + planned.length)}`
}

// Whether a row holds the words that prove the milestone; or may, where it shows none.
function proves(texts: readonly string[], { timed: { milestone } }: Decided): boolean {
  const quoted = texts.filter((text) => text.includes('“'))
  return quoted.length === 0 || [milestone.quote].flat().some((quote) => quoted.some((text) => holdsQuote(text, quote)))
}

// A row may tell of several milestones: it is said which one is meant.
function tellOf({ timed }: Decided, today: Temporal.PlainDate, workingDays: WorkingDays): string {
  const told = explainDecision(timed, today, workingDays)
  return replies.ofRow(timed.milestone.what, `${told.charAt(0).toLowerCase()}${told.slice(1)}`)
}

const LEADS = /(?:^|\n|: )(?:Hạn|Thời gian): $/

function isNamed(text: string, { timed: { milestone } }: Decided): boolean {
  return placeOf(text, milestone) !== null || [milestone.quote].flat().some((quote) => holdsQuote(text, quote))
}

/** Whether that place of a text stands in words that are quoted. */
export function isInQuotes(text: string, place: number): boolean {
  const before = text.slice(0, place)
  return before.lastIndexOf('“') > before.lastIndexOf('”')
}

/**
 * The text with the decision said right after the first mention of the day; after the closing mark where that stands in
 * words of the plan, inside the brackets it stands in.
 */
export function withNote(text: string, one: Omit<Decided, 'isTold'>): string {
  const place = placeOf(text, one.timed.milestone)?.end ?? null
  if (place === null) return text
  const before = text.slice(0, place)
  const isQuoted = isInQuotes(text, place)
  const closing = isQuoted ? text.indexOf('”', place) : -1
  const end = closing < 0 ? place : closing + 1
  const isInBrackets = !isQuoted && before.lastIndexOf('(') > before.lastIndexOf(')')
  const note = toNote(one)
  return `${text.slice(0, end)}${isInBrackets ? ` [${note}]` : ` (${note})`}${text.slice(end)}`
}

// Two milestones may have the same day: then it is said which one is meant.
function toNote({ campaign, timed: { milestone, decision, last } }: Omit<Decided, 'isTold'>): string {
  if (!decision) return ''
  const { reason, on } = decision
  const told =
    decision.kind === 'day' && last ? replies.now(spellDay(last), reason) : replies.off(formatDate(on), reason)
  const isShared = campaign.milestones.some(({ id, date }) => id !== milestone.id && date === milestone.date)
  return isShared ? replies.which(milestone.what, told) : told
}

/** Where its day is first mentioned, as “17/02/2020” or “17/2”, be it the day named or the last valid one. */
export function placeOf(text: string, milestone: Timed['milestone']): { at: number; end: number } | null {
  if (!milestone.date || milestone.kind === 'occasion') return null
  const days = [Temporal.PlainDate.from(milestone.date), lastValidDay(milestone)]
  const places = days.flatMap((day) => {
    const match = day && toPattern(day).exec(text)
    return match ? [{ at: match.index, end: match.index + match[0].length }] : []
  })
  const [first] = places.sort((a, b) => a.at - b.at)
  return first ?? null
}

function toPattern({ day, month, year }: Temporal.PlainDate): RegExp {
  return new RegExp(String.raw`(?<![\d/])0?${day}/0?${month}(?:/${year}(?!\d)|(?![/\d]))`)
}
