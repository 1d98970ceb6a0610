/**
 * One button under a text. At most five; title ≤100 characters, payload ≤1000, SMS content ≤160.
 *
 * `oa.query.show` makes the person send `payload` as a visible text, `oa.query.hide` as one they do not see; both
 * arrive as `user_send_text` with the payload as its text and no mark that it was a tap, so give payloads a form
 * nobody types. Costs nothing beyond the message; counts as an interaction when tapped.
 *
 * @example
 * { type: 'oa.query.hide', title: 'Đúng', payload: '#v1:yes:42' }
 *
 * Source: developers.esms.vn (consultation message with buttons), and the button types of the official
 * zaloplatform/zalo-php-sdk (src/Builder/MessageBuilder.php), which itself says v3 has no buttons: see
 * {@link ZaloClient.sendText}.
 */
export type ZaloButton =
  | { readonly type: 'oa.query.show' | 'oa.query.hide'; readonly title: string; readonly payload: string }
  | { readonly type: 'oa.open.url'; readonly title: string; readonly url: string }
  | { readonly type: 'oa.open.phone'; readonly title: string; readonly phone: string }
  | { readonly type: 'oa.open.sms'; readonly title: string; readonly phone: string; readonly content: string }

/**
 * A text, with buttons if you like, and as an answer to an earlier message if you like. ≤2000 characters.
 *
 * Costs one message. Sent in NFC, and counted so, in UTF-16 units: Zalo says "characters" only.
 *
 * @example
 * { userId: '186729651760683225', text: 'Xin chào', quoteMessageId: 'e2a641af6661713b2874' }
 *
 * Source: official zaloplatform/zalo-java-sdk (src/test/java/v3) and zalo-php-sdk; limit from Zalo docs.
 */
export interface TextMessage {
  readonly userId: string
  readonly text: string
  readonly quoteMessageId?: string
  readonly buttons?: readonly ZaloButton[]
}

/**
 * An image (jpg or png ≤1 MB), a gif (≤5 MB) or a sticker, from a public URL or from an upload.
 *
 * Costs one message. A caption counts as a text: ≤2000 characters.
 *
 * @example
 * { userId, mediaType: 'image', url: 'https://example.gov.vn/a.jpg', text: 'Bản đồ' }
 *
 * Source: official zaloplatform/zalo-php-sdk (src/Builder/MessageBuilder.php) and zalo-java-sdk.
 */
export type MediaMessage = {
  readonly userId: string
  readonly mediaType: 'image' | 'gif' | 'sticker'
  readonly text?: string
  readonly width?: number
  readonly height?: number
} & ({ readonly url: string } | { readonly attachmentId: string })

/**
 * A file that was uploaded with {@link ZaloClient.uploadFile}. Carries no text.
 *
 * Costs one message.
 *
 * @example
 * { userId, token: (await client.uploadFile({ data, fileName: 'ke-hoach.pdf', contentType: 'application/pdf' })).token }
 *
 * Source: official zaloplatform/zalo-php-sdk and zalo-java-sdk.
 */
export interface FileMessage {
  readonly userId: string
  readonly token: string
}

/**
 * Asks the person for name, phone and address; the answer comes as the event `user_submit_info`.
 *
 * Costs one message. Title ≤100 characters, subtitle ≤500.
 *
 * @example
 * { userId, title: 'Thông tin liên hệ', subtitle: 'Để cán bộ gọi lại', imageUrl: 'https://example.gov.vn/a.jpg' }
 *
 * Source: official zaloplatform/zalo-php-sdk and zalo-java-sdk; limits from Zalo docs.
 */
export interface UserInfoRequest {
  readonly userId: string
  readonly title: string
  readonly subtitle: string
  readonly imageUrl: string
}

/**
 * An emoji on a message of the person's. `/-remove` takes it back.
 *
 * Whether it counts against a quota is not documented.
 *
 * @example
 * { userId, messageId: '6d3771b5c7f5d0a889e7', icon: '/-strong' }
 *
 * Source: official zaloplatform/zalo-java-sdk (src/test/java/v3/SendReactionToMessage.java).
 */
export interface Reaction {
  readonly userId: string
  readonly messageId: string
  readonly icon: '/-heart' | '/-strong' | ':>' | ':o' | ':-((' | ':-h' | '/-remove'
}

/**
 * A file to upload. Images: jpg or png ≤1 MB; gifs ≤5 MB; files: PDF, DOC or DOCX ≤5 MB.
 *
 * Costs one of 5,000 uploads a month (told by one source); what comes back is good for 7 days.
 *
 * @example
 * { data: await readFile('ke-hoach.pdf'), fileName: 'ke-hoach.pdf', contentType: 'application/pdf' }
 *
 * Source: official zaloplatform/zalo-php-sdk (README); limits from Zalo docs.
 */
export interface Upload {
  readonly data: Uint8Array
  readonly fileName: string
  readonly contentType: string
}

/**
 * A ZBS template message to a follower's id: what still works after the window of free answers has closed.
 *
 * Paid by the message. The template must be approved, and allow sending by user id (else -249).
 *
 * @example
 * { userId, templateId: '7895417a7d3f9461cd2e', data: { name: 'Lan', deadline: '02/3/2020' } }
 *
 * Source: Zalo docs (docs.zaloplatforms.com, ZBS template message); one source only.
 */
export interface TemplateMessage {
  readonly userId: string
  readonly templateId: string
  readonly data: Readonly<Record<string, string>>
}

/**
 * A ZBS template message to a phone number in the form `84…`. `trackingId` (≤48 characters) comes back in receipts.
 *
 * Paid by the message; `developmentMode` is free and reaches only phones of the OA's admins. Not at night.
 *
 * @example
 * { phone: '84919000000', templateId: '7895417a7d3f9461cd2e', data: { name: 'Lan' }, trackingId: 'reminder-42' }
 *
 * Source: Zalo docs (ZBS/ZNS API), and the partner docs of eTelecom.
 */
export interface PhoneTemplateMessage {
  readonly phone: string
  readonly templateId: string
  readonly data: Readonly<Record<string, string>>
  readonly trackingId?: string
  readonly developmentMode?: boolean
}
