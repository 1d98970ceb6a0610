import { createUnitDirectory } from '../../forms/units.ts'
import { fold } from '../../knowledge/fold.ts'
import type { Choice } from '../../message.ts'
import { recordAct } from '../../store/acts.ts'
import { keepInvitation } from '../../store/invitations.ts'
import { GIVEN_ROLES, type GivenRole, isAdministrator } from '../../store/roles.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { hashOf, makeCode, showCode } from '../one-time-code.ts'
import { replies as general, say } from '../replies.vi.ts'
import type { PendingInvitation } from './pending.ts'
import { readName } from './read-name.ts'
import { replies, roleNames } from './replies.vi.ts'
import { tapped } from './tapped.ts'
import { whereRole } from './where-role.ts'

const COMMAND = /^(\/moi|moi (nguoi phu trach|dau moi( don vi)?|thu truong( don vi)?))[?.! ]*$/
// A name has two words at least: one word is a code, or none.
const NAMED = /^\/moi\s+(?<name>\S+\s+\S.*)$/iu
/** Of the codes that `/moi` gives. */
export const CODE_LENGTH = 10
const VALID_DAYS = 7
const MOST_UNITS = 6
const LEAST_LETTERS = 3 // of a campaign's name

/** `/moi`: an administrator makes a one-time code: for which role, campaign and unit, and for whom. */
export const invite: Handler = async (message, state, tools) => {
  const chosen = tapped(message, 'invite')
  const pending = state.organising?.doing === 'invitation' ? state.organising : null
  const named = message.kind === 'text' ? NAMED.exec(message.text.trim())?.groups?.name : undefined
  const isCommand = message.kind === 'text' && (named !== undefined || COMMAND.test(fold(message.text).trim()))
  if (!isCommand && !chosen && !(pending && message.kind === 'text')) return null
  const isAdmin = await isAdministrator(tools, message.person)
  if (!isAdmin && isCommand && !message.text.trim().startsWith('/')) return null
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', general.privately))
  if (!isAdmin) return reply(tools, { ...state, organising: null }, say('refused', replies.invite.notAllowed))
  if (pending && !isCommand && !chosen) return takeText(pending, message, state, tools)
  const name = named === undefined ? (chosen?.length ? (pending?.name ?? null) : null) : readName(named)
  return goOn(toPending(chosen ?? [], name, tools), message, state, tools)
}

function toPending([role, campaign, unit]: readonly string[], name: string | null, tools: Tools): PendingInvitation {
  const { campaigns, units } = tools.knower.current()
  const known = isRole(role) ? role : null
  const plan = campaigns.length === 1 ? campaigns[0] : campaigns.find(({ id }) => id === campaign)
  return {
    doing: 'invitation',
    role: known,
    campaign: plan?.id ?? null,
    unit: known === 'organiser' ? '' : (units.find(({ id }) => id === unit)?.id ?? null),
    name,
  }
}

// The first of role, campaign, unit and name that is not known yet is asked for; then there is a code.
function goOn(pending: PendingInvitation, message: PersonMessage, state: State, tools: Tools): HandlerOutcome {
  const { role, campaign, unit, name } = pending
  const waiting = { ...state, organising: pending }
  if (role === null) return ask(waiting, tools, replies.invite.whichRole(name), GIVEN_ROLES.map(toRoleChoice))
  if (campaign === null) return askCampaign(pending, role, replies.invite.whichCampaign, state, tools)
  if (unit === null) return ask(waiting, tools, replies.invite.askUnit)
  if (name === null) return ask(waiting, tools, replies.invite.askName)
  return give({ role, campaign, unit, name }, message, state, tools)
}

function askCampaign(pending: PendingInvitation, role: GivenRole, text: string, state: State, tools: Tools) {
  const { campaigns } = tools.knower.current()
  const choices = campaigns.map(({ id, label }) => ({ label, action: `review:invite:${role}:${id}` }))
  return ask({ ...state, organising: pending }, tools, text, choices)
}

// Until role and campaign are known a text is read as one of them, and as nothing else.
function takeText(pending: PendingInvitation, message: PersonMessage, state: State, tools: Tools): HandlerOutcome {
  const { text } = message
  const { role, campaign, unit } = pending
  if (role === null) {
    const meant = GIVEN_ROLES.find((one) => fold(replies.invite.role[one]) === fold(text).trim())
    return goOn(toPending([meant ?? ''], pending.name, tools), message, state, tools)
  }
  if (campaign === null) {
    const meant = toPending([role, findCampaign(text, tools) ?? ''], pending.name, tools)
    return meant.campaign === null
      ? askCampaign(meant, role, replies.invite.campaignFirst, state, tools)
      : goOn(meant, message, state, tools)
  }
  if (unit === null) return findUnit(role, campaign, text, state, tools)
  const name = readName(text)
  if (name === null) return reply(tools, state, say('action', replies.roles.nameUnfit))
  return goOn({ ...pending, name }, message, state, tools)
}

function findCampaign(text: string, { knower }: Tools): string | null {
  const wanted = fold(text).trim()
  const found = knower
    .current()
    .campaigns.filter(({ label, title, aliases }) =>
      [label, title, ...aliases].some((one) => fold(one).includes(wanted)),
    )
  return wanted.length >= LEAST_LETTERS && found.length === 1 ? (found[0]?.id ?? null) : null
}

function findUnit(role: GivenRole, campaign: string, text: string, state: State, tools: Tools): HandlerOutcome {
  const found = createUnitDirectory(tools.knower.current().units).find(text).slice(0, MOST_UNITS)
  if (found.length === 0) return ask(state, tools, replies.invite.noUnit(text.slice(0, 80)))
  const choices = found.map(({ id, name }) => ({ label: name, action: `review:invite:${role}:${campaign}:${id}` }))
  return ask(state, tools, replies.invite.whichUnit, choices)
}

function give(
  invited: { role: GivenRole; campaign: string; unit: string; name: string },
  { person }: PersonMessage,
  state: State,
  tools: Tools,
): HandlerOutcome {
  const now = tools.clock.now()
  const code = makeCode(CODE_LENGTH)
  const { role, campaign, unit, name } = invited
  const expiresAt = new Date(now.getTime() + VALID_DAYS * 24 * 3_600_000)
  const kept = { role, campaign, unit, name, invitedBy: person, hash: hashOf(code), now, expiresAt }
  const act = { at: now, by: person, act: 'invite', campaign, about: role, details: { role, unit } }
  const bot = tools.botName()
  const lines = [
    replies.invite.code(roleNames[role], whereRole(invited, tools), name, showCode(code)),
    ...(bot ? [replies.invite.link(`https://t.me/${bot}?start=moi_${code}`)] : []),
    replies.invite.type(showCode(code)),
  ]
  return {
    ...reply(tools, { ...state, organising: null }, say('action', ...lines)),
    writes: [(trx) => keepInvitation(trx, kept), (trx) => recordAct(trx, act)],
  }
}

function ask(state: State, tools: Tools, text: string, choices: readonly Choice[] = []): HandlerOutcome {
  const drop = { label: replies.choices.drop, action: 'review:drop' }
  return reply(tools, state, { ...say('action', text), choices: [...choices, drop] })
}

function toRoleChoice(role: GivenRole): Choice {
  return { label: replies.invite.role[role], action: `review:invite:${role}` }
}

function isRole(role: string | undefined): role is GivenRole {
  return (GIVEN_ROLES as readonly (string | undefined)[]).includes(role)
}
