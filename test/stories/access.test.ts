// `ACCESS=code`: who has no code gets no further than the question for it.

import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { replies } from '../../handlers/replies.vi.ts'
import { givenBothPlatforms, givenTelegram } from '../contracts/rigs.ts'

const LAN = 601_234_501
const GROUP = -4_001
const DEADLINE = 'Hạn đăng ký của phong trào An Bình là ngày nào?'
const ANSWERED = expect.stringContaining('trước ngày 02/03/2020')
const ADMITTED = expect.stringContaining(replies.admitted)
const access = { mode: 'code', codes: ['ThiDua-2020', 'an-binh-77'] } as const

type Telegram = Awaited<ReturnType<typeof givenTelegram>>
/** All that Lan has heard, once she has said these things one after the other. */
async function hearsAfter({ telegram, assistant }: Telegram, ...texts: string[]): Promise<string[]> {
  for (const text of texts) await telegram.person(LAN).types(text)
  await assistant.desk.idle()
  return telegram.sentTo(LAN).map(({ text }) => text)
}

describe('somebody without a code', () => {
  it('is asked for one, whatever they say or tap', async () => {
    await using rig = await givenTelegram({ access })
    const heard = await hearsAfter(rig, DEADLINE, '/start an-binh', '/lienket', 'xin chào anh')
    expect(heard).toEqual(Array(4).fill(replies.askCode))
    await rig.telegram.person(LAN).sends('photo')
    expect((await hearsAfter(rig)).at(-1)).toBe(replies.askCode)
    expect(await rig.assistant.db.selectFrom('questions').selectAll().execute()).toEqual([])
  })

  it('is not asked in a group, where all would read it', async () => {
    await using rig = await givenTelegram({ access })
    await rig.telegram.group(GROUP, { title: 'Phòng' }).types(rig.telegram.person(LAN), '@thidua_bot ThiDua-2020')
    await rig.assistant.desk.idle()
    expect(rig.telegram.sentTo(GROUP).map(({ text }) => text)).toEqual([replies.privately])
    expect(await hearsAfter(rig, DEADLINE)).toEqual([replies.askCode])
  })

  it('is told the same of every wrong code, however near it comes', async () => {
    await using rig = await givenTelegram({ access })
    const heard = await hearsAfter(rig, 'ThiDua-2021', 'thidua-2020', 'x'.repeat(4_000), 'ThiDua-2020x')
    expect(heard).toEqual(Array(4).fill(replies.wrongCode))
  })

  it('who guessed five times wrong waits ten minutes, even with the right one', async () => {
    await using rig = await givenTelegram({ access })
    const wrong = ['sai-1', 'sai-2', 'sai-3', 'sai-4', 'sai-5']
    expect((await hearsAfter(rig, ...wrong, 'ThiDua-2020')).at(-1)).toBe(replies.tooManyCodes)
    rig.assistant.clock.advance({ minutes: 11 })
    expect((await hearsAfter(rig, 'ThiDua-2020')).at(-1)).toEqual(ADMITTED)
  })
})

describe('guessing under many names', () => {
  it('shuts the door to newcomers for ten minutes, while those who are inside are served', async () => {
    await using rig = await givenTelegram({ access: { ...access } })
    await hearsAfter(rig, 'ThiDua-2020')
    const strangers = Array.from({ length: 100 }, (_, index) => LAN + 100 + index)
    for (const stranger of strangers) await rig.telegram.person(stranger).types(`sai-${stranger - LAN}`)
    await rig.assistant.desk.idle()
    expect(strangers.map((stranger) => rig.telegram.sentTo(stranger).at(-1)?.text)).toEqual(
      Array(100).fill(replies.wrongCode),
    )
    const newcomer = LAN + 1
    const tries = async () => {
      await rig.telegram.person(newcomer).types('ThiDua-2020')
      await rig.assistant.desk.idle()
      return rig.telegram.sentTo(newcomer).at(-1)?.text
    }
    expect(await tries()).toBe(replies.tooManyCodes)
    expect((await hearsAfter(rig, DEADLINE)).at(-1)).toEqual(ANSWERED)
    rig.assistant.clock.advance({ minutes: 11 })
    expect(await tries()).toEqual(ADMITTED)
  })
})

describe('a code', () => {
  it.each(access.codes)('is asked once: %s', async (code) => {
    await using rig = await givenTelegram({ access })
    expect(await hearsAfter(rig, DEADLINE, code, DEADLINE)).toEqual([replies.askCode, ADMITTED, ANSWERED])
    rig.assistant.clock.advance({ days: 200 })
    expect((await hearsAfter(rig, 'cảm ơn')).at(-1)).toBe(replies.thanks)
  })

  it('lets in who showed it, also in a group', async () => {
    await using rig = await givenTelegram({ access })
    await hearsAfter(rig, 'ThiDua-2020')
    const group = rig.telegram.group(GROUP, { title: 'Phòng' })
    await group.types(rig.telegram.person(LAN), `@thidua_bot ${DEADLINE}`)
    await group.types(rig.telegram.person(LAN + 1), `@thidua_bot ${DEADLINE}`)
    await rig.assistant.desk.idle()
    expect(rig.telegram.sentTo(GROUP).map(({ text }) => text)).toEqual([ANSWERED, replies.privately])
  })

  it('is kept neither with the messages nor in the log, right or wrong', async () => {
    const written: string[] = []
    const log = pino({ level: 'trace' }, { write: (line: string) => void written.push(line) })
    await using rig = await givenTelegram({ access, log })
    const typed = ['sai-mật-khẩu', 'ThiDua-2020']
    await hearsAfter(rig, ...typed)
    const rows = await rig.assistant.db.selectFrom('inbox').select('text').execute()
    expect(rows).toEqual([{ text: '' }, { text: '' }])
    const states = await rig.assistant.db.selectFrom('conversations').select('state').execute()
    for (const text of typed) expect(`${written} ${JSON.stringify(states)}`).not.toContain(text)
  })

  it.each([
    ['with words around it', ['mật khẩu là ThiDua-2020 ạ'], 100],
    ['where all could read it', ['@thidua_bot ThiDua-2020'], 100],
    ['over the limit of a minute', ['sai-1', 'ThiDua-2020', 'ThiDua-2020'], 1],
  ])('is not kept when it is typed %s', async (_what, typed, questionsPerMinute) => {
    await using rig = await givenTelegram({ access, questionsPerMinute })
    const [lan, group] = [rig.telegram.person(LAN), rig.telegram.group(GROUP, { title: 'Phòng' })]
    for (const text of typed) await (text.startsWith('@') ? group.types(lan, text) : lan.types(text))
    await rig.assistant.desk.idle()
    const rows = await rig.assistant.db.selectFrom('inbox').select('text').execute()
    expect(rows).toEqual(typed.map(() => ({ text: '' })))
  })

  it('is asked in each channel, until they are joined', async () => {
    await using both = await givenBothPlatforms({ access })
    await both.telegram.person(LAN).types('ThiDua-2020')
    await both.says('5510000000000000001', DEADLINE)
    await both.assistant.desk.idle()
    expect(both.zalo.sent.map(({ text }) => text)).toEqual([replies.askCode])
  })
})
