// Builds the assistant without its channels: what main.ts, chat.ts and ask.ts share.

import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { createDesk, type Desk } from './bot/desk.ts'
import { nameHolder } from './bot/holder.ts'
import { createMeter, type Meter } from './bot/meter.ts'
import { createOutbox, type Outbox } from './bot/outbox.ts'
import { type Clock, createClock } from './clock.ts'
import type { Config } from './config.ts'
import type { Tools } from './handlers/handler.ts'
import { createKeptReader } from './knowledge/kept-knowledge.ts'
import { createKnower, type Knower } from './knowledge/knower.ts'
import { readKnowledgeFiles } from './knowledge/load.ts'
import { missingHolidays, tellMissingHolidays } from './knowledge/missing-holidays.ts'
import { watchFolder } from './knowledge/watch-folder.ts'
import { channelOf, type Reply } from './message.ts'
import { type Db, openDatabase } from './store/database.ts'
import { demandFolder } from './store/demand-folder.ts'
import { createFileStore, type FileStore } from './store/files.ts'
import { keepGoodVersion, readGoodVersion } from './store/knowledge-versions.ts'
import { lastMoment } from './store/last-moment.ts'
import { post } from './store/outbox.ts'
import { createWriter, type Writer } from './store/writer.ts'

export interface Assistant {
  readonly db: Db
  readonly clock: Clock
  readonly knower: Knower
  readonly tools: Tools
  readonly files: FileStore
  readonly outbox: Outbox
  readonly meter: Meter
  readonly desk: Desk
  readonly writer: Writer
  /** Telegram has said by which name it knows the assistant. */
  nameBot(username: string): void
  /** Sends a message to these conversations that nobody asked for. */
  tell(conversations: readonly string[], reply: Reply): Promise<void>
  /** Finishes what is under way, for at most 10 s, and lets the database go. */
  close(): Promise<void>
}

const KNOWLEDGE_DIR = `${import.meta.dirname}/knowledge`
const KEPT_KNOWLEDGE = `${import.meta.dirname}/.bundle/knowledge`
const TOLD_HOURS = 24 // later a notice may speak of what has long been mended
const DRAIN_MS = 10_000 // service managers kill what has not stopped soon after SIGTERM; systemd waits 90 s, Docker 10 s

export interface AssistantOptions {
  readonly watchKnowledge?: boolean
  /** Whoever can start this program is let in without a code and asks as much as they like. */
  readonly isLocal?: boolean
  /** Another clock than the machine's or the configured one. */
  readonly clock?: Clock
  /** What is known already: the files are not read again. */
  readonly knower?: Knower
}

/** Opens the store, loads the knowledge, sets the clock. Throws DatabaseError, FolderError, KnowledgeError. */
export async function createAssistant(config: Config, log: Logger, options: AssistantOptions = {}): Promise<Assistant> {
  const { watchKnowledge = false, isLocal = false } = options
  const db = await openDatabase(config.databaseUrl)
  const clock = options.clock ?? (await startClock(config, db, log))
  const knower = options.knower ?? (await readKnower(config, db, clock, log))
  // Who talks in the terminal sends no reminders.
  if (!isLocal) tellOfMissingHolidays(knower, clock, log)
  if (config.filesDir) demandFolder(config.filesDir, 'FILES_DIR')
  const fileStore = createFileStore(config.filesDir)
  let botName: string | null = null
  const tools: Tools = {
    knower,
    clock,
    db,
    access: isLocal ? { mode: 'open' } : config.access,
    organisers: config.organisers,
    botName: () => botName,
    publicUrl: config.publicUrl,
    retention: config.retention,
    log,
    newId: randomUUID,
    files: fileStore,
    fetchFile: (message, file) => desk.fetchFile(message, file),
  }
  const meter = createMeter()
  const writer = createWriter(db)
  const outbox = createOutbox({ db, writer, clock, log, meter, holder: nameHolder() })
  const questionsPerMinute = isLocal ? Number.POSITIVE_INFINITY : config.questionsPerMinute
  const desk = createDesk({ db, writer, clock, tools, outbox, meter, log, questionsPerMinute })
  const stopWatching = watchKnowledge ? watchFiles(knower, db, clock, log) : () => {}
  return {
    db,
    clock,
    knower,
    tools,
    files: fileStore,
    outbox,
    meter,
    desk,
    writer,
    nameBot: (username) => {
      botName = username
    },
    tell: async (conversations, reply) => {
      const now = clock.now()
      const expiresAt = new Date(now.getTime() + TOLD_HOURS * 3_600_000)
      for (const conversationId of conversations)
        outbox.take([
          await post(
            db,
            {
              id: randomUUID(),
              channel: channelOf(conversationId),
              conversationId,
              answers: 'operators',
              purpose: 'reminder',
              reply,
              expiresAt,
            },
            now,
          ),
        ])
    },
    close: async () => {
      stopWatching()
      await within(DRAIN_MS, desk.idle())
      await within(DRAIN_MS, outbox.stop())
      await db.destroy()
      await fileStore.close()
    },
  }
}

// After “+1 ngày” and a restart the demo goes on from there: nothing of what was said lies in the future.
async function startClock({ clockStart, demo }: Config, db: Db, log: Logger): Promise<Clock> {
  if (!clockStart) return createClock()
  const last = demo ? await lastMoment(db) : null
  const startsAt = last && last > clockStart ? last : clockStart
  log.warn(`the clock starts at ${startsAt.toISOString()} (CLOCK_START), not at the machine's time`)
  return createClock(startsAt)
}

async function readKnower(config: Config, db: Db, clock: Clock, log: Logger): Promise<Knower> {
  const files = readKnowledgeFiles(KNOWLEDGE_DIR)
  const reword = config.model ? (await import('./knowledge/reword.ts')).createReworder(config.model, log) : null
  const { knower, faults } = createKnower({
    files,
    fallback: await readGoodVersion(db),
    today: clock.today,
    reword,
    read: createKeptReader(KEPT_KNOWLEDGE),
  })
  for (const { file, line, message } of faults) log.error(`knowledge/${file}:${line}: ${message}`)
  if (faults.length > 0) log.error('the curated content has faults: the last good version stays in use')
  else await keepGoodVersion(db, files, clock.now())
  return knower
}

function within(ms: number, work: Promise<void>): Promise<void> {
  return Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, ms).unref())])
}

function tellOfMissingHolidays(knower: Knower, clock: Clock, log: Logger): void {
  const { campaigns, workingDays } = knower.current()
  const told = tellMissingHolidays(missingHolidays(campaigns, workingDays, clock.today().year))
  if (told) log.warn(told)
}

function watchFiles(knower: Knower, db: Db, clock: Clock, log: Logger): () => void {
  const reload = async () => {
    const files = readKnowledgeFiles(KNOWLEDGE_DIR)
    const faults = knower.update(files)
    for (const { file, line, message } of faults) log.error(`knowledge/${file}:${line}: ${message}`)
    if (faults.length > 0) return log.error('the changed content has faults: the last good version stays in use')
    await keepGoodVersion(db, files, clock.now())
    log.info('the changed content is in use')
  }
  return watchFolder(
    KNOWLEDGE_DIR,
    () => void reload().catch((error: unknown) => log.error({ err: error }, 'the changed content could not be read')),
    (error) => log.warn({ err: error }, 'a folder of the curated content went while it was looked at'),
  )
}
