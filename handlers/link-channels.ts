import { fold } from '../knowledge/fold.ts'
import { channelOf, type IncomingMessage } from '../message.ts'
import { beginKeepingText, type Contact, contactsOfPerson, joinPerson, readContact } from '../store/contacts.ts'
import { readState, writeState } from '../store/conversation-state.ts'
import type { Db } from '../store/database.ts'
import { countLinkCodes, findLinkCode, hideSpentCodes, keepLinkCode, useLinkCode } from '../store/link-codes.ts'
import { hasGuessedTooOften, withWrongCode } from './admit-visitor.ts'
import { freshState, type Handler, type HandlerOutcome, reply, type State, stateSchema, type Tools } from './handler.ts'
import { hashOf, makeCode, readCode, showCode } from './one-time-code.ts'
import { replies, say } from './replies.vi.ts'

const COMMAND = /^(?<slash>\/)?lien ?ket(?: (?:kenh|tai khoan|telegram|zalo|voi|va))*(?:\s+(?<rest>.+))?$/
const UNDO = /^(?:\/?lien ?ket (?:huy|bo)|(?:huy|bo) lien ket)[.! ]*$/
const LENGTH = 8
const VALID_MS = 10 * 60_000
const CODES_AN_HOUR = 5

/** `/lienket`: gives a code; `/lienket CODE` in the other channel joins the two; `/lienket huy` parts them. */
export const linkChannels: Handler = async (message, state, tools) => {
  if (message.kind !== 'text') return null
  const text = fold(message.text).trim()
  const match = COMMAND.exec(text)
  const { slash, rest = '' } = match?.groups ?? {}
  const code = readCode(rest, LENGTH)
  // “Liên kết giữa các phòng …” is a question, not the command.
  if (!UNDO.test(text) && (!match || (!slash && rest !== '' && !code))) return null
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
  if (UNDO.test(text)) return unlink(message, state, tools)
  if (code) return { ...(await redeem(code, message, state, tools)), forgetText: true }
  return rest ? reply(tools, state, say('refused', replies.linkCodeUnknown)) : issue(message, state, tools)
}

async function issue({ conversationId }: IncomingMessage, state: State, tools: Tools): Promise<HandlerOutcome> {
  const now = tools.clock.now()
  const anHourAgo = new Date(now.getTime() - 3_600_000)
  if ((await countLinkCodes(tools.db, conversationId, anHourAgo)) >= CODES_AN_HOUR)
    return reply(tools, state, say('refused', replies.linkCodesUsedUp))
  const code = makeCode(LENGTH)
  const letterId = tools.newId()
  const kept = { hash: hashOf(code), conversationId, letterId, now, expiresAt: new Date(now.getTime() + VALID_MS) }
  return {
    state,
    replies: [{ id: letterId, reply: say('action', replies.linkCode(showCode(code))) }],
    writes: [(trx) => keepLinkCode(trx, kept), (trx) => hideSpentCodes(trx, now)],
  }
}

async function redeem(code: string, message: IncomingMessage, state: State, tools: Tools): Promise<HandlerOutcome> {
  const now = tools.clock.now()
  if (hasGuessedTooOften(state, now)) return reply(tools, state, say('refused', replies.tooManyCodes))
  const hash = hashOf(code)
  const other = await findLinkCode(tools.db, hash, now)
  const issuer = other ? await readContact(tools.db, other) : null
  if (!issuer) return reply(tools, withWrongCode(state, now), say('refused', replies.linkCodeUnknown))
  if (issuer.conversationId === message.conversationId) return reply(tools, state, say('refused', replies.linkOwnCode))
  const others = await joinedWith(message, tools)
  if (others.length > 0) {
    const names = others.map((contact) => replies.channels[contact.channel]).join(', ')
    return reply(tools, state, say('refused', replies.linkAlready(names)))
  }
  const joined = await contactsOfPerson(tools.db, issuer.person)
  const channel = replies.channels[message.channel]
  if (
    joined.some((contact) => contact.channel === message.channel && contact.conversationId !== message.conversationId)
  )
    return reply(tools, state, say('refused', replies.linkSameChannel(channel)))
  const keeps = replies.channels[channelOf(issuer.person)]
  const here = reply(tools, state, say('action', replies.linked(replies.channels[issuer.channel], keeps)))
  const there = { id: tools.newId(), reply: say('action', replies.linked(channel, keeps)), to: issuer }
  return {
    ...here,
    replies: [...here.replies, there],
    writes: [
      (trx) => useLinkCode(trx, hash, now),
      (trx) => hideSpentCodes(trx, now),
      (trx) => joinPerson(trx, message.conversationId, issuer.person),
      (trx) => takeFormAlong(trx, issuer.person, state, now),
    ],
  }
}

// A form that asks here asks on in both channels; where another asks there already, this one rests among the drafts.
async function takeFormAlong(trx: Db, person: string, { form }: State, now: Date): Promise<void> {
  const parsed = stateSchema.safeParse(await readState(trx, person))
  const theirs = parsed.success ? parsed.data : freshState
  if (!form || theirs.form) return
  await writeState(trx, person, { ...theirs, form }, now)
  await beginKeepingText(trx, person)
}

async function joinedWith({ conversationId }: IncomingMessage, { db }: Tools): Promise<Contact[]> {
  const contact = await readContact(db, conversationId)
  const all = contact ? await contactsOfPerson(db, contact.person) : []
  return all.filter((one) => one.conversationId !== conversationId)
}

async function unlink({ conversationId }: IncomingMessage, state: State, tools: Tools): Promise<HandlerOutcome> {
  const contact = await readContact(tools.db, conversationId)
  const all = contact ? await contactsOfPerson(tools.db, contact.person) : []
  if (all.length < 2) return reply(tools, state, say('smalltalk', replies.notLinked))
  // Whoever carries the person's name keeps the memory: every conversation becomes its own again.
  const keeps = all.find((one) => one.conversationId === contact?.person) ?? all.at(-1)
  const nameOf = (ones: readonly Contact[]) => ones.map(({ channel }) => replies.channels[channel]).join(', ')
  const told = replies.unlinked(nameOf(all.filter((one) => one === keeps)), nameOf(all.filter((one) => one !== keeps)))
  return {
    ...reply(tools, state, say('action', told)),
    writes: all.map((one) => (trx) => joinPerson(trx, one.conversationId, one.conversationId)),
  }
}
