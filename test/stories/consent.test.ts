// Consent: asked for once per purpose and wording, before anything is kept, and taken back at will.

import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { askConsent, needsConsent } from '../../handlers/own-data/ask-consent.ts'
import { ownDataReplies } from '../../handlers/own-data/replies.vi.ts'
import { applyRetention } from '../../handlers/own-data/retention.ts'
import { replies } from '../../handlers/replies.vi.ts'
import { toPlainText } from '../../message.ts'
import {
  consentsOf,
  giveConsent,
  hasConsent,
  NOTICE_VERSIONS,
  PURPOSES,
  withdrawConsent,
} from '../../store/consents.ts'
import { RETENTION } from '../../store/retention.ts'
import { givenAnAssistant } from '../fakes/small-assistant.ts'
import { givenPeople } from '../fakes/somebody.ts'
import { givenPlans } from '../reminding/shipped.ts'

const NOW = new Date('2020-02-10T01:00:00Z')
const LAN = 'web-lan'
const CHOSEN = expect.stringContaining('Đã chọn: Phong trào thi đua An Bình')

describe('the notice', () => {
  it.each(PURPOSES)('of %s says what is kept, why, who sees it, how long, and how to see and erase it', (purpose) => {
    const text = toPlainText(askConsent(purpose, 'campaign:an-binh', { retention: RETENTION }))
    for (const said of ['Lưu gì', 'Để làm gì', 'Ai xem được', 'Bao lâu', '/dulieucuatoi', '/xoadulieu'])
      expect(text).toContain(said)
  })

  // Who changes a wording raises its version in store/consents.ts, then this list: people are asked again.
  it.each([
    ['answering', '1', 'c2b221935377'],
    ['registering', '1', '98af9b20f15e'],
    ['reminding', '1', '071a222f8608'],
  ] as const)('of %s has version %s as long as its words are these', (purpose, version, hash) => {
    const words = JSON.stringify(askConsent(purpose, '', { retention: RETENTION }).blocks)
    expect(NOTICE_VERSIONS[purpose]).toBe(version)
    expect(createHash('sha256').update(words).digest('hex').slice(0, 12)).toBe(hash)
  })
})

