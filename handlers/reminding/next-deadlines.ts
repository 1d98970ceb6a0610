// `/han` where no plan is in focus: what comes next in those the person follows, else in all.

import { Temporal } from 'temporal-polyfill'
import { bounds, tellDistance } from '../../knowledge/deadlines.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { WorkingDays } from '../../knowledge/working-days.ts'
import type { Block, Reply } from '../../message.ts'
import type { PersonMessage, Tools } from '../handler.ts'
import { spellDay } from '../spell-day.ts'
import { decisionsOf } from './decisions.ts'
import type { Deadline } from './due-days.ts'
import { deadlinesAhead } from './next-reminder.ts'
import { milestoneReplies as replies } from './replies.vi.ts'
import { followedBy } from './settings-of.ts'

/** The beginning of the action that shows a plan's whole time line, and the action for the next of all plans. */
export const OF = 'milestones:'
export const OF_ALL = 'milestones:all'

const MOST = 5

/** The next deadlines of the plans that the person follows; of all plans where there is none, and in a group. */
export async function tellNextOfAll({ person, conversationId, sender }: PersonMessage, tools: Tools): Promise<Reply> {
  const followed = conversationId === sender ? await followedBy(person, tools) : []
  const own = followed.map(({ campaign }) => campaign)
  const { campaigns } = tools.knower.current()
  return own.length > 0 ? tellNext(own, tools, own.length < campaigns.length) : tellNext(campaigns, tools)
}

/** The next deadlines of these plans, each plan a tap away; with a way to the others where they are the person's own. */
export async function tellNext(plans: readonly Campaign[], tools: Tools, hasOthers?: boolean): Promise<Reply> {
  const { answerer, workingDays } = tools.knower.current()
  const today = tools.clock.today()
  const ahead: Deadline[] = []
  for (const campaign of plans) ahead.push(...deadlinesAhead(campaign, await decisionsOf(tools.db, campaign.id), today))
  const next = ahead.sort((a, b) => Temporal.PlainDate.compare(a.last, b.last)).slice(0, MOST)
  const lead = hasOthers === undefined ? replies.nextOfAll : replies.nextOfOwn
  const blocks: Block[] =
    next.length === 0
      ? [{ type: 'text', text: hasOthers === undefined ? replies.nothingAhead : replies.nothingAheadOfOwn }]
      : [
          { type: 'text', text: lead(spellDay(today)) },
          { type: 'list', items: next.map((one) => ({ text: tell(one, today, workingDays) })) },
        ]
  return {
    kind: 'answer',
    blocks: [...blocks, { type: 'text', text: replies.whichForAll }],
    sources: answerer.sourcesOf(next.map(({ campaign, timed }) => `${campaign.id}/milestones/${timed.milestone.id}`)),
    choices: [
      ...plans.map(({ id, label }) => ({ label, action: `${OF}${id}`, campaign: id })),
      ...(hasOthers ? [{ label: replies.others, action: OF_ALL }] : []),
    ],
  }
}

function tell({ campaign, timed, last }: Deadline, today: Temporal.PlainDate, workingDays: WorkingDays): string {
  const day = timed.decision ? replies.daySet(spellDay(last)) : bounds(timed.milestone, last)
  return replies.nextLine(day, timed.milestone.what, campaign.label, tellDistance(last, today, workingDays))
}
