// A registration from the first word to the receipt, and everything people do in between.

import { describe, expect, it } from 'vitest'
import { changesOf } from '../../store/change-registration.ts'
import { setFormOpening } from '../../store/form-openings.ts'
import { findByCode, registrationsOfPerson } from '../../store/registrations.ts'
import { givenAnAssistant, type SmallAssistant } from '../fakes/small-assistant.ts'
import { knowledgeWithForm } from '../fakes/small-form.ts'
import { changed } from '../fakes/small-knowledge.ts'
import { codeIn, fillsIn, registers } from '../fakes/small-registration.ts'
import { givenPeople } from '../fakes/somebody.ts'

async function given(more: Parameters<typeof givenAnAssistant>[0] = {}) {
  const assistant = await givenAnAssistant({ files: knowledgeWithForm(), ...more })
  const people = givenPeople(assistant)
  return { assistant, people, an: people('web-an') }
}

const own = ({ db }: SmallAssistant, person = 'web-an') => registrationsOfPerson(db, person)

describe('starting', () => {
  it('tells what speaks for and against it after consent, then asks the first question', async () => {
    const { assistant, an } = await given()
    expect(await an.says('tôi muốn đăng ký phong trào an bình')).toContain('đồng ý')
    expect(await own(assistant)).toEqual([])
    const said = await an.taps('Đồng ý')
    expect(said).toContain('Gửi đúng hạn: đủ (Mục II.1)')
    expect(said).toContain('Hoàn thành nhiệm vụ: cần xác minh (Mục I)')
    expect(said).toContain('Đăng ký cho tập thể hay cá nhân?')
    expect(await own(assistant)).toHaveLength(1)
  })

  it('begins once, though the button of an older letter is tapped again', async () => {
    const { assistant, an } = await given()
    await an.says('/dangky phong trào an bình')
    await an.says('/dangky phong trào an bình cá nhân')
    await an.taps('Đồng ý')
    const older = 'consent:yes:registering:form:new:an-binh:dang-ky:'
    expect(await an.taps(older)).toContain('đã đồng ý từ trước')
    expect(await an.taps('Tiếp tục đăng ký')).toContain('Đơn vị nào?')
    expect(await own(assistant)).toHaveLength(1)
    await an.says('lưu lại')
    expect(await an.taps(older)).toContain('đã đồng ý từ trước')
    await an.taps('Đăng ký')
    expect(await own(assistant)).toHaveLength(1)
  })

  it('takes the words of a letter of several lines along with the consent', async () => {
    const { an } = await given()
    await an.says('/dangky phong trào an bình,\ncá nhân')
    expect(await an.taps('Đồng ý')).toContain('Bắt đầu')
  })

  it('keeps nothing without consent', async () => {
    const { assistant, an } = await given()
    await an.says('/dangky')
    await an.taps('Không đồng ý')
    expect(await own(assistant)).toEqual([])
  })

  it.each([
    'đăng ký trước ngày nào?',
    'dang ky truoc ngay nao',
    'đăng ký gửi về đâu',
    'hạn đăng ký là khi nào',
    'đăng ký kết hôn',
  ])('answers a question as one: %s', async (question) => {
    const { assistant, an } = await given()
    expect(await an.says(question)).not.toContain('lưu thông tin')
    expect(await own(assistant)).toEqual([])
  })

  it('says so where the plan asks for no registration, and what is open elsewhere', async () => {
    const { an } = await given()
    const said = await an.says('/dangky phong trào hòa lợi')
    expect(said).toContain('văn bản không quy định đăng ký')
    expect(an.offers()).toEqual(['An Bình 2020'])
  })

  it('begins from a link', async () => {
    const { an } = await given()
    await an.says('/start dk_an-binh')
    expect(await an.taps('Đồng ý')).toContain('Đăng ký cho tập thể hay cá nhân?')
  })

  it('takes for an answer what answers the open form, though it names a campaign', async () => {
    const { assistant, an } = await given()
    await an.says('/dangky phong trào an bình')
    await an.taps('Đồng ý')
    const said = await an.says('đăng ký tập thể, phòng tổ chức phong trào an bình, giấy khen')
    expect(said).not.toContain('đang làm dở')
    expect(said).toContain('Đối tượng: Tập thể')
    // The name of the campaign stands in what may be that of a unit: which one is meant is asked.
    expect(an.offers()).toContain('Phòng Tổ chức')
    expect(await own(assistant)).toHaveLength(1)
    expect(await an.says('đăng ký phong trào an bình')).toContain('đang làm dở')
    expect(await an.says('/dangky phong trào an bình tập thể, giấy khen')).toContain('đang làm dở')
  })

  it('offers the draft that is not finished', async () => {
    const { assistant, an } = await given()
    await an.says('/dangky phong trào an bình')
    await an.taps('Đồng ý')
    await an.taps('Tập thể')
    await an.says('lưu lại')
    expect(await an.says('/dangky phong trào an bình')).toContain('đang làm dở')
    expect(await an.taps('Làm tiếp')).toContain('Đơn vị nào?')
    await an.says('lưu lại làm sau')
    await an.says('/dangky phong trào an bình')
    await an.taps('Tạo bản mới')
    expect(await own(assistant)).toHaveLength(2)
  })

  it('begins nothing once the form is closed, whatever button is tapped', async () => {
    const { assistant, an } = await given()
    await an.says('/dangky phong trào an bình')
    await setFormOpening(assistant.db, {
      campaign: 'an-binh',
      form: 'dang-ky',
      isOpen: false,
      closesOn: null,
      changedBy: 'web-admin',
      changedAt: assistant.clock.now(),
      reason: 'Đã đủ',
    })
    expect(await an.taps('Đồng ý')).toContain('hiện đóng đăng ký')
    expect(await an.taps('form:anew:an-binh:dang-ky:')).toContain('hiện đóng đăng ký')
    expect(await own(assistant)).toEqual([])
  })

  it('is private', async () => {
    const { an } = await given()
    const said = await an.says('/dangky', { conversationId: 'web-an', sender: 'web-other' })
    expect(said).toContain('nhắn riêng')
  })
})

