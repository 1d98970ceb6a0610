import type { CallOptions } from '../http.ts'
import type {
  FileMessage,
  MediaMessage,
  PhoneTemplateMessage,
  Reaction,
  TemplateMessage,
  TextMessage,
  Upload,
  UserInfoRequest,
} from './messages.ts'
import type {
  OaQuota,
  OaReply,
  PastMessage,
  PhoneTemplateReply,
  SendReply,
  TemplateQuotaReply,
  TemplateStatusReply,
  UserQuotaReply,
  UsersReply,
  ZaloUser,
} from './replies.ts'

/**
 * What a client needs. Only `accessToken` has no default.
 *
 * `accessToken` is asked before every call, and its answer is not kept: the token lives 25 hours and belongs in your
 * store. What it throws comes out of the call unchanged, and nothing was sent. With `appSecret` every call carries
 * `appsecret_proof`, which an app can be set to demand (else -242, or -1241 from ZBS). The roots are for tests.
 *
 * @example
 * createZaloClient({ accessToken: () => tokens.current(), timeoutMs: 5_000 })
 *
 * Source: Zalo docs; hosts as in the official zaloplatform/zalo-php-sdk (src/ZaloEndPoint.php).
 */
export interface ZaloClientOptions {
  readonly accessToken: () => Promise<string>
  readonly appSecret?: string
  readonly apiRoot?: string
  readonly zbsRoot?: string
  readonly fetch?: typeof globalThis.fetch
  /** 15 seconds unless told: Zalo promises nothing. */
  readonly timeoutMs?: number
}

/**
 * The calls of the OpenAPI, one method each. Get one from {@link createZaloClient}.
 *
 * Every method throws {@link ZaloApiError} (Zalo said no), {@link ZaloNetworkError} or {@link ZaloTimeoutError} (no
 * answer). Every call counts against 4,000 a minute per app, and the OA's own limit (-32).
 *
 * @example
 * const { messageId } = await client.sendText({ userId, text: 'Xin chào' })
 *
 * Source: see each method.
 */
