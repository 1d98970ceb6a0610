// A deadline that an organiser cancelled holds nobody to it: nothing is late, and everybody is told who decided, when, why.

import { describe, expect, it } from 'vitest'
import { giveConsent } from '../../store/consents.ts'
import { readFormVersion } from '../../store/form-versions.ts'
import { keepMilestoneDay, type MilestoneDay } from '../../store/milestone-days.ts'
import { registrationsOfPeople } from '../../store/registrations.ts'
import { lastOf } from '../organising/small-form.ts'
import { ADMINISTRATOR, givenPlans, NOI_VU } from './shipped.ts'

const LAN = 'web-lan'
const ALL =
  'Tôi là Nguyễn Thị Lan, chuyên viên, công chức, đăng ký cá nhân, phòng Nội vụ Ân Thi, bằng khen bộ trưởng, lĩnh vực tôn giáo'
const AFTER_IT = '2020-02-18T08:00:00+07:00'

/** Long after the plan's day, which was cancelled on 12/02/2020. */
async function givenCancelled(more: Partial<MilestoneDay> = {}, at = AFTER_IT) {
  const { assistant, lan, administrator } = await givenPlans({ at })
  const cancelled = { milestone: 'han-dang-ky', kind: 'cancelled', day: '2020-02-16', reason: 'Công văn 45' } as const
  await keepMilestoneDay(assistant.db, {
    campaign: NOI_VU,
    version: 1,
    by: ADMINISTRATOR,
    at: new Date('2020-02-12T09:00:00+07:00'),
    ...cancelled,
    ...more,
  })
  await administrator.says('xin chào')
  await giveConsent(assistant.db, LAN, 'registering', assistant.clock.now())
  await lan.says(`/start ${NOI_VU}`)
  return { assistant, lan, administrator }
}

const NO_LONGER = 'người phụ trách đã hủy hạn này ngày 12/02/2020: Công văn 45'

describe('a cancelled deadline', () => {
  it('makes nothing late: not before the first question, in the summary, the receipt, the card', async () => {
    const { assistant, lan, administrator } = await givenCancelled()
    await using rig = assistant
    const begun = await lan.says('/dangky')
    expect(begun).toContain(`Đăng ký trước ngày 17/02/2020 (${NO_LONGER}): không áp dụng`)
    await lan.says(ALL)
    await lan.says('Số hóa 100% hồ sơ tôn giáo trước 30/11/2020')
    const summary = await lan.says('không')
    const receipt = await lan.says('gửi')
    expect(receipt).toContain('Người phụ trách đã hủy hạn đăng ký ngày 12/02/2020 (lý do: Công văn 45)')
    expect(receipt).not.toContain('Đúng hạn')
    for (const said of [begun, summary, receipt, lastOf(administrator)]) expect(said).not.toMatch(/quá hạn|hết hạn/i)
    const [sent] = await registrationsOfPeople(rig.db, [LAN])
    expect(sent).toMatchObject({ isLate: false, hold: null })
    // Kept as the plan has it: what was decided may be decided otherwise.
    expect(JSON.stringify(await readFormVersion(rig.db, sent?.formVersion ?? ''))).not.toContain('Công văn 45')
    await lan.says(`tra cứu ${sent?.code}`)
    expect(await lan.taps('Sửa')).not.toContain('đã quá thời hạn')
  })

  it.each([
    ['cancelled', 'cancel', null],
    ['moved', 'day', '21/2/2020'],
  ] as const)('that is %s after somebody was late makes them late no more', async (_what, act, day) => {
    const { assistant, lan, administrator } = await givenPlans({ at: AFTER_IT })
    await using rig = assistant
    await giveConsent(rig.db, LAN, 'registering', rig.clock.now())
    await lan.says('/dangky nội vụ')
    await lan.says(ALL)
    await lan.says('Số hóa 100% hồ sơ tôn giáo trước 30/11/2020')
    await lan.says('không')
    expect(await lan.says('gửi')).toContain('Quá hạn')
    await administrator.taps(`remind:${act}:${NOI_VU}/han-dang-ky`)
    if (day) await administrator.says(day)
    await administrator.says('Công văn 45 của Sở')
    const kept = await administrator.taps('Xác nhận')
    const [sent] = await registrationsOfPeople(rig.db, [LAN])
    expect(sent).toMatchObject({ isLate: false, hold: null })
    expect(lastOf(lan)).toContain('nay được tính là đúng hạn và không còn bị tạm giữ')
    expect(kept).toContain(
      '1 đăng ký gửi sau hạn cũ nay không tính là quá hạn; người gửi được báo. 1 đăng ký chỉ tạm giữ vì quá hạn được bỏ tạm giữ.',
    )
    expect(await administrator.says(`tra cứu ${sent?.code}`)).not.toContain('QUÁ HẠN')
    await administrator.taps(`remind:plan:${NOI_VU}/han-dang-ky`)
    await administrator.says('Công văn 45 đã được rút')
    expect(await administrator.taps('Xác nhận')).not.toContain('hạn cũ')
  })

  it('is told where a draft is kept for later', async () => {
    const { assistant, lan } = await givenCancelled()
    await using _ = assistant
    await lan.says('/dangky')
    expect(await lan.says('lưu lại làm sau')).toContain(
      'đã hủy, theo quyết định của người phụ trách ngày 12/02/2020 (lý do: Công văn 45)',
    )
  })

  it('is told by /han and answers, which judge no day by it', async () => {
    const { assistant, lan } = await givenCancelled()
    await using _ = assistant
    const told = 'đã hủy, theo quyết định của người phụ trách ngày 12/02/2020 (lý do: Công văn 45)'
    expect(await lan.says('/han')).toContain(told)
    expect(await lan.says('Hạn đăng ký thi đua là ngày nào?')).toContain(`Hạn: ${told}`)
    const judged = await lan.says('nội vụ nộp đăng ký ngày 19/2/2020 còn kịp không')
    expect(judged).not.toContain('Không kịp')
    expect(judged).toContain('Hạn này đã được người phụ trách hủy nên không xét ngày 19/02/2020 sớm hay muộn.')
    expect(judged).toContain(told)
  })

  it('is told of the papers too', async () => {
    const { assistant, lan, administrator } = await givenCancelled(
      { milestone: 'han-ho-so', day: '2020-12-04' },
      '2020-02-13T08:00:00+07:00',
    )
    await using rig = assistant
    await lan.says('/dangky')
    await lan.says(ALL)
    await lan.says('Số hóa 100% hồ sơ tôn giáo trước 30/11/2020')
    await lan.says('không')
    expect(await lan.says('gửi')).toContain(`trước ngày 05/12/2020 (${NO_LONGER}).`)
    const [sent] = await registrationsOfPeople(rig.db, [LAN])
    await administrator.taps(`review:approve:${sent?.id}:${sent?.revision}`)
    expect(lastOf(lan)).toContain(`trước ngày 05/12/2020 (${NO_LONGER}).`)
    expect(await lan.taps(`paper:${sent?.id}`)).toContain(
      'Gửi về Sở Nội vụ (qua Văn phòng Sở): hạn đã hủy, theo quyết định của người phụ trách ngày 12/02/2020',
    )
  })
})
