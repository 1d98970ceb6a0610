// What organisers are told by the clock: each person once, where it reaches them, and nobody's data.

import { describe, expect, it } from 'vitest'
import { createUnitDirectory } from '../../forms/units.ts'
import { summaryTable } from '../../handlers/organising/lists/summary-table.ts'
import { missingUnits } from '../../handlers/organising/missing-units.ts'
import { sentOfCampaign, toFromUnit } from '../../handlers/organising/sent-of-units.ts'
import { briefOrganisers } from '../../jobs/brief-organisers.ts'
import { sendDigest } from '../../jobs/digest.ts'
import { keepDraft } from '../../store/change-registration.ts'
import { tickPaper } from '../../store/dossier.ts'
import { giveRole } from '../../store/roles.ts'
import { givenReminding, NOI_VU, type RemindingRig, vietnam } from '../fakes/reminding-rig.ts'
import { asks, registers } from './somebody-did.ts'

const [TELEGRAM, ZALO, GROUP] = ['telegram:9', 'zalo:9', 'telegram:-4001']
const ALL = [TELEGRAM, ZALO, GROUP]

/** An organiser with two joined channels, last seen now in Zalo, whose group has spoken, too. */
async function givenOrganiser(rig: RemindingRig, campaign = NOI_VU): Promise<void> {
  await rig.meets(TELEGRAM, ZALO)
  await rig.meets(GROUP)
  await seen(rig, TELEGRAM, new Date(rig.clock.now().getTime() - 1_000))
  for (const person of [TELEGRAM, ZALO])
    await giveRole(rig.db, { person, role: 'organiser', campaign, unit: '', givenBy: 'telegram:1' }, rig.clock.now())
}

const seen = ({ db }: RemindingRig, conversation: string, at: Date) =>
  db
    .updateTable('contacts')
    .set({ last_seen_at: at.toISOString() })
    .where('conversation_id', '=', conversation)
    .execute()

const heardBy = (rig: RemindingRig) => ALL.map((conversation) => rig.heard(conversation).length)

