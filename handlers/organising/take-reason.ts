import { asksQuestion } from '../../forms/asks-question.ts'
import { readYesNo } from '../../forms/commands.ts'
import { agrees } from '../agrees.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { readReason } from '../read-reason.ts'
import { say } from '../replies.vi.ts'
import { stampOf } from '../stamp.ts'
import { type Decision, decide } from './decide.ts'
import type { PendingDecision } from './pending.ts'
import { previewDecision } from './preview-decision.ts'
import { readFields } from './read-fields.ts'
import type { Sent } from './read-sent.ts'
import { replies } from './replies.vi.ts'
import { askSteps, findFor, refusalOf, refuse, stepsToPick } from './review.ts'
import { tapped } from './tapped.ts'

export const MOST_REASON = 1_000

/** The reason for a decision, typed; then the fields where they are still to be chosen, or the tap that makes it hold. */
export const takeReason: Handler = async (message, state, tools) => {
  const pending = state.organising
  const [stamp] = tapped(message, 'confirm') ?? []
  const isConfirmed = stamp !== undefined
  const isRewritten = tapped(message, 'rewrite') !== null
  if (pending?.doing !== 'decision') return isConfirmed || isRewritten ? nothingPending(state, tools) : null
  if (message.kind !== 'text' && !isConfirmed && !isRewritten) return null
  const found = await findFor(message, pending.registration, tools)
  if (!found) return reply(tools, { ...state, organising: null }, say('refused', refusalOf(message)))
  const refusal = await refuse(pending.act, pending.revision, found, message, state, tools)
  if (refusal) return refusal
  if (isRewritten) return askAgain(pending, found, state, tools)
  if (isConfirmed)
    return stamp === stampOf(pending) ? confirm(pending, found, message, state, tools) : nothingPending(state, tools)
  if (pending.isPicking && agrees(message.text)) return picked(pending, found, state, tools)
  const steps = pending.isPicking ? readFields(stepsToPick(found, tools), pending.steps, message.text) : null
  if (steps) {
    const picking = { ...pending, steps }
    return reply(tools, { ...state, organising: picking }, askSteps(found, picking, tools))
  }
  if (pending.reason !== null && !pending.isPicking)
    return answerPreview({ ...pending, reason: pending.reason }, found, message.text, state, tools)
  const reason = readReason(message.text)?.slice(0, MOST_REASON) ?? null
  if (reason === null) return reply(tools, state, say('action', replies.reasonTooShort))
  const next = { ...pending, reason }
  const said = pending.isPicking ? askSteps(found, next, tools) : previewDecision(next, found)
  return reply(tools, { ...state, organising: next }, said)
}

// “Xong” typed while fields are chosen.
function picked(pending: PendingDecision, found: Sent, state: State, tools: Tools): HandlerOutcome {
  if (pending.steps.length === 0) return reply(tools, state, askSteps(found, pending, tools, replies.pickOne))
  const { isPicking: _, ...next } = pending
  if (next.reason === null) return askAgain(next, found, state, tools)
  return reply(tools, { ...state, organising: next }, previewDecision({ ...next, reason: next.reason }, found))
}

// The reason that is shown is what the person will read: other words do not take its place, and “đồng ý” after something
// else was said shows it once more. Null: a question of its own.
function answerPreview(
  pending: PendingDecision & { reason: string },
  found: Sent,
  text: string,
  state: State,
  tools: Tools,
): HandlerOutcome | null {
  if (readYesNo(text) === false) return reply(tools, { ...state, organising: null }, say('action', replies.dropped))
  if (asksQuestion(text, null)) return null
  const note = agrees(text) ? [] : [say('action', replies.reasonKept)]
  return reply(tools, state, ...note, previewDecision(pending, found))
}

function nothingPending(state: State, tools: Tools): HandlerOutcome {
  return reply(tools, state, say('action', replies.nothingPending))
}

function askAgain(pending: PendingDecision, { registration }: Sent, state: State, tools: Tools): HandlerOutcome {
  const asked = say('action', replies.askReason[pending.act](registration.code ?? ''))
  const choices = [{ label: replies.choices.drop, action: 'review:drop' }]
  return reply(tools, { ...state, organising: { ...pending, reason: null } }, { ...asked, choices })
}

function confirm(
  { act, reason, steps }: PendingDecision,
  found: Sent,
  message: PersonMessage,
  state: State,
  tools: Tools,
): HandlerOutcome | Promise<HandlerOutcome> {
  if (reason === null) return nothingPending(state, tools)
  const decision: Decision = act === 'return' ? { act, reason, steps } : { act, reason }
  return decide(decision, found, message, state, tools)
}
