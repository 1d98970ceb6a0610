// Whatever goes wrong at whatever moment: what the platforms took is what the ledger says.

import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toVietnamDate, toVietnamTime } from '../../clock.ts'
import { givenTrouble, type TroubledRig } from '../fakes/troubled-rig.ts'

afterEach(() => void vi.useRealTimers())

const PEOPLE = 60
const CS = '/v3.0/oa/message/cs'
const LAST_DAY = '2020-02-16'
const REFUSALS = [
  { error: -230, message: 'User has not interacted in the last 7 days' },
  { error: -217, message: 'The user has blocked the invitation' },
  { error: -210, message: 'a parameter exceeds its limit' },
] as const

/** Something that goes wrong on the morning of a reminder, and for how many minutes. */
const fault = fc.record({
  kind: fc.constantFrom('block', 'refuse', 'flood', 'long-flood', 'errors', 'cut', 'token', 'lock', 'clock', 'restart'),
  from: fc.integer({ min: 0, max: 20 }),
  minutes: fc.integer({ min: 1, max: 40 }),
  who: fc.integer({ min: 0, max: PEOPLE - 1 }),
  which: fc.nat(2),
})
type Fault = typeof fault extends fc.Arbitrary<infer T> ? T : never

interface Begun {
  readonly until: number
  end(): unknown
}

/** Orders it; gives when and how it ends. */
async function begin(rig: TroubledRig, { kind, from, minutes, who, which }: Fault, people: readonly string[]) {
  const person = people[who] ?? ''
  const [channel, id = ''] = person.split(':')
  const isOnTelegram = channel === 'telegram'
  const lasting = (end: () => unknown): Begun => ({ until: from + minutes, end })
  const once: Begun = { until: from, end: () => {} }
  switch (kind) {
    case 'block':
      if (isOnTelegram) rig.telegram.block(Number(id))
      return once
    case 'refuse':
      if (!isOnTelegram) rig.zalo.people.refuse(id, REFUSALS[which] ?? null)
      return once
    case 'flood':
      for (const one of people.filter((other) => other.startsWith('telegram:')))
        rig.telegram.tooManyRequests(Number(one.split(':')[1]), minutes * 5, 1)
      return once
    case 'long-flood':
      if (isOnTelegram) rig.telegram.tooManyRequests(Number(id), 14 * 3_600, 1)
      return once
    case 'errors':
      rig.telegram.nextAnswer('sendMessage', { status: 500 }, 10_000)
      rig.zalo.nextAnswer({ kind: 'status', status: 503 }, { path: CS, times: 10_000 })
      return lasting(() => {
        rig.telegram.usualAnswers('sendMessage')
        rig.zalo.usualAnswers()
      })
    case 'cut':
      rig.telegram.nextAnswer('sendMessage', 'cut', 1)
      rig.zalo.nextAnswer({ kind: 'cut', done: true }, { path: CS })
      return once
    case 'token':
      rig.zalo.expireAccessToken()
      rig.zalo.revokeConsent()
      return lasting(rig.consents)
    case 'lock':
      return { ...lasting(rig.lock().release), until: from + Math.min(minutes, 5) }
    case 'clock': {
      const ms = (which === 0 ? -1 : 1) * 24 * 3_600_000
      rig.setClockBy(ms)
      return lasting(() => rig.setClockBy(-ms))
    }
    case 'restart':
      await rig.restart()
      return once
  }
}

const pad = (count: number) => String(count).padStart(2, '0')
const minuteOf = (minute: number) => `${pad(8 + Math.floor(minute / 60))}:${pad(minute % 60)}`

/** The mornings of the last two reminders and of “đã quá hạn”, with these faults on the first of them. */
async function play(rig: TroubledRig, faults: readonly Fault[], people: readonly string[]): Promise<void> {
  await rig.until('13/02/2020 08:00')
  let under: Begun[] = []
  // A clock is wrong in one way at a time, and nobody starts anew or connects with a locked database.
  const order = [...faults].sort((a, b) => a.from - b.from)
  for (let minute = 0; minute <= 65; minute += 1) {
    for (const one of under.filter(({ until }) => until === minute)) await one.end()
    under = under.filter(({ until }) => until > minute)
    for (const one of order.filter(({ from }) => from === minute)) {
      const begun = await begin(rig, one, people)
      if (begun.until > minute) under.push(begun)
    }
    await rig.until(`13/02/2020 ${minuteOf(minute + 1)}`)
  }
  for (const one of under) await one.end()
  await rig.until('13/02/2020 10:00', 300_000)
  await rig.until('14/02/2020 07:00', 3_600_000)
  await rig.until('14/02/2020 09:00', 300_000)
  await rig.until('17/02/2020 07:00', 4 * 3_600_000)
  await rig.until('17/02/2020 09:00', 300_000)
}

