// The assistant with two small plans, in memory: what the tests of channels talk to.

import { type Logger, pino } from 'pino'
import { createDesk, type Desk } from '../../bot/desk.ts'
import { createMeter, type Meter } from '../../bot/meter.ts'
import { createOutbox, type Outbox } from '../../bot/outbox.ts'
import { type Clock, createClock } from '../../clock.ts'
import type { Access } from '../../handlers/admit-visitor.ts'
import type { Tools } from '../../handlers/handler.ts'
import { createKnower, type Knower } from '../../knowledge/knower.ts'
import type { KnowledgeFiles } from '../../knowledge/load.ts'
import type { IncomingMessage } from '../../message.ts'
import { type Db, openDatabase } from '../../store/database.ts'
import { createFileStore, type FileStore } from '../../store/files.ts'
import { RETENTION } from '../../store/retention.ts'
import { createWriter } from '../../store/writer.ts'
import { smallKnowledge } from './small-knowledge.ts'

export interface SmallAssistant extends AsyncDisposable {
  readonly db: Db
  readonly clock: Clock
  readonly tools: Tools
  readonly organisers: readonly string[]
  readonly files: FileStore
  readonly outbox: Outbox
  readonly meter: Meter
  readonly desk: Desk
  /** What channels handed to the desk, in order. */
  readonly received: readonly IncomingMessage[]
  readonly log: Logger
}

// Building it from the shipped plans takes a second or two, so the tests of one file share what the same files hold.
const known = new WeakMap<KnowledgeFiles, { knower: Knower; clock: Clock }>()

function knowerOf(files: KnowledgeFiles, clock: Clock): Knower {
  const before = known.get(files)
  if (before) {
    before.clock = clock
    return before.knower
  }
  const today = () => (known.get(files)?.clock ?? clock).today()
  const { knower } = createKnower({ files, fallback: null, today, reword: null })
  known.set(files, { knower, clock })
  return knower
}

/** Builds it; `answerDelayMs` makes its answers slow, as a model would; `holder` names its process for leases. */
export async function givenAnAssistant({
  databaseUrl = 'sqlite::memory:',
  access = { mode: 'open' } as Access,
  organisers = [] as readonly string[],
  publicUrl = null as string | null,
  botName = null as string | null,
  questionsPerMinute = 10_000,
  answerDelayMs = 0,
  files = smallKnowledge() as KnowledgeFiles,
  holder = `test:${process.pid}`,
  startsAt = new Date('2020-02-10T08:00:00+07:00'),
  log = pino({ level: process.env.LOG_LEVEL ?? 'silent' }) as Logger,
} = {}): Promise<SmallAssistant> {
  const db = await openDatabase(databaseUrl)
  const clock = createClock(startsAt)
  const knower = knowerOf(files, clock)
  const slow = {
    ...knower,
    answer: async (...asked: Parameters<typeof knower.answer>) => {
      await new Promise((resolve) => setTimeout(resolve, answerDelayMs))
      return knower.answer(...asked)
    },
  }
  let count = 0
  const store = createFileStore(null)
  const tools: Tools = {
    knower: answerDelayMs > 0 ? slow : knower,
    clock,
    db,
    access,
    organisers,
    publicUrl,
    botName: () => botName,
    retention: RETENTION,
    log,
    newId: () => `reply-${++count}-${Math.random().toString(36).slice(2, 8)}`,
    files: store,
    fetchFile: (message, file) => desk.fetchFile(message, file),
  }
  const meter = createMeter()
  const backoffMs = { first: 5, most: 50 }
  const writer = createWriter(db)
  const outbox = createOutbox({ db, writer, clock, log, meter, holder, backoffMs })
  const real = createDesk({ db, writer, clock, tools, outbox, meter, log, questionsPerMinute })
  const received: IncomingMessage[] = []
  const desk: Desk = {
    ...real,
    receive: (message) => {
      received.push(message)
      return real.receive(message)
    },
  }
  return {
    db,
    clock,
    tools,
    organisers,
    files: store,
    outbox,
    meter,
    desk,
    received,
    log,
    [Symbol.asyncDispose]: async () => {
      await desk.idle()
      await outbox.stop()
      await db.destroy()
      await store.close()
    },
  }
}
