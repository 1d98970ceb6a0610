import type { Reply } from '../../message.ts'
import {
  forgetUnagreed,
  giveConsent,
  hasConsent,
  PURPOSES,
  type Purpose,
  withdrawConsent,
} from '../../store/consents.ts'
import { endKeepingText } from '../../store/contacts.ts'
import type { Db } from '../../store/database.ts'
import { stopFollow } from '../../store/follows.ts'
import { eraseDrafts, idsOfPerson } from '../../store/personal-data.ts'
import { forgetAskers } from '../../store/questions.ts'
import { type Handler, reply, type State } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { ownDataReplies } from './replies.vi.ts'

const ACTION = new RegExp(
  `^consent:(?<verdict>yes|no|withdraw):(?<purpose>${PURPOSES.join('|')})(?::(?<then>.*))?$`,
  's',
)

/** A tap on “Đồng ý”, “Không đồng ý” or “Rút đồng ý”. `goOn` handles what the person wanted before they were asked. */
export function createTakeConsent(goOn: Handler): Handler {
  return async (message, state, tools) => {
    const match = message.kind === 'choice' ? ACTION.exec(message.action ?? '') : null
    if (!match?.groups) return null
    if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
    const { verdict, then } = match.groups
    const purpose = match.groups.purpose as Purpose
    if (verdict === 'no')
      return {
        ...reply(tools, state, say('action', ownDataReplies.disagreed[purpose])),
        writes: [async (trx) => forgetUnagreed(trx, await idsOfPerson(trx, message.person), purpose)],
      }
    if (verdict === 'withdraw')
      return {
        ...reply(tools, state, say('action', ownDataReplies.withdrawn[purpose])),
        writes: [(trx) => withdraw(trx, message.person, purpose, tools.clock.now())],
      }
    if (purpose === 'registering' && then && (await hasConsent(tools.db, message.person, purpose)))
      return reply(tools, state, tellAgreed(then, state))
    const next = then ? await goOn({ ...message, action: then, agreesTo: purpose }, state, tools) : null
    const outcome = next ?? reply(tools, state, say('action', ownDataReplies.agreed))
    const now = tools.clock.now()
    return {
      ...outcome,
      writes: [(trx) => giveConsent(trx, message.person, purpose, now), ...(outcome.writes ?? [])],
    }
  }
}

// An older letter's button: it began a registration once, or another letter did.
function tellAgreed(then: string, { form }: State): Reply {
  const choice = form
    ? { label: ownDataReplies.goOn, action: `form:open:${form.registration}` }
    : { label: ownDataReplies.register, action: then }
  return { ...say('action', form ? ownDataReplies.agreedAndOpen : ownDataReplies.agreedBefore), choices: [choice] }
}

// What was kept by this consent alone goes with it.
async function withdraw(trx: Db, person: string, purpose: Purpose, now: Date): Promise<void> {
  const ids = await idsOfPerson(trx, person)
  for (const id of ids) await withdrawConsent(trx, id, purpose, now)
  if (purpose === 'answering') await forgetAskers(trx, ids)
  if (purpose === 'reminding') for (const id of ids) await stopFollow(trx, id, null, now)
  if (purpose === 'registering') {
    await endKeepingText(trx, person)
    await eraseDrafts(trx, ids)
  }
}
