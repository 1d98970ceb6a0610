import type { Campaign } from '../../knowledge/load.ts'
import type { Tools } from '../handler.ts'
import { sentOfUnits } from '../organising/sent-of-units.ts'
import { unitReplies as replies } from './replies.vi.ts'

const NAMED = 5

/** Which of the units that are due have sent nothing, for organisers; null where nothing is registered or none is due. */
export async function tellMissingUnits({ id, forms }: Campaign, tools: Tools): Promise<string | null> {
  const due = tools.knower.current().units.filter(({ campaigns }) => campaigns.includes(id))
  if (forms.length === 0 || due.length === 0) return null
  const sent = await sentOfUnits(
    id,
    due.map((unit) => unit.id),
    tools,
  )
  const covered = new Set(sent.map(({ unit }) => unit))
  const missing = due.filter((unit) => !covered.has(unit.id))
  const names = missing.slice(0, NAMED).map(({ name }) => name)
  const more = missing.length > NAMED ? [replies.others(missing.length - NAMED)] : []
  return replies.missing(missing.length, due.length, [...names, ...more].join(', '))
}
