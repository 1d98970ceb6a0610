// One message becomes one outcome: the first handler that wants it decides.

import { asksQuestion } from '../forms/asks-question.ts'
import { beginKeepingText, endKeepingText } from '../store/contacts.ts'
import { admitVisitor } from './admit-visitor.ts'
import { answerQuestion, tellEntry } from './answer-question.ts'
import { chat } from './chat.ts'
import { chooseCampaign, pickCampaign, startFromLink } from './choose-campaign.ts'
import { createGreet } from './greet.ts'
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
import { toNamedPlan } from './organising/campaigns-of.ts'
import { organise } from './organising/organise.ts'
import { awaitAnswerLater } from './own-data/await-answer.ts'
import { eraseOwnData } from './own-data/erase-own-data.ts'
import { showOwnData } from './own-data/show-own-data.ts'
import { createTakeConsent } from './own-data/take-consent.ts'
import { beginsAnother, startRegistration } from './registering/choose-form.ts'
import { createContinueForm } from './registering/continue-form.ts'
import { correctSent } from './registering/correct-sent.ts'
import { finishDossier, keepDossier } from './registering/keep-dossier.ts'
import { mendReturned } from './registering/mend-returned.ts'
import { obeyOwnWish } from './registering/obey-own-wish.ts'
import { offerRegistration } from './registering/offer-registration.ts'
import { sendAgain } from './registering/send-again.ts'
import { changeRegistrations, resumeDraft, showRegistrations } from './registering/show-registrations.ts'
import { steerNothing } from './registering/steer-nothing.ts'
import { createTapForm } from './registering/tap-form.ts'
import { tellPapersLater } from './registering/tell-papers-later.ts'
import { refuseMoving } from './reminding/refuse-moving.ts'
import { remind } from './reminding/remind.ts'
import { createTakeAsked } from './reminding/take-asked.ts'
import { replies, say } from './replies.vi.ts'
import { showMilestones } from './show-milestones.ts'
import { showSource } from './show-source.ts'
import { takeFeedback } from './take-feedback.ts'
import { refuseCommand, talkAboutItself } from './talk-about-itself.ts'
import { withLeftAside } from './with-left-aside.ts'

// What one can want besides answering a form: in the middle of one the person is asked whether to leave it.
const commands: readonly Handler[] = [
  startFromLink,
  linkChannels,
  chooseCampaign,
  showMilestones,
  showRegistrations,
  keepDossier,
  remind,
  finishDossier,
]
// What is done without leaving a form.
const asides: readonly Handler[] = [pickCampaign, tellEntry, showSource, tellPapersLater, obeyOwnWish]

// Order matters: buttons and commands before free text.
const handlers: readonly Handler[] = [
  admitVisitor,
  createTakeConsent((message, state, tools) => firstOutcome(message, state, tools)),
  createTakeAsked((message, state, tools) => firstOutcome(message, state, tools)),
  awaitAnswerLater,
  showOwnData,
  eraseOwnData,
  organise,
  obeyReminder,
  takeFeedback,
  createTapForm((message, state, tools) => firstOutcome(message, state, tools)),
  createContinueForm({
    commands: firstOf(() => [...commands, startsAnother]),
    asides: firstOf(() => [...asides, tappedQuestion, asksItself]),
    goOn: (message, state, tools) => firstOutcome(message, state, tools),
  }),
  keepDossier,
  notText,
  ...commands,
  createGreet((message, state, tools) => firstOutcome(message, state, tools)),
  ...asides,
  resumeDraft,
  changeRegistrations,
  correctSent,
  startRegistration,
  offerRegistration,
  steerNothing,
  sendAgain,
  refuseCommand,
  talkAboutItself,
  chat,
  refuseMoving,
  mendReturned,
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
  const meant = message.conversationId === message.sender ? toNamedPlan(message, state, tools) : message
  const outcome = await firstOutcome(meant, state, tools)
  return withTextKept(message.person, state, await withLeftAside(message, state, outcome, tools))
}

// While a form asks, numbers that people type are answers, and in an announcement they are whom to phone: they are
// masked only once it rests.
function withTextKept(person: string, before: State, outcome: HandlerOutcome): HandlerOutcome {
  const asks = takesNumbers(outcome.state)
  if (asks === takesNumbers(before)) return outcome
  const keep = asks ? beginKeepingText : endKeepingText
  return { ...outcome, writes: [...(outcome.writes ?? []), (trx) => keep(trx, person)] }
}

function takesNumbers({ form, reminding }: State): boolean {
  return form !== null || reminding?.for === 'announcement'
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

/** The first of these that wants the message; `list` is looked at only then, so that a handler may be one of them. */
function firstOf(list: () => readonly Handler[]): Handler {
  return async (message, state, tools) => {
    for (const handler of list()) {
      const outcome = await handler(message, state, tools)
      if (outcome) return outcome
    }
    return null
  }
}

// Inside a form “đăng ký bằng khen” answers it; the command, and the name of a plan, begin another.
const startsAnother: Handler = (message, state, tools) =>
  beginsAnother(message.text, tools) ? startRegistration(message, state, tools) : null

// “Bạn là ai?” asks the assistant; “sai rồi” corrects an answer.
const asksItself: Handler = (message, state, tools) =>
  asksQuestion(message.text, null) ? talkAboutItself(message, state, tools) : null

// What is tapped on a reminder is done at once, whatever is being asked.
async function obeyReminder(message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome | null> {
  return message.kind === 'choice' ? remind(message, state, tools) : null
}

const tappedQuestion: Handler = (message, state, tools) =>
  message.action?.startsWith('ask:') ? answerQuestion(message, state, tools) : null

// A question under a file that nobody waits for is answered as if it stood alone; other words name the file.
async function notText(message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome | null> {
  if (message.kind !== 'other') return null
  if (!message.text.startsWith('/') && !asksQuestion(message.text, null))
    return reply(tools, state, say('smalltalk', message.files.length > 0 ? replies.fileUnasked : replies.notText))
  const words = { ...message, kind: 'text', files: [] } as const
  const outcome = await firstOutcome(words, state, tools)
  return {
    ...outcome,
    replies: [...reply(tools, state, say('smalltalk', replies.fileUnread)).replies, ...outcome.replies],
  }
}
