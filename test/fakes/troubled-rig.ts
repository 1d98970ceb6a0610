// The whole assistant with its jobs, between the platforms and a database on disk, in time that the test makes pass:
// what is to go wrong is ordered of the platforms, the database or the clock.

import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import SQLite from 'better-sqlite3'
import { Hono } from 'hono'
import { pino } from 'pino'
import { vi } from 'vitest'
import { type Assistant, createAssistant } from '../../assistant.ts'
import { nameHolder } from '../../bot/holder.ts'
import { createTelegramChannel } from '../../bot/telegram-channel.ts'
import { createZaloChannel } from '../../bot/zalo-channel.ts'
import { createConsentLink } from '../../bot/zalo-consent.ts'
import { PAID_HOURS } from '../../bot/zalo-window.ts'
import { createClock } from '../../clock.ts'
import { loadConfig } from '../../config.ts'
import { createRunner, type Runner } from '../../jobs/run-jobs.ts'
import { createSchedule } from '../../jobs/schedule.ts'
import { createKnower } from '../../knowledge/knower.ts'
import { readKnowledgeFiles } from '../../knowledge/load.ts'
import type { Channel } from '../../message.ts'
import type { Db } from '../../store/database.ts'
import { follow } from '../../store/follows.ts'
import { createFolder } from '../running-assistant.ts'
import { type FakeTelegram, startFakeTelegram } from './fake-telegram.ts'
import { type FakeZalo, startFakeZalo } from './fake-zalo.ts'
import { NOI_VU, vietnam } from './reminding-rig.ts'

const SECRET = 'a-secret-of-the-webhook'
const LOCK_WAIT_MS = 20 // instead of the 5 s that everything stands still for
const GLANCE_MS = 35 // one reminder's gap
const QUIET = 6 // glances in which nothing was sent
const realSetTimeout = setTimeout
const shortly = () => new Promise((resolve) => realSetTimeout(resolve, 1))
const files = readKnowledgeFiles(join(import.meta.dirname, '../../knowledge'))
let clock = createClock()
const { knower } = createKnower({ files, fallback: null, today: () => clock.today(), reword: null })

/** What a platform took, by its own clock. */
export interface Taken {
  readonly conversationId: string
  readonly platformId: string
  readonly text: string
  readonly at: Date
}

/** A row of the ledger with its letter. */
export interface LedgerRow {
  readonly person: string
  readonly lead: string
  readonly state: string
  readonly reason: string | null
  readonly dueAt: Date
  readonly letter: {
    readonly id: string
    readonly conversationId: string
    readonly state: string
    readonly platformId: string | null
  } | null
}

export interface TroubledRig extends AsyncDisposable {
  readonly telegram: FakeTelegram
  readonly zalo: FakeZalo
  readonly databaseUrl: string
  readonly assistant: () => Assistant
  readonly jobs: () => Runner
  /** The time it really is, whatever the machine believes. */
  now(): Date
  /** Somebody with conversations, last seen now, who follows the plan. */
  follows(...conversations: string[]): Promise<string>
  /** Lets time pass until then, job after job. */
  until(moment: string, stepMs?: number): Promise<void>
  /** What was taken of a conversation; of all without one. */
  taken(conversationId?: string): readonly Taken[]
  ledger(person?: string): Promise<LedgerRow[]>
  /** Ends the process as asked and starts another. */
  restart(): Promise<void>
  /** Another program writes to the database until `release` is called. */
  lock(): { release(): void }
  /** The machine's clock is set by so much; time itself does not pass. */
  setClockBy(ms: number): void
  /** An admin of the OA consents anew. */
  consents(): Promise<Response>
  /** Somebody writes on Zalo. */
  writes(userId: string, text: string): Promise<void>
}

