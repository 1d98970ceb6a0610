// Answers over several plans say a decision beside the plan it is about, and nowhere else.

import { describe, expect, it } from 'vitest'
import { keepMilestoneDay, type MilestoneDay } from '../../store/milestone-days.ts'
import { ADMINISTRATOR, givenPlans, HUNG_YEN, NOI_VU } from './shipped.ts'

const HUNG_YEN_ROW = 'Văn hóa công sở tỉnh Hưng Yên'
const TRUC_NINH_ROW = 'Văn hóa công sở Trực Ninh 2019-2025'
const SET = 'Hạn do người phụ trách đặt: hết thứ Năm 30/06/2022 (lý do: Công văn 17).'

async function givenDecisions(...all: (Pick<MilestoneDay, 'campaign' | 'milestone'> & Partial<MilestoneDay>)[]) {
  const { assistant, lan } = await givenPlans()
  const common = { version: 1, kind: 'day', day: null, reason: 'Công văn 17', by: ADMINISTRATOR } as const
  for (const one of all) await keepMilestoneDay(assistant.db, { ...common, at: assistant.clock.now(), ...one })
  return { assistant, lan }
}

const REVIEW = { campaign: HUNG_YEN, milestone: 'so-ket-2022', day: '2022-06-30' }

describe('a comparison of plans', () => {
  it('tells a day that one plan leaves open in that plan’s row', async () => {
    const { assistant, lan } = await givenDecisions(REVIEW)
    await using _ = assistant
    const said = await lan.says('Khi nào sơ kết ở Hưng Yên và Trực Ninh?')
    const [before = '', after = ''] = said.split(`${TRUC_NINH_ROW}:`)
    expect(before).toContain(`${HUNG_YEN_ROW}: Năm 2022 sơ kết`)
    expect(before).toContain(
      `“Sơ kết, đánh giá kết quả thực hiện Phong trào thi đua”: ${SET.charAt(0).toLowerCase()}${SET.slice(1)}`,
    )
    expect(after).not.toContain('người phụ trách đặt')
  })

  it('tells each decision once a row, in brackets that stand apart from a list of days', async () => {
    const { assistant, lan } = await givenDecisions(
      { campaign: NOI_VU, milestone: 'han-dang-ky', day: '2020-02-21' },
      { campaign: NOI_VU, milestone: 'han-ho-so', kind: 'cancelled', day: '2020-12-04' },
    )
    await using _ = assistant
    const moved = 'nay là hết thứ Sáu 21/02/2020, do người phụ trách đặt: Công văn 17'
    const off = 'nay đã hủy, theo quyết định của người phụ trách ngày 10/02/2020: Công văn 17'
    expect(await lan.says('kế hoạch nào có hạn cụ thể theo ngày')).toContain(
      `(trước ngày 17/02/2020 [${moved}], 05/12/2020 [${off}], 10/12/2020)`,
    )
    const rows = await lan.says('so sánh thời hạn của nội vụ và văn hóa công sở hưng yên')
    expect(rows.match(/21\/02\/2020/g)).toHaveLength(1)
  })
})

describe('plans told side by side', () => {
  it('tell a decision under the plan it is about, though another has the same words', async () => {
    const { assistant, lan } = await givenDecisions(REVIEW)
    await using _ = assistant
    const said = await lan.says(
      'so sánh việc sơ kết, đánh giá kết quả năm 2022 của văn hóa công sở hưng yên với trực ninh',
    )
    expect(said).toContain('30/06/2022')
    const own = said.slice(said.lastIndexOf(TRUC_NINH_ROW)).split('Nguồn:')[0]
    expect(own).not.toContain('30/06/2022')
  })
})

it('a day that is set for one yearly duty is not told of another', async () => {
  const { assistant, lan } = await givenDecisions({
    campaign: HUNG_YEN,
    milestone: 'bao-cao-hang-nam',
    day: '2020-11-30',
  })
  await using _ = assistant
  const said = await lan.taps(`entry:${HUNG_YEN}/milestones/kiem-tra-hang-nam`)
  expect(said).toContain('hàng năm (2019 - 2025); văn bản không nêu ngày cụ thể')
  expect(said).not.toContain('30/11/2020')
})
