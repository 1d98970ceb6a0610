// Whoever was approved was told a day for the papers in writing: when it is moved or cancelled they are told, once.

import { describe, expect, it } from 'vitest'
import { giveConsent } from '../../store/consents.ts'
import { registrationsOfPeople } from '../../store/registrations.ts'
import { lastOf } from '../organising/small-form.ts'
import { givenFollower, givenPlans, NOI_VU } from './shipped.ts'

const LAN = 'web-lan'
const ALL =
  'Tôi là Nguyễn Thị Lan, chuyên viên, công chức, đăng ký cá nhân, phòng Nội vụ Ân Thi, bằng khen bộ trưởng, lĩnh vực tôn giáo'
const HEADING = 'Thay đổi thời hạn: '

async function givenApproved() {
  const rig = await givenPlans()
  const { assistant, lan, administrator } = rig
  await administrator.says('xin chào')
  await giveConsent(assistant.db, LAN, 'registering', assistant.clock.now())
  await lan.says(`/start ${NOI_VU}`)
  await lan.says('/dangky')
  await lan.says(ALL)
  await lan.says('Số hóa 100% hồ sơ tôn giáo trước 30/11/2020')
  await lan.says('không')
  await lan.says('gửi')
  const [sent] = await registrationsOfPeople(assistant.db, [LAN])
  await administrator.taps(`review:approve:${sent?.id}:${sent?.revision}`)
  const moves = async (day: string, reason = 'Công văn số 45') => {
    await administrator.taps(`remind:day:${NOI_VU}/han-ho-so`)
    await administrator.says(day)
    await administrator.says(reason)
    return administrator.taps(administrator.offers().find((label) => label.includes('xác nhận')) ?? 'Xác nhận')
  }
  const changes = () =>
    lan.heard.filter(({ blocks: [first] }) => first?.type === 'heading' && first.text.startsWith(HEADING))
  return { ...rig, code: sent?.code ?? '', moves, changes }
}

it('is told to who follows nothing when it is moved, with both days, the reason and what is missing', async () => {
  const { assistant, lan, code, moves, changes } = await givenApproved()
  await using _ = assistant
  expect(await moves('15/12/2020')).toContain('1 người đã được duyệt được báo thay đổi này.')
  const said = lastOf(lan)
  expect(said).toContain(HEADING)
  expect(said).toContain('Hạn chuyển từ hết thứ Sáu 04/12/2020 sang hết thứ Ba 15/12/2020')
  expect(said).toContain('Lý do: Công văn số 45')
  expect(said).toContain(`Hồ sơ của đăng ký ${code} còn thiếu:`)
  expect(lan.offers()).toEqual(['Hồ sơ cần nộp', 'Đã xong', 'Nguồn'])
  expect(changes()).toHaveLength(1)
})

it('is told when it is cancelled, and when the plan’s day holds again', async () => {
  const { assistant, lan, administrator, changes } = await givenApproved()
  await using _ = assistant
  await administrator.taps(`remind:cancel:${NOI_VU}/han-ho-so`)
  await administrator.says('Công văn số 45')
  await administrator.taps('Xác nhận')
  expect(lastOf(lan)).toContain('Người phụ trách đã hủy hạn này ngày 10/02/2020 (trước đây: hết thứ Sáu 04/12/2020)')
  await administrator.taps(`remind:plan:${NOI_VU}/han-ho-so`)
  await administrator.says('Công văn 45 đã được rút')
  await administrator.taps('Xác nhận')
  expect(lastOf(lan)).toContain('04/12/2020')
  expect(changes()).toHaveLength(2)
})

it('is told to a follower whom no reminder told the old day', async () => {
  const rig = await givenApproved()
  await using _ = rig.assistant
  await givenFollower(rig, LAN)
  await rig.moves('15/12/2020')
  expect(rig.changes()).toHaveLength(1)
})

it('is left to the reminder where one told the old day, and to nobody who has nothing left to do', async () => {
  const rig = await givenApproved()
  await using assistant = rig.assistant
  await givenFollower(rig, LAN)
  const at = assistant.clock.now().toISOString()
  const row = { person_id: LAN, campaign: NOI_VU, milestone: 'han-ho-so', version: 0, lead: '7' }
  await assistant.db
    .insertInto('reminders')
    .values({ ...row, due_at: at, send_from: at, state: 'sent' })
    .execute()
  await rig.moves('15/12/2020')
  expect(rig.changes()).toHaveLength(0)
})

it('is not told to who has said to be done', async () => {
  const { assistant, lan, moves, changes } = await givenApproved()
  await using _ = assistant
  await lan.taps(`remind:done:${NOI_VU}/han-ho-so:0`)
  await moves('15/12/2020')
  expect(changes()).toHaveLength(0)
})

describe('another milestone', () => {
  it('is told to nobody for a registration that is approved', async () => {
    const { assistant, administrator, changes } = await givenApproved()
    await using _ = assistant
    await administrator.taps(`remind:cancel:${NOI_VU}/han-dang-ky`)
    await administrator.says('Công văn số 45')
    await administrator.taps('Xác nhận')
    expect(changes()).toHaveLength(0)
  })
})
