// A change that was begun in time and never sent: what was sent stands, and its papers go on.

import { describe, expect, it } from 'vitest'
import { findByCode, readRegistration } from '../../store/registrations.ts'
import { givenOrganisers, lastOf } from './small-form.ts'

async function givenChange() {
  const { assistant, admin, person } = await givenOrganisers()
  const lan = person('telegram:77')
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
  await admin.taps('Duyệt')
  const [code = ''] = /AB20-\w{6}/.exec(lastOf(admin)) ?? []
  const { id = '' } = (await findByCode(assistant.db, code)) ?? {}
  await lan.says(`sửa đăng ký ${code}`)
  await lan.says('sửa nhiệm vụ thành Giải quyết 120 hồ sơ')
  return { assistant, lan, code, id }
}

describe('an unsent change', () => {
  it('is told of with the last day it may be sent, and hides no papers', async () => {
    const { assistant, lan, code } = await givenChange()
    await using _ = assistant
    await lan.says('lưu lại')
    expect(await lan.says('/hosocuatoi')).toContain('chỉ gửi được đến hết ngày 01/03/2020')
    await lan.says(`tra cứu ${code}`)
    expect(lan.offers()).toEqual(['Làm tiếp', 'Bỏ phần sửa chưa gửi', 'Giấy tờ hồ sơ'])
  })

  it('is dropped by its button; what was sent stands', async () => {
    const { assistant, lan, code, id } = await givenChange()
    await using rig = assistant
    await lan.says('lưu lại')
    await lan.says(`tra cứu ${code}`)
    await lan.taps('Bỏ phần sửa chưa gửi')
    expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'approved', progress: { working: null } })
    expect(await lan.says('/hosocuatoi')).not.toContain('phần sửa')
  })

  describe('after the last day', () => {
    const late = async () => {
      const rig = await givenChange()
      rig.assistant.clock.advance({ days: 30 })
      return rig
    }

    it('is not offered to be sent, and leaves the papers where they were', async () => {
      const { assistant, lan, code } = await late()
      await using _ = assistant
      expect(await lan.says('/hosocuatoi')).toMatch(/không gửi được.+giấy tờ/su)
      await lan.says(`tra cứu ${code}`)
      expect(lan.offers()).toEqual(['Giấy tờ hồ sơ', 'Bỏ phần sửa chưa gửi'])
      expect(await lan.taps('Giấy tờ hồ sơ')).toContain('[thiếu] Tờ trình')
    })

    it.each(['gửi', 'tiếp tục'])('is refused with what stands: %s', async (said) => {
      const { assistant, lan, code } = await late()
      await using _ = assistant
      expect(await lan.says(said)).toContain(`Phần sửa của đăng ký ${code} chưa gửi trong thời hạn`)
      expect(lan.offers()).not.toContain('Gửi')
    })

    it('takes no words for its answers', async () => {
      const { assistant, lan } = await late()
      await using _ = assistant
      expect(await lan.says('còn thiếu giấy tờ gì trong hồ sơ của tôi')).toContain('[thiếu] Tờ trình')
    })

    it.each(['hủy bản sửa', 'hủy'])('goes where that is said: %s', async (said) => {
      const { assistant, lan, id } = await late()
      await using rig = assistant
      await lan.says(said)
      expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'approved', progress: { working: null } })
    })
  })
})
