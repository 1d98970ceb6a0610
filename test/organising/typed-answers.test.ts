// What organisers type where a button is shown: it confirms, leaves, or asks something; it never takes the place of what
// others will read.

import { describe, expect, it } from 'vitest'
import { announcementsOf } from '../../store/announcements.ts'
import { milestoneDaysOf } from '../../store/milestone-days.ts'
import { readRegistration } from '../../store/registrations.ts'
import { givenFollower, givenPlans, NOI_VU } from '../reminding/shipped.ts'
import { givenOrganisers, givenRegistration, lastOf } from './small-form.ts'

const REASON = 'Nhiệm vụ chưa có số liệu'

describe('under a decision that is shown with its reason', () => {
  async function givenRejecting() {
    const { assistant, admin } = await givenOrganisers()
    const { id, revision } = await givenRegistration(assistant)
    await admin.taps(`review:reject:${id}:${revision}`)
    await admin.says(REASON)
    return { assistant, admin, now: () => readRegistration(assistant.db, id) }
  }

  it.each(['đồng ý', 'ok', 'xác nhận', 'Không duyệt', 'vâng ạ'])('“%s” confirms it', async (typed) => {
    const { assistant, admin, now } = await givenRejecting()
    await using _ = assistant
    await admin.says(typed)
    expect(await now()).toMatchObject({ state: 'rejected', decisionReason: REASON })
  })

  it('“không” drops it', async () => {
    const { assistant, admin, now } = await givenRejecting()
    await using _ = assistant
    expect(await admin.says('không')).toBe('Đã thôi, không có gì thay đổi.')
    expect(await now()).toMatchObject({ state: 'submitted' })
  })

  it('other words change nothing of the reason; “Ghi lại lý do” does', async () => {
    const { assistant, admin, now } = await givenRejecting()
    await using _ = assistant
    const said = await admin.says('Viết cho rõ hơn')
    expect(said).toContain('Lý do đã ghi được giữ nguyên')
    expect(said).toContain(`Lý do: “${REASON}”`)
    await admin.taps('Ghi lại lý do')
    expect(await admin.says('Không thuộc đối tượng')).toContain('Lý do: “Không thuộc đối tượng”')
    await admin.says('đồng ý')
    expect(await now()).toMatchObject({ state: 'rejected', decisionReason: 'Không thuộc đối tượng' })
  })

  it('a command is obeyed, and “đồng ý” after it shows the decision once more', async () => {
    const { assistant, admin, now } = await givenRejecting()
    await using _ = assistant
    expect(await admin.says('cho duyet')).toContain('1 đăng ký chờ duyệt')
    expect(await admin.says('đồng ý')).toContain(`Lý do: “${REASON}”`)
    expect(await now()).toMatchObject({ state: 'submitted' })
    await admin.says('đồng ý')
    expect(await now()).toMatchObject({ state: 'rejected' })
  })
})

it.each(['không', 'đồng ý', 'xong rồi'])('takes no bare “%s” for a reason', async (typed) => {
  const { assistant, admin } = await givenOrganisers()
  await using _ = assistant
  const { id, revision } = await givenRegistration(assistant)
  await admin.taps(`review:reject:${id}:${revision}`)
  expect(await admin.says(typed)).toContain('Lý do ngắn quá')
})

it('takes “xong” for the button while fields are chosen', async () => {
  const { assistant, admin } = await givenOrganisers()
  await using _ = assistant
  const { id, revision } = await givenRegistration(assistant)
  await admin.taps(`review:return:${id}:${revision}`)
  expect(await admin.says('xong')).toContain('Anh/chị chọn ít nhất một mục')
  await admin.taps('Nhiệm vụ')
  expect(await admin.says('xong')).toContain('nhắn')
  expect(await admin.says(REASON)).toContain('Mục cần bổ sung: Nhiệm vụ')
  await admin.says('gửi')
  expect(await readRegistration(assistant.db, id)).toMatchObject({ state: 'returned', decisionReason: REASON })
})

