// Writes into the ledger whatever reminder has become due; safe to run twice, and again after downtime.

import type { Temporal } from 'temporal-polyfill'
import { toInstant, toVietnamDate } from '../clock.ts'
import { decisionsOf } from '../handlers/reminding/decisions.ts'
import { type Deadline, deadlinesOf, decentHour, type Settings } from '../handlers/reminding/due-days.ts'
import type { Campaign } from '../knowledge/load.ts'
import { toTimed } from '../knowledge/timeline.ts'
import type { Db } from '../store/database.ts'
import { followSettingsOf, nextStretch, planChanged, planForFollowers } from '../store/plan-reminders.ts'
import { findOff, readSwitches } from '../store/switches.ts'
import { findDue, keyOf, type PlanContext } from './find-due.ts'
import type { JobTools } from './job-tools.ts'
import { planAgain } from './plan-again.ts'
import { planForOffices } from './plan-for-offices.ts'

const STRETCH = 1_000 // followers in a transaction: messages that come meanwhile wait for some 20 ms
const LOOK_BACK_DAYS = 21 // after a start: what was due within and is not in the ledger is caught up with

/** The planner, which remembers up to when it has looked. */
export function createPlanner(): (tools: JobTools) => Promise<string | null> {
  const looked = new Map<string, Date>()
  return async (tools) => {
    const now = tools.clock.now()
    const switches = await readSwitches(tools.db)
    let count = 0
    for (const campaign of tools.knower.current().campaigns) {
      // What falls while they are off is caught up with once they are on again, if it is still true then.
      if (findOff(switches, campaign.id)) looked.delete(campaign.id)
      else {
        const before = looked.get(campaign.id)
        const planned = before && before <= now ? before : toInstant(lookBack(now), '00:00')
        count += await planCampaign(campaign, planned, now, tools)
        looked.set(campaign.id, now)
      }
    }
    count += await planAgain(tools, now)
    return count > 0 ? `${count} planned` : null
  }
}

function lookBack(now: Date): Temporal.PlainDate {
  return toVietnamDate(now).subtract({ days: LOOK_BACK_DAYS })
}

async function planCampaign(campaign: Campaign, planned: Date, now: Date, tools: JobTools): Promise<number> {
  const decisions = await decisionsOf(tools.db, campaign.id)
  const context = { campaign, decisions, workingDays: tools.knower.current().workingDays, now, planned }
  let count = await tellChanges(context, tools)
  const settings = await followSettingsOf(tools.db, campaign.id)
  for (const deadline of deadlinesOf(campaign, decisions, toVietnamDate(now)))
    for (const one of settings) count += await planDeadline(deadline, one, context, tools)
  return count + (await planForOffices(context, tools))
}

async function planDeadline(
  deadline: Deadline,
  settings: Settings & { readonly changedAt: Date },
  context: PlanContext,
  tools: JobTools,
): Promise<number> {
  const found = findDue(deadline, settings, context, settings.changedAt)
  if (!found) return 0
  const { campaign, now, planned } = context
  const changedSince = found.forAll ? null : planned
  let count = 0
  for (let after = ''; ; ) {
    const stretch = await nextStretch(tools.db, campaign.id, { after, size: STRETCH, changedSince })
    if (!stretch) return count
    after = stretch.until
    count += await tools.writer.write(async (trx) => {
      for (const { lead, at } of found.passed)
        await planForFollowers(trx, keyOf(deadline, lead), settings, stretch, { dueAt: at, now, state: 'superseded' })
      const { lead, at } = found.nearest
      return planForFollowers(trx, keyOf(deadline, lead), settings, stretch, { dueAt: at, now, state: 'planned' })
    })
  }
}

// Whoever was reminded of a day that holds no longer is told so, once: also that it was cancelled.
async function tellChanges({ campaign, decisions, now, planned }: PlanContext, { writer }: JobTools): Promise<number> {
  const today = toVietnamDate(now)
  let count = 0
  for (const milestone of campaign.milestones) {
    const { version } = toTimed(campaign, milestone, decisions, today)
    const decided = decisions.find((one) => one.milestone === milestone.id && one.version === version)
    if (!decided || decided.at < planned) continue
    const key = { campaign: campaign.id, milestone: milestone.id, version }
    const when = { dueAt: decided.at, sendFrom: decentHour(now) }
    count += await writer.write((trx: Db) => planChanged(trx, key, when))
  }
  return count
}
