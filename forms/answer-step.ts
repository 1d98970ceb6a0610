import type { Form, Step } from '../knowledge/form-schema.ts'
import { answerSummary } from './answer-summary.ts'
import { asksQuestion } from './asks-question.ts'
import { readYesNo, saysNothing } from './commands.ts'
import { confirmNamed, takeCalled } from './confirm-name.ts'
import { beginsAsTask, findElsewhere, isTaskList, soundsRight } from './find-elsewhere.ts'
import { valuesInPlay } from './form.ts'
import { asks, type Next, pend, stay, told } from './next.ts'
import { passOver } from './obey-command.ts'
import type { Draft } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import { readAgain } from './read-again.ts'
import { type Reading, readAnswer } from './read-answer.ts'
import { findPhone } from './read-phone.ts'
import { soundsLikeUnit } from './read-unit.ts'
import type { Facts } from './rules.ts'
import { takeAfterthought } from './take-afterthought.ts'
import { type Answered, sayCorrected, sayNoted, takeAnswers, takesWholeText, toContext } from './take-answers.ts'
import { hearSentence, withRest } from './take-sentence.ts'
import { describeValue } from './values.ts'

/** What is typed as an answer: to the step that is asked, to several, to another; or it is a question. */
export function answerStep(form: Form, draft: Draft, text: string, facts: Facts): Next {
  const step = form.steps.find(({ id }) => id === draft.progress.at)
  const values = valuesInPlay(form, draft.values, facts.units)
  const context = toContext(values, facts)
  if (asksQuestion(text, step ?? null)) return asks(draft, text)
  if (!step) return answerSummary(form, draft, text, facts)
  if (step.optional && saysNothing(text) && step.type !== 'attestation') return passOver(form, draft, step, facts)
  const called = step.type === 'person' ? takeCalled(form, draft, step, text, facts) : null
  if (called) return called
  const parted = takeAfterthought(form, draft, { step, text, values, facts })
  if (parted) return parted
  const reading = readAnswer(step, text, context)
  const isBareYesNo = readYesNo(text) !== null
  if (takesWholeText(step) && isBareYesNo && reading.kind === 'value') return stay(draft, ...notUnderstood(step, text))
  // A bare yes or no answers what is asked, nothing else.
  const isContact = step.type === 'long-text' && isShortWithPhone(text)
  const isUnit = step.type === 'unit' && isUnknownUnit(reading, text) && !/[,;\n]/.test(text)
  const isWhole = isUnit || (takesWholeText(step) && !isContact) || isListOfTasks(step, text) || isBareYesNo
  const heard = isWhole ? { text, answers: [], doubt: null, left: [] } : hearSentence(form, draft, text, facts)
  const several = withNo(step, text, heard.answers)
  const named = step.type === 'person' ? confirmNamed(form, draft, step, heard, facts) : null
  if (named) return named
  if (
    isDoubtful(reading) &&
    !takesWholeText(step) &&
    beginsAsTask(text) &&
    several.every(({ step: { as } }) => as === 'tasks' || as === 'field')
  )
    return askWhere(form, draft, step, reading, text, facts) ?? stay(draft, ...notUnderstood(step, text))
  if (several.length > 1 || (several.length === 1 && (isContact || isDoubtful(reading) || heard.doubt !== null)))
    return withRest(told(takeAnswers(form, draft, several, facts, sayNoted)), form, heard, facts)
  if (heard.doubt && isDoubtful(reading) && step.id !== heard.doubt.step.id)
    return withRest(stay(draft), form, heard, facts)
  const other = mayBelongElsewhere(step, text, reading) ? askWhere(form, draft, step, reading, text, facts) : null
  const isUnread = isDoubtful(reading) && !takesWholeText(step) && !isUnit
  return (
    other ??
    (isUnread ? sayAgain(form, draft, text, facts) : null) ??
    takeReading(form, draft, step, reading, facts, values[step.id] ? sayCorrected(values) : echo(step, text)) ??
    stay(draft, ...notUnderstood(step, text))
  )
}

