// Drafts and registrations: one row each, every change of which is written down beside it.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { BATCH, toBatch } from './batch.ts'
import type { Db } from './database.ts'
import { prepare } from './prepare.ts'

/**
 * nháp → đã gửi → cần bổ sung → đã duyệt / không duyệt; đã rút; hết hạn (a draft nobody finished). What comes after the
 * deadline is sent all the same and marked late: the organiser decides.
 */
export const REGISTRATION_STATES = [
  'draft',
  'submitted',
  'returned',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
] as const
export type RegistrationState = (typeof REGISTRATION_STATES)[number]

/** Sent, whatever was decided of it; what is a draft yet or was withdrawn is not. */
export const SENT_STATES: readonly RegistrationState[] = ['submitted', 'returned', 'approved', 'rejected']

export interface Registration {
  readonly id: string
  /** What a person quotes: “NV20-7K3F9Q”; null until it is sent. */
  readonly code: string | null
  readonly campaign: string
  readonly form: string
  /** Which wording of the form the answers were given to. */
  readonly formVersion: string
  readonly person: string
  readonly state: RegistrationState
  /** Step id → answer, as forms/values.ts reads it. */
  readonly answers: unknown
  /** Where the conversation stands, as handlers/registering reads it. */
  readonly progress: unknown
  /** The steps an organiser wants mended, while it is returned. */
  readonly returnedSteps: readonly string[]
  /** What makes two registrations the same; null while it is a draft, and once it was withdrawn or expired. */
  readonly duplicateKey: string | null
  readonly isLate: boolean
  /** Why it waits for an organiser's word, or null; `isHeld` tells whether it still does. For organisers alone. */
  readonly hold: string | null
  /** Of what was sent, so that the receipt proves it. */
  readonly hash: string | null
  /** Counts every change: who decides on an older one is told so. */
  readonly revision: number
  readonly startedAt: Date
  readonly updatedAt: Date
  readonly submittedAt: Date | null
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
  readonly decisionReason: string | null
  readonly remindedAt: Date | null
}

/** Whether it waits for an organiser's word: what was decided waits for none, until that is taken back. */
export function isHeld({ hold, state }: Pick<Registration, 'hold' | 'state'>): boolean {
  return hold !== null && (state === 'submitted' || state === 'returned')
}

/** One line of what became of a registration: an act, or one answer's old and new value. */
export interface Change {
  readonly at: Date
  /** The person who did it. */
  readonly by: string
  readonly act: string
  readonly step?: string | undefined
  readonly old?: unknown
  readonly new?: unknown
}

/** Somebody changed it in the meantime, or the same registration was sent already: nothing was written. */
export class StaleRegistrationError extends Error {
  override readonly name = 'StaleRegistrationError'
}

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
    .where('state', 'not in', ['withdrawn', 'expired'])
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

/** Begins a draft; inside the transaction of the message that asked for it. */
export async function keepDraft(
  db: Db,
  draft: Pick<Registration, 'id' | 'campaign' | 'form' | 'formVersion' | 'person' | 'answers' | 'progress'>,
  now: Date,
): Promise<void> {
  await db
    .insertInto('registrations')
    .values({
      id: draft.id,
      code: null,
      campaign: draft.campaign,
      form: draft.form,
      form_version: draft.formVersion,
      person_id: draft.person,
      state: 'draft',
      answers: JSON.stringify(draft.answers),
      progress: JSON.stringify(draft.progress),
      returned_steps: null,
      duplicate_key: null,
      is_late: 0,
      hold: null,
      hash: null,
      started_at: now.toISOString(),
      updated_at: now.toISOString(),
      submitted_at: null,
      decided_at: null,
      decided_by: null,
      decision_reason: null,
      reminded_at: null,
    })
    .execute()
}

/** What may change of a registration. */
export type RegistrationChange = Partial<
  Omit<Registration, 'id' | 'campaign' | 'form' | 'person' | 'revision' | 'startedAt' | 'updatedAt'>
>

/**
 * Changes the registration as it was read, and writes down what changed. Throws StaleRegistrationError if it is
 * another revision by now, or if its duplicate key is taken, so that the transaction around it is undone. What is no
 * `isActivity` of anybody, such as a reminder, does not make a draft younger.
 */
