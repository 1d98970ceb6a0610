import { type Handler, reply } from './handler.ts'
import { replies, say } from './replies.vi.ts'

const ACTION = /^feedback:(up|down):(.+)$/

/** A tap on “Đúng” or “Chưa đúng”: kept for the organisers; a second tap changes it. */
export const takeFeedback: Handler = (message, state, tools) => {
  const match = message.kind === 'choice' ? ACTION.exec(message.action ?? '') : null
  if (!match?.[1] || !match[2]) return null
  const verdict = match[1] as 'up' | 'down'
  const feedback = { questionId: match[2], verdict }
  const said = verdict === 'down' ? replies.feedbackNoted : replies.feedbackThanks
  // The web page itself shows that “Đúng” was noted.
  const isShown = verdict === 'up' && message.channel === 'web'
  return { ...(isShown ? reply(tools, state) : reply(tools, state, say('smalltalk', said))), feedback }
}