describe('answering', () => {
  it('takes several answers of one sentence and asks the rest', async () => {
    const { an } = await given()
    await an.says('đăng ký phong trào an bình, cá nhân, phòng văn hóa, giấy khen')
    const said = await an.taps('Đồng ý')
    expect(said).toContain('Đã ghi Đối tượng: Cá nhân.')
    expect(said).toContain('Đã ghi Đơn vị: Phòng Văn hóa.')
    expect(said).toContain('Đăng ký những nội dung nào?')
  })

  it('takes numbers, words without diacritics and a part of a name', async () => {
    const { an } = await given()
    await an.says('/dangky phong trào an bình')
    await an.taps('Đồng ý')
    expect(await an.says('2')).toContain('Đơn vị nào?')
    expect(await an.says('phong vh')).toContain('Đăng ký hình thức nào?')
    expect(await an.says('giay khen')).toContain('Đăng ký những nội dung nào?')
    expect(await an.says('1 và 3')).toContain('Họ và tên là gì?')
  })

  it('answers a question in between and asks again what it asked', async () => {
    const { an } = await given()
    await an.says('/dangky phong trào an bình')
    await an.taps('Đồng ý')
    await an.taps('Tập thể')
    const said = await an.says('hạn đăng ký là ngày nào?')
    expect(said).toContain('trước ngày 02/03/2020')
    expect(said).toMatch(/Nguồn: .*An Bình/)
    expect(said).toContain('Đơn vị nào?')
    expect(await an.says('phòng văn hóa')).toContain('Đăng ký hình thức nào?')
  })

  it('goes back, keeps, skips, edits and corrects', async () => {
    const { an } = await given()
    await fillsIn(an)
    expect(await an.says('quay lại')).toContain('Có đang bị xem xét kỷ luật không?')
    expect(await an.taps('Giữ nguyên')).toContain('TÓM TẮT')
    expect(await an.says('à nhầm, là phòng Tổ chức')).toContain('Đã sửa Đơn vị: Phòng Văn hóa → Phòng Tổ chức.')
    expect(await an.says('nhầm, phòng văn hóa')).toContain('Đã sửa Đơn vị: Phòng Tổ chức → Phòng Văn hóa.')
    expect(await an.says('sửa họ và tên')).toContain('Đang ghi: Nguyễn Văn An')
    expect(await an.says('Trần Thị Bé')).toContain('Họ và tên: Trần Thị Bé')
    expect(await an.says('bỏ qua')).toContain('Không còn câu nào để bỏ qua')
  })

  it('says of no answer that it was corrected to itself', async () => {
    const { an } = await given()
    await fillsIn(an)
    await an.says('sửa nhiệm vụ')
    const said = await an.says('Hoàn thành 100% hồ sơ trước 30/11/2020')
    expect(said).toContain('TÓM TẮT ĐĂNG KÝ')
    expect(said).not.toContain('Đã sửa')
  })

  it('takes a bare number for no choice of another question', async () => {
    const { an } = await given()
    await an.says('/dangky phong trào an bình, tập thể')
    await an.taps('Đồng ý')
    expect(await an.says('1')).not.toContain('Giấy khen')
  })

  it('asks before it takes for a unit what the directory does not know', async () => {
    const { an } = await given()
    await an.says('/dangky phong trào an bình, tập thể')
    await an.taps('Đồng ý')
    expect(await an.says('Nguyễn Thị Hoa')).toContain('chưa có đơn vị “Nguyễn Thị Hoa”')
  })

  it('explains long choices once, not again at each tick', async () => {
    const longer = (form: string) =>
      form.replaceAll(/label: (Kỷ cương|Sáng tạo|Tiết kiệm) }/g, 'label: $1 trong mọi việc, short: $1 }')
    const { an } = await given({ files: knowledgeWithForm(longer) })
    await an.says('/dangky phong trào an bình, cá nhân, phòng văn hóa')
    await an.taps('Đồng ý')
    expect(await an.taps('Giấy khen')).toContain('- Sáng tạo trong mọi việc')
    expect(await an.taps('Kỷ cương')).not.toContain('- Sáng tạo trong mọi việc')
    expect(an.offers()).toEqual(['Bỏ chọn: Kỷ cương', 'Sáng tạo', 'Tiết kiệm', 'Xong'])
  })

  it('names the deadline where it is left for later', async () => {
    const { an } = await given()
    await an.says('/dangky phong trào an bình, cá nhân')
    await an.taps('Đồng ý')
    expect(await an.says('lưu lại làm sau')).toContain('Thời hạn đăng ký: trước ngày 02/03/2020')
  })

  it('says that it is late where it is taken up again after the deadline', async () => {
    const { assistant, an } = await given()
    await an.says('/dangky phong trào an bình, cá nhân')
    await an.taps('Đồng ý')
    await an.says('lưu lại')
    assistant.clock.advance({ days: 20 })
    expect(await an.says('tiếp tục')).not.toContain('Đã quá thời hạn')
    await an.says('lưu lại')
    assistant.clock.advance({ days: 1 })
    expect(await an.says('tiếp tục')).toContain('Đã quá thời hạn')
  })

  it('refuses to pass over what must be answered', async () => {
    const { an } = await given()
    await an.says('/dangky phong trào an bình')
    await an.taps('Đồng ý')
    expect(await an.says('bỏ qua')).toContain('bắt buộc')
  })

  it('asks again what another answer made senseless', async () => {
    const { an } = await given()
    await an.says('/dangky phong trào an bình, tập thể, phòng văn hóa, cờ thi đua')
    await an.taps('Đồng ý')
    const said = await an.says('sửa đối tượng thành cá nhân')
    expect(said).toContain('không còn phù hợp nên cần ghi lại: Hình thức')
    expect(an.offers()).toContain('Giấy khen')
    expect(an.offers()).not.toContain('Cờ thi đua')
  })

  it('minds a rule at once and offers what would be in order', async () => {
    const { an } = await given()
    await an.says('/dangky phong trào an bình, tập thể, hội phụ nữ')
    await an.taps('Đồng ý')
    expect(await an.taps('Giấy khen')).toContain('không xét giấy khen cho tập thể hội')
    expect(await an.taps('Đổi sang Cờ thi đua')).toContain('Đã ghi Hình thức: Cờ thi đua')
  })

  it('says that a button is old, and changes nothing', async () => {
    const { assistant, an } = await given()
    await an.says('/dangky phong trào an bình')
    await an.taps('Đồng ý')
    await an.taps('Cá nhân')
    expect(await an.taps('Tập thể')).toContain('Nút này thuộc câu đã trả lời (Đối tượng: Cá nhân)')
    expect((await own(assistant))[0]?.answers).toEqual({ 'doi-tuong': { type: 'choice', option: 'ca-nhan' } })
  })

  it('asks what to do when another thing is wanted, and does it when told so', async () => {
    const { an } = await given()
    await an.says('/dangky phong trào an bình')
    await an.taps('Đồng ý')
    expect(await an.says('/han')).toContain('Làm tiếp, hay lưu lại')
    expect(await an.taps('Tiếp tục đăng ký')).toContain('Đăng ký cho tập thể hay cá nhân?')
    await an.says('các mốc thời gian')
    const said = await an.taps('Lưu lại và làm việc kia')
    expect(said).toContain('Đã lưu đăng ký đang làm')
    expect(said).toContain('Các mốc thời gian của')
    expect(await an.says('tiếp tục')).toContain('Đăng ký cho tập thể hay cá nhân?')
  })

  it('gives up after asking, and keeps nothing then', async () => {
    const { assistant, an } = await given()
    await an.says('/dangky phong trào an bình')
    await an.taps('Đồng ý')
    expect(await an.says('hủy')).toContain('không giữ lại câu trả lời nào')
    expect(await an.taps('Xóa bản nháp')).toContain('Đã xóa bản nháp')
    expect(await own(assistant)).toEqual([])
    expect(await an.says('hủy')).toContain('không có đăng ký nào đang làm')
  })

  it('begins again from the start', async () => {
    const { an } = await given()
    await an.says('/dangky phong trào an bình, cá nhân')
    await an.taps('Đồng ý')
    await an.says('làm lại')
    expect(await an.taps('Làm lại từ đầu')).toContain('Đăng ký cho tập thể hay cá nhân?')
  })
})

