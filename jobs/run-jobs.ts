// Runs the table of jobs by the assistant's clock: what fell while nobody ran it is caught up with, once.

import { createTask } from 'node-cron'
import { VIETNAM } from '../clock.ts'
import { say } from '../handlers/replies.vi.ts'
import { type JobRun, keepJobRun, lastJobRuns } from '../store/job-runs.ts'
import { lastTime, nextTime } from './cron-times.ts'
import type { JobTools } from './job-tools.ts'
import { jobReplies } from './replies.vi.ts'

/** One line of the table. Each is safe to run twice. */
export interface Job {
  readonly name: string
  /** As people call it. */
  readonly label: string
  /** When, in Vietnam. */
  readonly cron: string
  /** Does it; gives for operators what was done, or null if there was nothing to do, which is not written down. */
  run(tools: JobTools): Promise<string | null>
}

/** What `/healthz` tells of a job. */
export interface JobHealth {
  readonly state: 'ok' | 'failed' | 'not yet run'
  readonly outcome: string
  readonly lastRun: Date | null
  readonly nextRun: Date | null
}

export interface Runner {
  /** Begins to look every few seconds, and after each jump of the clock. */
  start(): Promise<void>
  /** Runs what is due now; one call waits for the other. */
  tick(): Promise<void>
  /** Begins nothing more, and waits for what is under way. */
  stop(): Promise<void>
  health(): Record<string, JobHealth>
}

export interface RunnerNeeds {
  readonly jobs: readonly Job[]
  readonly tools: JobTools
  /** Only the process that delivers runs jobs. */
  readonly isHolding: () => boolean
}

const HEARTBEAT = '*/5 * * * * *'
const MINUTE_MS = 60_000

export function createRunner({ jobs, tools, isHolding }: RunnerNeeds): Runner {
  const { db, clock, log, organisers, tell } = tools
  // What runs every minute begins at once: a start is often the end of downtime.
  const begun = new Date(clock.now().getTime() - MINUTE_MS)
  // As it was before this process began; read once.
  let last: Map<string, JobRun> | null = null
  let underWay: Promise<void> | null = null
  let stopped = false
  let isSure = true

  const isDue = ({ name, cron }: Job): boolean => {
    const now = clock.now()
    const before = last?.get(name)?.startedAt ?? begun
    const fell = lastTime(cron, now)
    // A clock that was set back would make everything wait until it has caught up.
    return before > now || (fell !== null && fell > before)
  }

  const runAll = async (): Promise<void> => {
    if (isSure !== clock.isSure()) {
      isSure = !isSure
      if (isSure) log.info('the machine’s clock is relied on again: the jobs go on')
      else
        log.error(
          'the machine’s clock has jumped: jobs and reminders wait until it is right again, or for an hour; check its time server',
        )
    }
    if (!isSure) return
    last ??= await lastJobRuns(db)
    for (const job of jobs) if (!stopped && isHolding() && isDue(job)) await run(job)
  }

  const run = async (job: Job): Promise<void> => {
    const startedAt = clock.now()
    const failedBefore = last?.get(job.name)?.state === 'failed'
    const end = (state: JobRun['state'], outcome: string): JobRun => {
      const done = { name: job.name, state, startedAt, finishedAt: clock.now(), outcome }
      last?.set(job.name, done)
      return done
    }
    try {
      const outcome = await job.run(tools)
      const done = end('ok', outcome ?? 'nothing to do')
      if (outcome !== null || failedBefore) await keepJobRun(db, done)
      if (failedBefore) log.info({ job: job.name }, 'a job works again')
    } catch (error) {
      log.error({ err: error, job: job.name }, 'a job failed')
      await fail(job, end('failed', describe(error)), failedBefore)
    }
  }

  // Once for each row of failures: whoever is told every minute reads nothing any more.
  const fail = async (job: Job, done: JobRun, failedBefore: boolean): Promise<void> => {
    try {
      await keepJobRun(db, done)
      if (!failedBefore) await tell(organisers, say('smalltalk', jobReplies.failed(job.label, done.outcome)))
    } catch (error) {
      log.error({ err: error, job: job.name }, 'nobody could be told of a job that failed')
    }
  }

  const tick = async (): Promise<void> => {
    while (underWay) await underWay
    if (stopped) return
    underWay = runAll().finally(() => {
      underWay = null
    })
    await underWay
  }
  const tickOrLog = () => tick().catch((error: unknown) => log.error({ err: error }, 'the jobs could not be looked at'))

  const heartbeat = createTask(HEARTBEAT, tickOrLog, {
    name: 'jobs',
    timezone: VIETNAM,
    noOverlap: true,
    // What was missed is caught up with, and a look that takes longer than a heartbeat is no trouble.
    suppressMissedWarning: true,
    logger: {
      info: () => {},
      warn: () => {},
      debug: () => {},
      error: (error) => log.error({ err: error }, 'node-cron'),
    },
  })

  return {
    tick,
    start: async () => {
      if (stopped) return
      clock.onAdvance(() => void tickOrLog())
      await heartbeat.start()
      await tickOrLog()
    },
    stop: async () => {
      stopped = true
      await heartbeat.destroy()
      while (underWay) await underWay.catch(() => {})
    },
    health: () =>
      Object.fromEntries(
        jobs.map(({ name, cron }): [string, JobHealth] => {
          const run = last?.get(name)
          const nextRun = nextTime(cron, clock.now())
          if (!run) return [name, { state: 'not yet run', outcome: '', lastRun: null, nextRun }]
          return [name, { state: run.state, outcome: run.outcome, lastRun: run.startedAt, nextRun }]
        }),
      ),
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
