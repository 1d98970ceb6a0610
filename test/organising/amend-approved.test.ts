// What was approved and is then edited waits for a decision again: both sides are told so.

import { describe, expect, it } from 'vitest'
import { findByCode, readRegistration } from '../../store/registrations.ts'
import { givenOrganisers, givenRegistration, lastOf } from './small-form.ts'

const REGISTRANT = 'telegram:77'
const WARNING = 'Đăng ký này đã được duyệt; gửi lại thì người phụ trách phải duyệt lại.'

async function givenApproved() {
  const { assistant, admin, person } = await givenOrganisers()
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
  expect(lastOf(lan)).not.toContain(WARNING)
  await lan.taps('Gửi')
  await admin.taps('Duyệt')
  const [code = ''] = /AB20-\w{6}/.exec(lastOf(admin)) ?? []
  const { id = '' } = (await findByCode(assistant.db, code)) ?? {}
  assistant.clock.advance({ minutes: 30 })
  return { assistant, admin, lan, code, id }
}

describe('an approved registration that is edited', () => {
  it('says before it is sent that it must be approved again, and shows organisers what changed', async () => {
    const { assistant, admin, lan, code, id } = await givenApproved()
    await using rig = assistant
    await lan.says(`sửa đăng ký ${code}`)
    expect(await lan.says('sửa nhiệm vụ thành Giải quyết 120 hồ sơ')).toContain(WARNING)
    await lan.taps('Gửi')
    const expected = [
      `Đăng ký chờ duyệt ${code} (đã sửa)`,
      'Đã duyệt trước đó lúc 08:00 10/02/2020.',
      'Nhiệm vụ: Giải quyết 100% hồ sơ đúng hạn → Giải quyết 120 hồ sơ',
    ]
    for (const part of expected) expect(lastOf(admin)).toContain(part)
    await admin.taps('Xem đầy đủ')
    for (const part of expected) expect(lastOf(admin)).toContain(part)
    expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'submitted' })
    await admin.taps('Duyệt')
    expect(await admin.says(`tra cứu ${code}`)).not.toContain('trước đó')
  })

  it('stays approved where nothing was changed', async () => {
    const { assistant, lan, code, id } = await givenApproved()
    await using rig = assistant
    await lan.says(`sửa đăng ký ${code}`)
    await lan.says('sửa nhiệm vụ thành Giải quyết 120 hồ sơ')
    await lan.says('sửa nhiệm vụ thành Giải quyết 100% hồ sơ đúng hạn')
    expect(await lan.taps('Gửi')).toContain('không thay đổi so với bản đã gửi')
    expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'approved' })
  })

  it('is left to be looked at singly by “Duyệt tất cả”', async () => {
    const { assistant, admin, lan, code } = await givenApproved()
    await using rig = assistant
    await lan.says(`sửa đăng ký ${code}`)
    await lan.says('sửa nhiệm vụ thành Giải quyết 120 hồ sơ')
    await lan.taps('Gửi')
    const unit = { type: 'unit', unit: 'tu-phap', name: 'Phòng Tư pháp xã' } as const
    const other = await givenRegistration(rig, {
      values: { 'don-vi': unit, 'ho-ten': { type: 'text', text: 'Lê Văn Ba' } },
    })
    const shown = await admin.says('duyệt tất cả')
    expect(shown).toContain(`${other.code}`)
    expect(shown).not.toContain(code)
    expect(shown).toContain('1 đăng ký chờ duyệt khác')
    expect(shown).toContain('đã sửa sau khi duyệt')
  })
})
