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
/** Of the codes that `/moi` gives. */
export const CODE_LENGTH = 10
const VALID_DAYS = 7
const MOST_UNITS = 6

/** `/moi`: an administrator makes a one-time code: for which role, campaign and unit, and for whom. */
export const invite: Handler = async (message, state, tools) => {
  const chosen = tapped(message, 'invite')
  const pending = state.organising?.doing === 'invitation' ? state.organising : null
  const isCommand = message.kind === 'text' && COMMAND.test(fold(message.text).trim())
  if (!isCommand && !chosen && !(pending && message.kind === 'text')) return null
  const isAdmin = await isAdministrator(tools, message.person)
  if (!isAdmin && isCommand && !message.text.trim().startsWith('/')) return null
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', general.privately))
  if (!isAdmin) return reply(tools, { ...state, organising: null }, say('refused', replies.invite.notAllowed))
  if (pending && message.kind === 'text' && !isCommand) return takeText(pending, message, state, tools)
  return choose(chosen ?? [], state, tools)
}

function choose([role, campaign, unit]: readonly string[], state: State, tools: Tools): HandlerOutcome {
  if (!isRole(role)) return ask(state, tools, replies.invite.whichRole, GIVEN_ROLES.map(toRoleChoice))
  const { campaigns, units } = tools.knower.current()
  const plan = campaigns.find(({ id }) => id === campaign)
  if (!plan) {
    const choices = campaigns.map(({ id, label }) => ({ label, action: `review:invite:${role}:${id}` }))
    return ask(state, tools, replies.whichCampaign, choices)
  }
  const pending: PendingInvitation = {
    doing: 'invitation',
    role,
    campaign: plan.id,
    unit: role === 'organiser' ? '' : null,
  }
  if (pending.unit === null && !units.some(({ id }) => id === unit))
    return ask({ ...state, organising: pending }, tools, replies.invite.askUnit)
  const known = { ...pending, unit: pending.unit ?? unit ?? null }
  return ask({ ...state, organising: known }, tools, replies.invite.askName)
}

function takeText(pending: PendingInvitation, message: PersonMessage, state: State, tools: Tools): HandlerOutcome {
  if (pending.unit === null) return findUnit(pending, message.text, state, tools)
  const name = readName(message.text)
  if (name === null) return reply(tools, state, say('action', replies.roles.nameUnfit))
  return give({ ...pending, unit: pending.unit, name }, message, state, tools)
}

function findUnit({ role, campaign }: PendingInvitation, text: string, state: State, tools: Tools): HandlerOutcome {
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
