// Drafts nobody goes on with: spoken of once, then let go with notice, by day, to where the person was last.

import { describe, expect, it } from 'vitest'
import { tendDrafts } from '../../jobs/tend-drafts.ts'
import { readRegistration } from '../../store/registrations.ts'
import { reminderSwitch, turnSwitch } from '../../store/switches.ts'
import { givenReminding, type RemindingRig, vietnam } from '../fakes/reminding-rig.ts'
import { registers } from './somebody-did.ts'

const LAN = 'telegram:1'
const look = async (rig: RemindingRig, moment: string) => {
  rig.clock.set(vietnam(moment))
  const outcome = await tendDrafts(rig.tools)
  await rig.deliver()
  return outcome
}

describe('a draft that rests', () => {
  it('is spoken of after three days, once, and expires with notice after thirty', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 09:00' })
    await rig.meets(LAN)
    const id = await registers(rig, LAN, 'draft')
    expect(await look(rig, '13/02/2020 08:59')).toBe('0 spoken of, 0 expired')
    expect(await look(rig, '13/02/2020 22:00')).toBe('not at this hour')
    expect(await look(rig, '14/02/2020 09:30')).toBe('1 spoken of, 0 expired')
    expect(await look(rig, '14/02/2020 09:30')).toBe('0 spoken of, 0 expired')
    expect(await look(rig, '20/02/2020 09:30')).toBe('0 spoken of, 0 expired')
    expect(rig.heard(LAN)[0]?.split('\n\n')).toEqual([
      'Anh/chị có bản nháp “Đăng ký thi đua ngành Nội vụ tỉnh Hưng Yên năm 2020” chưa gửi. Gõ “tiếp tục” để làm tiếp. Nếu anh/chị không làm tiếp, bản nháp hết hạn ngày 11/03/2020.',
      'Thời hạn đăng ký: trước ngày 17/02/2020, tức hết Chủ nhật 16/02/2020; ngày làm việc cuối là thứ Sáu 14/02/2020. Còn 2 ngày; hôm nay là ngày làm việc cuối.',
    ])
    expect(rig.told[0]?.reply.choices.map(({ label }) => label)).toEqual(['Làm tiếp', 'Xóa bản nháp'])
    expect(await look(rig, '11/03/2020 09:30')).toBe('0 spoken of, 1 expired')
    expect(await look(rig, '11/03/2020 09:30')).toBe('0 spoken of, 0 expired')
    expect(rig.heard(LAN).slice(1)).toEqual([
      'Bản nháp “Đăng ký thi đua ngành Nội vụ tỉnh Hưng Yên năm 2020” đã hết hạn vì lâu không được điền tiếp. Muốn đăng ký, anh/chị gửi /dangky.',
    ])
    expect((await readRegistration(rig.db, id))?.state).toBe('expired')
  })

  it('is not spoken of while reminders are off, and once they are on again', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 09:00' })
    await registers(rig, await rig.meets(LAN), 'draft')
    const turn = (isOn: boolean) =>
      turnSwitch(rig.db, { name: reminderSwitch(), isOn, reason: 'Sai hạn', by: 'telegram:9', at: rig.clock.now() })
    await turn(false)
    expect(await look(rig, '13/02/2020 09:30')).toBe('0 spoken of, 0 expired')
    await turn(true)
    expect(await look(rig, '14/02/2020 09:30')).toBe('1 spoken of, 0 expired')
  })

  it('is not spoken of twice in a morning to who was reminded of its deadline', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 09:00' })
    await rig.follows(await rig.meets(LAN))
    await registers(rig, LAN, 'draft')
    await rig.at('13/02/2020 08:00')
    expect(await look(rig, '13/02/2020 09:30')).toBe('1 spoken of, 0 expired')
    expect(await look(rig, '15/02/2020 09:30')).toBe('0 spoken of, 0 expired')
    expect(rig.heard(LAN).map((text) => text.split('\n')[0])).toEqual([
      'Nhắc hạn: Gửi hồ sơ đăng ký thi đua (Ngành Nội vụ Hưng Yên 2020)',
    ])
  })

  it('of somebody who cannot be reached expires all the same, and nobody is told', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 09:00' })
    await rig.meets(LAN)
    await registers(rig, LAN, 'draft')
    await rig.db.updateTable('contacts').set({ unreachable: 'blocked' }).execute()
    expect(await look(rig, '11/03/2020 09:30')).toBe('0 spoken of, 1 expired')
    expect(rig.told).toEqual([])
  })

  it('that was sent is let be', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 09:00' })
    await rig.meets(LAN)
    await registers(rig, LAN, 'submitted')
    expect(await look(rig, '20/03/2020 09:30')).toBe('0 spoken of, 0 expired')
  })
})
