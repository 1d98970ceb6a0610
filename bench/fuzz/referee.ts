// Looks at all registrations after everything that is done, and stops a play in which a rule was broken.

import { type HandlerOutcome, type State, stateSchema } from '../../handlers/handler.ts'
import { changesOf } from '../../store/change-registration.ts'
import type { Db } from '../../store/database.ts'
import { prepare } from '../../store/prepare.ts'
import type { Registration } from '../../store/registration.ts'
import { readRegistration } from '../../store/registrations.ts'
import type { Holding } from './holding.ts'
import { findBreach, type Snapshot } from './judge.ts'
import { findFlawOfLetters, findGap } from './judge-letters.ts'
import { ORGANISER, type Setting } from './setting.ts'

/** How far plays came. */
export interface Reached {
  messages: number
  /** Registrations that were sent, mended or amended: each was checked by the form and by the plan. */
  sent: number
  decided: number
}

export interface Referee {
  readonly reached: Reached
  registrations(): Snapshot
  look(): Promise<void>
  /** Throws what rule was broken by what `by` did, who had seen the registrations as they were in `seen`. */
  judge(by: string, replies: HandlerOutcome['replies'], seen: Snapshot): Promise<void>
  judgeState(state: State, person: string): void
}

const revisions = prepare((db: Db) => db.selectFrom('registrations').select(['id', 'revision']))

export function createReferee(db: Db, { campaign }: Setting, holding: Holding): Referee {
  const reached: Reached = { messages: 0, sent: 0, decided: 0 }
  let current: Snapshot = new Map()

  // What did not change stays the same object.
  const look = async (): Promise<Snapshot> => {
    const found = new Map<string, Registration>()
    for (const { id, revision } of (await revisions(db, {})).rows) {
      const before = current.get(id)
      const row = before?.revision === revision ? before : await readRegistration(db, id)
      if (row) found.set(id, row)
    }
    return found
  }

  const isSent = (then: Registration, now: Registration | undefined): now is Registration =>
    now !== undefined && now.campaign === campaign.id && now.submittedAt?.getTime() !== then.submittedAt?.getTime()

  return {
    reached,
    registrations: () => current,
    look: async () => {
      current = await look()
    },
    judge: async (by, replies, seen) => {
      const [before, after, world] = [current, await look(), await holding.worldOf(by)]
      const breach = findBreach(before, after, world)
      if (breach) throw new Error(breach)
      for (const [id, then] of before) {
        const now = after.get(id)
        if (!isSent(then, now)) continue
        reached.sent += 1
        const flaw =
          findGap(then, now, await changesOf(db, id)) ?? findFlawOfLetters(replies, now, { seen, after }, world)
        if (flaw) throw new Error(flaw)
      }
      if (by === ORGANISER && [...after].some(([id, one]) => before.get(id) !== one)) reached.decided += 1
      current = after
    },
    // One that can be kept and read again, and a form that is one's own.
    judgeState: (state, person) => {
      const kept = stateSchema.safeParse(JSON.parse(JSON.stringify(state)))
      if (!kept.success) throw new Error(`the state cannot be kept: ${kept.error.message}`)
      const asked = state.form && current.get(state.form.registration)
      if (state.form && asked?.person !== person) throw new Error('a form asks that is gone, or another’s')
    },
  }
}
