// Whatever people, organisers and time do to a registration by a shipped form: no rule of the form or the plan is broken.
// `npm run bench -- --fuzz 20000` plays the same for longer.

import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { move } from '../../bench/fuzz/moves.ts'
import { play } from '../../bench/fuzz/play.ts'
import { createSetting } from '../../bench/fuzz/setting.ts'
import { answersOf, start } from '../../bench/fuzz/starts.ts'
import { findFault } from '../../bench/fuzz/valid-registration.ts'
import { createKnower } from '../../knowledge/knower.ts'
import { readKnowledgeFiles } from '../../knowledge/load.ts'

const files = readKnowledgeFiles(`${import.meta.dirname}/../../knowledge`)
const today = Temporal.PlainDate.from('2020-02-10')
const { knower } = createKnower({ files, fallback: null, today: () => today, reword: null })
const { campaigns, units } = knower.current()
const forms = campaigns.flatMap((campaign) => campaign.forms.map((form) => ({ id: campaign.id, campaign, form })))
const byId = new Map(units.map((unit) => [unit.id, unit]))
const picks = fc.array(fc.nat(60), { minLength: 18, maxLength: 18 })

describe.each(forms)('a registration for $id', ({ campaign, form }) => {
  it('is never sent against a rule, lost, decided by nobody, or without a way out', async () => {
    await using setting = await createSetting(knower, campaign, form)
    const reached = { messages: 0, sent: 0, decided: 0 }
    const moves = fc.array(move, { minLength: 2, maxLength: 12, size: 'max' })
    await fc.assert(
      fc.asyncProperty(start, moves, (begun, done) => play(setting, begun, done, reached)),
      { numRuns: 60 },
    )
    expect(reached.sent).toBeGreaterThan(0)
  })

  it('is judged by its form alone: it lacks what it must have', () => {
    fc.assert(
      fc.property(picks, fc.nat(30), (some, n) => {
        const values = answersOf(form, some, byId)
        expect(findFault(form, values, byId, today)).toBeNull()
        const asked = form.steps.filter(({ id, optional }) => !optional && values[id])
        const { [asked[n % asked.length]?.id ?? '']: gone, ...others } = values
        expect(gone).toBeDefined()
        expect(findFault(form, others, byId, today)).not.toBeNull()
      }),
      { numRuns: 50 },
    )
  })
})
