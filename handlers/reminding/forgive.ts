// A later day makes registrations timely again: what was held for being late alone is let go, and each person is told.

import { toVietnamDate } from '../../clock.ts'
import { recordAct } from '../../store/acts.ts'
import { changeRegistration } from '../../store/change-registration.ts'
import type { OutgoingReply } from '../../store/commit.ts'
import type { Db } from '../../store/database.ts'
import { forgiveLate, type Late, lateNoMore } from '../../store/forgive-late.ts'
import { isHeld, type Registration } from '../../store/registration.ts'
import { contactsOfAnyone } from '../../store/roles.ts'
import type { PersonMessage, Tools } from '../handler.ts'
import { readSent } from '../organising/read-sent.ts'
import { withSetDaysIn } from '../registering/with-set-days.ts'
import { say } from '../replies.vi.ts'
import { decisionsOf } from './decisions.ts'
import { organiserReplies as replies } from './replies.vi.ts'

const USEFUL_DAYS = 30 // who comes back to Zalo after weeks still wants to know
const UNDECIDED: readonly Registration['state'][] = ['submitted', 'returned']

export interface Forgiven {
  readonly count: number
  /** How many were held for it alone. */
  readonly released: number
  readonly notices: readonly OutgoingReply[]
  readonly writes: readonly ((trx: Db) => Promise<void>)[]
}

/** What becomes of registrations that are late no more once `late` holds, for `reason`. */
export async function forgive(late: Late, reason: string, message: PersonMessage, tools: Tools): Promise<Forgiven> {
  const now = tools.clock.now()
  const found = await lateNoMore(tools.db, late)
  const released: Registration[] = []
  const notices: OutgoingReply[] = []
  for (const one of found) {
    if (!UNDECIDED.includes(one.state)) continue
    const isFree = await isHeldForLatenessAlone(one, tools)
    if (isFree) released.push(one)
    if (one.person !== message.person) notices.push(...(await tell(one, isFree, tools)))
  }
  const details = ({ code, revision }: Registration) => ({ code, revision: revision + 1, reason })
  const release = (one: Registration) => async (trx: Db) => {
    const log = [{ at: now, by: message.person, act: 'unhold', new: { reason } }]
    await changeRegistration(trx, one, { hold: null }, log, now)
    const { campaign, id: about } = one
    await recordAct(trx, { at: now, by: message.person, act: 'unhold', campaign, about, details: details(one) })
  }
  return {
    count: found.length,
    released: released.length,
    notices,
    writes: [...released.map(release), (trx) => forgiveLate(trx, late)],
  }
}

// Its hold is the sentence of a rule about the deadline, as it was told by the day that held then.
async function isHeldForLatenessAlone(registration: Registration, tools: Tools): Promise<boolean> {
  const { campaign, form } = await readSent(registration, tools)
  if (!campaign || !isHeld(registration)) return false
  const decisions = (await decisionsOf(tools.db, campaign.id)).sort((a, b) => a.at.getTime() - b.at.getTime())
  const sentOn = toVietnamDate(registration.submittedAt ?? tools.clock.now())
  return [...decisions.keys(), decisions.length].some((count) =>
    withSetDaysIn(form, campaign, decisions.slice(0, count), sentOn).rules.some(
      ({ check, say: text }) => check === 'deadline' && text === registration.hold,
    ),
  )
}

async function tell({ id, code, person, revision }: Registration, isFree: boolean, tools: Tools) {
  const contacts = await contactsOfAnyone(tools.db, person)
  const expiresAt = new Date(tools.clock.now().getTime() + USEFUL_DAYS * 24 * 3_600_000)
  return contacts.map(
    ({ channel, conversationId }, index): OutgoingReply => ({
      id: `in-time-${id}-${revision}-${index}`,
      reply: say('action', replies.inTimeAgain(code ?? '', isFree)),
      to: { channel, conversationId },
      expiresAt,
    }),
  )
}