describe('the brief of a morning', () => {
  it('names what waits and which units are missing, to each organiser once, in one channel, in no group, and nobody by name', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 07:00' })
    await givenOrganiser(rig)
    await registers(rig, 'telegram:1', 'submitted', { unit: 'hy-an-thi-noi-vu', name: 'Nguyễn Thị Lan' })
    rig.clock.set(vietnam('13/02/2020 08:00'))
    await seen(rig, ZALO, vietnam('12/02/2020 20:00'))
    expect(await briefOrganisers(rig.tools)).toBe('1 organisers told')
    await rig.deliver()
    expect(heardBy(rig)).toEqual([0, 1, 0])
    const [said = ''] = rig.heard(ZALO)
    expect(
      said
        .split('\n')
        .filter((line) => line !== '')
        .slice(0, 4),
    ).toEqual([
      'Việc cần người phụ trách, thứ Năm 13/02/2020 (Ngành Nội vụ Hưng Yên 2020)',
      '1 đăng ký đã chờ duyệt từ 3 ngày trở lên.',
      '“Gửi hồ sơ đăng ký thi đua” (hết Chủ nhật 16/02/2020): chưa nhận được của 35/36 đơn vị:',
      '- Văn phòng Sở Nội vụ',
    ])
    expect(said).not.toMatch(/Lan|NV20|Ân Thi/)
    await seen(rig, TELEGRAM, vietnam('13/02/2020 08:01'))
    expect(await briefOrganisers(rig.tools)).toBe('0 organisers told')
    await rig.deliver()
    expect(heardBy(rig)).toEqual([0, 1, 0])
  })

  it('says once that the same wait, again when another has waited as long or a deadline is near', async () => {
    await using rig = await givenReminding({ startsAt: '10/03/2020 07:00' })
    await givenOrganiser(rig)
    const told = async (day: string) => {
      rig.clock.set(vietnam(`${day}/03/2020 08:00`))
      return briefOrganisers(rig.tools)
    }
    await registers(rig, 'telegram:1', 'submitted', { unit: 'hy-an-thi-noi-vu', name: 'Nguyễn Thị Lan' })
    expect(await told('13')).toBe('1 organisers told')
    expect(await told('16')).toBe('0 organisers told')
    await registers(rig, 'telegram:2', 'submitted', { unit: 'hy-kim-dong-noi-vu', name: 'Nguyễn Thị Hoa' })
    expect(await told('18')).toBe('0 organisers told')
    expect(await told('19')).toBe('1 organisers told')
    expect(await told('20')).toBe('0 organisers told')
    rig.clock.set(vietnam('03/12/2020 08:00'))
    expect(await briefOrganisers(rig.tools)).toBe('1 organisers told')
    rig.clock.set(vietnam('07/12/2020 08:00'))
    expect(await briefOrganisers(rig.tools)).toBe('0 organisers told')
  })

  it('counts dossiers whose papers have waited to be checked, and says so once', async () => {
    await using rig = await givenReminding({ startsAt: '10/03/2020 07:00' })
    await givenOrganiser(rig)
    const told = async (day: string) => {
      rig.clock.set(vietnam(`${day}/03/2020 08:00`))
      const outcome = await briefOrganisers(rig.tools)
      await rig.deliver()
      return outcome
    }
    const registration = await registers(rig, 'telegram:1', 'approved', { unit: 'hy-an-thi-noi-vu' })
    const paper = { registration, by: 'telegram:1', files: [] }
    await tickPaper(rig.db, { ...paper, paper: 'to-trinh' }, rig.clock.now())
    expect(await told('12')).toBe('0 organisers told')
    await tickPaper(rig.db, { ...paper, paper: 'bien-ban' }, rig.clock.now())
    expect(await told('13')).toBe('1 organisers told')
    const [said = ''] = ALL.flatMap((conversation) => rig.heard(conversation))
    expect(said).toContain('1 hồ sơ có giấy tờ đã chờ thẩm định từ 3 ngày trở lên.')
    expect(rig.told[0]?.reply.choices.map(({ label }) => label)).toEqual(['Thẩm định hồ sơ'])
    expect(await told('16')).toBe('0 organisers told')
    await registers(rig, 'telegram:2', 'submitted', { unit: 'hy-kim-dong-noi-vu' })
    expect(await told('19')).toBe('1 organisers told')
    expect(ALL.flatMap((conversation) => rig.heard(conversation)).at(-1)).toMatch(/1 đăng ký đã chờ[\s\S]*1 hồ sơ/)
  })

  it('takes the other channel where Zalo lets nothing through', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 07:00' })
    await givenOrganiser(rig)
    rig.clock.set(vietnam('13/02/2020 08:00'))
    await briefOrganisers(rig.tools)
    await rig.deliver()
    expect(heardBy(rig)).toEqual([1, 0, 0])
  })

  it('is not written on a day off, nor where there is nothing to say', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 07:00' })
    await givenOrganiser(rig)
    for (const at of ['15/02/2020 08:00', '12/02/2020 08:00', '17/02/2020 08:00']) {
      rig.clock.set(vietnam(at))
      await briefOrganisers(rig.tools)
    }
    await rig.deliver()
    expect(heardBy(rig)).toEqual([0, 0, 0])
  })

  it('asks for the days that a plan leaves open, on the working day before 1 March and 1 September', async () => {
    await using rig = await givenReminding({ startsAt: '27/02/2020 08:00' })
    await givenOrganiser(rig, 'van-hoa-cong-so-hung-yen')
    await briefOrganisers(rig.tools)
    rig.clock.set(vietnam('28/02/2020 08:00'))
    await briefOrganisers(rig.tools)
    await rig.deliver()
    expect(heardBy(rig)).toEqual([0, 1, 0])
    expect(rig.heard(ZALO)[0]).toContain('Các mốc sau văn bản không nêu ngày, nên chưa ai được nhắc.')
    expect(rig.told[0]?.reply.choices.map(({ label }) => label)).toEqual(['Đặt ngày cho mốc'])
  })
})

describe('a unit has sent', () => {
  it('what was decided since or not, and not what it withdrew or only began: the same in every count', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 07:00' })
    await givenOrganiser(rig)
    const units = createUnitDirectory(rig.tools.knower.current().units)
    const due = units.all.filter(({ campaigns }) => campaigns.includes(NOI_VU)).map(({ id }) => id)
    const states = ['submitted', 'returned', 'approved', 'rejected', 'withdrawn', 'draft'] as const
    for (const [index, state] of states.entries())
      await registers(rig, `telegram:${index + 1}`, state, { unit: due[index + 1] ?? '' })
    rig.clock.set(vietnam('13/02/2020 08:00'))
    await briefOrganisers(rig.tools)
    await sendDigest(rig.tools)
    await rig.deliver()
    const [brief, digest] = ALL.flatMap((conversation) => rig.heard(conversation))
    const sent = await sentOfCampaign(NOI_VU, rig.tools)
    const lines = summaryTable(NOI_VU, sent, units).rows.map((row) => row.at(-1))
    expect(due).toHaveLength(36)
    expect(brief).toContain('chưa nhận được của 32/36 đơn vị')
    expect(digest).toContain('Đơn vị chưa gửi: 32/36')
    expect(missingUnits(NOI_VU, sent.map(toFromUnit), units).missing).toHaveLength(32)
    expect(lines.filter((cell) => JSON.stringify(cell).includes('Chưa đăng ký'))).toHaveLength(32)
    expect(lines.filter((cell) => JSON.stringify(cell).includes('Đúng hạn'))).toHaveLength(4)
  })
})