export interface ZaloClient {
  /**
   * Sends a text, with up to five buttons. Free within 48 hours of the person's last interaction, billed up to
   * 7 days, refused after (-230): then use {@link ZaloClient.sendTemplate}.
   *
   * Buttons are a doubt: partners document and use them, the official PHP SDK says v3 has none. Write the choices
   * into the text as well, and on -201 or -233 send once more without buttons.
   *
   * @example
   * await client.sendText({ userId, text: 'Đúng không?', buttons: [{ type: 'oa.query.hide', title: 'Đúng', payload: '#v1:yes' }] })
   *
   * Source: POST /v3.0/oa/message/cs; zaloplatform/zalo-java-sdk (src/test/java/v3), developers.esms.vn (buttons).
   */
  sendText(message: TextMessage, options?: CallOptions): Promise<SendReply>
  /**
   * Sends an image, a gif or a sticker. Costs what a text costs.
   *
   * @example
   * await client.sendMedia({ userId, mediaType: 'image', attachmentId })
   *
   * Source: POST /v3.0/oa/message/cs; zaloplatform/zalo-php-sdk (src/Builder/MessageBuilder.php).
   */
  sendMedia(message: MediaMessage, options?: CallOptions): Promise<SendReply>
  /**
   * Sends an uploaded file. Costs what a text costs.
   *
   * @example
   * await client.sendFile({ userId, token })
   *
   * Source: POST /v3.0/oa/message/cs; zaloplatform/zalo-php-sdk (src/Builder/MessageBuilder.php).
   */
  sendFile(message: FileMessage, options?: CallOptions): Promise<SendReply>
  /**
   * Asks for name, phone and address; `user_submit_info` answers. Costs what a text costs.
   *
   * @example
   * await client.requestUserInfo({ userId, title, subtitle, imageUrl })
   *
   * Source: POST /v3.0/oa/message/cs; zaloplatform/zalo-php-sdk (src/Builder/MessageBuilder.php).
   */
  requestUserInfo(message: UserInfoRequest, options?: CallOptions): Promise<SendReply>
  /**
   * Puts an emoji on a message of the person's.
   *
   * @example
   * await client.react({ userId, messageId, icon: '/-heart' })
   *
   * Source: POST /v2.0/oa/message; zaloplatform/zalo-java-sdk (src/test/java/v3/SendReactionToMessage.java).
   */
  react(reaction: Reaction, options?: CallOptions): Promise<void>
  /**
   * Uploads a jpg or png ≤1 MB for {@link ZaloClient.sendMedia}; good for 7 days (-100 after).
   *
   * @example
   * const { attachmentId } = await client.uploadImage({ data, fileName: 'a.jpg', contentType: 'image/jpeg' })
   *
   * Source: POST /v2.0/oa/upload/image; zaloplatform/zalo-php-sdk (README).
   */
  uploadImage(upload: Upload, options?: CallOptions): Promise<{ attachmentId: string }>
  /**
   * Uploads a gif ≤5 MB for {@link ZaloClient.sendMedia}; good for 7 days.
   *
   * @example
   * const { attachmentId } = await client.uploadGif({ data, fileName: 'a.gif', contentType: 'image/gif' })
   *
   * Source: POST /v2.0/oa/upload/gif; zaloplatform/zalo-php-sdk (README).
   */
  uploadGif(upload: Upload, options?: CallOptions): Promise<{ attachmentId: string }>
  /**
   * Uploads a PDF, DOC or DOCX ≤5 MB for {@link ZaloClient.sendFile}; good for 7 days. Other types are told
   * differently by different sources: keep to PDF.
   *
   * @example
   * const { token } = await client.uploadFile({ data, fileName: 'ke-hoach.pdf', contentType: 'application/pdf' })
   *
   * Source: POST /v2.0/oa/upload/file; zaloplatform/zalo-php-sdk (README).
   */
  uploadFile(upload: Upload, options?: CallOptions): Promise<{ token: string }>
  /**
   * Sends a ZBS template message to a user id: reminders after the window has closed. Paid by the message.
   *
   * @example
   * await client.sendTemplate({ userId, templateId, data: { name: 'Lan' } })
   *
   * Source: POST /v3.0/oa/message/template; Zalo docs (ZBS), one source only.
   */
  sendTemplate(message: TemplateMessage, options?: CallOptions): Promise<SendReply>
  /**
   * Sends a ZBS template message to a phone number, follower or not. Paid by the message; refused at night (-133).
   *
   * @example
   * await client.sendTemplateToPhone({ phone: '84919000000', templateId, data: { name: 'Lan' } })
   *
   * Source: POST business.openapi.zalo.me/message/template; Zalo docs (ZBS/ZNS), eTelecom's partner docs.
   */
  sendTemplateToPhone(message: PhoneTemplateMessage, options?: CallOptions): Promise<PhoneTemplateReply>
  /**
   * Asks where a template message to a phone is.
   *
   * @example
   * const { status } = await client.templateStatus(messageId)
   *
   * Source: GET business.openapi.zalo.me/message/status; Zalo docs (ZBS/ZNS).
   */
  templateStatus(messageId: string, options?: CallOptions): Promise<TemplateStatusReply>
  /**
   * Asks how many template messages are left today.
   *
   * @example
   * const { remainingQuota } = await client.templateQuota()
   *
   * Source: GET business.openapi.zalo.me/message/quota; Zalo docs (ZBS/ZNS).
   */
  templateQuota(options?: CallOptions): Promise<TemplateQuotaReply>
  /**
   * Asks how many free answers one person's window has left.
   *
   * @example
   * const { csReply } = await client.userQuota(userId)
   *
   * Source: POST /v3.0/oa/quota/message; Zalo docs, one source only.
   */
  userQuota(userId: string, options?: CallOptions): Promise<UserQuotaReply>
  /**
   * Asks what the OA may still send beyond free answers.
   *
   * @example
   * const quotas = await client.oaQuotas({ productType: 'cs', quotaType: 'sub_quota' })
   *
   * Source: POST /v3.0/oa/quota/message; Zalo docs, one source only.
   */
  oaQuotas(query: { productType: string; quotaType: string }, options?: CallOptions): Promise<OaQuota[]>
  /**
   * Asks for one person's name, tags and what they shared.
   *
   * @example
   * const { displayName } = await client.user(userId)
   *
   * Source: GET /v3.0/oa/user/detail; Zalo docs.
   */
  user(userId: string, options?: CallOptions): Promise<ZaloUser>
  /**
   * Lists user ids, at most 50 a page, up to offset 9951. `lastInteractionPeriod`: TODAY, YESTERDAY, L7D, L30D or
   * `YYYY_MM_DD:YYYY_MM_DD`.
   *
   * @example
   * const { userIds } = await client.users({ offset: 0, count: 50, isFollower: true })
   *
   * Source: GET /v3.0/oa/user/getlist; Zalo docs.
   */
  users(query: UsersQuery, options?: CallOptions): Promise<UsersReply>
  /**
   * Asks for the OA itself: the cheapest way to see that a token works.
   *
   * @example
   * const { name } = await client.oa()
   *
   * Source: GET /v2.0/oa/getoa; zaloplatform/zalo-php-sdk (src/ZaloEndPoint.php).
   */
  oa(options?: CallOptions): Promise<OaReply>
  /**
   * Reads a conversation backwards, at most 10 messages a page.
   *
   * @example
   * const messages = await client.conversation({ userId, offset: 0, count: 10 })
   *
   * Source: GET /v2.0/oa/conversation; zaloplatform/zalo-php-sdk (src/ZaloEndPoint.php).
   */
  conversation(query: { userId: string; offset: number; count: number }, options?: CallOptions): Promise<PastMessage[]>
  /**
   * Lists the newest message of each conversation, at most 10 a page.
   *
   * @example
   * const newest = await client.recentChats({ offset: 0, count: 10 })
   *
   * Source: GET /v2.0/oa/listrecentchat; zaloplatform/zalo-php-sdk (src/ZaloEndPoint.php).
   */
  recentChats(query: { offset: number; count: number }, options?: CallOptions): Promise<PastMessage[]>
}

/**
 * Which users to list; see {@link ZaloClient.users}.
 *
 * @example
 * { offset: 0, count: 50, tagName: 'Đã đăng ký' }
 *
 * Costs nothing by itself. Source: Zalo docs (docs.zaloplatforms.com, user list).
 */
export interface UsersQuery {
  readonly offset: number
  readonly count: number
  readonly tagName?: string
  readonly lastInteractionPeriod?: string
  readonly isFollower?: boolean
}
