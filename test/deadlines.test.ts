import { join } from 'node:path'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { createClock, toVietnamDate } from '../clock.ts'
import { explainMilestone, lastValidDay } from '../knowledge/deadlines.ts'
import { createKnower } from '../knowledge/knower.ts'
import { loadKnowledge, readKnowledgeFiles } from '../knowledge/load.ts'
import type { Milestone } from '../knowledge/schema.ts'
import { createWorkingDays } from '../knowledge/working-days.ts'
import { toPlainText } from '../message.ts'

const files = readKnowledgeFiles(join(import.meta.dirname, '../knowledge'))
const { knowledge } = loadKnowledge(files)
if (!knowledge) throw new Error('the shipped content has faults')
const workingDays = createWorkingDays(knowledge.holidays)
const day = (text: string) => Temporal.PlainDate.from(text)
const LATE = 'Hạn này đã qua'

function milestone(campaign: string, id: string): Milestone {
  const found = knowledge?.campaigns.find((one) => one.id === campaign)?.milestones.find((one) => one.id === id)
  if (!found) throw new Error(`no milestone ${campaign}/${id}`)
  return found
}

const REGISTRATION = milestone('noi-vu-hung-yen-2020', 'han-dang-ky')
const DOSSIER = milestone('noi-vu-hung-yen-2020', 'han-ho-so')
const explainAt = (one: Milestone, instant: string) =>
  explainMilestone(one, createClock(new Date(instant)).today(), workingDays)

/** “trước ngày D” for any D. */
const beforeDay = (date: string): Milestone => ({ ...REGISTRATION, date })
const byDay = (date: string): Milestone => ({ ...REGISTRATION, kind: 'by', date })

describe('a deadline seen from an instant', () => {
  it.each([
    [REGISTRATION, '2020-02-10T08:00:00+07:00', 'Còn 6 ngày, trong đó 4 ngày làm việc.'],
    [REGISTRATION, '2020-02-14T08:00:00+07:00', 'Còn 2 ngày; hôm nay là ngày làm việc cuối.'],
    [REGISTRATION, '2020-02-15T08:00:00+07:00', 'Còn 1 ngày, không còn ngày làm việc nào.'],
    [REGISTRATION, '2020-02-16T23:59:00+07:00', 'Hôm nay là ngày cuối.'],
    [REGISTRATION, '2020-02-17T00:00:00+07:00', `${LATE} (hôm nay là 17/02/2020).`],
    [REGISTRATION, '2020-02-16T16:30:00Z', 'Hôm nay là ngày cuối.'],
    [REGISTRATION, '2020-02-16T17:30:00Z', `${LATE} (hôm nay là 17/02/2020).`],
    [DOSSIER, '2020-12-04T16:00:00+07:00', 'Hôm nay là ngày cuối.'],
    [DOSSIER, '2020-12-05T00:00:00+07:00', LATE],
    [milestone('noi-vu-hung-yen-2020', 'han-trinh-bo'), '2020-12-05T08:00:00+07:00', 'Còn 4 ngày'],
    [
      milestone('van-hoa-cong-so-hung-yen', 'han-ke-hoach-trien-khai'),
      '2019-09-30T08:00:00+07:00',
      'Hôm nay là ngày cuối.',
    ],
    [milestone('van-hoa-cong-so-hung-yen', 'han-ke-hoach-trien-khai'), '2019-10-01T00:00:00+07:00', LATE],
    [
      milestone('van-hoa-cong-so-hung-yen', 'so-ket-2022'),
      '2022-06-15T08:00:00+07:00',
      'trong năm 2022; văn bản không nêu ngày',
    ],
    [
      milestone('van-hoa-cong-so-truc-ninh', 'nam-2022-so-ket'),
      '2022-06-15T08:00:00+07:00',
      'trong năm 2022; văn bản không nêu ngày',
    ],
    [milestone('van-hoa-cong-so-truc-ninh', 'quoc-khanh-2025'), '2025-09-02T08:00:00+07:00', 'đây không phải hạn nộp'],
    [
      milestone('chi-thi-19-lang-son', 'dinh-ky-bao-cao'),
      '2022-06-15T08:00:00+07:00',
      'văn bản không nêu thời hạn cụ thể',
    ],
  ])('$0.id at %s', (one, instant, expected) => {
    expect(explainAt(one, instant)).toContain(expected)
  })

  it('names the last valid day, and the last working day where that is earlier', () => {
    expect(explainAt(REGISTRATION, '2020-02-10T08:00:00+07:00')).toMatch(
      /^trước ngày 17\/02\/2020, tức hết Chủ nhật 16\/02\/2020; ngày làm việc cuối là thứ Sáu 14\/02\/2020\./,
    )
    expect(explainAt(DOSSIER, '2020-12-01T08:00:00+07:00')).toMatch(
      /^trước ngày 05\/12\/2020, tức hết thứ Sáu 04\/12\/2020\. Còn/,
    )
  })

  it('counts with leap days, Tết and holidays', () => {
    expect(explainMilestone(beforeDay('2020-03-01'), day('2020-02-28'), workingDays)).toContain(
      'tức hết thứ Bảy 29/02/2020; ngày làm việc cuối là thứ Sáu 28/02/2020. Còn 1 ngày; hôm nay',
    )
    expect(explainMilestone(beforeDay('2021-03-01'), day('2021-02-28'), workingDays)).toContain('Hôm nay là ngày cuối.')
    expect(explainMilestone(byDay('2020-01-28'), day('2020-01-22'), workingDays)).toContain(
      'ngày làm việc cuối là thứ Tư 22/01/2020. Còn 6 ngày; hôm nay là ngày làm việc cuối.',
    )
    expect(explainMilestone(byDay('2020-05-03'), day('2020-04-29'), workingDays)).toContain('cuối là thứ Tư 29/04/2020')
    expect(explainMilestone(byDay('2020-04-02'), day('2020-04-02'), workingDays)).toContain(
      'chậm nhất thứ Năm 02/04/2020',
    )
  })

  it('is past today for every day that the plans name', () => {
    const dated = knowledge.campaigns.flatMap(({ milestones }) => milestones.filter((one) => lastValidDay(one)))
    expect(dated).toHaveLength(4)
    for (const one of dated) expect(explainMilestone(one, createClock().today(), workingDays)).toContain(LATE)
  })
})

