import { fold } from '../../knowledge/fold.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Choice, Reply } from '../../message.ts'
import { countWaiting } from '../../store/registrations.ts'
import { isAdministrator, rolesOf } from '../../store/roles.ts'
import { type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { allCalled, findCalled, findNamed } from '../named-campaign.ts'
import { replies as general, say } from '../replies.vi.ts'
import { replies } from './replies.vi.ts'
import { tapped } from './tapped.ts'

const MOST_WORDS = 16 // of a command with the name of a plan
const LEADS = /^(?:(?:của|cho|ở|trong|ngành|phong trào)\s+)+/iu

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
  /** Asked of who names no campaign: it leads to where something is to be done, and each is named with how much. */
  readonly counts?: Counts
  /** Those who speak for a unit are told that it is not theirs, also where they use plain words. */
  readonly refusesUnits?: boolean
}

export interface Counts {
  /** How much is to be done, by campaign. */
  readonly of: (tools: Tools, campaigns: readonly Campaign[]) => Promise<ReadonlyMap<string, number>>
  /** Says how much that is in all. */
  readonly everywhere: (count: number) => string
}

/** Registrations that wait for a decision. */
export const countsWaiting: Counts = {
  of: ({ db }) => countWaiting(db),
  everywhere: replies.queue.everywhere,
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
  { command, word, unitsToo = false, counts, refusesUnits = false }: OrganiserCommand,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<OrganiserRequest | { outcome: HandlerOutcome } | null> {
  const choice = tapped(message, word)
  const typed = message.kind === 'text' ? readTyped(command, message.text, tools) : null
  if (!choice && !typed) return null
  const isPlain = typed !== null && !message.text.trim().startsWith('/')
  const answer = (said: Reply) => ({ outcome: reply(tools, state, said) })
  const choosing: State = { ...state, organising: { doing: 'choosing', word } }
  const ask = (said: Reply) => ({ outcome: reply(tools, choosing, said) })
  const campaigns = await campaignsOf(tools, message.person, { unitsToo })
  // The words of a command are a question, or an answer to one, from whoever has no part in it.
  if (campaigns.length === 0 && isPlain) {
    const isContact = refusesUnits && (await campaignsOf(tools, message.person, { unitsToo: true })).length > 0
    return isContact && message.conversationId === message.sender ? answer(say('refused', replies.notYours)) : null
  }
  if (message.conversationId !== message.sender) return answer(say('refused', general.privately))
  if (campaigns.length === 0) return answer(say('refused', replies.noCampaign))
  const name = typed?.name ?? null
  const [id, ...rest] = choice ?? (name === null ? [] : [findCalled(name, campaigns)?.id ?? ''])
  const waiting = counts && campaigns.length > 1 ? await counts.of(tools, campaigns) : null
  const campaign = id === undefined ? usualCampaign(campaigns, state, waiting) : campaigns.find((one) => one.id === id)
  if (campaign) return { campaign, rest, elsewhere: toElsewhere(campaigns, campaign, word, waiting) }
  if (id) return answer(say('refused', replies.notYours))
  if (name !== null) return ask(tellNotOwn(name, campaigns, word, tools))
  return ask(counts && waiting ? askWithCounts(campaigns, word, waiting, counts) : askWhich(campaigns, word))
}

/** A typed name of one plan, where it was asked of which one a command is: the tap on it; else the message itself. */
export function toNamedPlan(message: PersonMessage, { organising }: State, { knower }: Tools): PersonMessage {
  if (organising?.doing !== 'choosing' || message.kind !== 'text' || message.text.trim().startsWith('/')) return message
  const name = message.text.trim().replace(LEADS, '')
  const campaign = /\p{L}/u.test(name) ? findCalled(name, knower.current().campaigns) : null
  return campaign ? { ...message, kind: 'choice', action: `review:${organising.word}:${campaign.id}` } : message
}

// The command alone, or with the name of a plan: “/moc Nội vụ Hưng Yên”.
function readTyped(command: RegExp, text: string, tools: Tools): { name: string | null } | null {
  const [, word = '', name = ''] = /^(\/\S+)\s+(.+)$/s.exec(text.trim()) ?? []
  if (command.test(fold(text).trim())) return { name: null }
  if (command.test(fold(word))) return { name }
  const named = findNamed(text, tools)
  if (named && command.test(fold(named.rest).trim())) return { name: named.campaign.label }
  const called = calledAfter(command, text, tools)
  return called === null ? null : { name: called }
}

// “thống kê nội vụ”: what stands after the command calls a plan, if not by a name it has alone.
function calledAfter(command: RegExp, text: string, { knower }: Tools): string | null {
  const words = text
    .trim()
    .replace(/[?.! ]+$/, '')
    .split(/\s+/)
  if (words.length > MOST_WORDS) return null
  for (let at = 1; at < words.length; at++) {
    if (!command.test(fold(words.slice(0, at).join(' ')))) continue
    const name = words.slice(at).join(' ').replace(LEADS, '')
    if (/\p{L}/u.test(name) && allCalled(name, knower.current().campaigns).length > 0) return name
  }
  return null
}

// Where something waits: in the plan in focus, or in the only one.
function usualCampaign(
  campaigns: readonly Campaign[],
  { focus }: State,
  waiting: Waiting | null,
): Campaign | undefined {
  const [only] = campaigns
  if (campaigns.length === 1) return only
  const inFocus = campaigns.find(({ id }) => id === focus)
  if (!waiting || (inFocus && waiting.get(inFocus.id))) return inFocus
  const busy = campaigns.filter(({ id }) => waiting.get(id))
  return busy.length === 0 ? inFocus : busy.length === 1 ? busy[0] : undefined
}

type Waiting = ReadonlyMap<string, number>

function toElsewhere(campaigns: readonly Campaign[], here: Campaign, word: string, waiting: Waiting | null): Choice[] {
  if (campaigns.length === 1) return []
  const others = campaigns.filter(({ id }) => id !== here.id)
  const count = waiting ? sumOf(others, waiting) : 0
  return [{ label: replies.choices.elsewhere(count), action: `review:${word}:` }]
}

// The plan that was named is another's, or none is called so: those that are theirs.
function tellNotOwn(name: string, own: readonly Campaign[], word: string, { knower }: Tools): Reply {
  const meant = allCalled(name, own)
  if (meant.length > 0) return askWhich(meant, word)
  const [other, ...others] = allCalled(name, knower.current().campaigns)
  if (others.length > 0) return askWhich(own, word)
  const said = other ? replies.notYourCampaign(other.label) : replies.noSuchCampaign(name)
  const { choices } = askWhich(own, word)
  return { ...say(other ? 'refused' : 'clarify', said, replies.yourCampaigns), choices }
}

function askWhich(campaigns: readonly Campaign[], word: string): Reply {
  const choices = campaigns.map(({ id, label }) => ({ label, action: `review:${word}:${id}` }))
  return { ...say('clarify', replies.whichCampaign), choices }
}

// Where most wait comes first; the others stay in their order.
function askWithCounts(campaigns: readonly Campaign[], word: string, waiting: Waiting, { everywhere }: Counts): Reply {
  const counted = campaigns.map(({ id, label }) => ({ id, label, count: waiting.get(id) ?? 0 }))
  const choices = counted
    .toSorted((a, b) => b.count - a.count)
    .map(({ id, label, count }) => ({ label: replies.queue.choice(label, count), action: `review:${word}:${id}` }))
  return { ...say('clarify', everywhere(sumOf(campaigns, waiting)), replies.whichCampaign), choices }
}

function sumOf(campaigns: readonly Campaign[], waiting: Waiting): number {
  return campaigns.reduce((sum, { id }) => sum + (waiting.get(id) ?? 0), 0)
}
