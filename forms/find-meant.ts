import type { Step } from '../knowledge/form-schema.ts'
import { findPhone } from './read-phone.ts'
import { findNumbered, findSteps, toPlain } from './step-names.ts'
import { describeValue, type Value, type Values } from './values.ts'

/**
 * The steps that the words before “sửa thành …” may mean: by number or by what stands there, “số 0912345678”; or else by
 * name, those with an answer first.
 */
export function findMeant(steps: readonly Step[], values: Values, name: string): Step[] {
  const numbered = findNumbered(steps, name)
  const meant = steps.filter((step) => step === numbered || stands(step, values[step.id], name))
  if (meant.length > 0) return meant
  const answered = findSteps(
    steps.filter(({ id }) => values[id]),
    name,
  )
  return answered.length > 0 ? answered : findSteps(steps, name)
}

function stands(step: Step, value: Value | undefined, name: string): boolean {
  if (!value) return false
  const shown = describeValue(step, value)
  if (step.type === 'phone') return findPhone(name)?.phone === shown
  const words = toPlain(name)
  return words !== '' && [words, words.replace(/^so (?=\d)/, '')].includes(toPlain(shown))
}
