// “sửa chức vụ: Phó Trưởng phòng; số điện thoại: 0912345678”: each answer by the name of its step, wherever the form stands.

import type { Form, Step } from '../knowledge/form-schema.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { moveTo, type Next, pend, stay, told } from './next.ts'
import type { Draft } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import { type Reading, readAnswer } from './read-answer.ts'
import { AGAIN, CHANGE } from './read-correction.ts'
import type { Facts } from './rules.ts'
import { findSteps, toPlain } from './step-names.ts'
import { type Answered, sayCorrected, takeAnswers, toContext } from './take-answers.ts'
import { describeValue, type Values } from './values.ts'

const BEGINS = new RegExp(String.raw`^(?:à[\s,]+|cho\s+)?${CHANGE}${AGAIN}(?:\s*:)?\s+(?=[^:]{1,60}:)`, 'iu')
const NAMED = /^([^:]{1,60}?)\s*:\s*(.+)$/su
const LONGEST = 4_000 // characters

interface Named {
  readonly step: Step
  readonly text: string
}

/** Takes answers that are given under the names of their steps; null where a text does not begin so. */
export function setNamed(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const typed = text.normalize('NFC').trim()
  const rest = typed.replace(BEGINS, '')
  if (rest === typed || typed.length > LONGEST) return null
  const values = valuesInPlay(form, draft.values, facts.units)
  const named = toNamed(stepsInPlay(form, values, facts.units), values, rest)
  if (named.length === 0) return null
  const context = toContext(values, facts)
  const read = named.map((one) => {
    const { [one.step.id]: _, ...others } = values
    return { ...one, reading: readAnswer(one.step, one.text, { ...context, values: others }) }
  })
  const taken = read.flatMap(({ step, reading }): Answered[] =>
    reading.kind === 'value' ? [{ step, value: reading.value }] : [],
  )
  const isSame = ({ step, value }: Answered) => JSON.stringify(values[step.id]) === JSON.stringify(value)
  const notes = read.flatMap(({ step, reading }) =>
    reading.kind === 'invalid' ? [`${step.label}: ${reading.say}`] : [],
  )
  const same = taken
    .filter(isSame)
    .map(({ step, value }) => prompts.alreadyNoted(step.label, describeValue(step, value)))
  const changed = taken.filter((one) => !isSame(one))
  const next = changed.length > 0 ? told(takeAnswers(form, draft, changed, facts, sayCorrected(values))) : stay(draft)
  const asked = read.find(({ reading }) => reading.kind === 'confirm' || reading.kind === 'choose')
  return { ...next, draft: asked ? ask(next.draft, asked) : next.draft, notes: [...next.notes, ...same, ...notes] }
}

function ask(draft: Draft, { step, reading }: { step: Step; reading: Reading }): Draft {
  const to = moveTo(draft, step.id)
  if (reading.kind === 'confirm') {
    const isUnknown = reading.value.type === 'unit' && reading.value.unit === null
    return pend(to, { ...reading, step: step.id, as: isUnknown ? reading.as : `${step.label}: ${reading.as}` })
  }
  return reading.kind === 'choose' ? pend(to, { ...reading, step: step.id }) : to
}

// Parted at semicolons and line ends before another name: tasks have several lines.
function toNamed(steps: readonly Step[], values: Values, text: string): Named[] {
  const found: Named[] = []
  for (const part of text.split(/\s*(?:;|\n)\s*/).filter((one) => one !== '')) {
    const [, name = '', value = ''] = NAMED.exec(part) ?? []
    const step = value === '' ? null : stepCalled(steps, values, name)
    const last = found.at(-1)
    if (step) found.push({ step, text: value.trim() })
    else if (last) found.splice(-1, 1, { ...last, text: `${last.text}\n${part}` })
    else return []
  }
  return found
}

function stepCalled(steps: readonly Step[], values: Values, name: string): Step | null {
  const own = steps.filter(({ label }) => toPlain(label) === toPlain(name))
  const named = own.length > 0 ? own : findSteps(steps, name)
  const answered = named.filter(({ id }) => values[id])
  const meant = answered.length > 0 ? answered : named
  return meant.length === 1 ? (meant[0] ?? null) : null
}
