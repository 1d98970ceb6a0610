// One turn of a form's conversation. Pure: what was answered so far and what was said now give what is asked next.

import type { Form, Step } from '../knowledge/schema.ts'
import { asksQuestion } from './asks-question.ts'
import { type Command, readCommand, readYesNo, saysNothing } from './commands.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { moveTo, type Next, pend, stay, told, unpend } from './next.ts'
import { type Draft, freshProgress, type Pending } from './progress.ts'
import { promptOf, type Tap } from './prompt.ts'
import { prompts } from './prompts.vi.ts'
import { type Reading, type ReadingContext, readAnswer } from './read-answer.ts'
import { readCorrection, readSentence } from './read-sentence.ts'
import type { Facts } from './rules.ts'
import { send } from './send.ts'
import { findStep } from './step-names.ts'
import { type Answered, goOn, sayNoted, skip, takeAnswers } from './take-answers.ts'
import { obeyTap } from './taps.ts'
import { describeValue, type Value, type Values } from './values.ts'

/** What a person did: typed something, tapped a choice of a prompt, sent files that are kept already. */
export type Turn =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'tapped'; readonly tap: string }
  | { readonly kind: 'sent'; readonly files: readonly { readonly fileId: string; readonly name: string }[] }

/** Begins: the first question, or what the first sentence already answers is taken. */
export function begin(form: Form, text: string, facts: Facts): Next {
  const draft = goOn(form, { values: {}, progress: freshProgress, wasSent: false }, facts)
  const answers =
    text.trim() === '' || text.length > LONGEST_ANSWER
      ? []
      : inPlay(form, draft, readSentence(form, {}, text, toContext(draft.values, facts)), facts)
  return answers.length > 0 ? told(takeAnswers(form, draft, answers, facts, sayNoted)) : stay(draft)
}

/** Goes one turn on. Never throws, never leaves the form without a way out; `submit` only where all is in order. */
export function converse(form: Form, draft: Draft, turn: Turn, facts: Facts): Next {
  switch (turn.kind) {
    case 'tapped':
      return obeyTap(form, draft, turn.tap, facts)
    case 'sent':
      return takeFiles(form, draft, turn.files, facts)
    case 'said':
      return hear(form, draft, turn.text, facts)
  }
}

function hear(form: Form, draft: Draft, text: string, facts: Facts): Next {
  if (text.trim() === '') return stay(draft, prompts.empty)
  const tap = readNumber(form, draft, text, facts)
  if (tap) return obeyTap(form, draft, tap.tap, facts)
  const command = readCommand(text)
  const isEdit = command?.kind === 'edit'
  const obeyed = command && !isEdit ? obey(form, draft, command, facts) : null
  if (obeyed) return obeyed
  if (isTooLong(form, draft, text)) return stay(draft, prompts.tooLong)
  const corrected = correct(form, draft, text, facts) ?? (isEdit ? obey(form, draft, command, facts) : null)
  if (corrected) return corrected
  return (
    (draft.progress.pending && settlePending(form, draft, draft.progress.pending, text, facts)) ??
    answer(form, draft, text, facts)
  )
}

// No answer but a text is that long, and reading it takes time.
function isTooLong(form: Form, { progress: { at, pending } }: Draft, text: string): boolean {
  const step = form.steps.find(({ id }) => id === at)
  const takesIt = step !== undefined && takesWholeText(step) && pending === null
  return !takesIt && text.length > LONGEST_ANSWER && !asksQuestion(text, step ?? null)
}

const LONGEST_ANSWER = 600 // characters: a sentence that answers everything at once

// “2” means the second choice, where choices are what is asked for.
function readNumber(form: Form, draft: Draft, text: string, facts: Facts): Tap | null {
  const number = /^\s*(\d{1,2})\s*[.)]?\s*$/.exec(text)?.[1]
  if (!number) return null
  const { pending, at } = draft.progress
  const step = form.steps.find(({ id }) => id === at)
  const chooses =
    (pending && pending.kind !== 'picking') || !step || ['choice', 'choices', 'attestation'].includes(step.type)
  return (chooses && promptOf(form, draft, facts).taps[Number(number) - 1]) || null
}

