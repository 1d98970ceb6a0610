import { describe, expect, it } from 'vitest'
import type { Values } from '../../forms/values.ts'
import { settle } from '../../store/outbox.ts'
import { readRegistration } from '../../store/registrations.ts'
import { giveRole } from '../../store/roles.ts'
import { ADMIN, givenOrganisers, givenRegistration, LAN, lastOf } from './small-form.ts'

const of = (name: string, more: Values = {}): Values => ({ ...LAN, 'ho-ten': { type: 'text', text: name }, ...more })

describe('/choduyet', () => {
  it('shows what waits, the oldest first, in pages', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    for (const name of ['Người Một', 'Người Hai', 'Người Ba', 'Người Bốn', 'Người Năm', 'Người Sáu', 'Người Bảy']) {
      await givenRegistration(rig, { values: of(name) })
      rig.clock.advance({ minutes: 1 })
    }
    const first = await admin.says('/choduyet')
    expect(first).toContain('7 đăng ký chờ duyệt')
    expect([...first.matchAll(/Người \p{L}+/gu)].map(([name]) => name)).toEqual([
      'Người Một',
      'Người Hai',
      'Người Ba',
      'Người Bốn',
      'Người Năm',
    ])
    const second = await admin.taps('Xem tiếp')
    expect([...second.matchAll(/Người \p{L}+/gu)].map(([name]) => name)).toEqual(['Người Sáu', 'Người Bảy'])
    expect(await admin.taps(admin.offers()[0] ?? '')).toContain('Cá nhân: Người Sáu')
    expect(admin.offers()).toContain('Duyệt')
  })

  it('tells an administrator how many wait in each campaign, most of them first', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    await givenRegistration(rig)
    await givenRegistration(rig, { values: of('Người Hai') })
    await admin.says('/choduyet')
    expect(await admin.taps('Phong trào khác')).toContain('2 đăng ký chờ duyệt')
    expect(admin.offers()).toEqual(['An Bình 2020 (2)', 'Hòa Lợi 2021 (0)'])
    await admin.taps('Hòa Lợi 2021 (0)')
    expect(admin.offers()).toEqual(['Phong trào khác (2)'])
    await admin.taps('Phong trào khác (2)')
    expect(await admin.taps('An Bình 2020 (2)')).toContain('2 đăng ký chờ duyệt')
  })

  it('goes straight to the only campaign in which something waits, whichever was spoken of last', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    await givenRegistration(rig)
    expect(await admin.says('/choduyet')).toContain('1 đăng ký chờ duyệt')
    await admin.says('/choduyet Hòa Lợi 2021')
    expect(admin.offers()).toEqual(['Phong trào khác (1)'])
    expect(await admin.says('/choduyet')).toContain('An Bình')
  })

  it('takes the campaign that a command names, and asks where it names none', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using _rig = assistant
    for (const command of ['/moc hoa loi 2021', '/thongke Hòa Lợi', 'thống kê Hòa Lợi 2021', '/xuat HÒA LỢI 2021'])
      expect(await admin.says(command), command).toContain('Hòa Lợi')
    expect(await admin.says('/moc Tân Lập')).toContain('Không có phong trào nào tên “Tân Lập”.')
    expect(admin.offers()).toEqual(['An Bình 2020', 'Hòa Lợi 2021'])
  })

  it('tells of no campaign twice where none waits anywhere', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    expect(await admin.says('/choduyet')).toContain('Không có đăng ký nào chờ duyệt')
    expect(rig.received).toHaveLength(1)
  })

  it('leads to the person’s other campaigns, whichever was looked at last', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    for (const command of ['/thongke', '/bieumau', '/nhatky', '/xuat']) {
      await admin.says(command)
      if (admin.offers().includes('An Bình 2020')) await admin.taps('An Bình 2020')
      await admin.taps('Phong trào khác')
      expect(admin.offers()).toEqual(rig.tools.knower.current().campaigns.map(({ label }) => label))
      await admin.taps('An Bình 2020')
    }
  })

  it.each(['/choduyet', 'chờ duyệt', 'cho duyet', 'danh sách chờ duyệt'])('is understood as %s', async (text) => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    await givenRegistration(rig)
    expect(await admin.says(text)).toContain('1 đăng ký chờ duyệt')
  })

  it('shows what the rules of the plan say of a registration, with the section', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    await givenRegistration(rig, { values: of('Người Một') })
    await givenRegistration(rig, { values: of('Người Hai') })
    rig.clock.advance({ days: 30 })
    const { id, revision } = await givenRegistration(rig, { values: of('Người Ba'), isLate: true })
    const card = await admin.taps(`review:card:${id}:${revision}`)
    expect(card).toContain('Quá hạn đăng ký thì không được xét. (Mục II.1)')
    expect(card).toContain('đây là cá nhân thứ 3')
  })
})

