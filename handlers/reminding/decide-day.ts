import { Temporal } from 'temporal-polyfill'
import { toInstant } from '../../clock.ts'
import { explainMilestone, explainTimed } from '../../knowledge/deadlines.ts'
import { toTimed } from '../../knowledge/timeline.ts'
import { recordAct } from '../../store/acts.ts'
import { countFollowers } from '../../store/follows.ts'
import type { Late } from '../../store/forgive-late.ts'
import { keepMilestoneDay, type MilestoneDay } from '../../store/milestone-days.ts'
import { type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { readReason } from '../read-reason.ts'
import { say } from '../replies.vi.ts'
import { stampOf } from '../stamp.ts'
import type { AskedFor } from './asked.ts'
import { closedForms } from './closed-forms.ts'
import { forgive } from './forgive.ts'
import { type OwnMilestone, ownMilestone } from './organiser-of.ts'
import { organiserReplies as replies } from './replies.vi.ts'
import { tappedReminder } from './tapped-reminder.ts'
import { tellApproved } from './tell-approved.ts'
import { tellDoubts } from './tell-doubts.ts'

const MOST = 500

/** What is to be decided, with why. */
export type GivenReason = AskedFor<'reason'> & { readonly reason: string }

/** Shows both days, the reason and whom it concerns; nothing holds before the tap. */
export async function proposeDecision(
  message: PersonMessage,
  asked: AskedFor<'reason'>,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const reason = readReason(message.text.replace(/\s+/g, ' '))
  if (reason === null || reason.length > MOST)
    return reply(tools, { ...state, reminding: asked }, say('action', replies.reasonTooShort))
  return showDecision({ ...asked, reason }, message, state, tools)
}

/** A decision with its reason, which waits for a tap; with a `note` first. */
export async function showDecision(
  asked: GivenReason,
  message: PersonMessage,
  state: State,
  tools: Tools,
  note: string | null = null,
): Promise<HandlerOutcome> {
  const { reason } = asked
  const own = await ownMilestone(`${asked.campaign}/${asked.milestone}`, message, tools)
  if (!own) return reply(tools, state, say('refused', replies.notOrganiser))
  if (own.timed.version !== asked.version) return tellStale(own, state, tools)
  const { before, told } = tellBoth(own, asked, tools)
  const day = asked.kind === 'day' && asked.day !== null ? Temporal.PlainDate.from(asked.day) : null
  const yes = `remind:confirm:${stampOf(asked)}`
  const doubts = day ? await tellDoubts(day, own, tools) : []
  return reply(tools, { ...state, reminding: asked }, ...(note === null ? [] : [say('action', note)]), {
    kind: 'action',
    blocks: [
      { type: 'heading', text: own.milestone.what },
      { type: 'text', text: replies.before(before) },
      { type: 'text', text: asked.kind === 'plan' ? replies.backToPlan(told) : replies.after(told) },
      ...(doubts.length > 0
        ? [
            { type: 'text' as const, text: replies.doubts.heading },
            { type: 'list' as const, items: doubts.map((text) => ({ text })) },
          ]
        : []),
      { type: 'text', text: replies.because(reason) },
      { type: 'text', text: replies.consequences(await countFollowers(tools.db, own.campaign.id)) },
    ],
    sources: [],
    yes,
    choices: [
      {
        label: doubts.length > 0 ? replies.doubts.confirm : replies.choices.confirm,
        action: yes,
      },
      { label: replies.choices.rewrite, action: 'remind:rewrite' },
      { label: replies.choices.drop, action: 'remind:drop' },
    ],
  })
}

/** “Xác nhận”: the decision holds, unless somebody else decided in the meantime. */
export async function confirmDecision(message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome> {
  const asked = state.reminding
  const [, stamp] = tappedReminder(message) ?? []
  if (asked?.for !== 'reason' || asked.reason === null || stamp !== stampOf(asked))
    return reply(tools, state, say('action', replies.nothingAsked))
  const { reason } = asked
  const rest = { ...state, reminding: null }
  const own = await ownMilestone(`${asked.campaign}/${asked.milestone}`, message, tools)
  if (!own) return reply(tools, rest, say('refused', replies.notOrganiser))
  if (own.timed.version !== asked.version) return tellStale(own, rest, tools)
  const at = tools.clock.now()
  const { campaign, milestone, kind, version } = asked
  const held = own.timed.last?.toString() ?? null
  const decided: MilestoneDay = {
    campaign,
    milestone,
    version: version + 1,
    kind,
    day: kind === 'cancelled' ? held : asked.day,
    reason,
    by: message.person,
    at,
  }
  const { told } = tellBoth(own, { ...asked, reason }, tools)
  const late = kind === 'plan' ? null : lateBefore(own, decided)
  const forgiven = late ? await forgive(late, reason, message, tools) : null
  const approved = await tellApproved(own, decided, message, tools)
  const closed = kind === 'cancelled' ? [] : await closedForms(own, tools)
  const said = reply(tools, rest, {
    ...say(
      'action',
      replies.kept(own.milestone.what),
      replies.holds(told),
      ...(forgiven && forgiven.count > 0 ? [replies.forgiven(forgiven.count, forgiven.released)] : []),
      ...(approved.people > 0 ? [replies.approvedTold(approved.people)] : []),
      ...closed.map((one) => one.told),
    ),
    choices: [
      ...closed.map((one) => one.open),
      { label: replies.choices.preview, action: `remind:preview:${campaign}` },
    ],
  })
  return {
    ...said,
    replies: [...said.replies, ...(forgiven?.notices ?? []), ...approved.notices],
    writes: [
      (trx) => keepMilestoneDay(trx, decided),
      ...(forgiven?.writes ?? []),
      (trx) =>
        recordAct(trx, {
          at,
          by: message.person,
          act: 'milestone-day',
          campaign,
          about: milestone,
          details: { kind, day: decided.day, before: held, version: decided.version, reason },
        }),
    ],
  }
}

// What was sent too late by the day that held until now, and is in time by this one.
function lateBefore({ campaign, milestone }: OwnMilestone, { kind, day }: MilestoneDay): Late {
  const forms = campaign.forms.filter((form) => form.milestone === milestone.id).map(({ id }) => id)
  const until =
    kind === 'day' && day !== null ? toInstant(Temporal.PlainDate.from(day).add({ days: 1 }), '00:00') : null
  return { campaign: campaign.id, forms, until }
}

function tellBoth(
  { campaign, milestone, timed, decisions }: OwnMilestone,
  { kind, day, reason }: GivenReason,
  tools: Tools,
): { before: string; told: string } {
  const today = tools.clock.today()
  const { workingDays } = tools.knower.current()
  const before = explainTimed(timed, today, workingDays)
  if (kind === 'plan') return { before, told: explainMilestone(milestone, today, workingDays) }
  const decision = {
    milestone: milestone.id,
    version: timed.version + 1,
    kind,
    day: day === null ? null : Temporal.PlainDate.from(day),
    reason,
    on: today,
  }
  const decided = toTimed(campaign, milestone, [...decisions, decision], today)
  return { before, told: explainTimed(decided, today, workingDays) }
}

function tellStale({ timed, campaign, milestone }: OwnMilestone, state: State, tools: Tools): HandlerOutcome {
  const told = explainTimed(timed, tools.clock.today(), tools.knower.current().workingDays)
  return reply(tools, state, {
    ...say('action', replies.stale, told),
    choices: [{ label: replies.choices.all, action: `remind:moc:${campaign.id}/${milestone.id}` }],
  })
}
