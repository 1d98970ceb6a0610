import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simulateYear } from '../fakes/simulate-year.ts'

// Stretches of the year in which something falls; all of it is tried by `npm run bench -- --year`.
const STRETCHES = [
  ['27/12/2019 00:00', '07/01/2020 00:00'],
  ['20/01/2020 00:00', '02/02/2020 00:00'],
  ['10/02/2020 00:00', '24/02/2020 00:00'],
  ['27/02/2020 00:00', '05/03/2020 00:00'],
  ['25/11/2020 00:00', '08/12/2020 00:00'],
] as const

describe('reminders of people in random states, with restarts at random instants', () => {
  it('come each exactly once, in time, never at night, and to nobody who is done', async () => {
    const stretch = fc.constantFrom(...STRETCHES)
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000_000), stretch, async (seed, [from, to]) => {
        const { faults } = await simulateYear({ people: 10, restarts: 2, seed, from, to })
        expect(faults).toEqual({ missing: [], surplus: [], late: [], 'at night': [], twice: [] })
      }),
      { numRuns: 4, endOnFailure: true },
    )
  }, 240_000)
})
