import { Temporal } from 'temporal-polyfill'
import { eraseRegistrations, HELD_STATES } from '../../store/personal-data.ts'
import { registrationsInStates } from '../../store/registrations.ts'
import { eraseActs, eraseFollows, eraseOld } from '../../store/retention.ts'
import type { Tools } from '../handler.ts'
import { keptUntil } from './kept-until.ts'

const OVER = ['expired', 'withdrawn'] as const

/** What applying it takes. */
export type RetentionTools = Pick<Tools, 'db' | 'clock' | 'knower' | 'retention'>

/**
 * Erases what has been kept for as long as it may be (store/retention.ts) and says how much of what, for operators. The
 * contents of its files go with the next look of the job that clears files.
 * Safe to run twice, and while messages are handled.
 */
export async function applyRetention(tools: RetentionTools): Promise<string> {
  const { db, clock, retention } = tools
  const gone = {
    drafts: await eraseOver(tools),
    registrations: await eraseHeld(tools),
    follows: await eraseOfEnded(tools, 1, eraseFollows), // a duty of the last year is spoken of in the next
    acts: await eraseOfEnded(tools, retention.registrationsYears, eraseActs),
    ...(await eraseOld(db, retention, clock.now())),
  }
  const counted = Object.entries(gone).filter(([, count]) => count > 0)
  return counted.length > 0
    ? `erased ${counted.map(([what, count]) => `${count} ${what}`).join(', ')}`
    : 'nothing to erase'
}

async function eraseOver({ db, clock, retention }: RetentionTools): Promise<number> {
  const before = new Date(clock.now().getTime() - retention.draftsDays * 24 * 3_600_000)
  const over = await registrationsInStates(db, OVER)
  return erase(
    db,
    over.filter(({ updatedAt }) => updatedAt < before).map(({ id }) => id),
  )
}

async function eraseHeld(tools: RetentionTools): Promise<number> {
  const campaigns = new Map(tools.knower.current().campaigns.map((campaign) => [campaign.id, campaign]))
  const today = tools.clock.today()
  const over = (await registrationsInStates(tools.db, HELD_STATES)).filter(
    (one) => Temporal.PlainDate.compare(keptUntil(one, campaigns.get(one.campaign), tools), today) < 0,
  )
  return erase(
    tools.db,
    over.map(({ id }) => id),
  )
}

// What belongs to campaigns that ended more than so many years ago.
async function eraseOfEnded(
  { db, clock, knower }: RetentionTools,
  years: number,
  eraseOf: (db: RetentionTools['db'], campaign: string) => Promise<number>,
): Promise<number> {
  const ended = knower.current().campaigns.filter(({ period }) => period.to + years < clock.today().year)
  let count = 0
  for (const { id } of ended) count += await eraseOf(db, id)
  return count
}

async function erase(db: RetentionTools['db'], ids: readonly string[]): Promise<number> {
  for (const id of ids) await db.transaction().execute((trx) => eraseRegistrations(trx, [id]))
  return ids.length
}
