// What no plan covers: subjects and places beyond them all, and matters that people ask of them in vain.

import { type Draft, end, labelsOf, questionOf, type Step, say, type Tools } from './draft.ts'
import { toAccented } from './fold.ts'
import { type Question, toPhrase } from './question.ts'
import type { Vocabulary } from './schema.ts'
import { sentences } from './sentences.vi.ts'
import { holdsPhrase } from './terms.ts'

/** A matter that plans like these leave unsaid; of a case, what they say of all cases is still worth telling. */
export interface Unstated {
  readonly about: string
  readonly isCase: boolean
  /** Folded: where one of them stands, the matter is spoken of. */
  readonly phrases: readonly string[]
}

export interface Outside {
  /** The subject beyond all plans that the question asks for. */
  find(question: Question): { topic: string; askedOfPlans: boolean } | undefined
  /** The matter asked that plans leave unsaid; whether one says it after all shows in its text. */
  unstated(question: Question): Unstated | undefined
}

export function createOutside(vocabulary: Vocabulary): Outside {
  const subjects = vocabulary.outside.map((subject) => ({ ...subject, accented: subject.phrases.map(toAccented) }))
  const unstated = vocabulary.unstated.map(({ phrases, ...matter }) => ({
    ...matter,
    phrases: phrases.map(toPhrase),
    accented: phrases.map(toAccented),
  }))
  return {
    find: (question) => firstHeld(question, subjects),
    unstated: (question) => firstHeld(question, unstated),
  }
}

// “Số máy” is not “số mấy”: diacritics have to agree, typed ones and likely ones.
function firstHeld<T extends { readonly accented: readonly string[] }>(
  { marked }: Question,
  matters: readonly T[],
): T | undefined {
  const asked = toAccented(marked).replace(/[^\p{L}\p{N}/%-]+/gu, ' ')
  return matters.find(({ accented }) => accented.some((phrase) => holdsPhrase(asked, phrase)))
}

/** Before searching: subjects and places that no plan covers. */
export function createRefuseElsewhere(tools: Tools, outside: Outside): Step {
  const labels = labelsOf(tools)
  return (draft: Draft) => {
    const question = questionOf(draft)
    const beyond = outside.find(question)
    if (beyond && !beyond.askedOfPlans)
      return end(draft, 'out_of_scope', say(sentences.outOfScopeTopic(beyond.topic, labels)))
    if (question.named.length > 0 || draft.follows) return draft
    if (question.elsewhere && question.places.size === 0)
      return end(draft, 'out_of_scope', say(sentences.elsewhere(question.elsewhere, labels)))
    return beyond && question.hinted.size === 0
      ? end(draft, 'out_of_scope', say(sentences.outOfScopeTopic(beyond.topic, labels)))
      : draft
  }
}
