import { asksQuestion } from '../../forms/asks-question.ts'
import { explainTimed } from '../../knowledge/deadlines.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Timed } from '../../knowledge/timeline.ts'
import type { Choice } from '../../message.ts'
import { countFollowers } from '../../store/follows.ts'
import { agrees } from '../agrees.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { readCommand } from '../organising/campaigns-of.ts'
import { say } from '../replies.vi.ts'
import { spellDay } from '../spell-day.ts'
import type { AskedFor } from './asked.ts'
import { confirmDecision, proposeDecision, showDecision } from './decide-day.ts'
import { timelineOf } from './decisions.ts'
import { type OwnMilestone, ownMilestone } from './organiser-of.ts'
import { readComingDay } from './read-coming-day.ts'
import { organiserReplies as replies, settingsReplies } from './replies.vi.ts'
import { tappedReminder } from './tapped-reminder.ts'
import { tellDoubts } from './tell-doubts.ts'

const COMMAND = /^(\/moc|(dat|sua) (ngay|moc|han)( cho)?( moc)?|(chuyen|doi|gia han|lui) han|huy moc)[.! ]*$/
const LABEL = 60

/** `/moc`: an organiser sets a day that the plan leaves open, moves a deadline, cancels it, or lets the plan hold again. */
export const changeMilestone: Handler = async (message, state, tools) => {
  const asked = await readCommand({ command: COMMAND, word: 'moc' }, message, state, tools)
  if (asked) return 'outcome' in asked ? asked.outcome : list(asked.campaign, state, tools)
  const [word, path] = tappedReminder(message) ?? []
  switch (word) {
    case 'moc':
    case 'day':
    case 'cancel':
    case 'plan':
      return begin(word, path, message, state, tools)
    case 'confirm':
      return confirmDecision(message, state, tools)
    case 'rewrite':
      if (state.reminding?.for !== 'reason') return reply(tools, state, say('action', replies.nothingAsked))
      return askReason({ ...state.reminding, reason: null }, state, tools)
    case 'drop':
      return reply(tools, { ...state, reminding: null }, say('action', settingsReplies.dropped))
    default:
      return null
  }
}

/** The day that was asked for, typed; null if the text speaks of no day. */
export async function takeDay(
  message: PersonMessage,
  { campaign, milestone, version }: AskedFor<'day'>,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome | null> {
  const read = readComingDay(message.text, tools.clock.today())
  if (!read) return null
  const again = { ...state, reminding: { for: 'day', campaign, milestone, version } } as const
  if ('say' in read) return reply(tools, again, say('action', read.say))
  const own = await ownMilestone(`${campaign}/${milestone}`, message, tools)
  if (!own) return reply(tools, state, say('refused', replies.notOrganiser))
  if (own.timed.last?.equals(read.day) && own.timed.standing !== 'cancelled')
    return reply(tools, again, say('action', replies.sameDay))
  const day = read.day.toString()
  const asked: AskedFor<'reason'> = { for: 'reason', campaign, milestone, version, kind: 'day', day, reason: null }
  const doubts = await tellDoubts(read.day, own, tools)
  return doubts.length === 0 ? askReason(asked, state, tools) : doubt(doubts, asked, state, tools)
}

/**
 * The reason that was asked for, typed: what is to be decided is shown, and waits for a tap; other words do not take
 * the place of a reason that was given. Null if the text asks something.
 */
export function takeReason(
  message: PersonMessage,
  asked: AskedFor<'reason'>,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> | null {
  const { reason } = asked
  if (asksQuestion(message.text, null)) return null
  if (reason === null) return proposeDecision(message, asked, state, tools)
  return showDecision({ ...asked, reason }, message, state, tools, agrees(message.text) ? null : replies.reasonKept)
}

function askReason(asked: AskedFor<'reason'>, state: State, tools: Tools): HandlerOutcome {
  return reply(tools, { ...state, reminding: asked }, say('action', replies.askReason))
}

// The reason that is typed next says that the day is meant; it is shown once more before the tap.
function doubt(doubts: readonly string[], asked: AskedFor<'reason'>, state: State, tools: Tools): HandlerOutcome {
  return reply(
    tools,
    { ...state, reminding: asked },
    {
      kind: 'clarify',
      blocks: [
        { type: 'text', text: replies.doubts.heading },
        { type: 'list', items: doubts.map((text) => ({ text })) },
        { type: 'text', text: replies.doubts.askReason },
      ],
      sources: [],
      choices: [
        { label: replies.doubts.otherDay, action: `remind:day:${asked.campaign}/${asked.milestone}` },
        { label: replies.choices.drop, action: 'remind:drop' },
      ],
    },
  )
}

async function list(campaign: Campaign, state: State, tools: Tools): Promise<HandlerOutcome> {
  const timeline = (await timelineOf(campaign, tools)).filter(({ milestone }) => milestone.kind !== 'occasion')
  const focused = { ...state, focus: campaign.id, reminding: null }
  if (timeline.length === 0) return reply(tools, focused, say('action', replies.noMilestone))
  const choices = timeline.map((timed) => ({
    label: labelOf(timed),
    action: `remind:moc:${campaign.id}/${timed.milestone.id}`,
  }))
  return reply(tools, focused, { ...say('action', replies.whichMilestone(campaign.title)), choices })
}

function labelOf({ milestone: { what }, last, standing }: Timed): string {
  const short = what.length <= LABEL ? what : `${what.slice(0, what.lastIndexOf(' ', LABEL))} …`
  return `${short} (${standing === 'cancelled' ? replies.cancelled : last ? spellDay(last) : replies.withoutDay})`
}

async function begin(
  word: 'moc' | 'day' | 'cancel' | 'plan',
  path: string | undefined,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const own = await ownMilestone(path, message, tools)
  if (!own) return reply(tools, state, say('refused', replies.notOrganiser))
  const { campaign, milestone, timed } = own
  const about = { campaign: campaign.id, milestone: milestone.id, version: timed.version }
  switch (word) {
    case 'moc':
      return show(own, state, tools)
    case 'day':
      return reply(
        tools,
        { ...state, reminding: { for: 'day', ...about } },
        say('action', replies.askDay(milestone.what)),
      )
    case 'cancel':
    case 'plan': {
      const kind = word === 'cancel' ? 'cancelled' : 'plan'
      return askReason({ for: 'reason', ...about, kind, day: null, reason: null }, state, tools)
    }
  }
}

async function show({ campaign, milestone, timed }: OwnMilestone, state: State, tools: Tools): Promise<HandlerOutcome> {
  const told = explainTimed(timed, tools.clock.today(), tools.knower.current().workingDays)
  const path = `${campaign.id}/${milestone.id}`
  const { choices } = replies
  const offered: Choice[] = [
    { label: timed.last && timed.standing !== 'cancelled' ? choices.move : choices.set, action: `remind:day:${path}` },
    ...(timed.standing === 'cancelled' ? [] : [{ label: choices.cancel, action: `remind:cancel:${path}` }]),
    ...(timed.decision ? [{ label: choices.plan, action: `remind:plan:${path}` }] : []),
    { label: choices.preview, action: `remind:preview:${campaign.id}` },
    { label: choices.all, action: `review:moc:${campaign.id}` },
  ]
  return reply(tools, state, {
    kind: 'action',
    blocks: [
      { type: 'heading', text: milestone.what },
      { type: 'text', text: told.charAt(0).toUpperCase() + told.slice(1) },
      { type: 'text', text: replies.followers(await countFollowers(tools.db, campaign.id)) },
    ],
    sources: [],
    choices: offered,
  })
}
