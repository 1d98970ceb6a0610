import { Temporal } from 'temporal-polyfill'
import { toInstant } from '../../clock.ts'
import { recordAct } from '../../store/acts.ts'
import { isOrganiserOf } from '../../store/roles.ts'
import { retryUnreached, unreachedSince } from '../../store/unreached.ts'
import { type Handler, reply } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { organiserReplies, retryReplies as replies } from './replies.vi.ts'
import { campaignById, tappedReminder } from './tapped-reminder.ts'

/** “Gửi lại cho người chưa nhận”: the reminders of that day are tried once more, for those alone whom they did not reach. */
export const retryReminders: Handler = async (message, state, tools) => {
  const [word, id, day = ''] = tappedReminder(message) ?? []
  if (word !== 'retry') return null
  const campaign = campaignById(tools, id)
  if (!campaign || !/^\d{4}-\d{2}-\d{2}$/.test(day) || !(await isOrganiserOf(tools, message, campaign.id)))
    return reply(tools, state, say('refused', organiserReplies.notOrganiser))
  const since = toInstant(Temporal.PlainDate.from(day), '00:00')
  const missed = await unreachedSince(tools.db, campaign.id, since)
  const count = new Set(missed.map(({ person }) => person)).size
  if (count === 0) return reply(tools, state, say('action', replies.nobody))
  const now = tools.clock.now()
  const act = {
    at: now,
    by: message.person,
    act: 'reminders-retry',
    campaign: campaign.id,
    about: day,
    details: { count },
  }
  return {
    ...reply(tools, state, say('action', replies.retried(count))),
    writes: [async (trx) => void (await retryUnreached(trx, campaign.id, since, now)), (trx) => recordAct(trx, act)],
  }
}
