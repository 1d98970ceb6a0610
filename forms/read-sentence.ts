// Several answers in one sentence.

import { fold } from '../knowledge/fold.ts'
import type { Form, Step } from '../knowledge/schema.ts'
import { type Clause, toClauses } from './clauses.ts'
import { stepsInPlay } from './form.ts'
import { matchOptions } from './match-options.ts'
import { type ReadingContext, readAnswer } from './read-answer.ts'
import { optionsInPlay } from './read-choice.ts'
import { findPhone } from './read-phone.ts'
import { namesOf } from './step-names.ts'
import type { Value, Values } from './values.ts'

export { type Correction, readCorrection } from './read-correction.ts'

export interface Answer {
  readonly step: Step
  readonly value: Value
}

const WIDEST = 4 // clauses: a label may hold commas

/**
 * The answers that a sentence gives to steps without one, in the order of the form. A step may come into play by
 * another answer of the same sentence. Only what is sure is taken.
 */
export function readSentence(form: Form, values: Values, text: string, context: ReadingContext): Answer[] {
  let left = toClauses(text, namesOf(form.steps))
  let known = values
  const found: Answer[] = []
  for (let isGrowing = true; isGrowing; ) {
    isGrowing = false
    for (const step of stepsInPlay(form, known, context.units)) {
      if (known[step.id]) continue
      const taken = takeAnswer(step, left, { ...context, values: known })
      if (!taken) continue
      found.push({ step, value: taken.value })
      known = { ...known, [step.id]: taken.value }
      left = taken.left
      isGrowing = true
      break
    }
  }
  return found.sort((a, b) => form.steps.indexOf(a.step) - form.steps.indexOf(b.step))
}

interface Taken {
  readonly value: Value
  readonly left: Clause[]
}

// Runs of clauses, the widest first: “Công chức, viên chức” is one field.
function takeAnswer(step: Step, clauses: readonly Clause[], context: ReadingContext): Taken | null {
  for (let width = Math.min(WIDEST, clauses.length); width > 0; width--)
    for (let at = 0; at + width <= clauses.length; at++) {
      const run = clauses.slice(at, at + width)
      const [first] = run
      if (!first || run.slice(1).some((clause) => clause.step) || (first.step && first.step.id !== step.id)) continue
      const value = readClause(step, run.map(({ text }) => text).join(', '), first.step !== null, context)
      if (value) return { value, left: [...clauses.slice(0, at), ...clauses.slice(at + width)] }
    }
  return null
}

/** `isNamed`: the clause says which step it answers. */
function readClause(step: Step, text: string, isNamed: boolean, context: ReadingContext): Value | null {
  if (isNamed) {
    const reading = readAnswer(step, text, context)
    return reading.kind === 'value' || (reading.kind === 'confirm' && step.type === 'person') ? reading.value : null
  }
  switch (step.type) {
    case 'choice':
    case 'choices': {
      const [match] = matchOptions(text, optionsInPlay(step, context))
      if (!match?.isSure || fold(text).trim().length < 4) return null
      return step.type === 'choice'
        ? { type: 'choice', option: match.option.id }
        : { type: 'choices', options: [match.option.id] }
    }
    case 'unit': {
      const [match] = context.units.match(text, step.within)
      return match?.isSure ? { type: 'unit', unit: match.unit.id, name: match.unit.name } : null
    }
    case 'phone': {
      const found = findPhone(text)
      return found ? { type: 'text', text: found.phone } : null
    }
    case 'person': {
      // Without a word that names it, a name is told by its capitals.
      const reading = /^(?:\p{Lu}\p{Ll}*\s+){1,5}\p{Lu}\p{Ll}*$/u.test(text) ? readAnswer(step, text, context) : null
      return reading?.kind === 'value' && context.units.find(text).length === 0 ? reading.value : null
    }
    default:
      return null
  }
}
