// Whom a reminder did not reach: organisers get a list to phone by, and can have it sent again to those alone.

import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { freshState, type PersonMessage } from '../../handlers/handler.ts'
import { organise } from '../../handlers/organising/organise.ts'
import { retryReminders } from '../../handlers/reminding/retry-reminders.ts'
import { reportUnreached } from '../../jobs/report-unreached.ts'
import { type Reply, toPlainText } from '../../message.ts'
import { noteReachability } from '../../store/contacts.ts'
import { nameOrganiser } from '../../store/organiser-names.ts'
import { giveRole } from '../../store/roles.ts'
import { givenReminding, NOI_VU, type RemindingRig, vietnam } from '../fakes/reminding-rig.ts'
import { registers } from './somebody-did.ts'

const ORGANISER = 'telegram:9'
const [LAN, HOA, MINH] = ['telegram:1', 'zalo:2', 'telegram:3']

/** On 11/02 three were reminded: Lan has blocked the assistant, Hoa's window is shut, Minh has read it. */
async function givenADay(): Promise<RemindingRig> {
  const rig = await givenReminding({ startsAt: '07/02/2020 09:00' })
  await giveRole(
    rig.db,
    { person: await rig.meets(ORGANISER), role: 'organiser', campaign: NOI_VU, unit: '', givenBy: 'telegram:1' },
    rig.clock.now(),
  )
  for (const person of [LAN, HOA, MINH]) await rig.follows(await rig.meets(person))
  await registers(rig, HOA, 'draft', { unit: 'hy-an-thi-noi-vu', name: 'Lê Thị Hoa', phone: '0987654321' })
  await registers(rig, LAN, 'returned', { unit: 'hy-an-thi-noi-vu', name: 'Nguyễn Thị Lan', phone: '0912345678' })
  rig.ends(LAN, { state: 'blocked', reason: 'the person has blocked the assistant' })
  for (const minute of ['00', '02', '04', '06']) await rig.at(`11/02/2020 08:${minute}`)
  rig.clock.set(vietnam('11/02/2020 16:30'))
  return rig
}

/** The cells of the first sheet, as a spreadsheet program shows them. */
function cellsOf(content: Uint8Array): string[] {
  const parts = unzipSync(content)
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
  return [...part('xl/sharedStrings.xml').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, cell = '']) => cell)
}

const letters = (rig: RemindingRig) => rig.told.filter(({ conversationId }) => conversationId === ORGANISER)

describe('the list of those to phone', () => {
  it('names whom today’s reminders did not reach, and why, once a day', async () => {
    await using rig = await givenADay()
    expect(await reportUnreached(rig.tools)).toBe('1 organisers told')
    expect(await reportUnreached(rig.tools)).toBe('0 organisers told')
    await rig.deliver()
    expect(letters(rig)).toHaveLength(1)
    const [letter] = letters(rig)
    expect(letter && toPlainText(letter.reply)).toBe(
      'Hôm nay có 2 người chưa nhận được nhắc hạn (Ngành Nội vụ Hưng Yên 2020). Danh sách kèm theo ghi lý do để anh/chị gọi điện giúp.',
    )
    const file = letter?.reply.attachments?.[0]
    expect(file?.name).toBe('can-goi-dien-noi-vu-hung-yen-2020-20200211.xlsx')
    const kept = await rig.tools.files.read(rig.db, file?.fileId ?? '')
    expect(kept?.file.organisersOf).toBe(NOI_VU)
    const cells = cellsOf(kept?.content ?? new Uint8Array())
    for (const cell of [
      'Nguyễn Thị Lan',
      'Phòng Nội vụ huyện Ân Thi',
      '0912345678',
      'người dùng Zalo …2 (chưa cho biết tên)',
    ])
      expect(cells).toContain(cell)
    // Hoa has sent nothing yet: her draft is hers.
    expect(cells.join('|')).not.toMatch(/Lê Thị Hoa|0987654321/)
    expect(cells).toContain('Đã chặn hoặc không còn liên lạc được')
    expect(cells).toContain('Zalo không cho nhắn vì lâu chưa trò chuyện')
    expect(cells.filter((cell) => cell === 'Gửi hồ sơ đăng ký thi đua')).not.toEqual([])
  })

  it('says on its sheet what it is, of which plan and when', async () => {
    await using rig = await givenADay()
    await reportUnreached(rig.tools)
    await rig.deliver()
    const kept = await rig.tools.files.read(rig.db, letters(rig)[0]?.reply.attachments?.[0]?.fileId ?? '')
    expect(cellsOf(kept?.content ?? new Uint8Array())[0]).toBe(
      'Người chưa nhận được nhắc hạn: Ngành Nội vụ Hưng Yên 2020 (lập ngày 11/02/2020)',
    )
    const book = unzipSync(kept?.content ?? new Uint8Array())['xl/workbook.xml']
    expect(strFromU8(book ?? new Uint8Array())).toContain('name="Cần gọi điện"')
  })

  it('calls somebody who holds an office by the name colleagues know', async () => {
    await using rig = await givenADay()
    await nameOrganiser(rig.db, HOA, 'Lê Thị Hoa, Văn phòng Sở', rig.clock.now())
    await reportUnreached(rig.tools)
    await rig.deliver()
    const kept = await rig.tools.files.read(rig.db, letters(rig)[0]?.reply.attachments?.[0]?.fileId ?? '')
    expect(cellsOf(kept?.content ?? new Uint8Array())).toContain('Lê Thị Hoa, Văn phòng Sở')
  })

  it('is not written on a day on which everybody was reached', async () => {
    await using rig = await givenADay()
    rig.clock.set(vietnam('12/02/2020 16:30'))
    expect(await reportUnreached(rig.tools)).toBe('0 organisers told')
  })
})

