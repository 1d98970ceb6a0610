import { amendTasks } from './amend-tasks.ts'
import type { Correction } from './read-correction.ts'
import type { Values } from './values.ts'

/** Of several tasks the one that is corrected alone changes. */
export function amend(correction: Correction | null, values: Values): Correction | null {
  const old = correction && values[correction.step.id]
  if (correction?.step.type !== 'long-text' || correction.value.type !== 'text' || old?.type !== 'text')
    return correction
  const options = amendTasks(old.text, correction.value.text).map(({ label, text }) => ({
    label,
    value: { type: 'text', text } as const,
  }))
  const [first] = options
  return first ? { ...correction, value: first.value, options, isSame: first.value.text === old.text } : correction
}
