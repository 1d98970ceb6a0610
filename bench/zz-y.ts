import { simulateYear } from '/work/wt-planner/test/fakes/simulate-year.ts'

const t = performance.now()
const r = await simulateYear({
  people: 40,
  restarts: 5,
  seed: Number(process.argv[2] ?? 1),
  from: process.argv[3] ?? '01/02/2020 00:00',
  to: process.argv[4] ?? '10/03/2020 00:00',
})
console.log(((performance.now() - t) / 1000).toFixed(1), 's', r.due, r.sent)
for (const [k, l] of Object.entries(r.faults)) {
  console.log(k, l.length)
  for (const x of l.slice(0, 6)) console.log('  ', x)
}
