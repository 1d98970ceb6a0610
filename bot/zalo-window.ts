// How long an Official Account may write to somebody after their last word; docs.zaloplatforms.com, consultation messages.

/** Free of charge. */
export const FREE_HOURS = 48
/** Paid by the OA (`ZALO_PAID_MESSAGES=on`). */
export const PAID_HOURS = 7 * 24
