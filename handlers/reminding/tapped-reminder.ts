import type { Campaign } from '../../knowledge/load.ts'
import type { Milestone } from '../../knowledge/schema.ts'
import type { IncomingMessage } from '../../message.ts'
import type { Tools } from '../handler.ts'

/** The parts of a tapped `remind:…` choice, such as `['done', 'campaign/milestone', '0']`; null if another was tapped. */
export function tappedReminder({ kind, action }: IncomingMessage): string[] | null {
  if (kind !== 'choice' || !action?.startsWith('remind:')) return null
  return action.slice('remind:'.length).split(':')
}

/** The campaign with that id; null if it is gone. */
export function campaignById(tools: Pick<Tools, 'knower'>, id: string | undefined): Campaign | null {
  return tools.knower.current().campaigns.find((one) => one.id === id) ?? null
}

/** Several of them, joined with “+”; those that are gone are left out. */
export function milestonesByPaths(
  tools: Pick<Tools, 'knower'>,
  paths: string | undefined,
): { campaign: Campaign; milestone: Milestone }[] {
  return (paths?.split('+') ?? []).flatMap((path) => milestoneByPath(tools, path) ?? [])
}

/** “campaign/milestone” → both; null if one of them is gone. */
export function milestoneByPath(
  tools: Pick<Tools, 'knower'>,
  path: string | undefined,
): { campaign: Campaign; milestone: Milestone } | null {
  const [id, milestoneId] = path?.split('/') ?? []
  const campaign = campaignById(tools, id)
  const milestone = campaign?.milestones.find((one) => one.id === milestoneId)
  return campaign && milestone ? { campaign, milestone } : null
}
