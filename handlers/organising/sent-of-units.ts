import { setImmediate as nextTurn } from 'node:timers/promises'
import { answerAs } from '../../forms/as-role.ts'
import { createUnitDirectory } from '../../forms/units.ts'
import { SENT_STATES } from '../../store/registration.ts'
import { registrationsOfCampaign } from '../../store/registrations.ts'
import type { Tools } from '../handler.ts'
import type { FromUnit } from './missing-units.ts'
import { readSent, type Sent } from './read-sent.ts'

const AT_ONCE = 200

/** What was sent in a campaign and not withdrawn, the first first. However many there are, others get their turn. */
export async function sentOfCampaign(campaign: string, tools: Tools): Promise<Sent[]> {
  const all = await registrationsOfCampaign(tools.db, campaign, SENT_STATES)
  const sent: Sent[] = []
  for (const [index, one] of all.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await nextTurn()
    sent.push(await readSent(one, tools))
  }
  return sent
}

/** The unit of the directory it comes from; null if the person named one that the directory does not know. */
export function unitOf({ form, values }: Sent): string | null {
  const value = answerAs(form, values, 'unit')?.value
  return value?.type === 'unit' ? value.unit : null
}

export function toFromUnit(sent: Sent): FromUnit {
  return { state: sent.registration.state, unit: unitOf(sent) }
}

/** What comes from these units or from below them, each with the one of these it belongs to. */
export async function sentOfUnits(
  campaign: string,
  units: readonly string[],
  tools: Tools,
): Promise<{ unit: string; sent: Sent }[]> {
  const directory = createUnitDirectory(tools.knower.current().units)
  const all = await sentOfCampaign(campaign, tools)
  return all.flatMap((sent) => {
    const chain = directory.chainOf(unitOf(sent) ?? '').map(({ id }) => id)
    const unit = chain.find((id) => units.includes(id))
    return unit === undefined ? [] : [{ unit, sent }]
  })
}
