// Letters out to Zalo: words with buttons, files, and a template where the window is shut.

import { createZaloClient, ZaloApiError, type ZaloClient } from 'zalo-oa-sdk'
import type { Channel, Delivery, Reply } from '../message.ts'
import { readContact } from '../store/contacts.ts'
import { GONE } from './outbox.ts'
import { postQuickly } from './post-quickly.ts'
import type { ZaloNeeds, ZaloSettings } from './zalo-channel.ts'
import { describe, mayHaveArrived, refusesButtons, toDelivery } from './zalo-delivery.ts'
import type { Echoes } from './zalo-echoes.ts'
import { type Prepared, prepareZaloFile } from './zalo-files.ts'
import { toZaloButtons, toZaloText } from './zalo-render.ts'
import type { TokenKeeper } from './zalo-tokens.ts'
import { FREE_HOURS, PAID_HOURS } from './zalo-window.ts'

const HOUR_MS = 3_600_000

/** Sends one letter, as `Channel` wants it. */
export function createSend(needs: ZaloNeeds, tokens: TokenKeeper, echoes: Echoes, timeoutMs: number): Channel['send'] {
  const { db, clock, log, settings } = needs

  const call = <T>(action: (client: ZaloClient) => Promise<T>) => callWithToken(tokens, settings, timeoutMs, action)

  const prepare = async (userId: string, letterId: string, reply: Reply): Promise<Prepared | null> => {
    const [attachment] = reply.attachments ?? []
    if (attachment) return prepareZaloFile({ ...needs, call }, userId, attachment)
    const text = toZaloText(reply)
    return { text, send: () => sendText(userId, letterId, text, reply) }
  }

  const sendText = async (userId: string, letterId: string, text: string, reply: Reply): Promise<string> => {
    const buttons = settings.buttons ? toZaloButtons(letterId, reply) : []
    const plain = () => call((client) => client.sendText({ userId, text }))
    if (buttons.length === 0) return (await plain()).messageId
    const sent = await call((client) => client.sendText({ userId, text, buttons })).catch((error: unknown) => {
      if (!refusesButtons(error)) throw error
      log.warn({ reason: describe(error) }, 'Zalo refuses buttons: the numbered text goes alone')
      return plain()
    })
    return sent.messageId
  }

  const closedWindow = async (conversationId: string): Promise<Delivery | null> => {
    const seen = (await readContact(db, conversationId))?.lastSeenAt
    const hours = seen ? (clock.now().getTime() - seen.getTime()) / HOUR_MS : Number.POSITIVE_INFINITY
    if (hours <= FREE_HOURS || (settings.paidMessages && hours <= PAID_HOURS)) return null
    return { state: 'window_closed', reason: 'the person has not written for too long' }
  }

  const sendTemplate = async (userId: string, { template }: Reply): Promise<Delivery | null> => {
    const templateId = settings.reminderTemplate
    if (!templateId || !template) return null
    const { messageId } = await call((client) => client.sendTemplate({ userId, templateId, data: template }))
    return { state: 'sent', platformId: messageId }
  }

  return async (conversationId, letterId, reply) => {
    const userId = conversationId.slice('zalo:'.length)
    if (echoes.arrived(letterId)) return { state: 'sent' }
    const closed = await closedWindow(conversationId)
    if (closed) return sendTemplate(userId, reply).then((sent) => sent ?? closed, toDelivery)
    const prepared = await prepare(userId, letterId, reply)
    if (!prepared) return { state: 'failed', reason: GONE }
    echoes.expect(letterId, userId, prepared.text)
    try {
      const platformId = await prepared.send()
      echoes.forget(letterId)
      return { state: 'sent', platformId }
    } catch (error) {
      if (mayHaveArrived(error)) return echoes.arrived(letterId) ? { state: 'sent' } : toDelivery(error)
      echoes.forget(letterId)
      return toDelivery(error)
    }
  }
}

// A token Zalo refuses is renewed, and the call is made once more: it had no effect.
async function callWithToken<T>(
  tokens: TokenKeeper,
  { apiRoot, zbsRoot }: ZaloSettings,
  timeoutMs: number,
  action: (client: ZaloClient) => Promise<T>,
): Promise<T> {
  const clientWith = (token: string) =>
    createZaloClient({ accessToken: async () => token, apiRoot, zbsRoot, timeoutMs, fetch: postQuickly })
  const token = await tokens.accessToken()
  return action(clientWith(token)).catch(async (error: unknown) => {
    if (!(error instanceof ZaloApiError) || error.decision !== 'token') throw error
    return action(clientWith(await tokens.renew(token)))
  })
}
