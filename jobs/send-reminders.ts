// Posts what is planned: as much as the outbox can deliver soon, one message a person, after a last look at each.

import type { Temporal } from 'temporal-polyfill'
import { toInstant, toVietnamDate } from '../clock.ts'
import { createUnitDirectory, type UnitDirectory } from '../forms/units.ts'
import { decisionsOf } from '../handlers/reminding/decisions.ts'
import { deadlinesOf, decentHour, SENT_UNTIL } from '../handlers/reminding/due-days.ts'
import { officesNow } from '../handlers/reminding/duties-of.ts'
import { type Person, readPeople } from '../handlers/reminding/read-people.ts'
import { type ReminderItem, toReminder } from '../handlers/reminding/reminder-text.ts'
import type { Form } from '../knowledge/form-schema.ts'
import { toTimed } from '../knowledge/timeline.ts'
import type { Reply } from '../message.ts'
import { BATCH } from '../store/batch.ts'
import type { Db } from '../store/database.ts'
import { formOpeningsOf, isFormOpen } from '../store/form-openings.ts'
import { conversationOfLetter, type Letter } from '../store/outbox.ts'
import { SENT_STATES } from '../store/registration.ts'
import { registrationsOfCampaign } from '../store/registrations.ts'
import {
  markPosted,
  peopleDue,
  postponeReminders,
  type Reminder,
  remindersDue,
  settleByLetters,
  settleReminders,
} from '../store/reminders.ts'
import { findOff, readSwitches } from '../store/switches.ts'
import type { Tried } from './choose-way.ts'
import type { JobTools } from './job-tools.ts'
import { type CampaignNow, type Judgement, judge } from './judge-reminder.ts'
import { type Duties, type NearestContext, planNearest } from './plan-nearest.ts'
import { hasRoom, postTo, type Room, roomNow } from './post-to.ts'

const MOST_BATCHES = 20 // in one run: what other jobs have to do comes in between
const TRIES = 3
const MINUTE_MS = 60_000

interface Round {
  readonly now: Date
  readonly today: Temporal.PlainDate
  readonly units: UnitDirectory
  readonly campaigns: ReadonlyMap<string, CampaignNow>
  readonly room: Room
  readonly nearest: NearestContext
  /** What many are told in the same words is put together once. */
  readonly written: Map<string, Reply>
}

/** One round; safe to run twice. Gives what was done, or null if there was nothing to do. */
export async function sendReminders(tools: JobTools): Promise<string | null> {
  const { db, writer, clock, outbox } = tools
  const now = clock.now()
  const again = new Date(now.getTime() + MINUTE_MS)
  await writer.write((trx) => settleByLetters(trx, { now, again: decentHour(again), tries: TRIES }))
  if (decentHour(now) > now) return null
  let count = 0
  let round: Round | null = null
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const people = await peopleDue(db, now, BATCH)
    if (people.length === 0) break
    round ??= await beginRound(tools, now)
    const current = round
    if (!hasRoom(current.room)) break
    const letters = await writer.write((trx) => postBatch(trx, people, current, tools))
    outbox.take(letters)
    count += letters.length
  }
  return count > 0 ? `${count} letters posted` : null
}

async function beginRound(tools: JobTools, now: Date): Promise<Round> {
  const { db, knower } = tools
  const { campaigns, units, workingDays } = knower.current()
  const switches = await readSwitches(db)
  const today = toVietnamDate(now)
  const found: CampaignNow[] = []
  const duties = new Map<string, Duties>()
  for (const campaign of campaigns) {
    const decisions = await decisionsOf(db, campaign.id)
    const offices = await officesNow(campaign.id, tools)
    const hasUnits = offices.some(({ unit }) => unit !== '')
    const sent = hasUnits ? await registrationsOfCampaign(db, campaign.id, SENT_STATES) : []
    const timed = new Map(campaign.milestones.map((one) => [one.id, toTimed(campaign, one, decisions, today)]))
    const [followers, own] = (['followers', 'organisers'] as const).map((whom) =>
      deadlinesOf(campaign, decisions, today, whom),
    )
    duties.set(campaign.id, { duties: followers ?? [], own: own ?? [], offices })
    const openings = await formOpeningsOf(db, campaign.id)
    const isClosed = (form: Form) => !isFormOpen(form, openings.find((one) => one.form === form.id) ?? null, today)
    const closed = new Set(campaign.forms.filter(isClosed).map(({ id }) => id))
    found.push({ campaign, decisions, timed, sent, closed, isOff: findOff(switches, campaign.id) !== null })
  }
  return {
    now,
    today,
    written: new Map(),
    units: createUnitDirectory(units),
    campaigns: new Map(found.map((one) => [one.campaign.id, one])),
    room: await roomNow(tools),
    nearest: { now, workingDays, duties, reckoned: new Map() },
  }
}