describe('any deadline on any day', () => {
  const anyDay = fc.integer({ min: 0, max: 4000 }).map((days) => day('2018-06-01').add({ days }))
  const anyMilestone = fc.tuple(anyDay, fc.constantFrom(beforeDay, byDay)).map(([date, kind]) => kind(date.toString()))

  it('has its last working day on or before its last valid day', () => {
    fc.assert(
      fc.property(anyMilestone, (one) => {
        const last = lastValidDay(one)
        const working = last && workingDays.lastOnOrBefore(last)
        expect(working && workingDays.isWorkingDay(working)).toBe(true)
        expect(working && Temporal.PlainDate.compare(working, last)).toBeLessThanOrEqual(0)
      }),
    )
  })

  it('is late exactly when the last valid day is over; days left are never negative', () => {
    fc.assert(
      fc.property(anyMilestone, anyDay, (one, today) => {
        const last = lastValidDay(one) as Temporal.PlainDate
        const left = today.until(last).days
        const text = explainMilestone(one, today, workingDays)
        expect(text.includes(LATE)).toBe(left < 0)
        expect(text).not.toMatch(/(Còn|đó) -/)
        expect(/Còn (\d+) ngày/.exec(text)?.[1]).toBe(left > 0 ? String(left) : undefined)
      }),
    )
  })

  it('is judged by the date in Vietnam', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1439 }), (date, minute) => {
        const instant = date.toZonedDateTime('Asia/Ho_Chi_Minh').add({ minutes: minute })
        expect(toVietnamDate(new Date(instant.epochMilliseconds)).toString()).toBe(date.toString())
      }),
    )
  })
})

describe('an answer about a deadline', () => {
  let clock = createClock()
  const { knower } = createKnower({ files, fallback: null, today: () => clock.today(), reword: null })
  const askAt = async (instant: string, question: string, focus: string | null = null) => {
    clock = createClock(new Date(instant))
    return toPlainText(await knower.answer(question, { focus, last: null }))
  }

  it.each([
    ['2020-02-16T23:59:00+07:00', 'Hôm nay là ngày cuối'],
    ['2020-02-17T00:00:00+07:00', LATE],
    ['2020-02-16T17:30:00Z', LATE],
  ])('is computed when it is asked: %s', async (instant, expected) => {
    const text = await askAt(instant, 'Hạn đăng ký thi đua ngành Nội vụ là ngày nào?')
    expect(text).toContain('trước ngày 17/02/2020')
    expect(text).toContain(expected)
  })

  it('follows the clock as it is moved forward', async () => {
    const asked = 'Hạn gửi hồ sơ đề nghị khen thưởng ngành Nội vụ là ngày nào?'
    expect(await askAt('2020-12-03T20:00:00+07:00', asked)).toContain('Còn 1 ngày')
    clock.advance({ hours: 4 })
    const last = await knower.answer(asked, { focus: null, last: null })
    expect(toPlainText(last)).toContain('Hôm nay là ngày cuối')
    clock.advance({ days: 1 })
    expect(toPlainText(await knower.answer(asked, { focus: null, last: null }))).toContain(LATE)
  })

  it.each([
    ['Văn hóa công sở Trực Ninh sơ kết vào ngày nào?', '2022', /không (nêu|ghi) ngày/],
    ['Sở Tài chính 2020 có hạn đăng ký thi đua không?', 'Sở Tài chính', /không (nêu|quy định|ghi|có)/],
    ['Hạn đăng ký thi đua theo Chỉ thị 19 tỉnh Lạng Sơn là ngày nào?', 'Lạng Sơn', /không (nêu|quy định|ghi|có)/],
  ])('invents no day: %s', async (question, names, says) => {
    const text = await askAt('2022-06-15T08:00:00+07:00', question)
    expect(text).toContain(names)
    expect(text).toMatch(says)
    expect(text).not.toMatch(/17\/02\/2020|Còn \d+ ngày/)
  })
})
