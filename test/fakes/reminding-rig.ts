// The jobs with the shipped plans, a clock that stands still, and platforms that deliver as told.

import { join } from 'node:path'
import { pino } from 'pino'
import type { Tools } from '../../handlers/handler.ts'
import type { Reach } from '../../jobs/choose-way.ts'
import type { JobTools } from '../../jobs/job-tools.ts'
import { createPlanner } from '../../jobs/plan-reminders.ts'
import { sendReminders } from '../../jobs/send-reminders.ts'
import { createKnower } from '../../knowledge/knower.ts'
import { readKnowledgeFiles } from '../../knowledge/load.ts'
import { type ChannelName, type Delivery, type Reply, toPlainText } from '../../message.ts'
import { markUnreachable } from '../../store/contacts.ts'
import { type Db, openDatabase } from '../../store/database.ts'
import { createFileStore } from '../../store/files.ts'
import { follow } from '../../store/follows.ts'
import { type Letter, markSent, settle } from '../../store/outbox.ts'
import { peopleDue } from '../../store/reminders.ts'
import { RETENTION } from '../../store/retention.ts'
import { createWriter } from '../../store/writer.ts'
import { createStillClock, type StillClock } from '../stories/player/still-clock.ts'

export const NOI_VU = 'noi-vu-hung-yen-2020'
const files = readKnowledgeFiles(join(import.meta.dirname, '../../knowledge'))
let clockInUse = createStillClock(new Date(0))
// Built once: it takes longer than all a test does with it.
const { knower } = createKnower({ files, fallback: null, today: () => clockInUse.today(), reword: null })

/** “10/02/2020 08:00” in Vietnam. */
export function vietnam(text: string): Date {
  const match = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}:\d{2})$/.exec(text)
  if (!match) throw new Error(`no moment: ${text}`)
  return new Date(`${match[3]}-${match[2]}-${match[1]}T${match[4]}:00+07:00`)
}

export interface Told {
  readonly conversationId: string
  readonly at: Date
  readonly reply: Reply
}

export interface RemindingRig extends AsyncDisposable {
  readonly db: Db
  readonly clock: StillClock
  readonly tools: JobTools
  /** What reached somebody. */
  readonly told: Told[]
  /** Somebody with conversations, last seen now; the first one names them. */
  meets(...conversations: string[]): Promise<string>
  follows(person: string, settings?: { leads?: number[]; hour?: string }, campaign?: string): Promise<void>
  /** Runs planner and sender at that moment, as after a start if `restarted`. */
  at(moment: string, how?: { restarted?: boolean }): Promise<void>
  /** The same at an instant, with a pause between rounds until nothing is left to post. */
  run(at: Date, how?: { restarted?: boolean }): Promise<void>
  /** Delivers what is in the outbox. */
  deliver(): Promise<void>
  /** What a person was told, as text. */
  heard(conversationId: string): string[]
  /** How deliveries to a conversation end; `sent` unless told otherwise. */
  ends(conversationId: string, delivery: Delivery): void
  /** The ledger of a person: “lead state”. */
  ledger(person: string): Promise<string[]>
}

export async function givenReminding({
  startsAt = '10/02/2020 07:00',
  channels = ['telegram', 'zalo', 'web'] as readonly ChannelName[],
  reach = { zaloHours: 48, hasZaloTemplate: false } as Reach,
  organisers = [] as readonly string[],
  databaseUrl = 'sqlite::memory:',
} = {}): Promise<RemindingRig> {
  const db = await openDatabase(databaseUrl)
  const clock = createStillClock(vietnam(startsAt))
  clockInUse = clock
  const endings = new Map<string, Delivery>()
  const told: Told[] = []
  const waiting: Letter[] = []
  let count = 0
  const base: Tools = {
    knower,
    clock,
    db,
    access: { mode: 'open' },
    organisers,
    publicUrl: null,
    botName: () => null,
    retention: RETENTION,
    log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
    newId: () => `letter-${++count}`,
    files: createFileStore(null),
    fetchFile: async () => ({ state: 'unavailable', reason: 'a fake' }),
  }
  const tools: JobTools = {
    ...base,
    writer: createWriter(db),
    outbox: {
      take: (letters) => void waiting.push(...letters),
      split: (channel, reply) => (channels.includes(channel) ? [reply] : null),
      isStuck: () => false,
    },
    reach,
    tell: async (conversations, reply) => {
      for (const conversationId of conversations) told.push({ conversationId, at: clock.now(), reply })
    },
  }
  const deliver = async () => {
    for (const letter of waiting.splice(0)) {
      const ending = endings.get(letter.conversationId) ?? { state: 'sent' }
      if (ending.state === 'sent') {
        told.push({ conversationId: letter.conversationId, at: clock.now(), reply: letter.reply })
        await markSent(db, letter.id, clock.now())
      } else if (ending.state === 'retry') waiting.push(letter)
      else if (ending.state !== 'moved') await settle(db, letter.id, ending.state, ending.reason)
      if (ending.state === 'blocked') await markUnreachable(db, letter.conversationId, ending.reason)
      if (ending.state === 'retry') return
    }
  }
  let plan = createPlanner()
  return {
    db,
    clock,
    tools,
    told,
    meets: async (...conversations) => {
      const [person = ''] = conversations
      for (const conversation_id of conversations)
        await db
          .insertInto('contacts')
          .values({
            conversation_id,
            channel: conversation_id.split(/[:-]/)[0] ?? '',
            person_id: person,
            last_seen_at: clock.now().toISOString(),
            unreachable: null,
            silenced_until: null,
            admitted_at: null,
          })
          .execute()
      return person
    },
    follows: (person, settings = {}, campaign = NOI_VU) => follow(db, person, campaign, settings, clock.now()),
    at: async (moment, { restarted = false } = {}) => {
      clock.set(vietnam(moment))
      if (restarted) plan = createPlanner()
      await plan(tools)
      for (let round = 0; round < 3; round++) {
        await sendReminders(tools)
        await deliver()
      }
    },
    run: async (at, { restarted = false } = {}) => {
      clock.set(at)
      if (restarted) plan = createPlanner()
      for (let round = 0; round < 100; round++) {
        await plan(tools) // as in the table of jobs: what comes due while others wait is known before they go
        const posted = await sendReminders(tools)
        await deliver()
        if (posted === null && (await peopleDue(db, new Date(clock.now().getTime() + 25_000), 1)).length === 0) return
        clock.set(new Date(clock.now().getTime() + 21_000))
      }
    },
    deliver,
    heard: (conversationId) =>
      told.filter((one) => one.conversationId === conversationId).map(({ reply }) => toPlainText(reply)),
    ends: (conversationId, delivery) => void endings.set(conversationId, delivery),
    ledger: async (person) => {
      const rows = await db.selectFrom('reminders').selectAll().where('person_id', '=', person).orderBy('seq').execute()
      return rows.map(({ lead, state }) => `${lead} ${state}`)
    },
    [Symbol.asyncDispose]: async () => {
      await db.destroy()
      await base.files.close()
    },
  }
}
