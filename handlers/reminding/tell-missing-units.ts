import { createUnitDirectory } from '../../forms/units.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Tools } from '../handler.ts'
import { missingUnits } from '../organising/missing-units.ts'
import { sentOfCampaign, toFromUnit } from '../organising/sent-of-units.ts'
import { unitReplies as replies } from './replies.vi.ts'

const NAMED = 5

/** Which of the units that are due have sent nothing, for organisers; null where nothing is registered or none is due. */
export async function tellMissingUnits({ id, forms }: Campaign, tools: Tools): Promise<string | null> {
  const units = createUnitDirectory(tools.knower.current().units)
  if (forms.length === 0 || !units.all.some(({ campaigns }) => campaigns.includes(id))) return null
  const sent = await sentOfCampaign(id, tools)
  const { due, missing } = missingUnits(id, sent.map(toFromUnit), units)
  const names = missing.slice(0, NAMED).map(({ name }) => name)
  const more = missing.length > NAMED ? [replies.others(missing.length - NAMED)] : []
  return replies.missing(missing.length, due.length, [...names, ...more].join(', '))
}
