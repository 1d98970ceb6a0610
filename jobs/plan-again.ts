// “Nhắc lại ngày mai”: on that day, at the person's hour.

import { Temporal } from 'temporal-polyfill'
import { toInstant, toVietnamDate } from '../clock.ts'
import { decisionsOf } from '../handlers/reminding/decisions.ts'
import { deadlinesOf } from '../handlers/reminding/due-days.ts'
import { DEFAULT_FOLLOW, readFollow } from '../store/follows.ts'
import { type MilestoneMark, snoozedUntil, unmarkMilestone } from '../store/milestone-marks.ts'
import { planReminder } from '../store/plan-reminders.ts'
import type { JobTools } from './job-tools.ts'

/** Plans what people wanted to be told again by `now`; what can no longer be done is let go. */
export async function planAgain(tools: JobTools, now: Date): Promise<number> {
  let count = 0
  for (let after = ''; ; ) {
    const marks = await snoozedUntil(tools.db, toVietnamDate(now).toString(), after)
    for (const mark of marks) if (await planOne(mark, tools, now)) count += 1
    const last = marks.at(-1)
    if (!last) return count
    after = last.person
  }
}

async function planOne(mark: MilestoneMark, { db, writer, knower }: JobTools, now: Date): Promise<boolean> {
  const { person, milestone, until } = mark
  if (until === null) return false
  const { hour } = (await readFollow(db, person, mark.campaign)) ?? DEFAULT_FOLLOW
  const dueAt = toInstant(Temporal.PlainDate.from(until), hour)
  if (dueAt > now) return false
  const campaign = knower.current().campaigns.find(({ id }) => id === mark.campaign)
  const decisions = await decisionsOf(db, mark.campaign)
  const ahead = campaign
    ? deadlinesOf(campaign, decisions, toVietnamDate(now)).find(({ timed }) => timed.milestone.id === milestone)
    : undefined
  return writer.write(async (trx) => {
    await unmarkMilestone(trx, person, mark.campaign, milestone)
    if (ahead?.timed.standing !== 'ahead') return false
    const key = { campaign: mark.campaign, milestone, version: ahead.timed.version, lead: `again:${until}` }
    return planReminder(trx, person, key, { dueAt, sendFrom: now })
  })
}
