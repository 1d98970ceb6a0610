// What organisers did: written once with what they did, never changed.

import type { Db } from './database.ts'

export interface Act {
  readonly at: Date
  /** The person who did it. */
  readonly by: string
  /** A word of the code: `approve`, `open-form`, `invite` … */
  readonly act: string
  /** Empty if it is about no campaign. */
  readonly campaign: string
  /** What it was done to: the id of a registration, a form, a milestone, a person. */
  readonly about: string
  /** Small and plain: what the log shows beside it. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>
}

/** Writes an act down, inside the transaction of what was done. */
export async function recordAct(db: Db, { at, details, ...act }: Act): Promise<void> {
  await db
    .insertInto('acts')
    .values({ ...act, at: at.toISOString(), details: JSON.stringify(details) })
    .execute()
}

/** The last acts that concern a campaign, or all of them, the newest first; `offset` passes over so many. */
export async function actsOf(db: Db, campaign: string, limit: number, offset = 0): Promise<Act[]> {
  const rows = await db
    .selectFrom('acts')
    .selectAll()
    .where('campaign', 'in', [campaign, ''])
    .orderBy('seq', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(toAct)
}

/** The acts of these kinds in a campaign, the first first. */
export async function actsOfKind(db: Db, campaign: string, kinds: readonly string[]): Promise<Act[]> {
  const rows = await db
    .selectFrom('acts')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('act', 'in', kinds)
    .orderBy('seq')
    .execute()
  return rows.map(toAct)
}

/** What was done to one thing, the first act first. */
export async function actsAbout(db: Db, about: string): Promise<Act[]> {
  const rows = await db.selectFrom('acts').selectAll().where('about', '=', about).orderBy('seq').execute()
  return rows.map(toAct)
}

function toAct(row: { at: string; by: string; act: string; campaign: string; about: string; details: string }): Act {
  return {
    at: new Date(row.at),
    by: row.by,
    act: row.act,
    campaign: row.campaign,
    about: row.about,
    details: JSON.parse(row.details) as Act['details'],
  }
}
