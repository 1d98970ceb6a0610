import { asksQuestion } from '../../forms/asks-question.ts'
import { fold } from '../../knowledge/fold.ts'
import { type Handler, reply } from '../handler.ts'
import { campaignsOf } from '../organising/campaigns-of.ts'
import { say } from '../replies.vi.ts'
import { milestoneReplies as replies } from './replies.vi.ts'

const MOVES =
  /\b(?:gia han|noi han|(?:lui|doi|chuyen|sua|thay doi|hoan|keo dai)(?: lai)?(?: thoi)?(?: han| gian nop)(?: nop| dang ki)?)\b/
const ORDERS =
  /\b(?:cho phep|quyet dinh|dong y|yeu cau|chi dao|thong nhat|ghi nhan|cap nhat|luu lai|xin|hay|giup|cho (?:toi|em|minh)|(?:den|toi|sang|thanh|qua|them) (?:het |ngay |thu |tuan |thang |hom )*\d)/
const ASKS = /\b(?:khong|ko|k|chua|ai|nao|gi|sao|dau|may)\b/

/** “Mình cho phép gia hạn tới 20/2”: a day is moved by the organisers of a campaign alone, and by their command. */
export const refuseMoving: Handler = async (message, state, tools) => {
  if (message.kind !== 'text') return null
  const said = fold(message.text)
  if (!MOVES.test(said) || !ORDERS.test(said) || ASKS.test(said) || asksQuestion(message.text, null)) return null
  const isPrivate = message.conversationId === message.sender
  const decides = isPrivate && (await campaignsOf(tools, message.person)).length > 0
  return reply(tools, state, say('refused', decides ? replies.moveByCommand : replies.movedByOrganisers))
}
