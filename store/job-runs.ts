// When the jobs ran, and what came of it.

import type { Db } from './database.ts'

export interface JobRun {
  readonly name: string
  readonly state: 'ok' | 'failed'
  readonly startedAt: Date
  readonly finishedAt: Date
  /** For operators: what was done, or why it failed. */
  readonly outcome: string
}

const KEPT = 100 // runs of a job

/** Keeps a run; of each job the last hundred stay. */
export async function keepJobRun(db: Db, run: JobRun): Promise<void> {
  const { seq } = await db
    .insertInto('job_runs')
    .values({
      name: run.name,
      state: run.state,
      started_at: run.startedAt.toISOString(),
      finished_at: run.finishedAt.toISOString(),
      outcome: run.outcome,
    })
    .returning('seq')
    .executeTakeFirstOrThrow()
  const oldest = await db
    .selectFrom('job_runs')
    .select('seq')
    .where('name', '=', run.name)
    .where('seq', '<=', seq)
    .orderBy('seq', 'desc')
    .offset(KEPT)
    .limit(1)
    .executeTakeFirst()
  if (oldest) await db.deleteFrom('job_runs').where('name', '=', run.name).where('seq', '<=', oldest.seq).execute()
}

/** The last run of each job that ever ran. */
export async function lastJobRuns(db: Db): Promise<Map<string, JobRun>> {
  const rows = await db
    .selectFrom('job_runs')
    .selectAll()
    .where('seq', 'in', (query) =>
      query
        .selectFrom('job_runs')
        .select(({ fn }) => fn.max('seq').as('seq'))
        .groupBy('name'),
    )
    .execute()
  return new Map(
    rows.map((row) => [
      row.name,
      {
        name: row.name,
        state: row.state as JobRun['state'],
        startedAt: new Date(row.started_at),
        finishedAt: new Date(row.finished_at),
        outcome: row.outcome,
      },
    ]),
  )
}
