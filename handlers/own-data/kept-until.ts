import { Temporal } from 'temporal-polyfill'
import { toVietnamDate } from '../../clock.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Registration } from '../../store/registration.ts'
import type { Tools } from '../handler.ts'

/**
 * The last day on which a registration that was sent is kept: so many years after the last year of its campaign, or,
 * if the campaign is no longer known, after the year in which it was sent.
 */
export function keptUntil(
  { startedAt, submittedAt }: Pick<Registration, 'startedAt' | 'submittedAt'>,
  campaign: Pick<Campaign, 'period'> | undefined,
  { retention }: Pick<Tools, 'retention'>,
): Temporal.PlainDate {
  const sent = toVietnamDate(submittedAt ?? startedAt).year
  const last = Math.max(campaign?.period.to ?? sent, sent)
  return Temporal.PlainDate.from({ year: last + retention.registrationsYears, month: 12, day: 31 })
}