/** Starts at this moment; Telegram and Zalo are served, Zalo with messages that the OA pays for. */
export async function givenTrouble({ startsAt = '10/02/2020 09:00' } = {}): Promise<TroubledRig> {
  const began = vietnam(startsAt)
  vi.useFakeTimers({
    now: began,
    // Not setInterval: what is renewed every few seconds would take most of a test that lasts for days.
    toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'],
  })
  const beganAt = performance.now()
  const toMoment = (at: number) => new Date(began.getTime() + at - beganAt)
  const now = () => toMoment(performance.now())
  const folder = createFolder()
  const databaseUrl = `sqlite:${join(folder.path, 'trouble.db')}`
  const telegram = await startFakeTelegram({ now })
  const zalo = await startFakeZalo({ now })
  let inFlight = 0
  let glances = 0
  const watched = (channel: Channel): Channel => ({
    ...channel,
    send: async (...letter) => {
      inFlight += 1
      glances = 0
      return channel.send(...letter).finally(() => {
        inFlight -= 1
      })
    },
  })
  const begin = () => startUp({ databaseUrl, telegram, zalo, watched })
  let running = await begin()
  const taken: Taken[] = []
  telegram.onSent(({ chatId, messageId, text, at }) =>
    taken.push({ conversationId: `telegram:${chatId}`, platformId: String(messageId), text, at: toMoment(at) }),
  )
  zalo.onSent(({ to, messageId, text, at }) =>
    taken.push({ conversationId: `zalo:${to}`, platformId: messageId, text, at }),
  )

  // Time goes on by glances as long as something is to be sent, and hardly while it is on its way.
  const settle = async () => {
    for (glances = 0; glances < QUIET || inFlight > 0; glances++) {
      await shortly()
      vi.advanceTimersByTime(inFlight > 0 ? 1 : GLANCE_MS)
    }
  }
  await settle()
  // Whoever stops lets reminders go for a few seconds.
  const stop = async () => {
    let isOver = false
    const over = running.stop().finally(() => {
      isOver = true
    })
    while (!isOver) {
      await shortly()
      vi.advanceTimersByTime(GLANCE_MS)
    }
    await over
  }
  return {
    telegram,
    zalo,
    databaseUrl,
    assistant: () => running.assistant,
    jobs: () => running.jobs,
    now,
    follows: async (...conversations) => {
      const { db } = running.assistant
      const [person = ''] = conversations
      for (const conversation_id of conversations) {
        const [channel = '', id = ''] = conversation_id.split(':')
        if (channel === 'zalo') zalo.people.interact(id)
        const rest = { unreachable: null, silenced_until: null, admitted_at: null }
        const contact = { conversation_id, channel, person_id: person, last_seen_at: now().toISOString(), ...rest }
        await db.insertInto('contacts').values(contact).execute()
      }
      await follow(db, person, NOI_VU, {}, now())
      return person
    },
    until: async (moment, stepMs = 60_000) => {
      const end = vietnam(moment)
      while (now() < end) {
        const left = Math.min(stepMs, end.getTime() - now().getTime())
        vi.advanceTimersByTime(left)
        await running.jobs.tick()
        await settle()
      }
    },
    taken: (conversationId) => taken.filter((one) => one.conversationId === (conversationId ?? one.conversationId)),
    ledger: (person) => readLedger(running.assistant, person),
    restart: async () => {
      await stop()
      running = await begin()
      await settle()
    },
    lock: () => {
      const other = new SQLite(join(folder.path, 'trouble.db'))
      other.exec('begin immediate')
      return {
        release: () => {
          other.exec('rollback')
          other.close()
        },
      }
    },
    setClockBy: (ms) => void vi.setSystemTime(Date.now() + ms),
    consents: async () => {
      const asked = { appId: zalo.appId, codeVerifier: null, oauthRoot: zalo.url }
      const response = await fetch(await createConsentLink(running.assistant, asked, running.url))
      await settle()
      return response
    },
    writes: async (userId, text) => {
      await zalo.emit(`${running.url}/zalo/webhook`, zalo.events.userText(userId, text))
      await running.assistant.desk.idle()
      await settle()
    },
    [Symbol.asyncDispose]: async () => {
      await stop()
      await telegram[Symbol.asyncDispose]()
      await zalo[Symbol.asyncDispose]()
      vi.useRealTimers()
      folder[Symbol.dispose]()
    },
  }
}

