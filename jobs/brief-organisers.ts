// Every working morning, where there is something: days to be set, registrations that wait, units from which nothing came.

import { Temporal } from 'temporal-polyfill'
import { toVietnamDate } from '../clock.ts'
import { createUnitDirectory } from '../forms/units.ts'
import { decisionsOf } from '../handlers/reminding/decisions.ts'
import { type Deadline, deadlinesOf } from '../handlers/reminding/due-days.ts'
import { unitsMissing } from '../handlers/reminding/still-due.ts'
import { spellDay } from '../handlers/spell-day.ts'
import type { Campaign } from '../knowledge/load.ts'
import { reminderDays } from '../knowledge/reminder-days.ts'
import { toTimeline } from '../knowledge/timeline.ts'
import type { WorkingDays } from '../knowledge/working-days.ts'
import type { Block, Choice } from '../message.ts'
import { DEFAULT_FOLLOW } from '../store/follows.ts'
import { SENT_STATES } from '../store/registration.ts'
import { registrationsOfCampaign } from '../store/registrations.ts'
import type { JobTools } from './job-tools.ts'
import { jobReplies } from './replies.vi.ts'
import { tellOrganisers } from './tell-organisers.ts'

const WAITED_DAYS = 3
/** When organisers are asked for the days that a plan leaves open; on the working day before, if it is a day off. */
const ASKED_ON = ['03-01', '09-01']
const SHOWN = 8

/**
 * Safe to run twice a day: nobody is told the same twice. That registrations wait is said once, and again when another
 * one has waited as long, or a deadline is near.
 */
export async function briefOrganisers(tools: JobTools): Promise<string> {
  const { campaigns, workingDays } = tools.knower.current()
  const today = tools.clock.today()
  if (!workingDays.isWorkingDay(today)) return 'a day off'
  let count = 0
  for (const campaign of campaigns) {
    if (today.year < campaign.period.from || today.year > campaign.period.to) continue
    const { blocks, choices, queue } = await briefOf(campaign, today, workingDays, tools)
    if (blocks.length === 0) continue
    const lead: Block = { type: 'heading', text: jobReplies.brief(campaign.label, spellDay(today)) }
    const reply = { kind: 'action' as const, blocks: [lead, ...blocks], sources: [], choices }
    const day = `brief ${today.toString()}`
    const key = queue === null ? day : queue.isAlone ? ([queue.key, day] as const) : ([day, queue.key] as const)
    count += await tellOrganisers(campaign.id, key, reply, tools)
  }
  return `${count} organisers told`
}

interface Brief {
  readonly blocks: readonly Block[]
  readonly choices: readonly Choice[]
  /** Names the last of those that have waited so long; null if none has. Alone it is no news twice. */
  readonly queue: { readonly key: string; readonly isAlone: boolean } | null
}

async function briefOf(
  campaign: Campaign,
  today: Temporal.PlainDate,
  workingDays: WorkingDays,
  tools: JobTools,
): Promise<Brief> {
  const decisions = await decisionsOf(tools.db, campaign.id)
  const open = asksForDays(today, workingDays)
    ? toTimeline(campaign, decisions, today).filter(({ standing }) => standing === 'open')
    : []
  const waiting = (await registrationsOfCampaign(tools.db, campaign.id, ['submitted'])).filter(
    ({ submittedAt }) => submittedAt && toVietnamDate(submittedAt).until(today).days >= WAITED_DAYS,
  )
  const last = waiting.toSorted((a, b) => Number(a.submittedAt) - Number(b.submittedAt)).at(-1)
  const near = deadlinesOf(campaign, decisions, today).filter((deadline) => isLeadDay(deadline, today, workingDays))
  const blocks: Block[] = []
  const choices: Choice[] = []
  if (open.length > 0) {
    blocks.push({ type: 'text', text: jobReplies.daysNotSet }, listOf(open.map(({ milestone }) => milestone.what)))
    choices.push({ label: jobReplies.setDays, action: `review:moc:${campaign.id}` })
  }
  if (waiting.length > 0) {
    blocks.push({ type: 'text', text: jobReplies.queue(waiting.length, WAITED_DAYS) })
    choices.push({ label: jobReplies.openQueue, action: `review:queue:${campaign.id}` })
  }
  for (const deadline of near) blocks.push(...(await missingUnits(campaign, deadline, tools)))
  const isAlone = open.length === 0 && near.length === 0
  return {
    blocks,
    choices,
    queue: last ? { key: `brief queue ${last.id} ${last.submittedAt?.toISOString()}`, isAlone } : null,
  }
}

async function missingUnits(campaign: Campaign, { timed, last }: Deadline, { db, knower }: JobTools): Promise<Block[]> {
  const units = createUnitDirectory(knower.current().units)
  const due = units.all.filter(({ campaigns }) => campaigns.includes(campaign.id)).map(({ id }) => id)
  const sent = await registrationsOfCampaign(db, campaign.id, SENT_STATES)
  const missing = unitsMissing(campaign, timed, due, sent, units)
  if (!missing || missing.length === 0) return []
  const names = missing.map((id) => units.get(id)?.name ?? id)
  const rest = names.length - SHOWN
  return [
    { type: 'text', text: jobReplies.unitsMissing(timed.milestone.what, spellDay(last), missing.length, due.length) },
    listOf([...names.slice(0, SHOWN), ...(rest > 0 ? [jobReplies.more(rest)] : [])]),
  ]
}

function asksForDays(today: Temporal.PlainDate, workingDays: WorkingDays): boolean {
  return ASKED_ON.some((day) =>
    workingDays.lastOnOrBefore(Temporal.PlainDate.from(`${today.year}-${day}`)).equals(today),
  )
}

function isLeadDay({ last, from }: Deadline, today: Temporal.PlainDate, workingDays: WorkingDays): boolean {
  return reminderDays(last, DEFAULT_FOLLOW.leads, workingDays, from).some(({ day }) => day.equals(today))
}

function listOf(texts: readonly string[]): Block {
  return { type: 'list', items: texts.map((text) => ({ text })) }
}
