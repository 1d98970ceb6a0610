// Where something of a person is kept: for showing all of it, and for erasing it.

import type { Db } from './database.ts'
import { removeFile } from './files.ts'
import { questionsAnsweredIn } from './questions.ts'
import type { RegistrationState } from './registration.ts'
import type { Tables } from './tables.ts'

/** Whom a column names: a person or a conversation of theirs, or what is theirs. */
type Whose = 'person' | 'registration' | 'question' | 'letter'
type Owned = { readonly [T in keyof Tables]: Readonly<Partial<Record<keyof Tables[T] & string, Whose>>> }

/**
 * By which columns a row is somebody's; a new table says so here before it compiles. Who did something for the office
 * (`decided_by`, `given_by`, acts) is part of its record, not theirs: those columns are not named.
 */
const OWNED = {
  inbox: { conversation_id: 'person', sender: 'person' },
  conversations: { id: 'person' },
  feedback: { question_id: 'question' },
  questions: { id: 'question' },
  outbox: { conversation_id: 'person', id: 'letter' },
  contacts: { conversation_id: 'person' },
  link_codes: { conversation_id: 'person' },
  registration_changes: { registration_id: 'registration' },
  dossier_papers: { registration_id: 'registration' },
  files: { person_id: 'person', registration_id: 'registration' },
  registrations: { id: 'registration' },
  consents: { person_id: 'person' },
  roles: { person_id: 'person' },
  organiser_names: { person_id: 'person' },
  invitations: { used_by: 'person', invited_by: 'person' },
  follows: { person_id: 'person' },
  milestone_marks: { person_id: 'person' },
  calendar_feeds: { person_id: 'person' },
  reminders: { person_id: 'person' },
  notices: { person_id: 'person' },
  announcement_recipients: { person_id: 'person' },
  // Of the office, or of nobody.
  acts: {},
  announcements: {},
  consent_states: {},
  daily_metrics: {},
  form_openings: {},
  form_versions: {},
  file_links: {}, // a hash that opens for a day what `files` names
  job_runs: {},
  knowledge_versions: {},
  leases: {},
  milestone_days: {},
  switches: {},
  zalo_tokens: {},
} satisfies Owned

/** A table that holds something of somebody. */
export type PersonalTable = {
  [T in keyof Tables]: keyof (typeof OWNED)[T] extends never ? never : T
}[keyof Tables]

/** Sent, and not taken back: organisers work with it, so it stays until the campaign's records go. */
export const HELD_STATES: readonly RegistrationState[] = ['submitted', 'returned', 'approved', 'rejected']

export type Row = Readonly<Record<string, string | number | null>>
/** Every row that is somebody's, by its table. */
export type PersonalData = Readonly<Record<PersonalTable, readonly Row[]>>

const TABLES = (Object.keys(OWNED) as PersonalTable[]).filter((table) => Object.keys(OWNED[table]).length > 0)
const AT_ONCE = 500 // values in one list; SQLite allows some ten thousand in a whole statement

/** The person's own id and those of their conversations: what was theirs before they were joined goes by these. */
export async function idsOfPerson(db: Db, person: string): Promise<string[]> {
  const rows = await db.selectFrom('contacts').select('conversation_id').where('person_id', '=', person).execute()
  return [...new Set([person, ...rows.map(({ conversation_id }) => conversation_id)])]
}

/** Everything that is kept of the person with these ids. */
export async function readPersonalData(db: Db, ids: readonly string[]): Promise<PersonalData> {
  const owned = await whatIsTheirs(db, ids)
  const data: Partial<Record<PersonalTable, readonly Row[]>> = {}
  for (const table of TABLES) data[table] = await readRows(db, table, owned)
  return data as PersonalData
}

/**
 * Erases everything of the person with these ids except registrations that are held, with their changes, papers, files
 * and the consent to them. What they wrote after the message of `upTo` stays. In a transaction; the content of files
 * goes with the next `removeOrphans`.
 */
export async function erasePerson(
  db: Db,
  ids: readonly string[],
  upTo: { readonly channel: string; readonly id: string },
): Promise<void> {
  const all = await whatIsTheirs(db, ids)
  const held = await heldOf(db, ids)
  const registration = all.registration.filter((id) => !held.includes(id))
  const owned = { ...all, registration }
  await eraseCards(db, registration)
  await forgetInGroups(db, ids)
  for (const row of await readRows(db, 'files', owned))
    if (!held.includes(String(row.registration_id))) await removeFile(db, String(row.id))
  const last = await db
    .selectFrom('inbox')
    .select('seq')
    .where('channel', '=', upTo.channel)
    .where('event_id', '=', upTo.id)
    .executeTakeFirst()
  for (const table of TABLES) {
    if (table === 'files') continue
    await eachReach(table, owned, async (column, values) => {
      let doomed = db.deleteFrom(table as 'inbox').where(column as 'sender', 'in', values)
      if (table === 'inbox' && last) doomed = doomed.where('seq', '<=', last.seq)
      if (table === 'consents' && held.length > 0) doomed = doomed.where('purpose' as 'kind', '<>', 'registering')
      await doomed.execute()
    })
  }
}

