import { toVietnamDate } from '../../clock.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Db } from '../../store/database.ts'
import { DEFAULT_FOLLOW, follow, readFollow } from '../../store/follows.ts'
import { leadsTaken, planInPlace, remindersInPlace } from '../../store/reminders-in-place.ts'
import type { Tools } from '../handler.ts'
import { spellDay, spellMoment } from '../spell-day.ts'
import { decisionsOf } from './decisions.ts'
import { type Passed, passedBy } from './in-place.ts'
import { neededIn, readPerson } from './needed-in.ts'
import { settingsReplies as replies } from './replies.vi.ts'
import { tellFollow } from './settings-of.ts'

/** What changes; what is not given stays. */
export interface Change {
  readonly leads?: readonly number[]
  readonly hour?: string
}

/**
 * Follows a campaign in this way from now on: what is then said of it, and what is written. A deadline ahead never loses
 * its reminder by it: where the days chosen have passed, another day is planned and told; where none is left, that is told.
 */
export async function changeSettings(
  campaign: Campaign,
  change: Change,
  person: string,
  tools: Tools,
): Promise<{ told: string[]; write: (trx: Db) => Promise<void> }> {
  const { db, clock, knower } = tools
  const now = clock.now()
  const before = await readFollow(db, person, campaign.id)
  const settings = { ...DEFAULT_FOLLOW, ...before, ...change, state: 'following' as const, pausedUntil: null }
  const decisions = await decisionsOf(db, campaign.id)
  const { workingDays } = knower.current()
  const taken = await leadsTaken(db, campaign.id, person)
  const passed = passedBy(campaign, settings, { decisions, workingDays, now, taken })
  const planned = await remindersInPlace(db, campaign.id, now, person)
  // Another hour alone brings back nothing that has come already.
  const isHourAlone = before?.state === 'following' && change.leads === undefined
  const wanted = passed.filter(
    ({ deadline: { timed } }) => !isHourAlone || planned.some(({ milestone }) => milestone === timed.milestone.id),
  )
  const inPlace = wanted.flatMap(toInPlace)
  const known = await readPerson(person, tools)
  const isNeeded = await neededIn(campaign, known, tools)
  const lines = await tellFollow(campaign, settings, known, tools, inPlace)
  return {
    told: [...lines, ...wanted.filter(({ deadline }) => isNeeded(deadline.timed)).map(tellPassed)],
    write: async (trx) => {
      await follow(trx, person, campaign.id, change, now)
      await planInPlace(trx, { person, campaign: campaign.id }, inPlace, now)
    },
  }
}

function toInPlace({ deadline: { timed }, at }: Passed) {
  const { milestone, version } = timed
  return at ? [{ milestone: milestone.id, version, at, on: toVietnamDate(at).toString() }] : []
}

function tellPassed({ deadline: { timed, last }, at }: Passed): string {
  const { what } = timed.milestone
  return at ? replies.inPlace(what, spellDay(last), spellMoment(at)) : replies.noneLeft(what, spellDay(last))
}
