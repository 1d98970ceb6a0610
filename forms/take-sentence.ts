// A sentence with several answers goes into the draft; what of it answered nothing is said.

import type { Form } from '../knowledge/form-schema.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { moveTo, type Next, pend } from './next.ts'
import type { Doubt } from './part-doubtful.ts'
import type { Draft } from './progress.ts'
import { readWholeSentence, type Sentence } from './read-sentence.ts'
import type { Facts } from './rules.ts'
import { type Answered, countedOf, toContext } from './take-answers.ts'
import { tellUnplaced } from './unplaced.ts'

export interface Heard extends Pick<Sentence, 'doubt' | 'left'> {
  readonly text: string
  /** Those to steps that are asked, or may yet be. */
  readonly answers: readonly Answered[]
}

/** What a sentence answers of the steps without an answer. */
export function hearSentence(form: Form, draft: Draft, text: string, facts: Facts): Heard {
  const values = valuesInPlay(form, draft.values, facts.units)
  const { answers, held, doubt, left } = readWholeSentence(form, values, text, toContext(values, facts))
  return { text, doubt, left, answers: countedOf(form, draft, [...answers, ...held], facts) }
}

/** The same turn, then asked which body was named, and what of the sentence answered nothing said last. `beside` is asked about already. */
export function withRest(next: Next, form: Form, { text, doubt, left }: Heard, facts: Facts, beside = ''): Next {
  const asked = doubt && next.act === null ? askOf(form, next.draft, doubt, facts) : null
  const draft = asked ?? next.draft
  const note = tellUnplaced(form, draft.values, { text, left, beside })
  return { ...next, draft, notes: note === null ? next.notes : [...next.notes, note] }
}

function askOf(form: Form, draft: Draft, { step, reading }: Doubt, { units }: Facts): Draft | null {
  const values = valuesInPlay(form, draft.values, units)
  const isOpen = draft.progress.pending === null && !values[step.id] && stepsInPlay(form, values, units).includes(step)
  if (!isOpen) return null
  return pend(moveTo(draft, step.id), { ...reading, step: step.id })
}
