// Who wants to be reminded of a campaign, how long before, at what hour.

import { toBatch } from './batch.ts'
import type { Db } from './database.ts'

/** `paused` with a day ends by itself; without one the person ends it. */
export type FollowState = 'following' | 'paused' | 'stopped'

export interface Follow {
  readonly person: string
  readonly campaign: string
  /** Working days before the last day on which it can be done; 0 is that day. */
  readonly leads: readonly number[]
  /** “08:00”, in Vietnam, from 07:30 to 20:30. */
  readonly hour: string
  readonly state: FollowState
  readonly pausedUntil: Date | null
  /** What was due before is not made up for. */
  readonly since: Date
  readonly followedAt: Date
}

/** The settings of somebody who has chosen none; `leads` as in the issue: 14, 7, 3, 1 working days before, and on it. */
export const DEFAULT_FOLLOW = { leads: [14, 7, 3, 1, 0], hour: '08:00' } as const

/** A person's follow of a campaign, also one that was stopped; null if there never was one. */
export async function readFollow(db: Db, person: string, campaign: string): Promise<Follow | null> {
  const row = await db
    .selectFrom('follows')
    .selectAll()
    .where('person_id', '=', person)
    .where('campaign', '=', campaign)
    .executeTakeFirst()
  return row ? toFollow(row) : null
}

/** All a person follows or followed, the one followed first first. */
export async function followsOfPerson(db: Db, person: string): Promise<Follow[]> {
  const rows = await db
    .selectFrom('follows')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('followed_at')
    .orderBy('campaign')
    .execute()
  return rows.map(toFollow)
}

/** What these people follow or followed, at most a batch of them. */
export async function followsOfPeople(db: Db, people: readonly string[]): Promise<Follow[]> {
  const rows = await db.selectFrom('follows').selectAll().where('person_id', 'in', toBatch(people)).execute()
  return rows.map(toFollow)
}

/** Those who follow a campaign and have neither paused nor stopped, by person, after `after`. */
export async function followersOf(db: Db, campaign: string, after = '', limit = 1_000): Promise<Follow[]> {
  const rows = await db
    .selectFrom('follows')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('state', 'in', ['following', 'paused'])
    .where('person_id', '>', after)
    .orderBy('person_id')
    .limit(limit)
    .execute()
  return rows.map(toFollow)
}

/** How many follow a campaign, paused ones left out. */
export async function countFollowers(db: Db, campaign: string): Promise<number> {
  const row = await db
    .selectFrom('follows')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('campaign', '=', campaign)
    .where('state', '=', 'following')
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/**
 * Begins to follow, or to follow again; settings that were chosen before are kept where none are given. Following
 * what is followed already changes nothing but what is given.
 */
export async function follow(
  db: Db,
  person: string,
  campaign: string,
  settings: { readonly leads?: readonly number[]; readonly hour?: string },
  now: Date,
): Promise<void> {
  const before = await readFollow(db, person, campaign)
  const { leads, hour } = { ...DEFAULT_FOLLOW, ...before, ...settings }
  const isNew = before?.state !== 'following' || (settings.leads !== undefined && !isSame(before.leads, leads))
  const row = {
    leads: JSON.stringify([...leads].sort((a, b) => b - a)),
    hour,
    state: 'following',
    paused_until: null,
    since: (isNew ? now : before.since).toISOString(),
    changed_at: now.toISOString(),
  }
  await db
    .insertInto('follows')
    .values({ person_id: person, campaign, followed_at: now.toISOString(), ...row })
    .onConflict((conflict) => conflict.columns(['person_id', 'campaign']).doUpdateSet(row))
    .execute()
}

/** Pauses until then, or until the person goes on; one campaign, or all of theirs. Only what is followed is paused. */
export async function pauseFollow(
  db: Db,
  person: string,
  campaign: string | null,
  until: Date | null,
  now: Date,
): Promise<void> {
  const change = { state: 'paused', paused_until: until?.toISOString() ?? null, changed_at: now.toISOString() }
  const query = db.updateTable('follows').set(change).where('person_id', '=', person).where('state', '!=', 'stopped')
  await (campaign === null ? query : query.where('campaign', '=', campaign)).execute()
}

/**
 * Stops one campaign, also for who is reminded of it by office and follows nothing; or all they follow: “đừng nhắc nữa”.
 */
export async function stopFollow(db: Db, person: string, campaign: string | null, now: Date): Promise<void> {
  const change = { state: 'stopped', paused_until: null, changed_at: now.toISOString() }
  if (campaign === null) {
    await db.updateTable('follows').set(change).where('person_id', '=', person).execute()
    return
  }
  const { leads, hour } = DEFAULT_FOLLOW
  const [since, settings] = [now.toISOString(), { leads: JSON.stringify(leads), hour }]
  await db
    .insertInto('follows')
    .values({ person_id: person, campaign, ...settings, since, followed_at: since, ...change })
    .onConflict((conflict) => conflict.columns(['person_id', 'campaign']).doUpdateSet(change))
    .execute()
}

/** Whether reminders go to them at this moment. */
export function isActive({ state, pausedUntil }: Pick<Follow, 'state' | 'pausedUntil'>, now: Date): boolean {
  return state === 'following' || (state === 'paused' && pausedUntil !== null && pausedUntil <= now)
}

function isSame(some: readonly number[], others: readonly number[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one))
}

function toFollow(row: {
  person_id: string
  campaign: string
  leads: string
  hour: string
  state: string
  paused_until: string | null
  since: string
  followed_at: string
}): Follow {
  return {
    person: row.person_id,
    campaign: row.campaign,
    leads: JSON.parse(row.leads) as number[],
    hour: row.hour,
    state: row.state as FollowState,
    pausedUntil: row.paused_until ? new Date(row.paused_until) : null,
    since: new Date(row.since),
    followedAt: new Date(row.followed_at),
  }
}

/** The settings in use in a campaign, with how many follow by them and how many of those have paused. */
export async function countFollowSettings(
  db: Db,
  campaign: string,
): Promise<{ leads: number[]; hour: string; following: number; paused: number }[]> {
  const rows = await db
    .selectFrom('follows')
    .select(['leads', 'hour', 'state', ({ fn }) => fn.countAll<number>().as('count')])
    .where('campaign', '=', campaign)
    .where('state', '!=', 'stopped')
    .groupBy(['leads', 'hour', 'state'])
    .execute()
  return rows.map(({ leads, hour, state, count }) => ({
    leads: JSON.parse(leads) as number[],
    hour,
    following: state === 'following' ? Number(count) : 0,
    paused: state === 'paused' ? Number(count) : 0,
  }))
}
