import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from '../message.ts'
import { admit, contactsOfPerson, readContact } from '../store/contacts.ts'
import { type Handler, reply, type State, type Tools } from './handler.ts'
import { replies, say } from './replies.vi.ts'

/** Who may use the assistant: everybody, or whoever has shown one of the codes. */
export type Access = { readonly mode: 'open' } | { readonly mode: 'code'; readonly codes: readonly string[] }

const MOST_WRONG = 5
const WRONG_COUNTS_MS = 10 * 60_000

/** `ACCESS=code`: asks for a code once; until then nothing else is done for the person. */
export const admitVisitor: Handler = async (message, state, tools) => {
  if (tools.access.mode === 'open' || (await isAdmitted(message, tools))) return null
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
  const now = tools.clock.now()
  if (hasGuessedTooOften(state, now))
    return { ...reply(tools, state, say('refused', replies.tooManyCodes)), forgetText: true }
  const code = message.text.trim()
  if (message.kind !== 'text' || /\s/.test(code) || code.startsWith('/'))
    return reply(tools, state, say('refused', replies.askCode))
  if (!isOneOf(code, tools.access.codes))
    return { ...reply(tools, withWrongCode(state, now), say('refused', replies.wrongCode)), forgetText: true }
  return {
    ...reply(tools, { ...state, wrongCodes: [] }, say('smalltalk', replies.admitted, replies.help)),
    writes: [(trx) => admit(trx, message.sender, now)],
    forgetText: true,
  }
}

/** Whether so many wrong codes were entered lately that no more are looked at for now. */
export function hasGuessedTooOften(state: State, now: Date): boolean {
  return recent(state, now).length >= MOST_WRONG
}

/** The state after one more wrong code. */
export function withWrongCode(state: State, now: Date): State {
  return { ...state, wrongCodes: [...recent(state, now), now.toISOString()] }
}

function recent({ wrongCodes }: State, now: Date): string[] {
  return wrongCodes.filter((at) => now.getTime() - Date.parse(at) < WRONG_COUNTS_MS)
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
