import { recordAct } from '../../store/acts.ts'
import type { OutgoingReply } from '../../store/commit.ts'
import { findInvitation, type Invitation, useInvitation } from '../../store/invitations.ts'
import { nameOrganiser } from '../../store/organiser-names.ts'
import { contactsOfAnyone, giveRole, isAdministrator } from '../../store/roles.ts'
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
  const act = { at: now, by: person, act: 'accept', campaign, about: person, details: { role, unit } }
  return {
    state: { ...state, focus: campaign, organising: null },
    replies: [{ id: tools.newId(), reply: welcome(invitation, tools) }, ...tellInviter(invitation, inviter, tools)],
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

function welcome(invitation: Invitation, tools: Tools) {
  const { role } = invitation
  const next = role === 'organiser' ? general.helpOrganiser : replies.invite.nowUnit
  return say('action', replies.invite.accepted(roleNames[role], whereRole(invitation, tools)), next)
}

function tellInviter(
  invitation: Invitation,
  inviter: Awaited<ReturnType<typeof contactsOfAnyone>>,
  tools: Tools,
): OutgoingReply[] {
  const name = invitation.name ?? replies.invite.someone
  const said = say('action', replies.invite.told(name, roleNames[invitation.role], whereRole(invitation, tools)))
  const last = inviter.toSorted((a, b) => (b.lastSeenAt?.getTime() ?? 0) - (a.lastSeenAt?.getTime() ?? 0))[0]
  return last
    ? [{ id: tools.newId(), reply: said, to: { channel: last.channel, conversationId: last.conversationId } }]
    : []
}