describe('who must be phoned', () => {
  it.each([
    ['blocked', 'đã chặn trợ lý'],
    ['window_closed', 'Zalo chưa cho gửi'],
    ['failed', 'Không gửi được tin'],
    ['expired', 'chờ quá lâu'],
  ] as const)('is whom the notice did not reach: %s', async (state, why) => {
    const { assistant, admin, person } = await givenOrganisers()
    await using rig = assistant
    await person('telegram:77').says('xin chào')
    const { id, revision } = await givenRegistration(rig)
    await admin.taps(`review:approve:${id}:${revision}`)
    expect(await admin.says('cần gọi điện')).toContain('không cần gọi điện cho ai')
    await settle(rig.db, `notice-${id}-${revision + 1}-0`, state, 'a fake')
    const list = await admin.says('cần gọi điện')
    expect(list).toContain(why)
    expect(list).toContain('Lê Văn Hòa, 0912345678')
    await admin.says('/choduyet')
    expect(admin.offers()).toContain('Cần gọi điện (1)')
  })

  it('is nobody any more once the registration was mended', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    const { id, revision } = await givenRegistration(rig)
    await admin.taps(`review:return:${id}:${revision}`)
    await admin.taps('Nhiệm vụ')
    await admin.taps('Xong, ghi lý do')
    await admin.says('Ghi rõ số lượng')
    await admin.taps('Trả lại')
    expect(await admin.says('cần gọi điện')).toContain('cần bổ sung')
    await rig.db
      .updateTable('registrations')
      .set({ state: 'submitted', revision: revision + 2 })
      .where('id', '=', id)
      .execute()
    expect(await admin.says('cần gọi điện')).toContain('không cần gọi điện cho ai')
  })
})

describe('/thongke', () => {
  it('counts by award, field and unit, on time and late, against the plan, and shows a picture', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    await givenRegistration(rig, { values: of('Người Một') })
    await givenRegistration(rig, { values: of('Người Hai'), isLate: true })
    await givenRegistration(rig, { values: of('Người Ba') })
    const team: Values = {
      ...LAN,
      'doi-tuong': { type: 'choice', option: 'tap-the' },
      'don-vi': { type: 'unit', unit: 'tai-chinh', name: 'Phòng Tài chính xã' },
      'hinh-thuc': { type: 'choice', option: 'giay-khen' },
    }
    delete team['ho-ten']
    await givenRegistration(rig, { values: team, state: 'approved' })
    await admin.says('/thongke')
    const said = await admin.taps('An Bình 2020')
    for (const line of [
      'Đã gửi: 4 (1 tập thể, 3 cá nhân)',
      'Đúng hạn: 3; quá hạn: 1',
      'chờ duyệt 3; đã duyệt 1',
      'Bằng khen của Bộ trưởng: 3',
      'Giấy khen của Chủ tịch xã: 1',
      'Tôn giáo: 4',
      'Văn phòng UBND xã: 3',
      'Số lượng đề nghị: 1/2 đơn vị vượt',
      'Văn phòng UBND xã: 0/1 tập thể, 3/2 cá nhân (mục II.1)',
      'Chưa gửi: 1/3 đơn vị',
    ])
      expect(said).toContain(line)
    const [picture] = admin.heard.at(-1)?.attachments ?? []
    expect(picture).toMatchObject({ name: 'thong-ke.png', type: 'image/png' })
    const kept = await rig.tools.files.read(rig.db, picture?.fileId ?? '')
    expect(kept?.content.subarray(1, 4).toString()).toBe('PNG')
    expect(await admin.taps('Đơn vị chưa gửi (1)')).toContain('Phòng Tư pháp xã')
  })
})

describe('a decision that is typed with a code', () => {
  it('leads to the card', async () => {
    const { assistant, admin, person } = await givenOrganisers()
    await using rig = assistant
    const { code } = await givenRegistration(rig)
    for (const typed of [`trả lại ${code}`, `duyệt ${code}`, `không duyệt đăng ký ${code}`, `thẩm định ${code}`])
      expect(await admin.says(typed), typed).toContain(`Đăng ký chờ duyệt ${code}`)
    expect(await person('telegram:9').says(`duyệt ${code}`)).toContain('Không tìm thấy')
  })
})

