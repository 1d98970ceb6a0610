// What organisers ask for in plain words, with the name of a plan as they say it.

import { describe, expect, it } from 'vitest'
import { giveRole } from '../../store/roles.ts'
import { givenPlans, HUNG_YEN, NOI_VU } from '../reminding/shipped.ts'

describe('a plan named after a command in plain words', () => {
  it.each([
    ['ai sẽ nhận gì nội vụ', 'Tin nhắc sắp gửi của Phong trào thi đua ngành Nội vụ'],
    ['ai chua nhan duoc nhac noi vu', '(Ngành Nội vụ Hưng Yên 2020)'],
    ['xuất danh sách nội vụ', 'Ngành Nội vụ Hưng Yên 2020'],
    ['thống kê nội vụ', 'ngành Nội vụ tỉnh Hưng Yên năm 2020'],
    ['thống kê của nội vụ Hưng Yên?', 'ngành Nội vụ tỉnh Hưng Yên năm 2020'],
  ])('is the one that is meant: “%s”', async (typed, told) => {
    const { assistant, administrator } = await givenPlans()
    await using _ = assistant
    await administrator.says(`/start ${HUNG_YEN}`)
    const said = await administrator.says(typed)
    expect(said).toContain(told)
    expect(administrator.heard.at(-1)?.kind).toBe('action')
  })

  it('leads to those so called where several are', async () => {
    const { assistant, administrator } = await givenPlans()
    await using _ = assistant
    expect(await administrator.says('thống kê văn hóa công sở')).toContain('Anh/chị chọn phong trào')
  })

  it('is no command of those who have no role', async () => {
    const { assistant, lan } = await givenPlans()
    await using _ = assistant
    expect(await lan.says('thống kê nội vụ')).not.toContain('Mục này chỉ dành cho')
  })
})

it('tells who speaks for a unit that the list of those not reached is not theirs', async () => {
  const { assistant, lan } = await givenPlans()
  await using _ = assistant
  await giveRole(
    assistant.db,
    { person: 'web-lan', role: 'unit-contact', campaign: NOI_VU, unit: 'hy-an-thi-noi-vu', givenBy: 'web-quan-tri' },
    assistant.clock.now(),
  )
  expect(await lan.says('ai chưa nhận được nhắc')).toBe('Mục này chỉ dành cho người phụ trách của phong trào.')
})

it('leads to the plan in which somebody was not reached, whatever was looked at last', async () => {
  const { assistant, administrator } = await givenPlans()
  await using _ = assistant
  const missed = (campaign: string, milestone: string, person: string) =>
    assistant.db
      .insertInto('reminders')
      .values({
        person_id: person,
        campaign,
        milestone,
        version: 0,
        lead: '3',
        due_at: '2020-02-10T00:30:00.000Z',
        send_from: '2020-02-10T00:30:00.000Z',
        state: 'blocked',
        reason: 'blocked',
        letter_id: null,
        attempts: 0,
        settled_at: '2020-02-10T00:31:00.000Z',
      })
      .execute()
  await administrator.says(`/start ${HUNG_YEN}`)
  expect(await administrator.says('ai chưa nhận được nhắc')).toContain('lời nhắc đã đến với mọi người')
  await missed(NOI_VU, 'han-dang-ky', 'web-lan')
  expect(await administrator.says('ai chưa nhận được nhắc')).toContain(
    '1 người chưa nhận được nhắc hạn trong 7 ngày qua (Ngành Nội vụ Hưng Yên 2020)',
  )
  await missed('van-hoa-cong-so-truc-ninh', 'han', 'web-hoa')
  await administrator.says(`/start ${HUNG_YEN}`)
  const said = await administrator.says('ai chưa nhận được nhắc')
  expect(said).toContain('2 lượt người chưa nhận được nhắc hạn trong 7 ngày qua ở các phong trào của anh/chị.')
  expect(administrator.offers().slice(0, 2)).toEqual([
    'Ngành Nội vụ Hưng Yên 2020 (1)',
    'Văn hóa công sở Trực Ninh 2019-2025 (1)',
  ])
})

it('offers each the commands they may use', async () => {
  const { assistant, lan, administrator } = await givenPlans()
  await using _ = assistant
  expect(await administrator.says('/trogiup')).toMatch(/\/moi(.|\n)*\/dungnhac(.|\n)*\/batnhac/)
  const role = { person: 'web-lan', role: 'organiser', campaign: NOI_VU, unit: '', givenBy: 'web-quan-tri' } as const
  await giveRole(assistant.db, role, assistant.clock.now())
  const said = await lan.says('/trogiup')
  expect(said).toContain('/choduyet')
  expect(said).not.toMatch(/\/moi|\/dungnhac/)
})

it.each([
  'cau hoi chua tra loi',
  'Câu hỏi nào chưa có câu trả lời?',
  '/cauhoi nội vụ',
  'xem các câu hỏi chưa được trả lời',
])('“%s” lists what no plan answered, of the days the digest tells of, for organisers alone', async (typed) => {
  const { assistant, lan, administrator } = await givenPlans()
  await using _ = assistant
  await lan.says(`/start ${NOI_VU}`)
  await lan.says('Mức tiền thưởng kèm theo Giấy khen là bao nhiêu?')
  await lan.says('đồng ý')
  await administrator.says(`/start ${NOI_VU}`)
  const said = await administrator.says(typed)
  expect(said).toContain('1 câu hỏi trong 7 ngày qua chưa có câu trả lời (Ngành Nội vụ Hưng Yên 2020):')
  expect(said).toContain('10/02/2020: “Mức tiền thưởng kèm theo Giấy khen là bao nhiêu?”')
  expect(await lan.says(typed)).not.toContain('trong 7 ngày qua')
  expect(await lan.taps(`review:unanswered:${NOI_VU}`)).not.toContain('trong 7 ngày qua')
  assistant.clock.advance({ days: 9 })
  expect(await administrator.says(typed)).toContain('câu hỏi nào về Ngành Nội vụ Hưng Yên 2020 cũng có câu trả lời')
})
