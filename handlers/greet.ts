import { fold } from '../knowledge/fold.ts'
import type { Campaign } from '../knowledge/load.ts'
import type { Block, Reply } from '../message.ts'
import { isAdministrator, rolesOf } from '../store/roles.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from './handler.ts'
import { type Courtesy, readCourtesies } from './read-courtesies.ts'
import { replies, say } from './replies.vi.ts'

const HELP =
  /^(\/start|\/trogiup|\/help|tro giup|giup do|huong dan( su dung)?|help|ban (la ai|lam duoc gi|giup duoc gi|co the lam gi)|menu)[?.! ]*$/

/** Greetings, thanks and the request for help. What is asked after a courtesy is handled by `goOn` as if it stood alone. */
export function createGreet(goOn: Handler): Handler {
  return async (message, state, tools) => {
    if (message.kind !== 'text') return null
    const text = fold(message.text).trim()
    if (HELP.test(text) || text.startsWith('/start ')) return welcome(message, state, tools)
    const { said, rest } = readCourtesies(message.text)
    if (said.size === 0 || LISTS_COURTESIES.test(fold(rest))) return null
    if (rest !== '') return goOn({ ...message, text: rest }, state, tools)
    if (said.has('greeting') && !state.isGreeted && state.last === null) return welcome(message, state, tools)
    return reply(tools, state, say('smalltalk', answers[MOST_TELLING.find((one) => said.has(one)) ?? 'noted']))
  }
}

// “Xin chào, xin lỗi, xin phép là gì?” asks about the words themselves.
const LISTS_COURTESIES = /^(xin (loi|phep|chao|cam on)|luon)\b/
const MOST_TELLING: readonly Courtesy[] = ['bye', 'may-ask', 'thanks', 'greeting']
const answers: Record<Courtesy, string> = {
  bye: replies.bye,
  'may-ask': replies.mayAsk,
  thanks: replies.thanks,
  greeting: replies.greetedAgain,
  noted: replies.noted,
}

async function welcome(message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome> {
  const introduced = introduce(tools.knower.current().campaigns)
  const blocks = [...introduced.blocks, ...(await helpFor(message, tools))]
  return reply(tools, { ...state, isGreeted: true }, { ...introduced, blocks })
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
