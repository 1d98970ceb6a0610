// `npm run bench -- --burst [--messages 10000 --people 1000]`: many people at once over the fakes of both platforms.

import { readFileSync } from 'node:fs'
import { startFakeTelegram } from '../test/fakes/fake-telegram.ts'
import { startFakeZalo } from '../test/fakes/fake-zalo.ts'
import { toUser } from '../test/fakes/telegram-chats.ts'
import { AT_ONCE, type Child, pause, post, startChild } from './child.ts'
import { goldSchema } from './grade.ts'

export interface BurstSize {
  readonly messages: number
  readonly people: number
}

const SECRET = 'burst-secret'
const SEQUENCES = 20 // people of one sequence ask the same questions in the same order
const HOSTILE = 1_000
const LAST = { connection: 'close' } // a body that is not read to its end ends its connection
const TICKS_A_SECOND = 100 // USER_HZ of Linux
const QUIET_MS = 20_000 // no reply for so long: what is missing is lost

/** A platform under load: posts one person's message, and shows what they got. */
interface Platform {
  readonly name: string
  post(person: number, text: string): Promise<number>
  heard(person: number): readonly string[]
  heardCount(): number
}

/** Prints, for each platform: whether all were answered once and in order, how fast, and the memory it took. */
export async function benchBurst({ messages, people }: BurstSize): Promise<void> {
  const each = Math.ceil(messages / people)
  const sequences = toSequences(each)
  const echo = await burstEcho(people, each, sequences)
  console.log(`bare grammY echo bot: ${echo.toFixed(0)} messages a second`)
  const telegram = await burstTelegram(people, each, sequences)
  console.log(`Telegram: ${telegram.toFixed(0)} messages a second, ${(telegram / echo).toFixed(2)} of the echo bot`)
  const zalo = await burstZalo(people, each, sequences)
  console.log(`Zalo: ${zalo.toFixed(0)} messages a second`)
}

async function burstEcho(people: number, each: number, sequences: readonly string[][]): Promise<number> {
  await using telegram = await startFakeTelegram()
  const env = { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.url }
  await using bot = await startChild('bench/echo-bot.ts', env)
  const platform = onTelegram(telegram, bot.url)
  for (let person = 0; person < SEQUENCES; person++) await platform.post(-1, 'khởi động')
  return await run(platform, bot, { people, each, sequences, expected: sequences })
}

async function burstTelegram(people: number, each: number, sequences: readonly string[][]): Promise<number> {
  await using telegram = await startFakeTelegram()
  await using service = await startChild('start.js', {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: SECRET,
  })
  const url = `${service.url}/telegram/webhook`
  const platform = onTelegram(telegram, url)
  while ((await platform.post(-1, '/start')) !== 200) await pause(100)
  const pace = await run(platform, service, { people, each, sequences, expected: await rehearse(platform, sequences) })
  const signed = { 'x-telegram-bot-api-secret-token': SECRET }
  const good = JSON.stringify(telegram.updateOf.text(toUser(30_000_000), sequences[0]?.[0] ?? ''))
  await post(url, good, signed)
  await attack(platform, service, (turn) => {
    const forged = JSON.stringify(telegram.updateOf.text(toUser(40_000_000 + turn), 'Hạn nộp hồ sơ?'))
    return [
      () => post(url, forged, { 'x-telegram-bot-api-secret-token': `${SECRET}x` }),
      () => post(url, forged.slice(0, -turn % 90), signed),
      () => post(url, ' '.repeat(1_100_000) + forged, { ...signed, ...LAST }).catch(() => 0),
      () => post(url, good, signed),
    ][turn % 4] as () => Promise<number>
  })
  return pace
}

