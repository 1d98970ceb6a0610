// The methods of the Bot API that the fake plays: each checks its call and says what comes of it.

import type { Message, Update, UserFromGetMe, WebhookInfo } from 'grammy/types'
import type { ChatBook } from './telegram-chats.ts'
import {
  checkButtons,
  checkChatAction,
  checkCommands,
  checkLength,
  checkSecret,
  checkText,
  checkWebhookUrl,
  type Payload,
} from './telegram-checks.ts'
import type { Faults } from './telegram-faults.ts'
import { checkUpload, type Shelf } from './telegram-files.ts'
import type { Outbox } from './telegram-outbox.ts'
import { conflict, type OnGone, type UpdateQueue } from './telegram-polling.ts'
import { badRequest } from './telegram-refusal.ts'

/** What a webhook was set to. */
export interface Webhook {
  readonly url: string
  readonly secret: string | undefined
  readonly maxConnections: number
}

/** What the methods read and change. */
export interface Desk {
  readonly bot: UserFromGetMe
  readonly now: () => Date
  readonly nextMessageId: () => number
  readonly chats: ChatBook
  readonly faults: Faults
  readonly outbox: Outbox
  readonly queue: UpdateQueue
  readonly openQueries: ReadonlySet<string>
  readonly shelf: Shelf
  readonly keep: boolean
  readonly maxPollMs: number
  /** Whether updates are pushed. */
  isPushing(): boolean
  webhook: Webhook | undefined
  lastFailure: { readonly status: number; readonly at: Date } | undefined
  allowedUpdates: readonly string[] | undefined
  /** Called when a webhook comes or goes. */
  webhookChanged(): void
}

/** One method: its payload in, its `result` out. */
export type Method = (payload: Payload, onGone: OnGone) => unknown

const CAPTION_LIMIT = 1024
const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'

/** The methods by name. */
export function createMethods(desk: Desk): ReadonlyMap<string, Method> {
  return new Map<string, Method>([
    ['getMe', () => desk.bot],
    ['getUpdates', (payload, onGone) => getUpdates(desk, payload, onGone)],
    ['setWebhook', (payload) => setWebhook(desk, payload)],
    ['deleteWebhook', (payload) => removeWebhook(desk, payload)],
    ['getWebhookInfo', () => toWebhookInfo(desk)],
    ['sendMessage', (payload) => sendMessage(desk, payload)],
    ['sendPhoto', (payload) => sendFile(desk, payload, 'photo')],
    ['sendDocument', (payload) => sendFile(desk, payload, 'document')],
    ['getFile', (payload) => desk.shelf.getFile(payload)],
    ['sendChatAction', (payload) => sendChatAction(desk, payload)],
    ['editMessageReplyMarkup', (payload) => editReplyMarkup(desk, payload)],
    ['answerCallbackQuery', (payload) => answerQuery(desk, payload)],
    ['setMyCommands', ({ commands }) => done(() => checkCommands(commands))],
    ['setMyDescription', ({ description }) => done(() => checkLength(description, 512, 'description is too long'))],
    [
      'setMyShortDescription',
      ({ short_description }) => done(() => checkLength(short_description, 120, 'short description is too long')),
    ],
  ])
}

function done(check: () => void): true {
  check()
  return true
}

function getUpdates(desk: Desk, payload: Payload, onGone: OnGone): Promise<Update[]> {
  if (desk.isPushing()) {
    throw conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
  }
  allow(desk, payload.allowed_updates)
  const limit = Number(payload.limit ?? 100)
  return desk.queue.poll({
    offset: Number(payload.offset ?? 0),
    limit: limit >= 1 && limit <= 100 ? limit : 100,
    waitMs: Math.min(Number(payload.timeout ?? 0) * 1000, desk.maxPollMs),
    onGone,
  })
}

function setWebhook(desk: Desk, payload: Payload): true {
  const { url, max_connections: most = 40 } = payload
  if (typeof url !== 'string' || url === '') return removeWebhook(desk, payload)
  checkWebhookUrl(url)
  const secret = checkSecret(payload.secret_token)
  if (!(Number(most) >= 1 && Number(most) <= 100)) throw badRequest('max_connections must be between 1 and 100')
  allow(desk, payload.allowed_updates)
  desk.webhook = { url, secret, maxConnections: Number(most) }
  desk.queue.dismiss('terminated by setWebhook request')
  if (payload.drop_pending_updates === true) desk.queue.drain()
  desk.webhookChanged()
  return true
}

