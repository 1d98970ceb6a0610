// How letters go out, tried on a platform that answers as it is told.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMeter } from '../bot/meter.ts'
import { createOutbox } from '../bot/outbox.ts'
import { createClock } from '../clock.ts'
import { say } from '../handlers/replies.vi.ts'
import { type Channel, type Delivery, toPlainText } from '../message.ts'
import { openDatabase } from '../store/database.ts'
import { giveLease, leaseHolder, takeLease } from '../store/leases.ts'
import { type Letter, type NewLetter, post } from '../store/outbox.ts'
import { createWriter } from '../store/writer.ts'
import { givenAnAssistant } from './fakes/small-assistant.ts'
import { createFolder } from './running-assistant.ts'

const SENT: Delivery = { state: 'sent' }
const RETRY: Delivery = { state: 'retry', reason: 'busy' }
const [LAN, BINH] = ['telegram:1', 'telegram:2']

/** A platform: what it was sent, and when; it answers what is queued for a letter, then `sent`. */
function createPlatform() {
  const attempts: { id: string; conversationId: string; at: number }[] = []
  const answers = new Map<string, (Delivery | (() => Promise<Delivery>))[]>()
  const channel: Channel = {
    name: 'telegram',
    numberedChoices: null,
    split: (reply) => [reply],
    fetchFile: async () => ({ state: 'unavailable', reason: 'this channel brings no files' }),
    showTyping: () => {},
    send: async (conversationId, id) => {
      attempts.push({ id, conversationId, at: performance.now() })
      const next = answers.get(id)?.shift() ?? SENT
      return typeof next === 'function' ? next() : next
    },
  }
  return {
    channel,
    attempts,
    answers: (id: string, ...all: (Delivery | (() => Promise<Delivery>))[]) => void answers.set(id, all),
    ids: () => attempts.map(({ id }) => id),
  }
}

async function givenAnOutbox({
  databaseUrl = 'sqlite::memory:',
  holder = 'here:1',
  backoffMs = { first: 4, most: 30 },
  isServed = true,
} = {}) {
  const db = await openDatabase(databaseUrl)
  const clock = createClock(new Date('2020-02-10T08:00:00+07:00'))
  const platform = createPlatform()
  const log = pino({ level: 'silent' })
  const outbox = createOutbox({ db, writer: createWriter(db), clock, log, meter: createMeter(), holder, backoffMs })
  if (isServed) outbox.serve(platform.channel)
  return {
    db,
    clock,
    platform,
    outbox,
    /** Writes letters and hands them over. */
    posts: async (...letters: (Partial<NewLetter> & { id: string })[]) => {
      outbox.take(await writeLetters(db, clock.now(), letters))
    },
    /** What became of each letter, once nothing waits any more. */
    settled: async () => {
      const states = () => db.selectFrom('outbox').select(['id', 'state']).orderBy('seq').execute()
      const isWaiting = async () => (await states()).some(({ state }) => state === 'waiting')
      await expect.poll(isWaiting, { interval: 2, timeout: 5_000 }).toBe(false)
      return Object.fromEntries((await states()).map(({ id, state }) => [id, state]))
    },
    [Symbol.asyncDispose]: async () => {
      await outbox.stop()
      await db.destroy()
    },
  }
}

async function writeLetters(
  db: Parameters<typeof post>[0],
  now: Date,
  letters: readonly (Partial<NewLetter> & { id: string })[],
): Promise<Letter[]> {
  const posted: Letter[] = []
  for (const letter of letters)
    posted.push(
      await post(
        db,
        {
          channel: 'telegram',
          conversationId: LAN,
          answers: 'message',
          purpose: 'reply',
          reply: say('answer', letter.id),
          expiresAt: null,
          ...letter,
        },
        now,
      ),
    )
  return posted
}

/** A delivery that ends when the test says so. */
function createGate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return {
    open: () => open(),
    waits: async (): Promise<Delivery> => opened.then(() => SENT),
    [Symbol.dispose]: () => open(),
  }
}