describe('whoever is asked', () => {
  it('agrees, and goes on with what they wanted', async () => {
    await using assistant = await givenAnAssistant()
    const lan = givenPeople(assistant)(LAN)
    expect(await lan.taps('consent:yes:registering:campaign:an-binh')).toEqual(CHOSEN)
    expect(await hasConsent(assistant.db, LAN, 'registering')).toBe(true)
    expect(await hasConsent(assistant.db, LAN, 'reminding')).toBe(false)
  })

  it('does not agree, and nothing is written', async () => {
    await using assistant = await givenAnAssistant()
    const lan = givenPeople(assistant)(LAN)
    expect(await lan.taps('consent:no:registering')).toBe(ownDataReplies.disagreed.registering)
    expect(await consentsOf(assistant.db, LAN)).toEqual([])
  })

  it('does not agree, and what they wrote before they were asked is forgotten', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await lan.says('đăng ký thi đua ngành nội vụ, cá nhân, tôi tên là Nguyễn Thị Hoa Mai, công chức')
    const kept = async () =>
      JSON.stringify([
        await rig.db.selectFrom('inbox').selectAll().execute(),
        await rig.db.selectFrom('outbox').selectAll().execute(),
      ])
    expect(await kept()).toContain('Hoa Mai')
    await lan.taps('Không đồng ý')
    expect(await kept()).not.toContain('Hoa Mai')
  })

  it('does not answer for a week, and what they wrote is forgotten; the button no longer carries it on', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await lan.says('đăng ký thi đua ngành nội vụ, cá nhân, tôi tên là Nguyễn Thị Hoa Mai, công chức')
    const kept = async () =>
      JSON.stringify([
        await rig.db.selectFrom('inbox').selectAll().execute(),
        await rig.db.selectFrom('outbox').selectAll().execute(),
      ])
    rig.clock.advance({ days: 6 })
    await applyRetention(rig.tools)
    expect(await kept()).toContain('Hoa Mai')
    rig.clock.advance({ days: 2 })
    expect(await applyRetention(rig.tools)).toContain('1 unanswered')
    expect(await kept()).not.toContain('Hoa Mai')
    expect(await applyRetention(rig.tools)).toBe('nothing to erase')
    // As the outbox holds it: JSON within JSON.
    expect(await kept()).toContain('consent:yes:registering\\"')
  })

  it('agrees, and what they wrote is kept like any message', async () => {
    const { assistant, lan } = await givenPlans()
    await using rig = assistant
    await lan.says('đăng ký thi đua ngành nội vụ, cá nhân, tôi tên là Nguyễn Thị Hoa Mai, công chức')
    await lan.taps('Đồng ý')
    rig.clock.advance({ days: 8 })
    await applyRetention(rig.tools)
    expect(JSON.stringify(await rig.db.selectFrom('registrations').selectAll().execute())).toContain('Hoa Mai')
    expect(JSON.stringify(await rig.db.selectFrom('inbox').selectAll().execute())).toContain('Hoa Mai')
  })

  it('is not asked again by what they go on with', async () => {
    await using assistant = await givenAnAssistant()
    const message = {
      id: '1',
      channel: 'web',
      conversationId: LAN,
      sender: LAN,
      person: LAN,
      kind: 'choice',
      text: '',
      action: 'form:start',
      files: [],
      receivedAt: NOW,
    } as const
    const ask = (agreed: object) => needsConsent('registering', 'form:x', { ...message, ...agreed }, assistant.tools)
    expect((await ask({}))?.choices[0]?.action).toBe('consent:yes:registering:form:x')
    expect(await ask({ agreesTo: 'registering' })).toBeNull()
    expect((await ask({ agreesTo: 'reminding' }))?.kind).toBe('action')
    await giveConsent(assistant.db, LAN, 'registering', NOW)
    expect(await ask({})).toBeNull()
  })

  it('is told to write privately if a group is where it was tapped', async () => {
    await using assistant = await givenAnAssistant()
    const lan = givenPeople(assistant)('group-1')
    const said = await lan.says('Đồng ý', { kind: 'choice', action: 'consent:yes:reminding:', sender: LAN })
    expect(said).toBe(replies.privately)
    expect(await assistant.db.selectFrom('consents').selectAll().execute()).toEqual([])
  })
})

describe('a consent', () => {
  it('given twice is one', async () => {
    await using assistant = await givenAnAssistant()
    for (const hours of [0, 1]) {
      await giveConsent(assistant.db, LAN, 'answering', new Date(NOW.getTime() + hours * 3_600_000))
    }
    const version = NOTICE_VERSIONS.answering
    expect(await consentsOf(assistant.db, LAN)).toEqual([
      { purpose: 'answering', version, givenAt: NOW, withdrawnAt: null },
    ])
  })

  it('that is taken back no longer holds, stays on record, and can be given anew', async () => {
    await using assistant = await givenAnAssistant()
    const { db } = assistant
    await giveConsent(db, LAN, 'answering', NOW)
    await withdrawConsent(db, LAN, 'answering', NOW)
    expect(await hasConsent(db, LAN, 'answering')).toBe(false)
    expect((await consentsOf(db, LAN)).map(({ withdrawnAt }) => withdrawnAt)).toEqual([NOW])
    await giveConsent(db, LAN, 'answering', new Date(NOW.getTime() + 1))
    expect(await hasConsent(db, LAN, 'answering')).toBe(true)
    expect(await consentsOf(db, LAN)).toHaveLength(2)
  })

  it('to an older notice does not hold', async () => {
    await using assistant = await givenAnAssistant()
    const { db } = assistant
    await giveConsent(db, LAN, 'registering', NOW)
    await db.updateTable('consents').set({ version: '0' }).execute()
    expect(await hasConsent(db, LAN, 'registering')).toBe(false)
    await giveConsent(db, LAN, 'registering', NOW)
    expect(await hasConsent(db, LAN, 'registering')).toBe(true)
  })
})
