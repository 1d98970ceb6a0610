import { holdsQuote } from '../../knowledge/document.ts'
import type { Context } from '../../knowledge/draft.ts'
import type { Entry } from '../../knowledge/entry.ts'
import type { Milestone } from '../../knowledge/schema.ts'
import type { Block } from '../../message.ts'
import { decidedCampaigns } from '../../store/milestone-days.ts'
import type { Tools } from '../handler.ts'
import { timelineOf } from './decisions.ts'
import { type Decided, tellDecided } from './tell-decided.ts'

type Needs = Pick<Tools, 'db' | 'clock' | 'knower'>

/** An answer's blocks with what organisers decided about the days that it names; `entries` is what it was told from. */
export async function withDecided(
  { blocks, entries }: { blocks: readonly Block[]; entries: readonly string[] },
  tools: Needs,
): Promise<readonly Block[]> {
  const { answerer, workingDays } = tools.knower.current()
  const decided = await decidedIn(new Set(entries.map((id) => id.split('/', 1)[0] ?? '')), tools)
  if (decided.length === 0) return blocks
  const told = answerer.entries.filter(({ id }) => entries.includes(id))
  const marked = decided.map((one) => ({
    ...one,
    isTold: told.some((entry) => isAbout(entry, one.campaign.id, one.timed.milestone)),
  }))
  return tellDecided(blocks, marked, tools.clock.today(), workingDays)
}

/** The last days that organisers set, for what is asked of a day: whether it is early enough. */
export async function daysSet(tools: Needs): Promise<NonNullable<Context['days']>> {
  const all = new Set(tools.knower.current().campaigns.map(({ id }) => id))
  const decided = await decidedIn(all, tools)
  return Object.fromEntries(
    decided.flatMap(({ campaign, timed: { milestone, decision, last } }) =>
      decision?.kind === 'day' && last ? [[`${campaign.id}/milestones/${milestone.id}`, last.toString()]] : [],
    ),
  )
}

async function decidedIn(ids: ReadonlySet<string>, tools: Needs): Promise<Omit<Decided, 'isTold'>[]> {
  const found: Omit<Decided, 'isTold'>[] = []
  const decided = await decidedCampaigns(tools.db)
  for (const campaign of tools.knower.current().campaigns.filter(({ id }) => ids.has(id) && decided.has(id)))
    for (const timed of await timelineOf(campaign, tools)) if (timed.decision) found.push({ campaign, timed })
  return found
}

// One without a day cannot be known by it in the words of another entry: by the sentence that proves both it is.
function isAbout({ id, campaign: of, evidence }: Entry, campaign: string, milestone: Milestone): boolean {
  if (of !== campaign) return false
  if (id === `${campaign}/milestones/${milestone.id}`) return true
  if (milestone.date) return false
  return [milestone.quote]
    .flat()
    .some((quote) => evidence.some((one) => one.section === milestone.section && holdsQuote(one.quote, quote)))
}
