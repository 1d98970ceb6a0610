import { fold } from '../../knowledge/fold.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { readLookUp } from '../registering/read-look-up.ts'
import { say } from '../replies.vi.ts'
import { takeAnnounced, takeAnnouncement, takeSent } from './announce.ts'
import type { Asked, AskedFor } from './asked.ts'
import { takeDay, takeReason } from './change-milestone.ts'
import { takeHour } from './choose-hour.ts'
import { takeLeads } from './choose-leads.ts'
import { takePause } from './pause-reminders.ts'
import { settingsReplies } from './replies.vi.ts'
import { takeOffReason } from './switch-off.ts'

const DROP = /^(thoi|thoi khong|huy|huy bo|bo qua|dung lai|khong)[.! ]*$/

/** The text that answers what was asked for. Anything else ends the asking and goes on to `goOn`. */
export function createTakeAsked(goOn: Handler): Handler {
  return async (message, state, tools) => {
    const asked = state.reminding
    if (!asked || message.conversationId !== message.sender) return null
    // The taps that end it read what was given.
    const ends = asked.for === 'which-off' ? /^remind:off:/ : /^remind:(confirm|rewrite)\b/
    if (ends.test(message.action ?? '')) return null
    const rest: State = { ...state, reminding: null }
    const text = message.text.trim()
    const isCommand = (text.startsWith('/') && text !== '/huy') || readLookUp(text) !== null
    if (message.kind !== 'text' || isCommand) return goOn(message, rest, tools)
    const isDropped = text === '/huy' || DROP.test(fold(text))
    if (asked.for === 'sent')
      return (await takeSent(message, asked, isDropped, rest, tools)) ?? goOn(message, rest, tools)
    if (isDropped) return reply(tools, rest, say('action', settingsReplies.dropped))
    return (await answer(message, asked, rest, tools)) ?? goOn(message, rest, tools)
  }
}

function answer(
  message: PersonMessage,
  asked: Exclude<Asked, AskedFor<'sent'>>,
  state: State,
  tools: Tools,
): HandlerOutcome | null | Promise<HandlerOutcome | null> {
  switch (asked.for) {
    case 'pause':
      return takePause(message, asked, state, tools)
    case 'hour':
      return takeHour(message, asked, state, tools)
    case 'leads':
      return takeLeads(message, asked, state, tools)
    case 'day':
      return takeDay(message, asked, state, tools)
    case 'reason':
      return takeReason(message, asked, state, tools)
    case 'announcement':
      return takeAnnouncement(message, asked, state, tools)
    case 'announced':
      return takeAnnounced(message, asked, state, tools)
    case 'off':
      return takeOffReason(message, asked, state, tools)
    case 'which-off':
      return null
  }
}
