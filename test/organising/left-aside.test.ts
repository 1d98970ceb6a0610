import { describe, expect, it } from 'vitest'
import { announcementsOf } from '../../store/announcements.ts'
import { milestoneDaysOf } from '../../store/milestone-days.ts'
import { readRegistration } from '../../store/registrations.ts'
import { givenFollower, givenPlans, NOI_VU } from '../reminding/shipped.ts'
import { givenOrganisers, givenRegistration } from './small-form.ts'

async function givenPreview() {
  const { assistant, admin } = await givenOrganisers()
  const registration = await givenRegistration(assistant)
  const { id, revision } = registration
  await admin.taps(`review:reject:${id}:${revision}`)
  await admin.says('Chưa đủ thời gian công tác')
  return { assistant, admin, registration }
}

describe('what an organiser was in the middle of', () => {
  it.each(['/choduyet', '/trogiup', '/dulieucuatoi', '/han', '/moi'])(
    'is named when %s leaves it, and can be taken up again',
    async (command) => {
      const { assistant, admin, registration } = await givenPreview()
      await using rig = assistant
      const { id, revision, code } = registration
      expect(await admin.says(command)).toContain(`Đã bỏ dở: không duyệt ${code}`)
      expect(await admin.says('Một câu khác')).not.toContain('Không duyệt')
      expect(await readRegistration(rig.db, id)).toMatchObject({ state: 'submitted', revision })
      expect(await admin.taps(`Mở lại ${code}`)).toContain(`Đăng ký chờ duyệt ${code}`)
    },
  )

  it('is named when a tap on something else ends it, and not when it goes on or is done', async () => {
    const { assistant, admin, registration } = await givenPreview()
    await using rig = assistant
    const other = await givenRegistration(rig)
    expect(await admin.taps(`review:show:${registration.id}:${registration.revision}`)).not.toContain('Đã bỏ dở')
    const said = await admin.taps(`review:approve:${other.id}:${other.revision}`)
    expect(said).toContain(`Đã bỏ dở: không duyệt ${registration.code}`)
    await admin.taps(`review:reject:${registration.id}:${registration.revision}`)
    await admin.says('Chưa đủ thời gian công tác')
    expect(await admin.taps('Không duyệt')).not.toContain('Đã bỏ dở')
  })

  it.each(['thôi', '/huy'])('is left by “%s”, which says so once', async (word) => {
    const { assistant, admin } = await givenPreview()
    await using rig = assistant
    const said = await admin.says(word)
    expect(said).toContain('không có gì thay đổi')
    expect(said).not.toContain('Đã bỏ dở')
    expect(rig.received.length).toBeGreaterThan(0)
  })

  it('is told of forms, invitations and names too', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using _ = assistant
    await admin.taps('review:close:an-binh:dang-ky')
    await admin.says('Đã hết thời gian đăng ký')
    expect(await admin.says('/nhatky')).toContain('Đã bỏ dở: đóng “Đăng ký thi đua xã An Bình năm 2020”')
    await admin.taps('review:invite:organiser:an-binh')
    expect(await admin.says('/vaitro')).toContain('Đã bỏ dở: lời mời')
    await admin.taps('Đặt tên hiển thị')
    expect(await admin.says('/thongke')).toContain('Đã bỏ dở: đặt tên hiển thị')
  })
})

