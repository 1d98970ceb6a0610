// Several answers in one sentence.

import type { Form, Step } from '../knowledge/form-schema.ts'
import type { Unit } from '../knowledge/schema.ts'
import { type Clause, partAtNames, toClauses } from './clauses.ts'
import type { SentenceContext } from './find-inside.ts'
import { stepsInPlay } from './form.ts'
import { impliedAnswers, impliedSteps } from './implied-steps.ts'
import { fieldsOfTasks, heldSteps, twinsOf } from './later-steps.ts'
import { type Doubt, doubtOf, type Parted, partDoubtful } from './part-doubtful.ts'
import type { ReadingContext } from './read-answer.ts'
import { findUnits, isForeign } from './read-unit.ts'
import { namesOf } from './step-names.ts'
import { firstAnswer } from './take-clauses.ts'
import { withTasks } from './task-clauses.ts'
import { nameEndsOf } from './unit-phrase.ts'
import type { Value, Values } from './values.ts'

export { type Correction, readCorrection } from './read-correction.ts'

export interface Answer {
  readonly step: Step
  readonly value: Value
}

const LONGEST = 4_000 // characters
const MOST_CLAUSES = 60
const MOST_LOOKUPS = 40 // of units in one sentence, so that no text takes long

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

export interface Sentence {
  /** In the order of the form. A step may come into play by another answer of the same sentence. */
  readonly answers: readonly Answer[]
  /** Answers to steps that come into play only by a choice which nobody has made yet. */
  readonly held: readonly Answer[]
  /** A body that is named, and not surely known. */
  readonly doubt: Doubt | null
  /** What answered nothing. */
  readonly left: readonly Clause[]
}

/** The answers that a sentence gives to steps without one. Only what is sure is taken. */
export function readSentence(form: Form, values: Values, text: string, context: ReadingContext): readonly Answer[] {
  return readWholeSentence(form, values, text, context).answers
}

/** The same, with what waits for another answer, and what answers nothing. */
export function readWholeSentence(form: Form, values: Values, text: string, context: ReadingContext): Sentence {
  const all = withTasks(toClauses(text.slice(0, LONGEST), namesOf(form.steps)), form)
  const [first, rest] = [all.slice(0, MOST_CLAUSES), all.slice(MOST_CLAUSES)]
  const reading = toReading(form, text, context)
  const parted = partUnknown(form, values, first, reading)
  const told = takeAll(form, values, parted.clauses, reading)
  const doubt = parted.name && doubtAmong(form, told.known, parted.name, context)
  // Where no body is asked for, the words may be anything.
  const taken = parted.name && !doubt ? takeAll(form, values, first, reading) : told
  return settle(form, { ...taken, doubt, left: [...taken.left, ...rest] }, context)
}

function toReading(form: Form, text: string, context: ReadingContext): SentenceContext {
  const unitSteps = form.steps.filter((step) => step.type === 'unit')
  const numberSteps = form.steps.filter((step) => step.type === 'number')
  return { ...context, text, sureUnit: createUnitReader(context), nameEnds: nameEndsOf(form), unitSteps, numberSteps }
}

function partUnknown(form: Form, values: Values, clauses: readonly Clause[], context: SentenceContext): Parted {
  const open = context.unitSteps.filter(({ id }) => !values[id])
  if (open.length === 0) return { clauses, name: null }
  const read = (words: string) => {
    const units = open.map((step) => {
      const unit = context.sureUnit(step, words)
      return unit && !isForeign(step, unit, context.units) ? unit : null
    })
    return units.find((unit) => unit !== null) ?? null
  }
  return partDoubtful(form, clauses, { read, ends: context.nameEnds })
}

interface TakenAll {
  readonly known: Values
  readonly found: readonly Answer[]
  readonly left: readonly Clause[]
}

function takeAll(form: Form, values: Values, clauses: readonly Clause[], context: SentenceContext): TakenAll {
  let [known, left] = [values, clauses]
  let isParted = false
  const found: Answer[] = []
  for (;;) {
    const open = [...stepsInPlay(form, known, context.units), ...impliedSteps(form, known, left, context.text)]
    const later = heldSteps(form, known, context).filter((step) => !open.includes(step))
    const asked = [...inOrderOfReading(open), ...later].filter(({ id }) => !known[id])
    const next = firstAnswer(asked, left, { ...context, values: known })
    if (!next && isParted) return { known, found, left }
    if (!next) {
      left = partAtNames(left, namesOf(form.steps)).slice(0, MOST_CLAUSES)
      isParted = true
      continue
    }
    const implied = later.includes(next.step) ? [] : impliedAnswers(form, next.step, known)
    found.push(...implied, next)
    known = { ...known, ...toValues([...implied, next]) }
    left = next.left
  }
}

function doubtAmong(form: Form, known: Values, name: Clause, context: ReadingContext): Doubt | null {
  const open = stepsInPlay(form, known, context.units).filter((step) => step.type === 'unit' && !known[step.id])
  const step = open.find((one) => name.steps.includes(one)) ?? open[0]
  return step?.type === 'unit' ? doubtOf(step, name, { ...context, values: known }) : null
}

function settle(
  form: Form,
  { known, found, left, doubt }: TakenAll & Pick<Sentence, 'doubt'>,
  context: ReadingContext,
): Sentence {
  const fields = fieldsOfTasks(form, known, found, context)
  const all = [...found, ...fields].sort((a, b) => form.steps.indexOf(a.step) - form.steps.indexOf(b.step))
  const inPlay = stepsInPlay(form, { ...known, ...toValues(fields) }, context.units)
  const held = all.filter(({ step }) => !inPlay.includes(step))
  const answers = all.filter(({ step }) => inPlay.includes(step))
  return { answers, held: [...held, ...twinsOf(form, known, held, context)], doubt, left }
}

function toValues(answers: readonly Answer[]): Values {
  return Object.fromEntries(answers.map(({ step, value }) => [step.id, value]))
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
