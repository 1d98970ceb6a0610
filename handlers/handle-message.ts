// One message becomes one outcome: the first handler that wants it decides.

import { admitVisitor } from './admit-visitor.ts'
import { answerQuestion, tellEntry } from './answer-question.ts'
import { chooseCampaign, pickCampaign, startFromLink } from './choose-campaign.ts'
import { greet } from './greet.ts'
import {
  freshState,
  type Handler,
  type HandlerOutcome,
  type PersonMessage,
  reply,
  type State,
  stateSchema,
  type Tools,
} from './handler.ts'
import { linkChannels } from './link-channels.ts'
import { organise } from './organising/organise.ts'
import { awaitAnswerLater } from './own-data/await-answer.ts'
import { eraseOwnData } from './own-data/erase-own-data.ts'
import { showOwnData } from './own-data/show-own-data.ts'
import { createTakeConsent } from './own-data/take-consent.ts'
import { remind } from './reminding/remind.ts'
import { createTakeAsked } from './reminding/take-asked.ts'
import { replies, say } from './replies.vi.ts'
import { showMilestones } from './show-milestones.ts'
import { showSource } from './show-source.ts'
import { takeFeedback } from './take-feedback.ts'
import { refuseCommand, talkAboutItself } from './talk-about-itself.ts'

// Order matters: buttons and commands before free text.
const handlers: readonly Handler[] = [
  admitVisitor,
  createTakeConsent((message, state, tools) => firstOutcome(message, state, tools)),
  createTakeAsked((message, state, tools) => firstOutcome(message, state, tools)),
  organise,
  remind,
  awaitAnswerLater,
  showOwnData,
  eraseOwnData,
  takeFeedback,
  pickCampaign,
  tellEntry,
  notText,
  startFromLink,
  linkChannels,
  greet,
  chooseCampaign,
  showMilestones,
  showSource,
  notYet,
  refuseCommand,
  talkAboutItself,
  answerQuestion,
]

/** What the assistant does with one message. `savedState` is what the last outcome wrote, or null. */
export async function handleMessage(
  message: PersonMessage,
  savedState: unknown,
  tools: Tools,
): Promise<HandlerOutcome> {
  const parsed = stateSchema.safeParse(savedState)
  const state = parsed.success ? parsed.data : freshState
  return firstOutcome(message, state, tools)
}

async function firstOutcome(message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome> {
  let current = state
  for (const handler of handlers) {
    const outcome = await handler(message, current, tools)
    if (outcome) return outcome
    // Whoever turns to something else has left what they were in the middle of as an organiser.
    if (handler === organise && message.conversationId === message.sender) current = { ...state, organising: null }
  }
  return reply(tools, state, say('smalltalk', replies.empty))
}

function notText(message: PersonMessage, state: State, tools: Tools): HandlerOutcome | null {
  return message.kind === 'other' ? reply(tools, state, say('smalltalk', replies.notText)) : null
}

const LATER = /^\/(dangky|hosocuatoi|huy|quaylai|boqua|sua|thongke|xuat)\b/i

function notYet(message: PersonMessage, state: State, tools: Tools): HandlerOutcome | null {
  return LATER.test(message.text) ? reply(tools, state, say('action', replies.notYet)) : null
}
