// What people say of a registration outside its form, and while its form was closed.

import { describe, expect, it } from 'vitest'
import { setFormOpening } from '../../store/form-openings.ts'
import { findByCode, registrationsOfPerson } from '../../store/registrations.ts'
import { givenAnAssistant, type SmallAssistant } from '../fakes/small-assistant.ts'
import { knowledgeWithForm } from '../fakes/small-form.ts'
import { registers } from '../fakes/small-registration.ts'
import { givenPeople } from '../fakes/somebody.ts'

async function given() {
  const assistant = await givenAnAssistant({ files: knowledgeWithForm() })
  const people = givenPeople(assistant)
  return { assistant, people, an: people('web-an') }
}

function setOpen({ db, clock }: SmallAssistant, isOpen: boolean) {
  const opening = { isOpen, closesOn: null, changedBy: 'web-quan-tri', changedAt: clock.now(), reason: null }
  return setFormOpening(db, { campaign: 'an-binh', form: 'dang-ky', ...opening })
}

describe('one’s own registrations', () => {
  it.each([
    'tra cứu đăng ký của tôi',
    'tra cuu dang ky cua toi',
    'cho xem hồ sơ của tôi',
    'cho xem ho so cua toi',
    'cho em xem đăng ký của em với ạ',
    'tôi muốn xem lại hồ sơ đăng ký của tôi',
    'kiểm tra đăng ký của mình',
    'đăng ký của tôi đến đâu rồi',
    'ho so cua toi duyet chua',
    'xem đăng ký đã gửi',
  ])('are shown by “%s”', async (text) => {
    const { an } = await given()
    const code = await registers(an)
    await an.says('hạn đăng ký là ngày nào?')
    expect(await an.says(text)).toContain(`- ${code}`)
  })

  it.each(['hồ sơ của tôi gồm những gì?', 'xem hồ sơ khen thưởng', 'kiểm tra đăng ký'])(
    'are no answer to “%s”',
    async (text) => {
      const { an } = await given()
      const code = await registers(an)
      expect(await an.says(text)).not.toContain(`- ${code}`)
    },
  )
})

describe('a draft that is kept', () => {
  it('is shown to whoever asks for their dossier', async () => {
    const { an } = await given()
    await an.says('/dangky phong trào an bình')
    await an.taps('Đồng ý')
    await an.taps('Cá nhân')
    await an.says('lưu lại')
    expect(await an.says('hồ sơ của tôi')).toContain('Nháp, chưa gửi')
  })
})

describe('what can be withdrawn no more', () => {
  it('names whom the plan gives to turn to, also when everything is to be erased', async () => {
    const { an, assistant } = await given()
    const code = await registers(an)
    assistant.clock.advance({ days: 30 })
    const whom = 'liên hệ người phụ trách thi đua - khen thưởng nơi nhận đăng ký và nêu mã này'
    expect(await an.says(`rút đăng ký ${code}`)).toContain(whom)
    const erasure = await an.says('/xoadulieu')
    expect(erasure).toContain(whom)
    expect(erasure).not.toContain('anh/chị rút đăng ký trước')
  })
})

describe('what was sent', () => {
  it.each([
    ['sửa đơn vị của CODE', 'Đơn vị nào?'],
    ['sua don vi cua CODE', 'Đơn vị nào?'],
    ['sửa họ tên trong đăng ký CODE', 'Họ và tên là gì?'],
    ['sửa CODE đơn vị', 'Đơn vị nào?'],
    ['đổi đơn vị của mã CODE thành phòng tổ chức', 'Phòng Văn hóa → Phòng Tổ chức'],
  ])('is changed where its code says so: %s', async (text, said) => {
    const { assistant, an } = await given()
    const code = await registers(an)
    await an.says('hạn đăng ký là ngày nào?')
    const heard = await an.says(text.replace('CODE', code))
    expect(heard).toContain(`Sửa đăng ký ${code}`)
    expect(heard).toContain(said)
    expect(await findByCode(assistant.db, code)).toMatchObject({ state: 'submitted' })
  })

  it('is changed by the name of a step, also after something else was asked', async () => {
    const { an } = await given()
    const code = await registers(an)
    await an.says('hạn đăng ký là ngày nào?')
    expect(await an.says('sửa đơn vị')).toContain(`Sửa đăng ký ${code}`)
  })

  it('of another is changed by nobody', async () => {
    const { an, people } = await given()
    const code = await registers(an)
    expect(await people('web-binh').says(`sửa đơn vị của ${code}`)).toContain('Không tìm thấy')
  })
})

