import { describe, expect, it } from 'vitest'
import { findFormNow } from '../../handlers/registering/form-in-use.ts'
import { isLate } from '../../handlers/registering/late.ts'
import { actsOf } from '../../store/acts.ts'
import { setFormOpening } from '../../store/form-openings.ts'
import { keepMilestoneDay, milestoneDaysOf } from '../../store/milestone-days.ts'
import { giveRole } from '../../store/roles.ts'
import { givenFollower, givenPlans, HUNG_YEN, NOI_VU } from './shipped.ts'

const REGISTRATION = 'Gửi hồ sơ đăng ký thi đua (Chủ nhật 16/02/2020)'

describe('/han', () => {
  it('lists what is ahead first, then what has no day, what has passed, and occasions apart', async () => {
    const { assistant, lan } = await givenPlans()
    await using _ = assistant
    await lan.says(`/start ${NOI_VU}`)
    const said = await lan.says('/han')
    const order = ['Còn hạn', 'trước ngày 17/02/2020', 'trước ngày 05/12/2020', 'Dịp kỷ niệm', 'thứ Hai 03/02/2020']
    const places = order.map((words) => said.indexOf(words))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(said).toContain('Còn 6 ngày, trong đó 4 ngày làm việc.')
    expect(said).toContain('ngày làm việc cuối là thứ Sáu 14/02/2020')
    await lan.says(`/start ${HUNG_YEN}`)
    const other = await lan.says('/han')
    expect(other).toContain('trong năm 2022; văn bản không nêu ngày')
    expect(other.indexOf('Đã qua')).toBeLessThan(other.indexOf('trước ngày 01/10/2019'))
  })

  it.each(['/han nội vụ', '/han noi vu hung yen', '/HAN của Nội vụ.'])(
    'shows the whole time line of the plan that is named, whatever is in focus: %s',
    async (typed) => {
      const { assistant, lan } = await givenPlans()
      await using _ = assistant
      await lan.says(`/start ${HUNG_YEN}`)
      const said = await lan.says(typed)
      for (const part of ['ngành Nội vụ tỉnh Hưng Yên', '17/02/2020', '05/12/2020', '10/12/2020', 'Dịp kỷ niệm'])
        expect(said).toContain(part)
      expect(await lan.says('/han')).toContain('ngành Nội vụ tỉnh Hưng Yên')
    },
  )

  it('asks which plan is meant where a name is that of several, and takes words of no plan as a question', async () => {
    const { assistant, lan } = await givenPlans()
    await using _ = assistant
    expect(await lan.says('/han hưng yên')).toContain('của phong trào nào?')
    expect(await lan.taps('Ngành Nội vụ Hưng Yên 2020')).toContain('05/12/2020')
    expect(await lan.says('/han đăng ký')).not.toContain('Các mốc thời gian')
  })

  it('tells the next deadlines of all plans where none is in focus, and the whole time line of the one tapped', async () => {
    const { assistant, lan } = await givenPlans()
    await using _ = assistant
    const said = await lan.says('/han')
    expect(said).toContain('Các hạn sắp tới (hôm nay là thứ Hai 10/02/2020):')
    expect(said).toContain(
      'Gửi hồ sơ đăng ký thi đua (Ngành Nội vụ Hưng Yên 2020): trước ngày 17/02/2020, tức hết Chủ nhật 16/02/2020. Còn 6 ngày',
    )
    expect(said.length).toBeLessThan(1_000)
    expect(lan.offers()).toHaveLength(5)
    expect(await lan.taps('Văn hóa công sở tỉnh Hưng Yên')).toContain('trước ngày 01/10/2019')
  })

  it('tells those of the plans that the person follows, who in a group is not shown to follow them', async () => {
    const { assistant, lan } = await givenPlans({ at: '2022-03-01T08:00:00+07:00' })
    await using rig = assistant
    const set = { kind: 'day', reason: 'Hướng dẫn 5', by: 'web-quan-tri', at: rig.clock.now(), version: 1 } as const
    await keepMilestoneDay(rig.db, { campaign: HUNG_YEN, milestone: 'so-ket-2022', day: '2022-06-30', ...set })
    const other = { campaign: 'van-hoa-cong-so-truc-ninh', milestone: 'hang-nam-bao-cao', day: '2022-05-31' }
    await keepMilestoneDay(rig.db, { ...other, ...set })
    await givenFollower({ assistant: rig }, 'web-lan', HUNG_YEN)
    const said = await lan.says('hạn')
    expect(said).toContain('Các hạn sắp tới trong phong trào anh/chị theo dõi')
    expect(said).toMatch(/Sơ kết[^\n]*: hết thứ Năm 30\/06\/2022 \(do người phụ trách đặt\)/)
    expect(said).not.toContain('31/05/2022')
    expect(lan.offers()).toEqual(['Văn hóa công sở tỉnh Hưng Yên', 'Phong trào khác'])
    expect(await lan.taps('Phong trào khác')).toContain('31/05/2022')
    const inGroup = await lan.says('/han', { sender: 'web-nguoi-khac' })
    expect(inGroup).not.toContain('anh/chị theo dõi')
  })

  it('says so where no plan has a day ahead', async () => {
    const { assistant, lan } = await givenPlans({ at: '2021-03-01T08:00:00+07:00' })
    await using _ = assistant
    expect(await lan.says('/han')).toContain('Hiện không kế hoạch nào còn hạn có ngày cụ thể ở phía trước.')
    expect(lan.offers()).toHaveLength(5)
  })

  it('shows a picture of the time line', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await lan.says(`/start ${NOI_VU}`)
    await lan.says('/han')
    const [picture] = lan.heard.at(-1)?.attachments ?? []
    expect(picture).toMatchObject({ name: `${NOI_VU}.png`, type: 'image/png' })
    const kept = await rig.tools.files.read(rig.db, picture?.fileId ?? '')
    expect(kept?.content.subarray(1, 4).toString()).toBe('PNG')
  })

  it('says “đã qua” and counts no days once a deadline has passed', async () => {
    const { assistant, lan } = await givenPlans({ at: '2020-02-17T00:00:00+07:00' })
    await using _ = assistant
    await lan.says(`/start ${NOI_VU}`)
    const said = await lan.says('/han')
    expect(said.slice(said.indexOf('Đã qua'))).toContain('Hạn này đã qua (hôm nay là 17/02/2020)')
  })
})

