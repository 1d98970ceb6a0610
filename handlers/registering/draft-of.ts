// A row of the store as the draft that forms/conversation.ts goes on with, and back.

import { type Migrated, migrate } from '../../forms/migrate.ts'
import { type Draft, freshProgress, progressSchema } from '../../forms/progress.ts'
import { goOn } from '../../forms/take-answers.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import { changeRegistration, type RegistrationChange } from '../../store/change-registration.ts'
import type { Db } from '../../store/database.ts'
import { keepFormVersion, readFormVersion } from '../../store/form-versions.ts'
import type { Registration, RegistrationState } from '../../store/registration.ts'
import type { Tools } from '../handler.ts'
import { type FormInUse, readValues } from './form-in-use.ts'

/** Where the registration's conversation stands: its answers so far, or those it is being changed to. */
export function draftOf({ answers, progress, state }: Registration): Draft {
  const parsed = progressSchema.safeParse(progress)
  const at = parsed.success ? parsed.data : freshProgress
  const wasSent = state !== 'draft'
  return {
    values: (wasSent ? at.working : null) ?? readValues(answers),
    progress: at,
    wasSent,
    wasApproved: state === 'approved',
  }
}

/** Whether the form asks something of the person now: a draft, what was given back, what was sent and is being changed. */
export function isUnderWay(registration: Registration): boolean {
  if (registration.state === 'draft' || registration.state === 'returned') return true
  return CHANGEABLE.includes(registration.state) && draftOf(registration).progress.working !== null
}

/** What its person may change until the deadline (R19). */
export const CHANGEABLE: readonly RegistrationState[] = ['submitted', 'approved', 'rejected']

/**
 * What an organiser wants mended, asked again with the old value, then the summary; null where nothing was given back,
 * or the person is at it already.
 */
export function toMend(
  { state, decidedAt, returnedSteps }: Registration,
  draft: Draft,
  { form, units }: FormInUse,
): Draft | null {
  const mends = decidedAt?.toISOString() ?? state
  if (state !== 'returned' || draft.progress.mends === mends) return null
  const progress = { ...draft.progress, mends, queue: [...returnedSteps], pending: null, working: draft.values }
  return goOn(form, { ...draft, progress }, { units })
}

/** The draft in today's wording of its form, and what that changed; null where the wording is the same. */
export async function toToday(
  registration: Registration,
  draft: Draft,
  { form, version, units }: FormInUse,
  { db }: Pick<Tools, 'db'>,
): Promise<Migrated | null> {
  const wording = draft.progress.wording ?? registration.formVersion
  if (wording === version) return null
  const before = (await readFormVersion(db, wording)) as Form | null
  return migrate(before, form, draft, units)
}

/** Keeps where the draft stands. What was sent stays as it is until it is sent again. */
export function keepTurn(
  registration: Registration,
  draft: Draft,
  inUse: FormInUse,
  now: Date,
): (trx: Db) => Promise<void> {
  const { values, progress } = draft
  const change: RegistrationChange = draft.wasSent
    ? { progress: { ...progress, working: values, wording: inUse.version } }
    : { answers: values, progress, formVersion: inUse.version }
  return async (trx) => {
    if (registration.formVersion !== inUse.version) await keepWording(trx, inUse, now)
    await changeRegistration(trx, registration, change, [], now)
  }
}

/** Keeps the wording to which answers are given. */
export function keepWording(trx: Db, { campaign, form, version }: FormInUse, now: Date): Promise<void> {
  return keepFormVersion(trx, { version, campaign: campaign.id, form: form.id, definition: form }, now)
}