async function postBatch(trx: Db, ids: readonly string[], round: Round, tools: JobTools): Promise<Letter[]> {
  const people = await readPeople(trx, ids)
  const reminders = await remindersDue(trx, ids, round.now)
  const posted: Letter[] = []
  for (const person of people) {
    const planned = reminders.filter((one) => one.person === person.id)
    const isNearer = await planNearest(trx, person, planned, round.nearest)
    const own = isNearer ? await remindersDue(trx, [person.id], round.now) : planned
    posted.push(...(await remind(trx, person, own, round, tools)))
  }
  return posted
}

async function remind(
  trx: Db,
  person: Person,
  reminders: readonly Reminder[],
  round: Round,
  tools: JobTools,
): Promise<readonly Letter[]> {
  const { now, campaigns } = round
  const judged = reminders.map((one) => judge(one, person, campaigns.get(one.campaign), round))
  const toSend = nearestOf(judged)
  for (const one of judged) {
    if (one.kind === 'rest') await settleReminders(trx, [one.reminder.seq], one.state, one.reason, now)
    if (one.kind === 'wait') await postponeReminders(trx, [one.reminder.seq], after(now, one.forMs), one.reason)
    if (one.kind === 'send' && !toSend.includes(one))
      await settleReminders(trx, [one.reminder.seq], 'superseded', 'a later reminder tells the same', now)
  }
  if (toSend.length === 0) return []
  const seqs = toSend.map(({ reminder }) => reminder.seq)
  const failed = toSend.find(({ reminder }) => reminder.attempts > 0)?.reminder
  const tried = failed ? await readTried(trx, failed) : null
  const items = toSend.map(({ item }) => item)
  const reply = () => write(items, round, tools)
  const expiresAt = toInstant(round.today, SENT_UNTIL)
  const posted = await postTo(trx, { ways: person.ways, tried, reply, job: 'reminders', expiresAt }, round, tools)
  if (posted.kind === 'later') await postponeReminders(trx, seqs, decentHour(posted.until), posted.reason)
  if (posted.kind === 'none') await settleReminders(trx, seqs, posted.state, posted.reason, now)
  if (posted.kind !== 'posted') return []
  await markPosted(trx, seqs, posted.letterId)
  return posted.letters
}

async function readTried(trx: Db, { letterId, reason }: Reminder): Promise<Tried | null> {
  const conversationId = letterId && (await conversationOfLetter(trx, letterId))
  return conversationId ? { conversationId, reason: reason ?? 'it did not arrive' } : null
}

function write(items: readonly ReminderItem[], { today, written }: Round, { knower }: JobTools): Reply {
  const isPersonal = ({ due, units }: ReminderItem) =>
    'registration' in due || (due.stage === 'unregistered' && due.withdrawn !== null) || units.length > 0
  const { workingDays, answerer } = knower.current()
  const context = { today, workingDays, sourcesOf: answerer.sourcesOf }
  if (items.some(isPersonal)) return toReminder(items, context)
  const key = items
    .map(({ campaign, timed, lead, due, toldDay }) =>
      [campaign.id, timed.milestone.id, lead, due.stage, toldDay?.toString()].join(' '),
    )
    .join()
  const reply = written.get(key) ?? toReminder(items, context)
  written.set(key, reply)
  return reply
}

type ToSend = Extract<Judgement, { kind: 'send' }>

// Of each milestone the reminder nearest to its day; that another day holds now goes into it.
function nearestOf(judged: readonly Judgement[]): ToSend[] {
  const nearest = new Map<string, ToSend>()
  for (const one of judged) {
    if (one.kind !== 'send') continue
    const key = `${one.reminder.campaign} ${one.reminder.milestone}`
    const other = nearest.get(key)
    if (!other || rank(one) > rank(other)) nearest.set(key, one)
  }
  return [...nearest.values()]
}

function rank({ reminder }: ToSend): number {
  return reminder.lead === 'changed' ? 0 : reminder.dueAt.getTime()
}

function after(now: Date, ms: number): Date {
  return decentHour(new Date(now.getTime() + ms))
}
