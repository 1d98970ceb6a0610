// Where updates go: to the webhook while there is one, else into the queue for getUpdates.

import type { Update } from 'grammy/types'
import type { Payload } from './telegram-checks.ts'
import type { Desk } from './telegram-methods.ts'
import { createWebhookSender, type Delivery, type WebhookTarget } from './telegram-webhook.ts'

/** Hands updates over. */
export interface PostOffice {
  /** Sends an update as if it had just happened. */
  deliver(update: Update): Promise<Delivery>
  /** Sends an update that has been sent before, out of turn. */
  redeliver(update: Update): Promise<Delivery>
  /** Pushes from now on, and to this address whatever setWebhook says; without a secret, setWebhook's is used. */
  deliverTo(url: string, secret?: string): void
  close(): void
}

/** What a post office is made of. */
export interface PostOfficeOptions {
  readonly retries: number
  readonly retryDelayMs: number
  /** Carries out the method that an answer to a webhook asks for. */
  readonly onReply: (payload: Payload) => void
}

const SELDOM = new Set(['chat_member', 'message_reaction', 'message_reaction_count']) // only if asked for

/** Creates a post office; the desk tells it when a webhook comes or goes. */
export function createPostOffice(desk: Desk, { retries, retryDelayMs, onReply }: PostOfficeOptions): PostOffice {
  let redirect: WebhookTarget | undefined
  let pushing = false
  const sender = createWebhookSender({
    retries,
    retryDelayMs,
    onReply,
    onFailure: (status) => {
      desk.lastFailure = { status, at: desk.now() }
    },
  })
  const target = (): WebhookTarget | undefined => {
    const url = redirect?.url ?? desk.webhook?.url
    return pushing && url !== undefined ? { url, secret: redirect?.secret ?? desk.webhook?.secret } : undefined
  }
  const pushWaiting = () => {
    const to = target()
    if (to) for (const update of desk.queue.drain()) sender.send(to, update).catch(() => {})
  }
  desk.isPushing = () => pushing
  desk.webhookChanged = () => {
    pushing = desk.webhook !== undefined
    pushWaiting()
  }
  return {
    deliver: async (update: Update): Promise<Delivery> => {
      const to = target()
      if (!isAllowed(desk, update)) return { update, statuses: [] }
      if (to) return sender.send(to, update)
      desk.queue.add(update)
      return { update, statuses: [] }
    },
    redeliver: async (update: Update): Promise<Delivery> => {
      const to = target()
      if (to) return sender.sendNow(to, update)
      desk.queue.add(update, true)
      return { update, statuses: [] }
    },
    deliverTo: (url: string, secret?: string) => {
      redirect = { url, secret }
      pushing = true
      desk.queue.dismiss('terminated by setWebhook request')
      pushWaiting()
    },
    close: sender.close,
  }
}

function isAllowed({ allowedUpdates }: Desk, update: Update): boolean {
  const kind = Object.keys(update).find((key) => key !== 'update_id') ?? ''
  return allowedUpdates ? allowedUpdates.includes(kind) : !SELDOM.has(kind)
}
