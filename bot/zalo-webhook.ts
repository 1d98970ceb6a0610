// What Zalo tells: signed, parsed, handed to the desk. Events are in packages/zalo-oa-sdk.

import { Hono } from 'hono'
import { isProbe, parseEvent, verifySignature, type ZaloEvent } from 'zalo-oa-sdk'
import { normalise } from '../knowledge/fold.ts'
import type { IncomingFile, IncomingMessage } from '../message.ts'
import { noteReachability, silence } from '../store/contacts.ts'
import { isToken } from './choices.ts'
import { limitBody } from './limit-body.ts'
import type { ZaloNeeds } from './zalo-channel.ts'
import type { Echoes } from './zalo-echoes.ts'
import { toIncomingFiles } from './zalo-files.ts'
import { toTappedToken } from './zalo-render.ts'

const LARGEST_EVENT = 1024 * 1024
// Anybody can send one such call: it does not hide what else is wrong.
const SIGNATURE_TROUBLE =
  'the last webhook call was not signed by Zalo: if none gets through, check ZALO_OA_SECRET_KEY, ZALO_SIGNED_WITH'

/** `POST /zalo/webhook`, and whether its calls are signed as they should be. */
export function createWebhook(
  { db, desk, clock, log, meter, settings }: ZaloNeeds,
  echoes: Echoes,
): { readonly routes: Hono; health(): string } {
  let signatureTrouble = false

  const take = async (event: ZaloEvent): Promise<void> => {
    const userId = event.userId
    if (!userId || (event.oaId !== null && event.oaId !== settings.oaId)) return
    const conversationId = `zalo:${userId}`
    const at = event.sentAt?.getTime() ?? clock.machine().getTime()
    // An event can come late, or again: what counts is when it happened.
    const happenedAt = new Date(Math.min(clock.now().getTime(), event.sentAt?.getTime() ?? Number.POSITIVE_INFINITY))
    const say = (
      kind: IncomingMessage['kind'],
      text: string,
      { action = null as string | null, files = [] as readonly IncomingFile[] } = {},
    ) =>
      desk.receive({
        id: event.eventId,
        channel: 'zalo',
        conversationId,
        sender: conversationId,
        kind,
        text,
        action,
        files,
        receivedAt: happenedAt,
      })
    switch (event.kind) {
      case 'user_text': {
        const token = toTappedToken(event.text, isToken)
        return token ? say('choice', '', { action: token }) : say('text', normalise(event.text))
      }
      case 'user_media':
        return say('other', normalise(event.text), { files: toIncomingFiles(event.attachments) })
      case 'follow':
        if (await noteReachability(db, { conversationId, channel: 'zalo' }, null, at)) await say('text', '/start')
        return
      case 'unfollow':
        await noteReachability(db, { conversationId, channel: 'zalo' }, 'the person unfollowed the OA', at)
        return
      case 'oa_echo':
        if (event.adminId === null) {
          if (echoes.heard(userId, event.text)) desk.wake('zalo', conversationId)
          return
        }
        return silence(
          db,
          conversationId,
          'zalo',
          new Date(happenedAt.getTime() + settings.agentSilenceMinutes * 60_000),
        )
      case 'data_withdrawal':
        return void log.warn({ conversationId }, 'a person withdrew their data in Zalo: remove what is kept of them')
      default:
        log.debug({ event: event.name }, 'an event that needs no answer')
    }
  }

  const routes = new Hono()
  routes.post(
    '/zalo/webhook',
    limitBody({
      maxSize: LARGEST_EVENT,
      onError: (c) => {
        meter.rejected('zalo', 'too large')
        return c.json({ error: 'too large' }, 413)
      },
    }),
    async (c) => {
      const rawBody = new Uint8Array(await c.req.arrayBuffer())
      const header = c.req.header('x-zevent-signature')
      if (isProbe(rawBody, header)) return c.json({})
      const { appId, oaId, oaSecretKey: secret, signedWith } = settings
      const timestampHeader = c.req.header('x-zevent-timestamp')
      const delivery = { rawBody, header, timestampHeader, appId, oaId, secret }
      const match = verifySignature(delivery, { firstTerms: signedWith })
      if (!match) {
        meter.rejected('zalo', 'forged')
        if (!signatureTrouble)
          log.error(
            'a Zalo webhook call has a wrong signature: if it goes on, check ZALO_OA_SECRET_KEY, ZALO_SIGNED_WITH',
          )
        signatureTrouble = true
        return c.json({ error: 'wrong signature' }, 401)
      }
      if (signatureTrouble) log.info(match, 'Zalo webhook signatures are right again')
      signatureTrouble = false
      await take(parseEvent(rawBody, { oaId }))
      return c.json({})
    },
  )
  return { routes, health: () => (signatureTrouble ? SIGNATURE_TROUBLE : 'ok') }
}
