// A conversation with a form alone: what was said so far, and what is asked then.

import { begin, converse } from '../../forms/conversation.ts'
import type { Next } from '../../forms/next.ts'
import { promptOf } from '../../forms/prompt.ts'
import type { Facts } from '../../forms/rules.ts'
import { describeValue } from '../../forms/values.ts'
import { campaigns, today, units } from './context.ts'

/** Talks with the first form of that campaign; “[…]” taps. */
export function talkerOf(id: string) {
  const campaign = campaigns.find((one) => one.id === id)
  const [form] = campaign?.forms ?? []
  if (!campaign || !form) throw new Error(`${id} has no form`)
  const facts: Facts = { campaign, units, today, receivedOn: today, others: [] }
  const say = (next: Next, text: string): Next => {
    const label = /^\[(.+)\]$/.exec(text)?.[1]
    const tap = promptOf(form, next.draft, facts).taps.find((one) => one.label === label)?.tap
    if (label && !tap) throw new Error(`nothing to tap called ${text}`)
    return converse(form, next.draft, tap ? { kind: 'tapped', tap } : { kind: 'said', text }, facts)
  }
  return {
    talk: (first: string, ...rest: readonly string[]): Next => rest.reduce(say, begin(form, first, facts)),
    /** The answers so far, as a summary shows them. */
    noted: ({ draft }: Next): Record<string, string> =>
      Object.fromEntries(
        form.steps.flatMap((step) => {
          const value = draft.values[step.id]
          return value ? [[step.id, describeValue(step, value)]] : []
        }),
      ),
    /** What is said and asked now, as one text. */
    told: (next: Next): string =>
      [
        ...next.notes,
        ...promptOf(form, next.draft, facts).blocks.flatMap((block) =>
          block.type === 'list' ? block.items.map(({ text }) => text) : 'text' in block ? [block.text] : [],
        ),
      ].join('\n'),
    labels: (next: Next): string[] => promptOf(form, next.draft, facts).taps.map(({ label }) => label),
  }
}
