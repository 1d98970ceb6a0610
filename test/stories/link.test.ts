// One person on Telegram and on Zalo: joined by a code, and parted again.

import { describe, expect, it } from 'vitest'
import { replies } from '../../handlers/replies.vi.ts'
import { withdrawnFromReminding } from '../../store/audience.ts'
import { giveConsent, hasConsent, withdrawConsent } from '../../store/consents.ts'
import { readHistory } from '../../store/history.ts'
import { givenBothPlatforms } from '../contracts/rigs.ts'

const [LAN, BINH] = [601_234_501, 601_234_502]
const [ZALO_LAN, ZALO_BINH] = ['5510000000000000001', '5510000000000000002']
const DEADLINE = 'Hạn đăng ký là ngày nào?'
const ANSWERED = expect.stringContaining('trước ngày 02/03/2020')
const WHICH_PLAN = expect.stringContaining('theo kế hoạch nào')
const WRONG_CODES = ['AAAA-BBBB', 'AAAA-CCCC', 'AAAA-DDDD', 'AAAA-EEEE', 'AAAA-FFFF']

type Both = Awaited<ReturnType<typeof givenBothPlatforms>>

/** What somebody says on Telegram, and what is said to it there. */
async function onTelegram({ telegram, assistant }: Both, number: number, text: string): Promise<string> {
  const before = telegram.sentTo(number).length
  await telegram.person(number).types(text)
  await assistant.desk.idle()
  return telegram
    .sentTo(number)
    .slice(before)
    .map((message) => message.text)
    .join('\n')
}

async function onZalo({ zalo, says, assistant }: Both, userId: string, text: string): Promise<string> {
  const before = zalo.sentTo(userId).length
  await says(userId, text)
  await assistant.desk.idle()
  return zalo
    .sentTo(userId)
    .slice(before)
    .map((message) => message.text)
    .join('\n')
}

const codeIn = (text: string) => /Mã liên kết: (\S+)/.exec(text)?.[1] ?? 'no code'
const codeFor = async (both: Both, number: number) => codeIn(await onTelegram(both, number, '/lienket'))

/** Lan has joined her two conversations. */
async function givenLinked(both: Both): Promise<void> {
  const code = await codeFor(both, LAN)
  expect(await onZalo(both, ZALO_LAN, `/lienket ${code}`)).toBe(replies.linked('Telegram', 'Telegram'))
}

const keptTexts = async ({ assistant }: Both) =>
  (await assistant.db.selectFrom('inbox').select('text').execute()).map(({ text }) => text)

