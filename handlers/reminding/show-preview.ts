import type { Campaign } from '../../knowledge/load.ts'
import { countFollowSettings } from '../../store/follows.ts'
import { isOrganiserOf } from '../../store/roles.ts'
import { findOff, readSwitches } from '../../store/switches.ts'
import { type Handler, reply, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { spellMoment } from '../spell-day.ts'
import { decisionsOf } from './decisions.ts'
import { duesOf, OVERDUE } from './due-days.ts'
import { deadlinesAhead } from './next-reminder.ts'
import { organiserReplies as replies } from './replies.vi.ts'
import { campaignById, tappedReminder } from './tapped-reminder.ts'

const SHOWN = 12

/** “Ai sẽ nhận gì, lúc nào”: what goes out by the followers' settings, before anything does; and the campaign's switch. */
export const showPreview: Handler = async (message, state, tools) => {
  const [word, id] = tappedReminder(message) ?? []
  if (word !== 'preview') return null
  const campaign = campaignById(tools, id)
  if (!campaign || !(await isOrganiserOf(tools, message, campaign.id)))
    return reply(tools, state, say('refused', replies.notOrganiser))
  const { moments, paused } = await momentsOf(campaign, tools)
  const off = findOff(await readSwitches(tools.db), campaign.id)
  const items = moments.slice(0, SHOWN).map(({ at, what, count }) => ({
    text: replies.preview.line(spellMoment(at), what, count),
  }))
  const { preview, choices } = replies
  const text = (line: string) => ({ type: 'text' as const, text: line })
  return reply(tools, state, {
    kind: 'action',
    blocks: [
      text(preview.lead(campaign.title)),
      ...(off ? [text(preview.off(off.reason ?? ''))] : []),
      items.length > 0 ? { type: 'list', items } : text(preview.nothing),
      ...(moments.length > SHOWN ? [text(preview.more(moments.length - SHOWN))] : []),
      ...(paused > 0 ? [text(preview.paused(paused))] : []),
      ...(items.length > 0 ? [text(preview.rule)] : []),
    ],
    sources: [],
    choices: [
      off
        ? { label: choices.on, action: `remind:on:${campaign.id}` }
        : { label: choices.off, action: `remind:off:${campaign.id}` },
      { label: choices.all, action: `review:moc:${campaign.id}` },
    ],
  })
}

interface Moment {
  readonly at: Date
  readonly what: string
  readonly count: number
}

/** When how many are reminded of what, by their settings; the first moment first. */
async function momentsOf(
  campaign: Campaign,
  { db, clock, knower }: Pick<Tools, 'db' | 'clock' | 'knower'>,
): Promise<{ moments: Moment[]; paused: number }> {
  const now = clock.now()
  const { workingDays } = knower.current()
  const groups = await countFollowSettings(db, campaign.id)
  const deadlines = deadlinesAhead(campaign, await decisionsOf(db, campaign.id), clock.today())
  const found = new Map<string, Moment>()
  for (const deadline of deadlines)
    for (const { leads, hour, following } of groups)
      for (const { lead, at } of duesOf(deadline, { leads, hour }, workingDays)) {
        if (lead === OVERDUE || at <= now || following === 0) continue
        const { id, what } = deadline.timed.milestone
        const key = `${at.toISOString()} ${id}`
        found.set(key, { at, what, count: (found.get(key)?.count ?? 0) + following })
      }
  const moments = [...found.values()].sort((a, b) => a.at.getTime() - b.at.getTime())
  return { moments, paused: groups.reduce((sum, { paused }) => sum + paused, 0) }
}
