import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRoute, nextReminder, noteDelivery } from '../../bot/route.ts'
import type { Channel } from '../../message.ts'

const LETTERS = 300

const CHANNEL: Channel = {
  name: 'telegram',
  numberedChoices: null,
  split: (reply) => [reply],
  send: async () => ({ state: 'sent' }),
  fetchFile: async () => ({ state: 'unavailable', reason: 'none was sent' }),
  showTyping: () => {},
}

/** How each letter goes: the timer rings so late, the platform counts it then and answers then, in milliseconds. */
const way = fc.record({ late: fc.nat(40), untilCounted: fc.nat(25), untilAnswered: fc.nat(25) })
const ways = fc.array(way, { minLength: LETTERS, maxLength: LETTERS })

describe('reminders to many people', () => {
  it('are never counted more than thirty times within a second, however late timers ring and answers come', () => {
    fc.assert(
      fc.property(ways, (letters) => {
        expect(mostWithinASecond(send(letters))).toBeLessThanOrEqual(30)
      }),
    )
  })

  it('go nearly thirty a second, though every timer rings up to 20 ms late', () => {
    const isPunctual = fc.array(fc.record({ late: fc.nat(20), untilCounted: fc.nat(3), untilAnswered: fc.nat(3) }), {
      minLength: LETTERS,
      maxLength: LETTERS,
    })
    fc.assert(
      fc.property(isPunctual, (letters) => {
        const counted = send(letters)
        const seconds = ((counted.at(-1) as number) - (counted[0] as number)) / 1_000
        expect(counted.length / seconds).toBeGreaterThan(0.95 * 30)
      }),
    )
  })
})

/** When the platform counts each letter; one is under way at a time. */
function send(letters: readonly { late: number; untilCounted: number; untilAnswered: number }[]): number[] {
  const route = createRoute(CHANNEL)
  route.ready.reminder.push(...letters.map((_, at) => `telegram:${at}`))
  let now = 0
  return letters.map(({ late, untilCounted, untilAnswered }) => {
    for (let next = nextReminder(route, now); typeof next === 'number'; next = nextReminder(route, now))
      now += next + late
    const began = now
    now += untilCounted + untilAnswered
    noteDelivery(route, { state: 'sent' }, began, now, true)
    return began + untilCounted
  })
}

function mostWithinASecond(moments: readonly number[]): number {
  return Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + 1_000).length))
}