describe('a code', () => {
  it('joins two conversations, and both are told', async () => {
    await using both = await givenBothPlatforms()
    await givenLinked(both)
    expect(both.telegram.sentTo(LAN).at(-1)?.text).toBe(replies.linked('Zalo', 'Telegram'))
  })

  it('makes the chosen plan and the history one', async () => {
    await using both = await givenBothPlatforms()
    await onTelegram(both, LAN, '/start an-binh')
    expect(await onZalo(both, ZALO_LAN, DEADLINE)).toEqual(WHICH_PLAN)
    await givenLinked(both)
    expect(await onZalo(both, ZALO_LAN, DEADLINE)).toEqual(ANSWERED)
    const lines = await readHistory(both.assistant.db, `telegram:${LAN}`)
    expect(lines.flatMap((line) => (line.from === 'person' ? [line.text] : []))).toContain(DEADLINE)
    expect(await onTelegram(both, BINH, DEADLINE)).toEqual(WHICH_PLAN)
  })

  it.each([
    ['in small letters, without its dash', (code: string) => `lien ket ${code.toLowerCase().replace('-', '')}`],
    ['with a space for the dash', (code: string) => `/lienket ${code.replace('-', ' ')}`],
    ['with words around', (code: string) => `Liên kết tài khoản Telegram ${code}`],
  ])('may be typed %s', async (_what, typed) => {
    await using both = await givenBothPlatforms()
    const code = await codeFor(both, LAN)
    expect(await onZalo(both, ZALO_LAN, typed(code))).toBe(replies.linked('Telegram', 'Telegram'))
  })

  it('works once', async () => {
    await using both = await givenBothPlatforms()
    const code = await codeFor(both, LAN)
    await onZalo(both, ZALO_LAN, `/lienket ${code}`)
    expect(await onZalo(both, ZALO_BINH, `/lienket ${code}`)).toBe(replies.linkCodeUnknown)
  })

  it('works for ten minutes', async () => {
    await using both = await givenBothPlatforms()
    const code = await codeFor(both, LAN)
    both.assistant.clock.advance({ minutes: 10 })
    expect(await onZalo(both, ZALO_LAN, `/lienket ${code}`)).toBe(replies.linkCodeUnknown)
  })

  it('does nothing in the conversation that asked for it', async () => {
    await using both = await givenBothPlatforms()
    const code = await codeFor(both, LAN)
    expect(await onTelegram(both, LAN, `/lienket ${code}`)).toBe(replies.linkOwnCode)
    expect(await onZalo(both, ZALO_LAN, `/lienket ${code}`)).toBe(replies.linked('Telegram', 'Telegram'))
  })

  it('is given five times an hour', async () => {
    await using both = await givenBothPlatforms()
    for (let turn = 0; turn < 5; turn++) expect(await codeFor(both, LAN)).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
    expect(await onTelegram(both, LAN, '/lienket')).toBe(replies.linkCodesUsedUp)
    expect(await codeFor(both, BINH)).not.toBe('no code')
    both.assistant.clock.advance({ minutes: 61 })
    expect(await codeFor(both, LAN)).not.toBe('no code')
  })

  it('cannot be guessed: after five wrong ones none is looked at for ten minutes', async () => {
    await using both = await givenBothPlatforms()
    const code = await codeFor(both, LAN)
    for (const wrong of WRONG_CODES)
      expect(await onZalo(both, ZALO_BINH, `/lienket ${wrong}`)).toBe(replies.linkCodeUnknown)
    expect(await onZalo(both, ZALO_BINH, `/lienket ${code}`)).toBe(replies.tooManyCodes)
    both.assistant.clock.advance({ minutes: 11 })
    const fresh = await codeFor(both, LAN)
    expect(await onZalo(both, ZALO_BINH, `/lienket ${fresh}`)).toBe(replies.linked('Telegram', 'Telegram'))
  })

  it('is not kept as it was typed, right or wrong', async () => {
    await using both = await givenBothPlatforms()
    const code = await codeFor(both, LAN)
    await onTelegram(both, LAN, `/lienket ${code}`)
    for (const wrong of [...WRONG_CODES, code]) await onZalo(both, ZALO_BINH, `/lienket ${wrong}`)
    expect((await keptTexts(both)).filter((text) => /[A-Z2-9]{4}-[A-Z2-9]{4}/.test(text))).toEqual([])
    const hashes = await both.assistant.db.selectFrom('link_codes').select('code_hash').execute()
    expect(hashes).toEqual([{ code_hash: expect.stringMatching(/^[0-9a-f]{64}$/) }])
  })
})

describe('a conversation that is joined', () => {
  it('is parted again on demand, and remembers for itself from then on', async () => {
    await using both = await givenBothPlatforms()
    await givenLinked(both)
    expect(await onZalo(both, ZALO_LAN, '/lienket huỷ')).toBe(replies.unlinked('Telegram', 'Zalo'))
    await onTelegram(both, LAN, '/start an-binh')
    expect(await onZalo(both, ZALO_LAN, DEADLINE)).toEqual(WHICH_PLAN)
    expect(await onZalo(both, ZALO_LAN, 'bỏ liên kết')).toBe(replies.notLinked)
  })

  it('takes no second account of the same channel', async () => {
    await using both = await givenBothPlatforms()
    await givenLinked(both)
    const code = await codeFor(both, LAN)
    expect(await onZalo(both, ZALO_BINH, `/lienket ${code}`)).toBe(replies.linkSameChannel('Zalo'))
  })

  it('does not go over to somebody else before it is parted', async () => {
    await using both = await givenBothPlatforms()
    await onTelegram(both, LAN, '/start an-binh')
    await givenLinked(both)
    const code = await codeFor(both, BINH)
    expect(await onZalo(both, ZALO_LAN, `/lienket ${code}`)).toBe(replies.linkAlready('Telegram'))
    expect(await onZalo(both, ZALO_LAN, DEADLINE)).toEqual(ANSWERED)
    await onZalo(both, ZALO_LAN, '/lienket huy')
    expect(await onZalo(both, ZALO_LAN, `/lienket ${code}`)).toBe(replies.linked('Telegram', 'Telegram'))
    expect(await onZalo(both, ZALO_LAN, DEADLINE)).toEqual(WHICH_PLAN)
  })
})

