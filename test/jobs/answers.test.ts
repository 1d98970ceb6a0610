// Who asked what no plan could answer is told once one can: once, in their words, where it reaches them.

import { describe, expect, it } from 'vitest'
import { tellAnswers } from '../../jobs/tell-answers.ts'
import { giveConsent } from '../../store/consents.ts'
import { awaitAnswer, questionsWaiting } from '../../store/questions.ts'
import { givenReminding, type RemindingRig, vietnam } from '../fakes/reminding-rig.ts'
import { asks } from './somebody-did.ts'

const LAN = 'telegram:1'

async function waits(rig: RemindingRig, text: string): Promise<void> {
  const now = rig.clock.now()
  await giveConsent(rig.db, LAN, 'answering', now)
  await awaitAnswer(rig.db, await asks(rig, LAN, text), LAN, now)
}

describe('a question that waits', () => {
  it('is answered once there is an answer, and its asker is forgotten', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 09:00' })
    await rig.meets(LAN)
    await waits(rig, 'Hạn đăng ký thi đua là ngày nào?')
    await waits(rig, 'Bằng khen kèm theo bao nhiêu tiền?')
    expect(await tellAnswers(rig.tools)).toBe('1 of 2 questions answered')
    expect(await tellAnswers(rig.tools)).toBe('0 of 1 questions answered')
    await rig.deliver()
    expect(rig.heard(LAN)).toHaveLength(1)
    const [said = ''] = rig.heard(LAN)
    expect(said.split('\n')[0]).toBe(
      'Trước đây anh/chị hỏi: “Hạn đăng ký thi đua là ngày nào?”. Nay đã có câu trả lời:',
    )
    expect(said).toContain('trước ngày 17/02/2020')
    expect(said).toContain('Nguồn: Mục III.1')
    expect((await questionsWaiting(rig.db)).map(({ text }) => text)).toEqual(['Bằng khen kèm theo bao nhiêu tiền?'])
  })

  it('is answered by day, and by the channel that reaches them', async () => {
    await using rig = await givenReminding({ startsAt: '10/02/2020 09:00' })
    await rig.meets(LAN)
    await waits(rig, 'Hạn đăng ký thi đua là ngày nào?')
    rig.clock.set(vietnam('10/02/2020 22:00'))
    expect(await tellAnswers(rig.tools)).toBe('not at this hour')
    await rig.db.updateTable('contacts').set({ unreachable: 'blocked' }).execute()
    rig.clock.set(vietnam('11/02/2020 09:00'))
    expect(await tellAnswers(rig.tools)).toBe('0 of 1 questions answered')
    await rig.db.updateTable('contacts').set({ unreachable: null }).execute()
    expect(await tellAnswers(rig.tools)).toBe('1 of 1 questions answered')
  })
})