describe('the digest of a week', () => {
  it('counts what came, waits and is next, once a person and week, in no group', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 08:15' })
    await givenOrganiser(rig)
    await rig.follows(await rig.meets('telegram:1'))
    await registers(rig, 'telegram:2', 'submitted', { unit: 'hy-an-thi-noi-vu', name: 'Nguyễn Thị Lan' })
    const tasks = { 'nhiem-vu': { type: 'text', text: 'Tham mưu sắp xếp bộ máy, tinh giản biên chế' } } as const
    const draft = { id: 'tasks', campaign: NOI_VU, form: 'dang-ky-thi-dua', formVersion: 'v', person: 'telegram:5' }
    await keepDraft(rig.db, { ...draft, answers: tasks, progress: {} }, rig.clock.now())
    const accepted = await registers(rig, 'telegram:4', 'approved', { unit: 'hy-an-thi-noi-vu' })
    const given = { registration: accepted, paper: 'to-trinh', by: 'telegram:4', files: [] }
    await tickPaper(rig.db, given, rig.clock.now())
    await asks(rig, 'telegram:3', 'Thưởng bao nhiêu tiền? Gọi 0912345678')
    await asks(rig, 'telegram:3', 'mức thưởng Giấy khen')
    for (const answer of [
      'đồng ý gửi',
      'thứ 5 tuần sau',
      'vâng ạ',
      'Giải quyết 100% hồ sơ tôn giáo đúng hạn trước 30/11/2020',
      'Tham mưu sắp xếp bộ máy',
      'nhiệm vụ: tham mưu sắp xếp bộ máy, tinh giản biên chế',
      'tôi muốn rút đăng ký đã gửi',
      '/abc',
    ])
      await asks(rig, 'telegram:3', answer)
    expect(await sendDigest(rig.tools)).toBe('1 organisers told')
    await seen(rig, TELEGRAM, vietnam('10/02/2020 08:16'))
    expect(await sendDigest(rig.tools)).toBe('0 organisers told')
    await rig.deliver()
    expect(heardBy(rig)).toEqual([0, 1, 0])
    const [said = ''] = rig.heard(ZALO)
    expect(said.split('\n').filter((line) => line !== '')).toEqual([
      'Tổng hợp tuần (Ngành Nội vụ Hưng Yên 2020)',
      '- Đăng ký: 2 (mới trong 7 ngày: 2); chờ duyệt 1, cần bổ sung 0, đã duyệt 1, không duyệt 0.',
      '- Hồ sơ có giấy tờ chờ thẩm định: 1 (/thamdinh).',
      expect.stringMatching(/^- Đơn vị chưa gửi: 35\/36 \(.+, và 30 đơn vị khác\)$/),
      '- Người theo dõi để được nhắc hạn: 1.',
      '- Nhắc hạn trong 7 ngày: đã gửi 0, chưa đến được 0.',
      '- Sắp đến hạn: Gửi hồ sơ đăng ký thi đua (hết Chủ nhật 16/02/2020, còn 6 ngày).',
      '- Câu hỏi chưa có câu trả lời: 2, như “mức thưởng Giấy khen”; “Thưởng bao nhiêu tiền? Gọi [số điện thoại]”.',
    ])
    expect(said).not.toContain('Lan')
    rig.clock.set(vietnam('17/02/2020 08:15'))
    expect(await sendDigest(rig.tools)).toBe('1 organisers told')
  })

  it('adds up: what is held and what was turned down is counted too, and the questions are a tap away', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 08:15', organisers: [TELEGRAM] })
    await rig.meets(TELEGRAM)
    await registers(rig, 'telegram:5', 'rejected')
    const held = await registers(rig, 'telegram:6', 'submitted')
    await rig.db.updateTable('registrations').set({ hold: 'Đang xác minh' }).where('id', '=', held).execute()
    await registers(rig, 'telegram:7', 'submitted')
    await asks(rig, 'telegram:3', 'mức thưởng Giấy khen')
    await sendDigest(rig.tools)
    await rig.deliver()
    expect(rig.heard(TELEGRAM)[0]).toContain(
      'Đăng ký: 3 (mới trong 7 ngày: 3); chờ duyệt 2 (đang tạm giữ 1), cần bổ sung 0, đã duyệt 0, không duyệt 1.',
    )
    expect(rig.told[0]?.reply.choices.map(({ label }) => label)).toContain('Câu hỏi chưa trả lời (1)')
  })

  it('is not written of a campaign in which nothing goes on, and misses no unit where nobody can register', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 08:15', organisers: [TELEGRAM] })
    await rig.meets(TELEGRAM)
    await rig.follows(await rig.meets('telegram:1'), {}, 'so-tai-chinh-2020')
    await sendDigest(rig.tools)
    await rig.deliver()
    const said = rig.heard(TELEGRAM)
    expect(said.map((text) => text.split('\n')[0])).toEqual([
      'Tổng hợp tuần (Ngành Nội vụ Hưng Yên 2020)',
      'Tổng hợp tuần (Sở Tài chính 2020)',
    ])
    expect(said[1]).not.toContain('Đơn vị chưa gửi')
  })
})
