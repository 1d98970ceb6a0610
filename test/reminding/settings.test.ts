import { describe, expect, it } from 'vitest'
import { readHour } from '../../handlers/reminding/choose-hour.ts'
import { readLeads } from '../../handlers/reminding/choose-leads.ts'
import { giveConsent } from '../../store/consents.ts'
import { followsOfPerson, readFollow } from '../../store/follows.ts'
import { marksOf } from '../../store/milestone-marks.ts'
import { planReminder } from '../../store/plan-reminders.ts'
import { giveRole } from '../../store/roles.ts'
import { findOff, readSwitches } from '../../store/switches.ts'
import { registers } from '../jobs/somebody-did.ts'
import { ADMINISTRATOR, givenFollower, givenPlans, HUNG_YEN, NOI_VU } from './shipped.ts'

const LAN = 'web-lan'

describe('following', () => {
  it('is offered with an answer about a deadline ahead, and begins once the person has agreed', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await lan.says(`/start ${NOI_VU}`)
    await lan.says('Hạn đăng ký thi đua là ngày nào?')
    expect(lan.offers()).toContain('Nhắc tôi trước hạn')
    expect(await lan.taps('Nhắc tôi trước hạn')).toContain('Anh/chị có đồng ý không?')
    expect(await followsOfPerson(rig.db, LAN)).toEqual([])
    const said = await lan.taps('Đồng ý')
    expect(said).toContain('Đã bật nhắc hạn: Phong trào thi đua ngành Nội vụ')
    expect(said).toContain('Lần nhắc tới: 08:00 thứ Ba 11/02/2020 - Gửi hồ sơ đăng ký thi đua')
    expect(await readFollow(rig.db, LAN, NOI_VU)).toMatchObject({
      state: 'following',
      leads: [14, 7, 3, 1, 0],
      hour: '08:00',
    })
    await lan.says('Hạn đăng ký thi đua là ngày nào?')
    expect(lan.offers()).not.toContain('Nhắc tôi trước hạn')
  })

  it('names the deadlines ahead to whom was turned down, and until when they may register again', async () => {
    const rig = await givenPlans()
    await using assistant = rig.assistant
    await registers(assistant, LAN, 'rejected')
    await givenFollower(rig, LAN)
    const said = await rig.lan.says('/nhac')
    expect(said).not.toContain('Chưa có hạn nào')
    expect(said).toContain('không được duyệt nên tôi không nhắc')
    expect(said).toContain('(hết Chủ nhật 16/02/2020)')
    expect(said).toContain('(hết thứ Sáu 04/12/2020)')
    expect(said).toContain('Đến Chủ nhật 16/02/2020, anh/chị vẫn gửi được đăng ký khác')
  })

  it('keeps nothing of who does not agree', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await lan.taps(`remind:follow:${NOI_VU}`)
    expect(await lan.taps('Không đồng ý')).toContain('không nhắc hạn')
    expect(await followsOfPerson(rig.db, LAN)).toEqual([])
  })

  it('is offered on a link of a campaign, and not for a plan with nothing ahead', async () => {
    const { assistant, lan } = await givenPlans()
    await using _ = assistant
    await lan.says(`/start ${NOI_VU}`)
    expect(lan.offers()).toContain('Nhắc tôi trước hạn')
    await lan.says(`/start ${HUNG_YEN}`)
    expect(lan.offers()).not.toContain('Nhắc tôi trước hạn')
  })

  it('is shown to nobody in a group', async () => {
    const { assistant, person } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    const group = person('web-nhom')
    const said = await group.says('/nhac', { sender: LAN })
    expect(said).toContain('nhắn riêng cho tôi')
    expect(said).not.toContain('Nội vụ')
  })
})

