import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRoute, nextReminder, nextReply, noteDelivery } from '../../bot/route.ts'
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

/** How a letter goes: the timer rings so late, the platform counts it then and answers then, in milliseconds. */
interface Way {
  readonly late: number
  readonly untilCounted: number
  readonly untilAnswered: number
  /** Somebody else's reply is ready before it. */
  readonly afterReply: boolean
}

const way = fc.record({
  late: fc.nat(40),
  untilCounted: fc.nat(25),
  untilAnswered: fc.nat(25),
  afterReply: fc.nat(9).map((one) => one === 0),
})
const ways = fc.array(way, { minLength: LETTERS, maxLength: LETTERS })

describe('reminders to many people, with replies among them', () => {
  it('are never counted more than thirty times within a second, however late timers ring and answers come', () => {
    fc.assert(
      fc.property(ways, (letters) => {
        expect(mostWithinASecond(send(letters))).toBeLessThanOrEqual(30)
      }),
    )
  })

  it('go nearly thirty a second, though every timer rings up to 20 ms late', () => {
    const punctual = way.map((one) => ({ ...one, late: one.late / 2, untilCounted: 3, untilAnswered: 3 }))
    const isPunctual = fc.array(punctual, { minLength: LETTERS, maxLength: LETTERS })
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
function send(letters: readonly Way[]): number[] {
  const route = createRoute(CHANNEL)
  route.ready.reminder.push(...letters.map((_, at) => `telegram:${at}`))
  let now = 0
  const sendNext = (letter: Way): number => {
    const next = nextReply(route, now) ?? nextReminder(route, now)
    if (typeof next === 'number') {
      now += next + letter.late
      return sendNext(letter)
    }
    const began = now
    now += letter.untilCounted + letter.untilAnswered
    noteDelivery(route, { state: 'sent' }, began, now, next !== 'telegram:reply')
    return began + letter.untilCounted
  }
  return letters.flatMap((letter) => {
    if (letter.afterReply) route.ready.reply.push('telegram:reply')
    return letter.afterReply ? [sendNext(letter), sendNext(letter)] : [sendNext(letter)]
  })
}

function mostWithinASecond(moments: readonly number[]): number {
  return Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + 1_000).length))
}
