// Zalo Official Account: signed webhooks in, consultation messages out. What Zalo promises is in packages/zalo-oa-sdk.

import { Hono } from 'hono'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Channel } from '../message.ts'
import type { Db } from '../store/database.ts'
import type { FileStore } from '../store/files.ts'
import type { Desk } from './desk.ts'
import type { Meter } from './meter.ts'
import type { Door } from './operations.ts'
import { splitReply } from './split.ts'
import { createConsentRoutes } from './zalo-consent.ts'
import { serveDomainProof } from './zalo-domain-proof.ts'
import { createEchoes } from './zalo-echoes.ts'
import { fetchZaloFile } from './zalo-files.ts'
import { roomOfChoices } from './zalo-render.ts'
import { createSend } from './zalo-send.ts'
import { createTokenKeeper, type TokenKeeper, type TokenSettings } from './zalo-tokens.ts'
import { createWebhook } from './zalo-webhook.ts'

export interface ZaloSettings extends TokenSettings {
  /** Signs webhooks: the “OA Secret Key” of the console's webhook page. */
  readonly oaSecretKey: string
  /** The verifier whose challenge stands in the console; null if the app asks for none. */
  readonly codeVerifier: string | null
  readonly apiRoot: string
  readonly zbsRoot: string
  /** Where Zalo keeps what people send, with the hosts below them. */
  readonly fileHosts: readonly string[]
  readonly reminderTemplate: string | null
  /** Which id a webhook's signature begins with; sources disagree, so both can be allowed. */
  readonly signedWith: readonly ('app_id' | 'oa_id')[]
  readonly buttons: boolean
  /** Messages from 48 hours to 7 days after the person's last one, which the OA pays for. */
  readonly paidMessages: boolean
  readonly agentSilenceMinutes: number
  /** What proves to Zalo that the domain is ours: a file in the root, or a meta tag on the page. */
  readonly domainProof: { readonly file: string | null; readonly content: string } | null
}

export interface ZaloNeeds {
  readonly db: Db
  readonly desk: Desk
  readonly clock: Clock
  readonly log: Logger
  readonly meter: Meter
  readonly files: FileStore
  readonly settings: ZaloSettings
  /** Where people reach this machine; null if nobody said. */
  readonly publicUrl: string | null
  readonly holder: string
  readonly onNeedsConsent: () => Promise<void>
  readonly timeoutMs?: number
}

const TEXT_LIMIT = 1_900 // Zalo takes 2,000 characters and does not say how it counts them
const CHOICES_AT_ONCE = 5
const SEND_TIMEOUT_MS = 15_000

/** The channel, its webhook, the consent callback and the proof of the domain. */
export function createZaloChannel(needs: ZaloNeeds): Door & Pick<TokenKeeper, 'renewEarly'> {
  const { settings, timeoutMs = SEND_TIMEOUT_MS } = needs
  const tokens = createTokenKeeper(needs)
  const echoes = createEchoes()
  const webhook = createWebhook(needs, echoes)
  const routes = new Hono()
  routes.route('/', webhook.routes)
  routes.route('/', createConsentRoutes(needs, tokens, timeoutMs))
  serveDomainProof(routes, settings.domainProof)
  const channel: Channel = {
    name: 'zalo',
    numberedChoices: CHOICES_AT_ONCE,
    split: (reply) => splitReply(reply, TEXT_LIMIT, roomOfChoices),
    fetchFile: (handle, mostBytes) => fetchZaloFile(settings, handle, mostBytes),
    showTyping: () => {}, // an OA has no such sign
    send: createSend(needs, tokens, echoes, timeoutMs),
  }
  return {
    channel,
    routes,
    renewEarly: tokens.renewEarly,
    start: tokens.start,
    stop: async () => tokens.stop(),
    health: () => [tokens.health(), webhook.health()].filter((state) => state !== 'ok').join('; ') || 'ok',
  }
}