export async function changeRegistration(
  db: Db,
  { id, revision }: Pick<Registration, 'id' | 'revision'>,
  change: RegistrationChange,
  log: readonly Change[],
  now: Date,
  { isActivity = true } = {},
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('registrations')
    .set({
      ...toRow(change),
      revision: revision + 1,
      ...(isActivity ? { updated_at: now.toISOString() } : {}),
    })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
    .catch((error: unknown) => {
      if (error instanceof Error && /UNIQUE/.test(error.message))
        throw new StaleRegistrationError('the same registration was sent in the meantime', { cause: error })
      throw error
    })
  if (numUpdatedRows !== 1n) throw new StaleRegistrationError(`registration ${id} has changed since it was read`)
  for (const { at, by, act, step = null, old, new: next } of log)
    await db
      .insertInto('registration_changes')
      .values({ registration_id: id, at: at.toISOString(), by, act, step, old: toText(old), new: toText(next) })
      .execute()
}

/** What became of a registration, the first change first. */
export async function changesOf(db: Db, id: string): Promise<Change[]> {
  const rows = await db
    .selectFrom('registration_changes')
    .selectAll()
    .where('registration_id', '=', id)
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    at: new Date(row.at),
    by: row.by,
    act: row.act,
    step: row.step ?? undefined,
    old: row.old === null ? undefined : JSON.parse(row.old),
    new: row.new === null ? undefined : JSON.parse(row.new),
  }))
}

/** Keeps the wording of a form to which answers are given, so that they can be read after it has changed. */
export async function keepFormVersion(
  db: Db,
  { version, campaign, form, definition }: { version: string; campaign: string; form: string; definition: object },
  now: Date,
): Promise<void> {
  await db
    .insertInto('form_versions')
    .values({ version, campaign, form, definition: writeOnce(definition), kept_at: now.toISOString() })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .execute()
}

const written = new WeakMap<object, string>()

// A wording is long, the same for a whole year, and kept with every registration that begins or is sent.
function writeOnce(definition: object): string {
  const text = written.get(definition) ?? JSON.stringify(definition)
  written.set(definition, text)
  return text
}

/** The form in that wording, as it was kept; null if it never was. */
export async function readFormVersion(db: Db, version: string): Promise<unknown> {
  const row = await db
    .selectFrom('form_versions')
    .select('definition')
    .where('version', '=', version)
    .executeTakeFirst()
  return row ? JSON.parse(row.definition) : null
}

function toText(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}

function toRow(change: RegistrationChange) {
  const date = (value: Date | null | undefined) => (value === undefined ? undefined : (value?.toISOString() ?? null))
  const row = {
    code: change.code,
    form_version: change.formVersion,
    state: change.state,
    answers: change.answers === undefined ? undefined : JSON.stringify(change.answers),
    progress: change.progress === undefined ? undefined : JSON.stringify(change.progress),
    returned_steps: change.returnedSteps === undefined ? undefined : JSON.stringify(change.returnedSteps),
    duplicate_key: change.duplicateKey,
    is_late: change.isLate === undefined ? undefined : Number(change.isLate),
    hold: change.hold,
    hash: change.hash,
    submitted_at: date(change.submittedAt),
    decided_at: date(change.decidedAt),
    decided_by: change.decidedBy,
    decision_reason: change.decisionReason,
    reminded_at: date(change.remindedAt),
  }
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
}

/** The row as the domain knows it. */
export function toRegistration(row: {
  id: string
  code: string | null
  campaign: string
  form: string
  form_version: string
  person_id: string
  state: string
  answers: string
  progress: string
  returned_steps: string | null
  duplicate_key: string | null
  is_late: number
  hold: string | null
  hash: string | null
  revision: number
  started_at: string
  updated_at: string
  submitted_at: string | null
  decided_at: string | null
  decided_by: string | null
  decision_reason: string | null
  reminded_at: string | null
}): Registration {
  const date = (value: string | null) => (value === null ? null : new Date(value))
  return {
    id: row.id,
    code: row.code,
    campaign: row.campaign,
    form: row.form,
    formVersion: row.form_version,
    person: row.person_id,
    state: row.state as RegistrationState,
    answers: JSON.parse(row.answers),
    progress: JSON.parse(row.progress),
    returnedSteps: JSON.parse(row.returned_steps ?? '[]') as string[],
    duplicateKey: row.duplicate_key,
    isLate: row.is_late === 1,
    hold: row.hold,
    hash: row.hash,
    revision: row.revision,
    startedAt: new Date(row.started_at),
    updatedAt: new Date(row.updated_at),
    submittedAt: date(row.submitted_at),
    decidedAt: date(row.decided_at),
    decidedBy: row.decided_by,
    decisionReason: row.decision_reason,
    remindedAt: date(row.reminded_at),
  }
}
