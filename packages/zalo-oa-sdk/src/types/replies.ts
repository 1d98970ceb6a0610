import { z } from 'zod'

// Zalo is not of one mind whether a number is a number or a string of digits.
const optionalCount = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
  ])
  .nullish()
  .catch(null)
  .transform(orNull)
const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)
  .transform(orNull)
const id = z.union([z.string().min(1), z.number().transform(String)])
const flag = z.boolean().nullish().catch(null).transform(orNull)

function orNull<T>(value: T | null | undefined): T | null {
  return value ?? null
}

const sendQuota = z
  .looseObject({ quota_type: text, remain: optionalCount, total: optionalCount })
  .transform(({ quota_type, remain, total }) => ({ quotaType: quota_type, remaining: remain, total }))
  .nullish()
  .catch(null)
  .transform(orNull)

export const sendReply = z
  .looseObject({ message_id: id, user_id: text, recipient_id: text, quota: sendQuota })
  .transform(({ message_id, user_id, recipient_id, quota }) => ({
    messageId: message_id,
    userId: user_id ?? recipient_id,
    quota,
  }))

/**
 * What Zalo says of a message it took: its id, and what is left of a quota when Zalo tells.
 *
 * Keep `messageId`: receipts and the echo `oa_send_text` carry it. Everything but `messageId` may be null.
 * `quota.quotaType` is `reply`, `sub_quota`, `purchase_quota` or `reward_quota` in what we have seen.
 *
 * @example
 * const { messageId } = await client.sendText({ userId, text })
 *
 * Source: Zalo docs (docs.zaloplatforms.com, consultation message); the quota by way of eTelecom's partner docs.
 */
export type SendReply = z.output<typeof sendReply>

export const nothing = z.unknown().transform(() => undefined)

export const attachmentReply = z
  .looseObject({ attachment_id: id })
  .transform(({ attachment_id }) => ({ attachmentId: attachment_id }))
export const fileReply = z.looseObject({ token: id }).transform(({ token }) => ({ token }))

export const phoneTemplateReply = z
  .looseObject({
    msg_id: id,
    sent_time: text,
    sending_mode: text,
    quota: z.looseObject({ dailyQuota: optionalCount, remainingQuota: optionalCount }).nullish().catch(null),
  })
  .transform(({ msg_id, sent_time, quota }) => ({
    messageId: msg_id,
    sentAt: toDate(sent_time),
    dailyQuota: quota?.dailyQuota ?? null,
    remainingQuota: quota?.remainingQuota ?? null,
  }))

/**
 * What ZBS says of a template message it took. `messageId` is what {@link ZaloClient.templateStatus} asks for.
 *
 * Costs nothing by itself; the message was paid when this arrives.
 *
 * @example
 * const { messageId, remainingQuota } = await client.sendTemplateToPhone({ phone, templateId, data })
 *
 * Source: Zalo docs (ZBS/ZNS API) and eTelecom's partner docs.
 */
export type PhoneTemplateReply = z.output<typeof phoneTemplateReply>

const DELIVERY = new Map([
  ['-1', 'unknown'],
  ['0', 'sent'],
  ['1', 'delivered'],
] as const) as ReadonlyMap<string, 'unknown' | 'sent' | 'delivered'>

export const templateStatusReply = z
  .looseObject({ status: text, message: text, delivery_time: text })
  .transform(({ status, delivery_time }) => ({
    status: DELIVERY.get(status ?? '') ?? 'unknown',
    deliveredAt: toDate(delivery_time),
  }))

/**
 * Where a template message is: `sent`, `delivered` to the phone, or `unknown` (-1: Zalo does not know the id).
 *
 * @example
 * if ((await client.templateStatus(messageId)).status === 'delivered') …
 *
 * Costs one call. Source: Zalo docs (ZBS/ZNS message status): -1, 0, 1; their names are ours.
 */
export type TemplateStatusReply = z.output<typeof templateStatusReply>

export const templateQuotaReply = z
  .looseObject({ dailyQuota: optionalCount, remainingQuota: optionalCount })
  .transform(({ dailyQuota, remainingQuota }) => ({ dailyQuota, remainingQuota }))

/**
 * How many template messages the OA may send today, and how many of them are left; null where Zalo does not tell.
 *
 * @example
 * const { remainingQuota } = await client.templateQuota()
 *
 * Costs one call. Source: Zalo docs (ZBS/ZNS quota).
 */
export type TemplateQuotaReply = z.output<typeof templateQuotaReply>

export const userQuotaReply = z
  .looseObject({
    last_interaction: text,
    cs_reply: z.looseObject({ remain: optionalCount, total: optionalCount }).nullish().catch(null),
  })
  .transform(({ last_interaction, cs_reply }) => ({
    lastInteractionAt: toDate(last_interaction),
    csReply: cs_reply ? { remaining: cs_reply.remain, total: cs_reply.total } : null,
  }))

/**
 * When the person last interacted, and how many free answers are left in this window; null where Zalo does not tell.
 *
 * Sources differ on how many are free within 48 hours (eight, or any number since 2026): read it here.
 *
 * @example
 * const { lastInteractionAt, csReply } = await client.userQuota(userId)
 *
 * Costs one call. Source: Zalo docs (docs.zaloplatforms.com, OA quota); one source only.
 */