describe('the letters of one person', () => {
  it('go out in the order they were written, however often one has to be tried', async () => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    one.platform.answers('a', RETRY, RETRY, RETRY)
    await one.posts({ id: 'a' }, { id: 'b' }, { id: 'c' })
    await one.settled()
    expect(one.platform.ids()).toEqual(['a', 'a', 'a', 'a', 'b', 'c'])
  })

  it('do not hold up those of another', async () => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    one.platform.answers('a', { ...RETRY, afterMs: 60 })
    await one.posts({ id: 'a' }, { id: 'b' }, { id: 'x', conversationId: BINH })
    await one.settled()
    expect(one.platform.ids()).toEqual(['a', 'x', 'a', 'b'])
  })

  it('are tried again later and later, up to a bound', async () => {
    await using one = await givenAnOutbox({ backoffMs: { first: 10, most: 40 } })
    await one.outbox.start()
    one.platform.answers('a', ...Array(6).fill(RETRY))
    await one.posts({ id: 'a' })
    await one.settled()
    const gaps = one.platform.attempts.slice(1).map(({ at }, index) => at - (one.platform.attempts[index]?.at ?? 0))
    // Half of each pause is left to chance; timers may fire a millisecond early.
    for (const [index, least] of [5, 10, 20, 20, 20, 20].entries()) expect(gaps[index]).toBeGreaterThan(least - 2)
    const { attempts } = await one.db.selectFrom('outbox').select('attempts').executeTakeFirstOrThrow()
    expect(attempts).toBe(6)
  })

  it('that answer go before those that remind, but never before one that is on its way', async () => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    const gate = createGate()
    one.platform.answers('remind-1', gate.waits)
    await one.posts({ id: 'remind-1', purpose: 'reminder' }, { id: 'remind-2', purpose: 'reminder' })
    await expect.poll(() => one.platform.ids()).toEqual(['remind-1'])
    await one.posts({ id: 'reply-1' }, { id: 'reply-2' })
    gate.open()
    await one.settled()
    expect(one.platform.ids()).toEqual(['remind-1', 'reply-1', 'reply-2', 'remind-2'])
  })

  it('are sent once, though they are handed over twice', async () => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    const gate = createGate()
    one.platform.answers('a', gate.waits)
    const letters = await writeLetters(one.db, one.clock.now(), [{ id: 'a' }, { id: 'b' }])
    one.outbox.take(letters)
    one.outbox.take(letters)
    gate.open()
    await one.settled()
    expect(one.platform.ids()).toEqual(['a', 'b'])
  })
})

describe('a reply', () => {
  it('goes out though a reminder before it waits for its next attempt', async () => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    one.platform.answers('remind', { ...RETRY, afterMs: 60_000 }, { ...RETRY, afterMs: 60_000 })
    await one.posts({ id: 'remind', purpose: 'reminder' })
    await one.outbox.idle()
    await one.posts({ id: 'reply' })
    await expect.poll(() => one.platform.ids().slice(0, 2)).toEqual(['remind', 'reply'])
  })

  it('waits for the reply before it, however long that waits', async () => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    one.platform.answers('a', { ...RETRY, afterMs: 60_000 })
    await one.posts({ id: 'a' })
    await one.outbox.idle()
    await one.posts({ id: 'b' })
    await one.outbox.idle()
    expect(one.platform.ids()).toEqual(['a'])
  })

  it('that hangs on its way to one person goes out to the others', async () => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    using gate = createGate()
    one.platform.answers('hangs', gate.waits)
    await one.posts({ id: 'quick' })
    await one.outbox.idle()
    await one.posts({ id: 'hangs', conversationId: BINH })
    const others = Array.from({ length: 20 }, (_, at) => `other-${at}`)
    await one.posts(...others.map((id) => ({ id, conversationId: `telegram:${id}` })))
    await expect.poll(() => one.platform.ids(), { timeout: 5_000 }).toEqual(['quick', 'hangs', ...others])
    const waiting = await one.db.selectFrom('outbox').select('id').where('state', '=', 'waiting').execute()
    expect(waiting).toContainEqual({ id: 'hangs' })
    gate.open()
    expect(Object.values(await one.settled())).toEqual(Array(22).fill('sent'))
  })
})