it.each(['đồng ý', 'Duyệt 1 đăng ký'])('“%s” approves what is shown to be approved together', async (typed) => {
  const { assistant, admin } = await givenOrganisers()
  await using _ = assistant
  const { id } = await givenRegistration(assistant)
  await admin.says('duyệt tất cả')
  await admin.says(typed)
  expect(await readRegistration(assistant.db, id)).toMatchObject({ state: 'approved' })
})

it.each(['không', 'thôi'])('“%s” approves nothing of it', async (typed) => {
  const { assistant, admin } = await givenOrganisers()
  await using _ = assistant
  const { id } = await givenRegistration(assistant)
  await admin.says('duyệt tất cả')
  expect(await admin.says(typed)).toBe('Đã thôi, không có gì thay đổi.')
  expect(await readRegistration(assistant.db, id)).toMatchObject({ state: 'submitted' })
})

it('approves nothing by “đồng ý” to something else that was shown since', async () => {
  const { assistant, admin } = await givenOrganisers()
  await using _ = assistant
  const { id, revision } = await givenRegistration(assistant)
  await admin.says('duyệt tất cả')
  await admin.taps(`review:card:${id}:${revision}`)
  await admin.says('đồng ý')
  expect(await readRegistration(assistant.db, id)).toMatchObject({ state: 'submitted' })
})

it('“đồng ý” opens or closes the form that is shown, and is no reason for it', async () => {
  const { assistant, admin } = await givenOrganisers()
  await using _ = assistant
  await admin.taps('review:close:an-binh:dang-ky')
  expect(await admin.says('đồng ý')).toContain('Lý do ngắn quá')
  await admin.says('Đã hết thời gian đăng ký')
  await admin.says('đồng ý')
  expect(lastOf(admin)).toContain('đóng')
  expect(await assistant.db.selectFrom('form_openings').selectAll().execute()).toMatchObject([{ is_open: 0 }])
})

describe('under a day that is shown with its reason', () => {
  async function givenMoving() {
    const rig = await givenPlans()
    const { administrator } = rig
    await administrator.says(`/start ${NOI_VU}`)
    await administrator.taps(`remind:day:${NOI_VU}/han-dang-ky`)
    await administrator.says('20/2/2020')
    await administrator.says('Công văn số 15/SNV')
    const held = async () => (await milestoneDaysOf(rig.assistant.db, NOI_VU)).map(({ reason }) => reason)
    return { ...rig, held }
  }

  it.each(['xác nhận', 'đồng ý', 'ok'])('“%s” confirms it', async (typed) => {
    const { assistant, administrator, held } = await givenMoving()
    await using _ = assistant
    await administrator.says(typed)
    expect(await held()).toEqual(['Công văn số 15/SNV'])
  })

  it('a command is obeyed', async () => {
    const { assistant, administrator, held } = await givenMoving()
    await using _ = assistant
    const said = await administrator.says('ai sẽ nhận gì')
    expect(said).toContain('Đã bỏ dở: ngày của')
    expect(said).toContain('Tin nhắc sắp gửi')
    expect(await held()).toEqual([])
  })

  it('other words change nothing of the reason', async () => {
    const { assistant, administrator, held } = await givenMoving()
    await using _ = assistant
    const said = await administrator.says('Theo ý kiến lãnh đạo Sở')
    expect(said).toContain('Lý do đã ghi được giữ nguyên')
    expect(said).toContain('Lý do: Công văn số 15/SNV')
    await administrator.taps('Xác nhận')
    expect(await held()).toEqual(['Công văn số 15/SNV'])
  })
})

it('“đồng ý” sends the announcement that is shown', async () => {
  const rig = await givenPlans()
  await using assistant = rig.assistant
  await givenFollower(rig, 'web-lan')
  await rig.administrator.says(`/start ${NOI_VU}`)
  await rig.administrator.says('/thongbao')
  await rig.administrator.says('Đề nghị các đơn vị gửi bản đăng ký có chữ ký.')
  expect(await rig.administrator.says('đồng ý')).toContain('Đã nhận lệnh gửi tới 1 người')
  expect((await announcementsOf(assistant.db, NOI_VU)).map(({ state }) => state)).toEqual(['confirmed'])
})