// “à nhầm, là phòng Tổ chức”, “sửa lĩnh vực thành Tôn giáo”: wherever the form stands, but for texts that begin so.
function correct(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const values = valuesInPlay(form, draft.values, facts.units)
  const correction = readCorrection(form, values, text, toContext(values, facts))
  const asked = form.steps.find(({ id }) => id === draft.progress.at)
  if (!correction) return isMistake(text, asked) ? stay(pend(draft, { kind: 'editing' }), prompts.whichMistake) : null
  const { step, value, options } = correction
  if (asked && takesWholeText(asked) && (takesWholeText(step) || text.length > LONGEST_CORRECTION)) return null
  if (options.length > 1) return stay(pend(draft, { kind: 'choose', step: step.id, options: [...options] }))
  return told(takeAnswers(form, draft, [{ step, value }], facts, sayCorrected(values)))
}

const LONGEST_CORRECTION = 100 // a longer text tells something of its own

// Something was wrong, but what is not said so that it could be read.
function isMistake(text: string, asked: Step | undefined): boolean {
  const takesIt = asked !== undefined && takesWholeText(asked) && text.length > LONGEST_CORRECTION
  return (
    !takesIt &&
    /^(à|a|ấy|ơ|ôi|xin lỗi|xin loi)?[\s,.]*(nhầm|nham|ghi nhầm|ghi nham|lộn|lon|sai rồi|sai roi)(?=[\s,.!]|$)/iu.test(
      text.trim(),
    )
  )
}

// What a steering word does; null where it steers nothing here and is to be read as an answer.
function obey(form: Form, draft: Draft, command: Command, facts: Facts): Next | null {
  const { pending, at } = draft.progress
  const step = form.steps.find(({ id }) => id === at)
  switch (command.kind) {
    case 'thanks':
      return step?.type === 'person' && pending === null ? null : stay(draft)
    case 'help':
      return stay(draft, ...[step?.help].filter((text) => text !== undefined), ...prompts.help)
    case 'save':
      return { ...stay(unpend(draft)), act: { kind: 'save' } }
    case 'cancel':
      return stay(pend(draft, { kind: 'leaving' }))
    case 'restart':
      return stay(pend(draft, { kind: 'restarting' }))
    case 'continue':
      return stay(isAside(pending) ? unpend(draft) : draft)
    case 'back':
      return goBack(form, draft, facts)
    case 'skip':
      return passOver(form, draft, step, facts)
    case 'done':
      if (pending?.kind === 'picking') return obeyTap(form, draft, `done:${pending.step}`, facts)
      return step?.type === 'choices' ? stay(draft, prompts.nothingPicked) : null
    case 'send':
      return send(form, draft, facts)
    case 'edit':
      return edit(form, draft, command.rest, facts)
  }
}

function goBack(form: Form, draft: Draft, facts: Facts): Next {
  const { pending, at } = draft.progress
  if (pending) return stay(unpend(draft))
  const steps = stepsInPlay(form, valuesInPlay(form, draft.values, facts.units), facts.units)
  const place = at === null ? steps.length : steps.findIndex(({ id }) => id === at)
  const before = steps[place - 1]
  return before ? stay(moveTo(draft, before.id)) : stay(draft, prompts.first)
}

