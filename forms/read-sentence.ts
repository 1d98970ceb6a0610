// Several answers in one sentence.

import type { Form, Step } from '../knowledge/form-schema.ts'
import type { Unit } from '../knowledge/schema.ts'
import { type Clause, partAtNames, toClauses, withoutLead } from './clauses.ts'
import { denies } from './denies.ts'
import { findPosition } from './find-position.ts'
import { findName, findOption, findUnit, type Span, withoutUnits } from './find-span.ts'
import { stepsInPlay } from './form.ts'
import { impliedAnswers, impliedSteps } from './implied-steps.ts'
import { type ReadingContext, readAnswer } from './read-answer.ts'
import { optionsInPlay } from './read-choice.ts'
import { findPhone } from './read-phone.ts'
import { findUnits } from './read-unit.ts'
import { beginsWithFamily } from './sounds-like-name.ts'
import { namesOf } from './step-names.ts'
import type { Value, Values } from './values.ts'

export { type Correction, readCorrection } from './read-correction.ts'

export interface Answer {
  readonly step: Step
  readonly value: Value
}

const WIDEST = 4 // clauses: a label may hold commas
const LONGEST = 4_000 // characters
const MOST_CLAUSES = 60
const MOST_LOOKUPS = 40 // of units in one sentence, so that no text takes long

interface SentenceContext extends ReadingContext {
  readonly sureUnit: (step: UnitStep, words: string) => Unit | null
  readonly unitSteps: readonly UnitStep[]
}
type UnitStep = Extract<Step, { type: 'unit' }>

function createUnitReader({ units }: ReadingContext): SentenceContext['sureUnit'] {
  const seen = new Map<string, Unit | null>()
  return (step, words) => {
    const key = `${step.id} ${words}`
    const before = seen.get(key)
    if (before !== undefined || seen.size >= MOST_LOOKUPS) return before ?? null
    const { sure } = findUnits(step, words, units)
    seen.set(key, sure)
    return sure
  }
}

/**
 * The answers that a sentence gives to steps without one, in the order of the form. A step may come into play by
 * another answer of the same sentence. Only what is sure is taken.
 */
export function readSentence(form: Form, values: Values, text: string, context: ReadingContext): Answer[] {
  let left = toClauses(text.slice(0, LONGEST), namesOf(form.steps)).slice(0, MOST_CLAUSES)
  const sureUnit = createUnitReader(context)
  const unitSteps = form.steps.filter((step) => step.type === 'unit')
  let known = values
  let isParted = false
  const found: Answer[] = []
  for (;;) {
    const open = [...stepsInPlay(form, known, context.units), ...impliedSteps(form, known, left, text)]
    const next = firstAnswer(inOrderOfReading(open.filter(({ id }) => !known[id])), left, {
      ...context,
      values: known,
      sureUnit,
      unitSteps,
    })
    if (!next && isParted) break
    if (!next) {
      left = partAtNames(left, namesOf(form.steps)).slice(0, MOST_CLAUSES)
      isParted = true
      continue
    }
    const implied = impliedAnswers(form, next.step, known)
    found.push(...implied, next)
    known = { ...known, ...Object.fromEntries([...implied, next].map(({ step, value }) => [step.id, value])) }
    left = next.left
  }
  return found.sort((a, b) => form.steps.indexOf(a.step) - form.steps.indexOf(b.step))
}

// What is written in its own way goes first, so that no unit's name is taken for an option.
const READ_FIRST: readonly Step['type'][] = ['phone', 'unit']

function inOrderOfReading(steps: readonly Step[]): Step[] {
  const isFirst = ({ type }: Step) => READ_FIRST.includes(type)
  // Whom an award is for is named before whom to call.
  const isHolder = ({ type, as }: Step) => type === 'person' && as === 'name'
  return [
    ...steps.filter(isFirst),
    ...steps.filter(isHolder),
    ...steps.filter((step) => !isFirst(step) && !isHolder(step)),
  ]
}

interface Taken {
  readonly value: Value
  readonly left: Clause[]
}

function firstAnswer(
  steps: readonly Step[],
  clauses: readonly Clause[],
  context: SentenceContext,
): (Answer & Taken) | null {
  for (const step of steps) {
    const taken =
      takeNamed(step, clauses, context) ??
      (step.type === 'choices' ? takeSeveral(step, clauses, context) : takeInside(step, clauses, context))
    if (taken) return { step, ...taken }
  }
  return null
}

