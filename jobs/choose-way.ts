// By which conversation somebody is told what they did not ask for: the one that reaches them now.

import type { ChannelName } from '../message.ts'
import type { Way } from '../store/audience.ts'

/** A conversation in which something did not arrive, and why. */
export interface Tried {
  readonly conversationId: string
  readonly reason: string
}

/** What Zalo lets through. */
export interface Reach {
  /** After the last word of a person an Official Account may write for so long. */
  readonly zaloHours: number
  /** Whether a template is configured that may be sent later, too. */
  readonly hasZaloTemplate: boolean
}

export type Chosen =
  | { readonly kind: 'way'; readonly way: Way }
  /** A colleague answers them there just now. */
  | { readonly kind: 'later'; readonly until: Date }
  | { readonly kind: 'none'; readonly state: 'window_closed' | 'blocked'; readonly reason: string }

const HOUR_MS = 3_600_000

/**
 * The conversation they used last, if it reaches them. Where Zalo's window is shut: a template if there is one, else
 * Telegram. The web chat counts only for those who used it last or have nothing else, since its page may be closed.
 * A channel through which nothing gets now comes last. `tried` is the conversation in which it did not arrive.
 */
export function chooseWay(
  ways: readonly Way[],
  {
    now,
    reach,
    served,
    isStuck,
    tried,
  }: {
    now: Date
    reach: Reach
    served: (channel: ChannelName) => boolean
    isStuck: (channel: ChannelName) => boolean
    tried: Tried | null
  },
): Chosen {
  const known = ways.filter(({ channel }) => channel !== 'terminal' && served(channel))
  const open = known
    .filter(({ unreachable, conversationId }) => unreachable === null && conversationId !== tried?.conversationId)
    .sort((a, b) => (b.lastSeenAt?.getTime() ?? 0) - (a.lastSeenAt?.getTime() ?? 0))
  if (open.length === 0) {
    const shut = tried && known.some((way) => way.conversationId === tried.conversationId && way.unreachable === null)
    if (shut) return { kind: 'none', state: 'window_closed', reason: tried.reason }
    const reason = known.find(({ unreachable }) => unreachable !== null)?.unreachable
    return { kind: 'none', state: 'blocked', reason: reason ?? 'there is no conversation to write to' }
  }
  const preferred = open[0]?.channel === 'web' ? open : open.filter(({ channel }) => channel !== 'web')
  const candidates = [
    ...preferred.filter(({ channel }) => !isStuck(channel)),
    ...preferred.filter(({ channel }) => isStuck(channel)),
  ]
  const [first] = candidates
  if (first?.channel !== 'zalo' || isWindowOpen(first, now, reach) || reach.hasZaloTemplate) return take(first, now)
  const telegram = candidates.find(({ channel }) => channel === 'telegram')
  if (telegram) return take(telegram, now)
  return { kind: 'none', state: 'window_closed', reason: 'the person has not written in Zalo for too long' }
}

/** When Zalo lets nothing more through to this conversation. */
export function windowEnds({ lastSeenAt }: Way, { zaloHours }: Reach): Date | null {
  return lastSeenAt && new Date(lastSeenAt.getTime() + zaloHours * HOUR_MS)
}

function isWindowOpen(way: Way, now: Date, reach: Reach): boolean {
  const end = windowEnds(way, reach)
  return end !== null && end >= now
}

function take(way: Way | undefined, now: Date): Chosen {
  if (!way) return { kind: 'none', state: 'blocked', reason: 'there is no conversation to write to' }
  if (way.silencedUntil && way.silencedUntil > now) return { kind: 'later', until: way.silencedUntil }
  return { kind: 'way', way }
}
