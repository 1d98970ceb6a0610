import type { Campaign } from '../../knowledge/load.ts'
import type { Timed } from '../../knowledge/timeline.ts'
import { spellDay } from '../spell-day.ts'
import type { Deadline } from './due-days.ts'
import type { Person } from './read-people.ts'
import { settingsReplies as replies } from './replies.vi.ts'

/** Why no reminder is to come, of a campaign with these deadlines ahead: none is, all is done, or the person was turned down. */
export function whyNoReminder(
  campaign: Campaign,
  ahead: readonly Deadline[],
  { registrations }: Person,
  isNeeded: (timed: Timed) => boolean,
): string {
  if (ahead.length === 0) return replies.nothingNext
  const needed = ahead.filter(({ timed }) => isNeeded(timed))
  if (needed.length > 0) return replies.noMoreBefore(named(needed))
  const own = registrations.filter((one) => one.campaign === campaign.id && one.state !== 'withdrawn')
  const isTurnedDown = own.length > 0 && own.every(({ state }) => state === 'rejected')
  if (!isTurnedDown) return replies.doneAhead(named(ahead))
  const again = ahead.find(({ timed }) => campaign.forms.some(({ milestone }) => milestone === timed.milestone.id))
  return replies.turnedDown(named(ahead), again ? spellDay(again.last) : null)
}

function named(deadlines: readonly Deadline[]): string {
  return deadlines.map(({ timed, last }) => `${timed.milestone.what} (hết ${spellDay(last)})`).join('; ')
}
