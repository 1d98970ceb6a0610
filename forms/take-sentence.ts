// A sentence with several answers goes into the draft; what of it answered nothing is said.

import type { Form } from '../knowledge/form-schema.ts'
import { valuesInPlay } from './form.ts'
import type { Draft } from './progress.ts'
import { readWholeSentence, type Sentence } from './read-sentence.ts'
import type { Facts } from './rules.ts'
import { type Answered, countedOf, type Taken, toContext } from './take-answers.ts'
import { tellUnplaced } from './unplaced.ts'

export interface Heard extends Pick<Sentence, 'left'> {
  readonly text: string
  /** Those to steps that are asked, or may yet be. */
  readonly answers: readonly Answered[]
}

/** What a sentence answers of the steps without an answer. */
export function hearSentence(form: Form, draft: Draft, text: string, facts: Facts): Heard {
  const values = valuesInPlay(form, draft.values, facts.units)
  const { answers, held, left } = readWholeSentence(form, values, text, toContext(values, facts))
  return { text, left, answers: countedOf(form, draft, [...answers, ...held], facts) }
}

/** The same turn, with what of the sentence answered nothing said last. `beside` is what is asked about already. */
export function withUnplaced<T extends Taken>(next: T, form: Form, { text, left }: Heard, beside = ''): T {
  const note = tellUnplaced(form, next.draft.values, { text, left, beside })
  return note === null ? next : { ...next, notes: [...next.notes, note] }
}
