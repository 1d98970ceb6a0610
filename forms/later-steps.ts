// What is said of a step before the choice is made on which it depends: kept till then, so that nobody says it twice.

import type { Form, Step } from '../knowledge/form-schema.ts'
import { findOption } from './find-span.ts'
import { stepsInPlay } from './form.ts'
import type { ReadingContext } from './read-answer.ts'
import { optionsInPlay } from './read-choice.ts'
import type { Answered } from './take-answers.ts'
import type { UnitDirectory } from './units.ts'
import type { Values } from './values.ts'

/** The steps that are not asked only because one choice has no answer yet: “Họ và tên”, while it may be a collective. */
export function laterSteps(form: Form, values: Values, units: UnitDirectory): Step[] {
  const asked = stepsInPlay(form, values, units)
  return form.steps.filter((step) => {
    const [only, ...more] = step.if
    if (!only || more.length > 0 || !('is' in only)) return false
    return (
      !asked.includes(step) && asked.some(({ id, type }) => id === only.step && type === 'choice') && !values[only.step]
    )
  })
}

/**
 * Those of them that a sentence may answer: “tôi tên Nguyễn Thị Hoa, chuyên viên”. None while a name may be that of the
 * contact, who is asked in any case.
 */
export function heldSteps(form: Form, known: Values, { units }: ReadingContext): Step[] {
  const isAsked = stepsInPlay(form, known, units).some(({ id, type }) => type === 'person' && !known[id])
  const later = isAsked ? [] : laterSteps(form, known, units)
  return later.filter(({ as }) => as === 'name' || as === 'position').filter(({ type }) => type !== 'unit')
}

/** Whoever is named is the one it is about, or the contact: the answers of the other steps by the same name. */
export function twinsOf(form: Form, known: Values, held: readonly Answered[], { units }: ReadingContext): Answered[] {
  const named = held.find(({ step }) => step.type === 'person')
  if (!named) return []
  return laterSteps(form, known, units)
    .filter((step) => step.type === 'person' && !known[step.id])
    .map((step) => ({ step, value: named.value }))
}

/** “số hóa 100% hồ sơ tôn giáo”: the field of which the task is that was found. */
export function fieldsOfTasks(
  form: Form,
  known: Values,
  found: readonly Answered[],
  context: ReadingContext,
): Answered[] {
  const task = found.find(({ step }) => step.as === 'tasks')?.value
  if (task?.type !== 'text') return []
  const { units } = context
  return [...stepsInPlay(form, known, units), ...laterSteps(form, known, units)].flatMap((step): Answered[] => {
    if (step.type !== 'choice' || step.as !== 'field' || known[step.id]) return []
    const span = findOption(task.text, optionsInPlay(step, { ...context, values: known }))
    return span ? [{ step, value: { type: 'choice', option: span.found.id } }] : []
  })
}
