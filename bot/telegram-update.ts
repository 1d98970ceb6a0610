// What an update of Telegram means to us. Shapes: core.telegram.org/bots/api#update

import { z } from 'zod'
import { normalise } from '../knowledge/fold.ts'
import type { IncomingFile, IncomingMessage } from '../message.ts'

const chat = z.object({ id: z.number(), type: z.string() })
const user = z.object({ id: z.number(), is_bot: z.boolean().default(false) })
const file = z.object({ file_id: z.string(), file_size: z.number().optional() })
const message = z.object({
  message_id: z.number(),
  chat,
  from: user.optional(),
  text: z.string().optional(),
  media_group_id: z.string().optional(),
  migrate_to_chat_id: z.number().optional(),
  reply_to_message: z.object({ from: user.optional() }).optional(),
  caption: z.string().optional(),
  via_bot: user.optional(),
  document: file.extend({ file_name: z.string().optional() }).optional().catch(undefined),
  photo: z.array(file).optional().catch(undefined),
})
const ATTACHED = [
  'animation',
  'audio',
  'contact',
  'document',
  'location',
  'photo',
  'poll',
  'sticker',
  'story',
  'venue',
  'video',
  'video_note',
  'voice',
] as const
const update = z.object({
  update_id: z.number(),
  message: z.looseObject(message.shape).optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: user,
      data: z.string().max(64).optional(),
      message: z.object({ chat }).optional(),
    })
    .optional(),
  my_chat_member: z.object({ chat, date: z.number(), new_chat_member: z.object({ status: z.string() }) }).optional(),
})

/** The updates that are asked for; edited messages and channel posts get no reply, so they are not. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const

/** The assistant's own account. */
export interface Me {
  readonly id: number
  readonly username: string
}

export type TelegramEvent =
  | { readonly type: 'message'; readonly message: IncomingMessage }
  | { readonly type: 'tap'; readonly message: IncomingMessage; readonly queryId: string }
  /** The person blocked the assistant, or let it in again; `at` in milliseconds. */
  | { readonly type: 'reachability'; readonly conversationId: string; readonly blocked: boolean; readonly at: number }
  | { readonly type: 'moved'; readonly from: string; readonly to: string }
  | { readonly type: 'nothing' }

/** Reads an update; null if it is none. In a group only what is meant for the assistant counts as said to it. */
export function readUpdate(body: unknown, me: Me, now: Date): TelegramEvent | null {
  const parsed = update.safeParse(body)
  if (!parsed.success) return null
  const { update_id, message, callback_query: query, my_chat_member: member } = parsed.data
  if (member)
    return {
      type: 'reachability',
      conversationId: toConversation(member.chat.id),
      blocked: ['kicked', 'left', 'restricted'].includes(member.new_chat_member.status),
      at: member.date * 1000,
    }
  if (query) {
    const conversationId = toConversation(query.message?.chat.id ?? query.from.id)
    const said = {
      id: `tap:${query.id}`,
      channel: 'telegram',
      conversationId,
      sender: toConversation(query.from.id),
      kind: 'choice',
      text: '',
      action: query.data ?? null,
      files: [],
      receivedAt: now,
    } as const
    return { type: 'tap', message: said, queryId: query.id }
  }
  if (!message) return { type: 'nothing' }
  if (message.migrate_to_chat_id !== undefined)
    return { type: 'moved', from: toConversation(message.chat.id), to: toConversation(message.migrate_to_chat_id) }
  return readMessage(message, update_id, me, now)
}

/** `telegram:<chat id>` and back. */
export function toConversation(chatId: number): string {
  return `telegram:${chatId}`
}

export function toChatId(conversationId: string): number {
  return Number(conversationId.slice('telegram:'.length))
}

function readMessage(
  said: z.infer<typeof message> & Record<string, unknown>,
  updateId: number,
  me: Me,
  now: Date,
): TelegramEvent {
  const { chat, from, text } = said
  const attached = ATTACHED.some((name) => said[name] !== undefined)
  if (chat.type === 'channel' || !from || from.is_bot || (text === undefined && !attached)) return { type: 'nothing' }
  const isPrivate = chat.type === 'private'
  if (!isPrivate && !isForUs(text ?? said.caption ?? '', said.reply_to_message?.from?.id, me))
    return { type: 'nothing' }
  return {
    type: 'message',
    message: {
      id: said.media_group_id ? `album:${chat.id}:${said.media_group_id}` : `update:${updateId}`,
      channel: 'telegram',
      conversationId: toConversation(chat.id),
      sender: toConversation(from.id),
      kind: text === undefined ? 'other' : 'text',
      text: withoutName(normalise(text ?? said.caption ?? ''), me),
      action: null,
      files: filesOf(said),
      receivedAt: now,
      // The files of one album come one by one, and are answered once.
      ...(said.media_group_id ? { isPart: true } : {}),
    },
  }
}

// Telegram makes a photo in several sizes, the largest last.
function filesOf({ document, photo = [] }: z.infer<typeof message>): IncomingFile[] {
  const largest = photo.at(-1)
  if (document) return [toFile(document, document.file_name)]
  return largest ? [toFile(largest)] : []
}

function toFile({ file_id, file_size }: z.infer<typeof file>, name = ''): IncomingFile {
  return { handle: file_id, name: normalise(name), size: file_size ?? null }
}

function isForUs(text: string, repliedTo: number | undefined, { id, username }: Me): boolean {
  if (repliedTo === id) return true
  const command = /^\/\w+(?:@(\w+))?/.exec(text)
  if (command) return command[1] === undefined || command[1].toLowerCase() === username.toLowerCase()
  return toMention(username, 'iu').test(text)
}

// As Telegram finds mentions: not inside a word or an address, and not the beginning of a longer name.
function toMention(username: string, flags: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_/])@${username}(?![\\p{L}\\p{N}_])[,:]?`, flags)
}

function withoutName(text: string, { username }: Me): string {
  return text
    .replace(toMention(username, 'giu'), '')
    .replace(/^(\/\w+)@\w+/, '$1')
    .trim()
}
