import { Temporal } from 'temporal-polyfill'
import { explainMilestone, explainTimed } from '../knowledge/deadlines.ts'
import { fold } from '../knowledge/fold.ts'
import type { Campaign } from '../knowledge/load.ts'
import type { Standing, Timed } from '../knowledge/timeline.ts'
import type { WorkingDays } from '../knowledge/working-days.ts'
import type { Block, Choice, ListItem, Reply } from '../message.ts'
import { type Handler, type HandlerOutcome, reply, type State, type Tools } from './handler.ts'
import { allCalled } from './named-campaign.ts'
import { keepPicture } from './picture.ts'
import { timelineOf } from './reminding/decisions.ts'
import { drawTimeline } from './reminding/draw-timeline.ts'
import { OF, OF_ALL, tellNext, tellNextOfAll } from './reminding/next-deadlines.ts'
import { milestoneReplies } from './reminding/replies.vi.ts'
import { replies, say } from './replies.vi.ts'
import { spellDay } from './spell-day.ts'

const COMMAND = /^(\/han|(cac )?(moc( thoi gian)?|han( nop)?|thoi han)|xem (cac )?(han|moc))[?.! ]*$/
const NAMED = /^\/han(?:@\S+)?\s+(?:(?:cua|ve|cho) )?(.+?)[?.! ]*$/

/** `/han`, `/han nội vụ`: the milestones of the plan in focus, or of the one named, as they hold today, next first, what organisers decided beside it. */
export const showMilestones: Handler = async (message, state, tools) => {
  const { campaigns } = tools.knower.current()
  if (message.kind === 'choice' && message.action === OF_ALL)
    return reply(tools, state, await tellNext(campaigns, tools))
  const tapped = message.kind === 'choice' && message.action?.startsWith(OF) ? message.action.slice(OF.length) : null
  const text = message.kind === 'text' ? fold(message.text).trim() : ''
  const name = NAMED.exec(text)?.[1]
  const called = name === undefined ? campaigns.filter(({ id }) => id === tapped) : allCalled(name, campaigns)
  const [only, ...others] = called
  if (only && others.length > 0) return reply(tools, state, whichPlan(called))
  if (only) return tellMilestones(only, { ...state, focus: only.id }, tools)
  if (!COMMAND.test(text)) return null
  const campaign = campaigns.find(({ id }) => id === state.focus)
  return campaign ? tellMilestones(campaign, state, tools) : reply(tools, state, await tellNextOfAll(message, tools))
}

function whichPlan(campaigns: readonly Campaign[]): Reply {
  const choices = campaigns.map(({ id, label }) => ({ label, action: `${OF}${id}`, campaign: id }))
  return { ...say('clarify', milestoneReplies.whichCampaign), choices }
}

async function tellMilestones(campaign: Campaign, state: State, tools: Tools): Promise<HandlerOutcome> {
  const { answerer, workingDays } = tools.knower.current()
  const today = tools.clock.today()
  const timeline = await timelineOf(campaign, tools)
  if (timeline.length === 0) return reply(tools, state, say('not_stated', replies.noMilestones(campaign.title)))
  const sources = answerer.sourcesOf(timeline.map(({ milestone }) => `${campaign.id}/milestones/${milestone.id}`))
  const lead: Block = { type: 'text', text: milestoneReplies.lead(campaign.title, spellDay(today)) }
  const svg = drawTimeline(campaign, timeline, today, workingDays)
  const picture = svg ? await keepPicture(svg, campaign.id, tools) : null
  const told = reply(
    tools,
    { ...state, sources: sources.map(({ place, title, passage }) => ({ place, title, passage })) },
    {
      kind: 'answer',
      blocks: [lead, ...tellTimeline(timeline, today, workingDays)],
      sources,
      choices: choicesFor(campaign.id, timeline),
      ...(picture ? { attachments: [picture.attachment] } : {}),
    },
  )
  return picture ? { ...told, writes: [picture.write] } : told
}

const GROUPS: readonly Standing[] = ['ahead', 'open', 'passed', 'cancelled', 'occasion']

function tellTimeline(timeline: readonly Timed[], today: Temporal.PlainDate, workingDays: WorkingDays): Block[] {
  return GROUPS.flatMap((standing): Block[] => {
    const items = timeline
      .filter((timed) => timed.standing === standing)
      .map((timed) => tellTimed(timed, today, workingDays))
    return items.length === 0
      ? []
      : [
          { type: 'heading', text: milestoneReplies.groups[standing] },
          { type: 'list', items },
        ]
  })
}

function tellTimed(timed: Timed, today: Temporal.PlainDate, workingDays: WorkingDays): ListItem {
  const { milestone, standing } = timed
  if (standing === 'occasion') {
    const when = milestone.date
      ? spellDay(Temporal.PlainDate.from(milestone.date))
      : explainMilestone(milestone, today, workingDays)
    return { text: `${when}: ${milestone.what}` }
  }
  const told = explainTimed(timed, today, workingDays)
  const text = `${milestone.what}: ${told}${told.endsWith('.') ? '' : '.'}`
  if (standing === 'passed' || standing === 'cancelled') return { text }
  const { consequence } = milestone
  return {
    text,
    items: [milestoneReplies.who(milestone.who, milestone.toWhom), ...(consequence ? [`“${consequence.quote}”`] : [])],
  }
}

function choicesFor(campaign: string, timeline: readonly Timed[]): Choice[] {
  const hasDay = timeline.some(({ standing }) => standing === 'ahead')
  const isOver = !hasDay && !timeline.some(({ standing }) => standing === 'open')
  return [
    ...(isOver ? [] : [{ label: milestoneReplies.follow, action: `remind:follow:${campaign}`, campaign }]),
    ...(hasDay ? [{ label: milestoneReplies.calendar, action: `remind:calendar:${campaign}`, campaign }] : []),
  ]
}
