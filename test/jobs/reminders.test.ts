import { describe, expect, it } from 'vitest'
import { sendReminders } from '../../jobs/send-reminders.ts'
import { changeRegistration, keepDraft } from '../../store/change-registration.ts'
import { follow, stopFollow } from '../../store/follows.ts'
import { keepMilestoneDay } from '../../store/milestone-days.ts'
import { markMilestone } from '../../store/milestone-marks.ts'
import { readRegistration } from '../../store/registrations.ts'
import { giveRole } from '../../store/roles.ts'
import { reminderSwitch, turnSwitch } from '../../store/switches.ts'
import { givenReminding, NOI_VU, type RemindingRig, vietnam } from '../fakes/reminding-rig.ts'

const LAN = 'telegram:1'
const ZALO = 'zalo:1'
const days = (rig: RemindingRig) => rig.told.map(({ at }) => at.toISOString().slice(5, 16))
const cross = async (rig: RemindingRig, from: number, to: number, ...times: string[]) => {
  for (let day = from; day <= to; day++)
    for (const time of times) await rig.at(`${String(day).padStart(2, '0')}/02/2020 ${time}`)
}
const registers = async (rig: RemindingRig, person: string, state: 'draft' | 'submitted' | 'returned') => {
  const now = rig.clock.now()
  const draft = { id: `r-${person}`, campaign: NOI_VU, form: 'dang-ky-thi-dua', formVersion: 'v', person }
  await keepDraft(rig.db, { ...draft, answers: {}, progress: {} }, now)
  if (state === 'draft') return
  const row = await readRegistration(rig.db, draft.id)
  if (!row) throw new Error('no draft')
  const more = state === 'returned' ? { decisionReason: 'thiếu chỉ tiêu' } : {}
  await changeRegistration(rig.db, row, { state, code: 'NV20-ABCDEF', submittedAt: now, ...more }, [], now)
}

