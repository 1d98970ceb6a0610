// Yesterday in numbers, once it is over.

import { toInstant } from '../clock.ts'
import { countBetween, keepDay } from '../store/daily-metrics.ts'
import type { JobTools } from './job-tools.ts'

const DAYS = 7 // those of a week in which nothing ran are counted, too

/** Counts the days before today; counted twice they are the same. */
export async function countDay({ db, clock, writer }: JobTools): Promise<string> {
  const today = clock.today()
  for (let back = DAYS; back >= 1; back--) {
    const day = today.subtract({ days: back })
    const numbers = await countBetween(db, toInstant(day, '00:00'), toInstant(day.add({ days: 1 }), '00:00'))
    await writer.write((trx) => keepDay(trx, day.toString(), numbers))
  }
  return `counted up to ${today.subtract({ days: 1 }).toString()}`
}
