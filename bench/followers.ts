// `npm run bench -- --followers 100000 [--seconds 120]`: one deadline for so many people, over a Telegram that keeps its
// limit of 30 messages a second, while others write.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../store/database.ts'
import { startFakeTelegram } from '../test/fakes/fake-telegram.ts'
import { toUser } from '../test/fakes/telegram-chats.ts'
import { pause, post, startChild } from './child.ts'

const SECRET = 'followers-secret'
/** The chat of the first follower. */
export const FIRST = 50_000_000
const WRITERS = 20
const ASKS_EVERY_MS = 250
const PER_SECOND = 30
const CAMPAIGN = 'noi-vu-hung-yen-2020'
const QUESTION = 'Hạn đăng ký thi đua ngành Nội vụ Hưng Yên là ngày nào?'

/** Prints how long planning took, how fast they were delivered, what was refused, how long others waited for replies. */
export async function benchFollowers(followers: number, seconds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'followers-'))
  const databaseUrl = `sqlite:${join(folder, 'followers.db')}`
  await fill(databaseUrl, followers)
  await using telegram = await startFakeTelegram({
    keep: false,
    overallLimit: { messages: PER_SECOND, everyMs: 1_000 },
  })
  const asked = new Map<number, number>()
  const waits: number[] = []
  let reminders = 0
  telegram.onSent(({ chatId, at }) => {
    if (chatId >= FIRST) reminders += 1
    const began = asked.get(chatId)
    if (began === undefined) return
    waits.push(at - began)
    asked.delete(chatId)
  })
  await using service = await startChild('start.js', {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    DATABASE_URL: databaseUrl,
    CLOCK_START: '2020-02-11T07:59:40+07:00',
    QUESTIONS_PER_MINUTE: '100000',
  })
  const resident: number[] = []
  while (reminders === 0) {
    resident.push(residentOf(service.pid))
    await pause(100)
  }
  const [began, first] = [performance.now(), reminders]
  let writer = 0
  while (performance.now() - began < seconds * 1_000) {
    const person = 1_000 + (writer++ % WRITERS)
    if (!asked.has(person)) {
      asked.set(person, performance.now())
      const body = JSON.stringify(telegram.updateOf.text(toUser(person), QUESTION))
      await post(`${service.url}/telegram/webhook`, body, {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': SECRET,
      })
    }
    resident.push(residentOf(service.pid))
    await pause(ASKS_EVERY_MS)
  }
  const elapsed = (performance.now() - began) / 1_000
  const sent = reminders - first
  const all = telegram.sentCount
  const refused = telegram.callCount('sendMessage') - all
  await service.kill()
  const planned = await planning(databaseUrl)
  rmSync(folder, { recursive: true, force: true })
  const at = (share: number) => waits.sort((a, b) => a - b)[Math.floor(waits.length * share)] ?? 0
  const rate = (sent + waits.length) / elapsed
  console.log(`${planned.count} reminders planned in ${planned.seconds.toFixed(1)} s`)
  console.log(
    `${sent} reminders and ${waits.length} replies delivered in ${elapsed.toFixed(0)} s: ${rate.toFixed(1)} a second, ` +
      `${((rate / PER_SECOND) * 100).toFixed(1)} % of the limit; refused with 429: ${refused}`,
  )
  console.log(`replies meanwhile: median ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms`)
  console.log(`resident ${Math.min(...resident).toFixed(0)}–${Math.max(...resident).toFixed(0)} MB`)
}

/** A database in which so many people follow the plan whose deadline is near. */
export async function fill(databaseUrl: string, followers: number): Promise<void> {
  await using db = await openDatabase(databaseUrl)
  const at = '2020-02-10T01:00:00.000Z'
  for (let begin = 0; begin < followers; begin += 500)
    await db.transaction().execute(async (trx) => {
      const people = Array.from(
        { length: Math.min(500, followers - begin) },
        (_, index) => `telegram:${FIRST + begin + index}`,
      )
      const contact = {
        channel: 'telegram',
        last_seen_at: at,
        unreachable: null,
        silenced_until: null,
        admitted_at: null,
      }
      await trx
        .insertInto('contacts')
        .values(people.map((id) => ({ conversation_id: id, person_id: id, ...contact })))
        .execute()
      const settings = {
        campaign: CAMPAIGN,
        leads: '[14,7,3,1,0]',
        hour: '08:00',
        state: 'following',
        paused_until: null,
      }
      await trx
        .insertInto('follows')
        .values(people.map((id) => ({ person_id: id, ...settings, since: at, followed_at: at, changed_at: at })))
        .execute()
    })
}

async function planning(databaseUrl: string): Promise<{ count: number; seconds: number }> {
  await using db = await openDatabase(databaseUrl)
  const { count } = await db
    .selectFrom('reminders')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const runs = await db.selectFrom('job_runs').selectAll().where('name', '=', 'plan-reminders').execute()
  const longest = Math.max(...runs.map((run) => Date.parse(run.finished_at) - Date.parse(run.started_at)))
  return { count: Number(count), seconds: longest / 1_000 }
}

function residentOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024
}
