import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Values } from '../../forms/values.ts'
import { cameOf } from '../../handlers/organising/export-lists.ts'
import { writeWorkbook } from '../../handlers/organising/lists/write-workbook.ts'
import { sentOfCampaign } from '../../handlers/organising/sent-of-units.ts'
import { tickPaper } from '../../store/dossier.ts'
import type { SmallAssistant } from '../fakes/small-assistant.ts'
import { type Read, readWorkbook } from './read-workbook.ts'
import { ADMIN, givenOrganisers, givenRegistration, knowledgeWithForm, LAN } from './small-form.ts'

async function exported({ tools, clock }: SmallAssistant) {
  const campaign = tools.knower.current().campaigns.find(({ id }) => id === 'an-binh')
  if (!campaign) throw new Error('no campaign')
  const content = await writeWorkbook({
    campaign,
    sent: await sentOfCampaign('an-binh', tools),
    units: tools.knower.current().units,
    ticked: await cameOf('an-binh', tools),
    today: clock.today().toString(),
  })
  return { content, sheets: readWorkbook(content) }
}

const texts = (read: Read | undefined) => read?.rows.map((row) => row.map(({ value }) => value)) ?? []
const find = (read: Read | undefined, value: string) => read?.rows.flat().find((cell) => cell.value === value)
const TEAM: Values = {
  'doi-tuong': { type: 'choice', option: 'tap-the' },
  'don-vi': { type: 'unit', unit: 'tai-chinh', name: 'Phòng Tài chính xã' },
  'tong-so': { type: 'number', number: 20 },
  ldtt: { type: 'number', number: 19 },
  cstd: { type: 'number', number: 3 },
  'hinh-thuc': { type: 'choice', option: 'giay-khen' },
  'nhiem-vu': { type: 'text', text: 'Quyết toán 100% đúng hạn' },
}

