// What Telegram's refusals mean: core.telegram.org/bots/api#making-requests, and the texts the server sends.

import { GrammyError, HttpError } from 'grammy'
import type { Delivery } from '../message.ts'
import { toConversation } from './telegram-update.ts'

/** For a letter: whether it is tried again, goes to another chat, or is over. */
export function toDelivery(error: unknown): Delivery {
  const reason = describe(error)
  if (!(error instanceof GrammyError)) return { state: 'retry', reason }
  const { error_code, description, parameters } = error
  if (parameters.migrate_to_chat_id !== undefined)
    return { state: 'moved', conversationId: toConversation(parameters.migrate_to_chat_id) }
  if (error_code === 429) return { state: 'retry', reason, afterMs: (parameters.retry_after ?? 1) * 1000 }
  if (error_code === 401 || error_code === 404) return { state: 'retry', reason, channelWide: true }
  if (error_code === 403 || /chat not found|user is deactivated|PEER_ID_INVALID/i.test(description))
    return { state: 'blocked', reason }
  return error_code >= 500 ? { state: 'retry', reason } : { state: 'failed', reason }
}

/** Whether the HTML of a letter was not understood. */
export function isParseError(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 400 && /can't parse entities/i.test(error.description)
}

/** For operators, with the cure. */
export function trouble(error: unknown): string {
  if (!(error instanceof GrammyError)) return 'Telegram cannot be reached: check the network and TELEGRAM_API_ROOT'
  if (error.error_code === 409)
    return 'another program listens with this bot token: stop it, or give this one a bot of its own (TELEGRAM_BOT_TOKEN)'
  if (error.error_code === 401 || error.error_code === 404)
    return 'Telegram refuses the token: take a new one from @BotFather (TELEGRAM_BOT_TOKEN)'
  return 'Telegram answers with an error'
}

/** For the log. Never the message itself: that of a network error holds the address, and the address holds the token. */
export function describe(error: unknown): string {
  if (error instanceof GrammyError) return `${error.method}: ${error.error_code} ${error.description}`
  if (error instanceof HttpError) return 'no answer from Telegram'
  return error instanceof Error ? error.name : 'unknown'
}