interface Running {
  readonly assistant: Assistant
  readonly jobs: Runner
  readonly url: string
  stop(): Promise<void>
}

// As main.ts does, but the jobs are run by the test.
async function startUp({
  databaseUrl,
  telegram,
  zalo,
  watched,
}: {
  databaseUrl: string
  telegram: FakeTelegram
  zalo: FakeZalo
  watched: (channel: Channel) => Channel
}): Promise<Running> {
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    ZALO_APP_ID: zalo.appId,
    ZALO_APP_SECRET: zalo.appSecret,
    ZALO_OA_ID: zalo.oaId,
    ZALO_OA_SECRET_KEY: zalo.oaSecretKey,
    ZALO_REFRESH_TOKEN: 'refresh-1',
    ZALO_API_ROOT: zalo.url,
    ZALO_OAUTH_ROOT: zalo.url,
    ZALO_ZBS_ROOT: zalo.url,
    ZALO_PAID_MESSAGES: 'on',
  })
  const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' })
  clock = createClock()
  const assistant = await createAssistant(config, log, { clock, knower })
  const { db, desk, files, meter, outbox, writer, tell } = assistant
  await setPragma(db, `busy_timeout = ${LOCK_WAIT_MS}`)
  await setPragma(db, 'synchronous = OFF') // nobody cuts the power, and a lease is renewed every ten seconds
  if (!config.telegram || !config.zalo) throw new Error('both platforms are configured')
  const shared = { db, desk, clock, files, log, meter, publicUrl: null }
  const doors = [
    createTelegramChannel({ ...shared, settings: config.telegram }),
    createZaloChannel({ ...shared, settings: config.zalo, holder: nameHolder(), onNeedsConsent: async () => {} }),
  ]
  const app = new Hono()
  for (const { channel, routes } of doors) {
    desk.serve(watched(channel))
    app.route('/', routes)
  }
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started))
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  telegram.deliverTo(`${url}/telegram/webhook`, SECRET)
  zalo.settings.echoTo = `${url}/zalo/webhook`
  await desk.resume()
  for (const door of doors) door.start()
  while (doors.some(({ health }) => health() === 'starting')) await shortly()
  const reach = { zaloHours: PAID_HOURS, hasZaloTemplate: false }
  const jobs = createRunner({
    jobs: createSchedule({ ...config, renewZaloTokens: null }),
    tools: { ...assistant.tools, writer, outbox, reach, tell },
    isHolding: outbox.isHolding,
  })
  return {
    assistant,
    jobs,
    url,
    stop: async () => {
      await jobs.stop()
      for (const door of doors) await door.stop()
      await new Promise((resolve) => {
        server.close(resolve)
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
      await assistant.close()
    },
  }
}

async function setPragma(db: Db, pragma: string): Promise<void> {
  const query = { kind: 'RawNode', sqlFragments: [], parameters: [] }
  const compiled = { sql: `pragma ${pragma}`, parameters: [], query, queryId: { queryId: pragma } }
  await db.executeQuery(compiled as unknown as Parameters<Db['executeQuery']>[0])
}

async function readLedger({ db }: Assistant, person?: string): Promise<LedgerRow[]> {
  const rows = await db
    .selectFrom('reminders')
    .leftJoin('outbox', 'outbox.id', 'reminders.letter_id')
    .select(['person_id', 'lead', 'reminders.state', 'reminders.reason', 'due_at'])
    .select(['letter_id', 'outbox.conversation_id', 'outbox.state as letter', 'outbox.platform_id'])
    .orderBy('reminders.seq')
    .execute()
  return rows
    .filter(({ person_id }) => person_id === (person ?? person_id))
    .map((row) => ({
      person: row.person_id,
      lead: row.lead,
      state: row.state,
      reason: row.reason,
      dueAt: new Date(row.due_at),
      letter:
        row.letter_id === null || row.conversation_id === null || row.letter === null
          ? null
          : {
              id: row.letter_id,
              conversationId: row.conversation_id,
              state: row.letter,
              platformId: row.platform_id,
            },
    }))
}