describe('/nhac', () => {
  it.each(['/nhac', 'nhắc tôi', 'nhac han', 'cài đặt nhắc'])(
    '“%s” shows what is followed and what comes next',
    async (words) => {
      const { assistant, lan } = await givenPlans()
      await using rig = assistant
      await givenFollower({ assistant: rig }, LAN)
      const said = await lan.says(words)
      expect(said).toContain('Nhắc trước 14, 7, 3, 1 ngày làm việc và trong ngày làm việc cuối, lúc 08:00.')
      expect(said).toContain('Lần nhắc tới: 08:00 thứ Ba 11/02/2020')
    },
  )

  it('with a plan named is about that plan', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    expect(await lan.says('/nhac noi vu')).toContain('chưa nhận nhắc hạn của Phong trào thi đua ngành Nội vụ')
    expect(lan.offers()).toEqual(['Nhắc tôi trước hạn'])
    await giveConsent(rig.db, LAN, 'reminding', rig.clock.now())
    expect(await lan.says('nhắc tôi trước hạn nội vụ hưng yên')).toContain('Đã bật nhắc hạn: Phong trào thi đua ngành')
    expect((await readFollow(rig.db, LAN, NOI_VU))?.state).toBe('following')
    await givenFollower({ assistant: rig }, LAN, HUNG_YEN)
    const said = await lan.says('/nhac Nội vụ')
    expect(said).toContain('Lần nhắc tới: 08:00 thứ Ba 11/02/2020')
    expect(said.toLowerCase()).not.toContain('văn hóa công sở')
  })

  it('begins by “theo dõi”, of the plan that is named or in focus', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await giveConsent(rig.db, LAN, 'reminding', rig.clock.now())
    expect(await lan.says('theo dõi phong trào nội vụ')).toContain('Đã bật nhắc hạn: Phong trào thi đua ngành')
    await lan.says('/han văn hóa công sở Hưng Yên')
    expect(await lan.says('toi muon theo doi phong trao nay')).toContain('Đã bật nhắc hạn')
    expect((await readFollow(rig.db, LAN, HUNG_YEN))?.state).toBe('following')
    expect(await lan.says('Ai theo dõi, đôn đốc phong trào Trực Ninh?')).not.toContain('nhắc hạn')
  })

  it('offers the campaigns in which something is ahead to who follows none', async () => {
    const { assistant, lan } = await givenPlans()
    await using _ = assistant
    expect(await lan.says('/nhac')).toContain('chưa nhận nhắc hạn')
    expect(lan.offers()).toContain('Ngành Nội vụ Hưng Yên 2020')
  })

  it('changes the hour by a tap or by words, within the hours of reminders', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    await lan.says('/nhac')
    await lan.taps('Đổi giờ nhắc')
    expect(await lan.says('22h')).toContain('từ 07:30 đến trước 21:00')
    expect(await lan.says('4 giờ rưỡi chiều')).toContain('nhắc lúc 16:30')
    expect((await readFollow(rig.db, LAN, NOI_VU))?.hour).toBe('16:30')
    await lan.says('/nhac')
    await lan.taps('Đổi giờ nhắc')
    await lan.taps(`remind:hour:${NOI_VU}:0900`)
    expect((await readFollow(rig.db, LAN, NOI_VU))?.hour).toBe('09:00')
    expect(await lan.says('/nhac')).toContain('Lần nhắc tới: 09:00 thứ Ba 11/02/2020')
  })

  it('changes how long before', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    await lan.says('/nhac')
    await lan.taps('Đổi số ngày nhắc trước')
    expect(await lan.says('2 với 0')).toContain('trước 2 ngày làm việc và trong ngày làm việc cuối')
    expect(await lan.says('/nhac')).toContain('Lần nhắc tới: 08:00 thứ Tư 12/02/2020')
  })

  it('takes one number for the days or the hour themselves, not for a choice', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    await lan.says('/nhac')
    await lan.taps('Đổi số ngày nhắc trước')
    expect(await lan.says('2')).toContain('Đã đổi: nhắc trước 2 ngày làm việc.')
    await lan.says('/nhac')
    await lan.taps('Đổi giờ nhắc')
    expect(await lan.says('6')).toContain('từ 07:30 đến trước 21:00')
    expect(await lan.says('9')).toContain('Đã đổi: nhắc lúc 09:00.')
  })

  it('lets a question through while a setting is asked for', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    await lan.says(`/start ${NOI_VU}`)
    await lan.says('/nhac')
    await lan.taps('Tạm dừng')
    expect(await lan.says('Hạn nộp hồ sơ khen thưởng là khi nào?')).toContain('05/12/2020')
    expect(await lan.says('20/3')).not.toContain('Đã tạm dừng')
  })

  it('pauses until a day, all of a sudden or step by step, and goes on', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    expect(await lan.says('tạm dừng nhắc đến 20/3')).toContain('nhắc lại từ thứ Sáu 20/03/2020')
    expect(await lan.says('/nhac')).toContain('nhắc lại từ thứ Sáu 20/03/2020')
    await lan.taps('Nhắc tiếp')
    expect((await readFollow(rig.db, LAN, NOI_VU))?.state).toBe('following')
    await lan.says('tam dung nhac')
    expect(await lan.says('31/2')).toContain('Không có ngày này')
    expect(await lan.says('1/3/2020')).toContain('Chủ nhật 01/03/2020')
  })

  it.each([
    'đừng nhắc nữa',
    'ngừng nhắc',
    'dung nhac nua',
    'Không cần nhắc nữa',
    'thôi khỏi nhắc mình nữa nha',
    'đừng gửi tin nhắc nữa',
    'tat nhac noi vu giup em',
  ])('“%s” stops', async (words) => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    expect(await lan.says(words)).toContain('Đã ngừng nhắc')
    expect((await readFollow(rig.db, LAN, NOI_VU))?.state).toBe('stopped')
  })

  it('goes on by words, of what was paused before what was stopped', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    await givenFollower({ assistant: rig }, LAN, HUNG_YEN)
    expect(await lan.says('bật nhắc lại giúp mình')).toContain('Nhắc hạn của anh/chị')
    await lan.taps(`remind:stop:${NOI_VU}`)
    await lan.taps(`remind:pause:${HUNG_YEN}:open`)
    expect(await lan.says('bat nhac lai giup minh')).toContain('Đã bật lại nhắc hạn')
    expect((await readFollow(rig.db, LAN, HUNG_YEN))?.state).toBe('following')
    expect(await lan.says('nhắc tiếp đi')).toContain('Đã bật nhắc hạn: Phong trào thi đua ngành Nội vụ')
    await lan.taps('remind:stop:')
    expect(await lan.says('mở lại thông báo nhé')).toContain('bật lại nhắc của phong trào nào')
    expect(await lan.says('bật lại nhắc hạn nội vụ')).toContain('Đã bật nhắc hạn: Phong trào thi đua ngành Nội vụ')
  })

  it('begins by a plan’s name and ordinary words, once the person has agreed', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    expect(await lan.says('nhắc em hạn đăng ký nội vụ với')).toContain('Anh/chị có đồng ý không?')
    expect(await lan.taps('Đồng ý')).toContain('Đã bật nhắc hạn: Phong trào thi đua ngành Nội vụ')
    expect((await readFollow(rig.db, LAN, NOI_VU))?.state).toBe('following')
  })

  it.each(['khi nào nhắc Đại hội', 'kế hoạch nội vụ có nhắc Đại hội Đảng không', 'hạn đăng ký nội vụ?'])(
    'is not meant by the question “%s”',
    async (text) => {
      const { assistant, lan } = await givenPlans()
      await using rig = assistant
      await givenFollower({ assistant: rig }, LAN)
      expect(await lan.says(text)).not.toMatch(/Nhắc hạn của|Đã (?:bật|ngừng)|nhắc lại/)
    },
  )

  it('asks which one where several are followed', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    await givenFollower({ assistant: rig }, LAN, HUNG_YEN)
    expect(await lan.says('đừng nhắc nữa')).toContain('phong trào nào')
    await lan.taps('Ngừng nhắc tất cả')
    expect((await followsOfPerson(rig.db, LAN)).map(({ state }) => state)).toEqual(['stopped', 'stopped'])
  })

  it('can be stopped by who is reminded by office and follows nothing, and by nobody else in their name', async () => {
    const { assistant, administrator, lan } = await givenPlans()
    await using rig = assistant
    await administrator.says('xin chào')
    expect(await lan.taps(`remind:stop:${NOI_VU}`)).toContain('không nhận nhắc hạn nào')
    expect(await administrator.taps(`remind:stop:${NOI_VU}`)).toContain(
      'Đã ngừng nhắc: Phong trào thi đua ngành Nội vụ',
    )
    expect((await readFollow(rig.db, ADMINISTRATOR, NOI_VU))?.state).toBe('stopped')
    expect(await readFollow(rig.db, 'web-lan', NOI_VU)).toBeNull()
    await giveRole(
      rig.db,
      { person: 'web-lan', role: 'unit-contact', campaign: NOI_VU, unit: 'hy-an-thi-noi-vu', givenBy: 'x' },
      rig.clock.now(),
    )
    expect(await lan.says('đừng nhắc nữa')).toContain('Đã ngừng nhắc: Phong trào thi đua ngành Nội vụ')
    expect(await lan.says('đừng nhắc nữa')).toContain('không nhận nhắc hạn nào')
  })

  it('tells why nothing is sent while an administrator has turned it off', async () => {
    const { assistant, lan, administrator } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    expect(await lan.says('/dungnhac Vì tôi muốn thế')).toContain('người quản trị')
    expect(findOff(await readSwitches(rig.db), NOI_VU)).toBeNull()
    await administrator.says('/dungnhac')
    await administrator.says('Kế hoạch đang được sửa')
    expect(await lan.says('/nhac')).toContain('Lý do: Kế hoạch đang được sửa')
    await administrator.says('/batnhac')
    expect(await lan.says('/nhac')).toContain('Lần nhắc tới')
  })
})

