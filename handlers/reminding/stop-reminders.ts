import { stopFollow } from '../../store/follows.ts'
import { type Handler, reply } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { remindedOf } from './reminded-of.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { tappedReminder } from './tapped-reminder.ts'
import { wished } from './wished.ts'

/** “Đừng nhắc nữa”, “Ngừng nhắc”: at once for the one campaign that is followed, or the one named or tapped. */
export const stopReminders: Handler = async (message, state, tools) => {
  const [word, tapped] = tappedReminder(message) ?? []
  const wish = wished(message, tools)
  if (word !== 'stop' && wish?.kind !== 'stop') return null
  const id = wish?.campaign?.id ?? tapped
  const reminded = await remindedOf(message.person, tools)
  if (reminded.length === 0) return reply(tools, state, say('action', replies.nothingToStop))
  const now = tools.clock.now()
  const isAll = word === 'stop' && id === ''
  const one = reminded.length === 1 && !id ? reminded[0] : reminded.find((campaign) => campaign.id === id)
  if (one || isAll)
    return {
      ...reply(tools, state, say('action', one ? replies.stopped(one.title) : replies.stoppedAll)),
      writes: (one ? [one] : reminded).map((campaign) => (trx) => stopFollow(trx, message.person, campaign.id, now)),
    }
  if (id) return reply(tools, state, say('action', replies.nothingToStop))
  return reply(tools, state, {
    ...say('action', replies.whichStop),
    choices: [
      ...reminded.map((campaign) => ({ label: campaign.label, action: `remind:stop:${campaign.id}` })),
      { label: replies.choices.stopAll, action: 'remind:stop:' },
    ],
  })
}
