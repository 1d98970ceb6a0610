// /dulieucuatoi and /xoadulieu: a person sees all that is kept of them, and has it erased.

import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ownDataReplies } from '../../handlers/own-data/replies.vi.ts'
import { replies } from '../../handlers/replies.vi.ts'
import type { Reply } from '../../message.ts'
import { readContact } from '../../store/contacts.ts'
import { post } from '../../store/outbox.ts'
import { HELD_STATES } from '../../store/personal-data.ts'
import { REGISTRATION_STATES, type RegistrationState } from '../../store/registration.ts'
import { givenAnAssistant, type SmallAssistant } from '../fakes/small-assistant.ts'
import { givenPeople, type Somebody } from '../fakes/somebody.ts'
import { GROUP, givenLan, LAN, LAN_ZALO, NAME, PHONE, rowsWith } from '../fakes/somebodys-data.ts'

const HERS = [LAN, NAME, PHONE]
const { erasure } = ownDataReplies

/** Reads the file that came with the last reply. */
async function fileOf({ db, tools }: SmallAssistant, { heard }: Somebody): Promise<Record<string, unknown[]>> {
  const [attachment] = heard.at(-1)?.attachments ?? []
  const kept = await tools.files.read(db, attachment?.fileId ?? 'none')
  return JSON.parse(kept?.content.toString() ?? '{}')
}

async function erases(lan: Somebody): Promise<string> {
  await lan.says('/xoadulieu')
  return lan.taps(erasure.yes)
}

