import { toVietnamDate } from '../../clock.ts'
import { checkRules, type Finding } from '../../forms/rules.ts'
import { withDecisions } from '../../knowledge/timeline.ts'
import type { Tools } from '../handler.ts'
import { directoryOf, othersBeside } from '../registering/form-in-use.ts'
import { inTime } from '../registering/late.ts'
import { withSetDaysIn } from '../registering/with-set-days.ts'
import { decisionsOf } from '../reminding/decisions.ts'
import type { Sent } from './read-sent.ts'

/** What the plan's rules say of a registration beside all others, for organisers: what only they may see too. */
export async function findingsOf({ registration, campaign, form, values }: Sent, tools: Tools): Promise<Finding[]> {
  if (!campaign) return []
  const today = tools.clock.today()
  const decisions = await decisionsOf(tools.db, campaign.id)
  const planned = withDecisions(campaign, decisions, today)
  const sentOn = toVietnamDate(registration.submittedAt ?? tools.clock.now())
  const facts = {
    campaign: planned,
    units: directoryOf(tools.knower.current().units),
    // What came in time stays in time, though it was mended later.
    receivedOn: registration.isLate ? sentOn : inTime(planned, form, sentOn),
    today,
    others: await othersBeside(form, campaign.id, { id: registration.id, values }, tools.db),
  }
  return checkRules(withSetDaysIn(form, campaign, decisions, today), values, facts)
}