describe('reminders', () => {
  it('go out one by one, while replies to others pass them', async () => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    const reminders = Array.from({ length: 15 }, (_, at) => `remind-${at}`)
    await one.posts(...reminders.map((id) => ({ id, conversationId: `telegram:${id}`, purpose: 'reminder' as const })))
    await one.posts({ id: 'reply' })
    await one.settled()
    expect(one.platform.ids().slice(0, 2)).toEqual(['remind-0', 'reply'])
    const times = one.platform.attempts.filter(({ id }) => id !== 'reply').map(({ at }) => at)
    // 34.5 ms between two of them, so that a platform's limit for what nobody asked for is kept; a late one is made up for,
    // and on a busy machine the first may be begun well before it is heard of.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(14 * 34.5 - 60)
  })
})

describe('a letter', () => {
  it.each([
    ['sent', SENT],
    ['window_closed', { state: 'window_closed', reason: 'too long ago' }],
    ['failed', { state: 'failed', reason: 'no such thing' }],
    ['blocked', { state: 'blocked', reason: 'blocked by the user' }],
  ] as const)('ends as %s, with the reason, and does not hold up the next', async (state, delivery) => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    one.platform.answers('a', delivery)
    await one.posts({ id: 'a' })
    await one.settled()
    await one.posts({ id: 'b' })
    expect(await one.settled()).toEqual({ a: state, b: 'sent' })
    const { reason } = await one.db
      .selectFrom('outbox')
      .select('reason')
      .where('id', '=', 'a')
      .executeTakeFirstOrThrow()
    expect(reason).toBe('reason' in delivery ? delivery.reason : null)
  })

  it('to somebody who cannot be reached takes those behind it along', async () => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    one.platform.answers('a', { state: 'blocked', reason: 'blocked by the user' })
    await one.posts({ id: 'a' }, { id: 'b' }, { id: 'x', conversationId: BINH })
    expect(await one.settled()).toEqual({ a: 'blocked', b: 'blocked', x: 'sent' })
    expect(one.platform.ids()).toEqual(['a', 'x'])
  })

  it('that is of no use any more is not sent', async () => {
    await using one = await givenAnOutbox()
    await one.posts({ id: 'late', expiresAt: new Date(one.clock.now().getTime() + 60_000) }, { id: 'b' })
    one.clock.advance({ minutes: 2 })
    await one.outbox.start()
    expect(await one.settled()).toEqual({ late: 'expired', b: 'sent' })
    expect(one.platform.ids()).toEqual(['b'])
  })

  it('to a conversation that moved follows it, with those behind it', async () => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    one.platform.answers('a', { state: 'moved', conversationId: 'telegram:-100' })
    await one.posts({ id: 'a' }, { id: 'b' })
    await one.settled()
    const sentTo = one.platform.attempts.map(({ id, conversationId }) => `${id} ${conversationId}`)
    expect(sentTo).toEqual([`a ${LAN}`, 'a telegram:-100', 'b telegram:-100'])
  })

  it('is tried again when the channel fails in a way it does not know', async () => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    one.platform.answers('a', () => Promise.reject(new Error('a bug')))
    await one.posts({ id: 'a' })
    expect(await one.settled()).toEqual({ a: 'sent' })
    expect(one.platform.ids()).toEqual(['a', 'a'])
  })
})

