import { fold } from '../knowledge/fold.ts'
import type { Reply } from '../message.ts'
import { answerText } from './answer-question.ts'
import { type Handler, reply } from './handler.ts'
import { replies } from './replies.vi.ts'

const COMMAND = /^(\/phongtrao|(chon|doi|xem|danh sach|cac)( cac)? (phong trao|ke hoach)|phong trao)[?.! ]*$/

/** `/phongtrao`: which plan the next questions are about. */
export const chooseCampaign: Handler = (message, state, tools) => {
  if (!COMMAND.test(fold(message.text).trim())) return null
  const { campaigns } = tools.knower.current()
  const choices = campaigns.map(({ id, label }) => ({ label, action: `campaign:${id}`, campaign: id }))
  return reply(tools, state, {
    kind: 'clarify',
    blocks: [{ type: 'text', text: replies.chooseCampaign }],
    sources: [],
    choices,
  })
}

/** A tapped plan: the question that waited for it is answered, or the plan waits for a question. */
export const pickCampaign: Handler = async (message, state, tools) => {
  const id =
    message.kind === 'choice' && message.action?.startsWith('campaign:')
      ? message.action.slice('campaign:'.length)
      : null
  const campaign = id ? tools.knower.current().campaigns.find((candidate) => candidate.id === id) : undefined
  if (!campaign) return null
  const waiting = state.last?.campaigns.length === 0 ? state.last.question : null
  const focused = { ...state, focus: campaign.id, last: null }
  if (waiting) return answerText(waiting, focused, tools)
  const chosen: Reply = {
    kind: 'clarify',
    blocks: [{ type: 'text', text: replies.campaignChosen(campaign.title) }],
    sources: [],
    choices: campaign.examples.map((text) => ({ label: text, action: `ask:${text}`, campaign: campaign.id })),
  }
  return reply(tools, focused, chosen)
}
