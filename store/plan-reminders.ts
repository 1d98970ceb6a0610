// Puts reminders in the ledger: for many followers at once, for one person, for those who were told another day.

import type { Db } from './database.ts'
import { CHANGED, type ReminderKey } from './reminders.ts'

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
