// Who is on the other side: people, groups and channels that do things, each of which becomes an update.

import type { Chat, Message, Update, User } from 'grammy/types'
import {
  type ChatBook,
  type PeopleChat,
  type PersonDetails,
  toGroupChat,
  toPrivateChat,
  toUser,
} from './telegram-chats.ts'
import type { Faults } from './telegram-faults.ts'
import type { Shelf } from './telegram-files.ts'
import type { SentMessage } from './telegram-outbox.ts'
import type { Content, MediaKind, UpdateBuilders, Where } from './telegram-updates.ts'
import type { Delivery } from './telegram-webhook.ts'

/** Somebody with a private chat with the bot. What they do resolves when the bot has taken it. */
export interface FakePerson {
  readonly user: User
  readonly chat: Chat.PrivateChat
  types(text: string, extra?: Content): Promise<Delivery>
  sends(kind: MediaKind, extra?: Content): Promise<Delivery>
  /** Sends a file as a document, or with `as` a photo. */
  sendsFile(file: SentFile): Promise<Delivery>
  /** Files sent together. */
  sendsFiles(files: readonly SentFile[]): Promise<Delivery[]>
  /** Photos sent together; `undefined` is a photo without words. */
  sendsAlbum(captions: readonly (string | undefined)[]): Promise<Delivery[]>
  /** Taps the button with this label, or fails if there is none. */
  taps(message: SentMessage, label: string, how?: { inaccessible?: boolean }): Promise<Delivery>
  /** Changes the text typed last. */
  edits(text: string): Promise<Delivery>
  blocks(): Promise<Delivery>
  /** Lifts the block. */
  returns(): Promise<Delivery>
}

/** A file that somebody sends. */
export interface SentFile {
  readonly name: string
  readonly content: Buffer
  readonly caption?: string | undefined
  readonly as?: 'photo' | 'document'
}

/** What a text in a group may say beside its words. */
export interface GroupTextOptions {
  /** The message of the bot this is a reply to. */
  readonly replyToBot?: SentMessage
  /** Another message this is a reply to. */
  readonly replyTo?: Message
  readonly extra?: Content
}

/** A group the bot is in. */
export interface FakeGroup {
  readonly chat: Chat.GroupChat | Chat.SupergroupChat
  types(person: FakePerson, text: string, options?: GroupTextOptions): Promise<Delivery>
  sends(person: FakePerson, kind: MediaKind, extra?: Content): Promise<Delivery>
  /** Somebody brings the bot in: the change of its place, then the service message. */
  addsBot(person: FakePerson): Promise<Delivery[]>
  /** Somebody puts the bot out. */
  removesBot(person: FakePerson): Promise<Delivery>
  /** Somebody brings others in. */
  addsMembers(person: FakePerson, members: readonly FakePerson[]): Promise<Delivery>
  /** The group becomes a supergroup: both service messages, and the old number refuses from now on. */
  migrates(person: FakePerson, newChatId: number): Promise<FakeGroup>
}

/** A channel the bot sees. */
export interface FakeChannel {
  readonly chat: Chat.ChannelChat
  posts(text: string): Promise<Delivery>
}

/** What people are made of. */
export interface World {
  readonly bot: User
  readonly updateOf: UpdateBuilders
  readonly chats: ChatBook
  readonly faults: Faults
  readonly shelf: Shelf
  readonly deliver: (update: Update) => Promise<Delivery>
}

