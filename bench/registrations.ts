// `npm run bench -- --registrations [--people 500]`: so many people register at once over the fake Telegram.

import { startFakeTelegram } from '../test/fakes/fake-telegram.ts'
import { pause, startChild } from './child.ts'
import { register, SECRET, toName } from './registrant.ts'

// Reading a question and answering it: 4 to 16 s, all of them as likely. Everybody comes within the first 10 s.
const THINK_MS = { least: 4_000, most: 16_000 }
const COMING_MS = 10_000

const between = (least: number, most: number) => least + Math.random() * (most - least)

/** Prints how long a step took, from posting the message until its reply was delivered. */
export async function benchRegistrations(people: number): Promise<void> {
  await using telegram = await startFakeTelegram()
  await using service = await startChild('start.js', {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: SECRET,
  })
  const steps: number[] = []
  const stage = {
    telegram,
    url: () => service.url,
    think: () => pause(between(THINK_MS.least, THINK_MS.most)),
    onStep: (ms: number) => steps.push(ms),
  }
  const started = performance.now()
  const outcomes = await Promise.allSettled(
    Array.from({ length: people }, async (_, index) => {
      await pause(between(0, COMING_MS))
      const tasks = `Số hóa ${100 + index} hồ sơ tôn giáo trước 30/11/2020`
      return register(stage, { number: 50_000_000 + index, name: toName(index), tasks }, true)
    }),
  )
  const failed = outcomes.filter(({ status }) => status === 'rejected')
  const codes = new Set(outcomes.flatMap((one) => (one.status === 'fulfilled' ? one.value.code : [])))
  steps.sort((a, b) => a - b)
  const at = (share: number) => `${(steps[Math.floor((steps.length - 1) * share)] ?? 0).toFixed(0)} ms`
  console.log(
    `${people} people registered in ${((performance.now() - started) / 1000).toFixed(0)} s, thinking ${THINK_MS.least / 1000} to ` +
      `${THINK_MS.most / 1000} s before each of ${steps.length} steps: ${codes.size} receipts, ${failed.length} failed; a step took ` +
      `${at(0.5)} (median), ${at(0.95)} (p95), ${at(0.99)} (p99)`,
  )
  for (const one of failed.slice(0, 3)) console.log(String((one as PromiseRejectedResult).reason))
}
