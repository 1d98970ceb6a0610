import type { Form } from '../knowledge/form-schema.ts'
import { readYesNo } from './commands.ts'
import { speaksOf } from './denies.ts'
import { beginsAsTask, isPlainly } from './find-elsewhere.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { type Next, pend, stay, told } from './next.ts'
import type { Draft } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import { readAgain } from './read-again.ts'
import { readAnswer } from './read-answer.ts'
import type { Facts } from './rules.ts'
import { send } from './send.ts'
import { type Answered, sayCorrected, takeAnswers, toContext } from './take-answers.ts'
import { describeValue, type Values } from './values.ts'

/** What is typed under the summary: yes sends, no asks what is wrong, an answer changes one. */
export function answerSummary(form: Form, draft: Draft, text: string, facts: Facts): Next {
  const said = readYesNo(text)
  if (said === true) return send(form, draft, facts)
  if (said === false) return stay(pend(draft, { kind: 'editing' }))
  const values = valuesInPlay(form, draft.values, facts.units)
  const attested = askAttested(form, draft, text, facts)
  if (attested) return attested
  // Everything is answered, so whatever reads as an answer changes one.
  const read = readAgain(form, text, toContext(values, facts))
  if (tellsMore(form, values, text, read, facts)) return stay(pend(draft, { kind: 'editing' }), prompts.whichMistake)
  const changed = read.filter(({ isSame }) => !isSame)
  if (changed.length > 0) return told(takeAnswers(form, draft, changed, facts, sayCorrected(values)))
  const noted = read.map(({ step, value }) => prompts.alreadyNoted(step.label, describeValue(step, value)))
  return stay(draft, ...(noted.length > 0 ? noted : [prompts.notAnAnswer]))
}

// “đang có đơn thư tố cáo”: a yes in the words of its question, confirmed as every such yes.
function askAttested(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const values = valuesInPlay(form, draft.values, facts.units)
  const step = stepsInPlay(form, values, facts.units).find((one) => one.type === 'attestation' && speaksOf(text, one))
  const reading = step && readAnswer(step, text, toContext(values, facts))
  const old = step && values[step.id]
  if (!step || !old || reading?.kind !== 'confirm') return null
  const shown = describeValue(step, old)
  if (describeValue(step, reading.value) === shown) return stay(draft, prompts.alreadyNoted(step.label, shown))
  const as = `${step.label}: ${reading.as}`
  const waiting = pend(draft, { kind: 'confirm', step: step.id, value: reading.value, as })
  return stay(waiting, prompts.standsNow(step.label, shown))
}

// Tasks hold words that are options elsewhere, “hồ sơ cán bộ”.
function tellsMore(form: Form, values: Values, text: string, read: readonly Answered[], facts: Facts): boolean {
  return stepsInPlay(form, values, facts.units).some(
    (step) =>
      step.type === 'long-text' &&
      isPlainly(step, text, toContext(values, facts)) &&
      (beginsAsTask(text) || read.some((one) => one.step.type === 'choice' || one.step.type === 'choices')) &&
      !read.some((one) => one.step.id === step.id),
  )
}
