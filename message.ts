// The words everyone shares. Imports nothing of ours.

export type ChannelName = 'web' | 'terminal' | 'telegram' | 'zalo'

/** The channel of a conversation: `telegram:123`, `zalo:456`, `web-…`. */
export function channelOf(conversationId: string): ChannelName {
  return conversationId.replace(/[^a-z].*$/s, '') as ChannelName
}

/** What came in from a channel, already verified, parsed and in NFC. */
export interface IncomingMessage {
  /** The channel's own id of this event: a redelivery carries the same one. */
  readonly id: string
  readonly channel: ChannelName
  /** Where it was said and where the reply goes: `telegram:123`, `zalo:456`, `web-…`. */
  readonly conversationId: string
  /** The private conversation of the one who said it; in a group another one than `conversationId`. */
  readonly sender: string
  /** `text` was typed; `choice` is a tapped button; `other` is a sticker, a photo, a file … */
  readonly kind: 'text' | 'choice' | 'other'
  /** The typed text, the label of the tapped choice, or what was written under a file; empty for the rest of `other`. */
  readonly text: string
  /** The `action` of the tapped choice, or its token (`bot/choices.ts`). */
  readonly action: string | null
  /** What came with it, not yet fetched from the platform. */
  readonly files: readonly IncomingFile[]
  /** It is one of several files sent together, which come one by one under the same id. */
  readonly isPart?: true
  readonly receivedAt: Date
}

/** A file that somebody sent: fetched through the channel it came by, only when somebody wants it. */
export interface IncomingFile {
  /** By which the channel fetches it: opaque to all others. */
  readonly handle: string
  /** As the person named it; empty if the platform gives none. */
  readonly name: string
  /** In bytes, as the platform says; null if it does not. */
  readonly size: number | null
}

/** A file of the store (`store/files.ts`) that goes with a reply. */
export interface Attachment {
  readonly fileId: string
  /** ASCII, with its ending: “dang-ky-2020.xlsx”. */
  readonly name: string
  readonly type: AttachmentType
}

export type AttachmentType =
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  | 'image/png'
  | 'image/jpeg'
  | 'application/json'
  | 'text/calendar'

/** The kinds of `design.md`, Answers. */
export type AnswerKind = 'answer' | 'clarify' | 'not_stated' | 'out_of_scope' | 'refused' | 'action' | 'smalltalk'

/** A piece of a reply, plain text inside; each channel escapes and sets it in its own way. */
export type Block =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'quote'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly ListItem[] }

export interface ListItem {
  readonly text: string
  readonly items?: readonly string[]
}

/** Where an answer comes from: one section of one document. */
export interface Source {
  readonly campaign: string
  /** Section path as printed: `III.1`, `CV.2`, `mo-dau`. */
  readonly section: string
  /** Id of the document inside the campaign. */
  readonly document: string
  /** “Mục III.1” */
  readonly place: string
  /** “Kế hoạch số 09/KH-SNV ngày 07/02/2020 của Sở Nội vụ tỉnh Hưng Yên” */
  readonly title: string
  /** The original passage with its heading chain, shown when the person unfolds the source. */
  readonly passage: string
}

/** Something the person can tap instead of typing. `action` is opaque to channels. */
export interface Choice {
  readonly label: string
  readonly action: string
  readonly campaign?: string
}

/** What the assistant says. */
export interface Reply {
  readonly kind: AnswerKind
  readonly blocks: readonly Block[]
  readonly sources: readonly Source[]
  readonly choices: readonly Choice[]
  /** The same in the fields of a template that was approved beforehand, for a channel that allows nothing else by then. */
  readonly template?: Readonly<Record<string, string>>
  /** A number that is typed now is the answer itself, not that of a choice. */
  readonly asksForNumber?: true
  /** The action of the choice on which “đồng ý” that is typed now is a tap. */
  readonly yes?: string
  /** Shown after the text: pictures as pictures, others as files to open. */
  readonly attachments?: readonly Attachment[]
}

/** What became of one attempt to deliver. Reasons are for operators: no token, no text of a person. */
export type Delivery =
  | { readonly state: 'sent'; readonly platformId?: string }
  /**
   * Try again: after `afterMs` if the platform named a time, else later each time and not before `leastMs`;
   * `channelWide` if it is no fault of this message.
   */
  | {
      readonly state: 'retry'
      readonly reason: string
      readonly afterMs?: number
      readonly leastMs?: number
      readonly channelWide?: boolean
    }
  /** The person cannot be reached until they come back. */
  | { readonly state: 'blocked'; readonly reason: string }
  /** The platform allows no message before the person writes again. */
  | { readonly state: 'window_closed'; readonly reason: string }
  /** The conversation has another id now. */
  | { readonly state: 'moved'; readonly conversationId: string }
  | { readonly state: 'failed'; readonly reason: string }

/** A way in and out: Telegram, Zalo, the web chat, the terminal. Receiving is the channel's own affair. */
export interface Channel {
  readonly name: ChannelName
  /** How many choices it shows at once, numbered, so that a number can be typed; null if all, as buttons alone. */
  readonly numberedChoices: number | null
  /** Cuts a reply without attachments into what one message can carry; sources and choices stay with the last part. */
  split(reply: Reply): readonly Reply[]
  /** Delivers one part, or one attachment alone; `replyId` is stable, so that a channel can recognise what it has already shown. */
  send(conversationId: string, replyId: string, reply: Reply): Promise<Delivery>
  /** The content of a file that came by this channel, or why it cannot be had. At most `mostBytes` are read. */
  fetchFile(handle: string, mostBytes: number): Promise<FetchedFile>
  /** Shows that an answer is on its way, or that none will come. */
  showTyping(conversationId: string, isOn: boolean): void
}

/** `unavailable`: the platform does not give it, now or ever; the person may send it again. */
export type FetchedFile =
  | { readonly state: 'fetched'; readonly content: Uint8Array }
  | { readonly state: 'too_large' }
  | { readonly state: 'unavailable'; readonly reason: string }

/** The reply as plain text, all of it: what a terminal shows and what a person would read aloud. */
export function toPlainText(reply: Reply): string {
  const lines = reply.blocks.map(blockToPlainText)
  const citations = toCitations(reply.sources)
  if (citations.length > 0) lines.push(citations.map((citation) => `Nguồn: ${citation}`).join('\n'))
  return lines.join('\n\n')
}

/** One line a document: “Mục III.1; Mục IV.1.a, Kế hoạch số 09/KH-SNV …”. */
export function toCitations(sources: readonly Pick<Source, 'place' | 'title'>[]): string[] {
  const titles = [...new Set(sources.map(({ title }) => title))]
  return titles.map((title) => {
    const places = new Set(sources.filter((source) => source.title === title).map(({ place }) => place))
    return `${[...places].join('; ')}, ${title}`
  })
}

function blockToPlainText(block: Block): string {
  switch (block.type) {
    case 'text':
    case 'heading':
      return block.text
    case 'quote':
      return `“${block.text}”`
    case 'list':
      return block.items
        .map((item) => [`- ${item.text}`, ...(item.items ?? []).map((sub) => `  + ${sub}`)].join('\n'))
        .join('\n')
  }
}
