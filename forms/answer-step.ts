import type { Form, Step } from '../knowledge/schema.ts'
import { answerSummary } from './answer-summary.ts'
import { asksQuestion } from './asks-question.ts'
import { saysNothing } from './commands.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { asks, type Next, pend, stay, told } from './next.ts'
import { passOver } from './obey-command.ts'
import type { Draft } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import { type Reading, readAnswer } from './read-answer.ts'
import { readSentence } from './read-sentence.ts'
import type { Facts } from './rules.ts'
import {
  type Answered,
  countedOf,
  sayCorrected,
  sayNoted,
  takeAnswers,
  takesWholeText,
  toContext,
} from './take-answers.ts'
import { describeValue } from './values.ts'

/** What is typed as an answer: to the step that is asked, to several, to another; or it is a question. */
export function answerStep(form: Form, draft: Draft, text: string, facts: Facts): Next {
  const step = form.steps.find(({ id }) => id === draft.progress.at)
  const values = valuesInPlay(form, draft.values, facts.units)
  const context = toContext(values, facts)
  if (asksQuestion(text, step ?? null)) return asks(draft, text)
  if (!step) return answerSummary(form, draft, text, facts)
  if (step.optional && saysNothing(text) && step.type !== 'attestation') return passOver(form, draft, step, facts)
  const reading = readAnswer(step, text, context)
  const several = takesWholeText(step) ? [] : countedOf(form, draft, readSentence(form, values, text, context), facts)
  if (several.length > 1 || (several.length === 1 && isDoubtful(reading)))
    return told(takeAnswers(form, draft, several, facts, sayNoted))
  const other = isDoubtful(reading) ? findOther(form, draft, step, text, facts) : null
  if (other) return other
  return (
    takeReading(form, draft, step, reading, facts, values[step.id] ? sayCorrected(values) : echo(step, text)) ??
    stay(draft, prompts.notAnAnswer, ...chooseHint(step))
  )
}

// It is no answer here, or a unit that nobody knows.
function isDoubtful(reading: Reading): boolean {
  if (reading.kind === 'confirm') return reading.value.type === 'unit' && reading.value.unit === null
  return reading.kind === 'none' || reading.kind === 'invalid'
}

// “bk bo truong” said to the question before the one it answers.
function findOther(form: Form, draft: Draft, asked: Step, text: string, facts: Facts): Next | null {
  const values = valuesInPlay(form, draft.values, facts.units)
  const context = toContext(values, facts)
  for (const step of stepsInPlay(form, values, facts.units)) {
    if (step === asked || step.type !== 'choice' || values[step.id] !== undefined) continue
    const reading = readAnswer(step, text, context)
    if (reading.kind !== 'value' && reading.kind !== 'confirm') continue
    const as = `${step.label}: ${describeValue(step, reading.value)}`
    return stay(pend(draft, { kind: 'confirm', step: step.id, value: reading.value, as }))
  }
  return null
}

function takeReading(
  form: Form,
  draft: Draft,
  step: Step,
  reading: Reading,
  facts: Facts,
  say: (answer: Answered) => string | null,
): Next | null {
  switch (reading.kind) {
    case 'value':
      return told(takeAnswers(form, draft, [{ step, value: reading.value }], facts, say))
    case 'confirm':
      return stay(pend(draft, { kind: 'confirm', step: step.id, value: reading.value, as: reading.as }))
    case 'choose':
      return stay(pend(draft, { kind: 'choose', step: step.id, options: reading.options }))
    case 'invalid':
      return listsOptions(step, reading.say) ? null : stay(draft, reading.say)
    case 'none':
      return null
  }
}

// The question that follows shows the options anyway.
function listsOptions(step: Step, text: string): boolean {
  const options = step.type === 'choice' || step.type === 'choices' ? step.options : []
  return options.filter(({ label, short }) => text.includes(short ?? label)).length > 1
}

// What was typed word for word need not be said back.
function echo(asked: Step, typed: string): (answer: Answered) => string | null {
  return (answer) => {
    const shown = describeValue(answer.step, answer.value)
    return answer.step.id === asked.id && shown.toLowerCase() === typed.trim().toLowerCase() ? null : sayNoted(answer)
  }
}

function chooseHint({ type }: Step): string[] {
  return type === 'choice' || type === 'choices' || type === 'attestation' ? [prompts.chooseOne] : []
}
