// What becomes of everybody’s reminders while something is broken, and once it is whole again.

import { afterEach, describe, expect, it, vi } from 'vitest'
import { toVietnamTime } from '../../clock.ts'
import { keepAnnouncement, moveAnnouncement } from '../../store/announcements.ts'
import { unreachedSince } from '../../store/unreached.ts'
import { NOI_VU, vietnam } from '../fakes/reminding-rig.ts'
import { givenTrouble, type TroubledRig } from '../fakes/troubled-rig.ts'

afterEach(() => void vi.useRealTimers())

const MORNING = '11/02/2020 07:58'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const SEND = 'sendMessage'
const CS = '/v3.0/oa/message/cs'
const onTelegram = (count: number) => Array.from({ length: count }, (_, index) => `telegram:${1001 + index}`)
const onZalo = (count: number) => Array.from({ length: count }, (_, index) => `zalo:551000000000000000${index + 1}`)
const numberOf = (conversationId: string) => Number(conversationId.split(':')[1])
const userOf = (conversationId: string) => conversationId.split(':')[1] ?? ''
const [LAN = '', BINH = ''] = onTelegram(2)
const [MAI = '', NAM = ''] = onZalo(2)

async function givenFollowers(people: readonly string[], startsAt = MORNING): Promise<TroubledRig> {
  const rig = await givenTrouble({ startsAt })
  for (const person of people) await rig.follows(person)
  return rig
}
const statesOf = async (rig: TroubledRig, person: string) =>
  (await rig.ledger(person)).map(({ lead, state }) => `${lead} ${state}`)
const reasonsOf = async (rig: TroubledRig, person: string) => (await rig.ledger(person)).map(({ reason }) => reason)
const timesOf = (rig: TroubledRig, person: string) => rig.taken(person).map(({ at }) => toVietnamTime(at))
const callsTo = (rig: TroubledRig, person: string) =>
  rig.telegram.callsOf(SEND).filter(({ payload }) => String(payload.chat_id) === String(numberOf(person))).length

describe('somebody who blocked the assistant', () => {
  it('is not reached, others are; once they write again, they are told what is still true', async () => {
    await using rig = await givenFollowers([LAN, BINH])
    rig.telegram.block(numberOf(LAN))
    await rig.until('11/02/2020 08:10')
    expect([await statesOf(rig, LAN), await statesOf(rig, BINH)]).toEqual([['3 blocked'], ['3 sent']])
    expect(await reasonsOf(rig, LAN)).toEqual([expect.stringContaining('bot was blocked by the user')])
    rig.telegram.unblock(numberOf(LAN))
    await rig.telegram.person(numberOf(LAN)).types('cảm ơn')
    await rig.until('11/02/2020 08:12')
    expect(await statesOf(rig, LAN)).toEqual(['3 sent'])
    expect(rig.taken(LAN)).toHaveLength(2) // with the answer
  })
})

describe('a window that Zalo says is shut', () => {
  const shut = { error: -230, message: 'User has not interacted in the last 7 days' }

  it('though it seemed open, is why they were not reached; once they write, they are told', async () => {
    await using rig = await givenFollowers([MAI, NAM])
    rig.zalo.people.refuse(userOf(MAI), shut)
    await rig.until('11/02/2020 08:10')
    expect([await statesOf(rig, MAI), await statesOf(rig, NAM)]).toEqual([['3 window_closed'], ['3 sent']])
    expect(await reasonsOf(rig, MAI)).toEqual([expect.stringContaining('-230')])
    rig.zalo.people.refuse(userOf(MAI), null)
    await rig.writes(userOf(MAI), 'cảm ơn')
    await rig.until('11/02/2020 08:12')
    expect(await statesOf(rig, MAI)).toEqual(['3 sent'])
    expect(rig.taken(MAI).filter(({ text }) => text.includes('Nhắc hạn'))).toHaveLength(1)
  })

  it('leaves Telegram, if they have it', async () => {
    await using rig = await givenTrouble({ startsAt: MORNING })
    await rig.follows(LAN, MAI)
    rig.zalo.people.interact(userOf(MAI))
    await rig
      .assistant()
      .db.updateTable('contacts')
      .set({ last_seen_at: '2020-02-11T00:58:30.000Z' })
      .where('conversation_id', '=', MAI)
      .execute()
    rig.zalo.people.refuse(userOf(MAI), shut)
    await rig.until('11/02/2020 08:10')
    expect(await statesOf(rig, LAN)).toEqual(['3 sent'])
    expect([rig.taken(LAN).length, rig.taken(MAI).length]).toEqual([1, 0])
  })
})

