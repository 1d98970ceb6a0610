// Numbers of what was sent. Pure: the same lists always give the same numbers.

import { answerAs, describeAs, isCollective } from '../../forms/as-role.ts'
import { describeValue, type Value } from '../../forms/values.ts'
import type { Role } from '../../knowledge/form-schema.ts'
import { isHeld, type RegistrationState, SENT_STATES } from '../../store/registration.ts'
import type { Sent } from './read-sent.ts'

export interface Count {
  readonly label: string
  readonly all: number
  readonly collectives: number
  readonly individuals: number
}

export interface Tally {
  readonly all: number
  readonly collectives: number
  readonly individuals: number
  readonly onTime: number
  readonly late: number
  /** Whether any of it had a day by which to be sent. */
  readonly isTimed: boolean
  readonly held: number
  readonly states: readonly { readonly state: RegistrationState; readonly all: number }[]
  /** Titles and forms of commendation, the most wanted first. */
  readonly awards: readonly Count[]
  readonly fields: readonly Count[]
  readonly units: readonly Count[]
}

/** Counts what was sent and not withdrawn. */
export function tally(all: readonly Sent[]): Tally {
  const states = SENT_STATES.map((state) => ({
    state,
    all: all.filter((one) => one.registration.state === state).length,
  }))
  return {
    ...countKinds(all),
    onTime: all.filter(({ registration }) => !registration.isLate).length,
    late: all.filter(({ registration }) => registration.isLate).length,
    isTimed: isTimed(all),
    held: all.filter(({ registration }) => isHeld(registration)).length,
    states: states.filter((one) => one.all > 0),
    awards: countBy(all, (one) => [...labelsAs(one, 'title'), ...labelsAs(one, 'award')]),
    fields: countBy(all, (one) => labelsAs(one, 'field')),
    units: countBy(all, ({ form, values }) => [describeAs(form, values, 'unit')]),
  }
}

/** Whether any of these had a day by which to be sent: else nothing is in time, nor late. */
export function isTimed(all: readonly Sent[]): boolean {
  return all.some(({ form, registration }) => form.milestone !== undefined || registration.isLate)
}

/** Each option taken, by its label; several where several were taken. */
export function labelsAs({ form, values }: Pick<Sent, 'form' | 'values'>, role: Role): string[] {
  const answered = answerAs(form, values, role)
  if (!answered) return []
  const { step, value } = answered
  const one = (option: string): Value => ({ type: 'choice', option })
  return value.type === 'choices'
    ? value.options.map((option) => describeValue(step, one(option)))
    : [describeValue(step, value)]
}

function countKinds(some: readonly Sent[]) {
  const collectives = some.filter(({ form, values }) => isCollective(form, values) !== false).length
  return { all: some.length, collectives, individuals: some.length - collectives }
}

/** What has the same key, in the order it came. */
export function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}

function countBy(all: readonly Sent[], labelsOf: (one: Sent) => readonly string[]): Count[] {
  const labelled = all.flatMap((one) => labelsOf(one).map((label) => ({ label, one })))
  return [...groupBy(labelled, ({ label }) => label)]
    .filter(([label]) => label !== '')
    .map(([label, some]) => ({ label, ...countKinds(some.map(({ one }) => one)) }))
    .sort((a, b) => b.all - a.all || a.label.localeCompare(b.label, 'vi'))
}
