// Answers go into the draft; what follows from them is said: what was noted, what no longer fits, what a rule minds.

import type { Form, Step } from '../knowledge/form-schema.ts'
import { refit, without } from './fits.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { laterSteps } from './later-steps.ts'
import type { Draft, Progress } from './progress.ts'
import { labels, tellFinding, toOffer } from './prompt-summary.ts'
import { prompts } from './prompts.vi.ts'
import type { ReadingContext } from './read-answer.ts'
import { checkRules, type Facts, type Finding } from './rules.ts'
import type { Tap } from './tap.ts'
import { describeValue, type Value, type Values } from './values.ts'

export interface Answered {
  readonly step: Step
  readonly value: Value
}

/** What follows from a turn: the draft then, what is said first, what is offered besides. */
export interface Taken {
  readonly draft: Draft
  readonly notes: readonly string[]
  readonly extra: readonly Tap[]
}

/** Writes answers into the draft and goes on to what is asked next. `say` tells which of them are said back. */
export function takeAnswers(
  form: Form,
  draft: Draft,
  answers: readonly Answered[],
  facts: Facts,
  say: (answer: Answered) => string | null,
): Taken {
  const before = valuesInPlay(form, draft.values, facts.units)
  const given = Object.fromEntries(answers.map(({ step, value }) => [step.id, value]))
  const { values, dropped } = refit(form, { ...draft.values, ...given }, facts.units)
  const now = valuesInPlay(form, values, facts.units)
  const later = laterSteps(form, now, facts.units)
  const counted = answers.filter(({ step }) => now[step.id] !== undefined || later.includes(step))
  const told = new Set(counted.map(({ step }) => step.id))
  const progress: Progress = {
    ...draft.progress,
    pending: null,
    queue: draft.progress.queue.filter((id) => !told.has(id)),
    skipped: draft.progress.skipped.filter((id) => !told.has(id)),
  }
  const next = goOn(form, { ...draft, values, progress }, facts)
  const fresh = next.progress.at === null ? [] : newFindings(form, before, now, facts)
  const wrong = fresh.flatMap(({ rule }) =>
    rule.check === 'at-most' && rule.effect === 'block' && told.has(rule.step) ? [rule.step] : [],
  )[0]
  return {
    // A number that cannot be is asked again at once.
    draft: wrong === undefined ? next : { ...next, progress: { ...next.progress, at: wrong } },
    notes: [
      ...counted
        .filter((one, at) => !isTwin(one, counted.slice(0, at), later))
        .map(say)
        .filter((text) => text !== null),
      ...(dropped.length > 0 ? [prompts.noLongerFits(labels(dropped))] : []),
      ...fresh.map(tellFinding),
    ],
    extra: fresh.flatMap((finding) => toOffer(form, finding)),
  }
}

// The same name, kept for whichever of two steps will be asked, is noted once.
function isTwin({ step, value }: Answered, before: readonly Answered[], later: readonly Step[]): boolean {
  const same = JSON.stringify(value)
  return later.includes(step) && before.some((one) => later.includes(one.step) && JSON.stringify(one.value) === same)
}

/** Moves to the first step that is still to be asked, or to the summary. */
export function goOn(form: Form, draft: Draft, { units }: Pick<Facts, 'units'>): Draft {
  const values = valuesInPlay(form, draft.values, units)
  const steps = stepsInPlay(form, values, units)
  const { skipped } = draft.progress
  // What is no longer asked at all need not be mended.
  const queue = draft.progress.queue.filter((id) => steps.some((step) => step.id === id))
  const next =
    steps.find(({ id }) => queue.includes(id)) ??
    steps.find(({ id, optional }) => values[id] === undefined && !(optional && skipped.includes(id)))
  return { ...draft, progress: { ...draft.progress, queue, pending: null, at: next?.id ?? null } }
}

/** Passes over an optional step. */
export function skip(form: Form, draft: Draft, step: Step, facts: Facts): Draft {
  const { skipped, queue } = draft.progress
  const progress = {
    ...draft.progress,
    skipped: [...skipped.filter((id) => id !== step.id), step.id],
    queue: queue.filter((id) => id !== step.id),
  }
  return goOn(form, { ...draft, values: without(draft.values, step.id), progress }, facts)
}

/** “Đã ghi …”: said where what was noted is not what was tapped. */
export function sayNoted({ step, value }: Answered): string {
  return prompts.noted(step.label, describeValue(step, value))
}

// What a rule minds from now on. What depends on others or on the day is said with the summary.
function newFindings(form: Form, before: Values, now: Values, facts: Facts): Finding[] {
  const early = { ...form, rules: form.rules.filter(({ check }) => check === 'condition' || check === 'at-most') }
  if (early.rules.length === 0) return []
  const known = new Set(checkRules(early, before, facts).map(({ rule }) => rule.id))
  return checkRules(early, now, facts).filter(({ rule, seenBy }) => !known.has(rule.id) && seenBy !== 'organiser')
}

export function toContext(values: Values, { today, units }: Facts): ReadingContext {
  return { today, units, values }
}

/** Answers to steps that are asked at all, once these answers are given, or may yet be. */
export function countedOf(form: Form, draft: Draft, answers: readonly Answered[], { units }: Facts): Answered[] {
  const all = { ...draft.values, ...Object.fromEntries(answers.map(({ step, value }) => [step.id, value])) }
  const now = valuesInPlay(form, all, units)
  const ids = new Set([...Object.keys(now), ...laterSteps(form, now, units).map(({ id }) => id)])
  return answers.filter(({ step }) => ids.has(step.id))
}

/** In these a sentence is the answer, whatever else could be read out of it. */
export function takesWholeText({ type }: Step): boolean {
  return type === 'text' || type === 'long-text'
}

/** “Đã sửa …”: said where there was an answer before. */
export function sayCorrected(before: Values): (answer: Answered) => string {
  return ({ step, value }) => {
    const old = before[step.id]
    return old && JSON.stringify(old) !== JSON.stringify(value)
      ? prompts.corrected(step.label, describeValue(step, old), describeValue(step, value))
      : sayNoted({ step, value })
  }
}
