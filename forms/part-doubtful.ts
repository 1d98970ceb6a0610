// The name of a body that is not surely known is taken out of a sentence before anything else is read: no word of it is
// another answer, and it is asked about as the question for the unit would ask.

import type { Form, Step } from '../knowledge/form-schema.ts'
import type { Clause } from './clauses.ts'
import { optionNames } from './find-span.ts'
import { findDoubtful, type UnitReader } from './find-unit.ts'
import type { Reading, ReadingContext } from './read-answer.ts'
import { readUnit } from './read-unit.ts'
import { toPlain } from './step-names.ts'

type UnitStep = Extract<Step, { type: 'unit' }>

/** What is to be asked of a body that a sentence names. */
export interface Doubt {
  readonly step: Step
  readonly reading: Extract<Reading, { kind: 'confirm' | 'choose' }>
}

export interface Parted {
  readonly clauses: readonly Clause[]
  /** The name as it was typed; null if every body that is named is known for sure. */
  readonly name: Clause | null
}

/** Takes the first doubtful name out of the clauses. */
export function partDoubtful(form: Form, clauses: readonly Clause[], reader: UnitReader): Parted {
  for (const [at, clause] of clauses.entries()) {
    if (clause.steps.length > 0 && !clause.steps.some(({ type }) => type === 'unit')) continue
    const span = findDoubtful(clause.text, reader)
    if (!span || isOption(form, span.found)) continue
    const name = { text: span.found, said: span.found, steps: clause.steps }
    const rest = [span.before, span.after]
      .map((text) => text.trim())
      .filter((text) => /[\p{L}\p{N}]/u.test(text))
      .map((text) => ({ text, said: text, steps: [] }))
    return { clauses: [...clauses.slice(0, at), ...rest, ...clauses.slice(at + 1)], name }
  }
  return { clauses, name: null }
}

function isOption(form: Form, text: string): boolean {
  const words = toPlain(text)
  return form.steps.some((step) => 'options' in step && step.options.some((one) => optionNames(one).includes(words)))
}

/** What to ask of the name, as an answer to the step; null where it can be none. */
export function doubtOf(step: UnitStep, { text }: Clause, context: ReadingContext): Doubt | null {
  const reading = readUnit(step, text, context)
  if (reading.kind === 'confirm' || reading.kind === 'choose') return { step, reading }
  if (reading.kind !== 'value' || reading.value.type !== 'unit') return null
  return { step, reading: { kind: 'confirm', value: reading.value, as: reading.value.name } }
}
