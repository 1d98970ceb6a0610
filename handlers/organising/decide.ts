import { duplicateKeyOf } from '../../forms/duplicate-key.ts'
import type { UnitDirectory } from '../../forms/units.ts'
import type { Choice } from '../../message.ts'
import { recordAct } from '../../store/acts.ts'
import { changeRegistration, type RegistrationChange } from '../../store/change-registration.ts'
import type { OutgoingReply } from '../../store/commit.ts'
import type { Db } from '../../store/database.ts'
import type { Registration } from '../../store/registration.ts'
import { idsOfCampaign, readRegistration } from '../../store/registrations.ts'
import type { HandlerOutcome, PersonMessage, State, Tools } from '../handler.ts'
import { directoryOf } from '../registering/form-in-use.ts'
import { say } from '../replies.vi.ts'
import { toCard } from './card.ts'
import { toNotices } from './notices.ts'
import type { Sent } from './read-sent.ts'
import { decisionNames, replies } from './replies.vi.ts'

export type Decision =
  | { readonly act: 'approve' }
  | { readonly act: 'unhold'; readonly reason: string }
  | { readonly act: 'reject'; readonly reason: string }
  | { readonly act: 'hold'; readonly reason: string }
  | { readonly act: 'reopen'; readonly reason: string }
  | { readonly act: 'return'; readonly reason: string; readonly steps: readonly string[] }

/** Whether this may be done to a registration as it stands. */
export function isPossible(act: Decision['act'], { state, hold }: Registration): boolean {
  if (act === 'reopen') return state === 'approved' || state === 'rejected' || state === 'returned'
  if (act === 'hold') return state === 'submitted' && hold === null
  if (act === 'unhold') return state === 'submitted' && hold !== null
  // “Chưa khen thưởng …” while a matter is open (001 I.2.c).
  if (act === 'approve') return state === 'submitted' && hold === null
  return state === 'submitted'
}

/**
 * Does it to the registration as it was read: with the change go the act and the notices to the person. Who was slower
 * makes the transaction fail, and is told so when the message is handled again.
 */
export async function decide(
  decision: Decision,
  sent: Sent,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const { registration } = sent
  const { notices, writes } = await toDecided(decision, sent, message, tools)
  const isOwn = registration.person === message.person
  const next = await nextWaiting(decision, registration, tools)
  return {
    state: { ...state, focus: registration.campaign, organising: null },
    replies: [
      toAnswer(decision, registration, { notices, isOwn, next }, tools),
      ...(await nextCard(decision, sent, tools)),
      ...notices,
    ],
    writes,
  }
}

/** What a decision writes, its act among it, and the notices to the person that go with it. */
export async function toDecided(
  decision: Decision,
  sent: Sent,
  { person }: Pick<PersonMessage, 'person'>,
  tools: Tools,
): Promise<{ notices: readonly OutgoingReply[]; writes: readonly ((trx: Db) => Promise<void>)[] }> {
  const now = tools.clock.now()
  const { id, revision, campaign, code, person: registrant } = sent.registration
  const change = toChange(decision, sent, { by: person, now, units: directoryOf(tools.knower.current().units) })
  const notices = await toNotices(decision, sent, revision + 1, tools)
  const reason = 'reason' in decision ? decision.reason : null
  const steps = decision.act === 'return' ? decision.steps : []
  const act = {
    at: now,
    by: person,
    act: decision.act,
    campaign,
    about: id,
    details: { code, revision: revision + 1, notices: notices.length, reason, own: registrant === person },
  }
  const log = [{ at: now, by: person, act: decision.act, new: { reason, steps } }]
  return {
    notices,
    writes: [(trx) => changeRegistration(trx, { id, revision }, change, log, now), (trx) => recordAct(trx, act)],
  }
}

function toChange(
  decision: Decision,
  { registration, form, values }: Sent,
  { by, now, units }: { by: string; now: Date; units: UnitDirectory },
): RegistrationChange {
  const decided = { decidedAt: now, decidedBy: by }
  switch (decision.act) {
    case 'approve':
      return { state: 'approved', ...decided, decisionReason: null, returnedSteps: [] }
    case 'return':
      return { state: 'returned', ...decided, decisionReason: decision.reason, returnedSteps: decision.steps }
    case 'reject':
      return { state: 'rejected', ...decided, decisionReason: decision.reason, returnedSteps: [] }
    case 'hold':
      return { hold: decision.reason }
    case 'unhold':
      return { hold: null }
    case 'reopen':
      return {
        state: 'submitted',
        // Given up where the same might have been sent again meanwhile.
        duplicateKey: duplicateKeyOf(form, registration.campaign, values, units),
        decidedAt: null,
        decidedBy: null,
        decisionReason: null,
        returnedSteps: [],
      }
  }
}

// Held or not, it still waits for a decision: on the revision that it has now.
async function nextCard(decision: Decision, sent: Sent, tools: Tools): Promise<OutgoingReply[]> {
  if (decision.act !== 'hold' && decision.act !== 'unhold' && decision.act !== 'reopen') return []
  const { registration } = sent
  const units = directoryOf(tools.knower.current().units)
  const change = toChange(decision, sent, { by: registration.person, now: tools.clock.now(), units })
  const next: Registration = { ...registration, ...change, revision: registration.revision + 1 }
  return [{ id: tools.newId(), reply: await toCard(next, tools) }]
}

interface Waiting {
  readonly count: number
  /** The one that was sent next; after the last one the first. */
  readonly registration: Registration | null
}

// Null while the one that was decided on waits itself.
async function nextWaiting({ act }: Decision, { id, campaign }: Registration, { db }: Tools): Promise<Waiting | null> {
  if (act === 'hold' || act === 'unhold' || act === 'reopen') return null
  const waiting = await idsOfCampaign(db, campaign, ['submitted'])
  const others = waiting.filter((one) => one !== id)
  const next = waiting[waiting.indexOf(id) + 1] ?? others[0]
  return { count: others.length, registration: next === undefined ? null : await readRegistration(db, next) }
}

function toAnswer(
  { act }: Decision,
  { code, campaign }: Registration,
  { notices, isOwn, next }: { notices: readonly OutgoingReply[]; isOwn: boolean; next: Waiting | null },
  tools: Tools,
): OutgoingReply {
  const isTold = act !== 'hold' && act !== 'unhold' && !isOwn
  const isMissed = isTold && notices.length === 0
  const lines = [
    replies.did(code ?? '', decisionNames[act]),
    ...(isOwn ? [replies.noOtherDecides] : []),
    ...(isTold ? [isMissed ? replies.nobodyToNotify : replies.noticeSent] : []),
    ...(next ? [replies.stillWaiting(next.count)] : []),
  ]
  const choices = [
    ...(next?.registration ? [toNext(next.registration)] : []),
    ...(isMissed ? [{ label: replies.choices.phoneList, action: `review:phone:${campaign}` }] : []),
  ]
  return { id: tools.newId(), reply: { ...say('action', ...lines), choices } }
}

function toNext({ id, code, revision }: Registration): Choice {
  return { label: replies.choices.following(code ?? ''), action: `review:card:${id}:${revision}` }
}