describe('trouble of a whole channel', () => {
  it('stops all of it, until it is woken', async () => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    one.platform.answers('a', { state: 'retry', reason: 'no token', afterMs: 60_000, channelWide: true })
    await one.posts({ id: 'a' })
    await one.outbox.idle()
    await one.posts({ id: 'x', conversationId: BINH })
    await one.outbox.idle()
    expect(one.platform.ids()).toEqual(['a'])
    one.outbox.wake('telegram')
    await one.settled()
    expect(one.platform.ids().sort()).toEqual(['a', 'a', 'x'])
  })

  it('lets all reminders go once it is woken', async () => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    one.platform.answers('remind-0', { state: 'retry', reason: 'no token', afterMs: 60_000, channelWide: true })
    const reminders = Array.from({ length: 4 }, (_, at) => `remind-${at}`)
    await one.posts(...reminders.map((id) => ({ id, conversationId: `telegram:${id}`, purpose: 'reminder' as const })))
    await one.outbox.idle()
    expect(one.platform.ids()).toEqual(['remind-0'])
    one.outbox.wake('telegram')
    expect(Object.values(await one.settled())).toEqual(Array(4).fill('sent'))
  })

  it('ends for one conversation when that is woken, and for no other', async () => {
    await using one = await givenAnOutbox()
    await one.outbox.start()
    for (const id of ['a', 'x']) one.platform.answers(id, { state: 'retry', reason: 'no answer', afterMs: 60_000 })
    await one.posts({ id: 'a' }, { id: 'x', conversationId: BINH })
    await one.outbox.idle()
    one.outbox.wake('telegram', BINH)
    await one.outbox.idle()
    expect(one.platform.ids()).toEqual(['a', 'x', 'x'])
  })
})

describe('a letter that waited while its channel was not served', () => {
  const waits = async (expiresAt: Date | null) => {
    const rig = await givenAnOutbox({ isServed: false })
    await writeLetters(rig.db, rig.clock.now(), [{ id: 'a', expiresAt }])
    await rig.outbox.start()
    return rig
  }

  it('goes once the channel is served', async () => {
    await using rig = await waits(null)
    await rig.outbox.idle()
    expect(rig.platform.ids()).toEqual([])
    rig.outbox.serve(rig.platform.channel)
    expect(await rig.settled()).toEqual({ a: 'sent' })
    expect(rig.platform.ids()).toEqual(['a'])
  })

  it('ends by itself where it is of no use any more', async () => {
    await using rig = await waits(new Date('2020-02-09T08:00:00+07:00'))
    expect(await rig.settled()).toEqual({ a: 'expired' })
  })
})

describe('an outbox that stops', () => {
  it('lets land what is on its way, and leaves the rest to the next one', async () => {
    using folder = createFolder()
    const databaseUrl = `sqlite:${join(folder.path, 'outbox.db')}`
    const gate = createGate()
    {
      await using first = await givenAnOutbox({ databaseUrl })
      await first.outbox.start()
      first.platform.answers('a', gate.waits)
      await first.posts({ id: 'a' }, { id: 'b' }, { id: 'c' })
      await expect.poll(() => first.platform.ids()).toEqual(['a'])
      const stopping = first.outbox.stop()
      gate.open()
      await stopping
      expect(first.platform.ids()).toEqual(['a'])
      expect(await leaseHolder(first.db, 'outbox')).toBeNull()
    }
    await using next = await givenAnOutbox({ databaseUrl, holder: 'here:2' })
    await next.outbox.start()
    expect(await next.settled()).toEqual({ a: 'sent', b: 'sent', c: 'sent' })
    expect(next.platform.ids()).toEqual(['b', 'c'])
  })
})

