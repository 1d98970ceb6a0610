// The numbers of each day: counted twice they are the same, and they stay when what they count goes.

import { describe, expect, it } from 'vitest'
import { countDay } from '../../jobs/count-day.ts'
import { sumDays } from '../../store/daily-metrics.ts'
import { givenReminding, vietnam } from '../fakes/reminding-rig.ts'
import { asks, registers } from './somebody-did.ts'

describe('a day', () => {
  it('is counted from midnight to midnight in Vietnam, also after days off, and twice the same', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 23:59' })
    await rig.follows(await rig.meets('telegram:1'))
    await asks(rig, 'telegram:1', 'Thưởng bao nhiêu tiền?')
    await registers(rig, 'telegram:1', 'submitted')
    rig.clock.set(vietnam('11/02/2020 00:00'))
    await asks(rig, 'telegram:1', 'Khi nào trao giải?')
    await registers(rig, 'telegram:2', 'draft')
    rig.clock.set(vietnam('13/02/2020 00:10'))
    expect(await countDay(rig.tools)).toBe('counted up to 2020-02-12')
    const numbers = async (day: string) => Object.fromEntries(await sumDays(rig.db, day, day))
    const first = {
      questions: 1,
      questions_not_stated: 1,
      registrations_begun: 1,
      registrations_sent: 1,
      follows_begun: 1,
    }
    expect(await numbers('2020-02-10')).toMatchObject(first)
    expect(await numbers('2020-02-11')).toMatchObject({ questions: 1, registrations_begun: 1, registrations_sent: 0 })
    expect(await numbers('2020-02-12')).toMatchObject({ questions: 0, messages: 0 })
    await countDay(rig.tools)
    expect(await numbers('2020-02-10')).toMatchObject(first)
  })
})
