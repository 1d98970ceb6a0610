// What the clauses of a sentence answer, one step after the other.

import type { Step } from '../knowledge/form-schema.ts'
import { type Clause, withoutLead } from './clauses.ts'
import { withoutCourtesy } from './courtesy.ts'
import { findInside, type SentenceContext } from './find-inside.ts'
import { findOption, type Span } from './find-span.ts'
import { readAnswer } from './read-answer.ts'
import { optionsInPlay, readChoices } from './read-choice.ts'
import { toAddress } from './read-person.ts'
import type { Value } from './values.ts'

const WIDEST = 4 // clauses: a label may hold commas

interface Taken {
  readonly value: Value
  readonly left: Clause[]
}

/** The answer to the first of these steps that has one in the clauses, and what is left of them; null where none has. */
export function firstAnswer(
  steps: readonly Step[],
  clauses: readonly Clause[],
  context: SentenceContext,
): (Taken & { readonly step: Step }) | null {
  for (const step of steps) {
    const taken =
      takeNamed(step, clauses, context) ??
      (step.type === 'choices' ? takeSeveral(step, clauses, context) : takeInside(step, clauses, context, steps))
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

function takeInside(
  step: Step,
  clauses: readonly Clause[],
  context: SentenceContext,
  steps: readonly Step[],
): Taken | null {
  for (let width = Math.min(WIDEST, clauses.length); width > 0; width--)
    for (let at = 0; at + width <= clauses.length; at++) {
      const run = clauses.slice(at, at + width)
      const [first] = run
      if (!first || run.slice(1).some(({ steps }) => steps.length > 0)) continue
      const isText = first.steps.some(({ type }) => type === 'text' || type === 'long-text')
      if (isText && !(width === 1 && step.as === 'occasion')) continue
      if (width > 1 && step.type !== 'choice') continue
      if (step.as === 'contact-name' && first.steps.length === 0 && TITLED.test(first.said)) continue
      const span = findInside(step, run.map(({ text }) => text).join(', '), context)
      if (!span || (width > 1 && (span.before.includes(',') || span.after.includes(',')))) continue
      // “trường Tiểu học Cổ Lễ sơ kết”: behind a name, and no part of it.
      if (isText && (span.after.trim() !== '' || !/\p{L}{2}/u.test(span.before))) continue
      if (isPartOfOther(step, first.text, span, steps, context)) continue
      const rest = [
        { text: span.before.trim(), said: span.before.trim(), steps: first.steps },
        { text: withoutLead(span.after), said: span.after.trim(), steps: [] },
      ].filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
      return {
        value: called(span.found, first),
        left: [...clauses.slice(0, at), ...rest, ...clauses.slice(at + width)],
      }
    }
  return null
}

// “UBND” of “UBND huyện khen”: the whole is an answer to another step.
function isPartOfOther(
  step: Step,
  text: string,
  { before, after }: Span<Value>,
  steps: readonly Step[],
  context: SentenceContext,
): boolean {
  if (step.type !== 'choice') return false
  return steps.some((other) => {
    if (other === step || other.type !== 'choice') return false
    const whole = findOption(text, optionsInPlay(other, context))
    return (
      whole !== null &&
      whole.before.length <= before.length &&
      whole.after.length <= after.length &&
      whole.before.length + whole.after.length < before.length + after.length
    )
  })
}

// “1 CSTĐCS là Bùi Văn Sơn”: who is to have the title is not whom to call.
const TITLED =
  /^\s*(?:là|la|gồm|gom)\s|(?:cstđ\w*|cstd\w*|lđtt|ldtt|chiến s[ĩỹ] thi đua|lao động tiên tiến|danh hiệu|bằng khen|giấy khen)[^,;\n]{0,20}\s(?:là|la|gồm|gom|cho)\s/iu

// “chị Trần Thị Bình”: courtesy before anything but a name.
function called(value: Value, { said, text }: Clause): Value {
  const address =
    value.type === 'text' && !value.address && text.startsWith(value.text) ? toAddress(said, value.text) : null
  return address && value.type === 'text' ? { ...value, address } : value
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
    const lettered = clause.steps.length === 0 ? readLetters(step, clause.text, context) : []
    for (const option of lettered) taken.add(option)
    if (lettered.length > 0) return []
    const rest: Clause[] = []
    let text = clause.text
    for (let span = findOption(text, offered, true); span; span = findOption(text, offered, true)) {
      taken.add(span.found.id)
      rest.push({ text: span.before.trim(), said: span.before.trim(), steps: clause.steps })
      text = span.after.trim()
    }
    if (rest.length === 0) return [clause]
    return [...rest, { text, said: text, steps: [] }].filter((one) => /[\p{L}\p{N}]/u.test(one.text))
  })
  const options = offered.filter(({ id }) => taken.has(id)).map(({ id }) => id)
  return options.length > 0 ? { value: { type: 'choices', options }, left } : null
}

// “giấy khen, a, d”: the letters that a plan gives its points. A bare “a” may be courtesy.
function readLetters(
  step: Extract<Step, { type: 'choices' }>,
  text: string,
  context: SentenceContext,
): readonly string[] {
  const letters = withoutCourtesy(text)
  if (!LETTERS.test(letters) || /^a$/iu.test(letters)) return []
  const reading = readChoices(step, letters, context)
  return reading.kind === 'value' && reading.value.type === 'choices' ? reading.value.options : []
}

const LETTERS = /^[a-zđ](?:(?:\s+|\s*[&+]\s*|\s+(?:và|va|với)\s+)[a-zđ])*$/iu