function removeWebhook(desk: Desk, { drop_pending_updates: drop }: Payload): true {
  desk.webhook = undefined
  desk.lastFailure = undefined
  if (drop === true) desk.queue.drain()
  desk.webhookChanged()
  return true
}

function toWebhookInfo({ webhook, queue, lastFailure, allowedUpdates }: Desk): WebhookInfo {
  const info = { url: webhook?.url ?? '', has_custom_certificate: false, pending_update_count: queue.size }
  return {
    ...info,
    ...(webhook && { max_connections: webhook.maxConnections }),
    ...(allowedUpdates && { allowed_updates: allowedUpdates as NonNullable<WebhookInfo['allowed_updates']> }),
    ...(lastFailure && {
      last_error_date: toUnix(lastFailure.at),
      last_error_message: lastFailure.status
        ? `Wrong response from the webhook: ${lastFailure.status}`
        : 'Connection refused',
    }),
  }
}

function allow(desk: Desk, kinds: unknown): void {
  if (Array.isArray(kinds)) desk.allowedUpdates = kinds.length > 0 ? kinds.map(String) : undefined
}

function sendMessage(desk: Desk, payload: Payload): Message {
  const chat = desk.chats.find(payload.chat_id)
  desk.faults.checkChat(chat.id)
  desk.faults.checkRate(chat.id)
  const { text, entities } = checkText(payload)
  const buttons = checkButtons(payload.reply_markup)
  const message = {
    message_id: desk.nextMessageId(),
    from: botUser(desk.bot),
    chat,
    date: toUnix(desk.now()),
    text,
    ...(entities.length > 0 && { entities: [...entities] }),
    ...(buttons.length > 0 && { reply_markup: { inline_keyboard: buttons } }),
    ...(typeof payload.message_thread_id === 'number' && { message_thread_id: payload.message_thread_id }),
  } as Message
  const html = payload.parse_mode ? String(payload.text) : undefined
  desk.outbox.add({
    chatId: chat.id,
    messageId: message.message_id,
    text,
    html,
    buttons,
    message,
    at: performance.now(),
  })
  return message
}

function sendFile(desk: Desk, payload: Payload, as: 'photo' | 'document'): Message {
  const chat = desk.chats.find(Number(payload.chat_id))
  desk.faults.checkChat(chat.id)
  desk.faults.checkRate(chat.id)
  const file = checkUpload(payload, as)
  checkLength(payload.caption, CAPTION_LIMIT, 'message caption is too long')
  const text = String(payload.caption ?? '')
  const kept = { file_id: `sent-${desk.nextMessageId()}`, file_unique_id: 'sent', file_size: file.content.length }
  const message = {
    message_id: desk.nextMessageId(),
    from: botUser(desk.bot),
    chat,
    date: toUnix(desk.now()),
    ...(as === 'photo'
      ? { photo: [{ ...kept, width: 1, height: 1 }] }
      : { document: { ...kept, file_name: file.name } }),
  } as Message
  desk.outbox.add({
    chatId: chat.id,
    messageId: message.message_id,
    text,
    html: undefined,
    buttons: [],
    message,
    file: { ...file, as },
    at: performance.now(),
  })
  return message
}

function sendChatAction(desk: Desk, payload: Payload): true {
  const chat = desk.chats.find(payload.chat_id)
  desk.faults.checkChat(chat.id)
  return done(() => checkChatAction(payload.action))
}

function editReplyMarkup(desk: Desk, payload: Payload): Message | true {
  const chat = desk.chats.find(payload.chat_id)
  desk.faults.checkChat(chat.id)
  const buttons = checkButtons(payload.reply_markup)
  if (!desk.keep) return true
  const sent = desk.outbox.find(chat.id, Number(payload.message_id))
  if (!sent) throw badRequest('message to edit not found')
  if (JSON.stringify(sent.buttons) === JSON.stringify(buttons)) throw badRequest(NOT_MODIFIED)
  const { reply_markup: _, ...rest } = sent.message
  const keyboard = buttons.length > 0 && { reply_markup: { inline_keyboard: buttons } }
  const message = { ...rest, edit_date: toUnix(desk.now()), ...keyboard } as Message
  desk.outbox.replace({ ...sent, buttons, message })
  return message
}

function answerQuery({ openQueries }: Desk, { callback_query_id: id, text }: Payload): true {
  if (typeof id !== 'string' || !openQueries.has(id)) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  }
  return done(() => checkLength(text, 200, 'MESSAGE_TOO_LONG'))
}

function botUser({ id, first_name, username }: UserFromGetMe): Message['from'] {
  return { id, is_bot: true, first_name, username }
}

function toUnix(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
