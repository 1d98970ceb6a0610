// Buttons carry a short opaque token; what a tapped one, or a typed number, means is looked up in the outbox.

import { readYesNo } from '../forms/commands.ts'
import { agrees } from '../handlers/agrees.ts'
import { replies } from '../handlers/replies.vi.ts'
import { fold } from '../knowledge/fold.ts'
import type { Choice, IncomingMessage, Reply } from '../message.ts'
import type { Db } from '../store/database.ts'
import { lastDelivered, readOffer } from '../store/outbox.ts'

/** A choice as a channel shows it. */
export interface Offer {
  readonly label: string
  /** At most 64 bytes, as Telegram demands of callback data; unique in the outbox. */
  readonly token: string
}

const TOKEN = /^([\w-]{1,50})\.(more)?(\d{1,3})$/
const LONGEST_LABEL = 90 // characters
const NUMBER = /^\s*(\d{1,2})\s*[.)]?\s*$/

/** What is shown of a letter's choices: all, or with `atOnce` a page of so many, the last of which turns the page. */
export function toOffers(letterId: string, choices: readonly Choice[], atOnce: number | null): Offer[] {
  const offers = choices.map(({ label }, index) => ({ label, token: `${letterId}.${index}` }))
  if (atOnce === null || offers.length <= atOnce) return offers
  const shown = atOnce - 1
  return [...offers.slice(0, shown), { label: replies.moreChoices, token: `${letterId}.more${shown}` }]
}

/** Whether a text is a token: Zalo delivers a tap as if its token had been typed. */
export function isToken(text: string): boolean {
  return TOKEN.test(text)
}

/** What a message means once its token or number is looked up: a message, or the next page of the same choices. */
export type Meaning = { readonly message: IncomingMessage } | { readonly page: Reply }

/**
 * Looks up the token of a tap, a number typed after choices were shown, and a label typed out. A form reads labels itself,
 * and numbers where its buttons have none. A token that is nobody's or somebody else's becomes a choice that no handler
 * knows: they say that it is old.
 */
export async function readMeaning(db: Db, message: IncomingMessage, atOnce: number | null): Promise<Meaning> {
  const token =
    message.kind === 'choice'
      ? message.action
      : ((await numbered(db, message, atOnce)) ?? (await spelledOut(db, message)))
  if (token === NO_CHOICE) return { message: { ...message, kind: 'choice', action: null } }
  const match = TOKEN.exec(token ?? '')
  if (!match?.[1] || !match[3]) return { message }
  const [, letterId, more] = match
  const offer = await readOffer(db, message.conversationId, letterId)
  const index = Number(match[3])
  if (offer && more) return { page: { ...offer, blocks: [morePage], sources: [], choices: offer.choices.slice(index) } }
  const choice = offer?.choices[index]
  return {
    message: { ...message, kind: 'choice', text: choice?.label ?? message.text, action: choice?.action ?? null },
  }
}

const NO_CHOICE = 'none' // a number that no choice has: said to be old, never searched for
const morePage = { type: 'text', text: replies.otherChoices } as const

async function numbered(db: Db, message: IncomingMessage, atOnce: number | null): Promise<string | null> {
  const number = message.kind === 'text' ? NUMBER.exec(message.text)?.[1] : undefined
  if (!number) return null
  const last = await lastDelivered(db, message.conversationId)
  if (last?.reply.asksForNumber || (last && atOnce === null && isOfForm(last.reply))) return null
  const offer = last && toOffers(last.id, last.reply.choices, atOnce)[Number(number) - 1]
  return offer?.token ?? (atOnce === null ? null : NO_CHOICE)
}

// “đồng ý” under the button [Đồng ý] is a tap on it, and “ok” where it is said which choice that means.
async function spelledOut(db: Db, message: IncomingMessage): Promise<string | null> {
  if (message.kind !== 'text' || message.text.length > LONGEST_LABEL) return null
  const typed = toPlain(message.text)
  if (typed === '' || message.text.trim().startsWith('/')) return null
  const last = await lastDelivered(db, message.conversationId)
  if (!last || isOfForm(last.reply)) return null
  const same = last.reply.choices.flatMap(({ label }, index) => (toPlain(label) === typed ? [index] : []))
  const begun = same.length > 0 ? same : beginningWith(typed, last.reply.choices)
  if (begun.length === 1) return `${last.id}.${begun[0]}`
  const yes = last.reply.choices.findIndex(({ action }) => action === last.reply.yes)
  return yes >= 0 && agrees(message.text) ? `${last.id}.${yes}` : null
}

// “trả lại” under the button [Trả lại bổ sung] of an organiser; yes and no say something of their own, but not “gửi hồ sơ
// đăng ký” under the name of that milestone.
function beginningWith(typed: string, choices: readonly Choice[]): number[] {
  const isShort = typed.split(' ').length <= 2
  if ((isShort && agrees(typed)) || readYesNo(typed) !== null) return []
  return choices.flatMap(({ label, action }, index) =>
    /^(?:review|announce|remind):/.test(action) && toPlain(label).startsWith(`${typed} `) ? [index] : [],
  )
}

function isOfForm({ choices }: Reply): boolean {
  return choices.some(({ action }) => action.startsWith('form:'))
}

function toPlain(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}%/]+/gu, ' ')
    .trim()
}
