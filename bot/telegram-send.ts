import type { Api } from 'grammy'
import type { Channel, Reply } from '../message.ts'
import { GONE } from './outbox.ts'
import type { TelegramNeeds } from './telegram-channel.ts'
import { describe, isParseError, toDelivery } from './telegram-errors.ts'
import { sendTelegramFile } from './telegram-files.ts'
import { toKeyboard, toTelegramHtml, toTelegramText } from './telegram-render.ts'
import { toChatId } from './telegram-update.ts'

const SEND_TIMEOUT_MS = 15_000

/** Sends one letter, as `Channel` wants it: as HTML, or as plain text where Telegram cannot parse that. */
export function createSend(api: Api, needs: Pick<TelegramNeeds, 'db' | 'files' | 'log'>): Channel['send'] {
  const { log } = needs
  const write = (conversationId: string, letterId: string, reply: Reply, html: boolean) =>
    api.sendMessage(
      toChatId(conversationId),
      html ? toTelegramHtml(reply) : toTelegramText(reply),
      {
        ...(html ? { parse_mode: 'HTML' as const } : {}),
        link_preview_options: { is_disabled: true },
        ...keyboardOf(letterId, reply),
      },
      AbortSignal.timeout(SEND_TIMEOUT_MS) as Parameters<Api['sendMessage']>[3],
    )

  return async (conversationId, letterId, reply) => {
    const [attachment] = reply.attachments ?? []
    try {
      if (attachment) {
        const id = await sendTelegramFile(api, needs, toChatId(conversationId), attachment)
        return id === null ? { state: 'failed', reason: GONE } : { state: 'sent', platformId: String(id) }
      }
      const { message_id } = await write(conversationId, letterId, reply, true).catch((error: unknown) => {
        if (!isParseError(error)) throw error
        log.error({ letter: letterId, reason: describe(error) }, 'Telegram cannot parse a reply: it goes as plain text')
        return write(conversationId, letterId, reply, false)
      })
      return { state: 'sent', platformId: String(message_id) }
    } catch (error) {
      return toDelivery(error)
    }
  }
}

function keyboardOf(letterId: string, reply: Reply) {
  const reply_markup = toKeyboard(letterId, reply)
  return reply_markup ? { reply_markup } : {}
}
