import type { Form, Step } from '../knowledge/form-schema.ts'
import { amend } from './amend-correction.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { moveTo, type Next, pend, stay, told } from './next.ts'
import { partCorrection } from './part-correction.ts'
import type { Draft } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import { type ReadingContext, readAnswer } from './read-answer.ts'
import { best, type Correction } from './read-correction.ts'
import type { Facts } from './rules.ts'
import { type Answered, sayCorrected, takeAnswers, toContext } from './take-answers.ts'
import { tellUnplaced } from './unplaced.ts'
import { describeValue, type Values } from './values.ts'

/**
 * “à nhầm, đơn vị là …” at any step: that item is corrected, and what is asked keeps what stands there. What was said
 * before it answers what is asked. Null where a text corrects no item by its name.
 */
export function correctNamed(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const values = valuesInPlay(form, draft.values, facts.units)
  const steps = stepsInPlay(form, values, facts.units)
  const asked = steps.find(({ id }) => id === draft.progress.at)
  const parted = partCorrection(steps, values, text, asked)
  const meant = parted && readRight(parted.step, parted.right, values, toContext(values, facts))
  if (!parted || !meant) return null
  const first = asked && asked !== parted.step ? readBefore(asked, parted.before, toContext(values, facts)) : null
  const left = [first ? '' : parted.before, meant.rest].filter((part) => part !== '')
  const next = take(form, draft, { ...meant, first }, facts)
  const note = tellUnplaced(form, next.draft.values, {
    text,
    left: left.map((part) => ({ text: part, said: part, steps: [] })),
  })
  const kept = asked && !first && asked !== parted.step ? askAgain(form, next, asked, facts) : next
  return note === null ? kept : { ...kept, notes: [...kept.notes, note] }
}

interface Meant {
  readonly correction: Correction
  /** What stands behind it and is no part of it. */
  readonly rest: string
}

// “phòng Nội vụ huyện Ân Thi, em chuyển công tác”: the name ends at the comma, where it is one so.
function readRight(step: Step, right: string, values: Values, context: ReadingContext): Meant | null {
  const [head = ''] = right.split(/\s*(?:[,;\n]|\.\s)\s*/u, 1)
  const read = (text: string) => amend(best([step], text, values, context), values)
  const [whole, short] = [read(right), head === right ? null : read(head)]
  const rest = right.slice(head.length).replace(/^[\s,;.]+/u, '')
  const wide = whole && { correction: whole, rest: '' }
  if (!short || (TAKES_COMMAS.has(step.type) && whole)) return wide
  return isSure(short) || !whole || !isSure(whole) ? { correction: short, rest } : wide
}

const TAKES_COMMAS = new Set<Step['type']>(['choice', 'choices', 'text', 'long-text'])

function isSure({ value, options }: Correction): boolean {
  return options.length <= 1 && !(value.type === 'unit' && value.unit === null)
}

function readBefore(asked: Step, before: string, context: ReadingContext): Answered | null {
  const reading = before === '' ? null : readAnswer(asked, before, context)
  return reading?.kind === 'value' ? { step: asked, value: reading.value } : null
}

function take(
  form: Form,
  draft: Draft,
  { correction, first }: { correction: Correction; first: Answered | null },
  facts: Facts,
): Next {
  const { step, value, options, isSame } = correction
  const values = valuesInPlay(form, draft.values, facts.units)
  const before = first ? told(takeAnswers(form, draft, [first], facts, sayCorrected(values))) : stay(draft)
  const old = values[step.id]
  const then =
    isSame && old
      ? stay(before.draft, prompts.alreadyNoted(step.label, describeValue(step, old)))
      : options.length > 1
        ? stay(pend(before.draft, { kind: 'choose', step: step.id, options: [...options] }))
        : told(takeAnswers(form, before.draft, [{ step, value }], facts, sayCorrected(values)))
  return { ...then, notes: [...before.notes, ...then.notes] }
}

// What was asked is not answered by it.
function askAgain(form: Form, next: Next, asked: Step, { units }: Facts): Next {
  const { values, progress } = next.draft
  const isAsked = stepsInPlay(form, valuesInPlay(form, values, units), units).includes(asked)
  // A number may be in order by the other one.
  if (asked.type === 'number' && values[asked.id]) return next
  return progress.pending === null && progress.at !== null && isAsked
    ? { ...next, draft: moveTo(next.draft, asked.id) }
    : next
}
