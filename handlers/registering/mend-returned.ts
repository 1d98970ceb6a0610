import { asksQuestion } from '../../forms/asks-question.ts'
import { readCommand } from '../../forms/commands.ts'
import { readAnswer } from '../../forms/read-answer.ts'
import { toContext } from '../../forms/take-answers.ts'
import { fold } from '../../knowledge/fold.ts'
import type { Reply } from '../../message.ts'
import { lastDelivered } from '../../store/outbox.ts'
import type { Registration } from '../../store/registration.ts'
import { registrationsOfPerson } from '../../store/registrations.ts'
import { answerQuestion } from '../answer-question.ts'
import { type Handler, type PersonMessage, reply, type Tools } from '../handler.ts'
import { replies as organising } from '../organising/replies.vi.ts'
import { say } from '../replies.vi.ts'
import { amend } from './change-sent.ts'
import { factsOf, findForm, findFormNow, readValues } from './form-in-use.ts'
import { openRegistration } from './open-registration.ts'
import { registeringReplies as texts } from './replies.vi.ts'

const MEND =
  /^(?:(?:toi|em|minh|cho|xin|muon|can) )*(?:(?:gui|nop|dien) )?bo sung(?: (?:ngay|luon|va|roi|gui|lai|di|noi dung|cac|muc|dang ki|ho so|don|a|nhe|(?<code>[a-z]{2,4}\d{0,2}-[a-z0-9]{6})))*[.! ]*$/

/**
 * What is typed to a registration that was given back: “bổ sung ngay” and “gửi” open it, and right after it was told of, a
 * text that could answer what is to be mended does. What else no plan answers leads there.
 */
export const mendReturned: Handler = async (message, state, tools) => {
  if (message.kind !== 'text' || message.conversationId !== message.sender) return null
  const { text } = message
  if (asksQuestion(text, null)) return null
  const mend = MEND.exec(fold(text).trim())
  const code = mend?.groups?.code?.toUpperCase()
  const all = await registrationsOfPerson(tools.db, message.person)
  const returned = all.find((one) => one.state === 'returned' && (code === undefined || one.code === code))
  if (!returned) return null
  if (mend || readCommand(text)?.kind === 'send') return openRegistration(returned, message, state, tools)
  if (readCommand(text)) return null
  if ((await wasJustTold(returned, message, tools)) && (await couldMend(returned, message, tools)))
    return amend(returned, message, state, tools, text)
  const outcome = await answerQuestion(message, state, tools)
  if (!outcome || outcome.replies.some(({ reply: { kind } }) => kind === 'answer')) return outcome
  return { ...outcome, replies: [...outcome.replies, ...reply(tools, state, pointTo(returned, tools)).replies] }
}

// The last letter offers to open or to show it.
async function wasJustTold({ id }: Registration, { conversationId }: PersonMessage, { db }: Tools): Promise<boolean> {
  const last = await lastDelivered(db, conversationId)
  const actions = last?.reply.choices.map(({ action }) => action) ?? []
  return actions.includes(`form:open:${id}`) || actions.includes(`form:${id}:show`)
}

async function couldMend(registration: Registration, { text, receivedAt }: PersonMessage, tools: Tools) {
  const inUse = await findFormNow(tools, registration.campaign, registration.form)
  const step = inUse?.form.steps.find(({ id }) => id === registration.returnedSteps[0])
  if (!inUse || !step) return false
  const context = toContext(readValues(registration.answers), factsOf(inUse, receivedAt, tools, registration))
  const { kind } = readAnswer(step, text, context)
  return kind !== 'none' && kind !== 'invalid'
}

function pointTo({ id, code, campaign, form: formId, returnedSteps }: Registration, tools: Tools): Reply {
  const steps = findForm(tools, campaign, formId)?.form.steps ?? []
  const labels = steps.filter((step) => returnedSteps.includes(step.id)).map(({ label }) => label)
  return {
    ...say('action', texts.waitsToBeMended(code ?? '', labels)),
    choices: [{ label: organising.notice.mend, action: `form:open:${id}` }],
  }
}
