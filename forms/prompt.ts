// What is asked next, with what can be tapped: the current step, a question that waits, or the summary.

import type { Form, Step } from '../knowledge/schema.ts'
import type { Block } from '../message.ts'
import { offered } from './fits.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import type { Draft, Pending } from './progress.ts'
import { prompts } from './prompts.vi.ts'
import { digestOf, review } from './review.ts'
import type { Facts, Finding } from './rules.ts'
import { describeValue, type Values } from './values.ts'

/** A choice inside a form; `tap` is what `converse` is given back. */
export interface Tap {
  readonly label: string
  readonly tap: string
}

export interface Prompt {
  readonly blocks: readonly Block[]
  readonly taps: readonly Tap[]
  /** A number that is typed answers it: it is never the number of a choice. */
  readonly asksForNumber?: boolean
}

const DIGEST_LENGTH = 16 // of the summary's digest, as its button carries it

/** What to ask now. A pure reading of the draft: asked again, it is the same. */
export function promptOf(form: Form, draft: Draft, facts: Facts): Prompt {
  const values = valuesInPlay(form, draft.values, facts.units)
  const { pending, at } = draft.progress
  const step = form.steps.find(({ id }) => id === (pending && 'step' in pending ? pending.step : at))
  if (pending && pending.kind !== 'picking') return promptPending(pending, step, form, draft, facts)
  return step ? promptStep(step, form, draft, values, facts) : promptSummary(form, draft, facts)
}

/** What the button of a summary is bound to. */
export function summaryKey(values: Values): string {
  return digestOf(values).slice(0, DIGEST_LENGTH)
}

function promptPending(
  pending: Exclude<Pending, { kind: 'picking' }>,
  step: Step | undefined,
  form: Form,
  draft: Draft,
  facts: Facts,
): Prompt {
  const { n } = pending
  switch (pending.kind) {
    case 'confirm':
      return ask(
        prompts.isIt(pending.as),
        [
          { label: prompts.right, tap: `yes:${n}` },
          { label: prompts.wrong, tap: `no:${n}` },
        ],
        prompts.ways(step?.optional ?? false),
      )
    case 'choose':
      return ask(
        prompts.whichOne,
        [
          ...pending.options.map(({ label }, index) => ({ label, tap: `option:${n}:${index}` })),
          { label: prompts.noneOfThem, tap: `no:${n}` },
        ],
        prompts.ways(step?.optional ?? false),
      )
    case 'editing': {
      const values = valuesInPlay(form, draft.values, facts.units)
      const steps = stepsInPlay(form, values, facts.units).filter(
        ({ id }) => values[id] !== undefined || draft.progress.skipped.includes(id),
      )
      return ask(prompts.whichEdit, [
        ...steps.map(({ id, label }) => ({ label, tap: `edit:${id}` })),
        { label: prompts.goOn, tap: 'go' },
      ])
    }
    case 'leaving':
      return ask(prompts.leave(draft.wasSent ? prompts.leaveSent : prompts.leaveDraft), [
        { label: prompts.save, tap: 'save' },
        { label: draft.wasSent ? prompts.dropChanges : prompts.drop, tap: `drop:${n}` },
        { label: prompts.goOn, tap: 'go' },
      ])
    case 'restarting':
      return ask(prompts.restart, [
        { label: prompts.restartYes, tap: `restart:${n}` },
        { label: prompts.goOn, tap: 'go' },
      ])
  }
}

function promptStep(step: Step, form: Form, draft: Draft, values: Values, facts: Facts): Prompt {
  const steps = stepsInPlay(form, values, facts.units)
  const place = steps.findIndex(({ id }) => id === step.id) + 1
  const old = values[step.id]
  const options = offered(step, values, facts.units)
  const { pending } = draft.progress
  const picked = pending?.kind === 'picking' ? pending.options : []
  const full = options.some(({ short }) => short !== undefined)
  const blocks: Block[] = [
    { type: 'text', text: place > 0 ? `${prompts.place(place, steps.length)}. ${step.ask}` : step.ask },
    ...(full ? [{ type: 'list' as const, items: options.map(({ label }) => ({ text: label })) }] : []),
    ...said(step.help),
    ...said(step.type === 'file' ? prompts.sendFile : undefined),
    ...said(old && prompts.now(describeValue(step, old))),
    ...said(
      step.type !== 'choices'
        ? undefined
        : picked.length > 0
          ? prompts.picked(describeValue(step, { type: 'choices', options: [...picked] }))
          : prompts.pickSeveral,
    ),
    { type: 'text', text: prompts.ways(step.optional) },
  ]
  return {
    blocks,
    ...(step.type === 'number' ? { asksForNumber: true } : {}),
    taps: [
      ...tapsOf(step, options, picked),
      ...(old ? [{ label: prompts.keep, tap: `keep:${step.id}` }] : []),
      ...(step.optional ? [{ label: prompts.skip, tap: `skip:${step.id}` }] : []),
    ],
  }
}

function tapsOf(step: Step, options: ReturnType<typeof offered>, picked: readonly string[]): Tap[] {
  if (step.type === 'attestation')
    return [
      { label: prompts.yes, tap: `answer:${step.id}:yes` },
      { label: prompts.no, tap: `answer:${step.id}:no` },
    ]
  if (step.type === 'choice')
    return options.map(({ id, label, short }) => ({ label: short ?? label, tap: `answer:${step.id}:${id}` }))
  if (step.type !== 'choices') return []
  return [
    ...options.map(({ id, label, short }) => ({
      label: picked.includes(id) ? prompts.unpick(short ?? label) : (short ?? label),
      tap: `${picked.includes(id) ? 'unpick' : 'pick'}:${step.id}:${id}`,
    })),
    ...(picked.length > 0 ? [{ label: prompts.done, tap: `done:${step.id}` }] : []),
  ]
}

function promptSummary(form: Form, draft: Draft, facts: Facts): Prompt {
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

/** A finding as the person reads it, with its section. */
export function tellFinding({ effect, say, place }: Finding): string {
  const sentence = place ? `${say} (${place})` : say
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

function ask(text: string, taps: readonly Tap[], ways?: string): Prompt {
  return { blocks: [{ type: 'text', text }, ...said(ways)], taps }
}

function said(text: string | undefined): Block[] {
  return text ? [{ type: 'text', text }] : []
}