/** Creates a person; the bot knows their private chat. */
export function createPerson(
  { updateOf, chats, faults, shelf, deliver }: World,
  id: number,
  details?: PersonDetails,
): FakePerson {
  const user = toUser(id, details)
  const chat = chats.remember(toPrivateChat(user))
  let typed: Message | undefined
  return {
    user,
    chat,
    types: (text, extra = {}) => {
      const update = updateOf.text(user, text, { extra })
      typed = update.message
      return deliver(update)
    },
    sends: (kind, extra = {}) => deliver(updateOf.media(user, kind, { extra })),
    sendsFile: (file) => deliver(updateOf.media(user, file.as ?? 'document', { extra: toFileContent(shelf, file) })),
    sendsFiles: (files) => {
      const updates = updateOf.album(
        user,
        files.map(({ caption }) => caption),
      )
      return inOrder(
        deliver,
        updates.map((update, at) => {
          const { photo: _, ...message } = update.message as Message & { photo?: unknown }
          const file = files[at] as SentFile
          return { ...update, message: { ...message, ...toFileContent(shelf, file) } } as Update
        }),
      )
    },
    sendsAlbum: (captions) => inOrder(deliver, updateOf.album(user, captions)),
    taps: async ({ buttons, message }, label, how) => deliver(updateOf.tap(user, message, dataOf(buttons, label), how)),
    edits: async (text) => {
      if (!typed) throw new Error(`${user.first_name} has typed nothing to edit`)
      return deliver(updateOf.edit(user, typed, text))
    },
    blocks: () => {
      faults.block(id)
      return deliver(updateOf.membership(user, chat, 'member', 'kicked'))
    },
    returns: () => {
      faults.unblock(id)
      return deliver(updateOf.membership(user, chat, 'kicked', 'member'))
    },
  }
}

/** Creates a group of people with the bot among them. */
export function createGroup(world: World, id: number, title: string): FakeGroup {
  const { bot, updateOf, chats, faults, deliver } = world
  const chat = chats.remember(toGroupChat(id, title))
  return {
    chat,
    types: ({ user }, text, options) => deliver(updateOf.text(user, text, toWhere(chat, options))),
    sends: ({ user }, kind, extra = {}) => deliver(updateOf.media(user, kind, { chat, extra })),
    addsBot: ({ user }) =>
      inOrder(deliver, [updateOf.membership(user, chat, 'left', 'member'), updateOf.join(user, chat, [bot])]),
    removesBot: ({ user }) => deliver(updateOf.membership(user, chat, 'member', 'kicked')),
    addsMembers: ({ user }, members) =>
      deliver(
        updateOf.join(
          user,
          chat,
          members.map((member) => member.user),
        ),
      ),
    migrates: async ({ user }, newChatId) => {
      const group = createGroup(world, newChatId, title)
      faults.migrate(id, newChatId)
      await inOrder(deliver, updateOf.migration(user, chat, group.chat))
      return group
    },
  }
}

/** Creates a channel. */
export function createChannel({ updateOf, chats, deliver }: World, id: number, title: string): FakeChannel {
  const chat = chats.remember<Chat.ChannelChat>({ id, title, type: 'channel' })
  return { chat, posts: (text) => deliver(updateOf.post(chat, text)) }
}

// A document and a photo never come in one message; of a photo there are several sizes, the largest last.
function toFileContent(shelf: Shelf, { name, content, caption, as = 'document' }: SentFile): Content {
  const words = caption ? { caption } : {}
  if (as === 'document')
    return { ...words, document: { ...shelf.put(content), file_name: name, mime_type: 'application/octet-stream' } }
  const small = shelf.put(content.subarray(0, 20))
  return {
    ...words,
    photo: [
      { ...small, width: 90, height: 67 },
      { ...shelf.put(content), width: 1280, height: 960 },
    ],
  }
}

async function inOrder(deliver: World['deliver'], updates: readonly Update[]): Promise<Delivery[]> {
  const deliveries: Delivery[] = []
  for (const update of updates) deliveries.push(await deliver(update))
  return deliveries
}

function toWhere(chat: PeopleChat, { replyToBot, replyTo = replyToBot?.message, extra }: GroupTextOptions = {}): Where {
  return { chat, ...(replyTo && { replyTo }), ...(extra && { extra }) }
}

function dataOf(buttons: SentMessage['buttons'], label: string): string {
  const button = buttons.flat().find(({ text }) => text === label)
  if (button?.callback_data !== undefined) return button.callback_data
  const labels = buttons.flat().map(({ text }) => text)
  throw new Error(`no button to tap says "${label}": ${labels.join(' | ') || 'there are none'}`)
}
