// What organisers type where a button is shown: it confirms, leaves, or asks something; it never takes the place of what
// others will read.

import { describe, expect, it } from 'vitest'
import { announcementsOf } from '../../store/announcements.ts'
import { milestoneDaysOf } from '../../store/milestone-days.ts'
import { readRegistration } from '../../store/registrations.ts'
import { giveRole, rolesInCampaign } from '../../store/roles.ts'
import { givenFollower, givenPlans, HUNG_YEN, NOI_VU } from '../reminding/shipped.ts'
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

describe('while fields are chosen', () => {
  async function givenPicking() {
    const { assistant, admin } = await givenOrganisers()
    const { id, revision } = await givenRegistration(assistant)
    await admin.taps(`review:return:${id}:${revision}`)
    return { assistant, admin, id }
  }

  it.each([
    ['nhiem vu', 'Đã chọn: Nhiệm vụ.'],
    ['các nhiệm vụ', 'Đã chọn: Nhiệm vụ.'],
    ['sđt', 'Đã chọn: Điện thoại.'],
    ['Nhiệm vụ, số điện thoại và hình thức khen thưởng', 'Đã chọn: Hình thức khen thưởng; Nhiệm vụ; Điện thoại.'],
    ['mục nhiệm vụ', 'Đã chọn: Nhiệm vụ.'],
  ])('“%s” chooses by name', async (typed, told) => {
    const { assistant, admin } = await givenPicking()
    await using _ = assistant
    const said = await admin.says(typed)
    expect(said).toContain(told)
    expect(said).not.toContain('Lý do')
  })

  it('names chosen one after the other add up, and “bỏ chọn” takes one back', async () => {
    const { assistant, admin } = await givenPicking()
    await using _ = assistant
    await admin.says('nhiệm vụ')
    expect(await admin.says('sđt')).toContain('Đã chọn: Nhiệm vụ; Điện thoại.')
    expect(await admin.says('bỏ chọn nhiệm vụ')).toContain('Đã chọn: Điện thoại.')
  })

  it('a sentence about a field is the reason', async () => {
    const { assistant, admin } = await givenPicking()
    await using _ = assistant
    expect(await admin.says(REASON)).toContain(`Lý do: “${REASON}”`)
  })
})

it.each(['đồng ý', 'Duyệt 1 đăng ký'])('“%s” approves what is shown to be approved together', async (typed) => {
  const { assistant, admin } = await givenOrganisers()
  await using _ = assistant
  const { id } = await givenRegistration(assistant)
  await admin.says('duyệt tất cả')
  await admin.says(typed)
  expect(await readRegistration(assistant.db, id)).toMatchObject({ state: 'approved' })
})

