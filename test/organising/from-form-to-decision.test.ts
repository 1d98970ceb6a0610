import { describe, expect, it } from 'vitest'
import { givenOrganisers, lastOf } from './small-form.ts'

const REGISTRANT = 'telegram:77'

describe('a registration made in the chat', () => {
  it('comes to the organiser as a card, goes back, comes again with what changed, and is accepted', async () => {
    const { assistant, admin, person } = await givenOrganisers()
    await using _ = assistant
    const lan = person(REGISTRANT)
    await admin.says('xin chào')
    await lan.says('/start an-binh')
    await lan.says('/dangky')
    await lan.taps('Đồng ý')
    await lan.taps('Cá nhân')
    await lan.says('văn phòng ubnd xã')
    await lan.says('Nguyễn Thị Lan')
    while (lan.offers().includes('Bỏ qua')) await lan.says('bỏ qua')
    await lan.taps('Giấy khen của Chủ tịch xã')
    await lan.says('Giải quyết 100% hồ sơ đúng hạn')
    while (lan.offers().includes('Bỏ qua')) await lan.says('bỏ qua')
    await lan.taps('Gửi')
    expect(lastOf(admin)).toMatch(/^Đăng ký chờ duyệt AB20-\w{6}\n/)
    await admin.taps('Trả lại bổ sung')
    await admin.taps('Nhiệm vụ')
    await admin.taps('Điện thoại') // which was left out
    await admin.taps('Xong, ghi lý do')
    await admin.says('Ghi rõ số hồ sơ và số điện thoại')
    await admin.taps('Trả lại')
    expect(lastOf(lan)).toContain('“Ghi rõ số hồ sơ và số điện thoại”')
    await lan.taps('Bổ sung ngay')
    await lan.says('Giải quyết 120 hồ sơ trước ngày 30/6/2020')
    await lan.says('0912 345 678')
    await lan.taps('Gửi')
    expect(lastOf(admin)).toContain(
      'Nhiệm vụ: Giải quyết 100% hồ sơ đúng hạn → Giải quyết 120 hồ sơ trước ngày 30/6/2020',
    )
    expect(lastOf(admin)).toMatch(/Điện thoại: \(không có\) → 0912.?345.?678/)
    await admin.taps('Duyệt')
    expect(lastOf(lan)).toContain('đã được duyệt')
    expect(await lan.taps('Hồ sơ cần nộp')).toContain('Tờ trình')
  })
})
