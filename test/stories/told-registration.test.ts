// A registration told as one tells it, and what only sounds like one.

import { describe, expect, it } from 'vitest'
import { stripMarks } from '../../knowledge/fold.ts'
import { setFormOpening } from '../../store/form-openings.ts'
import { givenPlans } from '../reminding/shipped.ts'

const CONSENT = 'Trước khi đăng ký, anh/chị xem và cho biết có đồng ý'
const HA =
  'chị ơi em tên là Vũ Thị Thanh Hà hiện là công chức chuyên viên phòng nội vụ huyện Tiên Lữ em muốn đăng ký giấy khen của giám đốc sở nội vụ năm nay nội dung cải cách hành chính với hoàn thành 100% chỉ tiêu nhiệm vụ cụ thể là số hóa 2000 hồ sơ cán bộ trước ngày 30/10/2020 và xử lý 100% văn bản đúng hạn em không bị kỷ luật thanh tra gì ạ'

/** With every form open, so that no plan is meant by being alone. */
async function givenOpenForms() {
  const plans = await givenPlans()
  const { db, clock, tools } = plans.assistant
  const opening = { isOpen: true, closesOn: null, changedBy: 'web-quan-tri', changedAt: clock.now(), reason: null }
  for (const { id: campaign, forms } of tools.knower.current().campaigns)
    for (const { id: form } of forms) await setFormOpening(db, { campaign, form, ...opening })
  return plans
}

describe('who says that they want to register, and for what', () => {
  it.each([
    HA,
    stripMarks(HA),
    'đăng ký thi đua nội vụ: ông trần văn bình, công chức phòng nội vụ kim động, giấy khen gđ sở, nội dung b e, nhiệm vụ số hóa 100% hồ sơ trước 30/11/2020, ko bị kỷ luật gì',
    'dạ em là Lê Thị Mai công chức phòng nội vụ huyện Ân Thi, em xin đăng ký bằng khen bộ trưởng lĩnh vực tôn giáo được không ạ',
  ])('begins, whatever particle ends it: %s', async (text) => {
    const { assistant, lan } = await givenOpenForms()
    await using _ = assistant
    expect(await lan.says(text)).toContain(CONSENT)
  })

  it('is not asked again for what was told', async () => {
    const { assistant, lan } = await givenOpenForms()
    await using _ = assistant
    await lan.says(HA)
    await lan.taps('Đồng ý')
    const said = await lan.says('tóm tắt')
    expect(said).toContain('Đơn vị: Phòng Nội vụ huyện Tiên Lữ')
    expect(said).toContain('Giấy khen của Giám đốc Sở')
  })

  it.each(['cho mk đk thi đua v', 'e mún đk thi đua nha', 'cho mình đki vs', 'mik muốn đk td luôn ạ'])(
    'begins in chat spelling: %s',
    async (text) => {
      const { assistant, lan } = await givenPlans()
      await using _ = assistant
      expect(await lan.says(text)).toContain(CONSENT)
    },
  )

  it('names the plan by its label, and is not asked which', async () => {
    const { assistant, lan } = await givenOpenForms()
    await using _ = assistant
    expect(await lan.says('đăng ký thi đua cá nhân nội vụ hưng yên')).toContain(CONSENT)
    await lan.taps('Đồng ý')
    expect(await lan.says('tóm tắt')).toContain('Đối tượng đăng ký: Cá nhân')
  })
})

describe('what only sounds like registering', () => {
  it.each([
    'đăng ký bằng khen bộ trưởng ở nội vụ hưng yên thì đăng ký mấy lĩnh vực, em đăng ký 2 lĩnh vực được k',
    'em là chuyên viên phòng nội vụ huyện ân thi muốn hỏi là em đăng ký bằng khen bộ trưởng thì phải làm những gì nộp ở đâu trước ngày nào',
    'em muốn đăng ký giấy khen thì cần giấy tờ gì ạ',
    'tôi muốn đăng ký muộn được không',
    'phòng nội vụ huyện ân thi muốn đăng ký giấy khen thì gửi cho ai',
  ])('is answered: %s', async (text) => {
    const { assistant, lan } = await givenPlans()
    await using _ = assistant
    expect(await lan.says(text)).not.toContain(CONSENT)
    expect(await lan.says(stripMarks(text))).not.toContain(CONSENT)
  })
})
