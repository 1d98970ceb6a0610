import { duplicateKeyOf } from '../../forms/duplicate-key.ts'
import { stepsInPlay } from '../../forms/form.ts'
import { createUnitDirectory } from '../../forms/units.ts'
import type { Step } from '../../knowledge/form-schema.ts'
import type { Choice, Reply } from '../../message.ts'
import type { Registration } from '../../store/registration.ts'
import { findDuplicate, readRegistration } from '../../store/registrations.ts'
import { isOrganiserOf, othersWhoDecide } from '../../store/roles.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { directoryOf } from '../registering/form-in-use.ts'
import { replies as general, say } from '../replies.vi.ts'
import { toCard } from './card.ts'
import { type Decision, decide, isPossible } from './decide.ts'
import { namePerson } from './name-person.ts'
import { openPaper } from './papers.ts'
import type { PendingDecision } from './pending.ts'
import { previewDecision } from './preview-decision.ts'
import { readSent, type Sent } from './read-sent.ts'
import { replies } from './replies.vi.ts'
import { tellCurrent } from './tell-current.ts'
import { toFullText } from './to-full-text.ts'

const LONGEST_LABEL = 40 // of a button
const MOST_NAMED = 3
const ACTION =
  /^review:(card|show|paper|approve|unhold|hold|reject|reopen|return|steps|why):([\w-]+):(\d+)(?::([\w,-]*))?$/

/** A tap on a card: decides at once, or asks for what is needed to decide. */
export const review: Handler = async (message, state, tools) => {
  const [, act, id = '', revision, picked = ''] = (message.kind === 'choice' && ACTION.exec(message.action ?? '')) || []
  if (!act) return null
  const found = await findFor(message, id, tools)
  if (!found) return reply(tools, state, say('refused', refusalOf(message)))
  const { registration } = found
  if (act === 'paper') return reply(tools, state, await openPaper(found, picked, tools))
  if (act === 'card' || act === 'show') {
    const shown = act === 'card' ? await toCard(registration, tools) : await toFullText(found, tools)
    return reply(tools, state, await withoutOwn(shown, found, message, tools))
  }
  const wanted = act === 'steps' || act === 'why' ? 'return' : (act as Decision['act'])
  const refusal = await refuse(wanted, Number(revision), found, message, state, tools)
  if (refusal) return refusal
  if (wanted === 'approve') return decide({ act: wanted }, found, message, state, tools)
  const steps = picked.split(',').filter((step) => found.form.steps.some((one) => one.id === step))
  const pending: PendingDecision = {
    doing: 'decision',
    act: wanted,
    registration: id,
    revision: Number(revision),
    steps,
    reason: wanted === 'return' ? typedReason(state.organising, registration) : null,
  }
  if (wanted === 'return' && (act !== 'why' || steps.length === 0)) {
    const picking: PendingDecision = { ...pending, isPicking: true }
    return reply(tools, { ...state, organising: picking }, askSteps(found, picking, tools))
  }
  const { reason } = pending
  if (reason !== null)
    return reply(tools, { ...state, organising: pending }, previewDecision({ ...pending, reason }, found))
  const asked = say('action', replies.askReason[wanted](registration.code ?? ''))
  const drop = { label: replies.choices.drop, action: 'review:drop' }
  return reply(tools, { ...state, organising: pending }, { ...asked, choices: [drop] })
}

// Typed before the fields were chosen.
function typedReason(pending: State['organising'], { id, revision }: Registration): string | null {
  if (pending?.doing !== 'decision' || pending.act !== 'return') return null
  return pending.registration === id && pending.revision === revision ? pending.reason : null
}

/** The registration, if the person decides in its campaign and asks alone. */
export async function findFor(message: PersonMessage, id: string, tools: Tools): Promise<Sent | null> {
  if (message.conversationId !== message.sender) return null
  const registration = await readRegistration(tools.db, id)
  if (!registration || registration.state === 'draft' || registration.state === 'expired') return null
  if (!(await isOrganiserOf(tools, message, registration.campaign))) return null
  return readSent(registration, tools)
}

