// The limits a call has to keep, as the Bot API's manual states them.

import type { BotCommand } from 'grammy/types'
import { badRequest } from './telegram-refusal.ts'
import { type FormattedText, parseHtml, trim } from './telegram-text.ts'

/** What a method was called with. */
export type Payload = Readonly<Record<string, unknown>>

/** A button under a message. */
export interface SentButton {
  readonly text: string
  readonly callback_data?: string
  readonly url?: string
}

const TEXT_LIMIT = 4096
const CALLBACK_DATA_BYTES = 64
const ACTIONS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'disabled',
]
const CHAT_ACTIONS = new Set(
  'typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location record_video_note upload_video_note'.split(
    ' ',
  ),
)

/** The text of a message after its entities are read, or the reason why it cannot be sent. */
export function checkText(payload: Payload): FormattedText {
  const raw = typeof payload.text === 'string' ? payload.text : ''
  if (raw === '') throw badRequest('message text is empty')
  const formatted = read(raw, payload)
  if (formatted.text === '') throw badRequest('text must be non-empty')
  if (formatted.text.length > TEXT_LIMIT) throw badRequest('message is too long')
  return formatted
}

function read(raw: string, { parse_mode: mode, entities }: Payload): FormattedText {
  if (mode === undefined || mode === '') {
    return trim({ text: raw, entities: Array.isArray(entities) ? (entities as FormattedText['entities']) : [] })
  }
  if (typeof mode !== 'string' || mode.toLowerCase() !== 'html') throw badRequest('unsupported parse_mode')
  return parseHtml(raw)
}

/** The rows of an inline keyboard; none when the markup is of another kind. */
export function checkButtons(markup: unknown): SentButton[][] {
  const value: unknown = typeof markup === 'string' ? JSON.parse(markup) : markup
  if (!isObject(value) || value.inline_keyboard === undefined) return []
  const rows = value.inline_keyboard
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) {
    throw badRequest("can't parse inline keyboard: expected an Array of Arrays")
  }
  return rows.map((row: unknown[]) => row.map(checkButton)).filter((row) => row.length > 0)
}

function checkButton(button: unknown): SentButton {
  if (!isObject(button) || typeof button.text !== 'string' || button.text === '') {
    throw badRequest('inline keyboard button text must be non-empty')
  }
  if (!ACTIONS.some((action) => button[action] !== undefined)) {
    throw badRequest('text buttons are unallowed in the inline keyboard')
  }
  if (button.callback_data !== undefined && !isCallbackData(button.callback_data)) {
    throw badRequest('BUTTON_DATA_INVALID')
  }
  if (button.url !== undefined && !isButtonUrl(button.url)) {
    throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`)
  }
  return button as unknown as SentButton
}

function isCallbackData(data: unknown): data is string {
  return typeof data === 'string' && data !== '' && Buffer.byteLength(data) <= CALLBACK_DATA_BYTES
}

function isButtonUrl(url: unknown): boolean {
  return typeof url === 'string' && URL.canParse(url) && /^(https?|tg):/i.test(url)
}

/** What `sendChatAction` shows. */
export function checkChatAction(action: unknown): void {
  if (typeof action !== 'string' || !CHAT_ACTIONS.has(action)) {
    throw badRequest('wrong parameter action in request')
  }
}

/** The menu of commands. */
export function checkCommands(commands: unknown): void {
  if (!Array.isArray(commands)) throw badRequest("can't parse commands: expected an Array of BotCommand")
  if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  for (const { command, description } of commands as Partial<BotCommand>[]) {
    if (!/^\/?[a-z0-9_]{1,32}$/.test(command ?? '')) throw badRequest('BOT_COMMAND_INVALID')
    if (!isBetween(description, 1, 256)) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  }
}

/** An optional text with a limit, such as the bot's description. */
export function checkLength(text: unknown, limit: number, reason: string): void {
  if (text !== undefined && !isBetween(text, 0, limit)) throw badRequest(reason)
}

/** The secret that comes back in a header of every webhook request. */
export function checkSecret(secret: unknown): string | undefined {
  if (secret === undefined || secret === '') return undefined
  if (typeof secret !== 'string' || secret.length > 256) throw badRequest('secret token is too long')
  if (!/^[\w-]+$/.test(secret)) throw badRequest('secret token contains unallowed characters')
  return secret
}

/** The address of a webhook: https on one of four ports, or this machine in a test. */
export function checkWebhookUrl(url: string): void {
  if (!URL.canParse(url)) throw badRequest('bad webhook: invalid webhook URL specified')
  const { protocol, port, hostname } = new URL(url)
  if (isLoopback(hostname)) return
  if (protocol !== 'https:') throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  if (!['', '80', '88', '8443'].includes(port)) {
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443')
  }
}

/** Whether a host name means this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
}

function isBetween(text: unknown, least: number, most: number): boolean {
  return typeof text === 'string' && text.length >= least && text.length <= most
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
