import { readCommand } from '../../forms/commands.ts'
import { readGivingUp } from '../../forms/read-giving-up.ts'
import type { Registration } from '../../store/registration.ts'
import { registrationsOfPerson } from '../../store/registrations.ts'
import { type Handler, type PersonMessage, reply, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { WITHDRAWABLE } from './change-sent.ts'
import { findForm } from './form-in-use.ts'
import { registeringReplies as texts } from './replies.vi.ts'

const STEERS: ReadonlySet<string> = new Set(['back', 'skip', 'cancel', 'save', 'restart'])

/**
 * “hủy”, “quay lại” and the like where no form asks: said so, not looked for in the plans. Whoever gives up is shown the
 * drafts that are kept, and how to withdraw what was sent.
 */
export const steerNothing: Handler = async (message, state, tools) => {
  const command = message.kind === 'text' ? (readCommand(message.text) ?? readGivingUp(message.text)) : null
  if (!command) return null
  const isEdit = command.kind === 'edit' && message.text.trim().startsWith('/')
  if (!STEERS.has(command.kind) && !isEdit) return null
  const isPrivate = message.conversationId === message.sender
  const given = command.kind === 'cancel' && isPrivate ? await giveUp(message, tools) : null
  return reply(tools, state, given ?? say('smalltalk', texts.nothingUnderWay))
}

async function giveUp({ person }: PersonMessage, tools: Tools) {
  const all = await registrationsOfPerson(tools.db, person)
  const drafts = all.filter(({ state }) => state === 'draft')
  const isSent = all.some(({ state }) => WITHDRAWABLE.includes(state))
  if (drafts.length === 0) return isSent ? say('smalltalk', texts.nothingToCancel) : null
  const titleOf = ({ campaign, form }: Registration) => findForm(tools, campaign, form)?.form.title ?? ''
  return {
    ...say('clarify', texts.draftsKept(drafts.map(titleOf)), ...(isSent ? [texts.toWithdraw] : [])),
    choices: drafts.flatMap((draft) => [
      {
        label: texts.deleteKept(drafts.length > 1 ? titleOf(draft) : null),
        action: `form:${draft.id}:delete:${draft.revision}`,
      },
      ...(drafts.length > 1 ? [] : [{ label: texts.goOn, action: `form:open:${draft.id}` }]),
    ]),
  }
}
