import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from '../message.ts'
import { admit, contactsOfPerson, readContact } from '../store/contacts.ts'
import { type Handler, reply, type State, type Tools } from './handler.ts'
import { replies, say } from './replies.vi.ts'

/** Who may use the assistant: everybody, or whoever has shown one of the codes. */
export type Access = { readonly mode: 'open' } | { readonly mode: 'code'; readonly codes: readonly string[] }

const MOST_WRONG = 5
const MOST_WRONG_OF_ALL = 100 // whoever guesses under many names is stopped by this
const WRONG_COUNTS_MS = 10 * 60_000

const wrongOfAll = new WeakMap<Access, readonly string[]>()

/** `ACCESS=code`: asks for a code once; until then nothing else is done for the person. */
export const admitVisitor: Handler = async (message, state, tools) => {
  if (tools.access.mode === 'open' || (await isAdmitted(message, tools))) return null
  // What is typed before the door opens may be a code, whatever it looks like: none of it is kept.
  const refuse = (why: string, next = state) => ({ ...reply(tools, next, say('refused', why)), forgetText: true })
  if (message.conversationId !== message.sender) return refuse(replies.privately)
  const now = tools.clock.now()
  const guesses = recent(wrongOfAll.get(tools.access) ?? [], now)
  if (hasGuessedTooOften(state, now) || guesses.length >= MOST_WRONG_OF_ALL) return refuse(replies.tooManyCodes)
  const code = message.text.trim()
  if (message.kind !== 'text' || /\s/.test(code) || code.startsWith('/')) return refuse(replies.askCode)
  if (!isOneOf(code, tools.access.codes)) {
    wrongOfAll.set(tools.access, [...guesses, now.toISOString()])
    tools.log.warn({ from: message.sender, lately: guesses.length + 1 }, 'a wrong access code was entered')
    return refuse(replies.wrongCode, withWrongCode(state, now))
  }
  return {
    ...reply(tools, { ...state, wrongCodes: [] }, say('smalltalk', replies.admitted, replies.help)),
    writes: [(trx) => admit(trx, message.sender, now)],
    forgetText: true,
  }
}

/** Whether so many wrong codes were entered lately that no more are looked at for now. */
export function hasGuessedTooOften(state: State, now: Date): boolean {
  return recent(state.wrongCodes, now).length >= MOST_WRONG
}

/** The state after one more wrong code. */
export function withWrongCode(state: State, now: Date): State {
  return { ...state, wrongCodes: [...recent(state.wrongCodes, now), now.toISOString()] }
}

function recent(times: readonly string[], now: Date): string[] {
  return times.filter((at) => now.getTime() - Date.parse(at) < WRONG_COUNTS_MS)
}

// Somebody admitted in one channel is admitted in those they joined to it.
async function isAdmitted({ sender }: IncomingMessage, { db }: Tools): Promise<boolean> {
  const contact = await readContact(db, sender)
  if (!contact) return false
  return contact.admitted || (await contactsOfPerson(db, contact.person)).some(({ admitted }) => admitted)
}

// All codes are compared, each in constant time, so that an answer's speed tells nothing.
function isOneOf(code: string, codes: readonly string[]): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const given = digest(code)
  return codes.map((one) => timingSafeEqual(given, digest(one))).includes(true)
}
