import { readYesNo } from '../forms/commands.ts'
import type { Reply } from '../message.ts'
import type { HandlerOutcome, PersonMessage, State, Tools } from './handler.ts'
import { isDrop } from './organising/drop-pending.ts'
import { isBegun, isTapOf, tellLeftAside } from './organising/left-aside.ts'
import type { Pending } from './organising/pending.ts'
import { readLookUp } from './registering/read-look-up.ts'
import type { Asked } from './reminding/asked.ts'
import { isTapOfAsked, tellAskedLeft } from './reminding/left-aside.ts'

/** What an organiser was in the middle of and this message has left is named, before what is said to the message. */
export async function withLeftAside(
  message: PersonMessage,
  before: State,
  outcome: HandlerOutcome,
  tools: Tools,
): Promise<HandlerOutcome> {
  if (message.conversationId !== message.sender) return outcome
  const { organising, reminding } = before
  const left = organising && isBegun(organising) && hasLeft(message, organising, outcome) ? organising : null
  const isAskedLeft = reminding && hasLeftAsked(message, reminding, outcome)
  const told = [
    left ? await tellLeftAside(left, tools) : null,
    isAskedLeft ? tellAskedLeft(reminding, tools) : null,
  ].filter((one): one is Reply => one !== null)
  // What a command has left takes no text any more.
  const state = left && isSame(outcome.state.organising, left) ? { organising: null } : {}
  return {
    ...outcome,
    state: { ...outcome.state, ...state },
    replies: [...told.map((one) => ({ id: tools.newId(), reply: one })), ...outcome.replies],
  }
}

function hasLeft(message: PersonMessage, pending: Pending, { state, writes = [] }: HandlerOutcome): boolean {
  if (isTypedDrop(message)) return false
  if (isCommand(message)) return true
  if (isSame(state.organising, pending)) return false
  if (message.kind === 'choice') return !isTapOf(message, pending)
  // A text that goes on keeps it in mind, and one that ends it is written down.
  return state.organising === null && writes.length === 0
}

function hasLeftAsked(message: PersonMessage, asked: Asked, { state, writes = [] }: HandlerOutcome): boolean {
  if (isTypedDrop(message) || state.reminding !== null) return false
  if (message.kind === 'choice') return !isTapOfAsked(message, asked)
  return isCommand(message) || writes.length === 0 || asked.for === 'announced'
}

function isCommand({ kind, text }: PersonMessage): boolean {
  return kind === 'text' && (text.trim().startsWith('/') || readLookUp(text) !== null)
}

function isTypedDrop({ kind, text }: PersonMessage): boolean {
  return kind === 'text' && (isDrop(text) || readYesNo(text) === false)
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
