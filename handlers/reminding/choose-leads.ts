import type { Campaign } from '../../knowledge/load.ts'
import { readFollow } from '../../store/follows.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import type { AskedFor } from './asked.ts'
import { changeSettings } from './change-settings.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { tellLeads } from './settings-of.ts'
import { campaignById, tappedReminder } from './tapped-reminder.ts'

const OFFERED = [
  [14, 7, 3, 1, 0],
  [7, 3, 1, 0],
  [3, 1, 0],
  [1, 0],
]
const MOST = 6
const LONGEST = 60 // working days: a quarter of a year

/** “Đổi số ngày nhắc trước”: shows the usual ones, or takes those tapped. */
export const chooseLeads: Handler = async (message, state, tools) => {
  const [word, id, tapped] = tappedReminder(message) ?? []
  if (word !== 'leads') return null
  const campaign = campaignById(tools, id)
  const before = campaign && (await readFollow(tools.db, message.person, campaign.id))
  if (!campaign || !before || before.state === 'stopped') return reply(tools, state, say('action', replies.old))
  const leads = readLeads(tapped ?? '')
  if (leads) return keepLeads(leads, campaign, message, state, tools)
  return reply(
    tools,
    { ...state, reminding: { for: 'leads', campaign: campaign.id } },
    {
      ...say('action', replies.askLeads),
      asksForNumber: true,
      choices: OFFERED.map((days) => ({
        label: capital(tellLeads(days)),
        action: `remind:leads:${campaign.id}:${days.join(',')}`,
      })),
    },
  )
}

/** The days that were asked for, typed; null if the text holds no number. */
export function takeLeads(
  message: PersonMessage,
  { campaign: id }: AskedFor<'leads'>,
  state: State,
  tools: Tools,
): HandlerOutcome | Promise<HandlerOutcome> | null {
  const campaign = campaignById(tools, id)
  if (!campaign || !/\d/.test(message.text) || message.text.length > 60) return null
  const leads = readLeads(message.text)
  return leads
    ? keepLeads(leads, campaign, message, state, tools)
    : reply(tools, { ...state, reminding: { for: 'leads', campaign: id } }, say('action', replies.badLeads))
}

/** “10, 5 và 1” → 10, 5, 1; null if it holds none, too many, or one that is too long. */
export function readLeads(text: string): number[] | null {
  const leads = [...new Set((text.match(/\d+/g) ?? []).map(Number))]
  return leads.length > 0 && leads.length <= MOST && leads.every((lead) => lead <= LONGEST)
    ? leads.sort((a, b) => b - a)
    : null
}

async function keepLeads(
  leads: readonly number[],
  campaign: Campaign,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const { told, write } = await changeSettings(campaign, { leads }, message.person, tools)
  const [, ...next] = told // the first is how
  return { ...reply(tools, state, say('action', replies.leadsKept(tellLeads(leads)), ...next)), writes: [write] }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