describe('“ai chưa nhận được nhắc?”', () => {
  const says = async (rig: RemindingRig, person: string, text: string) => {
    const common = { id: text, channel: 'telegram', conversationId: person, sender: person, person } as const
    const message: PersonMessage = {
      ...common,
      kind: 'text',
      text,
      action: null,
      files: [],
      receivedAt: rig.clock.now(),
    }
    return organise(message, { ...freshState, focus: NOI_VU }, rig.tools)
  }

  it.each([
    'ai chưa nhận được nhắc',
    'Hôm nay còn ai chưa nhận được nhắc hạn?',
    'ai chua duoc nhac',
    'những người chưa nhận được lời nhắc',
  ])('shows organisers whom to phone, why, with the list as a file: %s', async (text) => {
    await using rig = await givenADay()
    const outcome = await says(rig, ORGANISER, text)
    const [letter] = outcome?.replies ?? []
    const told = letter ? toPlainText(letter.reply) : ''
    expect(told).toContain('2 người chưa nhận được nhắc hạn')
    expect(told).toContain(
      'Nguyễn Thị Lan, Phòng Nội vụ huyện Ân Thi, 0912345678: Gửi hồ sơ đăng ký thi đua. Đã chặn hoặc không còn liên lạc được',
    )
    expect(letter?.reply.attachments?.[0]?.name).toBe('can-goi-dien-noi-vu-hung-yen-2020-20200211.xlsx')
    expect(letter?.reply.choices.map(({ label }) => label)).toContain('Gửi lại cho người chưa nhận')
  })

  it('leaves out whom a later reminder reached, and says so where that is everybody', async () => {
    await using rig = await givenADay()
    rig.ends(LAN, { state: 'sent' })
    await noteReachability(rig.db, { conversationId: LAN, channel: 'telegram' }, null, 1)
    for (const minute of ['00', '02', '04']) await rig.at(`13/02/2020 08:${minute}`)
    const told = async () =>
      toPlainText((await says(rig, ORGANISER, 'ai chưa nhận được nhắc'))?.replies[0]?.reply as Reply)
    expect(await told()).toContain('1 người chưa nhận được nhắc hạn')
    rig.clock.set(vietnam('28/02/2020 09:00'))
    expect(await told()).toContain('Trong 7 ngày qua, lời nhắc đã đến với mọi người cần nhắc')
  })

  it('is a question like any other from whoever organises nothing', async () => {
    await using rig = await givenADay()
    expect(await says(rig, MINH, 'ai chưa nhận được nhắc')).toBeNull()
  })
})

describe('“Gửi lại cho người chưa nhận”', () => {
  const tap = (rig: RemindingRig, person: string): PersonMessage => ({
    id: 'tap',
    channel: 'telegram',
    conversationId: person,
    sender: person,
    person,
    kind: 'choice',
    text: '',
    action: `remind:retry:${NOI_VU}:2020-02-11`,
    files: [],
    receivedAt: rig.clock.now(),
  })
  const taps = async (rig: RemindingRig, person: string): Promise<string> => {
    const outcome = await retryReminders(tap(rig, person), freshState, rig.tools)
    await rig.db.transaction().execute(async (trx) => {
      for (const write of outcome?.writes ?? []) await write(trx)
    })
    return (outcome?.replies ?? []).map(({ reply }) => toPlainText(reply)).join('\n')
  }

  it('reaches those whom it did not reach before, and nobody twice', async () => {
    await using rig = await givenADay()
    rig.ends(LAN, { state: 'sent' })
    await noteReachability(rig.db, { conversationId: LAN, channel: 'telegram' }, null, 1)
    expect(await taps(rig, ORGANISER)).toContain('Sẽ gửi lại nhắc hạn cho 2 người chưa nhận được.')
    await rig.at('11/02/2020 16:31')
    expect(rig.heard(LAN)).toHaveLength(1)
    expect(rig.heard(MINH)).toHaveLength(1)
    expect(await taps(rig, ORGANISER)).toContain('cho 1 người')
    await rig.at('11/02/2020 16:40')
    expect([LAN, HOA, MINH].map((person) => rig.heard(person).length)).toEqual([1, 0, 1])
  })

  it('is for organisers', async () => {
    await using rig = await givenADay()
    expect(await taps(rig, MINH)).toBe('Việc này dành cho người phụ trách phong trào.')
    await rig.at('11/02/2020 16:31')
    expect(rig.heard(MINH)).toHaveLength(1)
  })
})