describe('sending', () => {
  it('gives a receipt with code, time, hash, state and what comes next', async () => {
    const { assistant, an } = await given()
    await fillsIn(an)
    const receipt = await an.taps('Gửi')
    expect(receipt).toMatch(/Mã: AB20-[A-HJ-NP-Z2-9]{6}/)
    expect(receipt).toContain('Gửi lúc: 08:00 10/02/2020')
    expect(receipt).toContain('Đúng hạn.')
    expect(receipt).toContain('Gửi hồ sơ về Văn phòng. (Mục II.2)')
    expect(receipt).toContain('Tờ trình')
    expect(receipt).not.toContain('Biên bản họp')
    const [sent] = await own(assistant)
    expect(sent).toMatchObject({ state: 'submitted', isLate: false, code: codeIn(receipt) })
    expect(receipt).toContain(sent?.hash?.slice(0, 12))
  })

  it('sends once, however often “Gửi” is tapped', async () => {
    const { assistant, an } = await given()
    const code = await registers(an)
    assistant.clock.advance({ minutes: 1 })
    await an.taps('Gửi')
    expect((await own(assistant)).map((one) => one.code)).toEqual([code])
  })

  it('takes what comes late as late, and says so with the plan’s sentence', async () => {
    const { assistant, an } = await given({ startsAt: new Date('2020-03-02T00:00:00+07:00') })
    await fillsIn(an)
    const receipt = await an.taps('Gửi')
    expect(receipt).toContain('Quá hạn: “trước ngày 02/3/2020” (Mục II.1)')
    expect((await own(assistant))[0]).toMatchObject({ isLate: true, state: 'submitted' })
  })

  it('counts the day on which it was received, not the one on which it is handled', async () => {
    const { assistant, an } = await given({ startsAt: new Date('2020-03-01T23:59:00+07:00') })
    await fillsIn(an)
    const receivedAt = assistant.clock.now()
    assistant.clock.advance({ minutes: 5 })
    const gửi = an.heard.at(-1)?.choices.find(({ label }) => label === 'Gửi')
    await an.says('', { kind: 'choice', text: 'Gửi', action: gửi?.action ?? null, receivedAt })
    expect((await own(assistant))[0]).toMatchObject({ isLate: false, submittedAt: receivedAt })
  })

  it('holds what a person says of themselves for organisers, without saying so', async () => {
    const { assistant, an } = await given()
    await fillsIn(an)
    await an.says('sửa đang bị xem xét kỷ luật')
    expect(await an.taps('Có')).not.toContain('Tự khai')
    expect(await an.taps('Gửi')).not.toContain('Tự khai')
    expect((await own(assistant))[0]?.hold).toContain('Tự khai')
  })

  it('does not send what a rule forbids', async () => {
    const { assistant, an } = await given()
    await an.says('/dangky phong trào an bình, tập thể, chi cục thuế, cờ thi đua')
    await an.taps('Đồng ý')
    await an.says('1')
    await an.taps('Xong')
    await an.says('20')
    await an.says('Thu đủ 100% chỉ tiêu')
    await an.says('không có')
    expect(await an.taps('Không')).toContain('Phải sửa trước khi gửi: Chi cục không đăng ký cờ thi đua')
    expect(an.offers()).not.toContain('Gửi')
    await an.says('gửi')
    expect((await own(assistant))[0]?.state).toBe('draft')
  })

  it('keeps what another sent before for an organiser to look at', async () => {
    const { assistant, people, an } = await given()
    const code = await registers(an)
    const be = people('web-be')
    await fillsIn(be)
    const said = await be.taps('Gửi')
    expect(said).toContain('Đã có một đăng ký khác giống đăng ký này')
    expect(said).not.toContain(code)
    const [held] = await own(assistant, 'web-be')
    expect(held).toMatchObject({ state: 'submitted', hold: expect.stringContaining('hai người trùng tên') })
    const again = '/dangky phong trào an bình cá nhân Nguyễn Văn An, phòng văn hóa, giấy khen'
    expect(await be.says(again)).toContain(`với mã ${held?.code}`)
  })

  it('holds one of two that are the same and come at once', async () => {
    const { assistant, people, an } = await given()
    const be = people('web-be')
    await fillsIn(an)
    await fillsIn(be)
    await Promise.all([an.taps('Gửi'), be.taps('Gửi')])
    const sent = [...(await own(assistant)), ...(await own(assistant, 'web-be'))]
    expect(sent.map(({ state, hold }) => `${state} ${hold !== null}`).sort()).toEqual([
      'submitted false',
      'submitted true',
    ])
  })
})

