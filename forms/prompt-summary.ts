// All answers at once, before they are sent.

import type { Form, Step } from '../knowledge/form-schema.ts'
import type { Block } from '../message.ts'
import { inBrackets } from './place.ts'
import type { Draft } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import { digestOf, review } from './review.ts'
import type { Facts, Finding } from './rules.ts'
import { type Prompt, said, type Tap } from './tap.ts'
import { describeValue, type Values } from './values.ts'

const DIGEST_LENGTH = 16 // of the summary's digest, as its button carries it

/** Every answer, what is missing, what rules mind; what can be done. */
export function promptSummary(form: Form, draft: Draft, facts: Facts): Prompt {
  const { values, steps, missing, findings, canSend } = review(form, draft.values, facts)
  const answered = steps.filter(({ id }) => values[id] !== undefined)
  const empty = steps.filter(({ id, optional }) => optional && values[id] === undefined)
  const told = findings.filter(({ seenBy }) => seenBy !== 'organiser')
  const offers = told.flatMap((finding) => toOffer(form, finding))
  const mend = [...missing.map(({ id, label }) => ({ label: prompts.edit(label), tap: `edit:${id}` })), ...offers]
  return {
    blocks: [
      { type: 'heading', text: draft.wasSent ? prompts.summaryChanged : prompts.summary },
      { type: 'text', text: form.title },
      {
        type: 'list',
        items: answered.map((step) => {
          const value = values[step.id]
          return { text: `${step.label}: ${value ? describeValue(step, value) : ''}` }
        }),
      },
      ...said(missing.length > 0 ? prompts.missing(labels(missing)) : undefined),
      ...said(empty.length > 0 ? prompts.leftOut(labels(empty)) : undefined),
      ...told.map((finding): Block => ({ type: 'text', text: tellFinding(finding) })),
      ...said(draft.wasApproved ? prompts.approvedBefore : undefined),
      { type: 'text', text: canSend ? prompts.askSend : prompts.askMend },
    ],
    taps: [
      ...(canSend ? [{ label: prompts.send, tap: `send:${summaryKey(values)}` }] : mend),
      { label: prompts.editButton, tap: 'edit' },
      { label: prompts.save, tap: 'save' },
      ...(canSend ? offers : []),
    ],
  }
}

/** One line in the place of a summary that the person has just read, with the same to tap. */
export function remindSummary(form: Form, draft: Draft, facts: Facts): Prompt {
  const { canSend } = review(form, draft.values, facts)
  const text = canSend ? prompts.stillWaits : prompts.stillToMend
  return { blocks: [{ type: 'text', text }], taps: promptSummary(form, draft, facts).taps }
}

/** A finding as the person reads it, with its section. */
export function tellFinding({ effect, say, place }: Finding): string {
  const sentence = place ? `${say} ${inBrackets(place)}` : say
  switch (effect) {
    case 'block':
      return prompts.mustMend(sentence)
    case 'hold':
      return prompts.waits(sentence)
    default:
      return prompts.mind(sentence)
  }
}

/** What a finding proposes instead, as something to tap. */
export function toOffer(form: Form, { offer }: Finding): Tap[] {
  const step = offer && form.steps.find(({ id }) => id === offer.step)
  const option =
    step && (step.type === 'choice' || step.type === 'choices')
      ? step.options.find(({ id }) => id === offer.option)
      : undefined
  if (!offer || !option) return []
  return [{ label: prompts.offer(option.short ?? option.label), tap: `offer:${offer.step}:${offer.option}` }]
}

/** The names of steps, as a sentence lists them. */
export function labels(steps: readonly Step[]): string {
  return steps.map(({ label }) => label).join(', ')
}

/** What the button of a summary is bound to. */
export function summaryKey(values: Values): string {
  return digestOf(values).slice(0, DIGEST_LENGTH)
}
