import type { Form, Step } from '../knowledge/form-schema.ts'
import { partAfterthought } from './clauses.ts'
import { denies } from './denies.ts'
import { stepsInPlay } from './form.ts'
import { type Next, told } from './next.ts'
import type { Draft } from './progress.ts'
import { readAnswer } from './read-answer.ts'
import type { Facts } from './rules.ts'
import { sayCorrected, takeAnswers, takesWholeText, toContext } from './take-answers.ts'
import type { Values } from './values.ts'

/** Tasks, or a position, that end in “, không bị kỷ luật”: that is a no to another step, and none of them. Null where a text does not end so. */
export function takeAfterthought(
  form: Form,
  draft: Draft,
  { step, text, values, facts }: { step: Step; text: string; values: Values; facts: Facts },
): Next | null {
  const parts = takesWholeText(step) ? partAfterthought(text) : null
  if (!parts) return null
  const denied = stepsInPlay(form, values, facts.units).find(
    (one) => one.type === 'attestation' && denies(parts.after, one),
  )
  const reading = readAnswer(step, parts.before, toContext(values, facts))
  if (!denied || reading.kind !== 'value') return null
  const answers = [
    { step, value: reading.value },
    { step: denied, value: { type: 'attestation', yes: false } },
  ] as const
  return told(takeAnswers(form, draft, answers, facts, sayCorrected(values)))
}
