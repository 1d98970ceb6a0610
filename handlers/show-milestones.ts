import { fold } from '../knowledge/fold.ts'
import type { Reply } from '../message.ts'
import { chooseCampaign } from './choose-campaign.ts'
import { type Handler, reply } from './handler.ts'
import { replies, say } from './replies.vi.ts'

const COMMAND = /^(\/han|(cac )?(moc( thoi gian)?|han( nop)?|thoi han)|xem (cac )?(han|moc))[?.! ]*$/

/** `/han`: the milestones of the plan in focus. */
export const showMilestones: Handler = (message, state, tools) => {
  if (!COMMAND.test(fold(message.text).trim())) return null
  const { campaigns, answerer } = tools.knower.current()
  const campaign = campaigns.find(({ id }) => id === state.focus)
  if (!campaign) return chooseCampaign({ ...message, text: '/phongtrao' }, state, tools)
  const told = answerer.milestones(campaign.id)
  if (told.items.length === 0) return reply(tools, state, say('not_stated', replies.noMilestones(campaign.title)))
  const blocks: Reply['blocks'] = [
    { type: 'text', text: replies.milestonesOf(campaign.title) },
    { type: 'list', items: told.items },
  ]
  return reply(
    tools,
    { ...state, sources: told.sources.map(({ place, title, passage }) => ({ place, title, passage })) },
    { kind: 'answer', blocks, sources: told.sources, choices: [] },
  )
}
