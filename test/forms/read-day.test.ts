import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { readDay } from '../../forms/read-day.ts'
import { formatDate } from '../../knowledge/working-days.ts'

const today = Temporal.PlainDate.from('2020-02-10') // a Monday
const said = (text: string, day = today) => {
  const reading = readDay(text, day)
  if (reading?.kind === 'day') return formatDate(reading.day)
  return reading?.kind === 'ask' ? `ask ${reading.why}` : (reading?.kind ?? null)
}

describe('a day', () => {
  it.each([
    ['17/2/2020', '17/02/2020'],
    ['17-02-2020', '17/02/2020'],
    ['17.02.20', '17/02/2020'],
    ['2020-02-17', '17/02/2020'],
    ['17 tháng 2', '17/02/2020'],
    ['ngày 17 tháng 02 năm 2020', '17/02/2020'],
    ['ngay 17 thang 2 nam 2020', '17/02/2020'],
    ['hai mươi mốt tháng ba', '21/03/2020'],
    ['mùng 5 tháng 3', '05/03/2020'],
    ['mồng một tháng năm', '01/05/2020'],
    ['ngày 15', '15/02/2020'],
    ['5/12', '05/12/2020'],
    ['trước ngày 30/11/2020', '30/11/2020'],
    ['thứ Sáu tuần này', '14/02/2020'],
    ['thu 6 tuan sau', '21/02/2020'],
    ['t6', '14/02/2020'],
    ['thứ Sáu', '14/02/2020'],
    ['chủ nhật', '16/02/2020'],
    ['thứ hai tuần trước', '03/02/2020'],
    ['hôm nay', '10/02/2020'],
    ['mai', '11/02/2020'],
    ['ngày kia', '12/02/2020'],
    ['ngay mot', '12/02/2020'],
    ['hôm qua', '09/02/2020'],
    ['cuối tháng', '29/02/2020'],
    ['cuối tháng sau', '31/03/2020'],
    ['cuối tháng 4', '30/04/2020'],
    ['cuối năm', '31/12/2020'],
    ['15/01/85', '15/01/1985'],
  ])('%s is %s', (text, day) => {
    expect(said(text)).toBe(day)
  })

  it.each(['31/02', '31/2/2020', '29/2/2021', '32/1', '5/13', '00/10', '30 tháng 2', 'ngày 32'])(
    '%s does not exist',
    (text) => {
      expect(said(text)).toBe('impossible')
    },
  )

  it('is asked for its year when it is past', () => {
    expect(said('5/1')).toBe('ask year')
    expect(said('17/2', Temporal.PlainDate.from('2020-02-18'))).toBe('ask year')
    expect(said('29/2', Temporal.PlainDate.from('2021-01-01'))).toBe('ask year')
  })

  it.each([
    ['15/8 âm lịch', 'ask lunar'],
    ['rằm tháng giêng', 'ask lunar'],
    ['mùng 3 tháng chạp', 'ask lunar'],
    ['sau Tết', 'ask vague'],
    ['tuần sau', 'ask vague'],
    ['quý sau', 'ask vague'],
    ['mùng 5', 'ask vague'],
    ['đầu tháng 3', 'ask vague'],
  ])('%s is asked again', (text, asked) => {
    expect(said(text)).toBe(asked)
  })

  it.each(['', 'không', '12,5%', '1.250', '26/CT-TTg', '09/KH-SNV', 'năm 2020', '0912345678', 'Nguyễn Văn An'])(
    '“%s” names none',
    (text) => {
      expect(readDay(text, today)).toBeNull()
    },
  )
})

describe('properties', () => {
  const pieces = fc.constantFrom(
    'ngày',
    'mùng',
    'tháng',
    'năm',
    'thứ',
    'cuối',
    'sau',
    'tuần',
    'hai',
    'mươi',
    '/',
    '-',
    '.',
    ' ',
    '2',
    '31',
    '2020',
    '99',
  )
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces).map((all) => all.join(' ')),
    fc.array(pieces).map((all) => all.join('')),
  )

  it('any text gives a day that exists, a question, or nothing', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const reading = readDay(text, today)
        if (reading?.kind === 'day')
          expect(Temporal.PlainDate.from(reading.day.toString()).equals(reading.day)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it('figures that are no day are never taken for one', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(20), fc.integer({ min: 1990, max: 2030 }), (day, month, year) => {
        const reading = readDay(`${day}/${month}/${year}`, today)
        const date = new Date(Date.UTC(year, month - 1, day))
        const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month >= 1
        expect(reading?.kind).toBe(exists ? 'day' : 'impossible')
      }),
      { numRuns: 2_000 },
    )
  })

  it('every day that is written out with its year is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
        const day = Temporal.PlainDate.from('1990-01-01').add({ days })
        for (const text of [formatDate(day), `ngày ${day.day} tháng ${day.month} năm ${day.year}`, day.toString()])
          expect(said(text)).toBe(formatDate(day))
      }),
    )
  })
})
