// A decision about a day is said in every answer that names that day.

import { describe, expect, it } from 'vitest'
import { keepMilestoneDay, type MilestoneDay } from '../../store/milestone-days.ts'
import { ADMINISTRATOR, givenPlans, HUNG_YEN, NOI_VU } from './shipped.ts'

async function givenDecided(decided: Partial<MilestoneDay> = {}, at = '2020-02-10T08:00:00+07:00') {
  const rig = await givenPlans({ at })
  await keepMilestoneDay(rig.assistant.db, {
    campaign: NOI_VU,
    milestone: 'han-dang-ky',
    version: 1,
    kind: 'day',
    day: '2020-02-21',
    reason: 'Công văn 17',
    by: ADMINISTRATOR,
    at: rig.assistant.clock.now(),
    ...decided,
  })
  return rig
}

const MOVED = 'nay là hết thứ Sáu 21/02/2020, do người phụ trách đặt: Công văn 17'

describe('a day that was moved', () => {
  it.each([
    ['ngành nội vụ có những thời hạn nào', `(1) trước ngày 17/02/2020 (${MOVED}), tập thể`],
    ['nội vụ gửi đăng ký và hồ sơ khen thưởng về đâu', `trước ngày 17/02/2020 [${MOVED}])`],
    ['nội vụ có cho gia hạn đăng ký không', `trước ngày 17/02/2020 (${MOVED})`],
  ])('is told beside it: %s', async (question, told) => {
    const { assistant, lan } = await givenDecided()
    await using _ = assistant
    expect(await lan.says(question)).toContain(told)
  })

  it('is told wherever an answer names the day at all', async () => {
    const { assistant, lan } = await givenDecided()
    await using rig = assistant
    const { entries } = rig.tools.knower.current().answerer
    for (const { id } of entries.filter(({ campaign }) => campaign === NOI_VU)) {
      const said = await lan.taps(`entry:${id}`)
      if (/17\/0?2/.test(said.split('Nguồn:')[0] ?? '')) expect(said, id).toContain('21/02/2020')
    }
  })

  it('is told in a form too', async () => {
    const { assistant, lan } = await givenDecided()
    await using _ = assistant
    await lan.says(`/start ${NOI_VU}`)
    await lan.says('/dangky')
    await lan.taps('Đồng ý').catch(() => '')
    expect(await lan.says('ngành nội vụ có những thời hạn nào?')).toContain(MOVED)
  })

  it('comes first in the answer about it, before what the document says', async () => {
    const { assistant, lan } = await givenDecided({ day: '2020-02-22' })
    await using _ = assistant
    const said = await lan.says('Hạn đăng ký thi đua nội vụ là ngày nào?')
    expect(said).toContain(
      'Hạn: hết thứ Bảy 22/02/2020, do người phụ trách chuyển hạn (lý do: Công văn 17). Ngày làm việc cuối là thứ Sáu 21/02/2020. Còn 12 ngày, trong đó 9 ngày làm việc. Văn bản ghi: trước ngày 17/02/2020, tức hết Chủ nhật 16/02/2020.',
    )
    expect(said).not.toContain('Còn 6 ngày')
    expect(said.match(/Công văn 17/g)).toHaveLength(1)
  })

  it('decides whether a day is in time', async () => {
    const { assistant, lan } = await givenDecided()
    await using _ = assistant
    expect(await lan.says('nội vụ nộp đăng ký ngày 19/2/2020 còn kịp không')).toContain(
      'Kịp: ngày 19/02/2020 còn trong hạn, ngày cuối là thứ Sáu 21/02/2020.',
    )
  })
})

it('is told as cancelled, by whom and why, before what the document says', async () => {
  const { assistant, lan } = await givenDecided({ kind: 'cancelled', day: '2020-02-16', reason: 'Phong trào dừng' })
  await using _ = assistant
  expect(await lan.says('Hạn đăng ký thi đua nội vụ là ngày nào?')).toContain(
    'Hạn: đã hủy, theo quyết định của người phụ trách ngày 10/02/2020 (lý do: Phong trào dừng). Văn bản ghi: trước ngày 17/02/2020, tức',
  )
  expect(await lan.says('ngành nội vụ có những thời hạn nào')).toContain(
    'trước ngày 17/02/2020 (nay đã hủy, theo quyết định của người phụ trách ngày 10/02/2020: Phong trào dừng)',
  )
})

it('is told of a milestone to which the plan gives no day', async () => {
  const about = { campaign: HUNG_YEN, milestone: 'so-ket-2022', day: '2022-06-30', reason: 'Hướng dẫn 5' }
  const { assistant, lan } = await givenDecided(about, '2022-03-01T08:00:00+07:00')
  await using _ = assistant
  expect(await lan.says('văn hóa công sở hưng yên sơ kết khi nào')).toContain(
    'hết thứ Năm 30/06/2022, do người phụ trách đặt (lý do: Hướng dẫn 5)',
  )
})
