// A day that an organiser set holds wherever the plan's own is told.

import { expect, it } from 'vitest'
import { giveConsent } from '../../store/consents.ts'
import { keepMilestoneDay, type MilestoneDay } from '../../store/milestone-days.ts'
import { registrationsOfPeople } from '../../store/registrations.ts'
import { lastOf } from '../organising/small-form.ts'
import { ADMINISTRATOR, givenPlans, NOI_VU } from './shipped.ts'

const LAN = 'web-lan'
const ALL =
  'Tôi là Nguyễn Thị Lan, chuyên viên, công chức, đăng ký cá nhân, phòng Nội vụ Ân Thi, bằng khen bộ trưởng, lĩnh vực tôn giáo'
const HOLDS = 'chậm nhất thứ Ba 15/12/2020 (do người phụ trách đặt: Công văn 45; văn bản ghi: trước ngày 05/12/2020).'

it('is told before the plan’s own in the receipt, the approval and the list of papers', async () => {
  const { assistant, lan, administrator } = await givenPlans()
  await using rig = assistant
  const at = rig.clock.now()
  const decision = { kind: 'day', day: '2020-12-15', reason: 'Công văn 45', by: ADMINISTRATOR, at } as const
  await keepMilestoneDay(rig.db, { campaign: NOI_VU, milestone: 'han-ho-so', version: 1, ...decision })
  await administrator.says('xin chào')
  await giveConsent(rig.db, LAN, 'registering', at)
  await lan.says(`/start ${NOI_VU}`)
  await lan.says('/dangky')
  await lan.says(ALL)
  await lan.says('Số hóa 100% hồ sơ tôn giáo trước 30/11/2020')
  await lan.says('không')
  expect(await lan.says('gửi')).toContain(`${HOLDS} (Mục IV.1.a)`)
  const [sent] = await registrationsOfPeople(rig.db, [LAN])
  await administrator.taps(`review:approve:${sent?.id}:${sent?.revision}`)
  expect(lastOf(lan)).toContain(HOLDS)
  expect(await lan.taps(`paper:${sent?.id}`)).toContain(
    'Sở): hết thứ Ba 15/12/2020, do người phụ trách chuyển hạn (lý do: Công văn 45). Còn 309 ngày, trong đó 217 ngày làm việc. Văn bản ghi: trước ngày 05/12/2020, tức hết thứ Sáu 04/12/2020 (Mục IV.1.a).',
  )
})

it('is told as the organiser’s where a draft is kept for later', async () => {
  const { assistant, lan } = await givenPlans()
  await using rig = assistant
  const at = rig.clock.now()
  const decision = { kind: 'day', day: '2020-02-21', reason: 'Công văn 45', by: ADMINISTRATOR, at } as const
  await keepMilestoneDay(rig.db, { campaign: NOI_VU, milestone: 'han-dang-ky', version: 1, ...decision })
  await giveConsent(rig.db, LAN, 'registering', at)
  await lan.says(`/start ${NOI_VU}`)
  await lan.says('/dangky')
  expect(await lan.says('lưu lại làm sau')).toContain(
    'hết thứ Sáu 21/02/2020, do người phụ trách chuyển hạn (lý do: Công văn 45). Còn 11 ngày, trong đó 9 ngày làm việc. Văn bản ghi: trước ngày 17/02/2020',
  )
})

const MOVED = 'chậm nhất thứ Sáu 21/02/2020 (do người phụ trách đặt: Công văn 45; văn bản ghi: trước ngày 17/02/2020)'

async function givenForm(receivedOn: string, decided: Partial<MilestoneDay> = {}) {
  const { assistant, lan, administrator } = await givenPlans({ at: `${receivedOn}T08:00:00+07:00` })
  const at = assistant.clock.now()
  const decision = { kind: 'day', day: '2020-02-21', reason: 'Công văn 45', by: ADMINISTRATOR, at } as const
  const about = { campaign: NOI_VU, milestone: 'han-dang-ky', version: 1 }
  await keepMilestoneDay(assistant.db, { ...about, ...decision, ...decided })
  await administrator.says('xin chào')
  await giveConsent(assistant.db, LAN, 'registering', at)
  await lan.says(`/start ${NOI_VU}`)
  const begun = await lan.says('/dangky')
  const finish = async () => {
    await lan.says(ALL)
    await lan.says('Số hóa 100% hồ sơ tôn giáo trước 30/11/2020')
    const summary = await lan.says('không')
    return { summary, receipt: await lan.says('gửi'), card: lastOf(administrator) }
  }
  return { assistant, begun, finish }
}

it('is told before the first question and in the receipt of what is in time by it', async () => {
  const { assistant, begun, finish } = await givenForm('2020-02-18')
  await using _ = assistant
  expect(begun).toContain(`Đăng ký ${MOVED}: đủ`)
  const { receipt } = await finish()
  expect(receipt).toContain('Đúng hạn. Hạn hiện nay: hết thứ Sáu 21/02/2020 (do người phụ trách đặt).')
})

it('is told in the summary, the receipt and the card of what is late by it', async () => {
  const { assistant, finish } = await givenForm('2020-02-22')
  await using _ = assistant
  const { summary, receipt, card } = await finish()
  expect(summary).toContain(`Hạn đăng ký là ${MOVED}.`)
  expect(receipt).toContain('Hạn hiện nay: hết thứ Sáu 21/02/2020 (do người phụ trách đặt).')
  expect(card).toContain(MOVED)
})
