// What conditions refer to must exist, and be asked before.

import { idsOf, type Report } from './data-faults.ts'
import type { Condition, Form, Step } from './form-schema.ts'
import type { CampaignData, Unit } from './schema.ts'

/** Where a check stands. */
export interface Place {
  readonly data: CampaignData
  /** Null where the directory itself is faulty. */
  readonly units: readonly Unit[] | null
  /** Of the form. */
  readonly path: readonly PropertyKey[]
  readonly report: Report
}

/** What conditions refer to: steps among `known`, their options, units. */
export function checkConditions(
  conditions: readonly Condition[],
  path: readonly PropertyKey[],
  known: readonly Step[],
  form: Form,
  place: Place,
): void {
  for (const [at, condition] of conditions.entries()) {
    const here = [...path, at]
    for (const key of ['any', 'all', 'not'] as const)
      if (key in condition)
        checkConditions((condition as Record<typeof key, Condition[]>)[key], [...here, key], known, form, place)
    if (!('step' in condition)) continue
    const step = needStep(condition.step, [...here, 'step'], known, form, place.report)
    if (!step) continue
    if ('is' in condition) needOptions(step, condition.is, [...here, 'is'], place.report)
    else if ('isNot' in condition) needOptions(step, condition.isNot, [...here, 'isNot'], place.report)
    else if ('says' in condition) needText(step, [...here, 'step'], place.report)
    else if (step.type !== 'unit')
      place.report([...here, 'step'], `step "${step.id}" is no unit: name a step of type unit`)
    if ('within' in condition) for (const id of condition.within) needUnit(id, [...here, 'within'], place)
  }
}

function needText(step: Step, path: readonly PropertyKey[], report: Report): void {
  if (step.type !== 'text' && step.type !== 'long-text')
    report(path, `step "${step.id}" is no text: name a step of type text or long-text`)
}

/** The step, or a report that it is missing or asked too late. */
export function needStep(
  id: string,
  path: readonly PropertyKey[],
  known: readonly Step[],
  form: Form,
  report: Report,
): Step | undefined {
  const step = known.find((one) => one.id === id)
  if (step) return step
  const isLater = form.steps.some((one) => one.id === id)
  report(
    path,
    isLater
      ? `step "${id}" is not asked before this one: move it up, or correct the condition`
      : `no step "${id}": known are ${idsOf(form.steps)}`,
  )
}

/** Reports options that the step does not have. */
export function needOptions(step: Step, ids: readonly string[], path: readonly PropertyKey[], report: Report): void {
  const known =
    step.type === 'choice' || step.type === 'choices'
      ? step.options
      : step.type === 'attestation'
        ? [{ id: 'yes' }, { id: 'no' }]
        : []
  for (const id of ids)
    if (!known.some((one) => one.id === id))
      report(path, `step "${step.id}" has no option "${id}": known are ${idsOf(known)}`)
}

/** Reports a unit that the directory does not hold. */
export function needUnit(id: string, path: readonly PropertyKey[], { units, report }: Place): void {
  if (units && !units.some((one) => one.id === id))
    report(path, `no unit "${id}" in units.yaml: add it or correct the id`)
}