async function burstZalo(people: number, each: number, sequences: readonly string[][]): Promise<number> {
  await using zalo = await startFakeZalo({ ratePerMinute: Number.POSITIVE_INFINITY })
  await using service = await startChild('start.js', {
    ZALO_APP_ID: zalo.appId,
    ZALO_APP_SECRET: zalo.appSecret,
    ZALO_OA_ID: zalo.oaId,
    ZALO_OA_SECRET_KEY: zalo.oaSecretKey,
    ZALO_REFRESH_TOKEN: zalo.tokens.refreshToken,
    ZALO_API_ROOT: zalo.url,
    ZALO_OAUTH_ROOT: zalo.url,
  })
  const platform: Platform = {
    name: 'Zalo',
    post: async (person, text) => {
      const { body, headers } = zalo.toRequest(zalo.events.userText(String(9_000_000 + person), text))
      return post(`${service.url}/zalo/webhook`, body, headers)
    },
    heard: (person) => zalo.sentTo(String(9_000_000 + person)).map(({ text }) => text),
    heardCount: () => zalo.sent.length,
  }
  const pace = await run(platform, service, { people, each, sequences, expected: await rehearse(platform, sequences) })
  const url = `${service.url}/zalo/webhook`
  const good = zalo.toRequest(zalo.events.userText('30000000', sequences[0]?.[0] ?? ''))
  await post(url, good.body, good.headers)
  await attack(platform, service, (turn) => {
    const event = zalo.events.userText(String(40_000_000 + turn), 'Hạn nộp hồ sơ?')
    const forged = zalo.toRequest(event, { secret: 'not the secret' })
    const tampered = zalo.toRequest(event, { tampered: true })
    return [
      () => post(url, forged.body, forged.headers),
      () => post(url, tampered.body, tampered.headers),
      () => post(url, ' '.repeat(1_100_000), { ...forged.headers, ...LAST }).catch(() => 0),
      () => post(url, good.body, good.headers),
    ][turn % 4] as () => Promise<number>
  })
  return pace
}

// 1,000 calls that are forged, broken, too large or sent before: nobody is answered, and the next person is.
async function attack(
  platform: Platform,
  { url }: Child,
  call: (turn: number) => () => Promise<number>,
): Promise<void> {
  await pause(2_000)
  const before = platform.heardCount()
  const statuses: number[] = []
  let next = 0
  const callOn = async () => {
    for (let turn = next++; turn < HOSTILE; turn = next++) statuses.push(await call(turn)())
  }
  await Promise.all(Array.from({ length: AT_ONCE }, callOn))
  await pause(2_000)
  const answered = platform.heardCount() - before
  const health = (await (await fetch(`${url}/healthz`)).json()) as { ok: boolean }
  const kinds = [...new Set(statuses)]
    .sort()
    .map((status) => `${statuses.filter((one) => one === status).length}× ${status}`)
  console.log(
    `${platform.name}: ${HOSTILE} forged, broken, oversized or repeated calls (${kinds.join(', ')}): ` +
      `${answered} answered; healthy afterwards: ${health.ok}`,
  )
}

// What each sequence is answered with when nobody else is there.
async function rehearse(platform: Platform, sequences: readonly string[][]): Promise<string[][]> {
  const expected: string[][] = []
  for (const [index, questions] of sequences.entries()) {
    const person = 1_000_000 + index
    for (const question of questions) {
      const before = platform.heard(person).length
      await platform.post(person, question)
      while (platform.heard(person).length === before) await pause(2)
    }
  }
  await pause(2_000) // a long answer comes in parts
  for (const index of sequences.keys()) expected.push([...platform.heard(1_000_000 + index)])
  return expected
}

