import type { Tools } from '../handler.ts'
import { decisionsOf } from './decisions.ts'
import type { Deadline } from './due-days.ts'
import { neededIn, readPerson } from './needed-in.ts'
import { deadlinesAhead } from './next-reminder.ts'
import { followedBy } from './settings-of.ts'

/** What the person follows, can still be done today, and has not been done: neither sent here nor said to be done. */
export async function openDeadlines(person: string, tools: Tools): Promise<Deadline[]> {
  const known = await readPerson(person, tools)
  const open: Deadline[] = []
  for (const { campaign } of await followedBy(person, tools)) {
    const isNeeded = await neededIn(campaign, known, tools)
    const decisions = await decisionsOf(tools.db, campaign.id)
    open.push(...deadlinesAhead(campaign, decisions, tools.clock.today()).filter(({ timed }) => isNeeded(timed)))
  }
  return open
}
