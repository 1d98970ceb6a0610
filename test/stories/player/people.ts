// Who plays in a story, and under which numbers the platforms know them.

import type { ChannelName } from '../../../message.ts'

/** One person in one place: a private conversation, or a group. */
export interface Seat {
  readonly name: string
  readonly channel: ChannelName
  readonly conversationId: string
  /** Their private conversation on that channel. */
  readonly sender: string
}

const CHANNELS: Readonly<Record<string, ChannelName>> = {
  Telegram: 'telegram',
  Zalo: 'zalo',
  Web: 'web',
  'Máy này': 'terminal',
}

export interface People {
  /** “Lan (Telegram)”, “Lan (Telegram, nhóm Phòng Nội vụ)”, or “Lan” where she spoke last. */
  seat(who: string): Seat
  /** The last one spoken from, or received in, or null. */
  whose(conversationId: string): Seat | null
  /** As a story calls them: with the channel where they have several. */
  nameOf(seat: Seat): string
}

export function createPeople(): People {
  const names: string[] = []
  const last = new Map<string, Seat>()
  const seats = new Map<string, Seat>()
  const number = (name: string) => (names.includes(name) ? names.indexOf(name) : names.push(name) - 1)
  const privately = (name: string, channel: ChannelName): string => {
    const index = number(name)
    if (channel === 'telegram') return `telegram:${1_001 + index}`
    if (channel === 'zalo') return `zalo:${5_510_000_000_000_001 + index}`
    return channel === 'web' ? `web-${String(index).padStart(24, '0')}` : 'terminal'
  }
  const seat = (who: string): Seat => {
    const match = /^(.+?)(?: \(([^,)]+)(?:, nhóm ([^)]+))?\))?$/.exec(who)
    const name = match?.[1] ?? who
    const channel = match?.[2] ? CHANNELS[match[2]] : undefined
    if (!channel) {
      const known = last.get(name)
      if (known) return known
      throw new Error(`where is ${who}? Name the channel once: **${name} (${Object.keys(CHANNELS).join(', ')}):**`)
    }
    const sender = privately(name, channel)
    const group = match?.[3]
    const conversationId = group ? `${channel}:-${4_001 + number(`nhóm ${group}`)}` : sender
    const taken = { name, channel, conversationId, sender }
    last.set(name, taken)
    seats.set(conversationId, taken)
    return taken
  }
  return {
    seat,
    whose: (conversationId) => seats.get(conversationId) ?? null,
    nameOf: ({ name, channel }) => {
      const places = new Set([...seats.values()].filter((one) => one.name === name).map((one) => one.channel))
      const label = Object.entries(CHANNELS).find(([, value]) => value === channel)?.[0]
      return places.size > 1 ? `${name} (${label})` : name
    },
  }
}
