import { describeValue } from '../../forms/values.ts'
import type { Reply } from '../../message.ts'
import type { Tools } from '../handler.ts'
import { toCard } from './card.ts'
import type { Sent } from './read-sent.ts'

/** Every answer of a registration, and below it what may be decided. For organisers alone. */
export async function toFullText({ registration, form, values }: Sent, tools: Tools): Promise<Reply> {
  const card = await toCard(registration, tools)
  const items = form.steps.flatMap((step) => {
    const value = values[step.id]
    return value ? [{ text: `${step.label}: ${describeValue(step, value)}` }] : []
  })
  const [heading, , ...rest] = card.blocks
  return {
    ...card,
    blocks: [...(heading ? [heading] : []), { type: 'list', items }, ...rest],
    choices: card.choices.filter(({ action }) => !action.startsWith('review:show:')),
  }
}
