import { followsOfPerson, isActive } from '../../store/follows.ts'
import { type Handler, type PersonMessage, reply } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { followCampaign } from './follow-campaign.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { showSettings } from './show-settings.ts'
import { campaignById } from './tapped-reminder.ts'
import { wished } from './wished.ts'

/** “Bật nhắc lại giúp mình”: the plan that is named, or was paused, else stopped; which, where there are several. */
export const resumeReminders: Handler = async (message, state, tools) => {
  const wish = wished(message, tools)
  if (wish?.kind !== 'resume') return null
  const as = (action: string): PersonMessage => ({ ...message, kind: 'choice', action })
  if (wish.campaign) return followCampaign(as(`remind:resume:${wish.campaign.id}`), state, tools)
  const all = await followsOfPerson(tools.db, message.person)
  const paused = all.filter((one) => one.state === 'paused' && !isActive(one, tools.clock.now()))
  const silent = (paused.length > 0 ? paused : all.filter((one) => one.state === 'stopped')).flatMap(
    ({ campaign }) => campaignById(tools, campaign) ?? [],
  )
  const [only] = silent
  // Nothing is off: what is on is shown, or what can be followed.
  if (!only) return showSettings(as('remind:list:'), state, tools)
  if (silent.length === 1) return followCampaign(as(`remind:resume:${only.id}`), state, tools)
  return reply(tools, state, {
    ...say('clarify', replies.whichResume),
    choices: silent.map(({ id, label }) => ({ label, action: `remind:resume:${id}`, campaign: id })),
  })
}