describe('the next reminder promised', () => {
  it.each(['submitted', 'approved'] as const)('passes over what the person has %s', async (state) => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await registers(rig, LAN, state)
    await giveConsent(rig.db, LAN, 'reminding', rig.clock.now())
    const next = /Lần nhắc tới: 08:00 thứ .{2,4} \d\d\/11\/2020 - Họp bình xét/
    expect(await lan.taps(`remind:follow:${NOI_VU}`)).toMatch(next)
    expect(await lan.says('/nhac')).toMatch(next)
  })
})

describe('what is said of one deadline', () => {
  it('“đã xong” stops its reminders until it is taken back', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    await lan.taps(`remind:done:${NOI_VU}/han-dang-ky:0`)
    expect(await lan.says('/nhac')).toContain('/11/2020 - Họp bình xét')
    expect(await marksOf(rig.db, [LAN])).toMatchObject([{ milestone: 'han-dang-ky', state: 'done' }])
    await lan.taps('Chưa xong, nhắc tiếp')
    expect(await lan.says('/nhac')).toContain('11/02/2020')
  })

  it('“nhắc lại ngày mai” holds until the next working day that is not after the last one', async () => {
    // 30/11/2020 is a Monday; the dossier is due until Friday 04/12/2020.
    const { assistant, lan } = await givenPlans({ at: '2020-11-27T09:00:00+07:00' })
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    const tomorrow = `remind:tomorrow:${NOI_VU}/han-ho-so:0`
    expect(await lan.taps(tomorrow)).toContain(
      'Ngày mai không phải ngày làm việc nên tôi sẽ nhắc lại vào thứ Hai 30/11/2020',
    )
    expect(await marksOf(rig.db, [LAN])).toMatchObject([{ state: 'snoozed', until: '2020-11-30' }])
    rig.clock.advance({ days: 6 })
    expect(await lan.taps(tomorrow)).toContain('Tôi sẽ nhắc lại vào thứ Sáu 04/12/2020')
    rig.clock.advance({ days: 1 })
    expect(await lan.taps(tomorrow)).toContain('Hạn cuối là thứ Sáu 04/12/2020')
    rig.clock.advance({ days: 1 })
    expect(await lan.taps(tomorrow)).toContain('đã qua')
  })

  it('“nhắc lại ngày mai” says so where only days off are left', async () => {
    const { assistant, lan } = await givenPlans({ at: '2020-02-14T09:00:00+07:00' })
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    expect(await lan.taps(`remind:tomorrow:${NOI_VU}/han-dang-ky:0`)).toContain(
      'Hôm nay là ngày làm việc cuối trước hạn (Chủ nhật 16/02/2020) nên tôi không nhắc lại nữa',
    )
    expect(await marksOf(rig.db, [LAN])).toEqual([])
  })

  it('typed, asks which deadline is meant', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    expect(await lan.says('đã xong')).not.toContain('Việc nào')
    await givenFollower({ assistant: rig }, LAN)
    expect(await lan.says('đã xong')).toContain('Việc nào đã xong')
    await lan.taps('Gửi hồ sơ đăng ký thi đua (Chủ nhật 16/02/2020)')
    expect(await marksOf(rig.db, [LAN])).toHaveLength(1)
  })

  it('typed soon after a reminder, is said of what that was about', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    const at = rig.clock.now()
    const key = { campaign: NOI_VU, milestone: 'han-ho-so', version: 0, lead: '3' }
    await planReminder(rig.db, LAN, key, { dueAt: at, sendFrom: at })
    await rig.db.updateTable('reminders').set({ state: 'sent' }).execute()
    expect(await lan.says('mai nhắc lại nhé')).toContain('Tôi sẽ nhắc lại vào thứ Ba 11/02/2020: Họp bình xét')
    rig.clock.advance({ days: 2 })
    expect(await lan.says('tôi làm xong rồi')).toContain('Việc nào đã xong ạ?')
  })

  it.each(['đã xong rồi nhé', 'em nộp rồi', 'xong rồi ạ', 'dạ bên em gửi rồi nha', 'da nop roi a'])(
    '“%s” under a reminder marks what it was about',
    async (text) => {
      const { assistant, lan } = await givenPlans({ at: '2020-02-13T09:00:00+07:00' })
      await using rig = assistant
      await givenFollower({ assistant: rig }, LAN)
      const at = rig.clock.now()
      const key = { campaign: NOI_VU, milestone: 'han-dang-ky', version: 0, lead: '1' }
      await planReminder(rig.db, LAN, key, { dueAt: at, sendFrom: at })
      await rig.db.updateTable('reminders').set({ state: 'sent' }).execute()
      expect(await lan.says(text)).toContain('Đã ghi nhận xong: Gửi hồ sơ đăng ký thi đua')
      expect(await marksOf(rig.db, [LAN])).toMatchObject([{ milestone: 'han-dang-ky', state: 'done' }])
    },
  )

  it('is marked by “em nộp rồi” some days after its reminder', async () => {
    const { assistant, lan } = await givenPlans({ at: '2020-02-11T09:00:00+07:00' })
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    const at = rig.clock.now()
    const key = { campaign: NOI_VU, milestone: 'han-dang-ky', version: 0, lead: '3' }
    await planReminder(rig.db, LAN, key, { dueAt: at, sendFrom: at })
    await rig.db.updateTable('reminders').set({ state: 'sent' }).execute()
    rig.clock.advance({ days: 2 })
    expect(await lan.says('em nộp rồi ạ')).toContain('Đã ghi nhận xong: Gửi hồ sơ đăng ký thi đua')
  })

  it('is not marked by “em nộp rồi” where nothing was reminded of', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    expect(await lan.says('em nộp rồi')).not.toContain('Việc nào')
    expect(await marksOf(rig.db, [LAN])).toEqual([])
  })

  it.each(['mai nhắc lại nha', 'mai nhắc tôi lần nữa', 'để mai báo lại em nhé'])(
    '“%s” brings it once more the next day',
    async (text) => {
      const { assistant, lan } = await givenPlans({ at: '2020-02-11T09:00:00+07:00' })
      await using rig = assistant
      await givenFollower({ assistant: rig }, LAN)
      const at = rig.clock.now()
      const key = { campaign: NOI_VU, milestone: 'han-dang-ky', version: 0, lead: '3' }
      await planReminder(rig.db, LAN, key, { dueAt: at, sendFrom: at })
      await rig.db.updateTable('reminders').set({ state: 'sent' }).execute()
      expect(await lan.says(text)).toContain('Tôi sẽ nhắc lại vào thứ Tư 12/02/2020: Gửi hồ sơ đăng ký')
    },
  )

  it('typed after “đã quá hạn”, is said of that alone', async () => {
    const { assistant, lan } = await givenPlans({ at: '2020-02-17T09:00:00+07:00' })
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    const at = rig.clock.now()
    const key = { campaign: NOI_VU, milestone: 'han-dang-ky', version: 0, lead: 'overdue' }
    await planReminder(rig.db, LAN, key, { dueAt: at, sendFrom: at })
    await rig.db.updateTable('reminders').set({ state: 'sent' }).execute()
    expect(await lan.says('đã xong')).toContain('Đã ghi nhận xong: Gửi hồ sơ đăng ký thi đua')
    expect(await lan.says('đã xong')).toContain('Đã ghi nhận rồi: Gửi hồ sơ đăng ký thi đua')
    expect((await marksOf(rig.db, [LAN])).map(({ milestone }) => milestone)).toEqual(['han-dang-ky'])
  })

  it('typed a second time, marks nothing that is months away', async () => {
    const { assistant, lan } = await givenPlans({ at: '2020-02-12T09:00:00+07:00' })
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    const at = rig.clock.now()
    const key = { campaign: NOI_VU, milestone: 'han-dang-ky', version: 0, lead: '3' }
    await planReminder(rig.db, LAN, key, { dueAt: at, sendFrom: at })
    await rig.db.updateTable('reminders').set({ state: 'sent' }).execute()
    expect(await lan.says('toi xong roi')).toContain('Đã ghi nhận xong: Gửi hồ sơ đăng ký thi đua')
    expect(await lan.says('đã xong')).toContain('Đã ghi nhận rồi: Gửi hồ sơ đăng ký thi đua.')
    expect(lan.offers().join()).toContain('Họp bình xét')
    rig.clock.advance({ days: 2 })
    expect(await lan.says('đã xong')).toContain('Việc nào đã xong ạ?')
    expect((await marksOf(rig.db, [LAN])).map(({ milestone }) => milestone)).toEqual(['han-dang-ky'])
    rig.clock.advance({ days: 290 })
    expect(await lan.says('đã xong')).toContain('Đã ghi nhận xong: Họp bình xét')
  })

  it('tapped for several at once, is kept of each that can still be done', async () => {
    const { assistant, lan } = await givenPlans({ at: '2020-02-16T09:00:00+07:00' })
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    const said = await lan.taps(`remind:tomorrow:${NOI_VU}/han-dang-ky+${NOI_VU}/han-ho-so+${NOI_VU}/khong-co`)
    expect(said.split('\n\n').map((line) => line.slice(0, 24))).toEqual([
      'Hạn cuối là Chủ nhật 16/',
      'Tôi sẽ nhắc lại vào thứ ',
    ])
    expect((await marksOf(rig.db, [LAN])).map(({ milestone }) => milestone)).toEqual(['han-ho-so'])
    const sources = await lan.taps(`remind:source:${NOI_VU}/han-dang-ky+${NOI_VU}/han-ho-so`)
    for (const part of ['Mục III.1', 'Mục IV.1.a']) expect(sources).toContain(part)
  })

  it('shows its source, and an old button says that it is old', async () => {
    const { assistant, lan } = await givenPlans()
    await using _ = assistant
    expect(await lan.taps(`remind:source:${NOI_VU}/han-dang-ky`)).toContain('trước ngày 17/02/2020')
    for (const old of [
      'remind:done:khong-co/gi:0',
      'remind:follow:khong-co',
      'remind:la:gi',
      `remind:hour:${NOI_VU}:0900`,
    ])
      expect(await lan.taps(old), old).toMatch(/đã cũ/)
  })
})

describe('reading', () => {
  it.each([
    ['8h', '08:00'],
    ['8 giờ rưỡi', '08:30'],
    ['16:30', '16:30'],
    ['7g45', '07:45'],
    ['4 giờ chiều', '16:00'],
    ['9', '09:00'],
    ['25h', null],
    ['sáng mai', null],
  ])('“%s” as an hour: %s', (text, hour) => {
    expect(readHour(text)).toBe(hour)
  })

  it.each([
    ['10, 5, 1', [10, 5, 1]],
    ['3 ngày và 1 ngày', [3, 1]],
    ['100', null],
    ['không', null],
  ])('“%s” as days before', (text, leads) => {
    expect(readLeads(text)).toEqual(leads)
  })
})
