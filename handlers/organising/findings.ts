import { toVietnamDate } from '../../clock.ts'
import { checkRules, type Finding } from '../../forms/rules.ts'
import { withDecisions } from '../../knowledge/timeline.ts'
import type { Tools } from '../handler.ts'
import { directoryOf, othersBeside } from '../registering/form-in-use.ts'
import { decisionsOf } from '../reminding/decisions.ts'
import type { Sent } from './read-sent.ts'

/** What the plan's rules say of a registration beside all others, for organisers: what only they may see too. */
export async function findingsOf({ registration, campaign, form, values }: Sent, tools: Tools): Promise<Finding[]> {
  if (!campaign) return []
  const today = tools.clock.today()
  const facts = {
    campaign: withDecisions(campaign, await decisionsOf(tools.db, campaign.id), today),
    units: directoryOf(tools.knower.current().units),
    receivedOn: toVietnamDate(registration.submittedAt ?? tools.clock.now()),
    today,
    others: await othersBeside(form, campaign.id, { id: registration.id, values }, tools.db),
  }
  return checkRules(form, values, facts)
}
