import { describe, expect, it } from 'vitest'
import { lastTime, nextTime } from '../../jobs/cron-times.ts'
import { createRunner } from '../../jobs/run-jobs.ts'
import { toPlainText } from '../../message.ts'
import { givenReminding, vietnam } from '../fakes/reminding-rig.ts'

describe('a cron pattern', () => {
  it.each([
    ['0 2 * * *', '10/02/2020 08:00', '10/02/2020 02:00', '11/02/2020 02:00'],
    ['15 8 * * 1', '10/02/2020 08:00', '03/02/2020 08:15', '10/02/2020 08:15'],
    ['0 0 1 1 *', '31/12/2019 23:59', '01/01/2019 00:00', '01/01/2020 00:00'],
    ['0 8 29 2 *', '01/03/2020 00:00', '29/02/2020 08:00', '29/02/2024 08:00'],
  ])('%s falls in Vietnam before and after %s', (pattern, now, before, after) => {
    expect(lastTime(pattern, vietnam(now))).toEqual(vietnam(before))
    expect(nextTime(pattern, vietnam(now))).toEqual(vietnam(after))
  })
})

describe('the runner', () => {
  const given = async (run: () => Promise<string | null>, isHolding = () => true) => {
    const rig = await givenReminding({ organisers: ['telegram:9'] })
    const jobs = [{ name: 'job', label: 'việc', cron: '0 2 * * *', run }]
    return { rig, runner: createRunner({ jobs, tools: rig.tools, isHolding }) }
  }
  const days = (count: number) => ({ days: count })

  it('runs at once, and once, what fell while the clock jumped, and writes it down', async () => {
    let runs = 0
    const { rig, runner } = await given(async () => `run ${++runs}`)
    await using _ = rig
    await runner.start()
    expect(runs).toBe(0)
    rig.clock.advance(days(3))
    await expect.poll(() => runs).toBe(1)
    await runner.tick()
    expect(runs).toBe(1)
    expect(runner.health().job).toMatchObject({ state: 'ok', outcome: 'run 1', lastRun: vietnam('13/02/2020 07:00') })
    await runner.stop()
  })

  it('tells the operators of a failure once, until it works again', async () => {
    let works = false
    const run = async () => {
      if (works) return 'done'
      throw new Error('the disk is full')
    }
    const { rig, runner } = await given(run)
    await using _ = rig
    for (const worksNow of [false, false, true, false]) {
      works = worksNow
      rig.clock.advance(days(1))
      await runner.tick()
    }
    expect(rig.told.map(({ conversationId }) => conversationId)).toEqual(['telegram:9', 'telegram:9'])
    expect(rig.told.map(({ reply }) => toPlainText(reply))[0]).toContain('the disk is full')
    expect(runner.health().job?.state).toBe('failed')
    await runner.stop()
  })

  it('leaves all to the process that delivers', async () => {
    let runs = 0
    const { rig, runner } = await given(
      async () => `run ${++runs}`,
      () => false,
    )
    await using _ = rig
    rig.clock.advance(days(1))
    await runner.tick()
    expect(runs).toBe(0)
    await runner.stop()
  })
})