describe('afterwards', () => {
  it('lists one’s own, and shows one by its code to its person alone', async () => {
    const { people, an } = await given()
    const code = await registers(an)
    expect(await an.says('/hosocuatoi')).toContain(`${code} - Đăng ký thi đua xã An Bình, Nguyễn Văn An`)
    expect(await an.says(`tra cứu ${code.toLowerCase()}`)).toContain('Họ và tên: Nguyễn Văn An')
    const be = people('web-be')
    expect(await be.says(`tra cứu ${code}`)).toBe((await be.says('tra cứu AB20-QQQQQQ')).replace('AB20-QQQQQQ', code))
  })

  it('shows it to an organiser of the campaign', async () => {
    const { people, an } = await given({ organisers: ['web-to-chuc'] })
    const code = await registers(an)
    const organiser = people('web-to-chuc')
    expect(await organiser.says(`tra cứu ${code}`)).toContain('Nguyễn Văn An')
    expect(organiser.offers()).toContain('Duyệt')
  })

  it('changes what was sent only when the change is sent, and writes it down', async () => {
    const { assistant, an } = await given()
    const code = await registers(an)
    await an.says(`tra cứu ${code}`)
    expect(await an.taps('Sửa')).toContain('giữ nguyên đến khi')
    await an.says('sửa họ và tên')
    await an.says('Lê Văn Cường')
    const before = await findByCode(assistant.db, code)
    expect(before?.answers).toMatchObject({ 'ho-ten': { text: 'Nguyễn Văn An' } })
    expect(await an.taps('Gửi')).toContain(`BẢN SỬA CỦA ĐĂNG KÝ ${code}`)
    const after = await findByCode(assistant.db, code)
    expect(after?.answers).toMatchObject({ 'ho-ten': { text: 'Lê Văn Cường' } })
    const log = await changesOf(assistant.db, after?.id ?? '')
    expect(log.map(({ act, step }) => [act, step])).toEqual([
      ['submit', undefined],
      ['amend', undefined],
      ['amend', 'ho-ten'],
    ])
    expect(log[2]).toMatchObject({ by: 'web-an', old: { text: 'Nguyễn Văn An' }, new: { text: 'Lê Văn Cường' } })
  })

  it('asks at once what is to be changed', async () => {
    const { an } = await given()
    const code = await registers(an)
    await an.says(`tra cứu ${code}`)
    expect(await an.taps('Sửa')).toContain('Anh/chị muốn sửa mục nào?')
    expect(await an.taps('Họ và tên')).toContain('Đang ghi: Nguyễn Văn An')
    expect(await an.says('Lê Văn Cường')).toContain('TÓM TẮT BẢN SỬA')
  })

  it.each([
    ['à nhầm, phòng Tổ chức', 'Đã sửa Đơn vị: Phòng Văn hóa → Phòng Tổ chức.'],
    ['sửa họ và tên', 'Đang ghi: Nguyễn Văn An'],
    ['sửa đơn vị thành phòng tổ chức', 'Đã sửa Đơn vị: Phòng Văn hóa → Phòng Tổ chức.'],
    ['ghi nhầm rồi', 'Anh/chị muốn sửa mục nào?'],
    ['đơn vị sai rồi', 'Đang ghi: Phòng Văn hóa'],
  ])('changes what was just sent: “%s”', async (text, said) => {
    const { assistant, an } = await given()
    const code = await registers(an)
    const changing = await an.says(text)
    expect(changing).toContain(`Sửa đăng ký ${code}`)
    expect(changing).toContain(said)
    expect((await findByCode(assistant.db, code))?.answers).toMatchObject({ 'don-vi': { unit: 'phong-van-hoa' } })
  })

  it('leaves questions alone that speak of changing', async () => {
    const { assistant, an } = await given()
    const code = await registers(an)
    for (const text of ['sửa đăng ký được không?', 'đổi mới sáng tạo', 'nhầm hạn thì sao?'])
      expect(await an.says(text)).not.toContain(`Sửa đăng ký ${code}`)
    expect((await own(assistant))[0]?.progress).toMatchObject({ working: null })
  })

  it('drops a change without touching what was sent', async () => {
    const { assistant, an } = await given()
    const code = await registers(an)
    await an.says(`tra cứu ${code}`)
    await an.taps('Sửa')
    await an.says('sửa họ và tên')
    await an.says('Lê Văn Cường')
    await an.says('hủy')
    expect(await an.taps('Bỏ phần đang sửa')).toContain('giữ nguyên như đã gửi')
    expect(await findByCode(assistant.db, code)).toMatchObject({ state: 'submitted' })
    expect(await an.says(`tra cứu ${code}`)).toContain('Nguyễn Văn An')
  })

  it('is changed, and left as it was, though its form has another wording by then', async () => {
    const { assistant, an } = await given()
    const code = await registers(an)
    const file = 'campaigns/an-binh/campaign.yaml'
    const files = changed(knowledgeWithForm(), file, 'Họ và tên là gì?', 'Họ và tên đầy đủ là gì?')
    expect(assistant.tools.knower.update(files)).toEqual([])
    await an.says(`tra cứu ${code}`)
    expect(await an.taps('Sửa')).toContain('Biểu mẫu đã thay đổi')
    expect(await an.taps('Họ và tên')).not.toContain('Biểu mẫu đã thay đổi')
    expect(await an.says('Lê Văn Cường')).toContain('TÓM TẮT BẢN SỬA')
    await an.says('hủy')
    expect(await an.taps('Bỏ phần đang sửa')).toContain('giữ nguyên như đã gửi')
    expect(await an.says(`tra cứu ${code}`)).toContain('Nguyễn Văn An')
  })

  it('withdraws after asking; the same may be sent again', async () => {
    const { assistant, an } = await given()
    const code = await registers(an)
    await an.says(`tra cứu ${code}`)
    await an.taps('Rút đăng ký')
    expect(await an.taps('Rút đăng ký này')).toContain(`Đã rút đăng ký ${code}`)
    expect((await findByCode(assistant.db, code))?.state).toBe('withdrawn')
    expect(await registers(an)).not.toBe('')
  })

  it('is withdrawn or changed by a sentence too', async () => {
    const { an } = await given()
    const code = await registers(an)
    expect(await an.says('rút đăng ký')).toContain(`Rút đăng ký ${code}?`)
    expect(await an.taps('Không rút')).toContain('Đã gửi, chờ duyệt')
    expect(await an.says(`sửa đăng ký ${code}`)).toContain(`Sửa đăng ký ${code}`)
    expect(await an.says('tap the')).toContain('Tập thể có bao nhiêu người?')
  })

  it('neither changes nor withdraws after the deadline', async () => {
    const { assistant, an } = await given()
    const code = await registers(an)
    await an.says(`tra cứu ${code}`)
    assistant.clock.advance({ days: 21 })
    expect(await an.taps('Sửa')).toContain('đã quá thời hạn')
    expect(await an.taps('Rút đăng ký')).toContain('đã quá thời hạn')
    await an.says(`tra cứu ${code}`)
    expect(an.offers()).toEqual([])
  })
})

