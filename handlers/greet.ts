import { fold } from '../knowledge/fold.ts'
import type { Campaign } from '../knowledge/load.ts'
import type { Block, Reply } from '../message.ts'
import { isAdministrator, rolesOf } from '../store/roles.ts'
import { type Handler, type PersonMessage, reply, type Tools } from './handler.ts'
import { replies, say } from './replies.vi.ts'

const HELLO = /^(xin )?(chao|hello|hi|alo|hey)\b( (ban|bot|em|anh|chi|ad|tro li|moi nguoi|nhe|a|ca nha))*[.! ]*$/
const HELP =
  /^(\/start|\/trogiup|\/help|tro giup|giup do|huong dan( su dung)?|help|ban (la ai|lam duoc gi|giup duoc gi|co the lam gi)|menu)[?.! ]*$/
const THANKS =
  /^(da )?(cam on|cam on|thanks?|thank you|tks|ok(e|ay)?( cam on)?|vang( a)?|da( vang)?( a)?|tot qua|hay qua|duoc roi)( (ban|bot|em|anh|chi|ad|nhe|nhieu|a|tro li))*[.! ]*$/
const BYE = /^(tam biet|bye|goodbye|chao tam biet|hen gap lai)( (ban|bot|em|nhe|a))*[.! ]*$/

/** Greetings, thanks and the request for help. */
export const greet: Handler = async (message, state, tools) => {
  const text = fold(message.text).trim()
  if (HELP.test(text) || text.startsWith('/start ') || HELLO.test(text)) {
    const introduced = introduce(tools.knower.current().campaigns)
    const blocks = [...introduced.blocks, ...(await helpFor(message, tools))]
    return reply(tools, state, { ...introduced, blocks })
  }
  if (THANKS.test(text)) return reply(tools, state, say('smalltalk', replies.thanks))
  if (BYE.test(text)) return reply(tools, state, say('smalltalk', replies.bye))
  return null
}

// What those may do who have a role; in a group nobody is told so.
async function helpFor({ person, conversationId, sender }: PersonMessage, tools: Tools): Promise<Block[]> {
  if (conversationId !== sender) return []
  const { helpOrganiser, helpAdministrator } = replies
  const isAdmin = await isAdministrator(tools, person)
  const decides = isAdmin || (await rolesOf(tools.db, person)).some(({ role }) => role === 'organiser')
  const texts = [...(decides ? [helpOrganiser] : []), ...(isAdmin ? [helpAdministrator] : [])]
  return texts.map((text) => ({ type: 'text', text }))
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
