// `npm run bench -- --kills 200`: ends the service at random moments of a burst, starts it again, and counts.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFakeTelegram } from '../test/fakes/fake-telegram.ts'
import { toUser } from '../test/fakes/telegram-chats.ts'
import { AT_ONCE, type Child, pause, post, startChild } from './child.ts'

const SECRET = 'kill-secret'
const PEOPLE = 60
const LONGEST_LIFE_MS = 1_500
const SETTLED_MS = 5_000
const QUESTION = 'Hạn đăng ký thi đua ngành Nội vụ Hưng Yên là ngày nào?'

/** Prints how many messages were lost, how many answered twice, and how many state changes were doubled. */
export async function benchKills(times: number): Promise<void> {
  await using telegram = await startFakeTelegram()
  const folder = mkdtempSync(join(tmpdir(), 'kills-'))
  const databasePath = join(folder, 'kills.db')
  const env = {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    DATABASE_URL: `sqlite:${databasePath}`,
    QUESTIONS_PER_MINUTE: '100000',
  }
  let child: Child = await startChild('start.js', env)
  let running = true
  let acknowledged = 0
  const asked = Array.from({ length: PEOPLE }, () => 0)

  // One person after the other is asked for, a message is posted until it is acknowledged, as Telegram does.
  let turn = 0
  const postOn = async () => {
    while (running) {
      const person = turn++ % PEOPLE
      const body = JSON.stringify(telegram.updateOf.text(toUser(20_000_000 + person), QUESTION))
      const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET }
      while ((await post(`${child.url}/telegram/webhook`, body, headers).catch(() => 0)) !== 200) await pause(20)
      asked[person] = (asked[person] ?? 0) + 1
      acknowledged += 1
      await pause(25)
    }
  }
  const posting = Array.from({ length: AT_ONCE / 4 }, postOn)
  const answered = () => Array.from({ length: PEOPLE }, (_, person) => telegram.sentTo(20_000_000 + person).length)
  const surplus = () => answered().map((count, person) => Math.max(count - (asked[person] ?? 0), 0))
  for (let kill = 1; kill <= times; kill++) {
    await pause(Math.random() * LONGEST_LIFE_MS)
    await child.kill()
    child = await startChild('start.js', env)
    if (kill % 20 === 0) console.log(`${kill} kills: ${acknowledged} messages acknowledged`)
  }
  running = false
  await Promise.all(posting)
  for (let before = -1; before !== telegram.sentCount; ) {
    before = telegram.sentCount
    await pause(SETTLED_MS)
  }
  await child[Symbol.asyncDispose]()
  const lost = answered().reduce((sum, count, person) => sum + Math.max((asked[person] ?? 0) - count, 0), 0)
  const twice = surplus().reduce((sum, count) => sum + count, 0)
  const doubled = await countDoubled(databasePath)
  rmSync(folder, { recursive: true, force: true })
  console.log(
    `${times} kills, ${acknowledged} messages acknowledged: ${lost} lost, ${twice} sent twice ` +
      `(${(twice / times).toFixed(2)} a kill), ${doubled} answered twice by the assistant`,
  )
}

// A message that was handled twice has left two questions or two letters.
async function countDoubled(path: string): Promise<number> {
  const { openDatabase } = await import('../store/database.ts')
  await using db = await openDatabase(`sqlite:${path}`)
  const rows = await db
    .selectFrom('outbox')
    .select(['answers', ({ fn }) => fn.countAll<number>().as('letters')])
    .groupBy('answers')
    .having(({ fn }) => fn.countAll<number>(), '>', 1)
    .execute()
  return rows.length
}
