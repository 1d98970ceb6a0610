// Two channels of one person, joined: what was followed, said and told in either is theirs in both.

import { describe, expect, it } from 'vitest'
import { joinPerson } from '../../store/contacts.ts'
import { readFollow } from '../../store/follows.ts'
import { markMilestone } from '../../store/milestone-marks.ts'
import { givenReminding, NOI_VU, type RemindingRig } from '../fakes/reminding-rig.ts'

const [TELEGRAM, ZALO] = ['telegram:1', 'zalo:1']
const join = ({ db }: RemindingRig) => db.transaction().execute((trx) => joinPerson(trx, ZALO, TELEGRAM))

describe('a person with two joined channels', () => {
  it('who followed in both is reminded once, by the settings of the first', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(TELEGRAM), { hour: '09:00' })
    await rig.follows(await rig.meets(ZALO), { hour: '10:00' })
    await join(rig)
    expect((await readFollow(rig.db, TELEGRAM, NOI_VU))?.hour).toBe('09:00')
    expect(await readFollow(rig.db, ZALO, NOI_VU)).toBeNull()
    for (const hour of ['09:00', '10:00']) await rig.at(`11/02/2020 ${hour}`)
    expect(rig.told).toHaveLength(1)
  })

  it('is not told again in the other of what they were told in one', async () => {
    await using rig = await givenReminding()
    await rig.meets(TELEGRAM)
    await rig.follows(await rig.meets(ZALO))
    await rig.at('11/02/2020 08:00')
    await join(rig)
    await rig.at('11/02/2020 08:05', { restarted: true })
    expect(rig.told.map(({ conversationId }) => conversationId)).toEqual([ZALO])
    expect(await rig.ledger(TELEGRAM)).toEqual(['3 sent'])
  })

  it('who said “đã xong” in one is not reminded in the other', async () => {
    await using rig = await givenReminding()
    await rig.follows(await rig.meets(TELEGRAM))
    const mark = { campaign: NOI_VU, milestone: 'han-dang-ky', version: 0, until: null, at: rig.clock.now() }
    await markMilestone(rig.db, { ...mark, person: await rig.meets(ZALO), state: 'done' })
    await join(rig)
    await rig.at('11/02/2020 08:00')
    expect(rig.told).toEqual([])
  })
})