describe('somebody who follows a plan', () => {
  it('is reminded on the working days before its deadline, at their hour, and once when it is too late', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(LAN))
    await cross(rig, 10, 20, '00:30', '07:59', '08:00', '08:01', '23:59')
    expect(days(rig)).toEqual(['02-11T01:00', '02-13T01:00', '02-14T01:00', '02-17T01:00'])
    expect(await rig.ledger(LAN)).toEqual(['3 sent', '1 sent', '0 sent', 'overdue sent'])
    expect(rig.heard(LAN)[2]).toContain('Còn 2 ngày; hôm nay là ngày làm việc cuối.')
  })

  it('is caught up with once after downtime, by the nearest reminder, and not at night', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(LAN))
    await rig.at('10/02/2020 09:00')
    await rig.at('13/02/2020 22:30', { restarted: true })
    expect(rig.told).toEqual([])
    await rig.at('14/02/2020 07:10')
    await rig.at('14/02/2020 07:45')
    await rig.at('14/02/2020 08:00')
    expect(await rig.ledger(LAN)).toEqual(['3 superseded', '1 sent', '0 sent'])
    expect(days(rig)).toEqual(['02-14T00:45', '02-14T01:00'])
  })

  it('is not reminded on a day that they no longer choose by the time it can go', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(LAN))
    await rig.at('10/02/2020 09:00')
    await rig.at('13/02/2020 22:30', { restarted: true })
    await follow(rig.db, LAN, NOI_VU, { leads: [0], hour: '09:15' }, rig.clock.now())
    await cross(rig, 14, 14, '07:45', '08:00', '09:15')
    expect(await rig.ledger(LAN)).toEqual(['3 superseded', '1 cancelled', '0 sent'])
    expect(days(rig)).toEqual(['02-14T02:15'])
  })

  it('is told once where the next reminder comes due between planner and sender', async () => {
    await using rig = await givenReminding()
    const contact = await rig.meets('telegram:2')
    await rig.follows(await rig.meets(LAN), { hour: '07:30', leads: [3, 1, 0] })
    const office = { role: 'unit-contact', campaign: NOI_VU, unit: 'an-thi', givenBy: 'test' } as const
    await giveRole(rig.db, { person: contact, ...office }, rig.clock.now())
    await rig.at('10/02/2020 09:00')
    await rig.at('13/02/2020 22:30', { restarted: true })
    rig.clock.set(vietnam('14/02/2020 08:00'))
    await sendReminders(rig.tools)
    await rig.deliver()
    await rig.at('14/02/2020 08:01')
    expect([rig.heard(LAN).length, rig.heard(contact).length]).toEqual([1, 1])
    expect(await rig.ledger(LAN)).toEqual(['3 superseded', '1 superseded', '0 sent'])
    expect(await rig.ledger(contact)).toEqual(['1 superseded', '0 sent'])
  })

  it('is told nothing that is stale', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(LAN))
    await rig.at('20/03/2020 09:00', { restarted: true })
    expect(rig.told).toEqual([])
  })

  it('is not reminded of what was due before they followed', async () => {
    await using rig = await givenReminding({ startsAt: '13/02/2020 09:00' })
    await rig.follows(await rig.meets(LAN))
    await cross(rig, 13, 14, '09:05', '12:00')
    expect(days(rig)).toEqual(['02-14T02:05'])
  })

  it('is not reminded once it is done, stopped, or said to be done', async () => {
    await using rig = await givenReminding()
    const people = await Promise.all(['telegram:1', 'telegram:2', 'telegram:3'].map((id) => rig.meets(id)))
    for (const person of people) await rig.follows(person)
    await rig.at('11/02/2020 08:00')
    const [sent = '', stopped = '', said = ''] = people
    await registers(rig, sent, 'submitted')
    await stopFollow(rig.db, stopped, null, rig.clock.now())
    const mark = { campaign: NOI_VU, milestone: 'han-dang-ky', version: 0, until: null, at: rig.clock.now() }
    await markMilestone(rig.db, { ...mark, person: said, state: 'done' })
    await cross(rig, 12, 20, '08:00', '15:00')
    expect(rig.told).toHaveLength(3)
    expect(await rig.ledger(sent)).toEqual(['3 sent', '1 cancelled', '0 cancelled', 'overdue cancelled'])
    expect(await rig.ledger(said)).toEqual(['3 sent', '1 cancelled', '0 cancelled', 'overdue cancelled'])
  })

  it('is told what is missing of what they have begun or were sent back', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(LAN))
    await rig.follows(await rig.meets('telegram:2'))
    await registers(rig, LAN, 'draft')
    await registers(rig, 'telegram:2', 'returned')
    await rig.at('11/02/2020 08:00')
    expect(rig.heard(LAN)[0]).toContain('còn dở dang')
    expect(rig.heard('telegram:2')[0]).toContain('NV20-ABCDEF cần bổ sung')
    expect(rig.told[0]?.reply.choices[0]).toEqual({ label: 'Điền tiếp', action: `form:open:r-${LAN}` })
  })

  it('is not disturbed while answering a form', async () => {
    await using rig = await givenReminding({ startsAt: '11/02/2020 07:50' })
    await rig.follows(await rig.meets(LAN))
    const state = JSON.stringify({ form: { registration: 'r' } })
    await rig.db.insertInto('conversations').values({ id: LAN, state, updated_at: '' }).execute()
    await rig.at('11/02/2020 08:00')
    await rig.at('11/02/2020 08:10')
    expect(rig.told).toEqual([])
    await rig.at('11/02/2020 08:21')
    expect(rig.told).toHaveLength(1)
  })

  it('is told again tomorrow if they want it', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(LAN))
    await rig.at('11/02/2020 08:00')
    const mark = { person: LAN, campaign: NOI_VU, milestone: 'han-dang-ky', version: 0, at: rig.clock.now() }
    await markMilestone(rig.db, { ...mark, state: 'snoozed', until: '2020-02-12' })
    await cross(rig, 11, 13, '08:00', '08:01', '20:00')
    expect(days(rig)).toEqual(['02-11T01:00', '02-12T01:00', '02-13T01:00'])
  })
})

