import type { Reply } from '../../message.ts'
import { isActive, readFollow } from '../../store/follows.ts'
import { type Handler, reply } from '../handler.ts'
import { needsConsent } from '../own-data/ask-consent.ts'
import { say } from '../replies.vi.ts'
import { changeSettings } from './change-settings.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { campaignById, tappedReminder } from './tapped-reminder.ts'

/** “Nhắc tôi trước hạn”: the person follows a campaign, once they have agreed to be reminded. */
export const followCampaign: Handler = async (message, state, tools) => {
  const [word, id] = tappedReminder(message) ?? []
  if (word !== 'follow' && word !== 'resume') return null
  const campaign = campaignById(tools, id)
  if (!campaign) return reply(tools, state, say('action', replies.old))
  const question = await needsConsent('reminding', `remind:${word}:${campaign.id}`, message, tools)
  if (question) return reply(tools, state, question)
  const now = tools.clock.now()
  const before = await readFollow(tools.db, message.person, campaign.id)
  const { told, write } = await changeSettings(campaign, {}, message.person, tools)
  const goesOn = before?.state === 'paused' && !isActive(before, now)
  const said: Reply = {
    kind: 'action',
    blocks: [
      { type: 'text', text: goesOn ? replies.resumed : replies.followed(campaign.title) },
      { type: 'list', items: told.map((text) => ({ text })) },
    ],
    sources: [],
    choices: [
      { label: replies.choices.hour, action: `remind:hour:${campaign.id}` },
      { label: replies.choices.leads, action: `remind:leads:${campaign.id}` },
      { label: replies.choices.calendar, action: 'remind:calendar:' },
      { label: replies.choices.stop, action: `remind:stop:${campaign.id}` },
    ],
  }
  return {
    ...reply(tools, { ...state, focus: campaign.id }, said),
    writes: [write],
  }
}
