/**
 * What every event has; see {@link ZaloEvent}.
 *
 * `eventId` is the same for every delivery of one event: keep it for a week and process each once. `userId` is "the
 * id that is not the OA's". `sentAt` is when Zalo says it happened. `raw` is the whole body, digits kept.
 *
 * @example
 * if (await inbox.has(event.eventId)) return
 *
 * Costs nothing. Source: Zalo docs (docs.zaloplatforms.com, webhook).
 */
export interface ZaloEventBase {
  /** Zalo's own name of the event. */
  readonly name: string
  readonly eventId: string
  readonly appId: string | null
  readonly oaId: string | null
  readonly userId: string | null
  readonly userIdByApp: string | null
  readonly sentAt: Date | null
  readonly raw: unknown
}

/**
 * Something that came with a message: the fields that Zalo gives for its type, else null.
 *
 * `type` is image, gif, audio, video, file, sticker, link, location, template or a name we have not seen. The URLs are
 * public and do not last: fetch what you keep. A business card comes as a link.
 *
 * @example
 * const [image] = event.attachments // { type: 'image', url: 'https://…', … }
 *
 * Costs nothing. Source: Zalo docs (webhook, attachments).
 */
export interface ZaloAttachment {
  readonly type: string
  readonly url: string | null
  readonly thumbnail: string | null
  readonly title: string | null
  readonly description: string | null
  /** Of a sticker. */
  readonly id: string | null
  readonly fileName: string | null
  readonly sizeBytes: number | null
  readonly checksum: string | null
  readonly coordinates: { readonly latitude: number; readonly longitude: number } | null
}

interface Message extends ZaloEventBase {
  readonly messageId: string | null
  readonly text: string
  readonly quotedMessageId: string | null
  readonly attachments: readonly ZaloAttachment[]
}

/**
 * What a person handed over by `user_submit_info`, whichever of its two shapes it came in; null where nothing is.
 *
 * `phone` is as Zalo sends it: `84…` or `0…`. The newer shape has no district.
 *
 * @example
 * if (event.kind === 'user_info') await save(event.info.name, event.info.phone)
 *
 * Costs nothing. Source: Zalo docs (webhook, user_submit_info); the flat shape as older integrations parse it.
 */
export interface SubmittedInfo {
  readonly name: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly city: string | null
  readonly district: string | null
  readonly ward: string | null
  readonly dateOfBirth: string | null
  readonly gender: string | null
}

/**
 * Every event of Zalo's catalogue, told apart by `kind`; one we do not know is `unknown`: answer 200, keep it.
 *
 * - `user_text`: a text, or a tapped button (its payload is the text); `user_media`: anything else a person sends.
 * - `anonymous_message`: from a visitor of the OA's web widget; answer by `conversationId`.
 * - `oa_echo`, `oa_anonymous_echo`: what we or a colleague sent (`adminId` when a colleague did). Never answer them.
 * - `receipt`: messages arrived or were seen. `reaction`: an emoji on one, from either side.
 * - `follow`, `unfollow`, `chat_opened` (once per person, before the first message).
 * - `user_info`: answer to a request for data. `data_withdrawal`: the person wants their data gone.
 * - `consent_reply`, `call`: about phone calls. `tagged`: about tags. `feedback`: a rated template.
 * - `quota_changed`, `template_changed`, `journey`, `shop_order`: about the OA's own affairs.
 * - `group`: from a group chat; not a conversation with one person.
 *
 * @example
 * switch (event.kind) {
 *   case 'user_text': return answer(event.userId, event.text)
 *   case 'oa_echo': return
 * }
 *
 * Costs nothing. Source: Zalo docs (docs.zaloplatforms.com, webhook); kinds are ours.
 */
export type ZaloEvent =
  | (Message & { readonly kind: 'user_text'; readonly name: 'user_send_text' })
  | (Message & { readonly kind: 'user_media'; readonly media: string })
  | (Message & { readonly kind: 'anonymous_message'; readonly media: string; readonly conversationId: string | null })
  | (Message & { readonly kind: 'oa_echo'; readonly media: string; readonly adminId: string | null })
  | (Message & {
      readonly kind: 'oa_anonymous_echo'
      readonly media: string
      readonly conversationId: string | null
      readonly adminId: string | null
    })
  | (Message & { readonly kind: 'group'; readonly groupId: string | null })
  | (ZaloEventBase & {
      readonly kind: 'receipt'
      readonly receipt: 'received' | 'seen'
      readonly messageIds: readonly string[]
      readonly deliveredAt: Date | null
      readonly trackingId: string | null
    })
  | (ZaloEventBase & {
      readonly kind: 'reaction'
      readonly by: 'user' | 'oa'
      readonly messageId: string | null
      readonly icon: string | null
    })
  | (ZaloEventBase & { readonly kind: 'follow' | 'unfollow'; readonly source: string | null })
  | (ZaloEventBase & { readonly kind: 'chat_opened' | 'data_withdrawal' | 'shop_order' | 'journey' })
  | (ZaloEventBase & { readonly kind: 'user_info'; readonly info: SubmittedInfo })
  | (ZaloEventBase & { readonly kind: 'consent_reply'; readonly consent: string | null })
  | (ZaloEventBase & {
      readonly kind: 'call'
      readonly by: 'user' | 'oa'
      readonly status: string | null
      readonly callId: string | null
    })
  | (ZaloEventBase & {
      readonly kind: 'tagged'
      readonly change: 'added' | 'removed'
      readonly tagName: string | null
      readonly userIds: readonly string[]
    })
  | (ZaloEventBase & {
      readonly kind: 'feedback'
      readonly messageId: string | null
      readonly rating: number | null
      readonly note: string | null
    })
  | (ZaloEventBase & {
      readonly kind: 'quota_changed'
      readonly before: string | null
      readonly after: string | null
    })
  | (ZaloEventBase & {
      readonly kind: 'template_changed'
      readonly change: 'tags' | 'quality' | 'quota' | 'status'
      readonly templateId: string | null
    })
  | (ZaloEventBase & { readonly kind: 'unknown' })
