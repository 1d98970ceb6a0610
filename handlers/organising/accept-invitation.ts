import type { Reply } from '../../message.ts'
import { recordAct } from '../../store/acts.ts'
import type { OutgoingReply } from '../../store/commit.ts'
import { readContact } from '../../store/contacts.ts'
import { findInvitation, type Invitation, useInvitation } from '../../store/invitations.ts'
import { nameOrganiser } from '../../store/organiser-names.ts'
import { addressesOf, contactsOfAnyone, giveRole, isAdministrator, rolesInCampaign } from '../../store/roles.ts'
import { hasGuessedTooOften, withWrongCode } from '../admit-visitor.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { hashOf, readCode } from '../one-time-code.ts'
import { replies as general, say } from '../replies.vi.ts'
import { CODE_LENGTH } from './invite.ts'
import { replies, roleNames } from './replies.vi.ts'
import { whereRole } from './where-role.ts'

const WITH_CODE = /^(?:\/start moi_|\/moi\s+|m[oờ]i\s+(?=[A-Z0-9-]+$))(?<code>.+)$/iu

/** `/moi CODE`, or the link with it: the person takes the role they were invited to. */
export const acceptInvitation: Handler = async (message, state, tools) => {
  const typed = message.kind === 'text' ? WITH_CODE.exec(message.text.trim())?.groups?.code : undefined
  const code = readCode(typed ?? '', CODE_LENGTH)
  if (typed === undefined || (code === '' && !message.text.startsWith('/'))) return null
  // “/moi Nguyễn Văn A”: an administrator invites.
  if (code === '' && /\S\s+\S/.test(typed) && (await isAdministrator(tools, message.person))) return null
  if (message.conversationId !== message.sender)
    return { ...reply(tools, state, say('refused', general.privately)), forgetText: true }
  return { ...(await redeem(code, message, state, tools)), forgetText: true }
}

async function redeem(code: string, message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome> {
  const now = tools.clock.now()
  if (hasGuessedTooOften(state, now)) return reply(tools, state, say('refused', general.tooManyCodes))
  const hash = hashOf(code)
  const invitation = code === '' ? null : await findInvitation(tools.db, hash, now)
  if (!invitation) return reply(tools, withWrongCode(state, now), say('refused', replies.invite.unknown))
  const { person } = message
  const inviter = await contactsOfAnyone(tools.db, invitation.invitedBy)
  if (inviter.some((contact) => contact.person === person))
    return reply(tools, state, say('refused', replies.invite.own))
  const { role, campaign, unit, name } = invitation
  const given = { person, role, campaign, unit, givenBy: invitation.invitedBy }
  const news = await newsOfFirst(invitation, tools)
  const act = { at: now, by: person, act: 'accept', campaign, about: person, details: { role, unit } }
  return {
    state: { ...state, focus: campaign, organising: null },
    replies: [
      { id: tools.newId(), reply: welcome(invitation, tools) },
      ...tellInviter(invitation, inviter, news, tools),
      ...(await tellAdministrators(news, [person, ...inviter.map((one) => one.person)], tools)),
    ],
    writes: [
      (trx) => useInvitation(trx, hash, person, now),
      (trx) => giveRole(trx, given, now),
      async (trx) => {
        if (name) await nameOrganiser(trx, person, name, now)
      },
      (trx) => recordAct(trx, act),
    ],
  }
}

// With the first organiser of a campaign its cards and daily news leave the administrators: they are told, and may stay.
async function newsOfFirst({ role, campaign, name }: Invitation, tools: Tools): Promise<Reply | null> {
  const given = await rolesInCampaign(tools.db, campaign)
  if (role !== 'organiser' || given.some((one) => one.role === 'organiser')) return null
  const label = tools.knower.current().campaigns.find(({ id }) => id === campaign)?.label ?? ''
  const said = say('action', replies.roles.nowTold(label, name ?? replies.invite.someone))
  return { ...said, choices: [{ label: replies.roles.join, action: `review:join:${campaign}` }] }
}

async function tellAdministrators(
  news: Reply | null,
  told: readonly string[],
  { db, organisers, newId }: Tools,
): Promise<OutgoingReply[]> {
  if (!news) return []
  const known = await Promise.all(organisers.map((one) => readContact(db, one)))
  const others = known.flatMap((one) => (one && !told.includes(one.person) ? [one.conversationId] : []))
  return (await addressesOf(db, others)).map((to) => ({ id: newId(), reply: news, to }))
}

function welcome(invitation: Invitation, tools: Tools) {
  const { role } = invitation
  const next = role === 'organiser' ? general.helpOrganiser : replies.invite.nowUnit
  return say('action', replies.invite.accepted(roleNames[role], whereRole(invitation, tools)), next)
}

function tellInviter(
  invitation: Invitation,
  inviter: Awaited<ReturnType<typeof contactsOfAnyone>>,
  news: Reply | null,
  tools: Tools,
): OutgoingReply[] {
  const name = invitation.name ?? replies.invite.someone
  const told = say('action', replies.invite.told(name, roleNames[invitation.role], whereRole(invitation, tools)))
  const said = news ? { ...news, blocks: [...told.blocks, ...news.blocks] } : told
  const last = inviter.toSorted((a, b) => (b.lastSeenAt?.getTime() ?? 0) - (a.lastSeenAt?.getTime() ?? 0))[0]
  return last
    ? [{ id: tools.newId(), reply: said, to: { channel: last.channel, conversationId: last.conversationId } }]
    : []
}
