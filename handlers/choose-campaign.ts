import { fold } from '../knowledge/fold.ts'
import type { Campaign } from '../knowledge/load.ts'
import type { Reply } from '../message.ts'
import { answerText } from './answer-question.ts'
import { type Handler, reply } from './handler.ts'
import { registerFor } from './registering/choose-form.ts'
import { offerReminders, withReminders } from './reminding/offer-reminder.ts'
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

const START = /^\/start (dk_)?([\w-]+)$/

/** `t.me/<bot>?start=<campaign>`: a link in a notice opens the assistant with its plan; `dk_` goes on to register. */
export const startFromLink: Handler = async (message, state, tools) => {
  const [, toRegister, id] = (message.kind === 'text' && START.exec(message.text.trim())) || []
  const campaign = tools.knower.current().campaigns.find((candidate) => candidate.id === id)
  if (!campaign) return null
  const focused = { ...state, focus: campaign.id, last: null }
  if (toRegister) return registerFor(campaign, '', message, focused, tools)
  const introduced = introduceCampaign(campaign)
  const offers = await offerReminders(campaign, message.person, tools)
  return reply(tools, focused, { ...introduced, choices: [...introduced.choices, ...offers] })
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
  if (waiting) return withReminders(await answerText(waiting, focused, tools), message, tools)
  return reply(tools, focused, introduceCampaign(campaign))
}

function introduceCampaign({ id, title, examples }: Campaign): Reply {
  return {
    kind: 'clarify',
    blocks: [{ type: 'text', text: replies.campaignChosen(title) }],
    sources: [],
    choices: examples.map((text) => ({ label: text, action: `ask:${text}`, campaign: id })),
  }
}