describe('a storm of 429', () => {
  it('is waited out: everybody is told once, and nobody is tried before Telegram allows it', async () => {
    const people = onTelegram(10)
    await using rig = await givenFollowers(people)
    for (const person of people) rig.telegram.tooManyRequests(numberOf(person), 90, 2)
    await rig.until('11/02/2020 08:20', 10_000)
    for (const person of people) {
      expect(await statesOf(rig, person)).toEqual(['3 sent'])
      expect(callsTo(rig, person)).toBe(3)
      const at = rig.telegram
        .callsOf(SEND)
        .filter(({ payload }) => payload.chat_id === numberOf(person))
        .map((call) => call.at)
      expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(90_000)
    }
    expect(rig.taken()).toHaveLength(people.length)
  })

  it('of the whole OA is asked about less and less', async () => {
    const people = onZalo(60)
    await using rig = await givenFollowers(people)
    rig.zalo.nextAnswer({ error: -32, message: 'Rate limit exceeded' }, { path: CS, times: 100_000 })
    await rig.until('11/02/2020 08:30', 20_000)
    expect(rig.zalo.requests.filter(({ path }) => path === CS).length).toBeLessThan(200)
    rig.zalo.usualAnswers()
    await rig.until('11/02/2020 09:10')
    for (const person of people) expect(await statesOf(rig, person)).toEqual(['3 sent'])
  })

  it('goes on after a restart where it was, not from its beginning', async () => {
    const people = onTelegram(10)
    await using rig = await givenFollowers(people)
    for (const person of people) rig.telegram.tooManyRequests(numberOf(person), 900, 1)
    await rig.until('11/02/2020 08:10')
    const before = rig.telegram.callCount(SEND)
    for (let times = 0; times < 3; times++) await rig.restart()
    await rig.until('11/02/2020 08:12')
    expect(rig.telegram.callCount(SEND) - before).toBeLessThanOrEqual(people.length)
    await rig.until('11/02/2020 08:50')
    for (const person of people) expect(await statesOf(rig, person)).toEqual(['3 sent'])
    for (const person of people) expect(callsTo(rig, person)).toBe(2)
  })

  it('of one person for most of the day holds up nobody else, and ends the next morning, not at night', async () => {
    const people = onTelegram(5)
    await using rig = await givenFollowers(people)
    rig.telegram.tooManyRequests(numberOf(LAN), 14.5 * 3_600, 1)
    await rig.until('11/02/2020 08:15')
    for (const person of people.slice(1)) expect(await statesOf(rig, person)).toEqual(['3 sent'])
    await rig.until('12/02/2020 07:20', 600_000)
    expect(rig.taken(LAN)).toEqual([])
    await rig.until('12/02/2020 07:40')
    expect(timesOf(rig, LAN)).toEqual([expect.stringMatching(/^07:3/)])
    expect(rig.taken(LAN)[0]?.text).toContain('Còn 4 ngày')
  })

  it('of 40 days is not taken for none', async () => {
    await using rig = await givenFollowers([LAN])
    rig.telegram.tooManyRequests(numberOf(LAN), 40 * 24 * 3_600, 1_000)
    await rig.until('11/02/2020 08:30')
    expect(callsTo(rig, LAN)).toBeLessThan(5)
  })
})

describe('an announcement', () => {
  it('that errors kept back until the evening goes the next morning', async () => {
    await using rig = await givenFollowers([LAN], '10/02/2020 20:30')
    const { db } = rig.assistant()
    const id = 'a-1'
    const text = 'Họp trực tuyến lúc 14:00'
    await keepAnnouncement(db, { id, campaign: NOI_VU, text, by: 'telegram:9' }, rig.now())
    await moveAnnouncement(db, id, ['draft'], 'confirmed', rig.now())
    rig.telegram.nextAnswer(SEND, { status: 502 }, 100_000)
    await rig.until('10/02/2020 21:10')
    rig.telegram.usualAnswers(SEND)
    await rig.until('11/02/2020 07:20', 300_000)
    expect(rig.taken()).toEqual([])
    await rig.until('11/02/2020 07:40')
    expect(timesOf(rig, LAN)).toEqual([expect.stringMatching(/^07:3/)])
  })
})

