// Each job of the table: what fails is seen in /healthz and told to the operators once, in a sentence they can act on.

import { describe, expect, it } from 'vitest'
import { createMeter } from '../../bot/meter.ts'
import { createOperationsRoutes } from '../../bot/operations.ts'
import { createRunner, type Job } from '../../jobs/run-jobs.ts'
import { createSchedule } from '../../jobs/schedule.ts'
import { toPlainText } from '../../message.ts'
import { openDatabase } from '../../store/database.ts'
import { createWriter } from '../../store/writer.ts'
import { givenReminding } from '../fakes/reminding-rig.ts'

const OPERATOR = 'telegram:9'
const schedule = createSchedule({
  databaseUrl: 'sqlite:/nowhere/at-all.db',
  backupDir: '/nowhere',
  renewZaloTokens: async () => {
    throw new Error('Zalo says no')
  },
})

/** The same job while the database cannot be read. */
async function withoutDatabase(job: Job): Promise<Job> {
  const db = await openDatabase('sqlite::memory:')
  await db.destroy()
  const writer = createWriter(db)
  return { ...job, run: (tools) => job.run({ ...tools, db, writer }) }
}

describe('every job', () => {
  it('has a name of its own, a label for people and a time', () => {
    expect(new Set(schedule.map(({ name }) => name)).size).toBe(schedule.length)
    expect(new Set(schedule.map(({ label }) => label)).size).toBe(schedule.length)
  })

  it.each(schedule)(
    '$name that fails is seen in /healthz, told once, and told again after it had worked',
    async (job) => {
      await using rig = await givenReminding({ startsAt: '10/02/2020 12:00', organisers: [OPERATOR] })
      const broken = await withoutDatabase(job)
      let works = false
      const mended = async () => 'done'
      const jobs: Job[] = [{ ...job, run: (tools) => (works ? mended() : broken.run(tools)) }]
      const runner = createRunner({ jobs, tools: rig.tools, isHolding: () => true })
      const health = async () => {
        const { db, clock } = rig
        const needs = { db, clock, meter: createMeter(), doors: [], campaigns: () => [], isHolding: () => true }
        const answer = await createOperationsRoutes({ ...needs, jobs: runner.health }).request('/healthz')
        return ((await answer.json()) as { jobs: Record<string, { state: string; outcome: string }> }).jobs[job.name]
      }
      expect(await health()).toMatchObject({ state: 'not yet run' })
      for (const worksNow of [false, false, true, false]) {
        works = worksNow
        rig.clock.advance({ days: 7 })
        await runner.tick()
        expect(await health()).toMatchObject({ state: works ? 'ok' : 'failed' })
      }
      expect((await health())?.outcome).toMatch(/^\w+: .+/)
      const told = rig.told.map(({ conversationId, reply }) => `${conversationId} ${toPlainText(reply)}`)
      expect(told).toHaveLength(2)
      expect(told[0]).toContain(`${OPERATOR} Việc định kỳ “${job.label}” vừa gặp lỗi: `)
      expect(told[0]).toContain('Tôi chỉ báo một lần cho đến khi việc này chạy lại được.')
      await runner.stop()
    },
  )
})
