import type { Campaign } from '../../knowledge/load.ts'
import { officesOf } from '../../store/audience.ts'
import { followsOfPerson } from '../../store/follows.ts'
import { isAdministrator, rolesInCampaign } from '../../store/roles.ts'
import type { Tools } from '../handler.ts'
import { followedBy } from './settings-of.ts'

/** The campaigns of which the person is reminded: those they follow, then those in which they hold an office. */
export async function remindedOf(person: string, tools: Tools): Promise<Campaign[]> {
  const followed = (await followedBy(person, tools)).map(({ campaign }) => campaign)
  const stopped = (await followsOfPerson(tools.db, person)).filter(({ state }) => state === 'stopped')
  const held = new Set((await officesOf(tools.db, [person])).map(({ campaign }) => campaign))
  const isAdmin = await isAdministrator(tools, person)
  const byOffice: Campaign[] = []
  for (const campaign of tools.knower.current().campaigns) {
    if (followed.includes(campaign) || stopped.some((one) => one.campaign === campaign.id)) continue
    if (held.has(campaign.id) || (isAdmin && (await standsIn(campaign, tools)))) byOffice.push(campaign)
  }
  return [...followed, ...byOffice]
}

// Where nobody is organiser, the administrators are reminded of what organisers have to do.
async function standsIn({ id, milestones }: Campaign, { db }: Tools): Promise<boolean> {
  if (!milestones.some(({ reminds }) => reminds === 'organisers')) return false
  return !(await rolesInCampaign(db, id)).some(({ role }) => role === 'organiser')
}
