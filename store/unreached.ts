// What became of a campaign's reminders, and whom they did not reach.

import type { Db } from './database.ts'
import { type Reminder, type ReminderState, toReminder } from './reminders.ts'

/** How many reminders of a campaign are in which state since then, with the reason where there is one. */
export async function reminderReport(
  db: Db,
  campaign: string,
  since: Date,
): Promise<{ milestone: string; lead: string; state: ReminderState; reason: string | null; count: number }[]> {
  const rows = await db
    .selectFrom('reminders')
    .select(['milestone', 'lead', 'state', 'reason', ({ fn }) => fn.countAll<number>().as('count')])
    .where('campaign', '=', campaign)
    .where('due_at', '>=', since.toISOString())
    .groupBy(['milestone', 'lead', 'state', 'reason'])
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as ReminderState, count: Number(row.count) }))
}

const UNREACHED = ['window_closed', 'blocked', 'failed'] as const

/**
 * Whom a reminder of the campaign that was due since then did not reach, and why: for those who call them. Also those
 * whose reminder a broken channel keeps back (`posted`), or kept back until it was too late (`expired`).
 */
export async function unreachedSince(db: Db, campaign: string, since: Date): Promise<Reminder[]> {
  return (await missedSince(db, campaign, since).execute()).map(toReminder)
}

/** The same without those whom another reminder of the milestone has reached since; of each person the last one. */
export async function stillUnreached(db: Db, campaign: string, since: Date): Promise<Reminder[]> {
  const rows = await missedSince(db, campaign, since)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reminders as later')
            .select('later.seq')
            .whereRef('later.person_id', '=', 'reminders.person_id')
            .whereRef('later.campaign', '=', 'reminders.campaign')
            .whereRef('later.milestone', '=', 'reminders.milestone')
            .whereRef('later.due_at', '>=', 'reminders.due_at')
            .where('later.state', '=', 'sent'),
        ),
      ),
    )
    .execute()
  const last = new Map(rows.map((row) => [`${row.person_id} ${row.milestone}`, row]))
  return [...last.values()].map(toReminder)
}

function missedSince(db: Db, campaign: string, since: Date) {
  return db
    .selectFrom('reminders')
    .leftJoin('outbox', 'outbox.id', 'reminders.letter_id')
    .selectAll('reminders')
    .where('campaign', '=', campaign)
    .where((where) =>
      where.or([
        where('reminders.state', 'in', UNREACHED).and('due_at', '>=', since.toISOString()),
        where('reminders.state', '=', 'expired').and('settled_at', '>=', since.toISOString()),
        where('reminders.state', '=', 'posted').and('outbox.state', '=', 'waiting').and('outbox.attempts', '>', 0),
      ]),
    )
    .orderBy('person_id')
    .orderBy('reminders.seq')
}

/** “Gửi lại cho người chưa nhận”: those whom it did not reach are tried once more; how many reminders those are. */
export async function retryUnreached(db: Db, campaign: string, since: Date, now: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('reminders')
    .set({ state: 'planned', attempts: 0, send_from: now.toISOString(), settled_at: null })
    .where('campaign', '=', campaign)
    .where('state', 'in', UNREACHED)
    .where('due_at', '>=', since.toISOString())
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
