// Whatever organisers tap, and however many at once: one decision a revision, and every act is told once.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actsAbout } from '../../store/acts.ts'
import { changeRegistration, changesOf } from '../../store/change-registration.ts'
import type { Registration } from '../../store/registration.ts'
import { readRegistration } from '../../store/registrations.ts'
import { giveRole } from '../../store/roles.ts'
import type { SmallAssistant } from '../fakes/small-assistant.ts'
import type { Somebody } from '../fakes/somebody.ts'
import { ADMIN, givenOrganisers, givenRegistration } from '../organising/small-form.ts'

const ORGANISERS = [ADMIN, 'telegram:2', 'telegram:3']
const AT_ONCE = ['approve'] as const
const REASONED = {
  return: 'Trả lại',
  reject: 'Không duyệt',
  hold: 'Tạm giữ',
  unhold: 'Bỏ tạm giữ',
  reopen: 'Mở lại',
} as const
type Act = (typeof AT_ONCE)[number] | keyof typeof REASONED

interface Tap {
  readonly who: number
  readonly act: Act
  /** Of how many revisions ago the card is. */
  readonly age: number
}
const tap: fc.Arbitrary<Tap> = fc.record({
  who: fc.nat(ORGANISERS.length - 1),
  act: fc.constantFrom<Act>(...AT_ONCE, 'return', 'reject', 'hold', 'unhold', 'reopen'),
  age: fc.integer({ min: 0, max: 1 }),
})
/** Taps of one round come at once; between rounds the person may mend what was returned. */
const rounds = fc.array(fc.record({ taps: fc.array(tap, { minLength: 1, maxLength: 4 }), mends: fc.boolean() }), {
  minLength: 1,
  maxLength: 4,
})

const ARROWS: Record<string, readonly string[]> = {
  approve: ['submitted'],
  return: ['submitted'],
  reject: ['submitted'],
  hold: ['submitted'],
  unhold: ['submitted'],
  reopen: ['approved', 'rejected', 'returned'],
  mend: ['returned'],
}
const LEADS_TO: Record<string, string> = {
  approve: 'approved',
  return: 'returned',
  reject: 'rejected',
  hold: 'submitted',
  unhold: 'submitted',
  reopen: 'submitted',
  mend: 'submitted',
}

// Of the last preview that was shown; where there was none, one that belongs to nothing.
function confirmOf({ heard }: Somebody): string {
  const shown = heard.flatMap(({ choices }) => choices.map(({ action }) => action))
  return shown.findLast((action) => action.startsWith('review:confirm:')) ?? 'review:confirm:none'
}

async function tapAll(person: (who: string) => Somebody, registration: Registration, taps: readonly Tap[]) {
  const { id, revision } = registration
  await Promise.all(
    ORGANISERS.map(async (name, index) => {
      const organiser = person(name)
      for (const { act, age } of taps.filter(({ who }) => who === index)) {
        const shown = revision - age
        if (act === 'return') await organiser.taps(`review:why:${id}:${shown}:nhiem-vu`)
        else await organiser.taps(`review:${act}:${id}:${shown}`)
        if (!(act in REASONED)) continue
        await organiser.says('Một lý do đủ dài')
        await organiser.taps(confirmOf(organiser))
      }
    }),
  )
}

async function mend({ db, clock }: SmallAssistant, registration: Registration): Promise<void> {
  if (registration.state !== 'returned') return
  const now = clock.now()
  const change = { state: 'submitted', returnedSteps: [], submittedAt: now } as const
  await changeRegistration(db, registration, change, [{ at: now, by: registration.person, act: 'mend' }], now)
}

describe('decisions', () => {
  it('are one a revision, each told once in the log, along the states there are', async () => {
    const { assistant, person } = await givenOrganisers()
    await using rig = assistant
    for (const who of ORGANISERS.slice(1))
      await giveRole(
        rig.db,
        { person: who, role: 'organiser', campaign: 'an-binh', unit: '', givenBy: ADMIN },
        rig.clock.now(),
      )
    await person('telegram:77').says('xin chào')
    const read = async (id: string) => {
      const found = await readRegistration(rig.db, id)
      if (!found) throw new Error('it is gone')
      return found
    }
    await fc.assert(
      fc.asyncProperty(rounds, async (all) => {
        const { id } = await givenRegistration(rig)
        const shown = new Set<string>()
        for (const { taps, mends } of all) {
          const { revision } = await read(id)
          for (const { who, act, age } of taps) shown.add(`${ORGANISERS[who]} ${act} ${revision - age}`)
          await tapAll(person, await read(id), taps)
          if (mends) await mend(rig, await read(id))
          rig.clock.advance({ minutes: 1 })
        }
        const registration = await read(id)
        const acts = await actsAbout(rig.db, id)
        const changes = (await changesOf(rig.db, id)).slice(1)
        const decisions = changes.filter(({ act }) => act !== 'mend')
        expect(registration.revision).toBe(1 + changes.length)
        expect(acts.map(({ act, by }) => [act, by])).toEqual(decisions.map(({ act, by }) => [act, by]))
        const revisions = acts.map(({ details }) => details.revision)
        expect(new Set(revisions).size).toBe(revisions.length)
        // Nobody decides on another revision than their card showed.
        for (const { by, act, details } of acts) expect(shown).toContain(`${by} ${act} ${Number(details.revision) - 1}`)
        let state = 'submitted'
        for (const { act } of changes) {
          expect(ARROWS[act]).toContain(state)
          state = LEADS_TO[act] ?? ''
        }
        expect(registration.state).toBe(state)
        const notices = await rig.db.selectFrom('outbox').select('id').where('id', 'like', `notice-${id}-%`).execute()
        expect(notices.length).toBe(acts.filter(({ act }) => !['hold', 'unhold'].includes(act)).length)
      }),
      { numRuns: 25 },
    )
  })
})