describe('the lists', () => {
  it('have the sheets and headings of such lists, in their order', async () => {
    await using rig = (await givenOrganisers()).assistant
    await givenRegistration(rig)
    const { sheets } = await exported(rig)
    expect([...sheets.keys()]).toEqual(['Tập thể', 'Cá nhân', 'Tổng hợp', 'Hồ sơ khen thưởng'])
    const headings = [...sheets.values()].map(({ rows }) =>
      rows
        .find((row) => row[0]?.value === 'STT')
        ?.map(({ value }) => value)
        .filter((value) => value !== ''),
    )
    expect(headings).toEqual(
      [
        'STT|Tên tập thể|Đơn vị chủ quản|Khối/cụm|Số CBCCVC|Danh hiệu thi đua đăng ký|Hình thức khen thưởng đăng ký|Lĩnh vực / nội dung|Chỉ tiêu, nhiệm vụ cụ thể|Ngày đăng ký|Trạng thái|Ghi chú',
        'STT|Ông/Bà|Họ và tên|Ngày sinh|Chức vụ|Đơn vị công tác|Đối tượng (CB/CC/VC/NLĐ)|Danh hiệu thi đua đăng ký|Hình thức khen thưởng đăng ký|Lĩnh vực|Nhiệm vụ, chỉ tiêu|Tên sáng kiến/đề tài|Ngày đăng ký|Trạng thái|Ghi chú',
        'STT|Đơn vị|Tổng CBCCVC|TT LĐTT|TT LĐXS|Cờ|Bằng khen (TT/CN)|Giấy khen (TT/CN)|LĐTT: số, %|CSTĐCS: số, %|Đúng hạn / Trễ / Chưa đăng ký',
        'STT|Đơn vị|Đối tượng|Hình thức|Tờ trình|Biên bản|Báo cáo thành tích|Phụ lục|Hiệp y|Xác nhận GĐ|Ngày nhận|Đủ/Thiếu|Người thẩm định',
      ].map((line) => line.split('|')),
    )
  })

  it('are A4 landscape, one page wide, in Times New Roman, with a letterhead and signatures', async () => {
    await using rig = (await givenOrganisers()).assistant
    await givenRegistration(rig)
    const { sheets } = await exported(rig)
    for (const sheet of sheets.values()) {
      expect(sheet.xml).toMatch(/<pageSetup [^>]*paperSize="9"/)
      expect(sheet.xml).toMatch(/<pageSetup [^>]*orientation="landscape"/)
      expect(sheet.xml).toMatch(/<pageSetup [^>]*fitToHeight="0"/)
      expect(sheet.xml).toContain('fitToPage="1"')
      expect(new Set(sheet.rows.flat().map(({ style }) => style.font))).toEqual(new Set(['Times New Roman']))
      const all = texts(sheet).flat().join('|')
      for (const part of [
        'ỦY BAN NHÂN DÂN XÃ AN BÌNH',
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        'NĂM 2020',
        'NGƯỜI LẬP BIỂU',
        'THỦ TRƯỞNG ĐƠN VỊ',
        'Tổng số',
      ])
        expect(all).toContain(part)
    }
  })

  it('write days as days, numbers as numbers, and codes and telephones as text with their zeros', async () => {
    await using rig = (await givenOrganisers()).assistant
    const registration = await givenRegistration(rig, {
      values: { ...LAN, 'ngay-sinh': { type: 'date', date: '1985-03-07' }, 'tong-so': { type: 'number', number: 7 } },
    })
    const { sheets } = await exported(rig)
    const read = sheets.get('Cá nhân')
    const birthday = find(read, String(31_113)) // 07/03/1985, counted from 30/12/1899
    expect(birthday).toMatchObject({ type: 'n', style: { format: 'dd/mm/yyyy' } })
    expect(find(read, '43871')).toMatchObject({ type: 'n', style: { format: 'dd/mm/yyyy' } }) // 10/02/2020
    const remarks = read?.rows.flat().find(({ value }) => value.includes('0912345678'))
    expect(remarks).toMatchObject({ type: 's', style: { format: '@' } })
    expect(remarks?.value).toContain(registration.code)
  })

  it.each(['=1+1', '+84 912', '-1', '@SUM(A1)', '\t=1', '\r=cmd|calc', '=HYPERLINK("http://x")'])(
    'keep as text what begins like a formula: %j',
    async (text) => {
      await using rig = (await givenOrganisers()).assistant
      await givenRegistration(rig, {
        values: { ...LAN, 'nhiem-vu': { type: 'text', text }, 'ho-ten': { type: 'text', text } },
      })
      const { sheets } = await exported(rig)
      const cells =
        sheets
          .get('Cá nhân')
          ?.rows.flat()
          .filter(({ value }) => value.includes(text.trim())) ?? []
      expect(cells.length).toBeGreaterThan(0)
      for (const cell of cells) expect(cell).toMatchObject({ type: 's', style: { format: '@' } })
      for (const { xml } of sheets.values()) expect(xml).not.toContain('<f>')
    },
  )

  it('sum up each unit that is due, also the one that sent nothing, with both bases of the share', async () => {
    await using rig = (await givenOrganisers()).assistant
    await givenRegistration(rig, { values: TEAM })
    await givenRegistration(rig, { isLate: true })
    const rows = texts((await exported(rig)).sheets.get('Tổng hợp'))
    const row = (unit: string) => rows.find((one) => one[1] === unit)
    expect(row('Phòng Tài chính xã')).toEqual([
      '2',
      'Phòng Tài chính xã',
      '20',
      '',
      '',
      '',
      '',
      '1/0',
      '19',
      '0.95',
      '3',
      '0.15',
      'Đúng hạn',
    ])
    expect(row('Văn phòng UBND xã')?.slice(6)).toEqual(['0/1', '', '', '', '', '', 'Trễ'])
    expect(row('Phòng Tư pháp xã')?.at(-1)).toBe('Chưa đăng ký')
    expect(rows.flat().join('|')).toContain('CSTĐCS trên tổng số CBCCVC: 3/20 = 15%')
    expect(rows.flat().join('|')).toContain('CSTĐCS trên số người đăng ký LĐTT: 3/19 = 15,8%')
  })

  it('do not say that an appendix came with the report that should carry it', async () => {
    const files = knowledgeWithForm()
    const file = 'campaigns/an-binh/campaign.yaml'
    const named = files.get(file)?.replace('name: Báo cáo thành tích,', 'name: Báo cáo thành tích kèm phụ lục,') ?? ''
    await using rig = (await givenOrganisers({ files: files.set(file, named) })).assistant
    const { id } = await givenRegistration(rig, { state: 'approved', decidedBy: 'telegram:1' })
    await tickPaper(rig.db, { registration: id, paper: 'bao-cao', by: 'telegram:77', files: [] }, rig.clock.now())
    const rows = texts((await exported(rig)).sheets.get('Hồ sơ khen thưởng'))
    expect(rows.find((one) => one[2] === 'Nguyễn Thị Lan')?.slice(6, 8)).toEqual(['Có', ''])
  })

  it('tell which papers of an accepted registration came', async () => {
    await using rig = (await givenOrganisers()).assistant
    const { id } = await givenRegistration(rig, {
      state: 'approved',
      decidedBy: 'telegram:1',
      decidedAt: rig.clock.now(),
    })
    const tick = (paper: string) =>
      rig.db
        .insertInto('dossier_papers')
        .values({
          registration_id: id,
          paper,
          ticked_at: rig.clock.now().toISOString(),
          ticked_by: 'telegram:77',
        })
        .execute()
    await tick('to-trinh')
    const row = async () =>
      texts((await exported(rig)).sheets.get('Hồ sơ khen thưởng')).find((one) => one[2] === 'Nguyễn Thị Lan')
    expect(await row()).toEqual([
      '1',
      'Văn phòng UBND xã',
      'Nguyễn Thị Lan',
      'Bằng khen của Bộ trưởng',
      'Có',
      '',
      '',
      'Không cần',
      'Không cần',
      'Không cần',
      '43871',
      'Thiếu',
      '',
    ])
    await tick('bien-ban')
    await tick('bao-cao')
    expect((await row())?.slice(4, 12)).toEqual([
      'Có',
      'Có',
      'Có',
      'Không cần',
      'Không cần',
      'Không cần',
      '43871',
      'Đủ',
    ])
  })

  it('say of a dossier what was checked and by whom, and what was sent back', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    const { id } = await givenRegistration(rig, { state: 'approved', decidedBy: 'telegram:1' })
    for (const paper of ['to-trinh', 'bien-ban', 'bao-cao']) {
      await tickPaper(rig.db, { registration: id, paper, by: 'telegram:77', files: [] }, rig.clock.now())
      rig.clock.advance({ days: 1 })
    }
    await admin.taps(`review:look:${id}:to-trinh`)
    expect(await admin.taps('Đạt')).toContain('Anh/chị chưa có tên hiển thị')
    const unnamed = texts((await exported(rig)).sheets.get('Hồ sơ khen thưởng'))
    expect(unnamed.find((one) => one[2] === 'Nguyễn Thị Lan')?.at(-1)).toBe('Người quản trị (Telegram)')
    await admin.taps('Đặt tên hiển thị')
    await admin.says('Trần Thị Quản, Văn phòng')
    await admin.taps(`review:look:${id}:bien-ban`)
    await admin.taps('Trả lại giấy tờ này')
    await admin.says('Thiếu chữ ký của thư ký')
    await admin.taps('Trả lại')
    const rows = texts((await exported(rig)).sheets.get('Hồ sơ khen thưởng'))
    const row = rows.find((one) => one[2] === 'Nguyễn Thị Lan')
    expect(row?.slice(4, 7)).toEqual(['Đã thẩm định', 'Trả lại', 'Có'])
    // The day of the first paper.
    expect(row?.slice(10)).toEqual(['43871', 'Thiếu', 'Trần Thị Quản, Văn phòng'])
  })

  it('go on working when a person’s answers were erased', async () => {
    await using rig = (await givenOrganisers()).assistant
    await givenRegistration(rig, { values: {} })
    await givenRegistration(rig, { values: { ...LAN, 'ho-ten': { type: 'text', text: '\u0000\ud800Lan\u0007' } } })
    const { sheets } = await exported(rig)
    expect(texts(sheets.get('Cá nhân')).flat()).toContain('Lan')
    expect(texts(sheets.get('Tập thể')).flat()).toContain('Tổng số: 1 tập thể')
  })
})

