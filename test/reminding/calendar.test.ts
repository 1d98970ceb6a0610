import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { createCalendarRoutes } from '../../bot/calendar-routes.ts'
import { keepMilestoneDay } from '../../store/milestone-days.ts'
import type { SmallAssistant } from '../fakes/small-assistant.ts'
import { givenFollower, givenPlans, HUNG_YEN, NOI_VU } from './shipped.ts'

const LAN = 'web-lan'

async function eventsOf(rig: SmallAssistant, path = `/calendar/${NOI_VU}.ics`) {
  const response = await createCalendarRoutes(rig.tools).request(path)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const text = await response.text()
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const calendar = new ICAL.Component(ICAL.parse(text))
  return calendar.getAllSubcomponents('vevent').map((one) => ({
    id: String(one.getFirstPropertyValue('uid')).split('@')[0]?.split('.')[1] ?? '',
    uid: String(one.getFirstPropertyValue('uid')),
    start: one.getFirstPropertyValue('dtstart') as ICAL.Time,
    end: String(one.getFirstPropertyValue('dtend')),
    sequence: one.getFirstPropertyValue('sequence'),
    status: one.getFirstPropertyValue('status'),
    summary: String(one.getFirstPropertyValue('summary')),
    description: String(one.getFirstPropertyValue('description')),
    alarms: one.getAllSubcomponents('valarm').map((alarm) => String(alarm.getFirstPropertyValue('trigger'))),
  }))
}

const eventOf = async (rig: SmallAssistant, id: string, path?: string) =>
  (await eventsOf(rig, path)).find((one) => one.id === id)

const decide = (rig: SmallAssistant, version: number, kind: 'day' | 'cancelled', day: string) =>
  keepMilestoneDay(rig.db, {
    campaign: NOI_VU,
    milestone: 'han-dang-ky',
    version,
    kind,
    day,
    reason: 'Công văn số 12; hoãn, do dịch',
    by: 'web-quan-tri',
    at: rig.clock.now(),
  })

describe('the calendar of a campaign', () => {
  it('puts “trước ngày 17/02/2020” on 16/02 for the whole day, with alarms on working days', async () => {
    const { assistant } = await givenPlans()
    await using rig = assistant
    const event = await eventOf(rig, 'han-dang-ky')
    expect(event?.start.isDate).toBe(true)
    expect([event?.start.toString(), event?.end]).toEqual(['2020-02-16', '2020-02-17'])
    expect(event?.summary).toBe('Hạn: Gửi hồ sơ đăng ký thi đua')
    expect(event?.description).toContain('“Quá thời hạn đăng ký, tập thể, cá nhân, không được xét khen thưởng”')
    expect(event?.description).toContain('Mục III.1')
    // 08:00 in Vietnam on Friday 14/02, and a week before.
    expect(event?.alarms).toEqual(['2020-02-07T01:00:00Z', '2020-02-14T01:00:00Z'])
  })

  it('holds every milestone with a day and no other', async () => {
    const { assistant } = await givenPlans()
    await using rig = assistant
    const days = (await eventsOf(rig)).map(({ start }) => start.toString())
    expect(days).toContain('2020-12-04')
    expect(days).toContain('2020-12-09')
    expect(days).toHaveLength(10)
    expect((await eventsOf(rig, `/calendar/${HUNG_YEN}.ics`)).map(({ start }) => start.toString())).toEqual([
      '2019-09-30',
    ])
    const occasion = await eventOf(rig, 'ky-niem-quoc-khanh')
    expect([occasion?.start.toString(), occasion?.alarms]).toEqual(['2020-09-02', []])
  })

  it('moves and cancels an event under the same name, with a higher number', async () => {
    const { assistant } = await givenPlans()
    await using rig = assistant
    const before = await eventOf(rig, 'han-dang-ky')
    expect([before?.sequence, before?.status]).toEqual([0, 'CONFIRMED'])
    await decide(rig, 1, 'day', '2020-02-21')
    const moved = await eventOf(rig, 'han-dang-ky')
    expect(moved).toMatchObject({ uid: before?.uid, sequence: 1, status: 'CONFIRMED' })
    expect(moved?.start.toString()).toBe('2020-02-21')
    expect(moved?.description).toContain('Trước ngày 17/02/2020')
    expect(moved?.description).toContain(
      'Người phụ trách đã chuyển hạn sang hết thứ Sáu 21/02/2020 (lý do: Công văn số 12; hoãn, do dịch)',
    )
    await decide(rig, 2, 'cancelled', '2020-02-21')
    const cancelled = await eventOf(rig, 'han-dang-ky')
    expect(cancelled).toMatchObject({ uid: before?.uid, sequence: 2, status: 'CANCELLED', alarms: [] })
    expect(cancelled?.start.toString()).toBe('2020-02-21')
  })

  it('is not sent again while nothing has changed, and says 404 for no campaign', async () => {
    const { assistant } = await givenPlans()
    await using rig = assistant
    const routes = createCalendarRoutes(rig.tools)
    const path = `/calendar/${NOI_VU}.ics`
    const tag = (await routes.request(path)).headers.get('etag') ?? ''
    rig.clock.advance({ minutes: 5 })
    expect((await routes.request(path, { headers: { 'if-none-match': tag } })).status).toBe(304)
    await decide(rig, 1, 'day', '2020-02-21')
    expect((await routes.request(path, { headers: { 'if-none-match': tag } })).status).toBe(200)
    expect((await routes.request('/calendar/khong-co.ics')).status).toBe(404)
    expect((await routes.request('/calendar/..%2fkhong-co.ics')).status).toBe(404)
    const closed = createCalendarRoutes({ ...rig.tools, access: { mode: 'code', codes: ['mot-ma'] } })
    expect((await closed.request(path)).status).toBe(404)
  })
})

describe('the calendar of a person', () => {
  it('is had by a link that cannot be guessed and stays the same', async () => {
    const { assistant, lan } = await givenPlans({ publicUrl: 'https://thidua.example.vn/' })
    await using rig = assistant
    await givenFollower({ assistant: rig }, LAN)
    const said = await lan.taps('remind:calendar:')
    const path = /https:\/\/thidua\.example\.vn(\/calendar\/ca-nhan\/[\w-]{43}\.ics)/.exec(said)?.[1] ?? ''
    expect((await eventsOf(rig, path)).map(({ id }) => id)).toContain('han-dang-ky')
    await lan.says('xin chào')
    expect(await lan.taps('remind:calendar:')).toContain(path)
    const wrong = path.replace(/[\w-]{43}/, 'A'.repeat(43))
    expect((await createCalendarRoutes(rig.tools).request(wrong)).status).toBe(404)
    await lan.says('đừng nhắc nữa')
    expect((await (await createCalendarRoutes(rig.tools).request(path)).text()).includes('VEVENT')).toBe(false)
  })

  it('is a file where the service has no public address', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    expect(await lan.taps('remind:calendar:')).toContain('Chưa có hạn nào')
    await givenFollower({ assistant: rig }, LAN)
    await lan.says('/nhac')
    await lan.taps('Đưa vào lịch của tôi')
    const [attachment] = lan.heard.at(-1)?.attachments ?? []
    expect(attachment).toMatchObject({ name: 'lich-cua-toi.ics', type: 'text/calendar' })
    const kept = await rig.tools.files.read(rig.db, attachment?.fileId ?? '')
    const calendar = new ICAL.Component(ICAL.parse(kept?.content.toString('utf8') ?? ''))
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(10)
  })
})