describe('/dulieucuatoi', () => {
  it('gives everything of the person, from every channel, as a file and in short', async () => {
    await using assistant = await givenAnAssistant()
    const somebody = givenPeople(assistant)
    await givenLan(assistant, somebody)
    const said = await somebody(LAN_ZALO).says('dữ liệu của tôi')
    expect(said).toContain(`${REGISTRATION_STATES.length} bản đăng ký hoặc bản nháp`)
    expect(said).toContain('đăng ký thi đua')
    const file = await fileOf(assistant, somebody(LAN_ZALO))
    const sizes = Object.fromEntries(Object.entries(file).map(([title, rows]) => [title, rows.length]))
    expect(sizes).toMatchObject({
      'Cuộc trò chuyện': 2,
      'Đồng ý': 2,
      'Đăng ký': 7,
      'Các lần thay đổi đăng ký': 7,
      'Giấy tờ hồ sơ': 7,
      Tệp: 7,
      'Phong trào theo dõi': 1,
      'Mốc đã đánh dấu': 1,
      'Nhắc hạn': 1,
      'Việc đã báo một lần': 1,
      'Thông báo đã nhận': 1,
      'Câu hỏi': 3,
      'Đánh giá câu trả lời': 1,
      'Mã liên kết': 1,
    })
    expect(JSON.stringify(file['Tin nhắn của anh/chị'])).toContain('hỏi hạn của phong trào An Bình')
    expect(JSON.stringify(file['Tin nhắn gửi anh/chị'])).toContain('02/03/2020')
    expect(JSON.stringify(file['Đăng ký'])).toContain(PHONE)
  })

  it('tells nobody else’s', async () => {
    await using assistant = await givenAnAssistant()
    const somebody = givenPeople(assistant)
    await givenLan(assistant, somebody)
    await assistant.db.updateTable('registration_changes').set({ by: 'web-minh' }).execute()
    await somebody('web-minh').says('Hạn đăng ký của phong trào Bình Minh là ngày nào?')
    await somebody(LAN).says('/dulieucuatoi')
    expect(JSON.stringify(await fileOf(assistant, somebody(LAN)))).not.toMatch(/minh"|Bình Minh là ngày nào/)
    await somebody('web-minh').says('/dulieucuatoi')
    expect(JSON.stringify(await fileOf(assistant, somebody('web-minh')))).not.toMatch(/Lan|An Bình là/)
  })

  it('is refused in a group, and after the fifth file of a day', async () => {
    await using assistant = await givenAnAssistant()
    const somebody = givenPeople(assistant)
    const [lan, group] = [somebody(LAN), somebody(GROUP)]
    expect(await group.says('/dulieucuatoi', { sender: LAN })).toBe(replies.privately)
    for (let count = 0; count < 5; count++) expect(await lan.says('/dulieucuatoi')).toContain(ownDataReplies.own)
    expect(await lan.says('/dulieucuatoi')).toBe(ownDataReplies.filesUsedUp)
    assistant.clock.advance({ days: 1 })
    expect(await lan.says('/dulieucuatoi')).toContain(ownDataReplies.own)
  })

  it.each(['/dulieucuatoi', 'Dữ liệu của tôi', 'xem du lieu ca nhan cua toi', 'đang lưu gì về tôi?'])(
    'understands “%s”',
    async (text) => {
      await using assistant = await givenAnAssistant()
      expect(await givenPeople(assistant)(LAN).says(text)).toContain(ownDataReplies.own)
    },
  )
})

describe('a consent that is taken back', () => {
  it('to registering takes drafts along, not what was sent', async () => {
    await using assistant = await givenAnAssistant()
    const somebody = givenPeople(assistant)
    await givenLan(assistant, somebody)
    await somebody(LAN).says('/dulieucuatoi')
    expect(await somebody(LAN).taps(ownDataReplies.withdraw.registering)).toBe(ownDataReplies.withdrawn.registering)
    const left = (await assistant.db.selectFrom('registrations').select('state').execute()).map(({ state }) => state)
    const sent = REGISTRATION_STATES.filter((state) => state !== 'draft' && state !== 'expired')
    expect(left.toSorted()).toEqual(sent.toSorted())
    await somebody(LAN).says('/dulieucuatoi')
    expect(somebody(LAN).offers()).not.toContain(ownDataReplies.withdraw.registering)
  })

  it('to being reminded ends what the person follows', async () => {
    await using assistant = await givenAnAssistant()
    const somebody = givenPeople(assistant)
    await givenLan(assistant, somebody, [])
    await somebody(LAN).taps('consent:withdraw:reminding')
    expect(await assistant.db.selectFrom('follows').select('state').execute()).toEqual([{ state: 'stopped' }])
  })
})

describe('/xoadulieu', () => {
  it('says what goes, what stays and until when, and erases nothing yet', async () => {
    await using assistant = await givenAnAssistant()
    const somebody = givenPeople(assistant)
    await givenLan(assistant, somebody, ['draft', 'approved'])
    const before = await rowsWith(assistant.db, HERS)
    const said = await somebody(LAN).says('Xóa dữ liệu của tôi')
    expect(said).toContain('1 bản đăng ký hoặc bản nháp')
    expect(said).toMatch(/^- 1 tệp$/m)
    expect(said).toContain(
      'đăng ký AB20-APPROVED, Phong trào thi đua An Bình năm 2020, kèm 1 tệp: giữ đến hết ngày 31/12/2025',
    )
    expect((await rowsWith(assistant.db, HERS)).length).toBeGreaterThanOrEqual(before.length)
  })

  it.each([
    ['a tap', (lan: Somebody) => lan.taps(erasure.yes)],
    ['the words', (lan: Somebody) => lan.says('xoá hết')],
  ])('erases everything in every channel once confirmed by %s', async (_how, confirm) => {
    await using assistant = await givenAnAssistant()
    const somebody = givenPeople(assistant)
    await givenLan(assistant, somebody, ['draft', 'withdrawn', 'expired'])
    const files = await assistant.db.selectFrom('files').select('id').execute()
    await somebody(LAN).says('/xoadulieu')
    expect(await confirm(somebody(LAN))).toBe(erasure.erased)
    expect(await rowsWith(assistant.db, HERS)).toEqual([])
    expect(files.filter(({ id }) => existsSync(assistant.tools.files.pathOf(id)))).toEqual([])
    expect(files).toHaveLength(3)
    expect(await readContact(assistant.db, LAN_ZALO)).toBeNull()
  })

  it('leaves what organisers work with, its papers and the consent to it, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...REGISTRATION_STATES]), fc.constantFrom(LAN, LAN_ZALO), async (states, where) => {
        await using assistant = await givenAnAssistant()
        const somebody = givenPeople(assistant)
        await givenLan(assistant, somebody, states)
        await erases(somebody(where))
        const held = states.filter((state) => HELD_STATES.includes(state))
        const tables = (await rowsWith(assistant.db, HERS)).map((row) => row.split(':')[0])
        const expected = ['registrations', 'registration_changes', 'dossier_papers', 'files'].flatMap((table) =>
          held.map(() => table),
        )
        expect(tables.toSorted()).toEqual([...expected, ...(held.length > 0 ? ['consents'] : [])].toSorted())
      }),
      { numRuns: 25 },
    )
  })

  it('takes letters to organisers about a registration that was withdrawn along', async () => {
    await using assistant = await givenAnAssistant()
    const somebody = givenPeople(assistant)
    await givenLan(assistant, somebody, ['withdrawn', 'approved'])
    for (const state of ['WITHDRAWN', 'APPROVED'])
      await post(
        assistant.db,
        {
          id: `card-${state}`,
          channel: 'web',
          conversationId: 'web-organiser',
          answers: '1',
          purpose: 'reply',
          reply: {
            kind: 'action',
            blocks: [{ type: 'text', text: `AB20-${state} ${NAME}` }],
            sources: [],
            choices: [],
          },
          expiresAt: null,
        },
        assistant.clock.now(),
      )
    await erases(somebody(LAN))
    const letters = await assistant.db.selectFrom('outbox').select('id').execute()
    expect(letters.map(({ id }) => id).filter((id) => id.startsWith('card'))).toEqual(['card-APPROVED'])
  })

  it('is not done by a button that is old, nor after the person thought better of it', async () => {
    await using assistant = await givenAnAssistant()
    const lan = givenPeople(assistant)(LAN)
    await lan.says('/xoadulieu')
    assistant.clock.advance({ minutes: 11 })
    expect(await lan.taps(erasure.yes)).toContain(erasure.confirm)
    expect(await lan.taps(erasure.no)).toBe(ownDataReplies.kept)
    expect(await lan.says('xóa hết')).not.toContain(erasure.erased)
    expect(await readContact(assistant.db, LAN)).not.toBeNull()
  })

  it.each(['không', 'thôi', 'ko xoa nua'])('erases nothing after “%s”, nor when confirmed later', async (text) => {
    await using assistant = await givenAnAssistant()
    const lan = givenPeople(assistant)(LAN)
    await lan.says('/start an-binh')
    await lan.says('/xoadulieu')
    expect(await lan.says(text)).toBe(ownDataReplies.kept)
    expect(await lan.says('xóa hết')).not.toContain(erasure.erased)
  })

  it.each(['đồng ý', 'có', 'xóa'])('asks for plainer words after “%s”, and then does it', async (text) => {
    await using assistant = await givenAnAssistant()
    const lan = givenPeople(assistant)(LAN)
    await lan.says('/start an-binh')
    await lan.says('/xoadulieu')
    expect(await lan.says(text)).toBe(erasure.plainly)
    expect(lan.offers()).toEqual([erasure.yes, erasure.no])
    expect(await lan.says('xóa hết')).toContain(erasure.erased)
  })

  it.each(['xác nhận xóa', 'Xóa hết đi ạ', 'đồng ý xóa'])('is confirmed by “%s”', async (text) => {
    await using assistant = await givenAnAssistant()
    const lan = givenPeople(assistant)(LAN)
    await lan.says('/start an-binh')
    await lan.says('/xoadulieu')
    expect(await lan.says(text)).toContain(erasure.erased)
  })

  it('keeps what is written after it, as a stranger’s', async () => {
    await using assistant = await givenAnAssistant()
    const lan = givenPeople(assistant)(LAN)
    await lan.says('/start an-binh')
    await lan.says('/xoadulieu')
    await Promise.all([lan.taps(erasure.yes), lan.says('Hạn đăng ký là ngày nào?')])
    expect(lan.heard.map(({ blocks }) => JSON.stringify(blocks)).join()).toContain('theo kế hoạch nào')
  })

  it('recalls letters that have not gone out', async () => {
    await using assistant = await givenAnAssistant()
    let refuses = true
    const deliver = ({ blocks }: Reply) =>
      refuses && JSON.stringify(blocks).includes('02/03/2020')
        ? ({ state: 'retry', reason: 'busy', afterMs: 600_000 } as const)
        : ({ state: 'sent' } as const)
    const lan = givenPeople(assistant, 'web', deliver)(LAN)
    await lan.says('Hạn đăng ký của phong trào An Bình là ngày nào?')
    for (const text of ['/xoadulieu', 'xóa hết']) await lan.says(text)
    expect(lan.heard).toEqual([])
    refuses = false
    assistant.clock.advance({ minutes: 1 })
    assistant.desk.wake('web')
    await assistant.desk.idle()
    expect(lan.heard.map(({ blocks }) => blocks)).toEqual([[{ type: 'text', text: erasure.erased }]])
    expect(await rowsWith(assistant.db, HERS)).toEqual([])
  })

  it('is refused in a group', async () => {
    await using assistant = await givenAnAssistant()
    const group = givenPeople(assistant)(GROUP)
    expect(await group.says('/xoadulieu', { sender: LAN })).toBe(replies.privately)
    expect(await group.says('', { sender: LAN, kind: 'choice', action: 'own:erase-all' })).toBe(replies.privately)
  })

  it.each<RegistrationState>(['submitted', 'returned', 'approved', 'rejected'])('holds what is %s', async (state) => {
    await using assistant = await givenAnAssistant()
    const somebody = givenPeople(assistant)
    await givenLan(assistant, somebody, [state])
    expect(await erases(somebody(LAN))).toBe(erasure.erasedBut(`AB20-${state.toUpperCase()}`))
  })
})
