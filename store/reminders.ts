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
  /** “7”, “0”, “overdue”, “changed”, “again:2020-02-12”. */
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
const SUPERSEDED = 'a later reminder tells the same'

/** One way in which followers of a campaign want to be reminded. */
export interface FollowSettings {
  readonly leads: readonly number[]
  readonly hour: string
  /** When one of those who want it so changed something last. */
  readonly changedAt: Date
}

/** The ways in which followers of a campaign want to be reminded. */
export async function followSettingsOf(db: Db, campaign: string): Promise<FollowSettings[]> {
  const rows = await db
    .selectFrom('follows')
    .select(['leads', 'hour', ({ fn }) => fn.max('changed_at').as('changed_at')])
    .where('campaign', '=', campaign)
    .where('state', '!=', 'stopped')
    .groupBy(['leads', 'hour'])
    .execute()
  return rows.map(({ leads, hour, changed_at }) => ({
    leads: JSON.parse(leads) as number[],
    hour,
    changedAt: new Date(changed_at),
  }))
}

/** Followers of a campaign by person: after `after`, up to `until`; those alone who changed something since. */
export interface Stretch {
  readonly after: string
  readonly until: string
  readonly changedSince: Date | null
}

/** The next `size` followers after `after`; null if there are none. */
export async function nextStretch(
  db: Db,
  campaign: string,
  { after, size, changedSince }: Omit<Stretch, 'until'> & { readonly size: number },
): Promise<Stretch | null> {
  const rows = await db
    .selectFrom('follows')
    .select('person_id')
    .where('campaign', '=', campaign)
    .where('state', 'in', ['following', 'paused'])
    .where('person_id', '>', after)
    .where('changed_at', '>=', changedSince?.toISOString() ?? '')
    .orderBy('person_id')
    .limit(size)
    .execute()
  const last = rows.at(-1)
  return last ? { after, until: last.person_id, changedSince } : null
}

/**
 * Plans a reminder for all followers of a stretch with these settings who followed before it was due and have not
 * paused; none for whom a later one of the same version is planned already. `state` is `superseded` for one whose
 * time has passed. Gives how many were new.
 */
export async function planForFollowers(
  db: Db,
  { campaign, milestone, version, lead }: ReminderKey,
  { leads, hour }: Pick<FollowSettings, 'leads' | 'hour'>,
  { after, until, changedSince }: Stretch,
  { dueAt, now, state }: { readonly dueAt: Date; readonly now: Date; readonly state: 'planned' | 'superseded' },
): Promise<number> {
  const due = dueAt.toISOString()
  const settled = state === 'superseded'
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('reminders')
    .columns([
      'person_id',
      'campaign',
      'milestone',
      'version',
      'lead',
      'due_at',
      'send_from',
      'state',
      'reason',
      'settled_at',
    ])
    .expression((query) =>
      query
        .selectFrom('follows')
        .select(({ val, ref }) => [
          ref('follows.person_id').as('person_id'),
          val(campaign).as('campaign'),
          val(milestone).as('milestone'),
          val(version).as('version'),
          val(lead).as('lead'),
          val(due).as('due_at'),
          val(now.toISOString()).as('send_from'),
          val(state).as('state'),
          val(settled ? SUPERSEDED : null).as('reason'),
          val(settled ? now.toISOString() : null).as('settled_at'),
        ])
        .where('follows.campaign', '=', campaign)
        .where('follows.person_id', '>', after)
        .where('follows.person_id', '<=', until)
        .where('follows.changed_at', '>=', changedSince?.toISOString() ?? '')
        .where('follows.leads', '=', JSON.stringify(leads))
        .where('follows.hour', '=', hour)
        .where('follows.since', '<', due)
        .where((where) =>
          where.or([
            where('follows.state', '=', 'following'),
            where.and([where('follows.state', '=', 'paused'), where('follows.paused_until', '<', due)]),
          ]),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('reminders as later')
                .select('later.seq')
                .whereRef('later.person_id', '=', 'follows.person_id')
                .where('later.campaign', '=', campaign)
                .where('later.milestone', '=', milestone)
                .where('later.version', '=', version)
                .where('later.due_at', '>', due)
                .where('later.lead', '!=', CHANGED),
            ),
          ),
        ),
    )
    .onConflict((conflict) => conflict.columns(['person_id', 'campaign', 'milestone', 'version', 'lead']).doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows ?? 0n)
}

/** Plans one person's reminder; false if it was planned before. */
export async function planReminder(
  db: Db,
  person: string,
  { campaign, milestone, version, lead }: ReminderKey,
  { dueAt, sendFrom }: { readonly dueAt: Date; readonly sendFrom: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('reminders')
    .values({
      person_id: person,
      campaign,
      milestone,
      version,
      lead,
      due_at: dueAt.toISOString(),
      send_from: sendFrom.toISOString(),
      state: 'planned',
      letter_id: null,
      reason: null,
      settled_at: null,
    })
    .onConflict((conflict) => conflict.columns(['person_id', 'campaign', 'milestone', 'version', 'lead']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/**
 * Plans to tell, once, those who were reminded of an older version that another day holds now, or none. Gives how many
 * were new.
 */
export async function planChanged(
  db: Db,
  { campaign, milestone, version }: Omit<ReminderKey, 'lead'>,
  { dueAt, sendFrom }: { readonly dueAt: Date; readonly sendFrom: Date },
): Promise<number> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('reminders')
    .columns(['person_id', 'campaign', 'milestone', 'version', 'lead', 'due_at', 'send_from', 'state'])
    .expression((query) =>
      query
        .selectFrom('reminders as told')
        .distinct()
        .select(({ val, ref }) => [
          ref('told.person_id').as('person_id'),
          val(campaign).as('campaign'),
          val(milestone).as('milestone'),
          val(version).as('version'),
          val(CHANGED).as('lead'),
          val(dueAt.toISOString()).as('due_at'),
          val(sendFrom.toISOString()).as('send_from'),
          val('planned').as('state'),
        ])
        .where('told.campaign', '=', campaign)
        .where('told.milestone', '=', milestone)
        .where('told.version', '<', version)
        .where('told.state', 'in', ['sent', 'posted']),
    )
    .onConflict((conflict) => conflict.columns(['person_id', 'campaign', 'milestone', 'version', 'lead']).doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows ?? 0n)
}

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
  const rows = await db
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
    .execute()
  return rows.map(toReminder)
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

function toReminder(row: {
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
