// What was sent is changed until its last valid day (R19): a change that was not sent by then can only be dropped.

import { toVietnamDate } from '../../clock.ts'
import type { Registration } from '../../store/registration.ts'
import { type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { isUnderWay } from './draft-of.ts'
import { findFormNow } from './form-in-use.ts'
import { isLate } from './late.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { showRegistration } from './show-registration.ts'

/** Whether it holds a change that was not sent in time. */
export async function isChangeLate(
  registration: Registration,
  at: Date,
  tools: Pick<Tools, 'knower' | 'db' | 'clock'>,
): Promise<boolean> {
  const { state, campaign, form } = registration
  if (state === 'draft' || state === 'returned' || !isUnderWay(registration)) return false
  const inUse = await findFormNow(tools, campaign, form)
  return inUse !== null && isLate(inUse.campaign, inUse.form, toVietnamDate(at))
}

/** Says so, and shows what was sent, which stands. */
export async function tellChangeLate(
  registration: Registration,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const shown = await showRegistration(registration, message, { ...state, form: null }, tools)
  const told = reply(tools, shown.state, say('refused', texts.changeTooLate(registration.code ?? '')))
  return { ...shown, replies: [...told.replies, ...shown.replies] }
}
