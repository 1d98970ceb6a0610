// Builds the assistant without its channels: what main.ts, chat.ts and ask.ts share.

import { randomUUID } from 'node:crypto'
import { watch } from 'node:fs'
import type { Logger } from 'pino'
import { createDesk, type Desk } from './bot/desk.ts'
import { type Clock, createClock } from './clock.ts'
import type { Config } from './config.ts'
import type { Tools } from './handlers/handler.ts'
import { createKnower, type Knower } from './knowledge/knower.ts'
import { readKnowledgeFiles } from './knowledge/load.ts'
import { type Db, openDatabase } from './store/database.ts'
import { keepGoodVersion, readGoodVersion } from './store/knowledge-versions.ts'

export interface Assistant {
  readonly db: Db
  readonly clock: Clock
  readonly knower: Knower
  readonly tools: Tools
  readonly desk: Desk
  close(): Promise<void>
}

const KNOWLEDGE_DIR = `${import.meta.dirname}/knowledge`
const SETTLE_MS = 300 // an editor writes a file in several steps

/** Opens the store, loads the knowledge, sets the clock. Throws DatabaseError, KnowledgeError. */
export async function createAssistant(
  config: Config,
  log: Logger,
  { watchKnowledge = false } = {},
): Promise<Assistant> {
  const db = await openDatabase(config.databaseUrl)
  const clock = createClock(config.clockStart ?? undefined)
  if (config.clockStart)
    log.warn(`the clock starts at ${config.clockStart.toISOString()} (CLOCK_START), not at the machine's time`)
  const files = readKnowledgeFiles(KNOWLEDGE_DIR)
  const reword = config.model ? (await import('./knowledge/reword.ts')).createReworder(config.model, log) : null
  const { knower, faults } = createKnower({ files, fallback: await readGoodVersion(db), today: clock.today, reword })
  for (const { file, line, message } of faults) log.error(`knowledge/${file}:${line}: ${message}`)
  if (faults.length > 0) log.error('the curated content has faults: the last good version stays in use')
  else await keepGoodVersion(db, files, clock.now())
  const tools: Tools = { knower, clock, newId: randomUUID }
  const desk = createDesk({ db, clock, tools, log })
  const stopWatching = watchKnowledge ? watchFiles(knower, db, clock, log) : () => {}
  return {
    db,
    clock,
    knower,
    tools,
    desk,
    close: async () => {
      stopWatching()
      await desk.idle()
      await db.destroy()
    },
  }
}

function watchFiles(knower: Knower, db: Db, clock: Clock, log: Logger): () => void {
  let timer: NodeJS.Timeout | undefined
  const reload = async () => {
    const files = readKnowledgeFiles(KNOWLEDGE_DIR)
    const faults = knower.update(files)
    for (const { file, line, message } of faults) log.error(`knowledge/${file}:${line}: ${message}`)
    if (faults.length > 0) return log.error('the changed content has faults: the last good version stays in use')
    await keepGoodVersion(db, files, clock.now())
    log.info('the changed content is in use')
  }
  const watcher = watch(KNOWLEDGE_DIR, { recursive: true }, (_event, file) => {
    if (!file || !/\.(yaml|md)$/.test(file)) return
    clearTimeout(timer)
    timer = setTimeout(
      () => void reload().catch((error: unknown) => log.error({ err: error }, 'the changed content could not be read')),
      SETTLE_MS,
    )
  })
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
