import { fold } from '../../knowledge/fold.ts'
import { stopFollow } from '../../store/follows.ts'
import { type Handler, reply } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { followedBy } from './settings-of.ts'
import { tappedReminder } from './tapped-reminder.ts'

const TYPED =
  /^(lam on |xin |hay )?(dung|ngung|ngung viec|thoi|huy|tat|bo|khong (can|muon)( duoc)?)( co)? nhac( han| nho| toi| minh| em| viec nay)*( nua| luon| di| nhe| tat ca)*[.! ]*$/

/** “Đừng nhắc nữa”, “Ngừng nhắc”: at once for the one campaign that is followed, or the one tapped. */
export const stopReminders: Handler = async (message, state, tools) => {
  const [word, id] = tappedReminder(message) ?? []
  const isTyped = message.kind === 'text' && TYPED.test(fold(message.text).trim())
  if (word !== 'stop' && !isTyped) return null
  const followed = await followedBy(message.person, tools)
  if (followed.length === 0) return reply(tools, state, say('action', replies.nothingToStop))
  const now = tools.clock.now()
  const isAll = word === 'stop' && id === ''
  const one = followed.length === 1 && !id ? followed[0] : followed.find(({ campaign }) => campaign.id === id)
  if (one || isAll)
    return {
      ...reply(tools, state, say('action', one ? replies.stopped(one.campaign.title) : replies.stoppedAll)),
      writes: [(trx) => stopFollow(trx, message.person, one?.campaign.id ?? null, now)],
    }
  if (id) return reply(tools, state, say('action', replies.nothingToStop))
  return reply(tools, state, {
    ...say('action', replies.whichStop),
    choices: [
      ...followed.map(({ campaign }) => ({ label: campaign.label, action: `remind:stop:${campaign.id}` })),
      { label: replies.choices.stopAll, action: 'remind:stop:' },
    ],
  })
}
