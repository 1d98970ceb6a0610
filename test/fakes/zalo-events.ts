// Webhook bodies as Zalo writes them.

/** A body to send; every field can be changed before. */
export type ZaloPayload = Readonly<Record<string, unknown>>

export interface EventBuilders {
  userText(userId: string, text: string, more?: { quotedMessageId?: string; messageId?: string }): ZaloPayload
  /** A tapped `oa.query.show` or `oa.query.hide`: a text like any other. */
  tap(userId: string, payload: string): ZaloPayload
  sticker(userId: string): ZaloPayload
  image(userId: string, text?: string, url?: string): ZaloPayload
  file(userId: string, file: { name: string; url: string; size: number }): ZaloPayload
  follow(userId: string): ZaloPayload
  unfollow(userId: string): ZaloPayload
  /** `flat` is the older of two shapes. */
  submitInfo(userId: string, info: { name: string; phone: string }, shape?: 'nested' | 'flat'): ZaloPayload
  /** Ours, or a colleague's when there is an `adminId`. */
  echo(userId: string, text: string, more?: { messageId?: string; adminId?: string; media?: string }): ZaloPayload
  /** Sources differ on who is the sender. */
  seen(userId: string, messageIds: readonly string[], sender?: 'oa' | 'user'): ZaloPayload
  received(userId: string, messageId: string, sender?: 'oa' | 'user'): ZaloPayload
  /** Any event between a user and the OA. */
  event(name: string, userId: string, more?: object): ZaloPayload
}

export function createEventBuilders({
  appId,
  oaId,
  now,
  firstId = 1,
}: {
  appId: string
  oaId: string
  now: () => Date
  firstId?: number
}): EventBuilders {
  let turn = firstId
  const nextId = () => (0x2d758cb5e222n * 0x100000000n + BigInt(turn++)).toString(16)
  const between = (sender: object, recipient: object, name: string, userId: string, more: object): ZaloPayload => ({
    app_id: appId,
    sender,
    user_id_by_app: toAppUserId(userId),
    recipient,
    event_name: name,
    ...more,
    timestamp: String(now().getTime()),
  })
  const event = (name: string, userId: string, more: object = {}) =>
    between({ id: userId }, { id: oaId }, name, userId, more)
  const receipt = (name: string, userId: string, message: object, sender: 'oa' | 'user') =>
    sender === 'user'
      ? event(name, userId, { message })
      : between({ id: oaId }, { id: userId }, name, userId, { message })
  const following = (name: string, userId: string): ZaloPayload => ({
    oa_id: oaId,
    follower: { id: userId },
    user_id_by_app: toAppUserId(userId),
    event_name: name,
    source: 'oa_profile',
    app_id: appId,
    timestamp: String(now().getTime()),
  })
  const attached = (type: string, payload: object, text?: string) => ({
    message: { ...(text ? { text } : {}), attachments: [{ payload, type }], msg_id: nextId() },
  })
  const userText: EventBuilders['userText'] = (userId, text, { quotedMessageId, messageId = nextId() } = {}) =>
    event('user_send_text', userId, {
      message: { text, msg_id: messageId, ...(quotedMessageId ? { quote_msg_id: quotedMessageId } : {}) },
    })
  return {
    userText,
    tap: (userId, payload) => userText(userId, payload),
    sticker: (userId) =>
      event(
        'user_send_sticker',
        userId,
        attached('sticker', { id: '46980', url: 'https://sticker.example/46980.png' }),
      ),
    image: (userId, text, url = 'https://image.example/a.jpg') => {
      const payload = { thumbnail: 'https://image.example/t.jpg', url }
      return event('user_send_image', userId, attached('image', payload, text))
    },
    file: (userId, { name, url, size }) =>
      event('user_send_file', userId, attached('file', { url, name, size: String(size), checksum: '', type: '' })),
    follow: (userId) => following('follow', userId),
    unfollow: (userId) => following('unfollow', userId),
    submitInfo: (userId, { name, phone }, shape = 'nested') =>
      event('user_submit_info', userId, {
        info:
          shape === 'flat'
            ? { name, phone, address: 'Số 1', city: 'Hưng Yên', district: 'Văn Lâm', ward: 'Như Quỳnh' }
            : {
                name,
                phone,
                user_dob: '01/01/1990',
                gender: 'female',
                full_address: { user_city: 'Hưng Yên', user_ward: 'Như Quỳnh', user_address: 'Số 1' },
              },
      }),
    echo: (userId, text, { messageId = nextId(), adminId, media = 'text' } = {}) =>
      between({ id: oaId, ...(adminId ? { admin_id: adminId } : {}) }, { id: userId }, `oa_send_${media}`, userId, {
        message: { ...(text ? { text } : {}), msg_id: messageId },
      }),
    seen: (userId, messageIds, sender = 'oa') => receipt('user_seen_message', userId, { msg_ids: messageIds }, sender),
    received: (userId, messageId, sender = 'oa') =>
      receipt('user_received_message', userId, { msg_id: messageId }, sender),
    event,
  }
}

// Scoped to the app, so never the same as the OA's.
function toAppUserId(userId: string): string {
  return `7${userId.slice(1)}`
}
