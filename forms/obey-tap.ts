// A tapped choice. A button of an earlier prompt says so and changes nothing.

import type { Form } from '../knowledge/form-schema.ts'
import { offered } from './fits.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { moveTo, type Next, pend, stay, told, unpend, unpendAside } from './next.ts'
import { type Draft, freshProgress, type Pending } from './progress.ts'
import { summaryKey } from './prompt-summary.ts'
import { prompts } from './prompts.vi.ts'
import type { Facts } from './rules.ts'
import { send } from './send.ts'
import { goOn, sayCorrected, sayNoted, skip, takeAnswers } from './take-answers.ts'
import { describeValue, type Value } from './values.ts'

/** What the tap means now: `word`, or `word:step`, `word:step:option`, `word:number`, as prompts give them. */
export function obeyTap(form: Form, draft: Draft, tap: string, facts: Facts): Next {
  const [word = '', about = '', option = ''] = tap.split(':')
  switch (word) {
    case 'answer':
    case 'pick':
    case 'unpick':
    case 'done':
    case 'keep':
    case 'skip':
      return tapStep(form, draft, { word, step: about, option }, facts)
    case 'yes':
    case 'no':
    case 'option':
    case 'drop':
    case 'restart':
      return tapPending(form, draft, { word, n: Number(about), index: Number(option) }, facts)
    case 'offer':
      return tapOffer(form, draft, about, option, facts)
    case 'edit':
      return tapEdit(form, draft, about, facts)
    case 'send':
      return about === summaryKey(valuesInPlay(form, draft.values, facts.units))
        ? send(form, moveToSummary(form, draft, facts), facts)
        : stay(goOn(form, draft, facts), prompts.oldSummary)
    case 'save':
      return { ...stay(unpendAside(draft)), act: { kind: 'save' } }
    case 'cancel':
      return stay(pend(draft, { kind: 'leaving' }))
    case 'go':
      return stay(unpendAside(draft))
    default:
      return stay(draft, prompts.oldButton)
  }
}

function tapStep(
  form: Form,
  draft: Draft,
  { word, step: id, option }: { word: string; step: string; option: string },
  facts: Facts,
): Next {
  const step = form.steps.find((one) => one.id === id)
  const { at, pending } = draft.progress
  const isAsked =
    step !== undefined && at === id && (pending === null || pending.kind === 'picking' || 'step' in pending)
  const values = valuesInPlay(form, draft.values, facts.units)
  if (!step || !isAsked) return old(form, draft, id, facts)
  const known = new Set(offered(step, values, facts.units).map((one) => one.id))
  const picked = pending?.kind === 'picking' ? pending.options : []
  switch (word) {
    case 'answer': {
      const value = toValue(step.type, option, known)
      return value ? told(takeAnswers(form, draft, [{ step, value }], facts, () => null)) : old(form, draft, id, facts)
    }
    case 'pick':
      if (step.type !== 'choices' || !known.has(option)) return old(form, draft, id, facts)
      return stay(
        pend(draft, { kind: 'picking', step: id, options: [...picked.filter((one) => one !== option), option] }),
      )
    case 'unpick':
      return stay(pend(draft, { kind: 'picking', step: id, options: picked.filter((one) => one !== option) }))
    case 'done': {
      const options = [...known].filter((one) => picked.includes(one))
      if (options.length === 0) return stay(unpend(draft), prompts.nothingPicked)
      return told(takeAnswers(form, draft, [{ step, value: { type: 'choices', options } }], facts, () => null))
    }
    case 'keep': {
      const value = values[id]
      return value ? told(takeAnswers(form, draft, [{ step, value }], facts, () => null)) : old(form, draft, id, facts)
    }
    default:
      return step.optional ? stay(skip(form, draft, step, facts)) : old(form, draft, id, facts)
  }
}

function toValue(type: string, option: string, known: ReadonlySet<string>): Value | null {
  if (type === 'attestation') return option === 'yes' || option === 'no' ? { type, yes: option === 'yes' } : null
  return type === 'choice' && known.has(option) ? { type, option } : null
}

// The button of a question that was answered: said what was answered, and how to change it.
function old(form: Form, draft: Draft, id: string, facts: Facts): Next {
  const step = form.steps.find((one) => one.id === id)
  const value = valuesInPlay(form, draft.values, facts.units)[id]
  if (!step || !value) return stay(draft, prompts.oldButton)
  return {
    ...stay(draft, prompts.oldAnswer(step.label, describeValue(step, value))),
    extra: [{ label: prompts.edit(step.label), tap: `edit:${id}` }],
  }
}

function tapPending(
  form: Form,
  draft: Draft,
  { word, n, index }: { word: string; n: number; index: number },
  facts: Facts,
): Next {
  const { pending } = draft.progress
  if (!pending || pending.n !== n || !SETTLES[pending.kind].includes(word)) return stay(draft, prompts.oldButton)
  if (word === 'no') return stay(unpend(draft))
  if (word === 'drop') return { ...stay(draft), act: { kind: 'discard' } }
  if (word === 'restart') {
    const afresh = { ...draft, values: {}, progress: { ...freshProgress, turn: draft.progress.turn } }
    return stay(goOn(form, afresh, facts), prompts.restarted)
  }
  const chosen = chosenOf(pending, index)
  const step = form.steps.find(({ id }) => id === chosen?.step)
  const say = sayCorrected(valuesInPlay(form, draft.values, facts.units))
  return chosen && step
    ? told(takeAnswers(form, draft, [{ step, value: chosen.value }], facts, say))
    : stay(unpend(draft), prompts.oldButton)
}

function chosenOf(pending: Pending, index: number): { step: string; value: Value } | null {
  if (pending.kind === 'confirm') return pending
  const option = pending.kind === 'choose' ? pending.options[index] : undefined
  return option && pending.kind === 'choose' ? { step: option.of ?? pending.step, value: option.value } : null
}

const SETTLES: Record<Pending['kind'], readonly string[]> = {
  confirm: ['yes', 'no'],
  choose: ['option', 'no'],
  picking: [],
  editing: [],
  leaving: ['drop'],
  restarting: ['restart'],
}

function tapOffer(form: Form, draft: Draft, id: string, option: string, facts: Facts): Next {
  const step = form.steps.find((one) => one.id === id)
  const values = valuesInPlay(form, draft.values, facts.units)
  if (!step || values[id] === undefined) return stay(draft, prompts.oldButton)
  if (!offered(step, values, facts.units).some((one) => one.id === option)) return stay(draft, prompts.oldButton)
  const value: Value = step.type === 'choices' ? { type: 'choices', options: [option] } : { type: 'choice', option }
  return told(takeAnswers(form, draft, [{ step, value }], facts, sayNoted))
}

function tapEdit(form: Form, draft: Draft, id: string, facts: Facts): Next {
  if (id === '') return stay(pend(draft, { kind: 'editing' }))
  const steps = stepsInPlay(form, valuesInPlay(form, draft.values, facts.units), facts.units)
  return steps.some((step) => step.id === id) ? stay(moveTo(draft, id)) : stay(draft, prompts.oldButton)
}

// The summary's button was tapped while something else was asked: nothing changed since, so it may be sent.
function moveToSummary(form: Form, draft: Draft, facts: Facts): Draft {
  const next = goOn(form, draft, facts)
  return next.progress.at === null ? next : draft
}
