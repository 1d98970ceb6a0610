// What a person's text means as the answer to one step.

import type { Temporal } from 'temporal-polyfill'
import { normalise } from '../knowledge/fold.ts'
import type { Step } from '../knowledge/form-schema.ts'
import { isCommand, isQuestion } from './looks-like.ts'
import { readAttestation } from './read-attestation.ts'
import { readChoice, readChoices } from './read-choice.ts'
import { readDate } from './read-date.ts'
import { readNumber } from './read-number.ts'
import { readPerson } from './read-person.ts'
import { readPhone } from './read-phone.ts'
import { readText } from './read-text.ts'
import { readUnit } from './read-unit.ts'
import { readingReplies } from './replies.vi.ts'
import type { UnitDirectory } from './units.ts'
import type { Value, Values } from './values.ts'

export interface ReadingContext {
  readonly today: Temporal.PlainDate
  readonly units: UnitDirectory
  /** The answers so far: options and conditions depend on them. */
  readonly values: Values
}

export type Reading =
  | { readonly kind: 'value'; readonly value: Value }
  /** Understood, but not surely: “Có phải …?” */
  | { readonly kind: 'confirm'; readonly value: Value; readonly as: string }
  /** Two to four things it may mean. */
  | {
      readonly kind: 'choose'
      readonly options: { readonly label: string; readonly value: Value }[]
      readonly say?: string
    }
  | { readonly kind: 'invalid'; readonly say: string }
  /** It does not look like an answer at all: a question, a command. */
  | { readonly kind: 'none' }

/** Reads one text as the answer to a step; never throws. */
export function readAnswer(step: Step, text: string, context: ReadingContext): Reading {
  const typed = normalise(text).trim()
  if (typed === '' || isCommand(typed)) return { kind: 'none' }
  const reading = read(step, typed, context)
  // What reads as an answer is one, though its words may sound like a question.
  const isSound = reading.kind === 'value' && step.type !== 'text' && step.type !== 'long-text' && step.type !== 'unit'
  if (!isSound && isQuestion(typed)) return { kind: 'none' }
  return reading
}

function read(step: Step, text: string, context: ReadingContext): Reading {
  switch (step.type) {
    case 'choice':
      return readChoice(step, text, context)
    case 'choices':
      return readChoices(step, text, context)
    case 'text':
    case 'long-text':
      return readText(step, text)
    case 'number':
      return readNumber(step, text)
    case 'date':
      return readDate(step, text, context.today)
    case 'unit':
      return readUnit(step, text, context)
    case 'person':
      return readPerson(text)
    case 'phone':
      return readPhone(text)
    case 'attestation':
      return readAttestation(text)
    case 'file':
      return { kind: 'invalid', say: readingReplies.file }
  }
}
