// Whatever people type and tap: a form never breaks, never sends what is not in order, and can always be left.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadKnowledge } from '../../knowledge/load.ts'
import { createFormPlay, type Play } from '../fakes/form-play.ts'
import { knowledgeWithForm, SMALL_FORM } from '../fakes/small-form.ts'

const { knowledge, faults } = loadKnowledge(knowledgeWithForm())
if (!knowledge) throw new Error(faults.map(({ message }) => message).join('\n'))
const play: Play = createFormPlay(knowledge, 'an-binh', SMALL_FORM)

describe('a form', () => {
  it('never breaks, never sends what is not in order, can always be left', () => {
    fc.assert(
      fc.property(fc.array(play.move, { minLength: 1, maxLength: 40 }), (moves) => {
        expect(play.faultOf(moves)).toBeNull()
      }),
      { numRuns: 200 },
    )
  })

  it('is finished by somebody who answers what is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 40, maxLength: 60 }), (picks) => {
        expect(play.finish(picks)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
