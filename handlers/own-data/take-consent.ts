import { giveConsent, PURPOSES, type Purpose } from '../../store/consents.ts'
import { type Handler, reply } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { ownDataReplies } from './replies.vi.ts'

const ACTION = new RegExp(`^consent:(?<verdict>yes|no):(?<purpose>${PURPOSES.join('|')})(?::(?<then>.*))?$`)

/** A tap on “Đồng ý” or “Không đồng ý”. `goOn` handles what the person wanted before they were asked. */
export function createTakeConsent(goOn: Handler): Handler {
  return async (message, state, tools) => {
    const match = message.kind === 'choice' ? ACTION.exec(message.action ?? '') : null
    if (!match?.groups) return null
    if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
    const { verdict, then } = match.groups
    const purpose = match.groups.purpose as Purpose
    if (verdict === 'no') return reply(tools, state, say('action', ownDataReplies.disagreed[purpose]))
    const next = then ? await goOn({ ...message, action: then, agreesTo: purpose }, state, tools) : null
    const outcome = next ?? reply(tools, state, say('action', ownDataReplies.agreed))
    const now = tools.clock.now()
    return {
      ...outcome,
      writes: [(trx) => giveConsent(trx, message.person, purpose, now), ...(outcome.writes ?? [])],
    }
  }
}
