// Drafts and registrations change one revision at a time, and every change is written down beside them.

import type { Db } from './database.ts'
import type { Registration } from './registration.ts'

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

/** Throws StaleRegistrationError unless it is still what it was read as: where something else was decided by it. */
export async function mustStand(
  db: Db,
  { id, state, duplicateKey }: Pick<Registration, 'id' | 'state' | 'duplicateKey'>,
): Promise<void> {
  const row = await db
    .selectFrom('registrations')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', state)
    .where('duplicate_key', '=', duplicateKey)
    .executeTakeFirst()
  if (!row) throw new StaleRegistrationError(`registration ${id} is no longer ${state}`)
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
