import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { loadKnowledge, readKnowledgeFiles } from '../../knowledge/load.ts'
import { missingHolidays, tellMissingHolidays } from '../../knowledge/missing-holidays.ts'
import { createWorkingDays } from '../../knowledge/working-days.ts'

const { knowledge } = loadKnowledge(readKnowledgeFiles(join(import.meta.dirname, '../../knowledge')))
if (!knowledge) throw new Error('the shipped content has faults')
const { campaigns, holidays } = knowledge
const workingDays = createWorkingDays(holidays)
const day = (text: string) => Temporal.PlainDate.from(text)

// Mùng 1 of the lunar year (domain.md D.4) and the year's lunar 10/3.
const TET = [
  '2020-01-25',
  '2021-02-12',
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
]

describe('the table of days off', () => {
  it.each(TET)('holds the lunar new year of %s as five weekdays off at least', (date) => {
    const first = day(date)
    const around = Array.from({ length: 15 }, (_, index) => first.add({ days: index - 7 }))
    const off = around.filter((one) => one.dayOfWeek <= 5 && !workingDays.isWorkingDay(one))
    expect(workingDays.isWorkingDay(first)).toBe(false)
    expect(off.length).toBeGreaterThanOrEqual(4)
  })

  it('holds what the law names for every year it knows: 01/01, 30/4, 01/5, 02/9', () => {
    const years = [...new Set(holidays.days.map(({ date }) => date.slice(0, 4)))]
    expect(years).toEqual(['2019', '2020', '2021', '2022', '2023', '2024', '2025', '2026', '2027'])
    for (const year of years)
      for (const date of ['01-01', '04-30', '05-01', '09-02'])
        expect(workingDays.isWorkingDay(day(`${year}-${date}`)), `${year}-${date}`).toBe(false)
  })

  it('gives a working Saturday or Sunday for every weekday that was swapped', () => {
    const swapped = holidays.days.filter(({ name }) => name.startsWith('Nghỉ hoán đổi'))
    const made = holidays.days.filter(({ kind }) => kind === 'work').map(({ name }) => name)
    expect(swapped.length).toBeGreaterThanOrEqual(5)
    for (const { date } of swapped) {
      const { day: d, month, year } = day(date)
      const written = new RegExp(`0?${d}/0?${month}/${year}`)
      expect(
        made.some((name) => written.test(name)),
        date,
      ).toBe(true)
    }
    for (const { date, kind } of holidays.days) if (kind === 'work') expect(day(date).dayOfWeek).toBeGreaterThan(5)
  })

  // New moons of 2027 by Meeus, Astronomical Algorithms, ch. 49: 06/02 22:55, 08/03 16:29, 07/04 06:51 in Vietnam.
  it('holds of 2027 what the law names, and no day that waits for its announcement', () => {
    const off = (text: string) => !workingDays.isWorkingDay(day(text))
    for (const text of [
      '2027-01-01',
      '2027-02-05',
      '2027-02-08',
      '2027-02-09',
      '2027-02-10',
      '2027-04-16',
      '2027-05-03',
    ])
      expect(off(text), text).toBe(true)
    for (const text of ['2027-02-04', '2027-02-11', '2027-09-01', '2027-09-03', '2026-11-24'])
      expect(off(text), text).toBe(false)
  })

  it('tells the operator of years that are not announced or have no rows, and of no others', () => {
    expect(missingHolidays(campaigns, workingDays, 2020)).toEqual([])
    expect(missingHolidays(campaigns, workingDays, 2026)).toEqual([2027])
    expect(missingHolidays(campaigns, workingDays, 2027)).toEqual([2027, 2028])
    expect(tellMissingHolidays([])).toBeNull()
    expect(tellMissingHolidays([2027])).toContain('2027')
  })
})
