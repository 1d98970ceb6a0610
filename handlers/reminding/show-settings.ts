import { fold } from '../../knowledge/fold.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Block, Choice } from '../../message.ts'
import type { Follow } from '../../store/follows.ts'
import { type Handler, type HandlerOutcome, reply, type State, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { timelineOf } from './decisions.ts'
import { readPerson } from './needed-in.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { followedBy, tellFollow } from './settings-of.ts'
import { tappedReminder } from './tapped-reminder.ts'
import { wished } from './wished.ts'

const COMMAND =
  /^(\/nhac|(xem |cai dat |chinh )?nhac (han|toi|nho)( (truoc han|han))?|nhac toi (truoc|khi) .{0,30}han|cai dat nhac( han)?)( nhe| voi)?[?.! ]*$/

/** `/nhac`: what the person is reminded of, how, what comes next; and how to change it. */
export const showSettings: Handler = async (message, state, tools) => {
  const tapped = tappedReminder(message)
  const isTyped = message.kind === 'text' && COMMAND.test(fold(message.text).trim())
  const isWished = wished(message, tools)?.kind === 'follow'
  if (!isTyped && !isWished && tapped?.[0] !== 'list' && tapped?.[0] !== 'settings') return null
  const followed = await followedBy(message.person, tools)
  if (followed.length === 0) return offerCampaigns(state, tools)
  const one = followed.length === 1 ? followed[0] : followed.find(({ campaign }) => campaign.id === tapped?.[1])
  const shown = one ? [one] : followed
  const person = await readPerson(message.person, tools)
  const blocks: Block[] = [{ type: 'text', text: replies.lead }]
  for (const { campaign, follow } of shown)
    blocks.push(
      { type: 'heading', text: campaign.title },
      { type: 'list', items: (await tellFollow(campaign, follow, person, tools)).map((text) => ({ text })) },
    )
  const choices = one ? choicesOf(one.campaign, one.follow) : choicesOfAll(followed)
  return reply(tools, state, { kind: 'action', blocks, sources: [], choices })
}

function choicesOf({ id }: Campaign, { state }: Follow): Choice[] {
  const { choices } = replies
  return [
    state === 'paused'
      ? { label: choices.resume, action: `remind:resume:${id}` }
      : { label: choices.pause, action: `remind:pause:${id}` },
    { label: choices.hour, action: `remind:hour:${id}` },
    { label: choices.leads, action: `remind:leads:${id}` },
    { label: choices.done, action: 'remind:which:done' },
    { label: choices.calendar, action: 'remind:calendar:' },
    { label: choices.stop, action: `remind:stop:${id}` },
  ]
}

function choicesOfAll(followed: readonly { campaign: Campaign }[]): Choice[] {
  return [
    ...followed.map(({ campaign }) => ({
      label: replies.choices.settings(campaign.label),
      action: `remind:settings:${campaign.id}`,
    })),
    { label: replies.choices.done, action: 'remind:which:done' },
    { label: replies.choices.calendar, action: 'remind:calendar:' },
    { label: replies.choices.stopAll, action: 'remind:stop:' },
  ]
}

/** Asks which campaign to follow, of those in which something is still to be done, the one in focus first. */
export async function offerCampaigns(
  state: State,
  tools: Tools,
  actionOf = ({ id }: Campaign) => `remind:follow:${id}`,
): Promise<HandlerOutcome> {
  const { campaigns } = tools.knower.current()
  const open: Campaign[] = []
  for (const campaign of campaigns)
    if ((await timelineOf(campaign, tools)).some(({ standing }) => standing === 'ahead' || standing === 'open'))
      open.push(campaign)
  if (open.length === 0) return reply(tools, state, say('action', replies.nothingToFollow))
  const sorted = open.toSorted((a, b) => Number(b.id === state.focus) - Number(a.id === state.focus))
  return reply(tools, state, {
    ...say('action', replies.none),
    choices: sorted.map((one) => ({ label: one.label, action: actionOf(one), campaign: one.id })),
  })
}