// “lĩnh vực tôn giáo”: the clause says which step it answers. Runs of clauses, the widest first: a label may hold commas.
function takeNamed(step: Step, clauses: readonly Clause[], context: SentenceContext): Taken | null {
  const at = clauses.findIndex(({ steps }) => steps.some(({ id }) => id === step.id))
  if (at < 0) return null
  const tail = clauses.slice(at + 1).findIndex(({ steps }) => steps.length > 0)
  const most = Math.min(WIDEST, tail < 0 ? clauses.length - at : tail + 1)
  for (let width = most; width > 0; width--) {
    const text = clauses
      .slice(at, at + width)
      .map((clause) => clause.text)
      .join(', ')
    const reading = readAnswer(step, text, context)
    const isTaken = reading.kind === 'value' || (reading.kind === 'confirm' && step.type === 'person')
    // A text would take all that follows.
    if (isTaken && (width === 1 || !OPEN_ENDED.has(step.type)))
      return { value: reading.value, left: [...clauses.slice(0, at), ...clauses.slice(at + width)] }
  }
  return null
}

const OPEN_ENDED = new Set<Step['type']>([
  'text',
  'long-text',
  'person',
  'unit',
  'date',
  'number',
  'phone',
  'attestation',
])

function takeInside(step: Step, clauses: readonly Clause[], context: SentenceContext): Taken | null {
  for (let width = Math.min(WIDEST, clauses.length); width > 0; width--)
    for (let at = 0; at + width <= clauses.length; at++) {
      const run = clauses.slice(at, at + width)
      const [first] = run
      if (!first || run.slice(1).some(({ steps }) => steps.length > 0)) continue
      if (first.steps.some(({ type }) => type === 'text' || type === 'long-text')) continue
      if (width > 1 && step.type !== 'choice') continue
      const span = findInside(step, run.map(({ text }) => text).join(', '), context)
      if (!span || (width > 1 && (span.before.includes(',') || span.after.includes(',')))) continue
      const rest = [
        { text: span.before.trim(), steps: first.steps },
        { text: withoutLead(span.after), steps: [] },
      ].filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
      return { value: span.found, left: [...clauses.slice(0, at), ...rest, ...clauses.slice(at + width)] }
    }
  return null
}

// Every option that stands anywhere, in the order of the form.
function takeSeveral(
  step: Extract<Step, { type: 'choices' }>,
  clauses: readonly Clause[],
  context: SentenceContext,
): Taken | null {
  const offered = optionsInPlay(step, context)
  const taken = new Set<string>()
  const left = clauses.flatMap((clause): Clause[] => {
    if (clause.steps.some(({ id, type }) => id !== step.id && type.endsWith('text'))) return [clause]
    const rest: Clause[] = []
    let text = clause.text
    for (let span = findOption(text, offered, true); span; span = findOption(text, offered, true)) {
      taken.add(span.found.id)
      rest.push({ text: span.before.trim(), steps: clause.steps })
      text = span.after.trim()
    }
    return [...rest, { text, steps: rest.length > 0 ? [] : clause.steps }].filter((one) =>
      /[\p{L}\p{N}]/u.test(one.text),
    )
  })
  const options = offered.filter(({ id }) => taken.has(id)).map(({ id }) => id)
  return options.length > 0 ? { value: { type: 'choices', options }, left } : null
}

/** An answer somewhere in a clause that names no step. */
function findInside(step: Step, text: string, context: SentenceContext): Span<Value> | null {
  switch (step.type) {
    case 'choice': {
      const span = findOption(text, optionsInPlay(step, context))
      return span && { ...span, found: { type: 'choice', option: span.found.id } }
    }
    case 'unit': {
      const span = findUnit(text, (words) => context.sureUnit(step, words))
      return span && { ...span, found: { type: 'unit', unit: span.found.id, name: span.found.name } }
    }
    case 'phone': {
      const found = findPhone(text)
      const [before = '', after = ''] = found ? text.split(found.typed) : []
      return found && { found: { type: 'text', text: found.phone }, before, after }
    }
    case 'person': {
      const [unitStep] = context.unitSteps
      const span = findName(unitStep ? withoutUnits(text, (words) => context.sureUnit(unitStep, words)) : text)
      const reading = span && readAnswer(step, span.found, context)
      // “Trường Tiểu học Trực Cường” names nobody.
      if (!span || !reading || !beginsWithFamily(span.found)) return null
      // Three words in capitals are a name without diacritics too; two may be a place.
      const isName = reading.kind === 'value' || (reading.kind === 'confirm' && /\S\s+\S+\s+\S/.test(span.found))
      if (!isName) return null
      const { length } = span.before
      return { found: reading.value, before: text.slice(0, length), after: text.slice(length + span.found.length) }
    }
    case 'attestation':
      return denies(text, step) ? { found: { type: 'attestation', yes: false }, before: '', after: '' } : null
    case 'text': {
      const found = step.as === 'position' ? findPosition(text) : null
      if (!found) return null
      const [before = '', after = ''] = text.split(found)
      return { found: { type: 'text', text: found }, before, after }
    }
    default:
      return null
  }
}
