import { awaitAnswer, wasAskedHere } from '../../store/questions.ts'
import { type Handler, reply } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { needsConsent } from './ask-consent.ts'
import { ownDataReplies } from './replies.vi.ts'

const ACTION = /^own:tell:(.+)$/

/** A tap on “Báo tôi khi có câu trả lời”: the question is marked, once the person agrees to its being theirs. */
export const awaitAnswerLater: Handler = async (message, state, tools) => {
  const questionId = message.kind === 'choice' ? ACTION.exec(message.action ?? '')?.[1] : undefined
  if (!questionId) return null
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
  if (!(await wasAskedHere(tools.db, message.conversationId, questionId)))
    return reply(tools, state, say('action', ownDataReplies.noSuchQuestion))
  const ask = await needsConsent('answering', `own:tell:${questionId}`, message, tools)
  if (ask) return reply(tools, state, ask)
  const now = tools.clock.now()
  return {
    ...reply(tools, state, say('action', ownDataReplies.willTell)),
    writes: [(trx) => awaitAnswer(trx, questionId, message.conversationId, now)],
  }
}
