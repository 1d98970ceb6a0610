// One channel's letters and how fast they go.

import type { Channel, Delivery } from '../message.ts'
import type { Line } from './line.ts'

/** The letters of a channel, and how its deliveries go. */
export interface Route {
  readonly channel: Channel
  readonly lines: Map<string, Line>
  readonly ready: { reply: string[]; reminder: string[] }
  /** When each delivery under way began. */
  readonly inFlight: Set<{ readonly began: number }>
  /** When the last thirty deliveries ended, whatever became of them. */
  readonly endings: number[]
  /** How fast the platform answers when nothing else is in the way: the fastest of late, slowly forgotten. */
  latencyMs: number | null
  pausedUntil: number
  /** When the last reminder was due: the next one's gap begins there. */
  lastReminderAt: number
  /** When the last one went. */
  remindedAt: number
  /** How long after one reminder the next one goes: longer once the platform has complained. */
  reminderGapMs: number
  remindersPausedUntil: number
  /** Reminders in a row that were refused for being too fast. */
  complaints: number
  /** Attempts in a row that failed for a reason of the whole channel. */
  refusals: number
  /** When to look again, if nothing happens before. */
  timer: NodeJS.Timeout | null
}

// Telegram allows 30 a second of what nobody asked for, core.telegram.org/bots/faq.
const MOST_A_SECOND = 30
const SECOND_MS = 1_000
const REMINDER_GAP_MS = { least: 34, most: 1_000 }
const SLOWER = 1.05 // after a complaint, beside the pause it asks for
const FASTER = 0.995 // after each one that arrived: the old pace is back after some 80
const MADE_UP_MS = 250 // of timers that rang late; more would be a burst
// Each letter in flight when the power goes is one the person may get twice, so there are no more than it takes to
// deliver about 50 a second: one to a platform that answers within 20 ms, eight to a slow one.
const LANE_MS = 20
export const MOST_LANES = 8
// A pause that the platform asks for may be meant for one person alone: soon, then later and later, another is tried.
const PROBE_MS = 60_000
/** A delivery that hangs for so long holds nobody else up, in milliseconds. */
export const STUCK_MS = 1_000

/** Nothing to send yet, and nothing known of the platform. */
export function createRoute(channel: Channel): Route {
  return {
    channel,
    lines: new Map(),
    ready: { reply: [], reminder: [] },
    inFlight: new Set(),
    endings: [],
    latencyMs: null,
    pausedUntil: 0,
    lastReminderAt: Number.NEGATIVE_INFINITY,
    remindedAt: Number.NEGATIVE_INFINITY,
    reminderGapMs: REMINDER_GAP_MS.least,
    remindersPausedUntil: 0,
    complaints: 0,
    refusals: 0,
    timer: null,
  }
}

/**
 * The next conversation with a reply, or how many milliseconds it has to wait, which is only where reminders have filled
 * the platform's second; undefined if there is none. The reminder after it waits longer: the platform counts both.
 */
export function nextReply(route: Route, now: number): string | number | undefined {
  if (route.ready.reply.length === 0) return undefined
  const wait = hasRoomAt(route) - now
  if (wait > 0 && now < route.remindedAt + SECOND_MS) return wait
  route.lastReminderAt = Math.max(route.lastReminderAt + route.reminderGapMs, now - route.reminderGapMs)
  return route.ready.reply.shift()
}

/** The next conversation with a reminder, or how many milliseconds it has to wait; undefined if there is none. */
export function nextReminder(route: Route, now: number): string | number | undefined {
  if (route.ready.reminder.length === 0) return undefined
  const next = route.lastReminderAt + route.reminderGapMs
  const wait = Math.max(next, route.remindersPausedUntil, hasRoomAt(route)) - now
  if (wait > 0) return wait
  route.lastReminderAt = Math.max(next, now - MADE_UP_MS)
  route.remindedAt = now
  return route.ready.reminder.shift()
}

// The platform counted a letter at some moment until it answered, so that the one that many before has to be answered
// for a second.
function hasRoomAt({ endings, inFlight }: Route): number {
  return (endings.at(inFlight.size - MOST_A_SECOND) ?? Number.NEGATIVE_INFINITY) + SECOND_MS
}

/** Notes how a delivery went, `now` being its end: how fast the platform answers and, for reminders, lets us go. */
export function noteDelivery(route: Route, delivery: Delivery, began: number, now: number, isReminder: boolean): void {
  const tookMs = now - began
  if (route.endings.push(now) > MOST_A_SECOND) route.endings.shift()
  route.latencyMs = Math.min(tookMs, route.latencyMs === null ? tookMs : route.latencyMs * 1.05 + 0.1)
  if (isReminder) pace(route, delivery, now)
}

// A platform that names a time to wait for finds us too fast; replies go on, since people wait for them.
function pace(route: Route, delivery: Delivery, now: number): void {
  if (delivery.state === 'sent') {
    route.reminderGapMs = Math.max(route.reminderGapMs * FASTER, REMINDER_GAP_MS.least)
    route.complaints = 0
  }
  if (delivery.state !== 'retry' || delivery.afterMs === undefined) return
  route.reminderGapMs = Math.min(route.reminderGapMs * SLOWER, REMINDER_GAP_MS.most)
  const pauseMs = Math.min(delivery.afterMs, PROBE_MS * 2 ** route.complaints)
  route.remindersPausedUntil = now + pauseMs
  route.complaints += 1
}

/** Whether as many letters are under way as the platform's speed calls for, those that hang left out. */
export function isFull({ inFlight, latencyMs }: Route, now: number): boolean {
  return [...inFlight].filter(({ began }) => now - began < STUCK_MS).length >= lanesFor(latencyMs)
}

function lanesFor(latencyMs: number | null): number {
  return Math.min(Math.max(Math.ceil((latencyMs ?? 0) / LANE_MS), 1), MOST_LANES)
}
