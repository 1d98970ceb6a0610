import fc from 'fast-check'
import { readKnowledgeFiles, loadKnowledge } from './knowledge/load.ts'
import { createFormPlay } from './test/fakes/form-play.ts'
const { knowledge } = loadKnowledge(readKnowledgeFiles('./knowledge'))
for (const c of knowledge!.campaigns) for (const f of c.forms) {
  const play = createFormPlay(knowledge!, c.id, f.id)
  const t = performance.now()
  const r = fc.check(fc.property(fc.array(play.move, { minLength: 1, maxLength: 40 }), (m) => { const x = play.faultOf(m); if (x) throw new Error(x) }), { numRuns: 100, seed: 1 })
  console.log(c.id, f.id, r.failed, r.failed ? String((r as any).errorInstance?.message).slice(0, 300) + JSON.stringify(r.counterexample).slice(0, 600) : '', Math.round(performance.now() - t))
  const r2 = fc.check(fc.property(fc.array(fc.nat(20), { minLength: 60, maxLength: 80 }), (p) => play.finish(p)), { numRuns: 10, seed: 1 })
  console.log('  finish', r2.failed, JSON.stringify(r2.counterexample)?.slice(0, 200))
}