export type UserQuotaReply = z.output<typeof userQuotaReply>

const oaQuota = z
  .looseObject({
    asset_id: text,
    product_type: text,
    quota_type: text,
    valid_through: text,
    total: optionalCount,
    remain: optionalCount,
  })
  .transform((one) => ({
    assetId: one.asset_id,
    productType: one.product_type,
    quotaType: one.quota_type,
    validThrough: one.valid_through,
    total: one.total,
    remaining: one.remain,
  }))
export const oaQuotasReply = z.array(oaQuota)

/**
 * One allowance of the OA: what it is for, until when, how much is left. Null where Zalo does not tell.
 *
 * @example
 * const [first] = await client.oaQuotas({ productType: 'cs', quotaType: 'sub_quota' })
 *
 * Costs one call. Source: Zalo docs (docs.zaloplatforms.com, OA quota); one source only.
 */
export type OaQuota = z.output<typeof oaQuota>

const sharedInfo = z
  .looseObject({ name: text, phone: text, address: text, city: text, district: text })
  .transform(({ name, phone, address, city, district }) => ({ name, phone, address, city, district }))
  .nullish()
  .catch(null)
  .transform(orNull)

export const userReply = z
  .looseObject({
    user_id: id,
    user_id_by_app: text,
    user_external_id: text,
    display_name: text,
    user_alias: text,
    user_is_follower: flag,
    user_last_interaction_date: text,
    avatar: text,
    tags_and_notes_info: z
      .looseObject({ tag_names: z.array(z.string()).nullish().catch(null) })
      .nullish()
      .catch(null),
    shared_info: sharedInfo,
  })
  .transform((user) => ({
    userId: user.user_id,
    userIdByApp: user.user_id_by_app,
    externalId: user.user_external_id,
    displayName: user.display_name,
    alias: user.user_alias,
    isFollower: user.user_is_follower,
    lastInteractionDate: user.user_last_interaction_date,
    avatar: user.avatar,
    tags: user.tags_and_notes_info?.tag_names ?? [],
    sharedInfo: user.shared_info,
  }))

/**
 * One person as the OA may see them. `userId` belongs to this OA, `userIdByApp` to the app: they differ.
 *
 * `sharedInfo` holds what the person handed over with `user_submit_info`; `lastInteractionDate` is `DD/MM/YYYY`.
 *
 * @example
 * const { displayName, isFollower } = await client.user(userId)
 *
 * Costs one call. Source: Zalo docs (docs.zaloplatforms.com, user detail).
 */
export type ZaloUser = z.output<typeof userReply>

export const usersReply = z
  .looseObject({ total: optionalCount, users: z.array(z.looseObject({ user_id: id })).default([]) })
  .transform(({ total, users }) => ({ total, userIds: users.map(({ user_id }) => user_id) }))

/**
 * A page of user ids, and how many there are in all when Zalo tells.
 *
 * @example
 * const { userIds, total } = await client.users({ offset: 0, count: 50, isFollower: true })
 *
 * Costs one call. Source: Zalo docs (docs.zaloplatforms.com, user list).
 */
export type UsersReply = z.output<typeof usersReply>

export const oaReply = z
  .looseObject({
    oa_id: text,
    oaid: text,
    name: text,
    is_verified: flag,
    oa_type: text,
    package_name: text,
    num_follower: optionalCount,
  })
  .transform((oa) => ({
    oaId: oa.oa_id ?? oa.oaid,
    name: oa.name,
    isVerified: oa.is_verified,
    oaType: oa.oa_type,
    packageName: oa.package_name,
    followers: oa.num_follower,
  }))

/**
 * The OA itself: its id, name, whether it is verified, its package. A good health check of a token.
 *
 * @example
 * const { oaId, packageName } = await client.oa()
 *
 * Costs one call. Source: official zaloplatform/zalo-php-sdk (src/ZaloEndPoint.php, getoa).
 */
export type OaReply = z.output<typeof oaReply>

const pastMessage = z
  .looseObject({
    src: optionalCount,
    time: optionalCount,
    message_id: text,
    type: text,
    message: text,
    from_id: text,
    to_id: text,
  })
  .transform((one) => ({
    from: one.src === 0 ? ('oa' as const) : ('user' as const),
    at: one.time === null ? null : new Date(one.time),
    messageId: one.message_id,
    type: one.type,
    text: one.message,
    fromId: one.from_id,
    toId: one.to_id,
  }))
export const pastMessagesReply = z.array(pastMessage)

/**
 * One message of a conversation that is over, from either side.
 *
 * @example
 * const [last] = await client.conversation({ userId, offset: 0, count: 1 })
 *
 * Costs one call. Source: official zaloplatform/zalo-php-sdk (src/ZaloEndPoint.php); fields seen in integrations.
 */
export type PastMessage = z.output<typeof pastMessage>

function toDate(ms: string | null): Date | null {
  return ms && /^\d{1,15}$/.test(ms) ? new Date(Number(ms)) : null
}
