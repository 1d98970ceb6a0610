import { type Handler, reply } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { announce } from './announce.ts'
import { changeMilestone } from './change-milestone.ts'
import { chooseHour } from './choose-hour.ts'
import { chooseLeads } from './choose-leads.ts'
import { followCampaign } from './follow-campaign.ts'
import { giveCalendar } from './give-calendar.ts'
import { markMilestones } from './mark-milestone.ts'
import { pauseReminders } from './pause-reminders.ts'
import { remindOfNamed } from './remind-of-named.ts'
import { settingsReplies } from './replies.vi.ts'
import { resumeReminders } from './resume-reminders.ts'
import { retryReminders } from './retry-reminders.ts'
import { setReminders } from './set-reminders.ts'
import { showMilestoneSource } from './show-milestone-source.ts'
import { showPreview } from './show-preview.ts'
import { showSettings } from './show-settings.ts'
import { stopReminders } from './stop-reminders.ts'
import { switchOff } from './switch-off.ts'

// Each takes its own commands and choices.
const own: readonly Handler[] = [
  stopReminders,
  pauseReminders,
  markMilestones,
  resumeReminders,
  followCampaign,
  setReminders,
  remindOfNamed,
  showSettings,
  chooseHour,
  chooseLeads,
  giveCalendar,
  changeMilestone,
  showPreview,
  announce,
  switchOff,
  retryReminders,
]

/** Everything about reminders: who wants which, what organisers decide and announce. In a group only the sources. */
export const remind: Handler = async (message, state, tools) => {
  const source = await showMilestoneSource(message, state, tools)
  if (source) return source
  for (const handler of own) {
    const outcome = await handler(message, state, tools)
    if (!outcome) continue
    // Settings are personal: in a group nothing is shown and nothing written.
    return message.conversationId === message.sender ? outcome : reply(tools, state, say('refused', replies.privately))
  }
  const isOurs = message.kind === 'choice' && /^(remind|announce):/.test(message.action ?? '')
  return isOurs ? reply(tools, state, say('action', settingsReplies.old)) : null
}
