import { fold } from '../../knowledge/fold.ts'
import type { Choice, Reply } from '../../message.ts'
import { recordAct } from '../../store/acts.ts'
import type { Db } from '../../store/database.ts'
import { nameOrganiser, readOrganiserName } from '../../store/organiser-names.ts'
import {
  contactsOfAnyone,
  endRole,
  giveRole,
  isAdministrator,
  type Role,
  rolesInCampaign,
  rolesOf,
} from '../../store/roles.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { replies as general, say } from '../replies.vi.ts'
import { namePerson } from './name-person.ts'
import { readName } from './read-name.ts'
import { replies, roleNames } from './replies.vi.ts'
import { tapped } from './tapped.ts'
import { whereRole } from './where-role.ts'

const COMMAND = /^(\/vaitro|(xem )?(cac )?vai tro( cua (toi|em|minh))?)[?.! ]*$/

/** `/vaitro`: one's own roles and name; administrators see everybody's and end them. */
export const showRoles: Handler = async (message, state, tools) => {
  const isCommand = message.kind === 'text' && COMMAND.test(fold(message.text).trim())
  const isNaming = message.kind === 'text' && state.organising?.doing === 'naming'
  const [all, end, ended] = [tapped(message, 'roles'), tapped(message, 'end'), tapped(message, 'ended')]
  const join = tapped(message, 'join')
  const isRename = tapped(message, 'rename') !== null
  if (!isCommand && !isNaming && !isRename && !all && !end && !ended && !join) return null
  if (isCommand && !message.text.trim().startsWith('/') && !(await hasRole(message.person, tools))) return null
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', general.privately))
  if (isCommand) return reply(tools, state, await ownRoles(message.person, tools))
  if (isNaming || isRename) return rename(isNaming, message, state, tools)
  if (!(await isAdministrator(tools, message.person))) return reply(tools, state, say('refused', replies.notYours))
  if (all) return reply(tools, state, await everybody(all[0], message.person, tools))
  if (join) return joinIn(join[0], message, state, tools)
  const role = await findRole(end ?? ended ?? [], tools)
  if (!role) return reply(tools, state, say('action', replies.roles.gone))
  if (!end) return endIt(role, message, { ...state, organising: null }, tools)
  const pending = { doing: 'ending', yes: toAction('ended', role) } as const
  return reply(tools, { ...state, organising: pending }, await askEnd(role, pending.yes, tools))
}

async function ownRoles(person: string, tools: Tools): Promise<Reply> {
  const roles = await rolesOf(tools.db, person)
  const isAdmin = await isAdministrator(tools, person)
  if (roles.length === 0 && !isAdmin) return say('action', replies.roles.none)
  const name = await readOrganiserName(tools.db, person)
  const decides = isAdmin || roles.some(({ role }) => role === 'organiser')
  const items = roles.map((role) => ({ text: replies.roles.line(roleNames[role.role], whereRole(role, tools)) }))
  const forAll = isAdmin
    ? [
        { label: replies.roles.all, action: 'review:roles' },
        { label: replies.roles.invite, action: 'review:invite' },
      ]
    : []
  return {
    kind: 'action',
    blocks: [
      { type: 'text', text: replies.roles.yours },
      { type: 'list', items: [...(isAdmin ? [{ text: replies.roles.administrator }] : []), ...items] },
      { type: 'text', text: name ? replies.roles.called(name) : replies.roles.uncalled },
      { type: 'text', text: decides ? general.helpOrganiser : replies.invite.nowUnit },
    ],
    sources: [],
    choices: [...forAll, { label: replies.roles.rename, action: 'review:rename' }],
  }
}

async function rename(
  isNamed: boolean,
  { text, person }: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  if (!(await hasRole(person, tools)))
    return reply(tools, { ...state, organising: null }, say('refused', replies.roles.none))
  if (!isNamed) return reply(tools, { ...state, organising: { doing: 'naming' } }, say('action', replies.roles.askName))
  const name = readName(text)
  if (name === null) return reply(tools, state, say('action', replies.roles.nameUnfit))
  const now = tools.clock.now()
  return {
    ...reply(tools, { ...state, organising: null }, say('action', replies.roles.named(name))),
    writes: [(trx) => nameOrganiser(trx, person, name, now)],
  }
}

async function hasRole(person: string, tools: Tools): Promise<boolean> {
  return (await isAdministrator(tools, person)) || (await rolesOf(tools.db, person)).length > 0
}

