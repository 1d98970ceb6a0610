// What operators watch, as Prometheus reads it.

import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { AnswerKind, ChannelName } from '../message.ts'
import type { LetterState } from '../store/outbox.ts'

export interface Meter {
  received(channel: ChannelName, kind: 'new' | 'again' | 'over_limit'): void
  answered(channel: ChannelName, kind: AnswerKind, seconds: number): void
  sent(channel: ChannelName, state: LetterState | 'retry'): void
  /** A webhook call that was not taken: forged, malformed, too large. */
  rejected(channel: ChannelName, why: string): void
  /** The text of `GET /metrics`. */
  text(depth: () => Promise<{ waiting: number; oldest: Date | null; now: Date }>): Promise<string>
}

export function createMeter(): Meter {
  const registers = [new Registry()]
  const labels = (...labelNames: string[]) => ({ labelNames, registers })
  const messages = new Counter({
    name: 'assistant_messages_received_total',
    help: 'Messages that came in: new ones, redeliveries, over the limit',
    ...labels('channel', 'kind'),
  })
  const answers = new Counter({
    name: 'assistant_replies_total',
    help: 'Replies by kind of answer',
    ...labels('channel', 'kind'),
  })
  const latency = new Histogram({
    name: 'assistant_handling_seconds',
    help: 'From taking a message up to its reply in the outbox',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    ...labels('channel'),
  })
  const letters = new Counter({
    name: 'assistant_letters_total',
    help: 'Attempts to deliver, by what became of them',
    ...labels('channel', 'state'),
  })
  const rejections = new Counter({
    name: 'assistant_webhook_rejected_total',
    help: 'Webhook calls that were not taken',
    ...labels('channel', 'why'),
  })
  const waiting = new Gauge({ name: 'assistant_outbox_waiting', help: 'Letters to be delivered', registers })
  const age = new Gauge({
    name: 'assistant_outbox_oldest_seconds',
    help: 'How long the oldest letter has waited',
    registers,
  })
  return {
    received: (channel, kind) => messages.inc({ channel, kind }),
    answered: (channel, kind, seconds) => {
      answers.inc({ channel, kind })
      latency.observe({ channel }, seconds)
    },
    sent: (channel, state) => letters.inc({ channel, state }),
    rejected: (channel, why) => rejections.inc({ channel, why }),
    text: async (depth) => {
      const { waiting: count, oldest, now } = await depth()
      waiting.set(count)
      age.set(oldest ? Math.max((now.getTime() - oldest.getTime()) / 1000, 0) : 0)
      return registers[0]?.metrics() ?? ''
    },
  }
}
