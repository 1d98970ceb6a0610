// The words that steer a form.

import type { Form, Step } from '../knowledge/form-schema.ts'
import type { Command } from './commands.ts'
import { explainStep } from './explain-step.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { laterSteps } from './later-steps.ts'
import { moveTo, type Next, pend, stay, unpend, unpendAside } from './next.ts'
import { obeyTap } from './obey-tap.ts'
import type { Draft } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import type { Facts } from './rules.ts'
import { send } from './send.ts'
import { findStep } from './step-names.ts'
import { skip } from './take-answers.ts'
import { describeValue } from './values.ts'

/** What a steering word does; null where it steers nothing here and is to be read as an answer. */
export function obey(form: Form, draft: Draft, command: Command, facts: Facts): Next | null {
  const { pending, at } = draft.progress
  const step = form.steps.find(({ id }) => id === at)
  switch (command.kind) {
    case 'hello':
      return step?.type === 'person' && pending === null ? null : stay(draft, prompts.hello)
    case 'thanks':
      return stay(draft, prompts.welcome)
    case 'annoyed':
      return stay(draft, step ? prompts.sorry(countLeft(form, draft, facts)) : prompts.sorryAtEnd)
    case 'help':
      return stay(draft, ...[step?.help].filter((text) => text !== undefined), ...prompts.help)
    case 'explain':
      return stay(draft, ...(step ? explainStep(step) : prompts.help))
    case 'save':
      return { ...stay(unpendAside(draft)), act: { kind: 'save' } }
    case 'cancel':
      return stay(pend(draft, { kind: 'leaving' }))
    case 'restart':
      return stay(pend(draft, { kind: 'restarting' }))
    case 'continue':
      return goOnAside(draft)
    case 'summary':
      return tellSoFar(form, draft, facts)
    case 'back':
      return goBack(form, draft, facts)
    case 'skip':
      return passOver(form, draft, step, facts)
    case 'done':
      if (pending?.kind === 'picking') return obeyTap(form, draft, `done:${pending.step}`, facts)
      if (step?.type === 'choices') return stay(draft, prompts.nothingPicked)
      return pending ? null : stay(draft, step ? prompts.left(countLeft(form, draft, facts)) : prompts.enough)
    case 'send':
      // Sending what was asked about would lose it.
      return pending?.kind === 'confirm' || pending?.kind === 'choose'
        ? stay(draft, prompts.settleFirst)
        : send(form, draft, facts)
    case 'edit':
      return edit(form, draft, command.rest, facts)
  }
}

// How many questions are still to be answered.
function countLeft(form: Form, { values, progress: { skipped } }: Draft, { units }: Facts): number {
  const known = valuesInPlay(form, values, units)
  return stepsInPlay(form, known, units).filter(({ id }) => known[id] === undefined && !skipped.includes(id)).length
}

// “tiếp tục” where it is first to be said what was meant.
function goOnAside(draft: Draft): Next {
  const next = unpendAside(draft)
  const { pending } = next.progress
  return stay(next, ...(pending?.kind === 'confirm' || pending?.kind === 'choose' ? [prompts.settleFirst] : []))
}

// “tóm tắt” before all is answered: what is noted so far, then what is asked is asked again.
function tellSoFar(form: Form, draft: Draft, { units }: Facts): Next {
  const next = unpendAside(draft)
  if (next.progress.at === null && next.progress.pending === null) return stay(next)
  const values = valuesInPlay(form, draft.values, units)
  const [first] = laterSteps(form, values, units).filter(({ id, type }) => type === 'person' && draft.values[id])
  const later = laterSteps(form, values, units).filter((step) => step.type !== 'person' || step === first)
  const lines = [...stepsInPlay(form, values, units), ...later].flatMap((step) => {
    const value = draft.values[step.id]
    return value ? [prompts.line(step.label, describeValue(step, value))] : []
  })
  return stay(next, ...(lines.length > 0 ? [prompts.soFar, ...lines] : [prompts.nothingSoFar]))
}

function goBack(form: Form, draft: Draft, facts: Facts): Next {
  const { pending, at } = draft.progress
  if (pending) return stay(unpend(draft))
  const steps = stepsInPlay(form, valuesInPlay(form, draft.values, facts.units), facts.units)
  const place = at === null ? steps.length : steps.findIndex(({ id }) => id === at)
  const before = steps[place - 1]
  return before ? stay(moveTo(draft, before.id)) : stay(draft, prompts.first)
}

/** “bỏ qua”: an optional step is left without an answer. */
export function passOver(form: Form, draft: Draft, step: Step | undefined, facts: Facts): Next {
  if (!step) return stay(unpend(draft), prompts.nothingToSkip)
  if (!step.optional) return stay(draft, prompts.cannotSkip(step.label))
  return stay(skip(form, draft, step, facts), prompts.skipped(step.label))
}

// “sửa” asks what; “sửa đơn vị” asks that again.
function edit(form: Form, draft: Draft, rest: string, facts: Facts): Next | null {
  if (rest === '') return stay(pend(draft, { kind: 'editing' }))
  const step = findAsked(form, draft, rest, facts)
  if (step) return stay(moveTo(draft, step.id))
  const elsewhere = findStep(form.steps, rest)
  if (elsewhere) return stay(draft, prompts.notInPlay(elsewhere.label))
  return draft.progress.at === null
    ? stay(pend(draft, { kind: 'editing' }), prompts.noSuchStep(rest.slice(0, 60)))
    : null
}

/** The step, of those that are asked, which the text names. */
export function findAsked(form: Form, draft: Draft, name: string, { units }: Facts): Step | null {
  return findStep(stepsInPlay(form, valuesInPlay(form, draft.values, units), units), name)
}
