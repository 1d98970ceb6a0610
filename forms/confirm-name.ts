// A name without marks is confirmed; what was said beside it is taken meanwhile.

import type { Form, Step } from '../knowledge/form-schema.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { moveTo, type Next, pend, told } from './next.ts'
import type { Draft } from './progress.ts'
import { type Reading, readAnswer } from './read-answer.ts'
import { findPhone } from './read-phone.ts'
import type { Facts } from './rules.ts'
import { soundsLikeName } from './sounds-like-name.ts'
import { type Answered, sayCorrected, takeAnswers, toContext } from './take-answers.ts'
import { type Heard, withRest } from './take-sentence.ts'

/** “hoang thi nga 0912345678”: the number is taken, the name without marks is confirmed as any is. Null where that is not said. */
export function takeCalled(form: Form, draft: Draft, step: Step, text: string, facts: Facts): Next | null {
  const phone = findPhone(text)
  const values = valuesInPlay(form, draft.values, facts.units)
  const to = phone && stepsInPlay(form, values, facts.units).find(({ type }) => type === 'phone')
  if (!phone || !to) return null
  const name = text.replace(phone.typed, ' ').replace(CALLED, ' ').trim()
  const reading = readAnswer(step, name, toContext(values, facts))
  if (reading.kind !== 'confirm') return null
  const answers = [{ step: to, value: { type: 'text', text: phone.phone } }] as const
  return takeAndAsk(form, draft, step, reading, answers, facts)
}

const CALLED = /[,;:-]|(?<!\p{L})(?:sđt|sdt|đt|dt|điện thoại|dien thoai|số|so)(?!\p{L})/giu

/** “nguyen thi hoa, chuc vu chuyen vien”: what stands beside the name is taken, the name without marks is confirmed. Null where nothing does. */
export function confirmNamed(form: Form, draft: Draft, step: Step, heard: Heard, facts: Facts): Next | null {
  const { text, answers: beside } = heard
  const [first = ''] = text.split(/[,;\n]/)
  const values = valuesInPlay(form, draft.values, facts.units)
  const reading = soundsLikeName(first) ? readAnswer(step, first, toContext(values, facts)) : null
  if (reading?.kind !== 'confirm' || beside.length === 0 || beside.some((one) => one.step.id === step.id)) return null
  return withRest(takeAndAsk(form, draft, step, reading, beside, facts), form, heard, facts, first)
}

function takeAndAsk(
  form: Form,
  draft: Draft,
  step: Step,
  { value, as }: Extract<Reading, { kind: 'confirm' }>,
  beside: readonly Answered[],
  facts: Facts,
): Next {
  const values = valuesInPlay(form, draft.values, facts.units)
  const next = told(takeAnswers(form, draft, beside, facts, sayCorrected(values)))
  return { ...next, draft: pend(moveTo(next.draft, step.id), { kind: 'confirm', step: step.id, value, as }) }
}
