// All that is known of people who are about to be reminded, read for many at once.

import { z } from 'zod'
import {
  type Office,
  officesOf,
  papersOf,
  statesOf,
  type Way,
  waysTo,
  withdrawnFromReminding,
} from '../../store/audience.ts'
import type { Db } from '../../store/database.ts'
import { type Follow, followsOfPeople } from '../../store/follows.ts'
import { type MilestoneMark, marksOf } from '../../store/milestone-marks.ts'
import type { Registration } from '../../store/registration.ts'
import { registrationsOfPeople } from '../../store/registrations.ts'
import { versionsTold } from '../../store/reminders.ts'

/** What somebody has to do with the reminders of all campaigns. */
export interface Person {
  readonly id: string
  readonly ways: readonly Way[]
  readonly follows: readonly Follow[]
  readonly offices: readonly Office[]
  readonly registrations: readonly Registration[]
  readonly papers: ReadonlyMap<string, ReadonlySet<string>>
  readonly marks: readonly MilestoneMark[]
  /** “campaign milestone” → the newest version they were told of. */
  readonly told: ReadonlyMap<string, number>
  /** Whether a form waits for their next answer. */
  readonly isAsked: boolean
  readonly agrees: boolean
}

const asked = z.object({ form: z.object({}).loose() })

/** Reads at most a batch of people. */
export async function readPeople(db: Db, ids: readonly string[]): Promise<Person[]> {
  const ways = await waysTo(db, ids)
  const follows = await followsOfPeople(db, ids)
  const offices = await officesOf(db, ids)
  const registrations = await registrationsOfPeople(db, ids)
  const accepted = registrations.filter(({ state }) => state === 'approved').map(({ id }) => id)
  const papers = await papersOf(db, accepted)
  const marks = await marksOf(db, ids)
  const states = await statesOf(db, ids)
  const told = await versionsTold(db, ids)
  const withdrawn = await withdrawnFromReminding(db, ids)
  return ids.map((id) => ({
    id,
    ways: ways.filter(({ person }) => person === id),
    follows: follows.filter(({ person }) => person === id),
    offices: offices.filter(({ person }) => person === id),
    registrations: registrations.filter(({ person }) => person === id),
    papers,
    marks: marks.filter(({ person }) => person === id),
    told: new Map(
      [...told].flatMap(([key, version]) => (key.startsWith(`${id} `) ? [[key.slice(id.length + 1), version]] : [])),
    ),
    isAsked: asked.safeParse(states.get(id)).success,
    agrees: !withdrawn.has(id),
  }))
}