describe('an hour of errors of the platform', () => {
  it('is waited out, and asked about less and less', async () => {
    const people = [...onTelegram(10), ...onZalo(9)]
    await using rig = await givenFollowers(people)
    rig.telegram.nextAnswer(SEND, { status: 502 }, 100_000)
    rig.zalo.nextAnswer({ kind: 'status', status: 502 }, { path: CS, times: 100_000 })
    await rig.until('11/02/2020 09:00')
    expect(rig.taken()).toEqual([])
    const calls = rig.zalo.requests.filter(({ path }) => path === CS).length
    expect(rig.telegram.callCount(SEND)).toBeLessThan(10 * 40)
    expect(calls).toBeLessThan(9 * 40)
    for (const person of people) expect(await statesOf(rig, person)).toEqual(['3 posted'])
    rig.telegram.usualAnswers(SEND)
    rig.zalo.usualAnswers()
    await rig.until('11/02/2020 09:15')
    for (const person of people) expect(await statesOf(rig, person)).toEqual(['3 sent'])
    expect(rig.taken()).toHaveLength(people.length)
  })
})

describe('an answer that is lost after the platform took the message', () => {
  it('is made up for by Zalo’s echo: nobody is told twice', async () => {
    const people = onZalo(3)
    await using rig = await givenFollowers(people)
    rig.zalo.nextAnswer({ kind: 'cut', done: true }, { path: CS, times: 3 })
    await rig.until('11/02/2020 08:20')
    for (const person of people) {
      expect(await statesOf(rig, person)).toEqual(['3 sent'])
      expect(rig.taken(person)).toHaveLength(1)
    }
  })

  it('costs at most one repetition on Telegram, and is never taken for a failure', async () => {
    const people = onTelegram(6)
    await using rig = await givenFollowers(people)
    rig.telegram.nextAnswer(SEND, 'cut', 3)
    await rig.until('11/02/2020 08:20')
    for (const person of people) expect(await statesOf(rig, person)).toEqual(['3 sent'])
    expect(rig.taken().length).toBeLessThanOrEqual(people.length + 3)
  })
})

describe('Zalo’s dead token', () => {
  const kill = (rig: TroubledRig) => {
    rig.zalo.expireAccessToken()
    rig.zalo.revokeConsent()
  }

  it('holds letters back until an admin consents again', async () => {
    await using rig = await givenFollowers([MAI, NAM, LAN])
    await rig.until('11/02/2020 07:59')
    kill(rig)
    await rig.until('11/02/2020 10:00')
    expect([await statesOf(rig, MAI), await statesOf(rig, LAN)]).toEqual([['3 posted'], ['3 sent']])
    expect((await rig.consents()).status).toBe(200)
    await rig.until('11/02/2020 10:03')
    expect([await statesOf(rig, MAI), await statesOf(rig, NAM)]).toEqual([['3 sent'], ['3 sent']])
    expect([rig.taken(MAI).length, rig.taken(NAM).length]).toEqual([1, 1])
  })

  it('puts those whom it keeps back on the list of whom to call', async () => {
    await using rig = await givenFollowers([MAI, LAN])
    kill(rig)
    await rig.until('11/02/2020 10:00', 300_000)
    const { db } = rig.assistant()
    const missed = await unreachedSince(db, NOI_VU, vietnam('11/02/2020 00:00'))
    expect(missed.map(({ person, state }) => [person, state])).toEqual([[MAI, 'posted']])
  })

  it('that is mended days later lets go what is then still true', async () => {
    await using rig = await givenFollowers([MAI])
    await rig.assistant().db.updateTable('follows').set({ leads: '[3]' }).execute()
    kill(rig)
    await rig.until('15/02/2020 12:00', HOUR_MS)
    expect(await statesOf(rig, MAI)).toEqual([expect.stringMatching(/^3 (planned|posted)$/)])
    rig.zalo.people.interact(userOf(MAI))
    expect((await rig.consents()).status).toBe(200)
    await rig.until('15/02/2020 12:30')
    expect(await statesOf(rig, MAI)).toEqual(['3 sent'])
    expect(rig.taken(MAI)[0]?.text).toContain('Còn 1 ngày')
  })

  it('that nobody mends ends as what it was, with the reason', async () => {
    await using rig = await givenFollowers([MAI])
    await rig.assistant().db.updateTable('follows').set({ leads: '[3]' }).execute()
    kill(rig)
    await rig.until('17/02/2020 12:00', HOUR_MS)
    const [three, overdue] = await rig.ledger(MAI)
    expect([three?.state, overdue?.state]).toEqual(['expired', 'posted'])
    expect(three?.reason).toMatch(/no longer tells what is true.*consent is needed/)
    expect(rig.taken()).toEqual([])
  })

  it('takes those who have Telegram there', async () => {
    await using rig = await givenTrouble({ startsAt: MORNING })
    await rig.follows(MAI, LAN)
    kill(rig)
    await rig.until('11/02/2020 21:30', HOUR_MS / 4)
    await rig.until('12/02/2020 08:00', HOUR_MS / 4)
    expect(await statesOf(rig, MAI)).toEqual(['3 sent'])
    expect(rig.taken(LAN)).toHaveLength(1)
  })
})

