import { fold } from '../../knowledge/fold.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Choice, Reply } from '../../message.ts'
import { isAdministrator, rolesOf } from '../../store/roles.ts'
import { type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { replies as general, say } from '../replies.vi.ts'
import { replies } from './replies.vi.ts'
import { tapped } from './tapped.ts'

/** Campaigns in which the person decides; with `unitsToo` also those in which they are contact or head of a unit. */
export async function campaignsOf(tools: Tools, person: string, { unitsToo = false } = {}): Promise<Campaign[]> {
  const { campaigns } = tools.knower.current()
  if (await isAdministrator(tools, person)) return [...campaigns]
  const own = (await rolesOf(tools.db, person)).filter(({ role }) => unitsToo || role === 'organiser')
  return campaigns.filter(({ id }) => own.some((one) => one.campaign === id))
}

export interface OrganiserCommand {
  readonly command: RegExp
  /** Of the choices that name the campaign: `review:<word>:<campaign>`. */
  readonly word: string
  readonly unitsToo?: boolean
}

export interface OrganiserRequest {
  readonly campaign: Campaign
  readonly rest: readonly string[]
  /** Leads to the person's other campaigns; empty if there are none. */
  readonly elsewhere: readonly Choice[]
}

/**
 * What an organiser's command is about: a campaign and what else the tapped choice says, or what is answered instead.
 * Null if the message is no such command.
 */
export async function readCommand(
  { command, word, unitsToo = false }: OrganiserCommand,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<OrganiserRequest | { outcome: HandlerOutcome } | null> {
  const choice = tapped(message, word)
  const isTyped = message.kind === 'text' && command.test(fold(message.text).trim())
  if (!choice && !isTyped) return null
  const isPlain = isTyped && !message.text.trim().startsWith('/')
  const answer = (said: Reply) => ({ outcome: reply(tools, state, said) })
  const campaigns = await campaignsOf(tools, message.person, { unitsToo })
  // The words of a command are a question, or an answer to one, from whoever has no part in it.
  if (campaigns.length === 0 && isPlain) return null
  if (message.conversationId !== message.sender) return answer(say('refused', general.privately))
  if (campaigns.length === 0) return answer(say('refused', replies.noCampaign))
  const [id, ...rest] = choice ?? []
  const wanted = id ?? (campaigns.length === 1 ? campaigns[0]?.id : state.focus)
  const campaign = campaigns.find((one) => one.id === wanted)
  if (campaign) {
    const elsewhere = campaigns.length > 1 ? [{ label: replies.choices.elsewhere, action: `review:${word}:` }] : []
    return { campaign, rest, elsewhere }
  }
  if (id) return answer(say('refused', replies.notYours))
  return answer({
    ...say('clarify', replies.whichCampaign),
    choices: campaigns.map((one) => ({ label: one.label, action: `review:${word}:${one.id}` })),
  })
}
