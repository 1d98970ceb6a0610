// Contacts and heads of units, and organisers, are reminded though they follow nothing.

import { toVietnamDate } from '../clock.ts'
import { deadlinesOf } from '../handlers/reminding/due-days.ts'
import { dutiesOf, officesNow } from '../handlers/reminding/duties-of.ts'
import type { Office } from '../store/audience.ts'
import { BATCH } from '../store/batch.ts'
import { type Follow, followsOfPeople, isActive } from '../store/follows.ts'
import { planReminder } from '../store/plan-reminders.ts'
import { findDue, keyOf, type PlanContext } from './find-due.ts'
import type { JobTools } from './job-tools.ts'

/** Plans what has become due for them; those who follow the campaign are reminded as followers. */
export async function planForOffices(context: PlanContext, tools: JobTools): Promise<number> {
  const { campaign, decisions, now } = context
  const offices = await officesNow(campaign.id, tools)
  if (offices.length === 0) return 0
  const follows = await followsIn(campaign.id, offices, tools)
  const today = toVietnamDate(now)
  const duties = deadlinesOf(campaign, decisions, today)
  const own = deadlinesOf(campaign, decisions, today, 'organisers')
  let count = 0
  for (const office of offices) {
    const follow = follows.get(office.person)
    if (follow && !isActive(follow, now)) continue
    const since = follow && follow.since > office.givenAt ? follow.since : office.givenAt
    for (const [deadline, settings] of dutiesOf(office, follow, duties, own)) {
      const found = findDue(deadline, settings, context, office.givenAt)
      if (!found || found.nearest.at <= since) continue
      const { lead, at } = found.nearest
      const isNew = await tools.writer.write((trx) =>
        planReminder(trx, office.person, keyOf(deadline, lead), { dueAt: at, sendFrom: now }),
      )
      if (isNew) count += 1
    }
  }
  return count
}

async function followsIn(campaign: string, offices: readonly Office[], { db }: JobTools): Promise<Map<string, Follow>> {
  const people = [...new Set(offices.map(({ person }) => person))]
  const follows = new Map<string, Follow>()
  for (let at = 0; at < people.length; at += BATCH)
    for (const follow of await followsOfPeople(db, people.slice(at, at + BATCH)))
      if (follow.campaign === campaign) follows.set(follow.person, follow)
  return follows
}
