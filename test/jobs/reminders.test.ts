import { describe, expect, it } from 'vitest'
import { givenReminding } from '../fakes/reminding-rig.ts'

const LAN = 'telegram:1'

describe('somebody who follows a plan', () => {
  it('is reminded on the working days before its deadline, at their hour, and once when it is too late', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(LAN))
    for (let day = 10; day <= 29; day++)
      for (const time of ['00:30', '07:59', '08:00', '08:01', '23:59']) await rig.at(`${day}/02/2020 ${time}`)
    const moments = rig.told.map(({ at }) => at.toISOString())
    expect(moments).toEqual([
      '2020-02-11T01:00:00.000Z',
      '2020-02-13T01:00:00.000Z',
      '2020-02-14T01:00:00.000Z',
      '2020-02-17T01:00:00.000Z',
    ])
    expect(await rig.ledger(LAN)).toEqual(['3 sent', '1 sent', '0 sent', 'overdue sent'])
  })
})
