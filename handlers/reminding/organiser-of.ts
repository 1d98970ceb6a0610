import type { Campaign } from '../../knowledge/load.ts'
import type { Milestone } from '../../knowledge/schema.ts'
import { type Timed, toTimed } from '../../knowledge/timeline.ts'
import { isOrganiserOf } from '../../store/roles.ts'
import type { PersonMessage, Tools } from '../handler.ts'
import { type Decided, decisionsOf } from './decisions.ts'
import { milestoneByPath } from './tapped-reminder.ts'

export interface OwnMilestone {
  readonly campaign: Campaign
  readonly milestone: Milestone
  readonly timed: Timed
  readonly decisions: readonly Decided[]
}

/** The milestone of that path as it holds now; null if it is gone or not the person's to decide on. */
export async function ownMilestone(
  path: string | undefined,
  message: PersonMessage,
  tools: Tools,
): Promise<OwnMilestone | null> {
  const found = milestoneByPath(tools, path)
  if (!found || !(await isOrganiserOf(tools, message, found.campaign.id))) return null
  const { campaign, milestone } = found
  const decisions = await decisionsOf(tools.db, campaign.id)
  return { campaign, milestone, decisions, timed: toTimed(campaign, milestone, decisions, tools.clock.today()) }
}
