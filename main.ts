// Builds everything, starts it, stops it.

import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { type Logger, pino } from 'pino'
import { createAssistant } from './assistant.ts'
import { createWebChannel } from './bot/web-channel.ts'
import { type Config, ConfigError, loadConfig } from './config.ts'
import { KnowledgeError } from './knowledge/knower.ts'
import { DatabaseError } from './store/database.ts'

const config = readConfig()
const log = pino({ level: config.logLevel })
await start(config, log).catch(giveUp)

function readConfig(): Config {
  try {
    return loadConfig(process.env, { demo: process.argv.includes('--demo') })
  } catch (error) {
    return giveUp(error)
  }
}

async function start(config: Config, log: Logger): Promise<void> {
  const assistant = await createAssistant(config, log, { watchKnowledge: true })
  const { db, desk, clock, knower } = assistant
  const app = new Hono()
  app.get('/healthz', (c) => c.json({ ok: true, campaigns: knower.current().campaigns.length }))
  const web = config.webChat
    ? createWebChannel({
        db,
        desk,
        clock,
        demo: config.demo,
        campaigns: () => knower.current().campaigns,
        webRoot: `${import.meta.dirname}/web`,
      })
    : null
  if (web) {
    desk.serve(web.channel)
    app.route('/', web.routes)
  }
  app.notFound((c) => c.text('Không có trang này.', 404))
  const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, ({ port }) => {
    if (web) log.info('no Telegram or Zalo is configured: the web chat is the only channel')
    else log.warn('no channel is configured and WEB_CHAT is off: nobody can reach the assistant')
    console.log(`Trợ lý Thi đua: http://${config.host}:${port}`)
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    giveUp(
      error.code === 'EADDRINUSE'
        ? new StartError(`port ${config.port} is taken: stop the other program or set PORT to another number`)
        : error,
    )
  })
  await desk.resume()
  stopOnSignal(async () => {
    web?.close()
    await new Promise((resolve) => server.close(resolve))
    await assistant.close()
  })
}

class StartError extends Error {
  override readonly name = 'StartError'
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
    error instanceof KnowledgeError ||
    error instanceof StartError
  console.error(expected ? error.message : error)
  process.exit(1)
}
