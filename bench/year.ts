// `npm run bench -- --year [--people 2000 --restarts 100]`: 2020 in virtual time, for people in random states.

import { performance } from 'node:perf_hooks'
import { simulateYear } from '../test/fakes/simulate-year.ts'

export async function benchYear(people: number, restarts: number): Promise<void> {
  const started = performance.now()
  const seed = Math.floor(Math.random() * 1_000_000)
  const { due, sent, faults } = await simulateYear({ people, restarts, seed })
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  console.log(
    `2020 with ${people} people and ${restarts} restarts (seed ${seed}), in ${seconds} s: ${due} due, ${sent} messages`,
  )
  for (const [what, list] of Object.entries(faults)) {
    console.log(`${what}: ${list.length}`)
    for (const one of list.slice(0, 5)) console.log(`  ${one}`)
  }
}
