import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { loadKnowledge, readKnowledgeFiles } from '../../knowledge/load.ts'
import { overdueDay, publishedOn, reminderDays } from '../../knowledge/reminder-days.ts'
import { createWorkingDays } from '../../knowledge/working-days.ts'

const { knowledge } = loadKnowledge(readKnowledgeFiles(join(import.meta.dirname, '../../knowledge')))
if (!knowledge) throw new Error('the shipped content has faults')
const workingDays = createWorkingDays(knowledge.holidays)
const day = (text: string) => Temporal.PlainDate.from(text)
const told = (last: string, leads: number[], published: string | null = null) =>
  reminderDays(day(last), leads, workingDays, published ? day(published) : null).map(
    (one) => `${one.lead}: ${one.day.toString()}`,
  )

describe('the days on which a deadline is spoken of', () => {
  it('count back from the last working day, and none lies before the plan (001, registration)', () => {
    expect(told('2020-02-16', [14, 7, 3, 1, 0], '2020-02-07')).toEqual([
      '3: 2020-02-11',
      '1: 2020-02-13',
      '0: 2020-02-14',
    ])
  })

  it('step over holidays and take working Saturdays', () => {
    expect(told('2020-01-30', [1])).toEqual(['1: 2020-01-22']) // Tết 23–29/01/2020
    expect(told('2024-05-06', [1])).toEqual(['1: 2024-05-04']) // worked instead of 29/4/2024
  })

  it('go over New Year and the leap day', () => {
    expect(told('2020-01-03', [3])).toEqual(['3: 2019-12-30'])
    expect(told('2020-03-02', [1, 0])).toEqual(['1: 2020-02-28', '0: 2020-03-02'])
  })

  it('say that it is too late on the first working day after', () => {
    expect(overdueDay(day('2020-02-16'), workingDays).toString()).toBe('2020-02-17')
    expect(overdueDay(day('2020-12-04'), workingDays).toString()).toBe('2020-12-07')
  })

  it('know when a plan was published, where it says so', () => {
    const of = (id: string) => knowledge?.campaigns.filter((one) => one.id === id).map(publishedOn)[0]
    expect(of('noi-vu-hung-yen-2020')?.toString()).toBe('2020-02-07')
    expect(of('van-hoa-cong-so-hung-yen')).toBeNull()
  })
})
