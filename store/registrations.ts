// Drafts and registrations, found by what is known of them.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { BATCH, toBatch } from './batch.ts'
import type { Db } from './database.ts'
import { prepare } from './prepare.ts'
import { type Registration, type RegistrationState, toRegistration } from './registration.ts'

/** By its id; null if there is none. */
export async function readRegistration(db: Db, id: string): Promise<Registration | null> {
  const [row] = (await byId(db, { id })).rows
  return row ? toRegistration(row) : null
}

const byId = prepare((db: Db, { id }: { id: string }) =>
  db.selectFrom('registrations').selectAll().where('id', '=', id),
)

/** By its receipt code, as typed: case does not matter; null if there is none. */
export async function findByCode(db: Db, code: string): Promise<Registration | null> {
  const row = await db.selectFrom('registrations').selectAll().where('code', '=', code.toUpperCase()).executeTakeFirst()
  return row ? toRegistration(row) : null
}

/** The one that was sent with this key, if any. */
export async function findDuplicate(db: Db, duplicateKey: string): Promise<Registration | null> {
  const row = await db
    .selectFrom('registrations')
    .selectAll()
    .where('duplicate_key', '=', duplicateKey)
    .executeTakeFirst()
  return row ? toRegistration(row) : null
}

/** A person's drafts and registrations, the one touched last first. */
export async function registrationsOfPerson(db: Db, person: string): Promise<Registration[]> {
  const rows = await db
    .selectFrom('registrations')
    .selectAll()
    .where('person_id', '=', person)
    .orderBy('updated_at', 'desc')
    .execute()
  return rows.map(toRegistration)
}

/** The drafts and registrations of these people, at most a batch of them. */
export async function registrationsOfPeople(db: Db, people: readonly string[]): Promise<Registration[]> {
  const rows = await db
    .selectFrom('registrations')
    .selectAll()
    .where('person_id', 'in', toBatch(people))
    .where('state', '!=', 'expired')
    .orderBy('started_at')
    .execute()
  return rows.map(toRegistration)
}

/** The ids of a campaign's registrations in these states, the first sent first. */
export async function idsOfCampaign(db: Db, campaign: string, states: readonly RegistrationState[]): Promise<string[]> {
  const rows = await db
    .selectFrom('registrations')
    .select('id')
    .where('campaign', '=', campaign)
    .where('state', 'in', states)
    .orderBy('submitted_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * A campaign's registrations in these states, the first sent first. They are read in batches, and between two of them
 * others get their turn: what leaves these states meanwhile is left out.
 */
export async function registrationsOfCampaign(
  db: Db,
  campaign: string,
  states: readonly RegistrationState[],
): Promise<Registration[]> {
  const ids = await idsOfCampaign(db, campaign, states)
  const found: Registration[] = []
  for (let from = 0; from < ids.length; from += BATCH) {
    if (from > 0) await nextTurn()
    const some = ids.slice(from, from + BATCH)
    const rows = await db.selectFrom('registrations').selectAll().where('id', 'in', toBatch(some)).execute()
    const byId = new Map(rows.map((row) => [row.id, toRegistration(row)]))
    found.push(...some.flatMap((id) => byId.get(id) ?? []))
  }
  return found.filter(({ state }) => states.includes(state))
}

/** How many registrations wait for a decision in each campaign; none where none does. */
export async function countWaiting(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('registrations')
    .select(({ fn }) => ['campaign', fn.countAll<number>().as('count')])
    .where('state', '=', 'submitted')
    .groupBy('campaign')
    .execute()
  return new Map(rows.map(({ campaign, count }) => [campaign, Number(count)]))
}

/**
 * Of the registrations by one form in these states, at least those whose answers hold these words as JSON writes them,
 * the first sent first; others too where the words hold signs that a pattern knows.
 */
export async function registrationsHolding(
  db: Db,
  {
    campaign,
    form,
    states,
    words,
  }: { campaign: string; form: string; states: readonly RegistrationState[]; words: string },
): Promise<Pick<Registration, 'id' | 'code' | 'state' | 'answers'>[]> {
  const rows = await db
    .selectFrom('registrations')
    .select(['id', 'code', 'state', 'answers'])
    .where('campaign', '=', campaign)
    .where('form', '=', form)
    .where('state', 'in', states)
    // “_” stands for any one sign: what escapes differs between databases.
    .where('answers', 'like', `%${words.replaceAll('\\', '_')}%`)
    .orderBy('submitted_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as RegistrationState, answers: JSON.parse(row.answers) }))
}

/** The registrations in these states, of whichever campaign. */
export async function registrationsInStates(db: Db, states: readonly RegistrationState[]): Promise<Registration[]> {
  const rows = await db.selectFrom('registrations').selectAll().where('state', 'in', states).execute()
  return rows.map(toRegistration)
}