describe('two processes on one database', () => {
  const own = `${hostname()}:table:${process.pid}:own`
  const inAnHour = (now: Date) => new Date(now.getTime() + 3_600_000)

  it.each([
    ['alive on this machine', `${hostname()}:table:${process.ppid}:other`],
    ['of another machine', 'elsewhere:1'],
  ])('only one delivers while the other is %s', async (_what, other) => {
    await using one = await givenAnOutbox({ holder: own })
    const now = one.clock.machine()
    await takeLease(one.db, { name: 'outbox', holder: other, now, until: inAnHour(now) })
    await one.outbox.start()
    await one.posts({ id: 'a' })
    await one.outbox.idle()
    expect([one.platform.ids(), await leaseHolder(one.db, 'outbox')]).toEqual([[], other])
  })

  it('the living one takes over at once from one that died on this machine', async () => {
    const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
    await once(dead, 'exit')
    await using one = await givenAnOutbox({ holder: own })
    const now = one.clock.machine()
    await takeLease(one.db, {
      name: 'outbox',
      holder: `${hostname()}:table:${dead.pid}:other`,
      now,
      until: inAnHour(now),
    })
    await one.posts({ id: 'a' })
    await one.outbox.start()
    expect(await one.settled()).toEqual({ a: 'sent' })
  })

  it('the living one takes over from another machine when its lease has run out', async () => {
    await using one = await givenAnOutbox({ holder: own })
    const now = one.clock.machine()
    await takeLease(one.db, { name: 'outbox', holder: 'elsewhere:1', now, until: new Date(now.getTime() - 1) })
    await one.posts({ id: 'a' })
    await one.outbox.start()
    expect(await one.settled()).toEqual({ a: 'sent' })
  })
})

describe('an outbox that loses its lease', () => {
  afterEach(() => void vi.useRealTimers())

  it('forgets its letters, and sends none that another sent once the lease is back', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const renewals = () => vi.advanceTimersByTimeAsync(10_000)
    using folder = createFolder()
    const databaseUrl = `sqlite:${join(folder.path, 'outbox.db')}`
    await using one = await givenAnOutbox({ databaseUrl })
    await one.outbox.start()
    one.platform.answers('a', { ...RETRY, afterMs: 60_000 })
    await one.posts({ id: 'a' }, { id: 'b' })
    await one.outbox.idle()
    // As after a sleep of the whole machine: the lease ran out, and another was quicker.
    await one.db
      .updateTable('leases')
      .set({ until: new Date(0).toISOString() })
      .execute()
    {
      await using other = await givenAnOutbox({ databaseUrl, holder: 'elsewhere:1' })
      await other.outbox.start()
      other.outbox.wake('telegram') // the pause that the platform asked for holds for it, too
      expect(await other.settled()).toEqual({ a: 'sent', b: 'sent' })
      await renewals()
      await expect.poll(one.outbox.isHolding).toBe(false)
      await one.posts({ id: 'c' })
      one.outbox.wake('telegram')
      await one.outbox.idle()
      expect([one.platform.ids(), other.platform.ids()]).toEqual([['a'], ['a', 'b']])
    }
    await renewals()
    await expect.poll(one.outbox.isHolding).toBe(true)
    one.outbox.wake('telegram')
    expect(await one.settled()).toEqual({ a: 'sent', b: 'sent', c: 'sent' })
    expect(one.platform.ids()).toEqual(['a', 'c'])
  })
})