export function refusalOf({ conversationId, sender }: PersonMessage): string {
  return conversationId === sender ? replies.noRegistration : general.privately
}

/** What is answered where the registration is another by now, or is not theirs to decide so; null if it is. */
export async function refuse(
  act: Decision['act'],
  revision: number,
  sent: Sent,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome | null> {
  const { registration } = sent
  const left = { ...state, organising: null }
  if (registration.revision !== revision)
    return reply(tools, left, ...(await tellCurrent(registration, message, tools)))
  const others = registration.person === message.person ? await namesOfOthers(registration, tools) : []
  if (others.length > 0) return reply(tools, left, say('refused', replies.ownRegistration(others.join('; '))))
  const same = act === 'reopen' ? await findSame(sent, tools) : null
  if (same) return reply(tools, left, say('refused', replies.sentAgain(same.code ?? '')))
  if (isPossible(act, registration)) return null
  if (act === 'approve' && registration.hold !== null)
    return reply(tools, left, say('action', replies.heldFirst), await toCard(registration, tools))
  return reply(tools, left, ...(await tellCurrent(registration, message, tools)))
}

// What was turned down keeps nobody from sending it again: then that one stands.
async function findSame({ registration, form, values }: Sent, { db, knower }: Tools): Promise<Registration | null> {
  const key = duplicateKeyOf(form, registration.campaign, values, directoryOf(knower.current().units))
  const same = key === null ? null : await findDuplicate(db, key)
  return same?.id === registration.id ? null : same
}

// On their own registration they may look, and decide only where nobody else can.
async function withoutOwn(
  shown: Reply,
  { registration }: Sent,
  { person }: PersonMessage,
  tools: Tools,
): Promise<Reply> {
  const isOthers = registration.person === person && (await namesOfOthers(registration, tools)).length > 0
  return isOthers
    ? { ...shown, choices: shown.choices.filter(({ action }) => action.startsWith('review:show:')) }
    : shown
}

/** Who else can decide: nobody decides on their own registration while somebody else can. */
export async function namesOfOthers({ campaign, person }: Registration, tools: Tools): Promise<string[]> {
  const others = await othersWhoDecide(tools, campaign, person)
  return Promise.all(others.slice(0, MOST_NAMED).map((one) => namePerson(tools, one)))
}

/** What of a registration may be named to be mended. */
export function stepsToPick({ form, values }: Sent, tools: Tools): readonly Step[] {
  return stepsInPlay(form, values, createUnitDirectory(tools.knower.current().units))
}

/** Asks what is to be mended. Each button names all that is picked once it is tapped: a second tap changes nothing. */
export function askSteps(
  sent: Sent,
  { steps: picked, reason }: PendingDecision,
  tools: Tools,
  note: string | null = null,
): Reply {
  const { registration, form } = sent
  const { id, revision, code } = registration
  const action = (word: string, steps: readonly string[]) => `review:${word}:${id}:${revision}:${steps.join(',')}`
  const choices = stepsToPick(sent, tools).map((step): Choice => {
    const isPicked = picked.includes(step.id)
    const next = isPicked ? picked.filter((one) => one !== step.id) : [...picked, step.id]
    const label = toShort(step.label)
    return { label: isPicked ? replies.unpick(label) : label, action: action('steps', next) }
  })
  const doneLabel = reason === null ? replies.choices.done : replies.choices.doneWithReason
  const done = picked.length > 0 ? [{ label: doneLabel, action: action('why', picked) }] : []
  const labels = form.steps.filter((step) => picked.includes(step.id)).map(({ label }) => label)
  const texts = [
    ...(note === null ? [] : [note]),
    ...(reason === null ? [] : [replies.typedReason(reason)]),
    replies.pickSteps(code ?? ''),
    ...(labels.length > 0 ? [replies.pickedSteps(labels, doneLabel)] : []),
  ]
  return {
    ...say('action', ...texts),
    choices: [...done, ...choices, { label: replies.choices.drop, action: 'review:drop' }],
  }
}

function toShort(label: string): string {
  return label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL).replace(/[\s,;]+\S*$/, '')} …`
}
