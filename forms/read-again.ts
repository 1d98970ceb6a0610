import type { Form } from '../knowledge/form-schema.ts'
import { beginsAsTask } from './find-elsewhere.ts'
import { without } from './fits.ts'
import { stepsInPlay } from './form.ts'
import type { ReadingContext } from './read-answer.ts'
import { type Answer, readSentence } from './read-sentence.ts'

/** What a text says of steps that have an answer already, each read as if it had none: the same again, or another. */
export function readAgain(
  form: Form,
  text: string,
  context: ReadingContext,
): (Answer & { readonly isSame: boolean })[] {
  const { values, units } = context
  return stepsInPlay(form, values, units).flatMap(({ id, as }) => {
    if (values[id] === undefined) return []
    // A task that is said does not take the place of all that are noted.
    if (as === 'tasks' && beginsAsTask(text)) return []
    const others = without(values, id)
    return readSentence(form, others, text, { ...context, values: others })
      .filter(({ step }) => step.id === id)
      .map((answer) => ({ ...answer, isSame: JSON.stringify(values[id]) === JSON.stringify(answer.value) }))
  })
}