describe('/bieumau', () => {
  it('understands “không định ngày” where it is typed', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using _ = assistant
    for (const typed of ['không định ngày', 'khong', 'không cần ngày đóng', 'vô thời hạn']) {
      await admin.says('/bieumau an bình')
      await admin.taps('Mở “Đề nghị khen thưởng đột xuất”')
      await admin.says('Khen thưởng đợt phòng chống dịch')
      expect(await admin.says(typed)).toContain('Mở “Đề nghị khen thưởng đột xuất”?')
    }
  })

  it('says of a plan that is another’s whose it is not, and of no plan that there is none', async () => {
    const { assistant, person } = await givenOrganisers()
    await using rig = assistant
    const role = { person: 'telegram:2', role: 'organiser', campaign: 'an-binh', unit: '', givenBy: ADMIN } as const
    await giveRole(rig.db, role, rig.clock.now())
    const hoa = person('telegram:2')
    const [other] = rig.tools.knower.current().campaigns.filter(({ id }) => id !== 'an-binh')
    expect(await hoa.says(`/bieumau ${other?.label}`)).toBe(
      `Anh/chị không được giao phụ trách ${other?.label}.\n\nAnh/chị phụ trách:`,
    )
    expect(hoa.offers()).toEqual(['An Bình 2020'])
    expect(await hoa.says('/bieumau Sao Hỏa')).toContain('Không có phong trào nào tên “Sao Hỏa”.')
  })

  it('opens a form for a reason until a day, marked as no matter of the plan', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    await admin.says('/bieumau')
    const list = await admin.taps('An Bình 2020')
    expect(list).toContain('Đăng ký thi đua xã An Bình năm 2020: đang mở; theo văn bản')
    expect(list).toContain(
      'Đề nghị khen thưởng đột xuất: đang đóng; không có trong văn bản, chỉ mở khi người phụ trách quyết định',
    )
    await admin.taps('Mở “Đề nghị khen thưởng đột xuất”')
    await admin.says('Khen thưởng đợt phòng chống dịch')
    expect(await admin.says('sau Tết')).toContain('chưa đọc được ngày')
    expect(await admin.says('9/2/2020')).toContain('đã qua')
    expect(await admin.says('28/02')).toContain('đến hết ngày 28/02/2020')
    expect(await rig.db.selectFrom('form_openings').selectAll().execute()).toEqual([])
    await admin.taps('Mở biểu mẫu')
    expect(await admin.says('/bieumau')).toContain('đang mở; đến hết ngày 28/02/2020; do người phụ trách mở')
    rig.clock.advance({ days: 19 })
    expect(await admin.says('/bieumau')).toContain('Đề nghị khen thưởng đột xuất: đang đóng')
    expect(await admin.says('/nhatky')).toContain(
      'mở biểu mẫu “Đề nghị khen thưởng đột xuất” (Khen thưởng đợt phòng chống dịch)',
    )
  })

  it('closes a form after it was confirmed, and not before', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    await admin.taps('review:close:an-binh:dang-ky')
    await admin.says('Đã hết thời gian đăng ký')
    await admin.taps('Thôi')
    expect(await admin.taps('Đóng biểu mẫu')).toContain('đã xong hoặc đã thôi')
    await admin.taps('review:close:an-binh:dang-ky')
    await admin.says('Đã hết thời gian đăng ký')
    await admin.taps('Đóng biểu mẫu')
    const [row] = await rig.db.selectFrom('form_openings').selectAll().execute()
    expect(row).toMatchObject({ form: 'dang-ky', is_open: 0, reason: 'Đã hết thời gian đăng ký' })
  })
})

describe('the log', () => {
  it('tells every act with who and when, the newest first', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    const { id, revision, code } = await givenRegistration(rig, { person: 'telegram:1' })
    await admin.taps(`review:approve:${id}:${revision}`)
    rig.clock.advance({ minutes: 5 })
    await admin.taps(`review:reopen:${id}:${revision + 1}`)
    await admin.says('Bấm nhầm nút duyệt')
    await admin.taps('Mở lại')
    const log = await admin.says('/nhatky')
    expect(log.indexOf('mở lại để xét')).toBeLessThan(log.indexOf(': duyệt'))
    expect(log).toContain(`duyệt ${code} [đăng ký của chính mình]`)
    expect(log).toContain('08:05 10/02/2020')
    expect(lastOf(admin)).toContain('Người quản trị')
    expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'submitted' })
  })
})