describe('an outbox that stood still until its lease ran out', () => {
  afterEach(() => void vi.useRealTimers())

  const givenStoodStill = async (databaseUrl: string) => {
    // Its timers do not run: nothing tells it that the lease is another's.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const one = await givenAnOutbox({ databaseUrl })
    await one.outbox.start()
    one.platform.answers('a', { ...RETRY, afterMs: 60_000 })
    await one.posts({ id: 'a' }, { id: 'b' })
    await one.outbox.idle()
    await one.db
      .updateTable('leases')
      .set({ until: new Date(0).toISOString() })
      .execute()
    return one
  }

  it('sends nothing before it has looked who delivers now', async () => {
    using folder = createFolder()
    const databaseUrl = `sqlite:${join(folder.path, 'outbox.db')}`
    await using one = await givenStoodStill(databaseUrl)
    await using other = await givenAnOutbox({ databaseUrl, holder: 'elsewhere:1' })
    await other.outbox.start()
    expect(one.outbox.isHolding()).toBe(true)
    one.outbox.wake('telegram')
    await one.outbox.idle()
    expect([one.platform.ids(), one.outbox.isHolding()]).toEqual([['a'], false])
    other.outbox.wake('telegram')
    expect(await other.settled()).toEqual({ a: 'sent', b: 'sent' })
    expect([one.platform.ids(), other.platform.ids()]).toEqual([['a'], ['a', 'b']])
  })

  it('reads anew what is to be sent, though the other has come and gone meanwhile', async () => {
    using folder = createFolder()
    const databaseUrl = `sqlite:${join(folder.path, 'outbox.db')}`
    await using one = await givenStoodStill(databaseUrl)
    {
      await using other = await givenAnOutbox({ databaseUrl, holder: 'elsewhere:1' })
      await other.outbox.start()
      other.outbox.wake('telegram')
      expect(await other.settled()).toEqual({ a: 'sent', b: 'sent' })
    }
    await vi.advanceTimersByTimeAsync(10_000)
    one.outbox.wake('telegram')
    await one.posts({ id: 'c' })
    expect(await one.settled()).toEqual({ a: 'sent', b: 'sent', c: 'sent' })
    expect(one.platform.ids()).toEqual(['a', 'c'])
  })
})

describe('two desks on one database', () => {
  it.each([
    ['while the first one lives', false],
    ['though the lease of the first one ran out', true],
  ])('answer a message once, %s', async (_what, runsOut) => {
    using folder = createFolder()
    const databaseUrl = `sqlite:${join(folder.path, 'desks.db')}`
    const sent: string[] = []
    const givenADesk = async (holder: string, answerDelayMs: number) => {
      const assistant = await givenAnAssistant({ databaseUrl, holder, answerDelayMs })
      const { channel } = createPlatform()
      const send: Channel['send'] = async (_to, _id, reply) => {
        sent.push(toPlainText(reply))
        return SENT
      }
      assistant.desk.serve({ ...channel, send })
      await assistant.desk.resume()
      return assistant
    }
    await using one = await givenADesk('here:1', 600)
    const question = {
      kind: 'text',
      text: 'Hạn đăng ký của phong trào An Bình là ngày nào?',
      action: null,
      files: [],
    } as const
    const from = { id: '1', channel: 'telegram', conversationId: LAN, sender: LAN } as const
    await one.desk.receive({ ...from, ...question, receivedAt: one.clock.now() })
    if (runsOut)
      await one.db
        .updateTable('leases')
        .set({ until: new Date(0).toISOString() })
        .execute()
    await using other = await givenADesk('elsewhere:1', 100)
    for (const { desk } of [other, one]) await desk.idle()
    expect(sent).toEqual([expect.stringContaining('trước ngày 02/03/2020')])
    const rows = async (table: 'outbox' | 'questions') => (await one.db.selectFrom(table).select('id').execute()).length
    expect([await rows('outbox'), await rows('questions')]).toEqual([1, 1])
  })
})

describe('a lease', () => {
  const now = new Date('2020-02-10T01:00:00Z')
  const until = new Date('2020-02-10T01:00:30Z')

  it('is one holder’s until it runs out, is renewed by them alone, and given back by nobody else', async () => {
    await using db = await openDatabase('sqlite::memory:')
    const take = (holder: string, at: Date) => takeLease(db, { name: 'outbox', holder, now: at, until })
    expect([await take('one', now), await take('other', now), await take('one', now)]).toEqual([true, false, true])
    await giveLease(db, 'outbox', 'other')
    expect(await leaseHolder(db, 'outbox')).toBe('one')
    expect([await take('other', until), await leaseHolder(db, 'outbox')]).toEqual([true, 'other'])
  })
})
