// Updates as Telegram writes them, made but not sent.

import type { CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update, User } from 'grammy/types'
import { type PeopleChat, toPrivateChat } from './telegram-chats.ts'
import { findEntities } from './telegram-text.ts'

/** Kinds of content that are not text. */
export type MediaKind = 'photo' | 'sticker' | 'document' | 'contact' | 'voice' | 'location'

/** What a message may carry beside who wrote it and where. */
export type Content = Omit<Partial<Message>, 'chat' | 'from'>

/** Where a message stands; a private chat without `chat`. */
export interface Where {
  readonly chat?: PeopleChat
  readonly replyTo?: Message
  /** Anything else the message should carry. */
  readonly extra?: Content
}

/** Updates of one kind, with that kind certain to be there. */
export type UpdateWith<Kind extends keyof Update> = Update & Required<Pick<Update, Kind>>

/** Builds updates with rising numbers. */
export interface UpdateBuilders {
  /** A text; its commands and mentions are marked. */
  text(from: User, text: string, where?: Where): UpdateWith<'message'>
  /** A photo, sticker, …; `caption` in `extra`. */
  media(from: User, kind: MediaKind, where?: Where): UpdateWith<'message'>
  /** Photos sent together: one update each, the caption mostly on the first. */
  album(from: User, captions: readonly (string | undefined)[], where?: Where): UpdateWith<'message'>[]
  /** A new text for a message that is there already. */
  edit(from: User, message: Message, text: string): UpdateWith<'edited_message'>
  /** A tap on a button; `inaccessible` when the message has been deleted or is too old. */
  tap(from: User, message: Message, data: string, how?: { inaccessible?: boolean }): UpdateWith<'callback_query'>
  /** A post in a channel. */
  post(chat: Chat.ChannelChat, text: string): UpdateWith<'channel_post'>
  /** The bot's own place in a chat changes; in a private chat `kicked` means blocked. */
  membership(from: User, chat: Chat, before: Membership, after: Membership): UpdateWith<'my_chat_member'>
  /** People, or bots, come into a group. */
  join(from: User, chat: PeopleChat, members: readonly User[]): UpdateWith<'message'>
  /** A group becomes a supergroup: what the old chat and what the new chat says. */
  migration(from: User, oldChat: PeopleChat, newChat: PeopleChat): UpdateWith<'message'>[]
}

/** How the bot stands in a chat. */
export type Membership = 'member' | 'left' | 'kicked'

/** What builders are made of. */
export interface UpdateBuilderOptions {
  readonly bot: User
  readonly now: () => Date
  readonly nextMessageId: () => number
  /** The ids of queries that may be answered. */
  readonly openQueries: Set<string>
}

const FIRST_UPDATE_ID = 710_000_001

/** Creates builders with counters of their own. */
export function createUpdateBuilders(options: UpdateBuilderOptions): UpdateBuilders {
  const { now, nextMessageId } = options
  let updateId = FIRST_UPDATE_ID
  let serial = 0
  const envelope = () => ({ update_id: updateId++ })
  const date = () => Math.floor(now().getTime() / 1000)
  const message = (from: User, content: Content, { chat, replyTo, extra }: Where = {}) => ({
    ...envelope(),
    message: {
      message_id: nextMessageId(),
      from,
      chat: chat ?? toPrivateChat(from),
      date: date(),
      ...(replyTo && { reply_to_message: toReplied(replyTo) }),
      ...content,
      ...extra,
    },
  })

  return {
    text: (from, text, where) => message(from, toTextContent(text), where),
    media: (from, kind, where) => message(from, toMedia(kind, ++serial, from), where),
    album: (from, captions, where) => {
      const group = `139${String(++serial).padStart(14, '0')}`
      return captions.map((caption) =>
        message(
          from,
          { media_group_id: group, ...toMedia('photo', ++serial, from), ...(caption && { caption }) },
          where,
        ),
      )
    },
    edit: (from, { entities: _, ...original }, text) => ({
      ...envelope(),
      edited_message: {
        ...original,
        chat: original.chat as PeopleChat,
        from,
        edit_date: date(),
        ...toTextContent(text),
      },
    }),
    tap: (from, tapped, data, { inaccessible = false } = {}) => ({
      ...envelope(),
      callback_query: toQuery(options, { from, tapped, data, inaccessible, serial: ++serial }),
    }),
    post: (chat, text) => ({
      ...envelope(),
      channel_post: {
        message_id: nextMessageId(),
        sender_chat: chat,
        chat,
        date: date(),
        ...toTextContent(text),
      },
    }),
    membership: (from, chat, before, after) => ({
      ...envelope(),
      my_chat_member: toMemberUpdate(options.bot, { from, chat, date: date() }, before, after),
    }),
    join: (from, chat, members) => message(from, { new_chat_members: [...members] }, { chat }),
    migration: (from, oldChat, newChat) => [
      message(from, { migrate_to_chat_id: newChat.id }, { chat: oldChat }),
      message(from, { migrate_from_chat_id: oldChat.id }, { chat: newChat }),
    ],
  }
}

