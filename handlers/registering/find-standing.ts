import { answerAs } from '../../forms/as-role.ts'
import { duplicateKeyOf } from '../../forms/duplicate-key.ts'
import type { Values } from '../../forms/values.ts'
import type { Registration, RegistrationState } from '../../store/registration.ts'
import { findDuplicate, readRegistration, registrationsHolding } from '../../store/registrations.ts'
import type { Tools } from '../handler.ts'
import { type FormInUse, readValues } from './form-in-use.ts'

const STANDING: readonly RegistrationState[] = ['submitted', 'returned', 'approved']

/** What was sent by this key: whoever holds it, or one that was held beside another and still stands; null if none. */
export async function findStanding(
  { campaign, form, units }: FormInUse,
  { id, key, values }: { id: string; key: string; values: Values },
  { db }: Pick<Tools, 'db'>,
): Promise<Registration | null> {
  const owner = await findDuplicate(db, key)
  if (owner && owner.id !== id && STANDING.includes(owner.state)) return owner
  const unit = answerAs(form, values, 'unit')?.value
  if (unit?.type !== 'unit') return owner
  const words = unit.unit === null ? `"name":${JSON.stringify(unit.name)}` : `"unit":${JSON.stringify(unit.unit)}`
  const found = await registrationsHolding(db, { campaign: campaign.id, form: form.id, states: STANDING, words })
  const same = found.find(
    (one) => one.id !== id && duplicateKeyOf(form, campaign.id, readValues(one.answers), units) === key,
  )
  return same ? readRegistration(db, same.id) : owner
}
