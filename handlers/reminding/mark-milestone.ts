import { Temporal } from 'temporal-polyfill'
import { fold } from '../../knowledge/fold.ts'
import { toTimed } from '../../knowledge/timeline.ts'
import { markMilestone, marksOf, unmarkMilestone } from '../../store/milestone-marks.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { spellDay } from '../spell-day.ts'
import { decisionsOf } from './decisions.ts'
import type { Deadline } from './due-days.ts'
import { deadlinesAhead, isDone } from './next-reminder.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { followedBy } from './settings-of.ts'
import { milestoneByPath, tappedReminder } from './tapped-reminder.ts'

const TYPED = {
  done: /^(toi |em |don vi( toi)? |minh )?(da )?(lam |nop |gui |hoan thanh )?(xong|hoan thanh)( roi)?( viec nay)?[.! ]*$/,
  tomorrow: /^(hay )?nhac (toi |lai )*(vao )?(ngay )?(mai|hom sau)( nhe)?[.! ]*$|^mai nhac lai( nhe)?[.! ]*$/,
} as const
type Mark = keyof typeof TYPED

/** “Đã xong”, “Nhắc lại ngày mai”: tapped on a reminder, or typed, where one deadline is meant or the person says which. */
export const markMilestones: Handler = async (message, state, tools) => {
  const [word, path] = tappedReminder(message) ?? []
  if (word === 'done' || word === 'tomorrow') return mark(word, path, message, state, tools)
  if (word === 'undo') return undo(path, message, state, tools)
  const typed = (['done', 'tomorrow'] as const).find(
    // In a form “xong” ends a list.
    (one) => message.kind === 'text' && state.form === null && TYPED[one].test(fold(message.text).trim()),
  )
  const wanted = word === 'which' ? (path === 'tomorrow' ? 'tomorrow' : 'done') : typed
  if (!wanted) return null
  const open = await openDeadlines(message.person, tools)
  // “Đã xong” from somebody who follows nothing speaks of something else.
  if (open.length === 0) return word ? reply(tools, state, say('action', replies.noMilestone)) : null
  const [first] = open
  if (first && open.length === 1) return mark(wanted, pathOf(first), message, state, tools)
  return reply(tools, state, {
    ...say('clarify', replies.whichMilestone[wanted]),
    choices: open.map((one) => ({ label: labelOf(one), action: `remind:${wanted}:${pathOf(one)}` })),
  })
}

async function mark(
  word: Mark,
  path: string | undefined,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const found = milestoneByPath(tools, path)
  if (!found) return reply(tools, state, say('action', replies.old))
  const { campaign, milestone } = found
  const today = tools.clock.today()
  const { version, last, standing } = toTimed(campaign, milestone, await decisionsOf(tools.db, campaign.id), today)
  if (word === 'tomorrow' && (standing !== 'ahead' || !last))
    return reply(tools, state, say('action', replies.alreadyPassed(milestone.what)))
  const tomorrow = today.add({ days: 1 })
  if (word === 'tomorrow' && last && Temporal.PlainDate.compare(tomorrow, last) > 0)
    return reply(tools, state, say('action', replies.snoozedTooLate(milestone.what, spellDay(last))))
  const at = tools.clock.now()
  const kept = {
    person: message.person,
    campaign: campaign.id,
    milestone: milestone.id,
    version,
    at,
    ...(word === 'done'
      ? { state: 'done' as const, until: null }
      : { state: 'snoozed' as const, until: tomorrow.toString() }),
  }
  const said = word === 'done' ? replies.done(milestone.what) : replies.snoozed(milestone.what, spellDay(tomorrow))
  const choices = word === 'done' ? [{ label: replies.undo, action: `remind:undo:${path}` }] : []
  return {
    ...reply(tools, state, { ...say('action', said), choices }),
    writes: [(trx) => markMilestone(trx, kept)],
  }
}

function undo(path: string | undefined, { person }: PersonMessage, state: State, tools: Tools): HandlerOutcome {
  const found = milestoneByPath(tools, path)
  if (!found) return reply(tools, state, say('action', replies.old))
  const { campaign, milestone } = found
  return {
    ...reply(tools, state, say('action', replies.undone(milestone.what))),
    writes: [(trx) => unmarkMilestone(trx, person, campaign.id, milestone.id)],
  }
}

// What the person follows, can still be done, and is not done.
async function openDeadlines(person: string, tools: Tools): Promise<Deadline[]> {
  const marks = await marksOf(tools.db, [person])
  const open: Deadline[] = []
  for (const { campaign } of await followedBy(person, tools)) {
    const decisions = await decisionsOf(tools.db, campaign.id)
    open.push(...deadlinesAhead(campaign, decisions, tools.clock.today()).filter((one) => !isDone(one, marks)))
  }
  return open
}

function pathOf({ campaign, timed }: Deadline): string {
  return `${campaign.id}/${timed.milestone.id}`
}

const LABEL = 60

function labelOf({ timed, last }: Deadline): string {
  const { what } = timed.milestone
  const short = what.length <= LABEL ? what : `${what.slice(0, what.lastIndexOf(' ', LABEL))} …`
  return `${short} (${spellDay(last)})`
}
