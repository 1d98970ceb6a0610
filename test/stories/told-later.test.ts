// Whose a question was is kept only by consent; a question without an answer can be followed up.

import { describe, expect, it } from 'vitest'
import { ownDataReplies } from '../../handlers/own-data/replies.vi.ts'
import { replies } from '../../handlers/replies.vi.ts'
import { giveConsent } from '../../store/consents.ts'
import { listUnanswered, markTold, questionsWaiting } from '../../store/questions.ts'
import { givenAnAssistant, type SmallAssistant } from '../fakes/small-assistant.ts'
import { givenPeople } from '../fakes/somebody.ts'

const LAN = 'web-lan'
const NOW = new Date('2020-02-10T01:00:00Z')
const UNANSWERED = 'Phong trào An Bình thưởng bao nhiêu tiền? Gọi 0912345678'
const askers = async ({ db }: SmallAssistant) =>
  (await db.selectFrom('questions').select('conversation_id').execute()).map((row) => row.conversation_id)

describe('a question', () => {
  it('carries no conversation without consent, and can be judged all the same', async () => {
    await using assistant = await givenAnAssistant()
    const somebody = givenPeople(assistant)
    await somebody(LAN).says(UNANSWERED)
    expect(await askers(assistant)).toEqual([''])
    await somebody(LAN).taps(replies.feedback.down)
    expect(await assistant.db.selectFrom('feedback').select(['conversation_id', 'verdict']).execute()).toEqual([
      { conversation_id: '', verdict: 'down' },
    ])
  })

  it('carries it with consent', async () => {
    await using assistant = await givenAnAssistant()
    await giveConsent(assistant.db, LAN, 'answering', NOW)
    await givenPeople(assistant)(LAN).says(UNANSWERED)
    expect(await askers(assistant)).toEqual([LAN])
  })

  it('is offered to be followed up where the plan does not say, and asks for consent once', async () => {
    await using assistant = await givenAnAssistant()
    const lan = givenPeople(assistant)(LAN)
    await lan.says(UNANSWERED)
    expect(lan.offers()).toContain(replies.tellMe)
    expect(await lan.taps(replies.tellMe)).toContain(ownDataReplies.asked.answering)
    expect(await questionsWaiting(assistant.db)).toEqual([])
    expect(await lan.taps(ownDataReplies.agree)).toBe(ownDataReplies.willTell)
    expect(await questionsWaiting(assistant.db)).toMatchObject([
      { conversationId: LAN, person: LAN, channel: 'web', text: UNANSWERED.replace('0912345678', '[số điện thoại]') },
    ])
    assistant.clock.advance({ minutes: 1 })
    await lan.says('Phong trào Bình Minh thưởng bao nhiêu tiền?')
    expect(await lan.taps(replies.tellMe)).toBe(ownDataReplies.willTell)
    expect(await questionsWaiting(assistant.db)).toHaveLength(2)
  })

  it('that has its answer is not offered to be followed up', async () => {
    await using assistant = await givenAnAssistant()
    const lan = givenPeople(assistant)(LAN)
    await lan.says('Hạn đăng ký của phong trào An Bình là ngày nào?')
    expect(lan.offers()).not.toContain(replies.tellMe)
  })

  it('of somebody else cannot be followed up', async () => {
    await using assistant = await givenAnAssistant()
    const somebody = givenPeople(assistant)
    await somebody(LAN).says(UNANSWERED)
    const [question] = await listUnanswered(assistant.db, NOW)
    for (const id of [question?.id, '%', '_'.repeat(question?.id.length ?? 0)])
      expect(await somebody('web-minh').taps(`own:tell:${id}`)).toBe(ownDataReplies.noSuchQuestion)
    expect(await questionsWaiting(assistant.db)).toEqual([])
  })

  it('is nobody’s again once its asker was told', async () => {
    await using assistant = await givenAnAssistant()
    const lan = givenPeople(assistant)(LAN)
    await lan.says(UNANSWERED)
    await lan.taps(replies.tellMe)
    await lan.taps(ownDataReplies.agree)
    const [waiting] = await questionsWaiting(assistant.db)
    await markTold(assistant.db, waiting?.id ?? '', NOW)
    expect(await questionsWaiting(assistant.db)).toEqual([])
    expect(await askers(assistant)).toEqual([''])
  })
})

describe('the greeting', () => {
  it('says that questions are kept masked, and how to see and erase them', async () => {
    await using assistant = await givenAnAssistant()
    const said = await givenPeople(assistant)(LAN).says('xin chào')
    expect(said).toContain(replies.privacy)
  })
})
