import { readCommand } from '../../forms/commands.ts'
import type { Reply } from '../../message.ts'
import { type Registration, SENT_STATES } from '../../store/registration.ts'
import { registrationsOfPerson } from '../../store/registrations.ts'
import { type Handler, reply, type Tools } from '../handler.ts'
import { formatMoment } from '../organising/format-moment.ts'
import { replies, say } from '../replies.vi.ts'
import { findForm } from './form-in-use.ts'
import { registeringReplies as texts } from './replies.vi.ts'

/** “Gửi” where no form asks: what was sent and when, and the draft that was not; nothing is looked for in the plans. */
export const sendAgain: Handler = async (message, state, tools) => {
  if (message.kind !== 'text' || readCommand(message.text)?.kind !== 'send') return null
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
  const all = await registrationsOfPerson(tools.db, message.person)
  // What was given back is to be sent again: mend-returned.ts opens it.
  if (all.some((one) => one.state === 'returned')) return null
  return reply(tools, state, tellSent(all, tools) ?? say('smalltalk', texts.nothingUnderWay))
}

function tellSent(all: readonly Registration[], tools: Tools): Reply | null {
  const sent = all.flatMap(({ state, code, submittedAt }) =>
    SENT_STATES.includes(state) && code && submittedAt ? [texts.sentBefore(code, formatMoment(submittedAt))] : [],
  )
  const drafts = all.filter(({ state }) => state === 'draft')
  if (sent.length + drafts.length === 0) return null
  const titles = drafts.map((one) => findForm(tools, one.campaign, one.form)?.form.title ?? '')
  return {
    ...say('action', ...sent, ...titles.map(texts.draftUnsent)),
    choices: drafts.map(({ id }, index) => ({
      label: drafts.length > 1 ? texts.goOnWith(titles[index] ?? '') : texts.goOn,
      action: `form:open:${id}`,
    })),
  }
}
