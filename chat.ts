// `npm run chat`: the assistant in the terminal; `-- --record FILE` writes the session down as a story.

import { appendFileSync, existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { createAssistant } from './assistant.ts'
import { createStoryRecorder } from './bot/story-recorder.ts'
import { createTerminalChannel } from './bot/terminal-channel.ts'
import { loadConfig } from './config.ts'
import { replies } from './handlers/replies.vi.ts'

try {
  const { record } = parseArgs({ options: { record: { type: 'string' } } }).values
  if (record && existsSync(record)) throw new Error(`${record} exists: name another file to record to`)
  // A story starts from nothing: what this database remembers nobody who plays it could know.
  const env = record ? { ...process.env, DATABASE_URL: 'sqlite::memory:' } : process.env
  const config = loadConfig(env, { databaseUrl: 'sqlite:data/chat.db' })
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
    recorder: record ? createStoryRecorder(clock, (piece) => appendFileSync(record, piece)) : null,
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
