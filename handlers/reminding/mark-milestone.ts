import type { Campaign } from '../../knowledge/load.ts'
import type { Milestone } from '../../knowledge/schema.ts'
import { toTimed } from '../../knowledge/timeline.ts'
import { followsOfPerson } from '../../store/follows.ts'
import { type MilestoneMark, markMilestone, marksOf, unmarkMilestone } from '../../store/milestone-marks.ts'
import { milestonesTold } from '../../store/reminders.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { spellDay } from '../spell-day.ts'
import { dayAgain } from './day-again.ts'
import { decisionsOf } from './decisions.ts'
import type { Deadline } from './due-days.ts'
import { openDeadlines } from './open-deadlines.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { milestoneByPath, milestonesByPaths, tappedReminder } from './tapped-reminder.ts'
import { wished } from './wished.ts'

type Mark = 'done' | 'tomorrow'
const JUST_MS = 24 * 3_600_000 // what somebody says so soon after a reminder, they say of it
const LATELY_MS = 7 * JUST_MS // “em nộp rồi” may come some days after it

/** “Đã xong”, “Nhắc lại ngày mai”: tapped on a reminder, or typed, where one deadline is meant or the person says which. */
export const markMilestones: Handler = async (message, state, tools) => {
  const [word, path] = tappedReminder(message) ?? []
  if (word === 'done' || word === 'tomorrow') return mark(word, path, message, state, tools)
  if (word === 'undo') return undo(path, message, state, tools)
  // In a form “xong” ends a list.
  const wish = state.form === null ? wished(message, tools) : null
  const typed = wish?.kind === 'done' || wish?.kind === 'tomorrow' ? wish.kind : undefined
  const wanted = word === 'which' ? (path === 'tomorrow' ? 'tomorrow' : 'done') : typed
  if (!wanted) return null
  const isMeant = ({ campaign }: Named) => !wish?.campaign || campaign.id === wish.campaign.id
  const open = (await openDeadlines(message.person, tools)).filter(isMeant)
  const since = new Date(tools.clock.now().getTime() - JUST_MS)
  const just = await milestonesTold(tools.db, message.person, since)
  const lately = wish?.isLoose && just.size === 0 ? await toldLately(message.person, tools) : just
  if (wish?.isLoose && lately.size === 0) return null
  const told = open.filter((one) => lately.has(pathOf(one)))
  const over = wanted === 'done' ? (await overdueOf(just, message.person, tools)).filter(isMeant) : []
  const { workingDays } = tools.knower.current()
  const today = tools.clock.today()
  const again = open.filter(({ last }) => wanted === 'done' || dayAgain(last, today, workingDays))
  const choices = [...over, ...again].map((one) => ({
    label: labelOf(one),
    action: `remind:${wanted}:${pathOf(one)}`,
  }))
  if (typed === 'done' && told.length + over.length === 0) {
    const done = await doneSince(since, message.person, tools)
    if (done.length > 0) {
      const others = choices.length > 0 ? [replies.whichOther] : []
      return reply(tools, state, { ...say('action', ...done.map(replies.alreadyDone), ...others), choices })
    }
  }
  // “Đã xong” from somebody who follows nothing speaks of something else.
  if (choices.length === 0) return word ? reply(tools, state, say('action', replies.noMilestone)) : null
  const said = [...over, ...told]
  const meant = said.length === 0 && (await isNear(open, message.person, tools)) ? open : said
  const [first] = meant
  if (first && meant.length === 1) return mark(wanted, pathOf(first), message, state, tools)
  return reply(tools, state, { ...say('clarify', replies.whichMilestone[wanted]), choices })
}

function toldLately(person: string, { db, clock }: Tools): Promise<Set<string>> {
  return milestonesTold(db, person, new Date(clock.now().getTime() - LATELY_MS))
}