describe('a registration', () => {
  it('is late by the day that holds: the organiser’s where there is one', async () => {
    const { assistant } = await givenPlans({ at: '2020-02-18T08:00:00+07:00' })
    await using rig = assistant
    const isLateNow = async () => {
      const inUse = await findFormNow(rig.tools, NOI_VU, 'dang-ky-thi-dua')
      if (!inUse) throw new Error('no such form')
      return isLate(inUse.campaign, inUse.form, rig.clock.today())
    }
    expect(await isLateNow()).toBe(true)
    const about = {
      campaign: NOI_VU,
      milestone: 'han-dang-ky',
      reason: 'Gia hạn',
      by: 'web-quan-tri',
      at: rig.clock.now(),
    }
    await keepMilestoneDay(rig.db, { ...about, version: 1, kind: 'day', day: '2020-02-18' })
    expect(await isLateNow()).toBe(false)
    await keepMilestoneDay(rig.db, { ...about, version: 2, kind: 'plan', day: null })
    expect(await isLateNow()).toBe(true)
  })
})

describe('/moc', () => {
  it('is for organisers of the campaign alone', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await lan.says('/moc')
    expect(lan.offers()).not.toContain(REGISTRATION)
    for (const act of ['moc', 'day', 'cancel', 'plan'])
      expect(await lan.taps(`remind:${act}:${NOI_VU}/han-dang-ky`), act).toContain('dành cho người phụ trách')
    expect(await lan.taps(`remind:preview:${NOI_VU}`)).toContain('dành cho người phụ trách')
    expect(await milestoneDaysOf(rig.db, NOI_VU)).toEqual([])
  })

  it('warns that people have less time before a day holds that is earlier', async () => {
    const { assistant, administrator } = await givenPlans()
    await using _ = assistant
    await administrator.taps(`remind:day:${NOI_VU}/han-ho-so`)
    const told = 'Sớm hơn hạn hiện nay (hết thứ Sáu 04/12/2020) 287 ngày: mọi người có ít thời gian hơn.'
    expect(await administrator.says('21/2/2020')).toContain(told)
    expect(await administrator.says('Công văn số 45')).toContain(told)
    expect(administrator.offers()).toContain('Vẫn xác nhận ngày này')
    await administrator.taps(`remind:day:${NOI_VU}/han-ho-so`)
    expect(await administrator.says('15/12/2020')).not.toContain('ít thời gian hơn')
  })

  it.each(['gửi hồ sơ đăng ký', 'Họp bình xét thi đua'])(
    'takes the typed name of a milestone for it: %s',
    async (typed) => {
      const { assistant, administrator } = await givenPlans()
      await using _ = assistant
      await administrator.says('/moc nội vụ')
      await administrator.says(typed)
      expect(administrator.offers()).toContain('Chuyển sang ngày khác')
    },
  )

  it('moves a deadline: both days are shown, nothing holds before the tap, answers say both', async () => {
    const { assistant, lan, administrator } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, 'web-lan')
    await administrator.says(`/start ${NOI_VU}`)
    await administrator.says('/moc')
    await administrator.taps(REGISTRATION)
    await administrator.taps('Chuyển sang ngày khác')
    expect(await administrator.says('31/2')).toContain('Không có ngày này')
    expect(await administrator.says('1/2/2020')).toContain('đã qua')
    await administrator.says('21/2/2020')
    const shown = await administrator.says('Công văn số 12/SNV gia hạn do dịch bệnh')
    for (const part of ['hết Chủ nhật 16/02/2020', 'hết thứ Sáu 21/02/2020', 'Công văn số 12/SNV', '1 người theo dõi'])
      expect(shown).toContain(part)
    expect(await milestoneDaysOf(rig.db, NOI_VU)).toEqual([])
    expect(await administrator.taps('Xác nhận')).toContain('Nay: hết thứ Sáu 21/02/2020, do người phụ trách')
    expect(await milestoneDaysOf(rig.db, NOI_VU)).toMatchObject([{ version: 1, kind: 'day', day: '2020-02-21' }])
    expect((await actsOf(rig.db, NOI_VU, 5)).map(({ act, details }) => [act, details.before, details.day])).toEqual([
      ['milestone-day', '2020-02-16', '2020-02-21'],
    ])
    await lan.says(`/start ${NOI_VU}`)
    const answer = await lan.says('Hạn đăng ký thi đua là ngày nào?')
    expect(answer).toContain('trước ngày 17/02/2020')
    const moved =
      'hết thứ Sáu 21/02/2020, do người phụ trách chuyển hạn (lý do: Công văn số 12/SNV gia hạn do dịch bệnh)'
    expect(answer).toContain(moved)
    expect(answer.indexOf(moved)).toBeLessThan(answer.indexOf('Văn bản ghi: trước ngày 17/02/2020'))
    expect(await lan.says('/han')).toContain(moved)
    await administrator.says('xin chào')
    expect(await administrator.taps('remind:confirm')).toContain('Không có thay đổi nào đang chờ')
  })

  it('sets a day that the plan leaves open, marked as the organiser’s', async () => {
    const { assistant, lan, administrator } = await givenPlans({ at: '2022-03-01T08:00:00+07:00' })
    await using _ = assistant
    await administrator.taps(`remind:day:${HUNG_YEN}/so-ket-2022`)
    await administrator.says('30/6')
    await administrator.says('Theo hướng dẫn số 5/HD')
    await administrator.taps('Xác nhận')
    await lan.says(`/start ${HUNG_YEN}`)
    const said = await lan.says('/han')
    expect(said).toContain('trong năm 2022; văn bản không nêu ngày cụ thể')
    expect(said).toContain('hết thứ Năm 30/06/2022, do người phụ trách đặt (lý do: Theo hướng dẫn số 5/HD)')
    expect(said.indexOf('Còn hạn')).toBeLessThan(said.indexOf('30/06/2022'))
  })

  it('says that the form of the day is closed, and leads to opening it', async () => {
    const { assistant, administrator } = await givenPlans()
    await using rig = assistant
    const closed = { isOpen: false, closesOn: null, changedBy: 'web-quan-tri', reason: 'Đã đủ' }
    const changedAt = rig.clock.now()
    await setFormOpening(rig.db, { campaign: NOI_VU, form: 'dang-ky-thi-dua', ...closed, changedAt })
    await administrator.taps(`remind:day:${NOI_VU}/han-dang-ky`)
    await administrator.says('20/2/2020')
    await administrator.says('Công văn số 15/SNV')
    expect(await administrator.taps('Xác nhận')).toContain('đang đóng nên chưa ai đăng ký được')
    expect(administrator.offers()[0]).toMatch(/^Mở biểu mẫu: /)
  })

  it('doubts a day that breaks the order of the plan or its years, and takes it once it is confirmed', async () => {
    const { assistant, administrator } = await givenPlans()
    await using rig = assistant
    await administrator.taps(`remind:day:${NOI_VU}/han-dang-ky`)
    const doubted = await administrator.says('20/12/2020')
    expect(doubted).toContain('Muộn hơn hạn của việc làm sau việc này, “Họp bình xét thi đua')
    expect(doubted).toContain('(hết thứ Sáu 04/12/2020)')
    await administrator.taps('Chọn ngày khác')
    expect(await administrator.says('21/2/2020')).not.toContain('kiểm tra lại')
    await administrator.taps(`remind:day:${NOI_VU}/han-ho-so`)
    expect(await administrator.says('14/2/2020')).toContain('Sớm hơn hạn của việc phải làm trước, “Gửi hồ sơ đăng ký')
    expect(await administrator.says('Theo chỉ đạo của Giám đốc Sở')).toContain('Anh/chị kiểm tra lại ngày này')
    expect(await milestoneDaysOf(rig.db, NOI_VU)).toEqual([])
    expect(await administrator.taps('Vẫn xác nhận ngày này')).toContain('Đã lưu')
    await administrator.taps(`remind:day:${HUNG_YEN}/so-ket-2022`)
    expect(await administrator.says('30/6/2021')).toContain('Văn bản nêu năm 2022.')
  })

  it('doubts a day before the plan was published', async () => {
    const { assistant, administrator } = await givenPlans({ at: '2020-01-02T08:00:00+07:00' })
    await using _ = assistant
    await administrator.taps(`remind:day:${NOI_VU}/han-dang-ky`)
    expect(await administrator.says('20/1/2020')).toContain('Sớm hơn ngày ban hành kế hoạch (07/02/2020).')
  })

  it('cancels, and lets the plan hold again', async () => {
    const { assistant, lan, administrator } = await givenPlans()
    await using rig = assistant
    await administrator.taps(`remind:cancel:${NOI_VU}/han-dang-ky`)
    expect(await administrator.says('hủy')).toContain('không có gì thay đổi')
    await administrator.taps(`remind:cancel:${NOI_VU}/han-dang-ky`)
    await administrator.says('ngắn')
    await administrator.says('Phong trào tạm hoãn theo chỉ đạo')
    await administrator.taps('Xác nhận')
    await lan.says(`/start ${NOI_VU}`)
    expect(await lan.says('/han')).toContain(
      'đã hủy, theo quyết định của người phụ trách ngày 10/02/2020 (lý do: Phong trào tạm hoãn theo chỉ đạo)',
    )
    await administrator.taps(`remind:plan:${NOI_VU}/han-dang-ky`)
    await administrator.says('Chỉ đạo đã được rút')
    await administrator.taps('Xác nhận')
    expect((await milestoneDaysOf(rig.db, NOI_VU)).map(({ version, kind, day }) => [version, kind, day])).toEqual([
      [1, 'cancelled', '2020-02-16'],
      [2, 'plan', null],
    ])
    expect(await lan.says('/han')).not.toContain('đã hủy')
  })

  it('tells who was slower that another has decided', async () => {
    const { assistant, administrator, person } = await givenPlans()
    await using rig = assistant
    const colleague = person('web-dong-nghiep')
    await giveRole(
      rig.db,
      { person: 'web-dong-nghiep', role: 'organiser', campaign: NOI_VU, unit: '', givenBy: 'web-quan-tri' },
      rig.clock.now(),
    )
    for (const [who, day] of [
      [administrator, '21/2/2020'],
      [colleague, '28/2/2020'],
    ] as const) {
      await who.taps(`remind:day:${NOI_VU}/han-dang-ky`)
      await who.says(day)
      await who.says('Gia hạn theo công văn')
    }
    await colleague.taps('Xác nhận')
    expect(await administrator.taps('Xác nhận')).toContain('vừa được người khác thay đổi')
    expect((await milestoneDaysOf(rig.db, NOI_VU)).map(({ day }) => day)).toEqual(['2020-02-28'])
  })

  it('shows who will be told what, when, before anything goes out', async () => {
    const { assistant, administrator, lan } = await givenPlans()
    await using rig = assistant
    for (const who of ['web-lan', 'web-hoa', 'web-tu']) await givenFollower({ assistant: rig }, who)
    await lan.says('tạm dừng nhắc đến 20/3')
    const said = await administrator.taps(`remind:preview:${NOI_VU}`)
    expect(said).toContain('08:00 thứ Ba 11/02/2020: Gửi hồ sơ đăng ký thi đua - 2 người')
    expect(said).toContain('08:00 thứ Sáu 14/02/2020')
    expect(said).toContain('1 người đang tạm dừng')
    await administrator.taps('Tạm ngừng nhắc phong trào này')
    await administrator.says('Chờ xác nhận ngày')
    expect(await administrator.taps(`remind:preview:${NOI_VU}`)).toContain(
      'Đang tạm ngừng gửi. Lý do: Chờ xác nhận ngày',
    )
  })

  it('shows that where it is asked for in words, to organisers alone', async () => {
    const { assistant, administrator, lan } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, 'web-lan')
    await administrator.says(`/start ${NOI_VU}`)
    expect(await administrator.says('ai sẽ nhận gì, lúc nào?')).toContain(
      '08:00 thứ Ba 11/02/2020: Gửi hồ sơ đăng ký thi đua - 1 người',
    )
    await lan.says(`/start ${NOI_VU}`)
    expect(await lan.says('ai sẽ nhận gì, lúc nào?')).not.toContain('1 người')
  })
})

describe('/dungnhac', () => {
  it('leads an organiser to their own plans, and says so where nothing is off', async () => {
    const { assistant, administrator, person } = await givenPlans()
    await using rig = assistant
    const colleague = person('web-dong-nghiep')
    const role = { role: 'organiser', campaign: NOI_VU, unit: '', givenBy: 'web-quan-tri' } as const
    await giveRole(rig.db, { person: 'web-dong-nghiep', ...role }, rig.clock.now())
    expect(await colleague.says('/dungnhac')).toContain('là việc của người quản trị')
    await colleague.taps('Ngành Nội vụ Hưng Yên 2020')
    expect(await colleague.says('Chờ công văn mới')).toContain('thông báo của Ngành Nội vụ Hưng Yên 2020')
    expect(await administrator.says('/batnhac')).toContain('đang được gửi bình thường')
    await administrator.says('/dungnhac Chờ chỉ đạo chung')
    expect(await colleague.taps('Bật lại nhắc')).toContain('tạm ngừng nhắc hạn của mọi phong trào')
  })
})
