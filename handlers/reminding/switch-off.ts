import type { Reply } from '../../message.ts'
import { recordAct } from '../../store/acts.ts'
import { isAdministrator, isOrganiserOf } from '../../store/roles.ts'
import { readSwitches, reminderSwitch, type Switch, turnSwitch } from '../../store/switches.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { campaignsOf } from '../organising/campaigns-of.ts'
import { readReason } from '../read-reason.ts'
import { say } from '../replies.vi.ts'
import { spellMoment } from '../spell-day.ts'
import type { AskedFor } from './asked.ts'
import { organiserReplies, switchReplies as replies } from './replies.vi.ts'
import { campaignById, tappedReminder } from './tapped-reminder.ts'

const COMMAND = /^\/(?<word>dungnhac|batnhac)(@\S+)?(?:\s+(?<reason>[\s\S]+))?$/i
const MOST = 300

/** `/dungnhac <reason>`, `/batnhac`: an administrator turns all reminders off and on; an organiser those of a campaign. */
export const switchOff: Handler = async (message, state, tools) => {
  const typed = message.kind === 'text' ? COMMAND.exec(message.text.trim())?.groups : undefined
  const [word, id] = tappedReminder(message) ?? []
  if (!typed && word !== 'off' && word !== 'on') return null
  const campaign = id || null
  const asked = state.reminding
  const refused = await refuse(campaign, message, tools)
  const isOff = typed ? typed.word?.toLowerCase() === 'dungnhac' : word === 'off'
  const given = readReason(typed?.reason ?? (asked?.for === 'which-off' ? asked.reason : ''))?.slice(0, MOST) ?? null
  if (refused && campaign !== null) return reply(tools, state, say('refused', refused))
  if (refused) {
    const isKept = isOff && given !== null && (await campaignsOf(tools, message.person)).length > 0
    const next: State = isKept ? { ...state, reminding: { for: 'which-off', reason: given } } : state
    return reply(tools, next, await tellOwn(isOff, message, tools))
  }
  const switches = await readSwitches(tools.db)
  const current = switches.get(reminderSwitch(campaign ?? undefined))
  if (!isOff && (!current || current.isOn)) return reply(tools, state, say('action', ...isOnNow(campaign, switches)))
  if (!isOff) {
    const outcome = turn(true, null, campaign, message, state, tools)
    const all = campaign === null ? undefined : switches.get(reminderSwitch())
    if (!all || all.isOn) return outcome
    const said = say('action', replies.allOff(all.reason ?? '', spellMoment(all.at)))
    return { ...outcome, replies: reply(tools, state, said).replies }
  }
  if (current && !current.isOn)
    return reply(tools, state, {
      ...say('action', replies.isOff(current.reason ?? '', spellMoment(current.at))),
      choices: [{ label: organiserReplies.choices.on, action: `remind:on:${campaign ?? ''}` }],
    })
  if (given !== null) return turn(false, given, campaign, message, { ...state, reminding: null }, tools)
  return reply(tools, { ...state, reminding: { for: 'off', campaign } }, say('action', replies.askReason))
}

/** The reason that was asked for, typed: reminders stop at once. */
export async function takeOffReason(
  message: PersonMessage,
  asked: AskedFor<'off'>,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const refused = await refuse(asked.campaign, message, tools)
  if (refused) return reply(tools, state, say('refused', refused))
  const reason = readReason(message.text.replace(/\s+/g, ' '))
  if (reason === null)
    return reply(tools, { ...state, reminding: asked }, say('action', organiserReplies.reasonTooShort))
  return turn(false, reason.slice(0, MOST), asked.campaign, message, state, tools)
}

async function refuse(campaign: string | null, message: PersonMessage, tools: Tools): Promise<string | null> {
  if (campaign === null) return (await isAdministrator(tools, message.person)) ? null : replies.notAdministrator
  return (await isOrganiserOf(tools, message, campaign)) ? null : organiserReplies.notOrganiser
}

// Whoever decides in some campaigns turns off those; all of them an administrator alone.
async function tellOwn(isOff: boolean, { person }: PersonMessage, tools: Tools): Promise<Reply> {
  const own = await campaignsOf(tools, person)
  if (own.length === 0) return say('refused', replies.notAdministrator)
  const word = isOff ? 'off' : 'on'
  return {
    ...say('refused', replies.notAdministrator, replies.yourOwn[word]),
    choices: own.map(({ id, label }) => ({ label, action: `remind:${word}:${id}` })),
  }
}

// That of a campaign goes only while all do.
function isOnNow(campaign: string | null, switches: ReadonlyMap<string, Switch>): string[] {
  const all = switches.get(reminderSwitch())
  const isKept = campaign !== null && all && !all.isOn
  return [isKept ? replies.allOff(all.reason ?? '', spellMoment(all.at)) : replies.isOn]
}

function turn(
  isOn: boolean,
  reason: string | null,
  campaign: string | null,
  { person }: PersonMessage,
  state: State,
  tools: Tools,
): HandlerOutcome {
  const at = tools.clock.now()
  const name = reminderSwitch(campaign ?? undefined)
  const scope = campaign === null ? replies.everywhere : (campaignById(tools, campaign)?.label ?? '')
  const choices = isOn ? [] : [{ label: organiserReplies.choices.on, action: `remind:on:${campaign ?? ''}` }]
  return {
    ...reply(tools, state, { ...say('action', isOn ? replies.on : replies.off(scope, reason ?? '')), choices }),
    writes: [
      (trx) => turnSwitch(trx, { name, isOn, reason, by: person, at }),
      (trx) =>
        recordAct(trx, {
          at,
          by: person,
          act: isOn ? 'reminders-on' : 'reminders-off',
          campaign: campaign ?? '',
          about: name,
          details: { reason },
        }),
    ],
  }
}
