// Delivers letters: in order per conversation, replies before reminders, again after trouble, none twice.

import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Channel, ChannelName, Delivery, Reply } from '../message.ts'
import { markUnreachable, moveConversation } from '../store/contacts.ts'
import type { Db } from '../store/database.ts'
import {
  forgetLetter,
  type Letter,
  type LetterState,
  markSent,
  postpone,
  settle,
  waitingReminders,
  waitingReplies,
} from '../store/outbox.ts'
import type { Writer } from '../store/writer.ts'
import { decideSending } from './decide-sending.ts'
import { createHolding } from './holding.ts'
import { insert, type Line, wakeLine } from './line.ts'
import type { Meter } from './meter.ts'
import {
  createRoute,
  isFull,
  MOST_LANES,
  nextReminder,
  nextReply,
  noteDelivery,
  type Route,
  STUCK_MS,
} from './route.ts'
import { toParts } from './split.ts'

export interface Outbox {
  /** Registers a channel. */
  serve(channel: Channel): void
  /**
   * Becomes the one process that works on this database, as soon as no other does, and takes up what an earlier run
   * left; `onHold` takes up its messages.
   */
  start(onHold?: () => Promise<void>): Promise<void>
  /** Whether this is the process that delivers. */
  isHolding(): boolean
  /** Letters that have just been committed. */
  take(letters: readonly Letter[]): void
  /** Cuts a reply into what one message of the channel can carry; null if there is no such channel in this run. */
  split(channel: ChannelName, reply: Reply): readonly Reply[] | null
  /** Whether nothing has got through to the channel of late, for reasons that are not a person's. */
  isStuck(channel: ChannelName): boolean
  /** What made letters wait is over: those of this channel, or of this conversation of it, are tried again now. */
  wake(channel: ChannelName, conversationId?: string): void
  /** Resolves when nothing is under way; letters that wait for another attempt do not count. */
  idle(): Promise<void>
  /** Lets what is in flight land and begins nothing more. */
  stop(): Promise<void>
}

/** Why an attachment can never arrive. */
export const GONE = 'the file is no longer kept'

const BACKOFF_MS = { first: 1_000, most: 300_000 }
const REMINDER_PAGE = 1_000 // reminders read at once: however many wait, memory stays flat
const STUCK_AFTER = 3 // refusals in a row of a whole channel
const LONGEST_PAUSE_MS = 24 * 3_600_000 // by then no letter is of use any more; timers take no more than 24 days
const LONGEST_MEMORY_MS = 3_600_000 // a pause of an earlier run: its clock may have been another
const WRITE_AGAIN_MS = 1_000
const LAST_WRITES = 3
const LATE_MS = 60_000 // reading what waits takes no longer

export interface OutboxNeeds {
  readonly db: Db
  readonly writer: Writer
  readonly clock: Clock
  readonly log: Logger
  readonly meter: Meter
  /** Names this process (`nameHolder`). */
  readonly holder: string
  readonly backoffMs?: { readonly first: number; readonly most: number }
}

