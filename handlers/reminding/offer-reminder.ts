import type { Campaign } from '../../knowledge/load.ts'
import { type Timed, toTimed } from '../../knowledge/timeline.ts'
import type { Choice, Reply } from '../../message.ts'
import { readFollow } from '../../store/follows.ts'
import type { HandlerOutcome, PersonMessage, Tools } from '../handler.ts'
import { decisionsOf, timelineOf } from './decisions.ts'
import { settingsReplies } from './replies.vi.ts'
import { milestoneByPath } from './tapped-reminder.ts'

/** An answer that tells of a deadline still ahead, with the offer to be reminded. Any other outcome as it is. */
export async function withReminders(
  outcome: HandlerOutcome,
  message: PersonMessage,
  tools: Tools,
): Promise<HandlerOutcome> {
  const [first, ...rest] = outcome.replies
  const told = await toldMilestones(outcome.question?.entries ?? [], tools)
  if (!first || told.length === 0) return outcome
  const ahead = told.filter(({ timed }) => timed.standing === 'ahead').map(({ campaign }) => campaign)
  const offers: Choice[] = []
  for (const campaign of new Set(ahead)) offers.push(...(await offerFor(campaign, message.person, tools)))
  if (offers.length === 0) return outcome
  const reply: Reply = { ...first.reply, choices: [...first.reply.choices, ...offers] }
  return { ...outcome, replies: [{ ...first, reply }, ...rest] }
}

/** The offer to be reminded of a campaign in which a day is still ahead; none to who is reminded already. */
export async function offerReminders(campaign: Campaign, person: string, tools: Tools): Promise<Choice[]> {
  const timeline = await timelineOf(campaign, tools)
  return timeline.some(({ standing }) => standing === 'ahead') ? offerFor(campaign, person, tools) : []
}

async function offerFor({ id }: Campaign, person: string, tools: Tools): Promise<Choice[]> {
  const follow = await readFollow(tools.db, person, id)
  if (follow && follow.state !== 'stopped') return []
  return [{ label: settingsReplies.choices.follow, action: `remind:follow:${id}`, campaign: id }]
}

// Entries are named “campaign/milestones/id”.
async function toldMilestones(
  entries: readonly string[],
  tools: Tools,
): Promise<{ campaign: Campaign; timed: Timed }[]> {
  const told: { campaign: Campaign; timed: Timed }[] = []
  for (const entry of entries) {
    const found = entry.includes('/milestones/') ? milestoneByPath(tools, entry.replace('/milestones', '')) : null
    if (!found) continue
    const { campaign, milestone } = found
    const decisions = await decisionsOf(tools.db, campaign.id)
    told.push({ campaign, timed: toTimed(campaign, milestone, decisions, tools.clock.today()) })
  }
  return told
}