describe('a form that is closed while somebody fills it in', () => {
  it('says so at the next step, once, with what is kept and what can be done', async () => {
    const { assistant, an } = await given()
    await an.says('/dangky phong trào an bình cá nhân')
    await an.taps('Đồng ý')
    await setOpen(assistant, false)
    const next = await an.says('phòng văn hóa')
    expect(next).toContain('nay đã đóng')
    expect(next).toContain('Bản nháp vẫn được giữ')
    expect(next).toContain('Đăng ký hình thức nào?')
    expect(an.offers()).toEqual(expect.arrayContaining(['Lưu lại làm sau', 'Xóa bản nháp']))
    expect(await an.taps('Giấy khen')).not.toContain('nay đã đóng')
    const [draft] = await registrationsOfPerson(assistant.db, 'web-an')
    expect(draft?.answers).toMatchObject({ 'don-vi': { unit: 'phong-van-hoa' } })
  })

  it('says so again to whoever comes back, and nothing once it is open again', async () => {
    const { assistant, an } = await given()
    await an.says('/dangky phong trào an bình cá nhân')
    await an.taps('Đồng ý')
    await setOpen(assistant, false)
    await an.says('phòng văn hóa')
    await an.taps('Lưu lại làm sau')
    expect((await an.says('tiếp tục')).match(/nay đã đóng/g)).toHaveLength(1)
    await setOpen(assistant, true)
    expect(await an.taps('Giấy khen')).not.toContain('nay đã đóng')
    await setOpen(assistant, false)
    expect(await an.says('kỷ cương')).toContain('nay đã đóng')
  })

  it('says of what was sent that it stays', async () => {
    const { assistant, an } = await given()
    const code = await registers(an)
    await an.says(`sửa đơn vị của ${code}`)
    await setOpen(assistant, false)
    expect(await an.says('phòng tổ chức')).toContain('Bản đã gửi vẫn giữ nguyên')
    expect(await an.says('gửi')).toContain('chưa gửi được bản sửa')
    expect(await findByCode(assistant.db, code)).toMatchObject({ answers: { 'don-vi': { unit: 'phong-van-hoa' } } })
  })
})

describe('deleting a draft that is kept', () => {
  const keepsDraft = async () => {
    const rig = await given()
    await rig.an.says('/dangky phong trào an bình')
    await rig.an.taps('Đồng ý')
    await rig.an.taps('Cá nhân')
    await rig.an.says('lưu lại')
    return rig
  }

  it('is asked about once', async () => {
    const { an, assistant } = await keepsDraft()
    expect(await an.says('hủy')).toContain('Xóa hay giữ lại?')
    expect(await an.taps('Xóa bản nháp')).toContain('Đã xóa bản nháp')
    expect(await registrationsOfPerson(assistant.db, 'web-an')).toEqual([])
  })

  it('is asked about again where it was gone on with since', async () => {
    const { an, assistant } = await keepsDraft()
    await an.says('hủy')
    await an.says('tiếp tục')
    await an.says('phòng văn hóa')
    expect(await an.taps('Xóa bản nháp')).toContain('Anh/chị muốn dừng đăng ký này?')
    expect(await registrationsOfPerson(assistant.db, 'web-an')).toHaveLength(1)
  })

  it('in other words asks just as well', async () => {
    const { an } = await keepsDraft()
    expect(await an.says('xóa bản nháp')).toContain('Xóa hay giữ lại?')
    expect(await an.says('xoa nhap di')).toContain('Xóa hay giữ lại?')
  })
})
