// `npm run bench -- --register-kills 200`: ends the service at random moments while 50 people register, starts it again,
// and compares what people were told with what the database holds.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { valuesSchema } from '../forms/values.ts'
import { openDatabase } from '../store/database.ts'
import type { Registration } from '../store/registration.ts'
import { registrationsOfCampaign } from '../store/registrations.ts'
import { startFakeTelegram } from '../test/fakes/fake-telegram.ts'
import { type Child, pause, startChild } from './child.ts'
import { type Receipt, register, SECRET, toName } from './registrant.ts'

const PEOPLE = 50
const LONGEST_LIFE_MS = 2_000
const CAMPAIGN = 'noi-vu-hung-yen-2020'

/** Prints how many registrations were lost or doubled, and how many differ from what was answered or told. */
export async function benchRegisterKills(times: number): Promise<void> {
  await using telegram = await startFakeTelegram()
  const folder = mkdtempSync(join(tmpdir(), 'register-kills-'))
  const databaseUrl = `sqlite:${join(folder, 'kills.db')}`
  const env = {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    DATABASE_URL: databaseUrl,
    QUESTIONS_PER_MINUTE: '100000',
  }
  let child: Child = await startChild('start.js', env)
  let running = true
  const stage = { telegram, url: () => child.url, think: () => pause(50), onStep: () => {} }
  const receipts: Receipt[] = []
  const troubles: string[] = []

  // Each registers somebody, then somebody else, until the kills are over; who is under way goes on to the receipt.
  const registerOn = async (index: number) => {
    for (let round = 0; running; round++) {
      const at = round * PEOPLE + index
      const tasks = `Số hóa ${100 + at} hồ sơ tôn giáo trước 30/11/2020`
      receipts.push(await register(stage, { number: 60_000_000 + index, name: toName(at), tasks }, round === 0))
    }
  }
  const registering = Array.from({ length: PEOPLE }, (_, index) =>
    registerOn(index).catch((error: unknown) => void troubles.push(String(error))),
  )
  for (let kill = 1; kill <= times; kill++) {
    await pause(Math.random() * LONGEST_LIFE_MS)
    await child.kill()
    child = await startChild('start.js', env)
    if (kill % 20 === 0) console.log(`${kill} kills: ${receipts.length} receipts`)
  }
  running = false
  await Promise.all(registering)
  await child[Symbol.asyncDispose]()
  await using db = await openDatabase(databaseUrl)
  const kept = await registrationsOfCampaign(db, CAMPAIGN, ['submitted'])
  rmSync(folder, { recursive: true, force: true })
  console.log(
    `${times} kills while ${PEOPLE} people registered: ${receipts.length} receipts, ${kept.length} registrations`,
  )
  for (const line of [...compare(receipts, kept), ...troubles].slice(0, 20)) console.log(line)
}

function compare(receipts: readonly Receipt[], kept: readonly Registration[]): string[] {
  const byCode = new Map(kept.map((one) => [one.code, one]))
  const told = new Set(receipts.map(({ code }) => code))
  const lost = receipts.filter(({ code }) => !byCode.has(code))
  const untold = kept.filter(({ code }) => !told.has(code ?? ''))
  const keys = new Set(kept.map(({ duplicateKey }) => duplicateKey))
  const differing = receipts.filter(({ code, hash, name, tasks }) => {
    const values = valuesSchema.parse(byCode.get(code)?.answers ?? {})
    const texts = Object.values(values).flatMap((value) => (value.type === 'text' ? value.text : []))
    return !texts.includes(name) || !texts.includes(tasks) || !byCode.get(code)?.hash?.startsWith(hash)
  })
  return [
    `receipts without a registration: ${lost.length}; registrations without a receipt: ${untold.length}; ` +
      `doubled: ${kept.length - keys.size}; with another answer or hash than was given or told: ${differing.length}`,
  ]
}
