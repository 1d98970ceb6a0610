// What the bot has delivered, and who waits for it.

import type { Message } from 'grammy/types'
import type { SentButton } from './telegram-checks.ts'
import type { UploadedFile } from './telegram-files.ts'

/** A message of the bot that has reached its chat. */
export interface SentMessage {
  readonly chatId: number
  readonly messageId: number
  /** As people read it: entities taken out, no empty space around it. */
  readonly text: string
  /** As the bot wrote it with `parse_mode: 'HTML'`. */
  readonly html: string | undefined
  /** The buttons it has now: an edit changes them. */
  readonly buttons: readonly (readonly SentButton[])[]
  readonly message: Message
  /** What it brought; a photo has no name to show. */
  readonly file?: UploadedFile & { readonly as: 'photo' | 'document' }
  /** `performance.now()` at delivery. */
  readonly at: number
}

/** Where delivered messages are kept and counted. */
export interface Outbox {
  readonly sent: readonly SentMessage[]
  readonly count: number
  countTo(chatId: number): number
  sentTo(chatId: number): readonly SentMessage[]
  find(chatId: number, messageId: number): SentMessage | undefined
  add(message: SentMessage): void
  replace(message: SentMessage): void
  onSent(listener: (message: SentMessage) => void): () => void
  /** The messages of a chat, once there are `count` of them. */
  waitFor(chatId: number, count?: number, timeoutMs?: number): Promise<readonly SentMessage[]>
}

interface Waiter {
  readonly count: number
  readonly done: () => void
}

/** Creates an empty outbox; without `keep` it only counts. */
export function createOutbox({ keep }: { keep: boolean }): Outbox {
  const sent: SentMessage[] = []
  const chats = new Map<number, SentMessage[]>()
  const counts = new Map<number, number>()
  const listeners = new Set<(message: SentMessage) => void>()
  const waiters = new Map<number, Set<Waiter>>()
  let count = 0

  const countTo = (chatId: number) => counts.get(chatId) ?? 0
  const sentTo = (chatId: number) => chats.get(chatId) ?? []
  const store = (message: SentMessage) => {
    sent.push(message)
    const chat = chats.get(message.chatId)
    if (chat) chat.push(message)
    else chats.set(message.chatId, [message])
  }
  const replaceIn = (list: SentMessage[], message: SentMessage) => {
    const index = list.findIndex(
      ({ chatId, messageId }) => chatId === message.chatId && messageId === message.messageId,
    )
    if (index >= 0) list[index] = message
  }

  return {
    sent,
    get count() {
      return count
    },
    countTo,
    sentTo,
    find: (chatId, messageId) => sentTo(chatId).find((message) => message.messageId === messageId),
    add: (message) => {
      count += 1
      counts.set(message.chatId, countTo(message.chatId) + 1)
      if (keep) store(message)
      for (const listener of listeners) listener(message)
      for (const waiter of waiters.get(message.chatId) ?? []) {
        if (countTo(message.chatId) >= waiter.count) waiter.done()
      }
    },
    replace: (message) => {
      replaceIn(sent, message)
      replaceIn(chats.get(message.chatId) ?? [], message)
    },
    onSent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    waitFor: async (chatId, wanted = 1, timeoutMs = 5000) => {
      if (countTo(chatId) < wanted) await reach(waiters, chatId, wanted, timeoutMs, () => tell(chatId))
      return [...sentTo(chatId)]
    },
  }

  function tell(chatId: number): string {
    const texts = sentTo(chatId).map(({ text }) => `\n- ${text}`)
    return `chat ${chatId} has ${countTo(chatId)}${texts.join('')}`
  }
}

function reach(
  waiters: Map<number, Set<Waiter>>,
  chatId: number,
  count: number,
  timeoutMs: number,
  tell: () => string,
): Promise<void> {
  const inChat = waiters.get(chatId) ?? new Set()
  waiters.set(chatId, inChat)
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer)
      inChat.delete(waiter)
      if (inChat.size === 0) waiters.delete(chatId)
    }
    const timer = setTimeout(() => {
      leave()
      reject(new Error(`no ${count} messages after ${timeoutMs} ms: ${tell()}`))
    }, timeoutMs)
    const waiter = {
      count,
      done: () => {
        leave()
        resolve()
      },
    }
    inChat.add(waiter)
  })
}