describe('a draft', () => {
  it('takes up a form that was changed: what fits stays, what is new is asked', async () => {
    const { assistant, an } = await given()
    await an.says('/dangky phong trào an bình, cá nhân, phòng văn hóa, giấy khen')
    await an.taps('Đồng ý')
    const file = 'campaigns/an-binh/campaign.yaml'
    const added = `      - { id: chuc-vu, type: text, label: Chức vụ, ask: Chức vụ là gì? }
      - { id: ho-ten,`
    const files = changed(knowledgeWithForm(), file, '      - { id: ho-ten,', added)
    expect(
      assistant.tools.knower.update(
        changed(files, file, 'id: giay-khen,', 'id: giay-khen-xa,').set(
          file,
          (changed(files, file, 'id: giay-khen,', 'id: giay-khen-xa,').get(file) ?? '').replaceAll(
            '[giay-khen]',
            '[giay-khen-xa]',
          ),
        ),
      ),
    ).toEqual([])
    const said = await an.says('tiếp tục')
    expect(said).toContain('Mục mới: Chức vụ.')
    expect(said).toContain('Cần trả lời lại: Hình thức.')
    expect(said).toContain('Đăng ký hình thức nào?')
  })

  it('is shown in its new wording before it is sent', async () => {
    const { assistant, an } = await given()
    await fillsIn(an)
    const file = 'campaigns/an-binh/campaign.yaml'
    const files = changed(knowledgeWithForm(), file, 'label: Họ và tên', 'label: Họ tên khai sinh')
    expect(assistant.tools.knower.update(files)).toEqual([])
    const shown = await an.taps('Gửi')
    expect(shown).toContain('Biểu mẫu đã thay đổi')
    expect(shown).toContain('Họ tên khai sinh: Nguyễn Văn An')
    assistant.clock.advance({ minutes: 1 })
    expect(await an.taps('Gửi')).toContain('ĐÃ GỬI ĐĂNG KÝ')
  })

  it('is lost in neither channel when both had one', async () => {
    const { assistant, an } = await given()
    const phone = givenPeople(assistant, 'telegram')('telegram:1')
    for (const one of [an, phone]) {
      await one.says('/dangky phong trào an bình, cá nhân')
      await one.taps('Đồng ý')
      await one.says('lưu lại')
    }
    const code = /\/lienket ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(await phone.says('/lienket'))?.[1]
    await an.says(`/lienket ${code}`)
    expect(await own(assistant, 'telegram:1')).toHaveLength(2)
    await phone.says('/hosocuatoi')
    expect(phone.offers()).toHaveLength(2)
  })

  it('goes on in the other channel after the two were linked', async () => {
    const { assistant, an } = await given()
    const phone = givenPeople(assistant, 'telegram')('telegram:1')
    await an.says('/dangky phong trào an bình, cá nhân')
    await an.taps('Đồng ý')
    const code = /\/lienket ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(await phone.says('/lienket'))?.[1]
    await an.says(`/lienket ${code}`)
    await an.taps('Lưu lại và làm việc kia')
    expect(await phone.says('tiếp tục')).toContain('Đơn vị nào?')
    expect(await phone.says('phòng văn hóa')).toContain('Đăng ký hình thức nào?')
  })
})
