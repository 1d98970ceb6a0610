// The stage of one story: the real assistant with the shipped knowledge, a still clock, and channels that record.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Assistant, createAssistant } from '../../../assistant.ts'
import { TURN_MS } from '../../../bot/story-recorder.ts'
import { FREE_HOURS } from '../../../bot/zalo-window.ts'
import { type Config, loadConfig } from '../../../config.ts'
import { createRunner, type Runner } from '../../../jobs/run-jobs.ts'
import { createSchedule } from '../../../jobs/schedule.ts'
import { createKnower, type Knower } from '../../../knowledge/knower.ts'
import { readKnowledgeFiles } from '../../../knowledge/load.ts'
import type { ChannelName, IncomingMessage } from '../../../message.ts'
import { accept } from '../../../store/inbox.ts'
import { createFolder } from '../../running-assistant.ts'
import { createPeople, type People, type Seat } from './people.ts'
import { createRecordingChannel, type Delivered, type RecordingChannel } from './recording-channel.ts'
import { createStillClock, type StillClock } from './still-clock.ts'

const STARTS_AT = new Date('2020-02-10T08:00:00+07:00')
const HOUR_MS = 3_600_000
const CHANNELS: readonly ChannelName[] = ['telegram', 'zalo', 'web', 'terminal']

export interface Stage extends AsyncDisposable {
  readonly clock: StillClock
  readonly people: People
  assistant(): Assistant
  /** The next message is sent at this moment, not a little after the last one. */
  setClock(at: Date): void
  /** Lets the time pass that people take between two messages. */
  nextTurn(): void
  /** A message from there; `id` names a redelivery. */
  message(
    seat: Seat,
    said: Pick<IncomingMessage, 'kind' | 'text' | 'action'> & Partial<IncomingMessage>,
  ): IncomingMessage
  /** Takes messages in, at once, and gives what was delivered until nothing was under way any more. */
  receive(messages: readonly IncomingMessage[]): Promise<Delivered[]>
  /** Stores a message as if the power had gone before it was handled, and starts again. */
  loseThePower(message: IncomingMessage): Promise<Delivered[]>
  restart(): Promise<Delivered[]>
  /** Time goes by until then while the service runs: what happens by the clock happens, looked at each full hour. */
  runUntil(at: Date): Promise<Delivered[]>
  /** The clock jumps forward, as by the demo's buttons. */
  jump(days: number): Promise<Delivered[]>
  /** The service is off until then, and starts again. */
  beOffUntil(at: Date): Promise<Delivered[]>
  /** Puts another wording of the curated files into use, as an edit does. Throws where it has faults. */
  edit(change: (files: Map<string, string>) => void): void
  /** Letters that were delivered meanwhile. */
  delivered(): Promise<Delivered[]>
  block(seat: Seat): void
  /** An organiser that the environment names. */
  readonly organisers: readonly string[]
}

// Reading and indexing the content takes longer than most stories: those that do not change it share it.
let shared: { knower: Knower; files: Map<string, string> } | null = null
let today = createStillClock(STARTS_AT).today

export interface StageNeeds {
  /** Who the environment names as administrators. */
  readonly administrators: readonly string[]
  /** The story edits the content: it has a copy of its own. */
  readonly editsContent: boolean
}

export async function openStage({ administrators, editsContent }: StageNeeds): Promise<Stage> {
  const folder = createFolder()
  const clock = createStillClock(STARTS_AT)
  const people = createPeople()
  today = clock.today
  shared ??= readKnowledge()
  const { knower, files } = editsContent ? readKnowledge() : shared
  const organisers = administrators.map((who) => people.seat(who).conversationId)
  const config = loadConfig({
    DATABASE_URL: `sqlite:${join(folder.path, 'story.db')}`,
    BACKUP_DIR: join(folder.path, 'backups'),
    ORGANISERS: organisers.join(','),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
  })
  const channels = new Map<ChannelName, RecordingChannel>()
  const start = async (): Promise<Assistant> => {
    const assistant = await createAssistant(config, pino({ level: config.logLevel }), { clock, knower })
    for (const name of CHANNELS) {
      const recording = channels.get(name) ?? createRecordingChannel(name)
      channels.set(name, recording)
      assistant.desk.serve(recording.channel)
    }
    await assistant.desk.resume()
    return assistant
  }
  let assistant = await start()
  // Not before a story lets time go by: in most nothing happens by the clock.
  let runner: Runner | null = null
  let isSet = true
  const delivered = async () => {
    await assistant.desk.idle()
    return CHANNELS.flatMap((name) => channels.get(name)?.take() ?? [])
  }
  const restart = async () => {
    await runner?.stop()
    await assistant.close()
    assistant = await start()
    runner = runner && createJobs(assistant, config)
  }
  const tickAt = async (at: Date) => {
    runner ??= createJobs(assistant, config)
    clock.set(at)
    await runner.tick()
    await assistant.desk.idle()
  }
  return {
    clock,
    people,
    organisers,
    assistant: () => assistant,
    setClock: (at) => {
      clock.set(at)
      isSet = true
    },
    nextTurn: () => {
      if (!isSet) clock.set(new Date(clock.now().getTime() + TURN_MS))
      isSet = false
    },
    message: ({ channel, conversationId, sender }, said) => ({
      id: `${conversationId}/${randomUUID()}`,
      channel,
      conversationId,
      sender,
      files: [],
      receivedAt: clock.now(),
      ...said,
    }),
    receive: async (messages) => {
      await Promise.all(messages.map((message) => assistant.desk.receive(message)))
      return delivered()
    },
    loseThePower: async (message) => {
      await assistant.db.transaction().execute((trx) => accept(trx, message))
      await restart()
      return delivered()
    },
    restart: async () => {
      await restart()
      return delivered()
    },
    runUntil: async (at) => {
      for (let hour = nextHour(clock.now()); hour < at; hour = nextHour(hour)) await tickAt(hour)
      await tickAt(at)
      isSet = true
      return delivered()
    },
    jump: async (days) => {
      await tickAt(new Date(clock.now().getTime() + days * 24 * HOUR_MS))
      return delivered()
    },
    beOffUntil: async (at) => {
      await tickAt(clock.now())
      clock.set(at)
      await restart()
      await tickAt(at)
      isSet = true
      return delivered()
    },
    edit: (change) => {
      change(files)
      const faults = knower.update(files)
      if (faults.length > 0)
        throw new Error(faults.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'))
    },
    delivered,
    block: ({ channel, conversationId }) => channels.get(channel)?.block(conversationId),
    [Symbol.asyncDispose]: async () => {
      await runner?.stop()
      await assistant.close()
      folder[Symbol.dispose]()
    },
  }
}

function createJobs({ tools, writer, outbox, tell }: Assistant, config: Config): Runner {
  const reach = { zaloHours: FREE_HOURS, hasZaloTemplate: false }
  return createRunner({
    jobs: createSchedule({ ...config, renewZaloTokens: null }),
    tools: { ...tools, writer, outbox, reach, tell },
    isHolding: outbox.isHolding,
  })
}

function nextHour(at: Date): Date {
  return new Date((Math.floor(at.getTime() / HOUR_MS) + 1) * HOUR_MS)
}

function readKnowledge(): { knower: Knower; files: Map<string, string> } {
  const files = new Map(readKnowledgeFiles(join(import.meta.dirname, '../../../knowledge')))
  return { files, knower: createKnower({ files, fallback: null, today: () => today(), reword: null }).knower }
}