// Of what they were just told that it is overdue: what they have not said to be done.
async function overdueOf(told: ReadonlySet<string>, person: string, tools: Tools): Promise<Named[]> {
  const marks = await marksOf(tools.db, [person])
  const over: Named[] = []
  for (const path of told) {
    const found = milestoneByPath(tools, path)
    if (!found) continue
    const { campaign, milestone } = found
    const timed = toTimed(campaign, milestone, await decisionsOf(tools.db, campaign.id), tools.clock.today())
    const isDone = marks.some((one) => one.state === 'done' && `${one.campaign}/${one.milestone}` === path)
    if (timed.standing === 'passed' && timed.last && !isDone) over.push({ campaign, timed, last: timed.last })
  }
  return over
}

// Whether the time to be reminded of all these has come; what is months away, nobody means without naming it.
async function isNear(open: readonly Deadline[], person: string, tools: Tools): Promise<boolean> {
  const { workingDays } = tools.knower.current()
  const follows = await followsOfPerson(tools.db, person)
  return open.every(({ campaign, last }) => {
    const leads = follows.find((one) => one.campaign === campaign.id)?.leads ?? []
    return workingDays.countBetween(tools.clock.today().add({ days: 1 }), last) <= Math.max(0, ...leads)
  })
}

// What they said is done since then.
async function doneSince(since: Date, person: string, tools: Tools): Promise<string[]> {
  const marks = await marksOf(tools.db, [person])
  return marks
    .filter(({ state, at }) => state === 'done' && at >= since)
    .flatMap(({ campaign, milestone }) => milestoneByPath(tools, `${campaign}/${milestone}`)?.milestone.what ?? [])
}

async function mark(
  word: Mark,
  paths: string | undefined,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const found = milestonesByPaths(tools, paths)
  if (found.length === 0) return reply(tools, state, say('action', replies.old))
  const said: string[] = []
  const marks: MilestoneMark[] = []
  for (const one of found) {
    const own = await markOne(word, one, message, tools)
    said.push(own.said)
    if (own.mark) marks.push(own.mark)
  }
  const choices = word === 'done' ? [{ label: replies.undo, action: `remind:undo:${paths}` }] : []
  return {
    ...reply(tools, state, { ...say('action', ...said), choices }),
    writes: marks.map((one) => (trx) => markMilestone(trx, one)),
  }
}

// What is kept of one, if anything, and what is said to it.
async function markOne(
  word: Mark,
  { campaign, milestone }: { campaign: Campaign; milestone: Milestone },
  { person }: PersonMessage,
  { db, clock, knower }: Tools,
): Promise<{ said: string; mark?: MilestoneMark }> {
  const today = clock.today()
  const { version, last, standing } = toTimed(campaign, milestone, await decisionsOf(db, campaign.id), today)
  const { id, what } = milestone
  const common = { person, campaign: campaign.id, milestone: id, version, at: clock.now() }
  if (word === 'done') return { said: replies.done(what), mark: { ...common, state: 'done', until: null } }
  if (standing !== 'ahead' || !last) return { said: replies.alreadyPassed(what) }
  const day = dayAgain(last, today, knower.current().workingDays)
  if (!day)
    return { said: replies[last.equals(today) ? 'snoozedTooLate' : 'snoozedLastWorkingDay'](what, spellDay(last)) }
  const said = replies[day.equals(today.add({ days: 1 })) ? 'snoozed' : 'snoozedOverDaysOff'](what, spellDay(day))
  return { said, mark: { ...common, state: 'snoozed', until: day.toString() } }
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

/** A deadline as it is named in a question. */
type Named = Pick<Deadline, 'campaign' | 'timed' | 'last'>

function pathOf({ campaign, timed }: Named): string {
  return `${campaign.id}/${timed.milestone.id}`
}

const LABEL = 60

function labelOf({ timed, last }: Named): string {
  const { what } = timed.milestone
  const short = what.length <= LABEL ? what : `${what.slice(0, what.lastIndexOf(' ', LABEL))} …`
  return `${short} (${spellDay(last)})`
}
