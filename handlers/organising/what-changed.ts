import { describeValue, type Value, valueSchema } from '../../forms/values.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import { type Change, changesOf } from '../../store/change-registration.ts'
import { type Registration, SENT_STATES } from '../../store/registration.ts'
import { readRegistration } from '../../store/registrations.ts'
import type { Tools } from '../handler.ts'
import { readValues } from './read-sent.ts'

export interface ChangedAnswer {
  readonly label: string
  /** As lists show it; empty if there was no answer, or there is none any more. */
  readonly old: string
  readonly new: string
}

const DECIDED: readonly string[] = ['return', 'approve', 'reject']

/**
 * What the person changed since an organiser decided on the registration; of one that is just being written also what
 * differs from the one in the store.
 */
export async function whatChanged(
  form: Form,
  registration: Registration,
  { db }: Pick<Tools, 'db'>,
): Promise<ChangedAnswer[]> {
  const stored = await readRegistration(db, registration.id)
  if (!stored || !SENT_STATES.includes(stored.state)) return []
  const old = { ...readValues(stored.answers), ...firstSinceDecision(await changesOf(db, registration.id)) }
  const values = readValues(registration.answers)
  return form.steps.flatMap((step) => {
    const describe = (value: Value | null | undefined) => (value ? describeValue(step, value) : '')
    const before = describe(old[step.id])
    const now = describe(values[step.id])
    return before === now ? [] : [{ label: step.label, old: before, new: now }]
  })
}

/**
 * When it was approved, if the person has edited it since; null if an organiser themselves opened it again. `changed`:
 * what `whatChanged` found.
 */
export async function approvedBefore(
  { id, state }: Pick<Registration, 'id' | 'state'>,
  changed: readonly ChangedAnswer[],
  { db }: Pick<Tools, 'db'>,
): Promise<Date | null> {
  if (state !== 'submitted') return null
  const acts = (await changesOf(db, id)).filter(({ act }) => ['reopen', 'amend', ...DECIDED].includes(act))
  const last = acts.findLast(({ act }) => act !== 'amend')
  const isEdited = changed.length > 0 || acts.at(-1)?.act === 'amend'
  return last?.act === 'approve' && isEdited ? last.at : null
}

// The first change of each step since then tells what stood there when it was decided.
function firstSinceDecision(changes: readonly Change[]): Record<string, Value | null> {
  const decided = changes.findLastIndex(({ act }) => DECIDED.includes(act))
  if (decided === -1) return {}
  const old: Record<string, Value | null> = {}
  for (const { step, old: before } of changes.slice(decided + 1))
    if (step !== undefined && !(step in old)) old[step] = toValue(before)
  return old
}

function toValue(value: unknown): Value | null {
  const parsed = valueSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}