function passOver(form: Form, draft: Draft, step: Step | undefined, facts: Facts): Next {
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

function findAsked(form: Form, draft: Draft, name: string, { units }: Facts): Step | null {
  return findStep(stepsInPlay(form, valuesInPlay(form, draft.values, units), units), name)
}

function settlePending(form: Form, draft: Draft, pending: Pending, text: string, facts: Facts): Next | null {
  const said = readYesNo(text)
  switch (pending.kind) {
    case 'confirm':
      if (said === true) return obeyTap(form, draft, `yes:${pending.n}`, facts)
      return said === false ? stay(unpend(draft)) : answer(form, unpend(draft), text, facts)
    case 'choose':
      return said === false ? stay(unpend(draft)) : answer(form, unpend(draft), text, facts)
    case 'picking':
      return null
    case 'editing': {
      const step = findAsked(form, draft, text, facts)
      if (step) return stay(moveTo(draft, step.id))
      return asksQuestion(text, null) ? asks(draft, text) : stay(draft, prompts.noSuchStep(text.slice(0, 60)))
    }
    case 'leaving':
      if (said === true || isDrop(text)) return obeyTap(form, draft, `drop:${pending.n}`, facts)
      if (said === false) return stay(unpend(draft))
      return asksQuestion(text, null) ? asks(draft, text) : stay(draft, prompts.notAnAnswer)
    case 'restarting':
      if (said === true) return obeyTap(form, draft, `restart:${pending.n}`, facts)
      if (said === false) return stay(unpend(draft))
      return asksQuestion(text, null) ? asks(draft, text) : stay(draft, prompts.notAnAnswer)
  }
}

function isDrop(text: string): boolean {
  return /^\s*(x[oó]a|b[oỏ])( (b[aả]n )?nh[aá]p| (đi|di|h[eế]t|lu[oô]n)| ph[aầ]n ([dđ]ang )?s[uử]a)*[.! ]*$/iu.test(
    text,
  )
}

function answer(form: Form, draft: Draft, text: string, facts: Facts): Next {
  const step = form.steps.find(({ id }) => id === draft.progress.at)
  const values = valuesInPlay(form, draft.values, facts.units)
  const context = toContext(values, facts)
  if (asksQuestion(text, step ?? null)) return asks(draft, text)
  if (!step) return answerSummary(form, draft, text, facts)
  if (step.optional && saysNothing(text) && step.type !== 'attestation') return passOver(form, draft, step, facts)
  const reading = readAnswer(step, text, context)
  const several = takesWholeText(step) ? [] : inPlay(form, draft, readSentence(form, values, text, context), facts)
  if (several.length > 1 || (several.length === 1 && isDoubtful(reading)))
    return told(takeAnswers(form, draft, several, facts, sayNoted))
  const other = isDoubtful(reading) ? findOther(form, draft, step, text, facts) : null
  if (other) return other
  return (
    takeReading(form, draft, step, reading, facts, echo(step, text)) ??
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

function answerSummary(form: Form, draft: Draft, text: string, facts: Facts): Next {
  const said = readYesNo(text)
  if (said === true) return send(form, draft, facts)
  if (said === false) return stay(pend(draft, { kind: 'editing' }))
  const values = valuesInPlay(form, draft.values, facts.units)
  const several = inPlay(form, draft, readSentence(form, values, text, toContext(values, facts)), facts)
  const changed = several.filter(({ step, value }) => JSON.stringify(values[step.id]) !== JSON.stringify(value))
  return changed.length > 0
    ? told(takeAnswers(form, draft, changed, facts, sayCorrected(values)))
    : stay(draft, prompts.notAnAnswer)
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

/** Whether files that come now belong to the form: to the step that is asked, or to one that has some already. */
export function asksForFiles(form: Form, draft: Draft, facts: Pick<Facts, 'units'>): boolean {
  return findFileStep(form, draft, facts) !== undefined
}

function findFileStep(form: Form, draft: Draft, { units }: Pick<Facts, 'units'>): Step | undefined {
  const values = valuesInPlay(form, draft.values, units)
  const steps = stepsInPlay(form, values, units).filter(({ type }) => type === 'file')
  return steps.find(({ id }) => id === draft.progress.at) ?? steps.findLast(({ id }) => values[id] !== undefined)
}

function takeFiles(form: Form, draft: Draft, files: readonly { fileId: string; name: string }[], facts: Facts): Next {
  const step = findFileStep(form, draft, facts)
  if (!step) return stay(draft, prompts.noFileHere)
  if (files.length === 0) return stay(draft)
  const old = valuesInPlay(form, draft.values, facts.units)[step.id]
  const all = [...(old?.type === 'files' ? old.files : []), ...files]
  const value: Value = { type: 'files', files: all }
  return told(takeAnswers(form, draft, [{ step, value }], facts, () => prompts.fileAdded(step.label, files.length)))
}

function asks(draft: Draft, text: string): Next {
  return { ...stay(draft), act: { kind: 'ask', text } }
}

function isAside(pending: Pending | null): boolean {
  return pending !== null && pending.kind !== 'picking'
}

/** What answers are read with. */
export function toContext(values: Values, { today, units }: Facts): ReadingContext {
  return { today, units, values }
}

// Answers to steps that are asked at all, once these answers are given.
function inPlay(form: Form, draft: Draft, answers: readonly Answered[], { units }: Facts): Answered[] {
  const all = { ...draft.values, ...Object.fromEntries(answers.map(({ step, value }) => [step.id, value])) }
  const ids = new Set(Object.keys(valuesInPlay(form, all, units)))
  return answers.filter(({ step }) => ids.has(step.id))
}

// In these a sentence is the answer, whatever else could be read out of it.
function takesWholeText({ type }: Step): boolean {
  return type === 'text' || type === 'long-text'
}

function sayCorrected(before: Values): (answer: Answered) => string {
  return ({ step, value }) => {
    const old = before[step.id]
    return old
      ? prompts.corrected(step.label, describeValue(step, old), describeValue(step, value))
      : sayNoted({ step, value })
  }
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
