// How updates are pushed: one POST each, in order within a chat, again when the answer is not 2xx.

import { Agent, request as startRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Update } from 'grammy/types'
import { isLoopback } from './telegram-checks.ts'

/** Where updates go. */
export interface WebhookTarget {
  readonly url: string
  readonly secret?: string | undefined
}

/** One update on its way: every status its attempts were answered with, 0 for no answer, none while it only waits. */
export interface Delivery {
  readonly update: Update
  readonly statuses: readonly number[]
}

/** Pushes updates to a webhook. */
export interface WebhookSender {
  /** Waits for its turn in its chat, then tries until it is taken or the attempts are used up. */
  send(target: WebhookTarget, update: Update): Promise<Delivery>
  /** Out of turn, as after a time-out. */
  sendNow(target: WebhookTarget, update: Update): Promise<Delivery>
  close(): void
}

/** What a sender is made of. */
export interface WebhookSenderOptions {
  /** After the first attempt. */
  readonly retries: number
  readonly retryDelayMs: number
  /** An answer may carry a method to call. */
  readonly onReply: (reply: Record<string, unknown>) => void
  readonly onFailure: (status: number) => void
}

interface Answer {
  readonly status: number
  readonly body: string
}

const MAX_CONNECTIONS = 40 // Telegram's default for max_connections
const ANSWER_WITHIN_MS = 60_000

/** Creates a sender; it holds connections open until it is closed. */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS })
  const lanes = new Map<number, Promise<Delivery>>()
  let closed = false

  const sendNow = async (target: WebhookTarget, update: Update): Promise<Delivery> => {
    const statuses: number[] = []
    const body = JSON.stringify(update)
    while (!closed) {
      const answer = await post(agent, target, body)
      statuses.push(answer.status)
      if (isTaken(answer)) {
        followReply(answer, options.onReply)
        break
      }
      options.onFailure(answer.status)
      if (statuses.length > options.retries) break
      await sleep(options.retryDelayMs)
    }
    return { update, statuses }
  }

  return {
    sendNow,
    send: (target, update) => {
      const lane = chatIdOf(update)
      const before = lanes.get(lane)
      const run = before ? before.then(() => sendNow(target, update)) : sendNow(target, update)
      lanes.set(lane, run)
      const leave = () => void (lanes.get(lane) === run && lanes.delete(lane))
      run.then(leave, leave)
      return run
    },
    close: () => {
      closed = true
      agent.destroy()
    },
  }
}

function isTaken({ status }: Answer): boolean {
  return status >= 200 && status < 300
}

function post(agent: Agent, { url, secret }: WebhookTarget, body: string): Promise<Answer> {
  const { hostname, protocol } = new URL(url)
  if (protocol !== 'http:' || !isLoopback(hostname)) {
    return Promise.reject(new Error(`the fake calls no other machine: say deliverTo(…) where ${url} is in this test`))
  }
  return new Promise((resolve) => {
    const noAnswer = () => resolve({ status: 0, body: '' })
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(secret !== undefined && { 'x-telegram-bot-api-secret-token': secret }),
    }
    const request = startRequest(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }))
      response.on('error', noAnswer)
    })
    request.on('error', noAnswer)
    request.setTimeout(ANSWER_WITHIN_MS, () => request.destroy())
    request.end(body)
  })
}

function followReply({ body }: Answer, onReply: WebhookSenderOptions['onReply']): void {
  if (!body.startsWith('{')) return
  const reply = JSON.parse(body) as Record<string, unknown>
  if (typeof reply.method === 'string') onReply(reply)
}

function chatIdOf(update: Update): number {
  const message = update.message ?? update.edited_message ?? update.channel_post ?? update.edited_channel_post
  const chat = message?.chat ?? update.callback_query?.message?.chat ?? update.my_chat_member?.chat
  return chat?.id ?? 0
}
