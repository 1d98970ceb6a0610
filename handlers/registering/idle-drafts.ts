// Drafts nobody goes on with: reminded of once, expired with notice. The jobs ask for the work and write it at once.

import { Temporal } from 'temporal-polyfill'
import { toInstant, toVietnamDate } from '../../clock.ts'
import { formatDate } from '../../knowledge/working-days.ts'
import type { Reply } from '../../message.ts'
import { changeRegistration } from '../../store/change-registration.ts'
import type { OutgoingReply } from '../../store/commit.ts'
import { contactsOfPerson, endKeepingText } from '../../store/contacts.ts'
import { readState, writeState } from '../../store/conversation-state.ts'
import type { Db } from '../../store/database.ts'
import { idleDrafts } from '../../store/drafts.ts'
import { isFormOpen, readFormOpening } from '../../store/form-openings.ts'
import type { Registration } from '../../store/registration.ts'
import { milestonesTold } from '../../store/reminders.ts'
import { findOff, readSwitches } from '../../store/switches.ts'
import { stateSchema, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { findForm, findFormNow } from './form-in-use.ts'
import { EXPIRES_AFTER_MS, expiryOf, REMINDED_AFTER_MS } from './idle-times.ts'
import { tellDeadline } from './late.ts'
import { registeringReplies as texts } from './replies.vi.ts'

/** What is to be said and written of one draft, in one transaction; a stale one is left to the next run. */
export interface DraftWork {
  readonly registration: string
  /** To the conversation the person used last; none if they cannot be reached. */
  readonly letters: readonly (OutgoingReply & { readonly to: NonNullable<OutgoingReply['to']> })[]
  readonly write: (trx: Db) => Promise<void>
}

/**
 * A letter for each draft that has rested for three days and was not reminded of; none where its deadline was today.
 * While reminders are off it is left for later.
 */
export async function remindIdleDrafts(tools: Tools): Promise<DraftWork[]> {
  const now = tools.clock.now()
  const idle = await idleDrafts(tools.db, new Date(now.getTime() - REMINDED_AFTER_MS))
  const switches = await readSwitches(tools.db)
  const due = idle.filter(
    ({ remindedAt, updatedAt, campaign }) =>
      remindedAt === null && expiryOf(updatedAt) > now && findOff(switches, campaign) === null,
  )
  return Promise.all(
    due.map(async (draft) => ({
      registration: draft.id,
      letters: (await wasToldToday(draft, tools))
        ? []
        : await letterTo(draft.person, await toReminder(draft, tools), tools),
      write: (trx: Db) => changeRegistration(trx, draft, { remindedAt: now }, [], now, { isActivity: false }),
    })),
  )
}

/** Drafts that have rested for 30 days expire; their person is told. */
export async function expireDrafts(tools: Tools): Promise<DraftWork[]> {
  const now = tools.clock.now()
  const over = await idleDrafts(tools.db, new Date(now.getTime() - EXPIRES_AFTER_MS))
  return Promise.all(
    over.map(async (draft) => ({
      registration: draft.id,
      letters: await letterTo(draft.person, say('action', texts.expired(titleOf(draft, tools))), tools),
      write: async (trx: Db) => {
        await changeRegistration(trx, draft, { state: 'expired' }, [{ at: now, by: 'clock', act: 'expire' }], now)
        await stopAsking(trx, draft, now)
      },
    })),
  )
}

// A reminder of the deadline speaks of the draft, too.
async function wasToldToday(draft: Registration, tools: Tools): Promise<boolean> {
  const milestone = findForm(tools, draft.campaign, draft.form)?.form.milestone
  const told = await milestonesTold(tools.db, draft.person, toInstant(tools.clock.today(), '00:00'))
  return told.has(`${draft.campaign}/${milestone}`)
}

// The form asks no more, and what the person writes is masked again.
async function stopAsking(trx: Db, { id, person }: Registration, now: Date): Promise<void> {
  const parsed = stateSchema.safeParse(await readState(trx, person))
  if (!parsed.success || parsed.data.form?.registration !== id) return
  await writeState(trx, person, { ...parsed.data, form: null }, now)
  await endKeepingText(trx, person)
}

async function toReminder(draft: Registration, tools: Tools): Promise<Reply> {
  const deadline = await deadlineOf(draft, tools)
  return {
    ...say(
      'action',
      texts.idleReminder(titleOf(draft, tools), await tellEnd(draft, tools)),
      ...(deadline ? [texts.idleDeadline(deadline)] : []),
    ),
    choices: [
      { label: texts.goOn, action: `form:open:${draft.id}` },
      { label: texts.deleteDraft, action: `form:${draft.id}:cancel` },
    ],
  }
}

// Until when it can be sent, where its form closes before it expires.
async function tellEnd({ campaign, form, updatedAt }: Registration, tools: Tools): Promise<string> {
  const expiry = toVietnamDate(expiryOf(updatedAt))
  const found = findForm(tools, campaign, form)?.form
  const opening = await readFormOpening(tools.db, campaign, form)
  if (found && !isFormOpen(found, opening, tools.clock.today())) return texts.draftIsClosed
  const closesOn = opening?.closesOn ?? null
  return closesOn && Temporal.PlainDate.compare(closesOn, expiry) < 0
    ? texts.idleCloses(formatDate(closesOn))
    : texts.idleExpires(formatDate(expiry))
}

async function deadlineOf(draft: Registration, tools: Tools): Promise<string | null> {
  const inUse = await findFormNow(tools, draft.campaign, draft.form)
  return inUse && tellDeadline(inUse.campaign, inUse.form, tools)
}

function titleOf(draft: Registration, tools: Tools): string {
  return findForm(tools, draft.campaign, draft.form)?.form.title ?? draft.campaign
}

async function letterTo(person: string, reply: Reply, tools: Tools): Promise<DraftWork['letters']> {
  const reachable = (await contactsOfPerson(tools.db, person)).filter(({ unreachable }) => unreachable === null)
  const [last] = reachable.sort((a, b) => (b.lastSeenAt?.getTime() ?? 0) - (a.lastSeenAt?.getTime() ?? 0))
  return last ? [{ id: tools.newId(), reply, to: { channel: last.channel, conversationId: last.conversationId } }] : []
}
