// What an organiser was in the middle of, when something else is wanted.

import type { Choice, IncomingMessage, Reply } from '../../message.ts'
import { readRegistration } from '../../store/registrations.ts'
import type { Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import type { Pending } from './pending.ts'
import { replies } from './replies.vi.ts'

// Taps that go on with it, or end it as it was meant to end.
const GOES_ON: Record<Pending['doing'], RegExp> = {
  decision: /^review:(confirm|rewrite|drop)\b/,
  approving: /^review:(approveshown|drop)\b/,
  invitation: /^review:(invite|drop)\b/,
  naming: /^review:(rename|drop)\b/,
  opening: /^review:(set|noday|drop)\b/,
  paper: /^review:(givebackyes|rewrite|drop)\b/,
  checking: /^review:(checkedyes|drop)\b/,
  ending: /^review:(ended|drop)\b/,
  choosing: /./,
}

/** Whether this tap belongs to it. */
export function isTapOf({ action }: Pick<IncomingMessage, 'action'>, pending: Pending): boolean {
  const [, word = '', about] = action?.split(':') ?? []
  const isPick = ['return', 'steps', 'why'].includes(word)
  if (isPick && pending.doing === 'decision' && pending.act === 'return') return about === pending.registration
  return GOES_ON[pending.doing].test(action ?? '')
}

/** All but the question of which plan: nothing was begun with it. */
export type Left = Exclude<Pending, { doing: 'choosing' }>

/** Whether something was begun that may be left undone. */
export function isBegun(pending: Pending): pending is Left {
  return pending.doing !== 'choosing' && !(pending.doing === 'paper' && pending.isOffered)
}

/** Says what was left undone, and leads back to it. */
export async function tellLeftAside(pending: Left, tools: Tools): Promise<Reply> {
  const { what, back } = await describe(pending, tools)
  return { ...say('action', replies.leftAside.said(what)), choices: [back] }
}

async function describe(pending: Left, { db, knower }: Tools): Promise<{ what: string; back: Choice }> {
  const { leftAside } = replies
  switch (pending.doing) {
    case 'decision': {
      const code = (await readRegistration(db, pending.registration))?.code ?? ''
      const back = { label: leftAside.card(code), action: `review:card:${pending.registration}:${pending.revision}` }
      return { what: leftAside.decision[pending.act](code), back }
    }
    case 'approving': {
      const back = { label: replies.choices.queue, action: `review:queue:${pending.campaign}` }
      return { what: leftAside.approving(pending.shown.length), back }
    }
    case 'invitation':
      return { what: leftAside.invitation, back: { label: leftAside.invite, action: 'review:invite' } }
    case 'naming':
      return { what: leftAside.naming, back: { label: replies.roles.rename, action: 'review:rename' } }
    case 'checking':
    case 'paper': {
      const code = (await readRegistration(db, pending.registration))?.code ?? ''
      const back = { label: replies.dossier.back(code), action: `review:dossier:${pending.registration}` }
      return { what: leftAside[pending.doing](code), back }
    }
    case 'ending':
      return {
        what: leftAside.ending,
        back: { label: leftAside.role, action: pending.yes.replace(/^review:ended:/, 'review:end:') },
      }
    case 'opening': {
      const plan = knower.current().campaigns.find(({ id }) => id === pending.campaign)
      const title = plan?.forms.find(({ id }) => id === pending.form)?.title ?? ''
      const what = pending.isOpen ? replies.forms.toOpen(title) : replies.forms.toClose(title)
      const back = { label: leftAside.forms, action: `review:forms:${pending.campaign}` }
      return { what: what.charAt(0).toLowerCase() + what.slice(1), back }
    }
  }
}
