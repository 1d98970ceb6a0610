import { isOrganiserOf } from '../../store/roles.ts'
import { findOff, readSwitches } from '../../store/switches.ts'
import { type Handler, reply } from '../handler.ts'
import { readCommand } from '../organising/campaigns-of.ts'
import { say } from '../replies.vi.ts'
import { spellMoment } from '../spell-day.ts'
import { momentsOf } from './moments-of.ts'
import { organiserReplies as replies } from './replies.vi.ts'
import { campaignById, tappedReminder } from './tapped-reminder.ts'

const SHOWN = 12
const LONGEST = 60
const COMMAND =
  /^(ai (se |duoc )?(nhan|duoc nhac|nhac) (gi|nhung gi)([, ]+(luc nao|khi nao|bao gio))?|(xem truoc|lich) (cac )?(tin )?nhac( han)?( sap gui)?)[?.! ]*$/

/** “Ai sẽ nhận gì, lúc nào”: what goes out, before anything does; and the campaign's switch. */
export const showPreview: Handler = async (message, state, tools) => {
  const [word, id] = tappedReminder(message) ?? []
  const typed =
    word === 'preview' ? null : await readCommand({ command: COMMAND, word: 'preview' }, message, state, tools)
  if (word !== 'preview' && !typed) return null
  if (typed && 'outcome' in typed) return typed.outcome
  const campaign = typed?.campaign ?? campaignById(tools, id)
  if (!campaign || !(await isOrganiserOf(tools, message, campaign.id)))
    return reply(tools, state, say('refused', replies.notOrganiser))
  const { moments, paused } = await momentsOf(campaign, tools)
  const off = findOff(await readSwitches(tools.db), campaign.id)
  const items = moments.slice(0, SHOWN).map(({ at, what, count }) => ({
    text: replies.preview.line(spellMoment(at), shorten(what), count),
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

function shorten(what: string): string {
  return what.length <= LONGEST ? what : `${what.slice(0, what.lastIndexOf(' ', LONGEST))} …`
}