describe('a day that an organiser decides', () => {
  const decide = (rig: RemindingRig, version: number, kind: 'day' | 'cancelled' | 'plan', day: string | null) =>
    keepMilestoneDay(rig.db, {
      campaign: NOI_VU,
      milestone: 'han-dang-ky',
      version,
      kind,
      day,
      reason: 'lùi lịch họp',
      by: 'telegram:9',
      at: rig.clock.now(),
    })

  it('is told once to those who were reminded, and reminded of anew', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(LAN))
    await rig.at('11/02/2020 08:00')
    await rig.follows(await rig.meets('telegram:2'))
    await rig.at('12/02/2020 09:00')
    await decide(rig, 1, 'day', '2020-02-20')
    await rig.at('12/02/2020 09:01')
    await cross(rig, 13, 22, '08:00', '09:00')
    expect(rig.heard(LAN)[1]).toContain('Hạn chuyển từ hết Chủ nhật 16/02/2020 sang hết thứ Năm 20/02/2020')
    expect(rig.heard(LAN).filter((text) => text.includes('chuyển từ'))).toHaveLength(1)
    expect(rig.heard('telegram:2').join()).not.toContain('chuyển từ')
    expect(days(rig).slice(1)).toEqual([
      '02-12T02:01',
      ...['02-17', '02-19', '02-20', '02-21'].flatMap((day) => [`${day}T01:00`, `${day}T01:00`]),
    ])
  })

  it('is told with its reason and the last working day where the plan holds again', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(LAN))
    await decide(rig, 1, 'day', '2020-02-20')
    await rig.at('12/02/2020 08:00')
    await rig.at('13/02/2020 08:00')
    await rig.at('17/02/2020 08:00')
    const before = rig.heard(LAN).length
    expect(before).toBeGreaterThan(0)
    await decide(rig, 2, 'plan', null)
    await rig.at('13/02/2020 09:00')
    const told = rig.heard(LAN).slice(before).join('\n')
    expect(told).toContain('Thay đổi thời hạn: Gửi hồ sơ đăng ký thi đua')
    expect(told).toContain(
      'Hạn chuyển từ hết thứ Năm 20/02/2020 sang hết Chủ nhật 16/02/2020, theo văn bản. Lý do: lùi lịch họp. Ngày làm việc cuối là thứ Sáu 14/02/2020.',
    )
  })

  it('ends the reminders of one that is cancelled', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(LAN))
    await rig.at('11/02/2020 08:00')
    await decide(rig, 1, 'cancelled', '2020-02-16')
    await cross(rig, 12, 20, '08:00', '09:00')
    expect(rig.heard(LAN)).toHaveLength(2)
    expect(rig.heard(LAN)[1]).toContain('đã hủy hạn này ngày 11/02/2020')
  })
})

describe('the way a reminder takes', () => {
  it('is Telegram where Zalo’s window is shut', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(ZALO, LAN))
    await rig.at('13/02/2020 08:00')
    expect(rig.told.map(({ conversationId }) => conversationId)).toEqual([LAN])
  })

  it('ends where nothing is open, until the person writes', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(ZALO))
    await rig.at('13/02/2020 08:00')
    expect(await rig.ledger(ZALO)).toEqual(['3 superseded', '1 window_closed'])
    const { reopenReminders } = await import('../../store/reminders.ts')
    await rig.db
      .updateTable('contacts')
      .set({ last_seen_at: vietnam('13/02/2020 23:00').toISOString() })
      .execute()
    await reopenReminders(rig.db, ZALO, vietnam('13/02/2020 23:00'))
    await rig.at('13/02/2020 23:01')
    expect(rig.told).toEqual([])
    await rig.at('14/02/2020 07:30')
    expect(rig.told).toHaveLength(1)
  })

  it('is another one where the first was refused', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(LAN, 'telegram:2'))
    rig.ends(LAN, { state: 'blocked', reason: 'blocked by the user' })
    await rig.at('11/02/2020 08:00')
    await rig.at('11/02/2020 08:02')
    expect(rig.told.map(({ conversationId }) => conversationId)).toEqual(['telegram:2'])
    expect(await rig.ledger(LAN)).toEqual(['3 sent'])
  })

  it('is tried again the next morning where time ran out, and ends as what it was', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(LAN))
    rig.ends(LAN, { state: 'failed', reason: 'Bad Request' })
    await rig.at('11/02/2020 08:00')
    expect(await rig.ledger(LAN)).toEqual(['3 failed'])
  })
})

describe('the switch', () => {
  it('holds everything back, and lets the nearest go once it is on again', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(LAN))
    const turn = { name: reminderSwitch(), by: 'telegram:9', reason: 'kiểm tra lại' }
    await turnSwitch(rig.db, { ...turn, isOn: false, at: rig.clock.now() })
    await cross(rig, 11, 13, '08:00')
    expect(rig.told).toEqual([])
    await turnSwitch(rig.db, { ...turn, isOn: true, at: rig.clock.now() })
    await rig.at('13/02/2020 10:00')
    expect(rig.told).toHaveLength(1)
    expect(await rig.ledger(LAN)).toEqual(['3 superseded', '1 sent'])
  })
})

it('tells whoever withdrew that they did, not that they never registered', async () => {
  await using rig = await givenReminding()
  const lan = await rig.meets(LAN)
  await rig.follows(lan)
  await rig.follows(await rig.meets('telegram:2'))
  await registers(rig, lan, 'submitted')
  const sent = await readRegistration(rig.db, `r-${lan}`)
  if (!sent) throw new Error('nothing was sent')
  await changeRegistration(rig.db, sent, { state: 'withdrawn' }, [], rig.clock.now())
  await cross(rig, 10, 11, '08:00')
  expect(rig.heard(LAN).at(-1)).toContain('Anh/chị đã rút đăng ký NV20-ABCDEF và chưa gửi đăng ký khác.')
  expect(rig.heard('telegram:2').at(-1)).toContain('Anh/chị chưa đăng ký qua trợ lý này.')
})
