// How long a draft nobody goes on with is kept.

const DAY_MS = 24 * 3_600_000

/** A reminder after three days: early enough while a registration is open for ten. */
export const REMINDED_AFTER_MS = 3 * DAY_MS
/** Without a word for 30 days a draft expires; what it held is erased later (store/retention.ts). */
export const EXPIRES_AFTER_MS = 30 * DAY_MS

/** When a draft expires that is not touched any more. */
export function expiryOf(updatedAt: Date): Date {
  return new Date(updatedAt.getTime() + EXPIRES_AFTER_MS)
}
