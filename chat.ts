// `npm run chat`: the assistant in the terminal.

import { pino } from 'pino'
import { createAssistant } from './assistant.ts'
import { createTerminalChannel } from './bot/terminal-channel.ts'
import { loadConfig } from './config.ts'
import { replies } from './handlers/replies.vi.ts'

try {
  const config = loadConfig(process.env, { databaseUrl: 'sqlite:data/chat.db' })
  const assistant = await createAssistant(
    config,
    pino({ level: config.logLevel === 'info' ? 'warn' : config.logLevel }, process.stderr),
    { isLocal: true },
  )
  const { desk, clock, tools } = assistant
  const terminal = createTerminalChannel({
    desk,
    clock,
    input: process.stdin,
    output: process.stdout,
    newId: tools.newId,
  })
  desk.serve(terminal.channel)
  await desk.resume()
  if (!assistant.outbox.isHolding())
    throw new Error(`another process works on ${config.databaseUrl}: stop it, or set DATABASE_URL to another file`)
  console.log(`${replies.greeting}\n(gõ “thoát” để dừng)`)
  await terminal.run()
  await assistant.close()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
