// Whoever was approved was told in writing by when the dossier is due: another day is told to them too, follower or not.

import { Temporal } from 'temporal-polyfill'
import { toVietnamDate } from '../../clock.ts'
import { createUnitDirectory } from '../../forms/units.ts'
import { type Timed, toTimed } from '../../knowledge/timeline.ts'
import type { Reply } from '../../message.ts'
import { BATCH } from '../../store/batch.ts'
import type { OutgoingReply } from '../../store/commit.ts'
import { isActive } from '../../store/follows.ts'
import type { MilestoneDay } from '../../store/milestone-days.ts'
import { registrationsOfCampaign } from '../../store/registrations.ts'
import { CHANGED } from '../../store/reminders.ts'
import { contactsOfAnyone } from '../../store/roles.ts'
import type { PersonMessage, Tools } from '../handler.ts'
import type { Decided } from './decisions.ts'
import type { OwnMilestone } from './organiser-of.ts'
import { type Person, readPeople } from './read-people.ts'
import { toReminder } from './reminder-text.ts'
import { whatIsNeeded } from './what-is-needed.ts'

const USEFUL_DAYS = 30 // who comes back to Zalo after weeks still wants to know

export interface ApprovedTold {
  readonly people: number
  readonly notices: readonly OutgoingReply[]
}

/** What they are told once `decided` holds; nothing where the day stays, or where a reminder tells of the change. */
export async function tellApproved(
  own: OwnMilestone,
  decided: MilestoneDay,
  message: PersonMessage,
  tools: Tools,
): Promise<ApprovedTold> {
  const { campaign, milestone, decisions } = own
  const now = tools.clock.now()
  const today = toVietnamDate(now)
  const { units, workingDays, answerer } = tools.knower.current()
  const decision: Decided = {
    at: now,
    milestone: milestone.id,
    version: decided.version,
    kind: decided.kind,
    day: decided.day === null ? null : Temporal.PlainDate.from(decided.day),
    reason: decided.reason,
    on: today,
  }
  const timed = toTimed(campaign, milestone, [...decisions, decision], today)
  if (isSame(own.timed, timed)) return { people: 0, notices: [] }
  const directory = createUnitDirectory(units)
  const notices: OutgoingReply[] = []
  const told = new Set<string>()
  const ids = (await approvedPeople(own, tools)).filter((id) => id !== message.person)
  for (let from = 0; from < ids.length; from += BATCH)
    for (const person of await readPeople(tools.db, ids.slice(from, from + BATCH))) {
      const need = whatIsNeeded(person, timed, { campaign, sent: [] }, directory)
      if (need?.due.stage !== 'papers' || isReminded(person, own, now)) continue
      const toldDay = own.timed.standing === 'cancelled' ? null : own.timed.last
      const item = { campaign, timed, lead: CHANGED, toldDay, why: decided.reason, isClosed: false, ...need, units: [] }
      const reply = toReminder([item], { today, workingDays, sourcesOf: answerer.sourcesOf })
      const letters = await lettersTo(person.id, withoutFollowing(reply), tools)
      if (letters.length > 0) told.add(person.id)
      notices.push(...letters)
    }
  return { people: told.size, notices }
}

async function approvedPeople({ campaign, milestone }: OwnMilestone, { db }: Tools): Promise<string[]> {
  const dossiers = campaign.dossiers.filter((one) => one.milestone === milestone.id).map(({ id }) => id)
  const forms = campaign.forms.filter(({ dossier }) => dossier !== undefined && dossiers.includes(dossier))
  if (forms.length === 0) return []
  const approved = await registrationsOfCampaign(db, campaign.id, ['approved'])
  const concerned = approved.filter(({ form }) => forms.some(({ id }) => id === form))
  return [...new Set(concerned.map(({ person }) => person))]
}

// Whoever was reminded by the day that held until now hears of the other one as a reminder.
function isReminded(person: Person, { campaign, milestone }: OwnMilestone, now: Date): boolean {
  if (!person.agrees || !person.told.has(`${campaign.id} ${milestone.id}`)) return false
  const follow = person.follows.find((one) => one.campaign === campaign.id)
  return follow ? isActive(follow, now) : person.offices.some((office) => office.campaign === campaign.id)
}

function isSame(before: Timed, after: Timed): boolean {
  const isCancelled = ({ standing }: Timed) => standing === 'cancelled'
  return isCancelled(before) === isCancelled(after) && before.last?.toString() === after.last?.toString()
}

// They may follow nothing: nothing is offered to be stopped or told again.
function withoutFollowing({ template: _, ...reply }: Reply): Reply {
  const choices = reply.choices.filter(({ action }) => /^(?:paper|remind:(?:done|source)):/.test(action))
  return { ...reply, choices }
}

async function lettersTo(person: string, reply: Reply, tools: Tools): Promise<OutgoingReply[]> {
  const expiresAt = new Date(tools.clock.now().getTime() + USEFUL_DAYS * 24 * 3_600_000)
  return (await contactsOfAnyone(tools.db, person)).map(({ channel, conversationId }) => ({
    id: tools.newId(),
    reply,
    to: { channel, conversationId },
    expiresAt,
  }))
}
