import type { Campaign } from '../../knowledge/load.ts'
import type { Choice } from '../../message.ts'
import { readFollow } from '../../store/follows.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { findNamed } from '../named-campaign.ts'
import { needsConsent } from '../own-data/ask-consent.ts'
import { say } from '../replies.vi.ts'
import { changeSettings } from './change-settings.ts'
import { readLeads } from './choose-leads.ts'
import { SENT_FROM, SENT_UNTIL } from './due-days.ts'
import { readSettings, type SaidSettings } from './read-settings.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { followedBy } from './settings-of.ts'
import { offerCampaigns } from './show-settings.ts'
import { campaignById, tappedReminder } from './tapped-reminder.ts'

/** “Nhắc tôi trước 1 ngày lúc 9h”: kept for the plan that is meant, which is followed from then on; else asks which. */
export const setReminders: Handler = async (message, state, tools) => {
  const [word, id, days = '', time = ''] = tappedReminder(message) ?? []
  if (word === 'set') {
    const campaign = campaignById(tools, id)
    const hour = time && `${time.slice(0, 2)}:${time.slice(2)}`
    const tapped = { ...(days ? { leads: readLeads(days) } : {}), ...(hour ? { hour } : {}) }
    return campaign ? keep(tapped, campaign, message, state, tools) : reply(tools, state, say('action', replies.old))
  }
  if (message.kind !== 'text') return null
  const named = findNamed(message.text, tools)
  const said = readSettings(named?.rest ?? message.text)
  if (!said) return null
  const followed = (await followedBy(message.person, tools)).map(({ campaign }) => campaign)
  // Without “nhắc” it may be about anything, unless reminders are what the person has.
  if (followed.length === 0 && !/nh[ắa]c/iu.test(message.text)) return null
  const [only] = followed
  const inFocus = (followed.length > 0 ? followed : tools.knower.current().campaigns).find(
    (one) => one.id === state.focus,
  )
  const meant = named?.campaign ?? (followed.length === 1 ? only : inFocus)
  if (meant) return keep(said, meant, message, state, tools)
  const action = (campaign: Campaign) => actionOf(said, campaign)
  if (followed.length === 0) return offerCampaigns(state, tools, action)
  const choices = followed.map((one): Choice => ({ label: one.label, action: action(one), campaign: one.id }))
  return reply(tools, state, { ...say('clarify', replies.whichCampaign), choices })
}

function actionOf({ leads, hour }: SaidSettings, { id }: Campaign): string {
  return `remind:set:${id}:${leads?.join(',') ?? ''}:${hour?.replace(':', '') ?? ''}`
}

async function keep(
  { leads, hour }: SaidSettings,
  campaign: Campaign,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  if (leads === null)
    return reply(
      tools,
      { ...state, reminding: { for: 'leads', campaign: campaign.id } },
      say('action', replies.badLeads),
    )
  if (hour && (hour < SENT_FROM || hour >= SENT_UNTIL))
    return reply(tools, { ...state, reminding: { for: 'hour', campaign: campaign.id } }, say('action', replies.badHour))
  const said = { ...(leads ? { leads } : {}), ...(hour ? { hour } : {}) }
  const before = await readFollow(tools.db, message.person, campaign.id)
  const isFollowed = before !== null && before.state !== 'stopped'
  const question = isFollowed ? null : await needsConsent('reminding', actionOf(said, campaign), message, tools)
  if (question) return reply(tools, state, question)
  const { told, write } = await changeSettings(campaign, said, message.person, tools)
  return {
    ...reply(
      tools,
      { ...state, focus: campaign.id },
      {
        kind: 'action',
        blocks: [
          { type: 'text', text: isFollowed ? replies.changed(campaign.title) : replies.followed(campaign.title) },
          { type: 'list', items: told.map((text) => ({ text })) },
        ],
        sources: [],
        choices: [],
      },
    ),
    writes: [write],
  }
}
