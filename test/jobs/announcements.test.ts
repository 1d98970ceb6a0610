import { describe, expect, it } from 'vitest'
import { freshState } from '../../handlers/handler.ts'
import { sendAnnouncements } from '../../jobs/send-announcements.ts'
import { deliveryReport, keepAnnouncement, moveAnnouncement, readAnnouncement } from '../../store/announcements.ts'
import { writeState } from '../../store/conversation-state.ts'
import { givenReminding, NOI_VU } from '../fakes/reminding-rig.ts'

describe('an announcement', () => {
  it('goes once to each follower after it was confirmed, waits while it is stopped, and says whom it did not reach', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 09:00' })
    const people = ['telegram:1', 'telegram:2', 'zalo:3']
    for (const id of people) await rig.follows(await rig.meets(id))
    await rig.db
      .updateTable('contacts')
      .set({ last_seen_at: '2020-02-01T00:00:00.000Z' })
      .where('channel', '=', 'zalo')
      .execute()
    const now = rig.clock.now()
    await keepAnnouncement(rig.db, { id: 'a', campaign: NOI_VU, text: 'Họp lúc 8 giờ.', by: 'telegram:9' }, now)
    const round = async () => {
      await sendAnnouncements(rig.tools)
      await rig.at('10/02/2020 09:05')
    }
    await round()
    expect(rig.told).toEqual([])
    await moveAnnouncement(rig.db, 'a', ['draft'], 'confirmed', now)
    await moveAnnouncement(rig.db, 'a', ['confirmed'], 'stopped', now)
    await round()
    expect(rig.told).toEqual([])
    await moveAnnouncement(rig.db, 'a', ['stopped'], 'confirmed', now)
    for (let count = 0; count < 3; count++) await round()
    expect(rig.told.map(({ conversationId }) => conversationId).sort()).toEqual(['telegram:1', 'telegram:2'])
    expect((await readAnnouncement(rig.db, 'a'))?.state).toBe('sent')
    const report = await deliveryReport(rig.db, 'a')
    expect(report.map(({ state, count }) => `${count} ${state}`).sort()).toEqual(['1 window_closed', '2 sent'])
  })
  it('waits for whoever answers a form, and goes to the others meanwhile', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 09:00' })
    const [busy, free] = [await rig.meets('telegram:1'), await rig.meets('telegram:2')]
    for (const person of [busy, free]) await rig.follows(person)
    const now = rig.clock.now()
    const filling = (form: object | null) => writeState(rig.db, busy, { ...freshState, form }, now)
    await filling({ registration: 'r' })
    await keepAnnouncement(rig.db, { id: 'a', campaign: NOI_VU, text: 'Họp lúc 8 giờ.', by: 'telegram:9' }, now)
    await moveAnnouncement(rig.db, 'a', ['draft'], 'confirmed', now)
    const round = async () => {
      await sendAnnouncements(rig.tools)
      await rig.deliver()
    }
    await round()
    expect(rig.told.map(({ conversationId }) => conversationId)).toEqual(['telegram:2'])
    expect((await readAnnouncement(rig.db, 'a'))?.state).toBe('sending')
    await filling(null)
    await round()
    expect(rig.told.map(({ conversationId }) => conversationId)).toEqual(['telegram:2', 'telegram:1'])
  })
})