describe('a question about joining', () => {
  it.each(['Liên kết giữa các phòng trong thi đua thế nào?', 'Liên kết đào tạo có được tính điểm không?'])(
    'is a question: %s',
    async (text) => {
      await using both = await givenBothPlatforms()
      expect(codeIn(await onTelegram(both, LAN, text))).toBe('no code')
      expect(await keptTexts(both)).toEqual([text])
    },
  )
})

describe('the letter that tells a code', () => {
  const letters = async ({ assistant }: Both) =>
    (await assistant.db.selectFrom('outbox').select('reply').execute()).map(({ reply }) => reply).join('\n')

  it('loses it once it is used', async () => {
    await using both = await givenBothPlatforms()
    const code = await codeFor(both, LAN)
    expect(await letters(both)).toContain(code)
    await onZalo(both, ZALO_LAN, `/lienket ${code}`)
    expect(await letters(both)).not.toContain(code)
  })

  it('loses it once it has run out', async () => {
    await using both = await givenBothPlatforms()
    const code = await codeFor(both, LAN)
    both.assistant.clock.advance({ minutes: 11 })
    const next = await codeFor(both, BINH)
    expect(await letters(both)).not.toContain(code)
    expect(await letters(both)).toContain(next)
  })
})

describe('what was agreed to', () => {
  const NOW = new Date('2020-02-10T01:00:00Z')
  const [HERE, THERE] = [`telegram:${LAN}`, `zalo:${ZALO_LAN}`]

  it('in either channel holds in both: it is one person', async () => {
    await using both = await givenBothPlatforms()
    const { db } = both.assistant
    await onTelegram(both, LAN, 'xin chào')
    await onZalo(both, ZALO_LAN, 'xin chào')
    await giveConsent(db, HERE, 'registering', NOW)
    await giveConsent(db, THERE, 'registering', NOW)
    await giveConsent(db, THERE, 'reminding', NOW)
    await withdrawConsent(db, HERE, 'reminding', NOW)
    await givenLinked(both)
    for (const purpose of ['registering', 'reminding'] as const) expect(await hasConsent(db, HERE, purpose)).toBe(true)
    expect(await hasConsent(db, HERE, 'answering')).toBe(false)
    expect(await withdrawnFromReminding(db, [HERE])).toEqual(new Set())
  })

  it('and taken back in one no longer holds in the other, though it was taken back there before', async () => {
    await using both = await givenBothPlatforms()
    const { db } = both.assistant
    await onZalo(both, ZALO_LAN, 'xin chào')
    await giveConsent(db, HERE, 'reminding', NOW)
    await withdrawConsent(db, HERE, 'reminding', new Date(NOW.getTime() + 2_000))
    await giveConsent(db, THERE, 'reminding', new Date(NOW.getTime() + 1_000))
    await givenLinked(both)
    expect(await withdrawnFromReminding(db, [HERE])).toEqual(new Set())
    await withdrawConsent(db, HERE, 'reminding', new Date(NOW.getTime() + 3_000))
    expect(await hasConsent(db, HERE, 'reminding')).toBe(false)
    expect(await withdrawnFromReminding(db, [HERE])).toEqual(new Set([HERE]))
  })
})
