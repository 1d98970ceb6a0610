// What is asked next, with what can be tapped: the current step, a question that waits, or the summary.

import type { Form, Step } from '../knowledge/form-schema.ts'
import type { Block } from '../message.ts'
import { countSteps } from './count-steps.ts'
import { offered } from './fits.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import type { Draft, Pending } from './progress.ts'
import { promptSummary } from './prompt-summary.ts'
import { prompts } from './prompts.vi.ts'
import type { Facts } from './rules.ts'
import { type Prompt, said, type Tap } from './tap.ts'
import { describeValue, type Values } from './values.ts'

/** What to ask now. A pure reading of the draft: asked again, it is the same. */
export function promptOf(form: Form, draft: Draft, facts: Facts): Prompt {
  const values = valuesInPlay(form, draft.values, facts.units)
  const { pending, at } = draft.progress
  const step = form.steps.find(({ id }) => id === (pending && 'step' in pending ? pending.step : at))
  if (pending && pending.kind !== 'picking') return promptPending(pending, step, form, draft, facts)
  return step ? promptStep(step, form, draft, values, facts) : promptSummary(form, draft, facts)
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
        pending.value.type === 'unit' && pending.value.unit === null
          ? prompts.isUnknownUnit(pending.as)
          : prompts.isIt(pending.as),
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
        { label: prompts.noEdit, tap: 'go' },
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
  // Buttons that leave out much are explained, but not again while they are being ticked.
  const full = picked.length === 0 && options.some(leavesOutMuch)
  const isOne = isEditedAlone(step, steps, draft, values)
  const blocks: Block[] = [
    {
      type: 'text',
      text:
        place > 0 && !isOne ? `${prompts.place(place, countSteps(form, values, facts.units))}. ${step.ask}` : step.ask,
    },
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

// Where one answer of many is changed, it does not matter which of how many it is.
function isEditedAlone(
  { id }: Step,
  steps: readonly Step[],
  { wasSent, progress: { skipped } }: Draft,
  values: Values,
): boolean {
  const wasAsked = values[id] !== undefined || skipped.includes(id)
  return wasSent || (wasAsked && steps.every((step) => step.optional || values[step.id] !== undefined))
}

const MOSTLY = 0.6 // of a label: a button that says as much says enough

function leavesOutMuch({ label, short }: { label: string; short?: string | undefined }): boolean {
  return short !== undefined && short.length < label.length * MOSTLY
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

function ask(text: string, taps: readonly Tap[], ways?: string): Prompt {
  return { blocks: [{ type: 'text', text }, ...said(ways)], taps }
}