async function everybody(id: string | undefined, person: string, tools: Tools): Promise<Reply> {
  const { campaigns } = tools.knower.current()
  const campaign = campaigns.find((one) => one.id === id)
  if (!campaign)
    return {
      ...say('clarify', replies.whichCampaign),
      choices: campaigns.map((one) => ({ label: one.label, action: `review:roles:${one.id}` })),
    }
  const roles = await rolesInCampaign(tools.db, campaign.id)
  const own = await rolesOf(tools.db, person)
  const hasOrganiser = roles.some(({ role }) => role === 'organiser')
  const isIn = own.some((one) => one.role === 'organiser' && one.campaign === campaign.id)
  const join: Choice[] =
    hasOrganiser && !isIn ? [{ label: replies.roles.join, action: `review:join:${campaign.id}` }] : []
  const invite: Choice = { label: replies.roles.invite, action: 'review:invite' }
  if (roles.length === 0) return { ...say('action', replies.roles.nobody(campaign.label)), choices: [invite] }
  const named = await Promise.all(roles.map(async (role) => ({ role, name: await namePerson(tools, role.person) })))
  const items = named.map(({ role, name }) => ({
    text: `${name}: ${roleNames[role.role]}${role.unit === '' ? '' : ` (${whereRole(role, tools)})`}`,
  }))
  return {
    ...say('action'),
    blocks: [
      { type: 'text', text: replies.roles.allOf(campaign.label) },
      { type: 'list', items },
      ...(hasOrganiser ? [{ type: 'text' as const, text: replies.roles.toOrganisers }] : []),
    ],
    choices: [
      ...join,
      ...named.map(({ role, name }): Choice => ({ label: replies.roles.end(name), action: toAction('end', role) })),
      invite,
    ],
  }
}

// An administrator who wants the cards and the daily news of a campaign that has organisers is one of them.
async function joinIn(id: string | undefined, { person }: PersonMessage, state: State, tools: Tools) {
  const campaign = tools.knower.current().campaigns.find((one) => one.id === id)
  if (!campaign) return reply(tools, state, say('action', replies.roles.gone))
  const now = tools.clock.now()
  const role = { person, role: 'organiser', campaign: campaign.id, unit: '', givenBy: person } as const
  const act = { at: now, by: person, act: 'join', campaign: campaign.id, about: person, details: {} }
  return {
    ...reply(tools, state, say('action', replies.roles.joined(campaign.label))),
    writes: [(trx: Db) => giveRole(trx, role, now), (trx: Db) => recordAct(trx, act)],
  }
}

async function askEnd(role: Role, yes: string, tools: Tools): Promise<Reply> {
  const name = await namePerson(tools, role.person)
  return {
    ...say('action', replies.roles.askEnd(name, roleNames[role.role], whereRole(role, tools))),
    yes,
    choices: [
      { label: replies.roles.confirmEnd, action: yes },
      { label: replies.choices.drop, action: 'review:drop' },
    ],
  }
}

async function endIt(role: Role, { person }: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome> {
  const now = tools.clock.now()
  const name = await namePerson(tools, role.person)
  const details = { role: role.role, unit: role.unit }
  const act = { at: now, by: person, act: 'end-role', campaign: role.campaign, about: role.person, details }
  const told = say('action', replies.roles.endedForYou(roleNames[role.role], whereRole(role, tools)))
  const contacts = await contactsOfAnyone(tools.db, role.person)
  const left = (await rolesInCampaign(tools.db, role.campaign)).filter((one) => one.role === 'organiser')
  const isLast = role.role === 'organiser' && left.length === 1
  const label = tools.knower.current().campaigns.find(({ id }) => id === role.campaign)?.label ?? ''
  const lines = [
    replies.roles.ended(name, roleNames[role.role]),
    ...(isLast ? [replies.roles.backToAdministrators(label)] : []),
  ]
  const here = reply(tools, state, say('action', ...lines))
  const there = contacts.map((to) => ({ id: tools.newId(), reply: told, to }))
  return {
    ...here,
    replies: [...here.replies, ...there],
    writes: [
      async (trx) => {
        if (!(await endRole(trx, role, now))) throw new Error('the role was ended by another message')
      },
      (trx) => recordAct(trx, act),
    ],
  }
}

// The person last: their name may hold colons.
function toAction(word: 'end' | 'ended', { role, campaign, unit, person }: Role): string {
  return `review:${word}:${role}:${campaign}:${unit}:${person}`
}

async function findRole([role, campaign = '', unit, ...person]: readonly string[], tools: Tools): Promise<Role | null> {
  const all = await rolesInCampaign(tools.db, campaign)
  return all.find((one) => one.role === role && one.unit === unit && one.person === person.join(':')) ?? null
}
