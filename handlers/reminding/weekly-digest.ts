import { explainTimed } from '../../knowledge/deadlines.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Reply } from '../../message.ts'
import { countFollowers } from '../../store/follows.ts'
import { countUnanswered } from '../../store/questions.ts'
import { registrationsOfCampaign } from '../../store/registrations.ts'
import type { Tools } from '../handler.ts'
import { sentOfUnits } from '../organising/sent-of-units.ts'
import { timelineOf } from './decisions.ts'
import { digestReplies as replies } from './replies.vi.ts'

const WEEK_MS = 7 * 24 * 3_600_000
const NEXT = 3 // deadlines
const NAMED = 5 // units

/**
 * What an organiser of a campaign is told once a week: what waits for them, which units are missing, what falls due,
 * what could not be answered. Null for a campaign in which nothing is to be done any more and nothing waits.
 */
export async function weeklyDigest(campaign: Campaign, tools: Tools): Promise<Reply | null> {
  const { db, clock, knower } = tools
  const { workingDays } = knower.current()
  const today = clock.today()
  const timeline = await timelineOf(campaign, tools)
  const ahead = timeline.filter(({ standing }) => standing === 'ahead').slice(0, NEXT)
  const open = timeline.filter(({ standing }) => standing === 'open').length
  const queue = (await registrationsOfCampaign(db, campaign.id, ['submitted'])).length
  const isOver = ahead.length === 0 && open === 0
  if (isOver && queue === 0) return null
  const unanswered = await countUnanswered(db, campaign.id, new Date(clock.now().getTime() - WEEK_MS))
  const items = [
    replies.queue(queue),
    ...(isOver ? [] : await unitsLine(campaign, tools)),
    ...(ahead.length === 0 && !isOver ? [replies.noDeadline] : []),
    ...ahead.map((timed) => replies.deadline(timed.milestone.what, explainTimed(timed, today, workingDays))),
    ...(open > 0 ? [replies.open(open)] : []),
    replies.questions(unanswered),
    replies.followers(await countFollowers(db, campaign.id)),
  ]
  return {
    kind: 'action',
    blocks: [
      { type: 'heading', text: replies.lead(campaign.title) },
      { type: 'list', items: items.map((text) => ({ text })) },
    ],
    sources: [],
    choices: [
      ...(queue > 0 ? [{ label: replies.review, action: `review:queue:${campaign.id}` }] : []),
      ...(open > 0 ? [{ label: replies.setDays, action: `review:moc:${campaign.id}` }] : []),
    ],
  }
}

// Only a campaign that is registered for, and whose due units are known, has units that are missing.
async function unitsLine({ id, forms }: Campaign, tools: Tools): Promise<string[]> {
  const due = tools.knower.current().units.filter(({ campaigns }) => campaigns.includes(id))
  if (forms.length === 0 || due.length === 0) return []
  const sent = await sentOfUnits(
    id,
    due.map((unit) => unit.id),
    tools,
  )
  const covered = new Set(sent.map(({ unit }) => unit))
  const missing = due.filter((unit) => !covered.has(unit.id))
  const names = missing.slice(0, NAMED).map(({ name }) => name)
  const more = missing.length > NAMED ? [`và ${missing.length - NAMED} đơn vị khác`] : []
  return [replies.units(missing.length, due.length, [...names, ...more].join(', '))]
}
