import { fold } from '../../knowledge/fold.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Choice, Reply } from '../../message.ts'
import { countWaiting } from '../../store/registrations.ts'
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
  /** Each campaign is named with how many registrations wait there. */
  readonly countsWaiting?: boolean
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
  { command, word, unitsToo = false, countsWaiting = false }: OrganiserCommand,
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
  const waiting = countsWaiting && campaigns.length > 1 ? await countWaiting(tools.db) : null
  if (campaign) return { campaign, rest, elsewhere: toElsewhere(campaigns, campaign, word, waiting) }
  if (id) return answer(say('refused', replies.notYours))
  return answer(waiting ? askWithCounts(campaigns, word, waiting) : askWhich(campaigns, word))
}

type Waiting = ReadonlyMap<string, number>

function toElsewhere(campaigns: readonly Campaign[], here: Campaign, word: string, waiting: Waiting | null): Choice[] {
  if (campaigns.length === 1) return []
  const others = campaigns.filter(({ id }) => id !== here.id)
  const count = waiting ? sumOf(others, waiting) : 0
  return [{ label: replies.choices.elsewhere(count), action: `review:${word}:` }]
}

function askWhich(campaigns: readonly Campaign[], word: string): Reply {
  const choices = campaigns.map(({ id, label }) => ({ label, action: `review:${word}:${id}` }))
  return { ...say('clarify', replies.whichCampaign), choices }
}

// Where most wait comes first; the others stay in their order.
function askWithCounts(campaigns: readonly Campaign[], word: string, waiting: Waiting): Reply {
  const counted = campaigns.map(({ id, label }) => ({ id, label, count: waiting.get(id) ?? 0 }))
  const choices = counted
    .toSorted((a, b) => b.count - a.count)
    .map(({ id, label, count }) => ({ label: replies.queue.choice(label, count), action: `review:${word}:${id}` }))
  return { ...say('clarify', replies.queue.everywhere(sumOf(campaigns, waiting)), replies.whichCampaign), choices }
}

function sumOf(campaigns: readonly Campaign[], waiting: Waiting): number {
  return campaigns.reduce((sum, { id }) => sum + (waiting.get(id) ?? 0), 0)
}
