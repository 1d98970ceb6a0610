// “bỏ nội dung e”, “thêm nội dung a” said wherever the form stands: one choice of several goes or comes, the others stay.

import type { Form, Step } from '../knowledge/form-schema.ts'
import { without } from './fits.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { moveTo, type Next, stay, told } from './next.ts'
import type { Draft } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import { optionsInPlay } from './read-choice.ts'
import { readTicks, type Ticks } from './read-ticks.ts'
import type { Facts } from './rules.ts'
import { sayCorrected, takeAnswers, takesWholeText, toContext } from './take-answers.ts'
import { describeValue } from './values.ts'

type Several = Extract<Step, { type: 'choices' }>

/** Takes choices from an answer of several or adds some; null where a text does neither. The last one gone, it is asked again. */
export function changeTicks(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const values = valuesInPlay(form, draft.values, facts.units)
  const asked = form.steps.find(({ id }) => id === draft.progress.at)
  if (draft.progress.pending?.kind === 'picking') return null
  for (const step of stepsInPlay(form, values, facts.units)) {
    const old = values[step.id]
    if (step.type !== 'choices' || old?.type !== 'choices' || step === asked) continue
    const changes = readTicks(step, text, toContext(values, facts), {
      mustBeNamed: asked !== undefined && takesWholeText(asked),
    })
    if (!changes) continue
    const ticked = changes.reduce(apply, old.options)
    const options = optionsInPlay(step, toContext(values, facts)).flatMap(({ id }) => (ticked.includes(id) ? [id] : []))
    if (options.length === 0) return askAgain(draft, step, describeValue(step, old))
    if (options.join() === old.options.join())
      return stay(draft, prompts.standsNow(step.label, describeValue(step, old)))
    return told(takeAnswers(form, draft, [{ step, value: { type: 'choices', options } }], facts, sayCorrected(values)))
  }
  return null
}

function apply(before: readonly string[], { adds, options }: Ticks): string[] {
  return adds ? [...new Set([...before, ...options])] : before.filter((id) => !options.includes(id))
}

function askAgain(draft: Draft, step: Several, old: string): Next {
  return stay(moveTo({ ...draft, values: without(draft.values, step.id) }, step.id), prompts.takenOut(step.label, old))
}
