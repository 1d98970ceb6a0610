// Files that come while a form asks.

import type { Form, Step } from '../knowledge/form-schema.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { type Next, stay, told } from './next.ts'
import type { Draft } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import type { Facts } from './rules.ts'
import { takeAnswers } from './take-answers.ts'
import type { Value } from './values.ts'

export function asksForFiles(form: Form, draft: Draft, facts: Pick<Facts, 'units'>): boolean {
  return findFileStep(form, draft, facts) !== undefined
}

/** Puts them to the step that is asked, or to the last that has some. */
export function takeFiles(
  form: Form,
  draft: Draft,
  files: readonly { fileId: string; name: string }[],
  facts: Facts,
): Next {
  const step = findFileStep(form, draft, facts)
  if (!step) return stay(draft, prompts.noFileHere)
  if (files.length === 0) return stay(draft)
  const old = valuesInPlay(form, draft.values, facts.units)[step.id]
  const all = [...(old?.type === 'files' ? old.files : []), ...files]
  const value: Value = { type: 'files', files: all }
  return told(takeAnswers(form, draft, [{ step, value }], facts, () => prompts.fileAdded(step.label, files.length)))
}

function findFileStep(form: Form, draft: Draft, { units }: Pick<Facts, 'units'>): Step | undefined {
  const values = valuesInPlay(form, draft.values, units)
  const steps = stepsInPlay(form, values, units).filter(({ type }) => type === 'file')
  return steps.find(({ id }) => id === draft.progress.at) ?? steps.findLast(({ id }) => values[id] !== undefined)
}