export function createOutbox({ db, writer, clock, log, meter, holder, backoffMs = BACKOFF_MS }: OutboxNeeds): Outbox {
  const routes = new Map<ChannelName, Route>()
  const waitingForIdle: (() => void)[] = []
  const holding = createHolding({ db, clock, log, holder })
  let stopped = false
  /** After which letter the next page of reminders begins; null if none is left to be read. */
  let unreadReminders: number | null = null
  let reading = false
  /** Letters whose end the database has not taken yet. */
  let unwritten = 0

  const take = (letters: readonly Letter[]): void => {
    for (const letter of letters) {
      const route = routes.get(letter.channel)
      if (!route) continue // no such channel in this run: the letter waits in the database
      const line = route.lines.get(letter.conversationId) ?? { letters: [], queued: false, busy: false, asleep: null }
      route.lines.set(letter.conversationId, line)
      insert(line, letter)
      // A reminder that waits for its next attempt does not keep the reply that goes before it waiting.
      if (line.letters[0] === letter) {
        wakeLine(line)
        const ms = (letter.nextAttemptAt?.getTime() ?? 0) - clock.now().getTime()
        if (ms > 0) sleep(route, letter.conversationId, line, Math.min(ms, LONGEST_MEMORY_MS))
      }
      makeReady(route, letter.conversationId, line)
    }
    for (const route of routes.values()) pump(route)
  }

  const makeReady = (route: Route, conversationId: string, line: Line): void => {
    const head = line.letters[0]
    if (!head) return void route.lines.delete(conversationId)
    if (stopped || line.busy || line.asleep || line.queued) return
    line.queued = true
    route.ready[head.purpose].push(conversationId)
  }

  const pump = (route: Route): void => {
    while (holding.isHeld() && !stopped && unwritten === 0 && route.inFlight.size < MOST_LANES) {
      const now = performance.now()
      if (isFull(route, now)) {
        if (route.ready.reply.length + route.ready.reminder.length > 0) pumpLater(route, STUCK_MS).unref()
        break
      }
      const wait = route.pausedUntil - now
      if (wait > 0) {
        pumpLater(route, wait).unref()
        break
      }
      const next = nextReply(route, now) ?? nextReminder(route, now)
      if (typeof next === 'number') pumpLater(route, next)
      if (typeof next !== 'string') break
      const line = route.lines.get(next)
      if (line) void deliver(route, next, line)
    }
    if (unreadReminders !== null && route.ready.reminder.length < REMINDER_PAGE / 2) void readReminders()
    if (isIdle()) for (const resolve of waitingForIdle.splice(0)) resolve()
  }

  const takeUp = async (name: ChannelName): Promise<void> => {
    try {
      const waiting = await waitingReplies(db)
      if (holding.isHeld()) take(waiting.filter(({ channel }) => channel === name))
      unreadReminders = 0
    } catch (error) {
      log.error({ err: error, channel: name }, 'letters that wait for a channel could not be read: at the next start')
    }
    wake(name)
  }

  // Of a channel that this run does not serve: nobody else looks at them.
  const endUnserved = async (letters: readonly Letter[]): Promise<void> => {
    const now = clock.now()
    if (!clock.isSure()) return
    for (const one of letters)
      if (!routes.has(one.channel) && one.expiresAt && one.expiresAt <= now)
        await rest(one, 'expired', ['no longer useful', one.trouble].filter(Boolean).join('; before: '))
  }

  const readReminders = async (): Promise<void> => {
    if (reading || unreadReminders === null) return
    reading = true
    try {
      const page = await waitingReminders(db, unreadReminders, REMINDER_PAGE)
      unreadReminders = page.length < REMINDER_PAGE ? null : (page.at(-1)?.seq ?? null)
      if (holding.isHeld()) take(page)
    } catch (error) {
      log.error({ err: error }, 'waiting reminders could not be read: tried again with the next letter')
    } finally {
      reading = false
    }
  }

  // The last word counts: a long pause that was cut short must not keep what is due sooner.
  const pumpLater = (route: Route, ms: number): NodeJS.Timeout => {
    if (route.timer) clearTimeout(route.timer)
    const timer = setTimeout(() => {
      route.timer = null
      pump(route)
    }, ms)
    route.timer = timer
    return timer
  }

  const deliver = async (route: Route, conversationId: string, line: Line): Promise<void> => {
    const letter = line.letters[0]
    line.queued = false
    if (!letter) return
    line.busy = true
    const flight = { began: performance.now() }
    route.inFlight.add(flight)
    try {
      const decision = await decideSending(letter, db, clock)
      // The last look before it goes: what another process delivers must not go out from here as well.
      if (!(await holding.isStillHeld())) line.letters.length = 0
      else if (decision.act === 'wait') sleep(route, conversationId, line, decision.ms)
      else if (decision.act === 'forget') line.letters.shift()
      else if (decision.act === 'end') {
        line.letters.shift()
        await rest(letter, decision.state, decision.reason)
      } else {
        const delivery = await attempt(route.channel, letter)
        noteDelivery(route, delivery, flight.began, performance.now(), letter.purpose === 'reminder')
        await settleDelivery(route, conversationId, line, letter, delivery)
      }
    } catch (error) {
      // The database failed, not the platform: what was delivered must not go out again from here.
      log.error({ err: error, letter: letter.id }, 'what became of a letter could not be written down')
      if (line.letters[0]?.id === letter.id && !line.asleep) sleep(route, conversationId, line, backoffMs.most)
    }
    line.busy = false
    route.inFlight.delete(flight)
    makeReady(route, conversationId, line)
    pump(route)
  }

  const settleDelivery = async (
    route: Route,
    conversationId: string,
    line: Line,
    letter: Letter,
    delivery: Delivery,
  ): Promise<void> => {
    if (delivery.state === 'retry') return retryLater(route, conversationId, line, letter, delivery)
    if (delivery.state === 'moved') {
      await moveConversation(db, conversationId, delivery.conversationId)
      const moved = line.letters.splice(0)
      return take(moved.map((one) => ({ ...one, conversationId: delivery.conversationId })))
    }
    line.letters.shift()
    if (delivery.state === 'sent') {
      route.refusals = 0
      const { platformId = null } = delivery
      const at = clock.now()
      // Not waiting for the disk: the next letter begins a little sooner, and only a power cut could double this one.
      await writeDown(letter, () =>
        writer.writeAhead((trx) =>
          letter.leavesNothing ? forgetLetter(trx, letter.id) : markSent(trx, letter.id, at, platformId),
        ),
      )
      meter.sent(letter.channel, 'sent')
    } else if (delivery.state === 'blocked') {
      await writeDown(letter, () => markUnreachable(db, conversationId, delivery.reason))
      for (const one of [letter, ...line.letters.splice(0)]) await rest(one, 'blocked', delivery.reason)
    } else await rest(letter, delivery.state, delivery.reason)
  }

  const rest = async (letter: Letter, state: Exclude<LetterState, 'sent' | 'waiting'>, reason: string) => {
    await writeDown(letter, () =>
      letter.leavesNothing ? forgetLetter(db, letter.id) : settle(db, letter.id, state, reason),
    )
    meter.sent(letter.channel, state)
    log[state === 'failed' ? 'error' : 'info'](
      { letter: letter.id, channel: letter.channel, state, reason },
      'not sent',
    )
  }

  // What is not known to have gone out would go again at the next start: nothing more goes until it is written down.
  const writeDown = async ({ id }: Letter, write: () => Promise<void>): Promise<void> => {
    let failed = 0
    let last = LAST_WRITES
    for (let isWritten = false; !isWritten; )
      try {
        await write()
        isWritten = true
      } catch (error) {
        if (stopped && --last < 0) throw error
        if (failed++ === 0) unwritten += 1
        log.error({ err: error, letter: id }, 'what became of a letter could not be written down: tried again')
        await new Promise((resolve) => setTimeout(resolve, WRITE_AGAIN_MS))
      }
    if (failed === 0) return
    unwritten -= 1
    for (const route of routes.values()) pump(route)
  }

  const sleep = (route: Route, conversationId: string, line: Line, ms: number): void => {
    wakeLine(line)
    line.asleep = setTimeout(() => {
      line.asleep = null
      makeReady(route, conversationId, line)
      pump(route)
    }, ms).unref()
  }

  const retryLater = async (
    route: Route,
    conversationId: string,
    line: Line,
    letter: Letter,
    { reason, afterMs, leastMs = 0, channelWide }: Extract<Delivery, { state: 'retry' }>,
  ): Promise<void> => {
    const attempts = letter.attempts + 1
    const before = Math.max(letter.attempts, channelWide ? route.refusals++ : 0)
    const growing = jittered(Math.min(backoffMs.first * 2 ** before, backoffMs.most))
    const delayMs = Math.min(afterMs ?? Math.max(growing, leastMs), LONGEST_PAUSE_MS)
    const at = new Date(clock.now().getTime() + delayMs)
    if (line.letters[0]?.id !== letter.id) return // the lease was lost meanwhile: the letter is another process's now
    line.letters[0] = { ...letter, attempts, nextAttemptAt: at, trouble: reason }
    if (channelWide) route.pausedUntil = performance.now() + delayMs
    sleep(route, conversationId, line, delayMs)
    meter.sent(letter.channel, 'retry')
    log.warn({ letter: letter.id, channel: letter.channel, reason, attempts, delayMs }, 'a letter is tried again later')
    await postpone(db, letter.id, attempts, at, reason)
  }

  const attempt = (channel: Channel, letter: Letter): Promise<Delivery> =>
    channel.send(letter.conversationId, letter.id, letter.reply).catch((error: unknown): Delivery => {
      log.error({ err: error, channel: channel.name }, 'a channel failed in a way it does not know')
      return { state: 'retry', reason: error instanceof Error ? error.name : 'unknown' }
    })

  const isIdle = () =>
    [...routes.values()].every(
      ({ inFlight, ready, pausedUntil }) =>
        inFlight.size === 0 &&
        (pausedUntil > performance.now() || (ready.reply.length === 0 && ready.reminder.length === 0)),
    )

  const wake: Outbox['wake'] = (name, conversationId) => {
    const route = routes.get(name)
    if (!route) return
    if (!conversationId) {
      route.pausedUntil = 0
      route.remindersPausedUntil = 0
      route.refusals = 0
    }
    for (const [id, line] of route.lines) {
      if (!line.asleep || id !== (conversationId ?? id)) continue
      wakeLine(line)
      makeReady(route, id, line)
    }
    pump(route)
  }

  // Another process may deliver them now: what is to be sent is read again when the lease is back.
  const forgetLetters = (): void => {
    for (const { lines, ready } of routes.values()) {
      ready.reply.length = 0
      ready.reminder.length = 0
      for (const [id, line] of lines) {
        if (line.asleep) clearTimeout(line.asleep)
        line.letters.length = 0
        if (!line.busy) lines.delete(id)
      }
    }
  }

  return {
    serve: (channel) => {
      const route = createRoute(channel)
      routes.set(channel.name, route)
      // What waited before it was served is read first: nothing goes meanwhile, so that nothing goes twice.
      if (!holding.isHeld()) return
      route.pausedUntil = performance.now() + LATE_MS
      void takeUp(channel.name)
    },
    isHolding: holding.isHeld,
    start: async (onHold = async () => {}) => {
      await holding.start({
        held: async () => {
          unreadReminders = 0
          const waiting = await waitingReplies(db)
          take(waiting)
          await endUnserved(waiting)
          await readReminders()
          await onHold()
        },
        lost: forgetLetters,
      })
      clock.onAdvance(() => {
        for (const name of routes.keys()) wake(name)
      })
    },
    take: (letters) => {
      if (holding.isHeld()) take(letters)
    },
    split: (name, reply) => {
      const channel = routes.get(name)?.channel
      return channel ? toParts(reply, channel.split) : null
    },
    isStuck: (name) => (routes.get(name)?.refusals ?? 0) >= STUCK_AFTER,
    wake,
    idle: () => (isIdle() ? Promise.resolve() : new Promise((resolve) => waitingForIdle.push(resolve))),
    stop: async () => {
      stopped = true
      for (const route of routes.values()) {
        route.ready.reply.length = 0
        route.ready.reminder.length = 0
        for (const { asleep } of route.lines.values()) if (asleep) clearTimeout(asleep)
        if (route.timer) clearTimeout(route.timer)
      }
      if (!isIdle()) await new Promise<void>((resolve) => waitingForIdle.push(resolve))
      await holding.stop()
    },
  }
}

// Half fixed, half by chance, so that many letters that failed together do not come back together.
function jittered(ms: number): number {
  return ms / 2 + (Math.random() * ms) / 2
}
