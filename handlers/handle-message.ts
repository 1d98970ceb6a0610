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
import { replies, say } from './replies.vi.ts'
import { showMilestones } from './show-milestones.ts'
import { showSource } from './show-source.ts'
import { takeFeedback } from './take-feedback.ts'

// Order matters: buttons and commands before free text.
const handlers: readonly Handler[] = [
  admitVisitor,
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
  for (const handler of handlers) {
    const outcome = await handler(message, state, tools)
    if (outcome) return outcome
  }
  return reply(tools, state, say('smalltalk', replies.empty))
}

// What is written under a file that nobody waits for is answered as if it stood alone.
async function notText(message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome | null> {
  if (message.kind !== 'other') return null
  if (message.text === '')
    return reply(tools, state, say('smalltalk', message.files.length > 0 ? replies.fileUnasked : replies.notText))
  const words = { ...message, kind: 'text', files: [] } as const
  const outcome = await handleMessage(words, state, tools)
  return {
    ...outcome,
    replies: [...reply(tools, state, say('smalltalk', replies.fileUnread)).replies, ...outcome.replies],
  }
}

const LATER = /^\/(dangky|hosocuatoi|nhac|dulieucuatoi|xoadulieu|huy|quaylai|boqua|sua|choduyet|thongke|xuat)\b/i

function notYet(message: PersonMessage, state: State, tools: Tools): HandlerOutcome | null {
  return LATER.test(message.text) ? reply(tools, state, say('action', replies.notYet)) : null
}
