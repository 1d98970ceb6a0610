// A paper that is pasted where answers stand already: what it says under the names of steps takes the place of them, so
// that no two people are mixed.

import type { Form } from '../knowledge/form-schema.ts'
import { toClauses } from './clauses.ts'
import { without } from './fits.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { type Next, told } from './next.ts'
import { type Draft, freshProgress } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import type { Facts } from './rules.ts'
import { namesOf, toPlain } from './step-names.ts'
import { type Answered, sayCorrected, takeAnswers } from './take-answers.ts'
import { hearSentence, withRest } from './take-sentence.ts'
import type { Values } from './values.ts'

const LEAST_LINES = 3
const LEAST_NAMED = 2

/** Takes what a paper answers, those steps too that have an answer; null where a text is none: lines under names of steps. */
export function takeFormPaper(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const headed = lines.filter((line) => /^[^:]{2,60}:/.test(line))
  if (lines.length < LEAST_LINES || headed.length < LEAST_NAMED) return null
  const named = new Set(
    headed.flatMap((line) => toClauses(line, namesOf(form.steps)).flatMap(({ steps }) => steps.map(({ id }) => id))),
  )
  const values = valuesInPlay(form, draft.values, facts.units)
  const again = stepsInPlay(form, values, facts.units).filter(({ id }) => named.has(id))
  if (named.size < LEAST_NAMED) return null
  const open = again.reduce<Values>((left, { id }) => without(left, id), draft.values)
  const heard = hearSentence(form, { ...draft, values: open }, text, facts)
  if (heard.answers.length < LEAST_NAMED) return null
  if (!draft.wasSent && isOfAnother(values, heard.answers)) return takeAnew(form, draft, values, text, facts)
  return withRest(told(takeAnswers(form, draft, heard.answers, facts, sayCorrected(values))), form, heard, facts)
}

// Nothing that was said of one person holds of the next.
function takeAnew(form: Form, draft: Draft, before: Values, text: string, facts: Facts): Next {
  const { turn } = draft.progress
  const afresh = { ...draft, values: {}, progress: { ...freshProgress, turn } }
  const heard = hearSentence(form, afresh, text, facts)
  const taken = told(takeAnswers(form, afresh, heard.answers, facts, sayCorrected(before)))
  return withRest({ ...taken, notes: [prompts.paperOfAnother, ...taken.notes] }, form, heard, facts)
}

function isOfAnother(values: Values, answers: readonly Answered[]): boolean {
  return answers.some(({ step, value }) => {
    const old = step.as === 'name' ? values[step.id] : undefined
    return old?.type === 'text' && value.type === 'text' && toPlain(old.text) !== toPlain(value.text)
  })
}
