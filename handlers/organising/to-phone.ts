import { actsOfKind } from '../../store/acts.ts'
import { type LetterState, letterStates } from '../../store/outbox.ts'
import { readRegistration } from '../../store/registrations.ts'
import type { Tools } from '../handler.ts'
import { noticeIdsOf } from './notices.ts'
import { readSent, type Sent } from './read-sent.ts'

export type Missed = 'blocked' | 'window_closed' | 'failed' | 'expired' | 'nowhere'

/** Whom no notice of this act on their registration has reached. */
export interface MissedPerson {
  readonly sent: Sent
  readonly why: Missed
  readonly act: string
}

const LEADS_TO = {
  approve: 'approved',
  return: 'returned',
  reject: 'rejected',
  reopen: 'submitted',
  'return-paper': 'approved',
} as const

/** Whom no notice of the last decision on their registration has reached, and whom nobody has phoned since. */
export async function toPhone(campaign: string, { db, knower }: Tools): Promise<MissedPerson[]> {
  const acts = await actsOfKind(db, campaign, [...Object.keys(LEADS_TO), 'phoned'])
  const last = new Map(acts.map((act) => [act.about, act])) // of one thing the last
  const ids = new Map(
    [...last].map(([id, { details }]) => [id, noticeIdsOf(id, `${details.revision}`, Number(details.notices))]),
  )
  const states = await letterStates(db, [...ids.values()].flat())
  const missed: MissedPerson[] = []
  for (const [id, act] of last) {
    const why = whyMissed((ids.get(id) ?? []).map((notice) => states.get(notice) ?? 'failed'))
    if (act.act === 'phoned' || why === null) continue
    const registration = await readRegistration(db, id)
    if (registration?.state === LEADS_TO[act.act as keyof typeof LEADS_TO])
      missed.push({ sent: await readSent(registration, { db, knower }), why, act: act.act })
  }
  return missed
}

// One letter that arrived, or may still arrive soon, is enough.
function whyMissed(states: readonly LetterState[]): Missed | null {
  if (states.length === 0) return 'nowhere'
  if (states.includes('sent') || states.includes('waiting')) return null
  return states.find((state) => state === 'window_closed') ? 'window_closed' : (states[0] as Missed)
}