/** Erases the person's drafts, as when they no longer agree to registering; what was sent stays. In a transaction. */
export async function eraseDrafts(db: Db, ids: readonly string[]): Promise<void> {
  const rows = await db
    .selectFrom('registrations')
    .select('id')
    .where('person_id', 'in', ids)
    .where('state', 'in', ['draft', 'expired'])
    .execute()
  await eraseRegistrations(
    db,
    rows.map(({ id }) => id),
  )
}

/** Erases these registrations with their changes, papers, files and the letters that show them. In a transaction. */
export async function eraseRegistrations(db: Db, registration: readonly string[]): Promise<void> {
  const owned = { person: [], registration, question: [], letter: [] }
  await eraseCards(db, registration)
  for (const { id } of await readRows(db, 'files', owned)) await removeFile(db, String(id))
  for (const table of ['registration_changes', 'dossier_papers', 'registrations'] as const)
    await eachReach(table, owned, async (column, values) => {
      await db
        .deleteFrom(table)
        .where(column as never, 'in', values as never)
        .execute()
    })
}

type Theirs = Readonly<Record<Whose, readonly string[]>>

async function whatIsTheirs(db: Db, ids: readonly string[]): Promise<Theirs> {
  const registrations = await db.selectFrom('registrations').select('id').where('person_id', 'in', ids).execute()
  const inGroups = await db
    .selectFrom('inbox')
    .innerJoin('outbox', (join) =>
      join
        .onRef('outbox.answers', '=', 'inbox.event_id')
        .onRef('outbox.channel', '=', 'inbox.channel')
        .onRef('outbox.conversation_id', '=', 'inbox.conversation_id'),
    )
    .select('outbox.id')
    .where('inbox.sender', 'in', ids)
    .where('inbox.conversation_id', 'not in', ids)
    .execute()
  const letter = inGroups.map(({ id }) => id)
  return {
    person: ids,
    registration: registrations.map(({ id }) => id),
    question: await questionsAnsweredIn(db, ids, letter),
    letter,
  }
}

async function heldOf(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('registrations')
    .select('id')
    .where('person_id', 'in', ids)
    .where('state', 'in', HELD_STATES)
    .execute()
  return rows.map(({ id }) => id)
}

/** Groups in which the person wrote may remember what they asked last: those start afresh. */
async function forgetInGroups(db: Db, ids: readonly string[]): Promise<void> {
  await db
    .deleteFrom('conversations')
    .where('id', 'in', (groups) => groups.selectFrom('inbox').select('conversation_id').where('sender', 'in', ids))
    .execute()
}

/** Letters to organisers that show one of these registrations; they quote its code. All letters are looked through. */
async function eraseCards(db: Db, registrations: readonly string[]): Promise<void> {
  const rows = await db
    .selectFrom('registrations')
    .select(['code', 'submitted_at'])
    .where('id', 'in', registrations)
    .where('code', 'is not', null)
    .execute()
  for (const { code, submitted_at } of rows)
    await db
      .deleteFrom('outbox')
      .where('reply', 'like', `%${code}%`)
      .where('created_at', '>=', submitted_at ?? '')
      .execute()
}

async function readRows(db: Db, table: PersonalTable, owned: Theirs): Promise<Row[]> {
  const rows = new Map<string, Row>()
  await eachReach(table, owned, async (column, values) => {
    const found = await db
      .selectFrom(table as 'inbox')
      .selectAll()
      .where(column as 'sender', 'in', values)
      .execute()
    for (const row of found) rows.set(JSON.stringify(row), row as Row)
  })
  return [...rows.values()]
}

async function eachReach(
  table: PersonalTable,
  owned: Theirs,
  work: (column: string, values: string[]) => Promise<void>,
): Promise<void> {
  for (const [column, whose] of Object.entries(OWNED[table]) as [string, Whose][])
    for (let from = 0; from < owned[whose].length; from += AT_ONCE)
      await work(column, owned[whose].slice(from, from + AT_ONCE))
}
