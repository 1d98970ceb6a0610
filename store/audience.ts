// What decides whether and where people are reminded, read for many of them at once.

import type { ChannelName } from '../message.ts'
import { BATCH, toBatch } from './batch.ts'
import type { Db } from './database.ts'

/** A conversation of somebody who may be reminded. */
export interface Way {
  readonly person: string
  readonly conversationId: string
  readonly channel: ChannelName
  readonly lastSeenAt: Date | null
  readonly unreachable: string | null
  /** A colleague answers there until then. */
  readonly silencedUntil: Date | null
}

/** All conversations of these people. */
export async function waysTo(db: Db, people: readonly string[]): Promise<Way[]> {
  const rows = await db.selectFrom('contacts').selectAll().where('person_id', 'in', toBatch(people)).execute()
  return rows.map((row) => ({
    person: row.person_id,
    conversationId: row.conversation_id,
    channel: row.channel as ChannelName,
    lastSeenAt: row.last_seen_at ? new Date(row.last_seen_at) : null,
    unreachable: row.unreachable,
    silencedUntil: row.silenced_until ? new Date(row.silenced_until) : null,
  }))
}

/** Whose these conversations are by now; one that is not known yet is nobody's. */
export async function contactsOf(db: Db, conversations: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('contacts')
    .select(['conversation_id', 'person_id'])
    .where('conversation_id', 'in', conversations)
    .execute()
  return new Map(rows.map(({ conversation_id, person_id }) => [conversation_id, person_id]))
}

/** The conversations of a channel whose people were last seen after `from`, up to `to`. */
export async function waysSeenBetween(
  db: Db,
  channel: ChannelName,
  from: Date,
  to: Date,
): Promise<{ person: string; lastSeenAt: Date }[]> {
  const rows = await db
    .selectFrom('contacts')
    .select(['person_id', 'last_seen_at'])
    .where('channel', '=', channel)
    .where('unreachable', 'is', null)
    .where('last_seen_at', '>', from.toISOString())
    .where('last_seen_at', '<=', to.toISOString())
    .orderBy('person_id')
    .execute()
  return rows.flatMap((row) =>
    row.last_seen_at ? [{ person: row.person_id, lastSeenAt: new Date(row.last_seen_at) }] : [],
  )
}

/** What these people's conversations remember, by person. */
export async function statesOf(db: Db, people: readonly string[]): Promise<Map<string, unknown>> {
  const rows = await db.selectFrom('conversations').select(['id', 'state']).where('id', 'in', toBatch(people)).execute()
  return new Map(rows.map(({ id, state }) => [id, JSON.parse(state) as unknown]))
}

/** A role somebody has by now, whichever conversation it was given to. */
export interface Office {
  readonly person: string
  readonly role: string
  readonly campaign: string
  readonly unit: string
  readonly givenAt: Date
}

/** The roles of these people. */
export async function officesOf(db: Db, people: readonly string[]): Promise<Office[]> {
  const rows = await db
    .selectFrom('roles')
    .innerJoin('contacts', 'contacts.conversation_id', 'roles.person_id')
    .select(['contacts.person_id as person', 'role', 'campaign', 'unit', 'given_at'])
    .where('contacts.person_id', 'in', toBatch(people))
    .where('ended_at', 'is', null)
    .execute()
  return rows.map(toOffice)
}

/** The roles in a campaign, by the people who have them now. */
export async function officesIn(db: Db, campaign: string): Promise<Office[]> {
  const rows = await db
    .selectFrom('roles')
    .innerJoin('contacts', 'contacts.conversation_id', 'roles.person_id')
    .select(['contacts.person_id as person', 'role', 'campaign', 'unit', 'given_at'])
    .where('campaign', '=', campaign)
    .where('ended_at', 'is', null)
    .orderBy('person')
    .execute()
  return rows.map(toOffice)
}

/** The papers that are there, none that was sent back: registration id → papers. */
export async function papersOf(db: Db, registrations: readonly string[]): Promise<Map<string, Set<string>>> {
  const papers = new Map<string, Set<string>>()
  if (registrations.length === 0) return papers
  for (let at = 0; at < registrations.length; at += BATCH) {
    const rows = await db
      .selectFrom('dossier_papers')
      .select(['registration_id', 'paper'])
      .where('registration_id', 'in', toBatch(registrations.slice(at, at + BATCH)))
      .where((where) => where.or([where('verdict', 'is', null), where('verdict', '<>', 'returned')]))
      .execute()
    for (const { registration_id: id, paper } of rows) papers.set(id, (papers.get(id) ?? new Set()).add(paper))
  }
  return papers
}

/** Those of these people who once agreed to be reminded, and to no notice of it any more. */
export async function withdrawnFromReminding(db: Db, people: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('consents')
    .select(['person_id', 'withdrawn_at'])
    .where('person_id', 'in', toBatch(people))
    .where('purpose', '=', 'reminding')
    .execute()
  const agrees = new Set(rows.filter((row) => row.withdrawn_at === null).map(({ person_id }) => person_id))
  return new Set(rows.map(({ person_id }) => person_id).filter((person) => !agrees.has(person)))
}

/** Those of whom more is known than that they follow a campaign: they registered, said something, paused, hold an office. */
export async function knownPeople(db: Db, campaign: string): Promise<string[]> {
  const registered = await db
    .selectFrom('registrations')
    .select('person_id')
    .where('campaign', '=', campaign)
    .where('state', 'not in', ['withdrawn', 'expired'])
    .execute()
  const marked = await db.selectFrom('milestone_marks').select('person_id').where('campaign', '=', campaign).execute()
  const paused = await db
    .selectFrom('follows')
    .select('person_id')
    .where('campaign', '=', campaign)
    .where('state', '=', 'paused')
    .execute()
  const held = (await officesIn(db, campaign)).map(({ person }) => person)
  return [...new Set([...[...registered, ...marked, ...paused].map(({ person_id }) => person_id), ...held])]
}

function toOffice(row: { person: string; role: string; campaign: string; unit: string; given_at: string }): Office {
  const { person, role, campaign, unit, given_at } = row
  return { person, role, campaign, unit, givenAt: new Date(given_at) }
}
