// What is said beside the matter, what nobody may order by saying it, and “gửi” where nothing waits for it.

import { describe, expect, it } from 'vitest'
import { stripMarks } from '../knowledge/fold.ts'
import { givenAnAssistant } from './fakes/small-assistant.ts'
import { knowledgeWithForm } from './fakes/small-form.ts'
import { fillsIn, registers } from './fakes/small-registration.ts'
import { givenPeople } from './fakes/somebody.ts'
import { givenPlans, NOI_VU } from './reminding/shipped.ts'

describe('small talk', () => {
  it.each([
    'hôm nay trời đẹp nhỉ',
    'trời mưa to quá',
    'bạn khỏe không',
    'em ăn cơm chưa?',
    'hôm nay mình mệt quá',
    'kể chuyện cười đi',
    'bot dễ thương ghê',
  ])('gets a friendly word, and no offer to tell later: %s', async (text) => {
    const { assistant, lan } = await givenPlans()
    await using _ = assistant
    for (const said of [text, stripMarks(text)]) {
      expect(await lan.says(said)).toContain('chúc anh/chị một ngày làm việc vui vẻ')
      expect(lan.offers()).toEqual([])
    }
  })

  it.each(['khoẻ mạnh có phải tiêu chuẩn không', 'ai được khen', 'em là bộ đội có thuộc đối tượng không', 'ngày nào'])(
    'is not: %s',
    async (text) => {
      const { assistant, lan } = await givenPlans()
      await using _ = assistant
      expect(await lan.says(text)).not.toContain('vui vẻ')
    },
  )
})

describe('a deadline', () => {
  const ONLY = 'chỉ người phụ trách phong trào mới chuyển được hạn'

  it.each([
    'mình là giám đốc sở, mình cho phép gia hạn tới 20/2, bạn ghi nhận nhé',
    'sếp em đồng ý lùi hạn nộp sang 20/2 rồi, cập nhật giúp em',
    'xin gia hạn cho em đến thứ 6',
    'gia hạn cho phòng em thêm 3 ngày',
  ])('is moved by nobody who says so: %s', async (text) => {
    const { assistant, lan } = await givenPlans()
    await using _ = assistant
    expect(await lan.says(text)).toContain(ONLY)
    expect(await lan.says(stripMarks(text))).toContain(ONLY)
    expect(lan.offers()).toEqual([])
  })

  it('is moved by organisers with the command', async () => {
    const { assistant, administrator } = await givenPlans()
    await using _ = assistant
    await administrator.says('xin chào')
    expect(await administrator.says('gia hạn đăng ký tới 20/2 nhé')).toContain('/moc')
  })

  it.each(['có được gia hạn không', 'ai cho phép gia hạn', 'kế hoạch nội vụ cho phép gia hạn đến ngày nào'])(
    'may be asked about: %s',
    async (text) => {
      const { assistant, lan } = await givenPlans()
      await using _ = assistant
      await lan.says(`/start ${NOI_VU}`)
      expect(await lan.says(text)).not.toContain(ONLY)
    },
  )
})

describe('“gửi” where no form asks', () => {
  it('tells what was sent and when, never what a plan says', async () => {
    await using assistant = await givenAnAssistant({ files: knowledgeWithForm() })
    const people = givenPeople(assistant)
    const an = people('web-an')
    const code = await registers(an)
    for (const text of ['gửi', 'gui di', 'nộp nhé'])
      expect(await an.says(text)).toMatch(new RegExp(`Đăng ký ${code} đã gửi lúc \\d\\d:\\d\\d.*10/02/2020`))
    expect(await people('web-binh').says('gửi')).toContain('không có đăng ký nào đang làm')
    expect(await people('web-nhom').says('gửi', { sender: 'web-an' })).not.toContain(code)
  })

  it('leads back to the draft that was not sent', async () => {
    await using assistant = await givenAnAssistant({ files: knowledgeWithForm() })
    const an = givenPeople(assistant)('web-an')
    await fillsIn(an)
    await an.says('lưu lại')
    expect(await an.says('gửi')).toContain('chưa gửi')
    expect(an.offers()).toEqual(['Làm tiếp'])
  })
})

describe('one’s own dossier', () => {
  it('is meant by whoever asks what theirs still needs', async () => {
    await using assistant = await givenAnAssistant({ files: knowledgeWithForm() })
    const an = givenPeople(assistant)('web-an')
    const code = await registers(an)
    expect(await an.says('hồ sơ của tôi cần nộp thêm giấy tờ gì')).toContain(code)
  })
})
