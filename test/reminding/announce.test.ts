import { describe, expect, it } from 'vitest'
import { announcementsOf } from '../../store/announcements.ts'
import { givenFollower, givenPlans, NOI_VU } from './shipped.ts'

const TEXT = 'Đề nghị các đơn vị gửi bản đăng ký có chữ ký của thủ trưởng.'

async function givenDraft() {
  const rig = await givenPlans()
  await givenFollower(rig, 'web-lan')
  await givenFollower(rig, 'web-hoa')
  await rig.administrator.says(`/start ${NOI_VU}`)
  const asked = await rig.administrator.says('/thongbao')
  const shown = await rig.administrator.says(TEXT)
  return { ...rig, asked, shown }
}

describe('/thongbao', () => {
  it('is for organisers alone', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await lan.says('/thongbao')
    await lan.says(TEXT)
    expect(await announcementsOf(rig.db, NOI_VU)).toEqual([])
  })

  it('shows the text, counts who gets it, and sends nothing before the tap', async () => {
    const { assistant, administrator, asked, shown } = await givenDraft()
    await using rig = assistant
    expect(asked).toContain('2 người theo dõi')
    expect(shown).toContain(TEXT)
    expect(shown).toContain('Sẽ gửi tới 2 người')
    expect(await announcementsOf(rig.db, NOI_VU)).toMatchObject([{ state: 'draft', text: TEXT }])
    expect(await administrator.taps('Gửi thử cho tôi')).toContain('Thông báo của người phụ trách')
    expect((await announcementsOf(rig.db, NOI_VU))[0]?.state).toBe('draft')
    expect(await administrator.taps('Gửi cho 2 người')).toContain('Đã nhận lệnh gửi')
    expect((await announcementsOf(rig.db, NOI_VU))[0]?.state).toBe('confirmed')
  })

  it('says where sending is stopped that nothing goes out until it is turned on again', async () => {
    const { assistant, administrator } = await givenDraft()
    await using _ = assistant
    await administrator.says('/dungnhac Chờ chỉ đạo chung')
    const said = await administrator.taps('Gửi cho 2 người')
    expect(said).toContain('tạm ngừng gửi tin của mọi phong trào (lý do: Chờ chỉ đạo chung)')
    expect(said).toContain('/batnhac')
    expect(said).not.toContain('gửi dần')
    await administrator.taps('Dừng gửi')
    expect(await administrator.taps('Gửi tiếp')).toContain('/batnhac')
    await administrator.says('/batnhac')
    await administrator.taps('Dừng gửi')
    expect(await administrator.taps('Gửi tiếp')).not.toContain('/batnhac')
  })

  it('says how to go on where sending is stopped in this campaign alone', async () => {
    const { assistant, administrator } = await givenDraft()
    await using _ = assistant
    await administrator.taps(`remind:off:${NOI_VU}`)
    await administrator.says('Chờ xác nhận ngày')
    const said = await administrator.taps('Gửi cho 2 người')
    expect(said).toContain('Phong trào này đang tạm ngừng gửi tin (lý do: Chờ xác nhận ngày)')
    expect(administrator.offers()).toContain('Bật lại nhắc')
  })

  it('is confirmed once, stopped and resumed', async () => {
    const { assistant, administrator } = await givenDraft()
    await using rig = assistant
    const stateNow = async () => (await announcementsOf(rig.db, NOI_VU))[0]?.state
    await administrator.taps('Gửi cho 2 người')
    await administrator.says('xin chào')
    expect(await administrator.taps('Gửi cho 2 người')).toContain('chờ gửi')
    await administrator.taps('Dừng gửi')
    expect(await stateNow()).toBe('stopped')
    await administrator.taps('Xem kết quả gửi')
    await administrator.taps('Gửi tiếp')
    expect(await stateNow()).toBe('confirmed')
  })

  it('answers each tap that sends or stops, however soon it is repeated', async () => {
    const { assistant, administrator } = await givenDraft()
    await using _ = assistant
    for (const label of ['Gửi cho 2 người', 'Dừng gửi', 'Gửi tiếp']) {
      await administrator.taps(label)
      expect(await administrator.taps(label), label).not.toBe('')
    }
  })

  it('is sent again only to those who did not get it', async () => {
    const { assistant, administrator } = await givenDraft()
    await using rig = assistant
    await administrator.taps('Gửi cho 2 người')
    const [{ id } = { id: '' }] = await announcementsOf(rig.db, NOI_VU)
    const recipient = (person_id: string, state: string) => ({
      announcement_id: id,
      person_id,
      state,
      letter_id: null,
      reason: null,
      settled_at: null,
    })
    await rig.db
      .insertInto('announcement_recipients')
      .values([recipient('web-lan', 'sent'), recipient('web-hoa', 'blocked')])
      .execute()
    await rig.db.updateTable('announcements').set({ state: 'sent' }).execute()
    const report = await administrator.taps('Xem kết quả gửi')
    expect(report).toContain('đã nhận: 1 người')
    expect(report).toContain('đã chặn trợ lý: 1 người')
    expect(await administrator.taps('Gửi lại cho người chưa nhận')).toContain('gửi lại cho 1 người')
    const rows = await rig.db.selectFrom('announcement_recipients').select(['person_id', 'state']).execute()
    expect(rows).toEqual([
      { person_id: 'web-lan', state: 'sent' },
      { person_id: 'web-hoa', state: 'planned' },
    ])
  })

  it('is dropped or written anew, and refuses what is too short', async () => {
    const { assistant, administrator } = await givenDraft()
    await using rig = assistant
    await administrator.taps('Viết lại')
    expect(await administrator.says('ngắn')).toContain('từ 10 đến 1.500 ký tự')
    expect(await administrator.says(`${TEXT} Trân trọng.`)).toContain('Trân trọng')
    await administrator.taps('Bỏ')
    expect((await announcementsOf(rig.db, NOI_VU)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
  })
})
