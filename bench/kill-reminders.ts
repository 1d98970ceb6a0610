// `npm run bench -- --kills 200 --reminders`: ends the service at random moments while it reminds, and counts.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../store/database.ts'
import { startFakeTelegram } from '../test/fakes/fake-telegram.ts'
import { pause, startChild } from './child.ts'
import { FIRST, fill } from './followers.ts'

const EACH_LIFE = 20 // reminders that a life of the service delivers, about
const LONGEST_LIFE_MS = 1_500
const QUIET_MS = 30_000 // longer than what finds its channel busy is put off

/** Prints how many people were not reminded, and how many twice; and what the ledger says of it. */
export async function benchKillReminders(times: number): Promise<void> {
  const followers = times * EACH_LIFE
  const folder = mkdtempSync(join(tmpdir(), 'kill-reminders-'))
  const databaseUrl = `sqlite:${join(folder, 'kills.db')}`
  await fill(databaseUrl, followers)
  await using telegram = await startFakeTelegram({ keep: false })
  const heard = new Map<number, number>()
  telegram.onSent(({ chatId }) => void heard.set(chatId, (heard.get(chatId) ?? 0) + 1))
  const env = {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: 'kill-secret',
    DATABASE_URL: databaseUrl,
  }
  // Time goes on from life to life: what was put off by some seconds must come due.
  const begun = performance.now()
  const startNext = () => {
    const now = new Date(Date.parse('2020-02-11T08:00:05+07:00') + performance.now() - begun)
    return startChild('start.js', { ...env, CLOCK_START: now.toISOString() })
  }
  let child = await startNext()
  for (let kill = 1; kill <= times; kill++) {
    await pause(Math.random() * LONGEST_LIFE_MS)
    await child.kill()
    child = await startNext()
    if (kill % 20 === 0) console.log(`${kill} kills: ${heard.size} of ${followers} people reminded`)
  }
  for (let before = -1; before !== heard.size; ) {
    before = heard.size
    await pause(QUIET_MS)
  }
  await child[Symbol.asyncDispose]()
  let [lost, surplus] = [0, 0]
  for (let person = 0; person < followers; person++) {
    const count = heard.get(FIRST + person) ?? 0
    if (count === 0) lost += 1
    else surplus += count - 1
  }
  console.log(
    `${times} kills, ${followers} people: ${lost} not reminded, ${surplus} reminded twice (${(surplus / times).toFixed(2)} a kill)`,
  )
  await using db = await openDatabase(databaseUrl)
  const states = await db
    .selectFrom('reminders')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  console.log(`the ledger: ${states.map(({ state, count }) => `${count} ${state}`).join(', ')}`)
  rmSync(folder, { recursive: true, force: true })
}
