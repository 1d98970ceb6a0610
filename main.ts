// Builds everything, starts it, stops it.

import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { type Logger, pino } from 'pino'
import { createAssistant } from './assistant.ts'
import { createCalendarRoutes } from './bot/calendar-routes.ts'
import { createFileLinkRoutes } from './bot/file-links.ts'
import { nameHolder } from './bot/holder.ts'
import { createOperationsRoutes } from './bot/operations.ts'
import { createWebChannel } from './bot/web-channel.ts'
import { ORGANISER_WINDOW } from './bot/web-windows.ts'
import { FREE_HOURS, PAID_HOURS } from './bot/zalo-window.ts'
import { type Config, ConfigError, loadConfig } from './config.ts'
import { replies, say } from './handlers/replies.vi.ts'
import { createRunner } from './jobs/run-jobs.ts'
import { createSchedule } from './jobs/schedule.ts'
import { KnowledgeError } from './knowledge/knower.ts'
import { DatabaseError } from './store/database.ts'
import { demandFolder, FolderError } from './store/demand-folder.ts'

const CLOSE_MS = 2_000

class StartError extends Error {
  override readonly name = 'StartError'
}

process.umask(0o077) // the database holds tokens and what people wrote: for this user alone
const config = readConfig()
const log = pino({ level: config.logLevel, redact: ['token', '*.token', '*.*.token', 'headers', '*.headers'] })
void start(config, log).catch(giveUp)

function readConfig(): Config {
  try {
    return loadConfig(process.env, { demo: process.argv.includes('--demo') })
  } catch (error) {
    return giveUp(error)
  }
}

async function start(config: Config, log: Logger): Promise<void> {
  const assistant = await createAssistant(config, log, { watchKnowledge: true })
  demandFolder(config.backupDir, 'BACKUP_DIR')
  const { db, desk, clock, files, knower, meter } = assistant
  const shared = { db, desk, clock, files, log, meter, publicUrl: config.publicUrl }
  const campaigns = () => knower.current().campaigns
  const web = config.webChat
    ? createWebChannel({
        ...shared,
        organisers: config.organisers,
        demo: config.demo,
        campaigns,
        webRoot: `${import.meta.dirname}/web`,
      })
    : null
  // What is not configured is not loaded either: the start is quicker by what the platforms' clients take.
  const telegram = config.telegram
    ? (await import('./bot/telegram-channel.ts')).createTelegramChannel({
        ...shared,
        settings: config.telegram,
        onName: assistant.nameBot,
      })
    : null
  const zalo = config.zalo
    ? (await import('./bot/zalo-channel.ts')).createZaloChannel({
        ...shared,
        settings: config.zalo,
        holder: nameHolder(),
        onNeedsConsent: () =>
          assistant.tell(
            config.organisers.filter((organiser) => !organiser.startsWith('zalo:')),
            say('smalltalk', replies.zaloNeedsConsent),
          ),
      })
    : null
  // Zalo first: where it asks for a tag on the page, it adds it to the web chat's.
  const doors = [zalo, web, telegram].filter((door) => door !== null)
  const app = new Hono()
  for (const { channel, routes } of doors) {
    desk.serve(channel)
    app.route('/', routes)
  }
  const publicUrl = config.publicUrl ?? (config.port === 0 ? null : `http://${config.host}:${config.port}`)
  const demo = {
    ...shared,
    publicUrl,
    campaigns,
    webRoot: `${import.meta.dirname}/web`,
    real: config,
  }
  const phones = config.demo ? (await import('./demo-phones.ts')).createPhones(demo) : null
  if (phones) app.route('/', phones.routes)
  const { isHolding } = assistant.outbox
  const { writer, outbox, tell } = assistant
  const reach = {
    zaloHours: config.zalo?.paidMessages ? PAID_HOURS : FREE_HOURS,
    hasZaloTemplate: (config.zalo?.reminderTemplate ?? null) !== null,
  }
  const jobs = createRunner({
    jobs: createSchedule({ ...config, renewZaloTokens: zalo?.renewEarly ?? null }),
    tools: { ...assistant.tools, writer, outbox, reach, tell },
    isHolding,
  })
  app.route('/', createOperationsRoutes({ ...shared, doors, campaigns, isHolding, jobs: jobs.health }))
  app.route('/', createCalendarRoutes(assistant.tools))
  app.route('/', createFileLinkRoutes(shared))
  app.notFound((c) => c.text('Không có trang này.', 404))
  app.onError((error, c) => {
    log.error({ err: error, path: c.req.path }, 'a request could not be served')
    return c.json({ error: 'Hệ thống đang gặp trục trặc. Anh/chị vui lòng thử lại sau.' }, 500)
  })
  const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, ({ port }) => {
    announce(doors.map(({ channel }) => channel.name))
    const url = `http://${config.host}:${port}`
    console.log(`Trợ lý Thi đua: ${url}`)
    if (config.demo && config.webChat) console.log(`Người phụ trách (bản dùng thử): ${url}${ORGANISER_WINDOW}`)
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    giveUp(
      error.code === 'EADDRINUSE'
        ? new StartError(`port ${config.port} is taken: stop the other program or set PORT to another number`)
        : error,
    )
  })
  stopOnSignal(async () => {
    await Promise.all([jobs.stop(), phones?.stop(), ...doors.map((door) => door.stop())])
    await closeServer(server)
    await assistant.close()
  })
  await desk.resume()
  if (!assistant.outbox.isHolding())
    log.warn('another process delivers from this database: this one waits until it has stopped')
  for (const door of doors) door.start()
  await jobs.start()
}

// Who has sent half a request must not keep the others waiting.
async function closeServer(server: ReturnType<typeof serve>): Promise<void> {
  const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), CLOSE_MS)
  await new Promise((resolve) => server.close(resolve))
  clearTimeout(cut)
}

function announce(channels: readonly string[]): void {
  if (channels.length === 0) log.warn('no channel is configured and WEB_CHAT is off: nobody can reach the assistant')
  else if (channels.join() === 'web') log.info('no Telegram or Zalo is configured: the web chat is the only channel')
  else log.info(`channels: ${channels.join(', ')}`)
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      void stop().then(() => process.exit(0), giveUp)
    })
}

// What an operator can mend is one sentence; anything else is a bug and shows its stack.
function giveUp(error: unknown): never {
  const expected =
    error instanceof ConfigError ||
    error instanceof DatabaseError ||
    error instanceof FolderError ||
    error instanceof KnowledgeError ||
    error instanceof StartError
  console.error(expected ? error.message : error)
  process.exit(1)
}
