import { fold } from '../knowledge/fold.ts'
import type { Campaign } from '../knowledge/load.ts'
import type { Reply } from '../message.ts'
import { type Handler, reply } from './handler.ts'
import { replies, say } from './replies.vi.ts'

const HELLO = /^(xin )?(chao|hello|hi|alo|hey)\b( (ban|bot|em|anh|chi|ad|tro li|moi nguoi|nhe|a|ca nha))*[.! ]*$/
const HELP =
  /^(\/start|\/trogiup|\/help|tro giup|giup do|huong dan( su dung)?|help|ban (la ai|lam duoc gi|giup duoc gi|co the lam gi)|menu)[?.! ]*$/
const THANKS =
  /^(da )?(cam on|cam on|thanks?|thank you|tks|ok(e|ay)?( cam on)?|vang( a)?|da( vang)?( a)?|tot qua|hay qua|duoc roi)( (ban|bot|em|anh|chi|ad|nhe|nhieu|a|tro li))*[.! ]*$/
const BYE = /^(tam biet|bye|goodbye|chao tam biet|hen gap lai)( (ban|bot|em|nhe|a))*[.! ]*$/

/** Greetings, thanks and the request for help. */
export const greet: Handler = (message, state, tools) => {
  const text = fold(message.text).trim()
  if (HELP.test(text) || text.startsWith('/start ') || HELLO.test(text))
    return reply(tools, state, introduce(tools.knower.current().campaigns))
  if (THANKS.test(text)) return reply(tools, state, say('smalltalk', replies.thanks))
  if (BYE.test(text)) return reply(tools, state, say('smalltalk', replies.bye))
  return null
}

/** Who the assistant is, the plans it knows, how to ask. */
export function introduce(campaigns: readonly Campaign[]): Reply {
  return {
    kind: 'smalltalk',
    blocks: [
      { type: 'text', text: replies.greeting },
      { type: 'text', text: replies.plans },
      { type: 'list', items: campaigns.map(({ title }) => ({ text: title })) },
      { type: 'text', text: replies.help },
      { type: 'text', text: replies.privacy },
    ],
    sources: [],
    choices: campaigns.map(({ id, label }) => ({ label, action: `campaign:${id}`, campaign: id })),
  }
}
