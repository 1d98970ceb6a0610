import { marksOf } from '../../store/milestone-marks.ts'
import type { Tools } from '../handler.ts'
import { decisionsOf } from './decisions.ts'
import type { Deadline } from './due-days.ts'
import { deadlinesAhead, isDone } from './next-reminder.ts'
import { followedBy } from './settings-of.ts'

/** What the person follows, can still be done today, and is not said to be done. */
export async function openDeadlines(person: string, tools: Tools): Promise<Deadline[]> {
  const marks = await marksOf(tools.db, [person])
  const open: Deadline[] = []
  for (const { campaign } of await followedBy(person, tools)) {
    const decisions = await decisionsOf(tools.db, campaign.id)
    open.push(...deadlinesAhead(campaign, decisions, tools.clock.today()).filter((one) => !isDone(one, marks)))
  }
  return open
}