describe('a database that another program writes to', () => {
  it('while reminders are planned, delays them', async () => {
    await using rig = await givenFollowers([LAN, MAI])
    const lock = rig.lock()
    await rig.until('11/02/2020 08:05')
    expect(await rig.ledger()).toEqual([])
    lock.release()
    await rig.until('11/02/2020 08:08')
    expect([await statesOf(rig, LAN), await statesOf(rig, MAI)]).toEqual([['3 sent'], ['3 sent']])
    expect(rig.taken()).toHaveLength(2)
  })

  it('while somebody is answered, delays the answer', async () => {
    await using rig = await givenFollowers([LAN], '10/02/2020 10:00')
    const to = { channel: 'telegram', conversationId: LAN, sender: LAN } as const
    const said = { id: 'm-1', kind: 'text', text: 'cảm ơn', action: null, files: [], receivedAt: rig.now() } as const
    await rig.assistant().desk.receive({ ...to, ...said })
    const lock = rig.lock()
    await rig.until('10/02/2020 10:02')
    expect(rig.taken(LAN)).toEqual([])
    lock.release()
    await rig.until('10/02/2020 10:04')
    expect(rig.taken(LAN)).toHaveLength(1)
  })

  it('while reminders are delivered, makes nobody be told twice, neither later nor after a restart', async () => {
    const people = [...onTelegram(6), ...onZalo(3)]
    await using rig = await givenFollowers(people)
    let lock: { release(): void } | null = null
    const stop = rig.telegram.onSent(() => {
      lock ??= rig.lock()
    })
    await rig.until('11/02/2020 08:10')
    expect(lock).not.toBeNull()
    stop()
    ;(lock as { release(): void } | null)?.release()
    await rig.until('11/02/2020 08:20')
    for (const person of people) expect(await statesOf(rig, person)).toEqual(['3 sent'])
    await rig.restart()
    await rig.until('11/02/2020 08:30')
    for (const person of people) expect(rig.taken(person)).toHaveLength(1)
  })
})

describe('a clock that is set wrong for a while', () => {
  it('a day ahead, tells nobody today what is for tomorrow, and nobody twice', async () => {
    const people = [...onTelegram(3), ...onZalo(2)]
    await using rig = await givenFollowers(people, '12/02/2020 15:00')
    await rig.until('12/02/2020 15:05')
    rig.setClockBy(DAY_MS)
    await rig.until('12/02/2020 15:40')
    expect(rig.taken()).toEqual([])
    rig.setClockBy(-DAY_MS)
    await rig.until('13/02/2020 07:55', 600_000)
    expect(rig.taken()).toEqual([])
    await rig.until('13/02/2020 08:10')
    for (const person of people) expect(timesOf(rig, person)).toEqual([expect.stringMatching(/^08:0/)])
    for (const person of people) expect(await statesOf(rig, person)).toEqual(['1 sent'])
  })

  it('a day ahead while letters wait, does not let them run out', async () => {
    await using rig = await givenFollowers([LAN])
    rig.telegram.nextAnswer(SEND, { status: 502 }, 100_000)
    await rig.until('11/02/2020 08:10')
    rig.setClockBy(DAY_MS)
    rig.telegram.usualAnswers(SEND)
    await rig.until('11/02/2020 08:25')
    rig.setClockBy(-DAY_MS)
    await rig.until('11/02/2020 08:45')
    expect(await statesOf(rig, LAN)).toEqual(['3 sent'])
    expect(rig.taken(LAN).map(({ text }) => /Còn \d ngày/.exec(text)?.[0])).toEqual(['Còn 5 ngày'])
  })

  it('a day behind in the middle of it, tells everybody once it is right again', async () => {
    const people = [...onTelegram(5), ...onZalo(3)]
    await using rig = await givenFollowers(people)
    const stop = rig.telegram.onSent(() => {
      stop()
      rig.setClockBy(-DAY_MS)
    })
    await rig.until('11/02/2020 08:20')
    rig.setClockBy(DAY_MS)
    await rig.until('11/02/2020 08:30')
    for (const person of people) expect(await statesOf(rig, person)).toEqual(['3 sent'])
    for (const person of people) expect(rig.taken(person)).toHaveLength(1)
  })

  it('and stays so, is believed in the end', async () => {
    await using rig = await givenFollowers([LAN], '12/02/2020 15:00')
    await rig.until('12/02/2020 15:05')
    rig.setClockBy(DAY_MS)
    await rig.until('12/02/2020 17:30')
    expect(await statesOf(rig, LAN)).toEqual(['1 sent'])
  })
})
