import { describeValue, type Value, valueSchema } from '../../forms/values.ts'
import type { Form } from '../../knowledge/schema.ts'
import {
  type Change,
  changesOf,
  type Registration,
  type RegistrationState,
  readRegistration,
} from '../../store/registrations.ts'
import type { Tools } from '../handler.ts'
import { readValues } from './read-sent.ts'

export interface ChangedAnswer {
  readonly label: string
  /** As lists show it; empty if there was no answer, or there is none any more. */
  readonly old: string
  readonly new: string
}

const WAS_SENT: readonly RegistrationState[] = ['submitted', 'returned']

/**
 * What the person changed since an organiser gave the registration back; of one that is just being written also what
 * differs from the one in the store.
 */
export async function whatChanged(
  form: Form,
  registration: Registration,
  { db }: Pick<Tools, 'db'>,
): Promise<ChangedAnswer[]> {
  const stored = await readRegistration(db, registration.id)
  if (!stored || !WAS_SENT.includes(stored.state)) return []
  const old = { ...readValues(stored.answers), ...firstSinceReturn(await changesOf(db, registration.id)) }
  const values = readValues(registration.answers)
  return form.steps.flatMap((step) => {
    const describe = (value: Value | null | undefined) => (value ? describeValue(step, value) : '')
    const before = describe(old[step.id])
    const now = describe(values[step.id])
    return before === now ? [] : [{ label: step.label, old: before, new: now }]
  })
}

// The first change of each step since then tells what stood there when it was given back.
function firstSinceReturn(changes: readonly Change[]): Record<string, Value | null> {
  const returned = changes.findLastIndex(({ act }) => act === 'return')
  if (returned === -1) return {}
  const old: Record<string, Value | null> = {}
  for (const { step, old: before } of changes.slice(returned + 1))
    if (step !== undefined && !(step in old)) old[step] = toValue(before)
  return old
}

function toValue(value: unknown): Value | null {
  const parsed = valueSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}