// “không, số điện thoại 0912345678” where a yes or no is asked: both.
function withNo(asked: Step, text: string, answers: readonly Answered[]): readonly Answered[] {
  const [first = ''] = text.split(/[,;.\n]/)
  const saysNo = asked.type === 'attestation' && answers.length > 0 && readYesNo(first) === false
  return saysNo && !answers.some(({ step }) => step.id === asked.id)
    ? [...answers, { step: asked, value: { type: 'attestation', yes: false } }]
    : answers
}

// It is no answer here, or a unit that nobody knows.
function isDoubtful(reading: Reading): boolean {
  if (reading.kind === 'confirm') return reading.value.type === 'unit' && reading.value.unit === null
  return reading.kind === 'none' || reading.kind === 'invalid'
}

function isUnknownUnit(reading: Reading, text: string): boolean {
  return reading.kind === 'confirm' && soundsLikeUnit(text)
}

// A short text takes anything, so what does not sound like it is looked at twice. A bare number chooses among what is
// shown, not among the choices of another question.
function mayBelongElsewhere(step: Step, text: string, reading: Reading): boolean {
  // A body that the directory does not know holds words of choices: “Sở Nội vụ”.
  if (step.type === 'unit' && isUnknownUnit(reading, text)) return false
  if (isDoubtful(reading)) return /\p{L}/u.test(text) || text.trim().length > 3
  if (isListOfTasks(step, text)) return true
  return step.type === 'text' && !soundsRight(step, text)
}

// Tasks hold words of the choices: “tham mưu 5 văn bản”.
function isListOfTasks({ type, as }: Step, text: string): boolean {
  return (type === 'choices' || (type === 'long-text' && as !== 'tasks')) && isTaskList(text)
}

// “Lê Văn Tài 0901234567” is whom to call, and no list of anything.
function isShortWithPhone(text: string): boolean {
  const phone = findPhone(text)
  return phone !== null && text.replace(phone.typed, ' ').trim().split(/\s+/).length <= MOST_WORDS_BESIDE_PHONE
}

const MOST_WORDS_BESIDE_PHONE = 8

// “bk bo truong” said to the question before the one it answers; a task where a position is asked.
function askWhere(form: Form, draft: Draft, asked: Step, reading: Reading, text: string, facts: Facts): Next | null {
  const values = valuesInPlay(form, draft.values, facts.units)
  const isNoAnswer = isDoubtful(reading)
  const [first] = findElsewhere(form, asked, text, toContext(values, facts), { isNoAnswer })
  if (!first) return null
  const { step, value } = first
  const old = values[step.id]
  if (reading.kind === 'value') {
    const options = [first, { step: asked, value: reading.value }].map((one) => ({
      label: prompts.asAnswerOf(one.step.label),
      value: one.value,
      of: one.step.id,
    }))
    return stay(pend(draft, { kind: 'choose', step: asked.id, options }), prompts.whose)
  }
  if (old && JSON.stringify(old) === JSON.stringify(value))
    return stay(draft, prompts.alreadyNoted(step.label, describeValue(step, old)))
  const as = `${step.label}: ${describeValue(step, value)}`
  const waiting = pend(draft, { kind: 'confirm', step: step.id, value, as })
  return stay(waiting, ...(old ? [prompts.standsNow(step.label, describeValue(step, old))] : []))
}

// What was said before, said again.
function sayAgain(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const values = valuesInPlay(form, draft.values, facts.units)
  const again = readAgain(form, text, toContext(values, facts)).filter(({ isSame }) => isSame)
  if (again.length === 0) return null
  return stay(draft, ...again.map((one) => prompts.alreadyNoted(one.step.label, describeValue(one.step, one.value))))
}

function notUnderstood({ type }: Step, text: string): string[] {
  const isChoice = type === 'choice' || type === 'choices'
  const what = isChoice && text.length <= LONGEST_QUOTED ? prompts.noSuchOption(text.trim()) : prompts.notAnAnswer
  return isChoice || type === 'attestation' ? [what, prompts.chooseOne] : [what]
}

const LONGEST_QUOTED = 60 // characters

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
      return stay(
        pend(draft, { kind: 'choose', step: step.id, options: reading.options }),
        ...(reading.say ? [reading.say] : []),
      )
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