describe('a button of a preview', () => {
  it('confirms what stood above it, and nothing that was begun since', async () => {
    const { assistant, admin, registration } = await givenPreview()
    await using rig = assistant
    const old = admin.heard.at(-1)?.choices.find(({ label }) => label === 'Không duyệt')?.action ?? ''
    const other = await givenRegistration(rig)
    await admin.taps(`review:hold:${other.id}:${other.revision}`)
    await admin.says('Có đơn thư đang xác minh')
    expect(await admin.taps(old)).toContain('đã xong hoặc đã thôi')
    expect(await readRegistration(rig.db, other.id)).toMatchObject({ hold: null })
    expect(await readRegistration(rig.db, registration.id)).toMatchObject({ state: 'submitted' })
    await admin.taps('Tạm giữ')
    expect(await readRegistration(rig.db, other.id)).toMatchObject({ hold: 'Có đơn thư đang xác minh' })
  })

  it('does not confirm another reason than the one that was read', async () => {
    const { assistant, admin, registration } = await givenPreview()
    await using rig = assistant
    const old = admin.heard.at(-1)?.choices.find(({ label }) => label === 'Không duyệt')?.action ?? ''
    await admin.taps('Ghi lại lý do')
    await admin.says('Lý do khác hẳn, ghi lại')
    expect(await admin.taps(old)).toContain('đã xong hoặc đã thôi')
    expect(await readRegistration(rig.db, registration.id)).toMatchObject({ state: 'submitted' })
  })

  it('sets no day of another milestone', async () => {
    const { assistant, administrator } = await givenPlans()
    await using rig = assistant
    const propose = async (milestone: string, day: string) => {
      await administrator.taps(`remind:day:${NOI_VU}/${milestone}`)
      await administrator.says(day)
      await administrator.says('Công văn số 15/SNV')
      return administrator.heard.at(-1)?.choices.find(({ label }) => label === 'Xác nhận')?.action ?? ''
    }
    const milestones = rig.tools.knower.current().campaigns.find(({ id }) => id === NOI_VU)?.milestones ?? []
    const [first, second] = milestones.filter(({ kind }) => kind === 'before')
    const old = await propose(first?.id ?? '', '20/2/2020')
    await propose(second?.id ?? '', '20/11/2020')
    expect(await administrator.taps(old)).toContain('Không có thay đổi nào đang chờ')
    expect(await milestoneDaysOf(rig.db, NOI_VU)).toEqual([])
  })
})

describe('a day and an announcement', () => {
  it('are named when a command leaves them', async () => {
    const { assistant, administrator } = await givenPlans()
    await using rig = assistant
    const [milestone] = rig.tools.knower.current().campaigns.find(({ id }) => id === NOI_VU)?.milestones ?? []
    await administrator.taps(`remind:day:${NOI_VU}/${milestone?.id}`)
    expect(await administrator.says('/thongke')).toContain(`Đã bỏ dở: ngày của “${milestone?.what}”`)
    await administrator.taps(`remind:day:${NOI_VU}/${milestone?.id}`)
    await administrator.says('20/2/2020')
    await administrator.says('Công văn số 15/SNV')
    expect(await administrator.says('/trogiup')).toContain(`Đã bỏ dở: ngày của “${milestone?.what}”`)
    await administrator.taps('Mở lại mốc này')
    expect(administrator.offers()).toContain('Hủy mốc này')
  })

  it('keeps an announcement that was shown and not sent, and leads back to it', async () => {
    const rig = await givenPlans()
    await using assistant = rig.assistant
    await givenFollower(rig, 'web-lan')
    const { administrator } = rig
    await administrator.says(`/start ${NOI_VU}`)
    await administrator.says('/thongbao')
    await administrator.says('Đề nghị các đơn vị gửi bản đăng ký có chữ ký.')
    expect(await administrator.says('/thongke')).toContain('Thông báo chưa gửi cho ai, được giữ làm bản nháp')
    expect(await administrator.taps('Xem lại thông báo')).toContain('có chữ ký')
    expect(administrator.offers()).toContain('Gửi cho 1 người')
    await administrator.says('/thongbao')
    const draft = administrator.offers().find((label) => label.includes('bản nháp')) ?? ''
    expect(await administrator.taps(draft)).toContain('Sẽ gửi tới 1 người')
    await administrator.taps('Gửi cho 1 người')
    expect((await announcementsOf(assistant.db, NOI_VU)).map(({ state }) => state)).toEqual(['confirmed'])
    expect(await administrator.says('/thongke')).not.toContain('bản nháp')
  })
})
