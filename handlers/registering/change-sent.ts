// A registration that was sent is changed or withdrawn until its deadline (R19); every change is written down.

import { toVietnamDate } from '../../clock.ts'
import { stepsInPlay, valuesInPlay } from '../../forms/form.ts'
import { pend } from '../../forms/next.ts'
import type { Draft } from '../../forms/progress.ts'
import { changeRegistration } from '../../store/change-registration.ts'
import { isFormOpen, readFormOpening } from '../../store/form-openings.ts'
import type { Registration, RegistrationState } from '../../store/registration.ts'
import { type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { cardsFor } from '../organising/cards.ts'
import { formatMoment } from '../organising/format-moment.ts'
import { replies, say } from '../replies.vi.ts'
import { CHANGEABLE, isUnderWay } from './draft-of.ts'
import { findFormNow } from './form-in-use.ts'
import { isLate } from './late.ts'
import { askOn, openRegistration } from './open-registration.ts'
import { stateNames, registeringReplies as texts } from './replies.vi.ts'
import { type Scene, setScene } from './scene.ts'
import { takeTurn } from './take-turn.ts'
import { whomToAsk } from './whom-to-ask.ts'

/** What its person may withdraw until the deadline (R19). */
export const WITHDRAWABLE: readonly RegistrationState[] = ['submitted', 'returned', 'approved']

/** Whether it may still be changed by its person: until the last valid day, and while its form is open. */
export async function whyUnchangeable(
  { campaign, form, code, state }: Registration,
  states: readonly RegistrationState[],
  receivedAt: Date,
  tools: Tools,
): Promise<string | null> {
  const inUse = await findFormNow(tools, campaign, form)
  if (!inUse) return texts.formGone
  if (!states.includes(state)) return texts.cannotAmend(code ?? '', stateNames[state])
  const opening = await readFormOpening(tools.db, campaign, form)
  const isOver =
    isLate(inUse.campaign, inUse.form, toVietnamDate(receivedAt)) ||
    !isFormOpen(inUse.form, opening, tools.clock.today())
  return isOver ? texts.cannotAmendLate(code ?? '', whomToAsk(inUse.campaign, inUse.form)) : null
}

/**
 * Asks what of what was sent is to be changed, or does what `text` says of it; what was sent stays until the change
 * is sent.
 */
export async function amend(
  registration: Registration,
  message: PersonMessage,
  state: State,
  tools: Tools,
  text = '',
): Promise<HandlerOutcome> {
  if (isUnderWay(registration) && text === '') return openRegistration(registration, message, state, tools)
  const isBack = registration.state === 'returned'
  const why = isBack ? null : await whyUnchangeable(registration, CHANGEABLE, message.receivedAt, tools)
  const inUse = await findFormNow(tools, registration.campaign, registration.form)
  if (why || !inUse) return reply(tools, state, say('refused', why ?? texts.formGone))
  const scene = await setScene(
    message,
    { ...state, focus: registration.campaign, last: null },
    tools,
    registration,
    inUse,
  )
  if (isUnderWay(registration)) return takeTurn(scene, { kind: 'said', text })
  const changing = { ...scene, draft: toChange(scene) }
  const note = texts.amending(registration.code ?? '')
  if (text !== '') return takeTurn({ ...changing, news: [note] }, { kind: 'said', text })
  return askOn({ ...changing, draft: pend(changing.draft, { kind: 'editing' }) }, note)
}

/** What was sent as it is being changed: optional answers that were left out of it are not asked for again. */
export function toChange({ draft, inUse: { form, units } }: Scene): Draft {
  const values = valuesInPlay(form, draft.values, units)
  const empty = stepsInPlay(form, values, units).filter(({ id, optional }) => optional && values[id] === undefined)
  const skipped = [...new Set([...draft.progress.skipped, ...empty.map(({ id }) => id)])]
  return { ...draft, progress: { ...draft.progress, skipped, pending: null, working: values } }
}

/** Asks once more before a registration is withdrawn. */
export async function askWithdraw(
  registration: Registration,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const why = await whyUnchangeable(registration, WITHDRAWABLE, message.receivedAt, tools)
  if (why) return reply(tools, state, say('refused', why))
  const { id, code, revision } = registration
  return reply(tools, state, {
    ...say('clarify', texts.askWithdraw(code ?? '')),
    choices: [
      { label: texts.withdrawYes, action: `form:${id}:withdrawn:${revision}` },
      { label: texts.withdrawNo, action: `form:${id}:show` },
    ],
  })
}

/** Withdraws what was asked about; if it has changed since, asks again. */
export async function withdraw(
  registration: Registration,
  revision: number,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  if (registration.revision !== revision || !WITHDRAWABLE.includes(registration.state))
    return WITHDRAWABLE.includes(registration.state)
      ? askWithdraw(registration, message, state, tools)
      : reply(tools, state, say('smalltalk', replies.oldButton))
  const why = await whyUnchangeable(registration, WITHDRAWABLE, message.receivedAt, tools)
  if (why) return reply(tools, state, say('refused', why))
  const now = tools.clock.now()
  const change = { state: 'withdrawn', duplicateKey: null, returnedSteps: [], hold: null } as const
  const gone: Registration = { ...registration, ...change, revision: revision + 1, updatedAt: now }
  const left = state.form?.registration === registration.id ? { ...state, form: null } : state
  const told = reply(
    tools,
    left,
    say('action', texts.withdrawn(registration.code ?? '', formatMoment(message.receivedAt))),
  )
  const log = [{ at: message.receivedAt, by: message.person, act: 'withdraw' }]
  return {
    ...told,
    replies: [...told.replies, ...(await cardsFor(gone, tools))],
    writes: [(trx) => changeRegistration(trx, registration, change, log, now)],
  }
}
