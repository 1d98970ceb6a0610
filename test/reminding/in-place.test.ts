// Whoever chooses days that have passed for the coming deadline is reminded of it nevertheless, once.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeSettings } from '../../handlers/reminding/change-settings.ts'
import { momentsOf } from '../../handlers/reminding/moments-of.ts'
import { stopFollow } from '../../store/follows.ts'
import { markMilestone } from '../../store/milestone-marks.ts'
import { givenReminding, NOI_VU, type RemindingRig, vietnam } from '../fakes/reminding-rig.ts'
import { givenFollower, givenPlans } from './shipped.ts'

const LAN = 'telegram:1'

async function changes(rig: RemindingRig, change: { leads?: number[]; hour?: string }): Promise<string> {
  const campaign = rig.tools.knower.current().campaigns.find(({ id }) => id === NOI_VU)
  if (!campaign) throw new Error('no campaign')
  const { told, write } = await changeSettings(campaign, change, LAN, rig.tools)
  await rig.tools.writer.write(write)
  return told.join('\n')
}

async function throughFebruary(rig: RemindingRig, from = 10): Promise<string[]> {
  for (let day = from; day <= 17; day++)
    for (const time of ['07:29', '07:45', '08:00', '09:00', '15:00']) {
      const at = vietnam(`${day}/02/2020 ${time}`)
      if (at > rig.clock.now()) await rig.run(at)
    }
  return rig.told.map(({ at }) => at.toISOString().slice(5, 16))
}

describe('whoever asks to be reminded five days before, four days before', () => {
  it('is told so, and reminded of the coming deadline on the next usual day', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await givenFollower({ assistant: rig }, 'web-lan')
    const said = await lan.says('nhắc trước 5 ngày')
    expect(said).toContain('Lần nhắc tới: 08:00 thứ Ba 11/02/2020')
    expect(said).toContain('(hạn hết Chủ nhật 16/02/2020): ngày nhắc theo cách này đã qua')
    expect(await lan.says('/nhac')).toContain('Lần nhắc tới: 08:00 thứ Ba 11/02/2020')
    await lan.says('/nhac')
    await lan.taps('Đổi số ngày nhắc trước')
    expect(await lan.says('10')).toContain('nhắc vào 08:00 thứ Ba 11/02/2020')
    await lan.taps('Đổi giờ nhắc')
    expect(await lan.says('15h')).toContain('nhắc vào 15:00 thứ Ba 11/02/2020')
  })

  it('is sent it once, by then at the hour chosen last', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 10:00' })
    await rig.follows(await rig.meets(LAN))
    await changes(rig, { leads: [5], hour: '09:00' })
    await changes(rig, { leads: [7, 5] })
    await changes(rig, { hour: '15:00' })
    expect(await throughFebruary(rig)).toEqual(['02-11T08:00', '02-17T08:00'])
    expect(await rig.ledger(LAN)).toEqual(['instead:2020-02-11 sent', 'overdue sent'])
  })

  it('is sent the usual ones alone where these are chosen again', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 10:00' })
    await rig.follows(await rig.meets(LAN))
    await changes(rig, { leads: [5] })
    await changes(rig, { leads: [1, 0] })
    expect(await throughFebruary(rig)).toEqual(['02-13T01:00', '02-14T01:00', '02-17T01:00'])
  })

  it('is sent nothing once it is done, or reminders are stopped', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 10:00' })
    await rig.follows(await rig.meets(LAN))
    await changes(rig, { leads: [5] })
    const mark = { person: LAN, campaign: NOI_VU, milestone: 'han-dang-ky', version: 0, at: rig.clock.now() }
    await markMilestone(rig.db, { ...mark, state: 'done', until: null })
    expect(await changes(rig, { leads: [6] })).not.toContain('Riêng')
    expect(await throughFebruary(rig)).toEqual([])
    await stopFollow(rig.db, LAN, NOI_VU, rig.clock.now())
    expect(rig.told).toEqual([])
  })

  it('is told plainly where no reminder is left', async () => {
    await using rig = await givenReminding({ startsAt: '14/02/2020 10:00' })
    await rig.meets(LAN)
    expect(await changes(rig, {})).toContain('đã sát hạn nên không còn lần nhắc nào trước hạn này')
  })

  it('is counted in what organisers are shown to come', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 10:00' })
    await rig.follows(await rig.meets(LAN))
    await changes(rig, { leads: [5] })
    const campaign = rig.tools.knower.current().campaigns.find(({ id }) => id === NOI_VU)
    if (!campaign) throw new Error('no campaign')
    const { moments } = await momentsOf(campaign, rig.tools)
    expect(moments[0]).toMatchObject({ at: vietnam('11/02/2020 08:00'), count: 1 })
  })
})

describe('a deadline ahead', () => {
  it('is reminded of after any change of settings, each time once, or it is told that nothing is left', async () => {
    const leads = fc.uniqueArray(fc.constantFrom(0, 1, 2, 3, 4, 5, 7, 10, 14), { minLength: 1, maxLength: 3 })
    const change = fc.record({
      day: fc.integer({ min: 10, max: 14 }),
      hour: fc.constantFrom('07:45', '08:00', '15:00'),
      leads,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (all) => {
        await using rig = await givenReminding({ startsAt: '10/02/2020 06:00' })
        await rig.meets(LAN)
        await rig.follows(LAN)
        let said = ''
        for (const { day, hour, leads } of all.toSorted((a, b) => a.day - b.day)) {
          await throughDay(rig, day)
          said = await changes(rig, { leads, hour })
        }
        const changedAt = rig.clock.now()
        await throughFebruary(rig)
        const ahead = rig.told.filter(({ at }) => at > changedAt && at < vietnam('17/02/2020 00:00'))
        expect(ahead.length > 0).toBe(!said.includes('không còn lần nhắc nào'))
        const moments = rig.told.map(({ at }) => at.toISOString())
        expect(new Set(moments).size).toBe(moments.length)
      }),
      { numRuns: 10, endOnFailure: true },
    )
  }, 120_000)
})

// Up to ten in the morning of that day.
async function throughDay(rig: RemindingRig, day: number): Promise<void> {
  for (const time of ['07:45', '08:00', '10:00']) {
    const at = vietnam(`${day}/02/2020 ${time}`)
    if (at > rig.clock.now()) await rig.run(at)
  }
}
