// The ledger: one row per person, milestone version and lead, so that what is planned twice is sent once.

import { reopenRecipients } from './announcements.ts'
import { toBatch } from './batch.ts'
import type { Db } from './database.ts'
import { settle } from './outbox.ts'
import { prepare } from './prepare.ts'

/**
 * `planned` is still to be posted, `posted` is in the outbox. What became of it: `sent`; `cancelled`, it was done or no
 * longer wanted; `superseded`, a later one told the same; `window_closed`, `blocked`, `expired`, `failed` as of letters.
 */
export type ReminderState =
  | 'planned'
  | 'posted'
  | 'sent'
  | 'cancelled'
  | 'superseded'
  | 'window_closed'
  | 'blocked'
  | 'expired'
  | 'failed'

/** What makes a reminder the same. */
export interface ReminderKey {
  readonly campaign: string
  readonly milestone: string
  readonly version: number
  /** “7”, “0”, “overdue”, “changed”, “again:2020-02-12”, “instead:2020-02-11”. */
  readonly lead: string
}

export interface Reminder extends ReminderKey {
  readonly seq: number
  readonly person: string
  readonly dueAt: Date
  readonly state: ReminderState
  /** How often it was posted and did not arrive. */
  readonly attempts: number
  readonly letterId: string | null
  readonly reason: string | null
}

/** The lead of a message that tells of another day. */
export const CHANGED = 'changed'
const ANNOUNCED_MS = 7 * 24 * 3_600_000 // an announcement is news for a week

/** The next people to whom something is to be posted at `now`, those who wait longest first. */
export async function peopleDue(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('reminders')
    .select('person_id')
    .where('state', '=', 'planned')
    .where('send_from', '<=', now.toISOString())
    .orderBy('send_from')
    .limit(limit)
    .execute()
  return [...new Set(rows.map(({ person_id }) => person_id))]
}

/** All that is to be posted to these people at `now`, in the order of the deadlines' planning. */
export async function remindersDue(db: Db, people: readonly string[], now: Date): Promise<Reminder[]> {
  const rows = await db
    .selectFrom('reminders')
    .selectAll()
    .where('person_id', 'in', toBatch(people))
    .where('state', '=', 'planned')
    .where('send_from', '<=', now.toISOString())
    .orderBy('seq')
    .execute()
  return rows.map(toReminder)
}

/** The newest version of each milestone that these people were told of: “person campaign milestone” → version. */
export async function versionsTold(db: Db, people: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('reminders')
    .select(['person_id', 'campaign', 'milestone', ({ fn }) => fn.max('version').as('version')])
    .where('person_id', 'in', toBatch(people))
    .where('state', 'in', ['sent', 'posted'])
    .groupBy(['person_id', 'campaign', 'milestone'])
    .execute()
  return new Map(rows.map((row) => [`${row.person_id} ${row.campaign} ${row.milestone}`, row.version]))
}

/** The milestones, as “campaign/milestone”, that a person was told of since then. */
export async function milestonesTold(db: Db, person: string, since: Date): Promise<Set<string>> {
  const rows = await db
    .selectFrom('reminders')
    .select(['campaign', 'milestone'])
    .where('person_id', '=', person)
    .where('state', 'in', ['sent', 'posted'])
    .where('send_from', '>=', since.toISOString())
    .execute()
  return new Set(rows.map(({ campaign, milestone }) => `${campaign}/${milestone}`))
}

/** The reminder went into the outbox with this letter. */
export async function markPosted(db: Db, seqs: readonly number[], letterId: string): Promise<void> {
  for (const seq of seqs)
    await db.updateTable('reminders').set({ state: 'posted', letter_id: letterId }).where('seq', '=', seq).execute()
}

/** The reminder rests in this state, for this reason. */
export async function settleReminders(
  db: Db,
  seqs: readonly number[],
  state: Exclude<ReminderState, 'planned' | 'posted' | 'sent'>,
  reason: string,
  now: Date,
): Promise<void> {
  for (const seq of seqs)
    await db
      .updateTable('reminders')
      .set({ state, reason, settled_at: now.toISOString() })
      .where('seq', '=', seq)
      .execute()
}

/** The reminder waits until then. */
export async function postponeReminders(db: Db, seqs: readonly number[], until: Date, reason: string): Promise<void> {
  for (const seq of seqs)
    await db.updateTable('reminders').set({ send_from: until.toISOString(), reason }).where('seq', '=', seq).execute()
}

/**
 * What became of the letters becomes of the reminders in them. Those that did not arrive are planned once more for
 * `again`, since another way may be open by then, `tries` times in all; those for which time ran out, as often as it
 * takes: that the channel was in trouble speaks for no other way.
 */
export async function settleByLetters(
  db: Db,
  { now, again, tries }: { readonly now: Date; readonly again: Date; readonly tries: number },
): Promise<void> {
  const rows = await db
    .selectFrom('reminders')
    .innerJoin('outbox', 'outbox.id', 'reminders.letter_id')
    .select(['reminders.seq', 'reminders.attempts', 'outbox.id', 'outbox.state', 'outbox.reason'])
    .where('reminders.state', '=', 'posted')
    .where('outbox.state', '!=', 'waiting')
    .execute()
  for (const { seq, attempts, id, state, reason } of rows) {
    const ranOut = state === 'expired'
    const isOver = state === 'sent' || state === 'failed' || (!ranOut && attempts + 1 >= tries)
    // What goes another way must not come this way later, when the person writes.
    if (state === 'window_closed') await settle(db, id, 'expired', 'told in another way, or too late to be told')
    await db
      .updateTable('reminders')
      .set(
        isOver
          ? { state, reason, settled_at: now.toISOString() }
          : {
              state: 'planned',
              reason,
              attempts: ranOut ? attempts : attempts + 1,
              send_from: again.toISOString(),
              ...(ranOut ? { letter_id: null } : {}),
            },
      )
      .where('seq', '=', seq)
      .execute()
  }
}

/**
 * Somebody who could not be reached has written: what could not be told them is planned once more, and sent if it is
 * still true; what was announced of late while their window was shut, too.
 */
export async function reopenReminders(db: Db, person: string, now: Date): Promise<void> {
  await reopenRecipients(db, person, new Date(now.getTime() - ANNOUNCED_MS), now)
  await planAgain(db, { person, now: now.toISOString() })
}

const planAgain = prepare((db: Db, { person, now }: { person: string; now: string }) =>
  db
    .updateTable('reminders')
    .set({ state: 'planned', attempts: 0, letter_id: null, send_from: now, reason: null, settled_at: null })
    .where('person_id', '=', person)
    .where('state', 'in', ['window_closed', 'blocked']),
)

/** A row of the ledger as it is told outside the store. */
export function toReminder(row: {
  seq: number
  person_id: string
  campaign: string
  milestone: string
  version: number
  lead: string
  due_at: string
  state: string
  attempts: number
  letter_id: string | null
  reason: string | null
}): Reminder {
  return {
    seq: row.seq,
    person: row.person_id,
    campaign: row.campaign,
    milestone: row.milestone,
    version: row.version,
    lead: row.lead,
    dueAt: new Date(row.due_at),
    state: row.state as ReminderState,
    attempts: row.attempts,
    letterId: row.letter_id,
    reason: row.reason,
  }
}
