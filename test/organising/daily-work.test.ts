import { describe, expect, it } from 'vitest'
import { sendDigest } from '../../jobs/digest.ts'
import { toPlainText } from '../../message.ts'
import { createWriter } from '../../store/writer.ts'
import { givenFollower, givenPlans, NOI_VU } from '../reminding/shipped.ts'
import { ADMIN, givenOrganisers, givenRegistration, LAN } from './small-form.ts'

describe('after a decision', () => {
  it('the next one that waits is a tap away, until none does', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    const [first, second, third] = [
      await givenRegistration(rig),
      await givenRegistration(rig),
      await givenRegistration(rig),
    ]
    expect(await admin.taps(`review:approve:${second.id}:${second.revision}`)).toContain('Còn 2 đăng ký chờ duyệt.')
    expect(await admin.taps(`Tiếp theo: ${third.code}`)).toContain(`Đăng ký chờ duyệt ${third.code}`)
    await admin.taps('Duyệt')
    expect(await admin.taps(`Tiếp theo: ${first.code}`)).toContain(`Đăng ký chờ duyệt ${first.code}`)
    expect(await admin.taps('Duyệt')).toContain('Không còn đăng ký nào chờ duyệt.')
    expect(admin.offers()).toContain('Danh sách cần gọi điện')
  })

  it('a list names the unit of each, so that two of one name are told apart', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    await givenRegistration(rig)
    expect(await admin.says('/choduyet')).toContain('Nguyễn Thị Lan, Văn phòng UBND xã; Bằng khen')
  })
})

describe('plain words', () => {
  it.each([
    ['nhật ký', 'Nhật ký'],
    ['nhat ky', 'Nhật ký'],
    ['danh sách đăng ký chờ duyệt', 'chờ duyệt'],
    ['duyệt đăng ký', 'chờ duyệt'],
    ['số liệu đăng ký', 'Số liệu đăng ký'],
    ['thong ke dang ky', 'Số liệu đăng ký'],
    ['tải danh sách đăng ký', 'Danh sách An Bình 2020'],
  ])('“%s” is the command', async (text, said) => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    const { id, revision } = await givenRegistration(rig)
    await givenRegistration(rig)
    await admin.taps(`review:approve:${id}:${revision}`)
    expect(await admin.says(text)).toContain(said)
  })
})

describe('the card of a room', () => {
  it('names a collective, though its form does not ask whom it is about', async () => {
    const { assistant, admin } = await givenOrganisers()
    await using rig = assistant
    const { 'doi-tuong': _, 'ho-ten': __, ...room } = LAN
    const { id, revision } = await givenRegistration(rig, { values: room })
    expect(await admin.taps(`review:card:${id}:${revision}`)).toContain('Tập thể: Văn phòng UBND xã')
  })
})

describe('the card of one’s own registration', () => {
  it('offers no decision where a colleague decides', async () => {
    const { assistant, admin, person } = await givenOrganisers({ organisers: [ADMIN, 'telegram:2'] })
    await using rig = assistant
    await person('telegram:2').says('xin chào')
    const { id, revision } = await givenRegistration(rig, { person: ADMIN })
    await admin.taps(`review:card:${id}:${revision}`)
    expect(admin.offers()).not.toContain('Duyệt')
    expect(admin.offers()).toContain('Xem đầy đủ')
  })
})

describe('the log', () => {
  it('names days, announcements and the switch in words', async () => {
    const rig = await givenPlans()
    await using assistant = rig.assistant
    const { administrator } = rig
    await givenFollower(rig, 'web-lan')
    const [milestone] = assistant.tools.knower.current().campaigns.find(({ id }) => id === NOI_VU)?.milestones ?? []
    await administrator.says(`/start ${NOI_VU}`)
    await administrator.taps(`remind:day:${NOI_VU}/${milestone?.id}`)
    await administrator.says('21/2/2020')
    await administrator.says('Công văn số 15/SNV')
    expect(await administrator.taps('Xác nhận')).not.toContain('Sau khi xác nhận')
    await administrator.says('/thongbao')
    await administrator.says('Đề nghị các đơn vị gửi bản đăng ký có chữ ký.')
    await administrator.taps('Gửi cho 1 người')
    await administrator.taps('Dừng gửi')
    await administrator.taps('Gửi tiếp')
    await administrator.says('/dungnhac Văn bản đang được sửa')
    await administrator.taps('Bật lại nhắc')
    const log = await administrator.says('/nhatky')
    expect(log).toContain(`đặt ngày cuối của “${milestone?.what}”: 21/02/2020 (Công văn số 15/SNV)`)
    for (const words of ['gửi thông báo', 'dừng gửi thông báo', 'ngừng gửi nhắc hạn', 'bật lại nhắc hạn'])
      expect(log).toContain(words)
    expect(log).not.toMatch(/milestone-|announcement-|reminders-/)
  })
})

describe('a test of an announcement', () => {
  it('is followed by what can be done next', async () => {
    const rig = await givenPlans()
    await using _ = rig.assistant
    await givenFollower(rig, 'web-lan')
    await rig.administrator.says(`/start ${NOI_VU}`)
    await rig.administrator.says('/thongbao')
    await rig.administrator.says('Đề nghị các đơn vị gửi bản đăng ký có chữ ký.')
    await rig.administrator.taps('Gửi thử cho tôi')
    expect(rig.administrator.heard.at(-1)?.choices.map(({ label }) => label)).toEqual([
      'Gửi cho 1 người',
      'Viết lại',
      'Bỏ',
    ])
  })
})

describe('the weekly digest', () => {
  it('is silent about a campaign in which nothing happens, and leads on where something does', async () => {
    const rig = await givenPlans()
    await using assistant = rig.assistant
    const { tools, db, outbox } = assistant
    await rig.administrator.says('xin chào')
    await givenFollower(rig, 'web-lan')
    const reach = { zaloHours: 48, hasZaloTemplate: false }
    await sendDigest({ ...tools, writer: createWriter(db), outbox, reach, tell: async () => {} })
    await assistant.desk.idle()
    const digests = rig.administrator.heard.filter((one) => toPlainText(one).includes('Tổng hợp tuần'))
    expect(digests.map(toPlainText).join()).toContain('Ngành Nội vụ Hưng Yên 2020')
    expect(digests).toHaveLength(1)
    expect(digests[0]?.choices.map(({ label }) => label)).toEqual(['Xem danh sách chờ duyệt', 'Số liệu đăng ký'])
  })
})