// A quoted message quotes none itself.
function toReplied({ reply_to_message: _, ...message }: Message): NonNullable<Message['reply_to_message']> {
  return message as NonNullable<Message['reply_to_message']>
}

function toTextContent(text: string): Content {
  const entities = findEntities(text)
  return { text, ...(entities.length > 0 && { entities }) }
}

interface Tap {
  readonly from: User
  readonly tapped: Message
  readonly data: string
  readonly inaccessible: boolean
  readonly serial: number
}

function toQuery(
  { openQueries }: UpdateBuilderOptions,
  { from, tapped, data, inaccessible, serial }: Tap,
): CallbackQuery {
  const id = `${from.id}${String(serial).padStart(9, '0')}`
  openQueries.add(id)
  const { chat, message_id } = tapped
  return {
    id,
    from,
    message: inaccessible ? { chat, message_id, date: 0 } : tapped,
    chat_instance: String(-3_141_592_653_589 - chat.id),
    data,
  }
}

function toMemberUpdate(
  bot: User,
  about: Pick<ChatMemberUpdated, 'from' | 'chat' | 'date'>,
  before: Membership,
  after: Membership,
): ChatMemberUpdated {
  return { ...about, old_chat_member: toMember(bot, before), new_chat_member: toMember(bot, after) }
}

function toMember(user: User, status: Membership): ChatMember {
  return status === 'kicked' ? { user, status, until_date: 0 } : { user, status }
}

function toMedia(kind: MediaKind, serial: number, from: User): Content {
  return MEDIA[kind](toFile(kind, serial), from)
}

interface FileIds {
  readonly file_id: string
  readonly file_unique_id: string
}

function toFile(kind: MediaKind, serial: number): FileIds {
  return { file_id: `AgACAgUAAxkBAAI-${kind}-${serial}`, file_unique_id: `AQAD-${kind}-${serial}` }
}

const MEDIA: Readonly<Record<MediaKind, (file: FileIds, from: User) => Content>> = {
  photo: ({ file_id, file_unique_id }) => ({
    photo: [
      { file_id: `${file_id}-s`, file_unique_id: `${file_unique_id}-s`, width: 90, height: 67, file_size: 1204 },
      { file_id: `${file_id}-x`, file_unique_id: `${file_unique_id}-x`, width: 1280, height: 960, file_size: 158_213 },
    ],
  }),
  sticker: (file) => ({
    sticker: { ...file, type: 'regular', width: 512, height: 512, is_animated: false, is_video: false, emoji: '👍' },
  }),
  document: (file) => ({
    document: { ...file, file_name: 'ke-hoach.pdf', mime_type: 'application/pdf', file_size: 245_760 },
  }),
  contact: (_, { id, first_name }) => ({ contact: { phone_number: '+84900000000', first_name, user_id: id } }),
  voice: (file) => ({ voice: { ...file, duration: 4, mime_type: 'audio/ogg', file_size: 15_872 } }),
  location: () => ({ location: { latitude: 21.0285, longitude: 105.8542 } }),
}