describe('/xuat', () => {
  it('gives the file with a name in plain letters, and writes down that it was taken', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    await givenRegistration(rig)
    await admin.says('/xuat')
    await admin.taps('An Bình 2020')
    const [attachment] = admin.heard.at(-1)?.attachments ?? []
    expect(attachment?.name).toBe('danh-sach-an-binh-20200210.xlsx')
    const kept = await rig.tools.files.read(rig.db, attachment?.fileId ?? '')
    expect(readWorkbook(kept?.content ?? new Uint8Array()).size).toBe(4)
    expect(await admin.says('/nhatky')).toContain('xuất danh sách')
  })

  it('holds all that was sent, however many, as if it were written at once', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    for (let count = 0; count < 450; count += 1)
      await givenRegistration(rig, { values: { ...LAN, 'ho-ten': { type: 'text', text: `=Người ${count}` } } })
    await admin.says('/xuat')
    await admin.taps('An Bình 2020')
    const [attachment] = admin.heard.at(-1)?.attachments ?? []
    const kept = await rig.tools.files.read(rig.db, attachment?.fileId ?? '')
    const [taken, atOnce] = [unzipSync(kept?.content ?? new Uint8Array()), unzipSync((await exported(rig)).content)]
    expect(Object.keys(taken)).toEqual(Object.keys(atOnce))
    for (const [name, part] of Object.entries(atOnce))
      expect(strFromU8(taken[name] ?? part.subarray(1))).toBe(strFromU8(part))
    const people = texts(readWorkbook(kept?.content ?? new Uint8Array()).get('Cá nhân')).map((row) => row[2])
    expect(people.filter((name) => name?.startsWith('=Người '))).toEqual(
      Array.from({ length: 450 }, (_, count) => `=Người ${count}`),
    )
  })

  it('marks what an organiser decided of their own', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    const { id, revision } = await givenRegistration(rig, { person: ADMIN })
    await admin.taps(`review:approve:${id}:${revision}`)
    await admin.says('/xuat')
    const [attachment] = admin.heard.at(-1)?.attachments ?? []
    const kept = await rig.tools.files.read(rig.db, attachment?.fileId ?? '')
    const row = texts(readWorkbook(kept?.content ?? new Uint8Array()).get('Cá nhân')).find(([first]) => first === '1')
    expect(row?.at(-1)).toContain('người phụ trách tự quyết định về đăng ký của mình')
  })

  it('is for organisers alone', async () => {
    const { assistant, person } = await givenOrganisers()
    await using rig = assistant
    await givenRegistration(rig)
    for (const said of [
      await person('telegram:9').says('/xuat'),
      await person('telegram:9').taps('review:export:an-binh'),
    ])
      expect(said).toContain('chưa được giao phụ trách')
  })
})
