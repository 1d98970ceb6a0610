import { isFormOpen, readFormOpening } from '../../store/form-openings.ts'
import type { Registration } from '../../store/registration.ts'
import { readRegistration } from '../../store/registrations.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { amend, askWithdraw, withdraw } from './change-sent.ts'
import { registerFor } from './choose-form.ts'
import { isUnderWay } from './draft-of.ts'
import { findFormNow } from './form-in-use.ts'
import { discardDraft } from './leave-form.ts'
import { mergeIntoSent, yieldToSent } from './merge-into-sent.ts'
import { openRegistration } from './open-registration.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { setScene } from './scene.ts'
import { showRegistration } from './show-registration.ts'
import { beginForm } from './start-registration.ts'
import { takeTurn } from './take-turn.ts'

const NEW = /^form:(new|anew):([\w-]+):([\w-]+):(.*)$/s
const OPEN = /^form:open:([\w-]+)$/
const OLD = /^form:([\w-]+):(.+)$/s

/** Taps of forms: `form:new:<campaign>:<form>:<first words>`, `form:open:<registration>`, `form:<registration>:<what>`. `goOn` handles any message. */
export function createTapForm(goOn: Handler): Handler {
  return async (message, state, tools) => {
    if (message.kind !== 'choice' || !message.action?.startsWith('form:')) return null
    if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
    const begun = NEW.exec(message.action)
    if (begun) return tapNew(begun, message, state, tools)
    const opened = OPEN.exec(message.action)?.[1]
    const [, id = '', what = ''] = opened ? ['', opened, 'open'] : (OLD.exec(message.action) ?? [])
    const registration = await readRegistration(tools.db, id)
    if (!registration || registration.person !== message.person)
      return reply(tools, state, say('smalltalk', replies.oldButton))
    return tapRegistration(registration, what, message, state, tools, goOn)
  }
}

async function tapNew(
  [, word, campaign = '', form = '', text = '']: RegExpExecArray,
  message: PersonMessage,
  state: State,
  tools: Tools,
) {
  const inUse = await findFormNow(tools, campaign, form)
  if (!inUse) return reply(tools, state, say('smalltalk', replies.oldButton))
  // It may have been closed since the button was shown.
  const opening = await readFormOpening(tools.db, campaign, form)
  if (!isFormOpen(inUse.form, opening, tools.clock.today()))
    return registerFor(inUse.campaign, text, message, state, tools)
  return beginForm(message, state, tools, inUse, { text, anew: word === 'anew' })
}

async function tapRegistration(
  registration: Registration,
  what: string,
  message: PersonMessage,
  state: State,
  tools: Tools,
  goOn: Handler,
): Promise<HandlerOutcome> {
  const [word = ''] = what.split(':')
  switch (word) {
    case 'open':
      return openRegistration(registration, message, state, tools)
    case 'show':
      return showRegistration(registration, message, state, tools)
    case 'amend':
      return amend(registration, message, state, tools)
    case 'withdraw':
      return askWithdraw(registration, message, state, tools)
    case 'withdrawn':
      return withdraw(registration, Number(what.split(':')[1]), message, state, tools)
    case 'delete':
      return deleteAsked(registration, Number(what.split(':')[1]), message, state, tools)
    case 'merge':
    case 'yield':
      return settleSame(registration, what, message, state, tools)
    case 'leave':
      return leave(what.slice('leave:'.length), message, state, tools, goOn)
    default:
      return tapTurn(registration, what, message, state, tools)
  }
}

// It was asked already whether the draft shall go; asked once more if it has changed since.
async function deleteAsked(
  registration: Registration,
  revision: number,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const isAsked = registration.state === 'draft' && registration.revision === revision
  const inUse = isAsked ? await findFormNow(tools, registration.campaign, registration.form) : null
  if (!inUse) return tapTurn(registration, 'cancel', message, state, tools)
  const left = state.form?.registration === registration.id ? state : { ...state, form: null }
  return discardDraft(await setScene(message, left, tools, registration, inUse))
}

// What becomes of a draft beside what was sent of the same matter.
async function settleSame(
  registration: Registration,
  what: string,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const inUse = await findFormNow(tools, registration.campaign, registration.form)
  if (!inUse) return reply(tools, { ...state, form: null }, say('action', texts.formGone))
  const [word, id = ''] = what.split(':')
  const scene = await setScene(message, state, tools, registration, inUse)
  return word === 'merge' ? mergeIntoSent(scene, id) : yieldToSent(scene, id)
}

// A choice of the form itself: of the one that asks now, or, where none does, of this one, which then asks on.
async function tapTurn(
  registration: Registration,
  tap: string,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  if (!isUnderWay(registration)) return showRegistration(registration, message, state, tools)
  const inUse = await findFormNow(tools, registration.campaign, registration.form)
  if (!inUse) return reply(tools, { ...state, form: null }, say('action', texts.formGone))
  if (
    state.form &&
    state.form.registration !== registration.id &&
    (await asksStill(state.form.registration, message, tools))
  )
    return reply(tools, state, {
      ...say('clarify', texts.otherDraft),
      choices: [
        { label: texts.keepGoing, action: `form:open:${state.form.registration}` },
        { label: texts.openThat, action: `form:open:${registration.id}` },
      ],
    })
  return takeTurn(await setScene(message, state, tools, registration, inUse), { kind: 'tapped', tap })
}

async function asksStill(id: string, message: PersonMessage, { db }: Tools): Promise<boolean> {
  const registration = await readRegistration(db, id)
  return registration !== null && registration.person === message.person && isUnderWay(registration)
}

// “Lưu lại và làm việc kia”: the draft is kept as it stands, and what was typed is done.
async function leave(
  text: string,
  message: PersonMessage,
  state: State,
  tools: Tools,
  goOn: Handler,
): Promise<HandlerOutcome> {
  const typed = { ...message, kind: 'text', text, action: null } as const
  const outcome = await goOn(typed, { ...state, form: null }, tools)
  const saved = reply(tools, state, say('action', texts.savedShort))
  return outcome
    ? { ...outcome, replies: [...saved.replies, ...outcome.replies] }
    : { ...saved, state: { ...state, form: null } }
}
