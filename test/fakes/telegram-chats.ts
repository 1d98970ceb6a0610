// The chats a fake Telegram knows, and how to make one.

import type { Chat, User } from 'grammy/types'
import { badRequest } from './telegram-refusal.ts'

/** A chat people write in; a channel has posts instead. */
export type PeopleChat = Chat.PrivateChat | Chat.GroupChat | Chat.SupergroupChat

/** What is known of a person beside the number. */
export interface PersonDetails {
  readonly name?: string
  readonly lastName?: string
  readonly username?: string
  readonly languageCode?: string
  readonly isBot?: boolean
}

/** A person as they stand in `from`. */
export function toUser(id: number, details: PersonDetails = {}): User {
  const { name = `Người ${id}`, lastName, username, languageCode = 'vi', isBot = false } = details
  return {
    id,
    is_bot: isBot,
    first_name: name,
    ...(lastName !== undefined && { last_name: lastName }),
    ...(username !== undefined && { username }),
    ...(!isBot && { language_code: languageCode }),
  }
}

/** The private chat of a person with the bot: it has the person's number. */
export function toPrivateChat({ id, first_name, last_name, username }: User): Chat.PrivateChat {
  return {
    id,
    first_name,
    ...(last_name !== undefined && { last_name }),
    ...(username !== undefined && { username }),
    type: 'private',
  }
}

/** A group; numbers from -100… on are supergroups. */
export function toGroupChat(id: number, title: string): Chat.GroupChat | Chat.SupergroupChat {
  return { id, title, type: id <= -1_000_000_000_000 ? 'supergroup' : 'group' }
}

/** Which chats there are; `acceptAny` makes up those that nobody introduced. */
export interface ChatBook {
  remember<T extends Chat>(chat: T): T
  /** The chat a payload's `chat_id` means, or 400. */
  find(chatId: unknown): Chat
}

/** Creates an empty book. */
export function createChatBook({ acceptAny }: { acceptAny: boolean }): ChatBook {
  const known = new Map<number, Chat>()
  return {
    remember: (chat) => {
      known.set(chat.id, chat)
      return chat
    },
    find: (chatId) => {
      if (chatId === undefined || chatId === '') throw badRequest('chat_id is empty')
      const chat = known.get(Number(chatId)) ?? byUsername(known, chatId) ?? (acceptAny ? madeUp(Number(chatId)) : null)
      if (!chat) throw badRequest('chat not found')
      return chat
    },
  }
}

function byUsername(known: ReadonlyMap<number, Chat>, chatId: unknown): Chat | undefined {
  if (typeof chatId !== 'string' || !chatId.startsWith('@')) return undefined
  return [...known.values()].find((chat) => 'username' in chat && `@${chat.username}` === chatId)
}

function madeUp(id: number): Chat | null {
  if (!Number.isSafeInteger(id) || id === 0) return null
  return id > 0 ? toPrivateChat(toUser(id)) : toGroupChat(id, `Nhóm ${-id}`)
}
