import type { Form } from '../knowledge/schema.ts'
import { readYesNo } from './commands.ts'
import { without } from './fits.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import { type Next, pend, stay, told } from './next.ts'
import type { Draft } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import { readSentence } from './read-sentence.ts'
import type { Facts } from './rules.ts'
import { send } from './send.ts'
import { sayCorrected, takeAnswers, toContext } from './take-answers.ts'

/** What is typed under the summary: yes sends, no asks what is wrong, an answer changes one. */
export function answerSummary(form: Form, draft: Draft, text: string, facts: Facts): Next {
  const said = readYesNo(text)
  if (said === true) return send(form, draft, facts)
  if (said === false) return stay(pend(draft, { kind: 'editing' }))
  const values = valuesInPlay(form, draft.values, facts.units)
  // Everything is answered, so whatever reads as an answer changes one.
  const changed = stepsInPlay(form, values, facts.units).flatMap(({ id }) => {
    const others = without(values, id)
    const read = readSentence(form, others, text, toContext(others, facts))
    return read.filter(({ step, value }) => step.id === id && JSON.stringify(values[id]) !== JSON.stringify(value))
  })
  return changed.length > 0
    ? told(takeAnswers(form, draft, changed, facts, sayCorrected(values)))
    : stay(draft, prompts.notAnAnswer)
}
