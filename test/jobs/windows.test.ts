// Before Zalo shuts, whoever would miss a reminder is asked for a tap: once, politely, by day.

import { describe, expect, it } from 'vitest'
import { keepWindowsOpen } from '../../jobs/keep-windows-open.ts'
import { stopFollow } from '../../store/follows.ts'
import { givenReminding, type RemindingRig, vietnam } from '../fakes/reminding-rig.ts'

const HOA = 'zalo:1'

async function look(rig: RemindingRig, ...moments: string[]): Promise<void> {
  for (const moment of moments) {
    rig.clock.set(vietnam(moment))
    await keepWindowsOpen(rig.tools)
    await rig.deliver()
  }
}

describe('somebody whose Zalo window is about to shut', () => {
  it('is asked once, with a button that keeps it open', async () => {
    await using rig = await givenReminding({ startsAt: '11/02/2020 14:00' })
    await rig.follows(await rig.meets(HOA))
    await look(rig, '13/02/2020 10:45', '13/02/2020 11:00', '13/02/2020 11:15', '13/02/2020 13:45')
    expect(rig.heard(HOA)).toEqual([
      'Sắp đến hạn “Gửi hồ sơ đăng ký thi đua” (hết Chủ nhật 16/02/2020). Zalo chỉ cho tôi nhắn khi anh/chị vừa trò chuyện trong 48 giờ; anh/chị chạm nút dưới đây để lần nhắc tới vẫn đến được.',
    ])
    expect(rig.told[0]?.at).toEqual(vietnam('13/02/2020 11:00'))
    expect(rig.told[0]?.reply.choices).toEqual([
      { label: 'Tiếp tục nhắc tôi', action: 'remind:resume:noi-vu-hung-yen-2020' },
    ])
  })

  it('is asked in the evening where it shuts at night', async () => {
    await using rig = await givenReminding({ startsAt: '11/02/2020 23:00' })
    await rig.follows(await rig.meets(HOA))
    await look(rig, '13/02/2020 17:00', '13/02/2020 20:30', '13/02/2020 22:00')
    expect(rig.told.map(({ at }) => at)).toEqual([vietnam('13/02/2020 20:30')])
  })

  it.each([
    ['follows nothing any more', (rig: RemindingRig) => stopFollow(rig.db, HOA, null, rig.clock.now())],
    ['is reached in Telegram, too', async (rig: RemindingRig) => void (await joined(rig))],
  ])('is not asked who %s', async (_who, change) => {
    await using rig = await givenReminding({ startsAt: '11/02/2020 14:00' })
    await rig.follows(await rig.meets(HOA))
    await change(rig)
    await look(rig, '13/02/2020 11:00', '13/02/2020 13:00')
    expect(rig.told).toEqual([])
  })

  it('is not asked where a template is let through, nor where the next reminder comes in time', async () => {
    await using withTemplate = await givenReminding({
      startsAt: '11/02/2020 14:00',
      reach: { zaloHours: 48, hasZaloTemplate: true },
    })
    await withTemplate.follows(await withTemplate.meets(HOA))
    await look(withTemplate, '13/02/2020 11:00')
    expect(withTemplate.told).toEqual([])
    await using rig = await givenReminding({ startsAt: '10/02/2020 09:00' })
    await rig.follows(await rig.meets(HOA))
    await look(rig, '10/02/2020 10:00', '11/02/2020 07:30')
    expect(rig.told).toEqual([])
  })
})

const joined = (rig: RemindingRig) =>
  rig
    .meets('telegram:1')
    .then(() =>
      rig.db.updateTable('contacts').set({ person_id: HOA }).where('conversation_id', '=', 'telegram:1').execute(),
    )