async function run(
  platform: Platform,
  child: Child,
  {
    people,
    each,
    sequences,
    expected,
  }: { people: number; each: number; sequences: readonly string[][]; expected: readonly (readonly string[])[] },
): Promise<number> {
  const before = platform.heardCount()
  const total = people * each
  const acknowledged: number[] = []
  const resident: number[] = []
  const started = performance.now()
  const spent = cpuOf(child.pid)
  // Everybody's first question, then everybody's second …: one person's are posted one after the other.
  const postedBefore = new Map<number, Promise<void>>()
  let next = 0
  const postOn = async () => {
    for (let turn = next++; turn < total; turn = next++) {
      const person = turn % people
      const question = sequences[person % SEQUENCES]?.[Math.floor(turn / people)] ?? ''
      const before = postedBefore.get(person)
      const posted = (async () => {
        await before
        const at = performance.now()
        const status = await platform.post(person, question)
        if (status !== 200) throw new Error(`${platform.name}: a message was answered with ${status}`)
        acknowledged.push(performance.now() - at)
      })()
      postedBefore.set(person, posted)
      await posted
    }
  }
  let done = false
  const watching = watchMemory(child, () => ({ done, heard: platform.heardCount() - before }), resident)
  const posting = await Promise.allSettled(Array.from({ length: AT_ONCE }, postOn))
  for (const outcome of posting) if (outcome.status === 'rejected') throw outcome.reason
  let last = performance.now()
  const due = Array.from({ length: people }, (_, person) => expected[person % SEQUENCES]?.length ?? 0)
  const replies = due.reduce((sum, count) => sum + count, 0)
  for (let heard = -1; heard < replies && performance.now() - last < QUIET_MS; ) {
    const now = platform.heardCount() - before
    if (now !== heard) last = performance.now()
    heard = now
    await pause(20)
  }
  const seconds = (last - started) / 1000
  const perMessage = ((cpuOf(child.pid) - spent) * 1000) / total
  done = true
  await watching
  let wrong = 0
  for (let person = 0; person < people; person++)
    if (JSON.stringify(platform.heard(person)) !== JSON.stringify(expected[person % SEQUENCES])) wrong++
  const at = (share: number) => acknowledged.sort((a, b) => a - b)[Math.floor(acknowledged.length * share)] ?? 0
  console.log(
    `${platform.name}: ${total} messages of ${people} people; not answered exactly once and in order: ${wrong} people; ` +
      `${perMessage.toFixed(2)} ms of processor time a message; acknowledged in ${at(0.5).toFixed(0)} ms (median), ${at(0.99).toFixed(0)} ms (p99)` +
      (resident.length > 0
        ? `; resident from the 2,000th reply on ${Math.min(...resident).toFixed(0)}–${Math.max(...resident).toFixed(0)} MB`
        : ''),
  )
  return total / seconds
}

async function watchMemory(
  { pid }: Child,
  state: () => { done: boolean; heard: number },
  resident: number[],
): Promise<void> {
  for (let now = state(); !now.done; now = state()) {
    const megabytes = residentOf(pid)
    if (now.heard >= 2000 && megabytes !== null) resident.push(megabytes)
    await pause(250)
  }
}

// Seconds that a process and its threads have worked so far; NaN where it cannot be told.
function cpuOf(pid: number): number {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const [user = NaN, system = NaN] = fields.split(' ').slice(11, 13).map(Number)
    return (user + system) / TICKS_A_SECOND
  } catch {
    return Number.NaN // only Linux tells it there
  }
}

function residentOf(pid: number): number | null {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return null // only Linux tells it there
  }
}

function toSequences(each: number): string[][] {
  const questions = readFileSync(`${import.meta.dirname}/questions/gold.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => goldSchema.parse(JSON.parse(line)))
    .filter(({ context }) => context.length === 0)
    .map(({ q }) => q)
    .filter((q) => q.trim().length > 5 && q.length < 300) // what an echo bot can send back
  return Array.from({ length: SEQUENCES }, (_, sequence) =>
    Array.from({ length: each }, (_, turn) => questions[(sequence * each + turn) % questions.length] ?? ''),
  )
}

function onTelegram(telegram: Awaited<ReturnType<typeof startFakeTelegram>>, url: string): Platform {
  return {
    name: 'Telegram',
    post: (person, text) =>
      post(url, JSON.stringify(telegram.updateOf.text(toUser(10_000_000 + person), text)), {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': SECRET,
      }),
    heard: (person) => telegram.sentTo(10_000_000 + person).map(({ text }) => text),
    heardCount: () => telegram.sentCount,
  }
}