/** Of one kind that lasts there is one at a time: two of them would end each other. */
const faultsOfADay = fc.uniqueArray(fault, { minLength: 2, maxLength: 6, selector: ({ kind }) => kind })

describe('faults at random moments', () => {
  it('leave everybody in a true state', async () => {
    await fc.assert(
      fc.asyncProperty(faultsOfADay, async (drawn) => {
        // A process that starts or an admin who consents needs the database and the time.
        const isLocked = drawn.some(({ kind }) => kind === 'lock' || kind === 'clock')
        const faults = drawn.filter(({ kind }) => !isLocked || (kind !== 'restart' && kind !== 'token'))
        await using rig = await givenTrouble({ startsAt: '13/02/2020 07:50' })
        const people = Array.from({ length: PEOPLE }, (_, index) =>
          index % 2 === 0 ? `telegram:${1001 + index}` : `zalo:55100000000000${1001 + index}`,
        )
        for (const person of people) await rig.follows(person)
        await play(rig, faults, people)
        expect(await untruths(rig, people, faults)).toEqual([])
      }),
      { numRuns: 2, endOnFailure: true },
    )
  }, 400_000)
})

async function untruths(rig: TroubledRig, people: readonly string[], faults: readonly Fault[]): Promise<string[]> {
  const found: string[] = []
  const rows = await rig.ledger()
  const reminders = rig.taken().filter(({ text }) => text.startsWith('Nhắc hạn') || text.startsWith('Đã quá hạn'))
  const letters = new Map<string, { conversationId: string; platformId: string | null }>()
  const numbers = new Set(rows.map(({ letter }) => letter?.platformId))
  for (const { person, lead, state, reason, letter, dueAt } of rows) {
    const what = `${person} ${lead} ${state} (${reason})`
    if (state === 'planned' || state === 'posted') found.push(`${what}: not at its end`)
    if (state === 'sent' && letter?.state !== 'sent') found.push(`${what}: its letter is ${letter?.state}`)
    if (state !== 'sent' && !reason) found.push(`${what}: no reason`)
    if (state !== 'sent' || !letter) continue
    letters.set(letter.id, letter)
    const taken = reminders.filter((one) => isOf(one, letter, numbers))
    if (taken.length === 0) found.push(`${what}: said to be sent, and was not`)
    if (taken.some(({ at }) => at < dueAt)) found.push(`${what}: before its time`)
    const isOver = (at: Date) => toVietnamDate(at).toString() > LAST_DAY
    if (taken.some(({ at }) => (lead === 'overdue') !== isOver(at))) found.push(`${what}: stale`)
  }
  for (const { conversationId, at } of reminders)
    if (toVietnamTime(at) < '07:30' || toVietnamTime(at) >= '21:00') found.push(`${conversationId}: at night`)
  const cuts = faults.filter(({ kind }) => kind === 'cut').length
  let surplus = 0
  for (const person of people) {
    const heard = reminders.filter(({ conversationId }) => conversationId === person).length
    const sent = [...letters.values()].filter(({ conversationId }) => conversationId === person).length
    if (heard < sent) found.push(`${person}: ${sent} letters sent, ${heard} taken`)
    surplus += Math.max(heard - sent, 0)
  }
  // An answer that was lost may be asked for once more; Zalo's echo makes up for it where it is heard.
  if (surplus > 2 * cuts) found.push(`${surplus} repetitions for ${cuts} lost answers`)
  for (const person of people) found.push(...missing(person, rows, faults, people))
  return found
}

// Whom nothing of their own kept from it is told everything: on that day, or after what was wrong was over.
function missing(
  person: string,
  rows: Awaited<ReturnType<TroubledRig['ledger']>>,
  faults: readonly Fault[],
  people: readonly string[],
): string[] {
  const own = faults.filter(
    ({ kind, who }) => people[who] === person && ['block', 'refuse', 'long-flood'].includes(kind),
  )
  if (own.length > 0) return []
  return ['1', '0', 'overdue'].flatMap((lead) => {
    const state = rows.find((row) => row.person === person && row.lead === lead)?.state ?? 'missing'
    return state === 'sent' ? [] : [`${person} ${lead}: ${state}, and nothing kept it back`]
  })
}

// Whose answer was lost and whose echo was heard has no number of the platform: it is one that no other letter has.
function isOf(
  taken: { readonly conversationId: string; readonly platformId: string },
  letter: { readonly conversationId: string; readonly platformId: string | null },
  numbers: ReadonlySet<string | null | undefined>,
): boolean {
  const isSame = letter.platformId === null ? !numbers.has(taken.platformId) : letter.platformId === taken.platformId
  return isSame && taken.conversationId === letter.conversationId
}
