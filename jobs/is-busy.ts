import type { Person } from '../handlers/reminding/read-people.ts'

const IDLE_MS = 30 * 60_000 // whoever has not answered a form for so long is disturbed by nothing

/** Whether somebody answers a form just now: what nobody asked for waits until it is done. */
export function isBusy({ isAsked, ways }: Pick<Person, 'isAsked' | 'ways'>, now: Date): boolean {
  const seen = Math.max(...ways.map(({ lastSeenAt }) => lastSeenAt?.getTime() ?? 0))
  return isAsked && now.getTime() - seen < IDLE_MS
}