it('“mở lại để xét” under the card of what was turned down asks for the reason', async () => {
  const { assistant, admin } = await givenOrganisers()
  await using _ = assistant
  const { id, code, revision } = await givenRegistration(assistant)
  await admin.taps(`review:reject:${id}:${revision}`)
  await admin.says(REASON)
  await admin.says('đồng ý')
  await admin.says(`tra cứu ${code}`)
  expect(await admin.says('mở lại để xét')).toContain('anh/chị nhắn lý do mở lại')
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

describe('once an announcement was sent', () => {
  async function givenSent() {
    const rig = await givenPlans()
    await givenFollower(rig, 'web-lan')
    const { administrator } = rig
    await administrator.says(`/start ${NOI_VU}`)
    await administrator.says('/thongbao')
    await administrator.says('Đề nghị các đơn vị gửi bản đăng ký có chữ ký.')
    await administrator.says('gửi')
    return rig
  }

  it.each(['gửi', 'ok', 'gửi đi'])('“%s” sends nothing twice and says when it was sent', async (typed) => {
    const { assistant, administrator } = await givenSent()
    await using _ = assistant
    assistant.clock.advance({ minutes: 1 })
    expect(await administrator.says(typed)).toContain('Anh/chị đã cho gửi thông báo này lúc 08:00 10/02/2020.')
    expect(await announcementsOf(assistant.db, NOI_VU)).toHaveLength(1)
    expect(await administrator.says('gửi')).toContain('lúc 08:00 10/02/2020')
  })

  it('a question is answered, and nothing is said to be left undone', async () => {
    const { assistant, administrator } = await givenSent()
    await using _ = assistant
    const said = await administrator.says('Hạn đăng ký là ngày nào?')
    expect(said).toContain('17/02/2020')
    expect(said).not.toContain('thông báo')
  })
})

describe('under the question whether a role is to end', () => {
  async function givenEnding() {
    const rig = await givenPlans()
    const role = { person: 'web-hoa', role: 'organiser', campaign: NOI_VU, unit: '', givenBy: 'web-quan-tri' } as const
    await giveRole(rig.assistant.db, role, rig.assistant.clock.now())
    await rig.administrator.taps(`review:end:organiser:${NOI_VU}::web-hoa`)
    return { ...rig, roles: () => rolesInCampaign(rig.assistant.db, NOI_VU) }
  }

  it.each(['đồng ý', 'có', 'Kết thúc vai trò'])('“%s” ends it', async (typed) => {
    const { assistant, administrator, roles } = await givenEnding()
    await using _ = assistant
    expect(await administrator.says(typed)).toContain('Đã kết thúc vai trò')
    expect(await roles()).toEqual([])
  })

  it.each(['không', 'thôi'])('“%s” leaves it', async (typed) => {
    const { assistant, administrator, roles } = await givenEnding()
    await using _ = assistant
    expect(await administrator.says(typed)).toBe('Đã thôi, không có gì thay đổi.')
    expect(await roles()).toHaveLength(1)
  })

  it('other words are no answer: what was left undone is named', async () => {
    const { assistant, administrator, roles } = await givenEnding()
    await using _ = assistant
    const said = await administrator.says('Hạn đăng ký là ngày nào?')
    expect(said).toContain('Đã bỏ dở: kết thúc vai trò.')
    expect(said).toContain('17/02/2020')
    expect(await roles()).toHaveLength(1)
  })
})

it.each([
  ['/bieumau nội vụ', 'đóng', 'anh/chị nhắn lý do'],
  ['/vaitro', 'danh sách vai trò', 'Anh/chị chọn phong trào'],
  ['/choduyet', 'nội vụ', 'ngành Nội vụ tỉnh Hưng Yên năm 2020: không có đăng ký nào chờ duyệt'],
  ['/moc', 'Sở Tài chính', 'Các mốc của Phong trào thi đua năm 2020 của Sở Tài chính'],
  ['/moc nội vụ', '1', 'Đang theo dõi phong trào'],
])('under %s “%s” is understood', async (command, typed, told) => {
  const { assistant, administrator } = await givenPlans()
  await using _ = assistant
  await administrator.says(command)
  expect(await administrator.says(typed)).toContain(told)
})

describe('an organiser who is no administrator and types a reason after /dungnhac', () => {
  const REASON = 'Sở đang họp để đổi hạn'
  async function givenHoa(...campaigns: readonly string[]) {
    const rig = await givenPlans()
    for (const campaign of campaigns)
      await giveRole(
        rig.assistant.db,
        { person: 'web-hoa', role: 'organiser', campaign, unit: '', givenBy: 'web-quan-tri' },
        rig.assistant.clock.now(),
      )
    return { ...rig, hoa: rig.person('web-hoa') }
  }

  it('is asked of which plan, and the reason is kept', async () => {
    const { assistant, hoa } = await givenHoa(NOI_VU, HUNG_YEN)
    await using _ = assistant
    expect(await hoa.says(`/dungnhac ${REASON}`)).toContain('Anh/chị tạm ngừng được nhắc hạn của')
    expect(await hoa.says('1')).toContain(
      `Ngành Nội vụ Hưng Yên 2020. Người theo dõi thấy lý do trong /nhac: ${REASON}`,
    )
  })

  it('is asked for a longer one where it says too little', async () => {
    const { assistant, hoa } = await givenHoa(NOI_VU)
    await using _ = assistant
    await hoa.says('/dungnhac thử')
    expect(await hoa.taps('Ngành Nội vụ Hưng Yên 2020')).toContain('Vì sao tạm ngừng gửi nhắc hạn?')
    expect(await hoa.says(REASON)).toContain('Đã tạm ngừng')
  })

  it('and asks something else instead leaves nothing undone unsaid', async () => {
    const { assistant, hoa } = await givenHoa(NOI_VU)
    await using _ = assistant
    await hoa.says(`/dungnhac ${REASON}`)
    expect(await hoa.says('Hạn đăng ký nội vụ là ngày nào?')).toContain('Đã bỏ dở: tạm ngừng nhắc hạn')
  })
})

it.each(['tra cứu', 'xem đăng ký'])(
  'while a reason is asked for “%s” with a code is obeyed, not the reason',
  async (typed) => {
    const { assistant, admin } = await givenOrganisers()
    await using _ = assistant
    const [first, other] = [
      await givenRegistration(assistant),
      await givenRegistration(assistant, { person: 'telegram:78' }),
    ]
    await admin.taps(`review:reject:${first.id}:${first.revision}`)
    const said = await admin.says(`${typed} ${other.code}`)
    expect(said).toContain(`Đã bỏ dở: không duyệt ${first.code}`)
    expect(said).toContain(`Đăng ký chờ duyệt ${other.code}`)
  },
)
