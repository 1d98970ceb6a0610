// What people and operators meet on Zalo, from webhook to message, against an OpenAPI that keeps Zalo's rules.

import { describe, expect, it } from 'vitest'
import { createWebChannel } from '../../bot/web-channel.ts'
import { createZaloChannel } from '../../bot/zalo-channel.ts'
import { createConsentLink } from '../../bot/zalo-consent.ts'
import { createTokenKeeper, NoTokenError } from '../../bot/zalo-tokens.ts'
import { replies, say } from '../../handlers/replies.vi.ts'
import type { Reply } from '../../message.ts'
import { readContact } from '../../store/contacts.ts'
import { post } from '../../store/outbox.ts'
import { keepConsentState, keepPair, readPair } from '../../store/zalo-tokens.ts'
import { givenZalo, serveDoors } from '../contracts/rigs.ts'
import { startFakeZalo } from '../fakes/fake-zalo.ts'
import { givenAnAssistant } from '../fakes/small-assistant.ts'
import { smallKnowledge } from '../fakes/small-knowledge.ts'
import { createFolder, root } from '../running-assistant.ts'

const LAN = '5510000000000000001'
const CS = '/v3.0/oa/message/cs'
const TOKENS = '/v4/oa/access_token'
const DEADLINE = 'Hạn đăng ký của phong trào An Bình là ngày nào?'
const ANSWERED = expect.stringContaining('trước ngày 02/03/2020')
const REMINDER = say('action', 'Còn 3 ngày là đến hạn đăng ký.')

type Zalo = Awaited<ReturnType<typeof givenZalo>>
const heardBy = async ({ zalo }: Zalo, userId: string, count: number) =>
  (await zalo.waitForSent(userId, count)).map(({ text }) => text)
const callsOf = ({ zalo }: Zalo, path: string) => zalo.requests.filter((request) => request.path === path)
/** The letters of the outbox, in order: what became of each. */
const statesIn = async ({ assistant }: Zalo) =>
  (await assistant.db.selectFrom('outbox').select('state').orderBy('seq').execute()).map(({ state }) => state)

/** Something that nobody asked for, as a job of the morning would send it; useful for so many hours. */
async function reminds({ assistant }: Zalo, userId: string, reply: Reply, hours = 24 * 30) {
  const now = assistant.clock.now()
  const letter = {
    id: assistant.tools.newId(),
    channel: 'zalo',
    conversationId: `zalo:${userId}`,
    answers: 'reminder',
    purpose: 'reminder',
    reply,
    expiresAt: new Date(now.getTime() + hours * 3_600_000),
  } as const
  assistant.outbox.take([await post(assistant.db, letter, now)])
  await assistant.desk.idle()
}

/** An admin of the OA opens the link and consents. */
async function consents({ assistant, zalo, url }: Zalo): Promise<Response> {
  const asked = { appId: zalo.appId, codeVerifier: null, oauthRoot: zalo.url }
  return fetch(await createConsentLink(assistant, asked, url))
}

/** So many plans that not all fit under one message. */
function manyPlans(count: number) {
  const files = smallKnowledge()
  for (let number = 3; number <= count; number++)
    for (const file of ['campaign.yaml', 'ke-hoach.md']) {
      const text = files.get(`campaigns/an-binh/${file}`) ?? ''
      const name = String(number).padStart(2, '0')
      const own = text.replaceAll('an-binh', `xa-${name}`).replaceAll('An Bình', `Tân Xã ${name}`)
      files.set(`campaigns/xa-${name}/${file}`, own)
    }
  return files
}

describe('somebody who', () => {
  it('follows is greeted, and with unfollowing is not reachable', async () => {
    await using rig = await givenZalo()
    const { zalo, hook, assistant } = rig
    await zalo.emit(hook, zalo.events.follow(LAN))
    expect(await heardBy(rig, LAN, 1)).toEqual([expect.stringContaining(replies.greeting)])
    assistant.clock.advance({ minutes: 1 })
    await zalo.emit(hook, zalo.events.unfollow(LAN))
    expect((await readContact(assistant.db, `zalo:${LAN}`))?.unreachable).toMatch(/unfollowed/)
    assistant.clock.advance({ minutes: 1 })
    await zalo.emit(hook, zalo.events.follow(LAN))
    expect((await readContact(assistant.db, `zalo:${LAN}`))?.unreachable).toBeNull()
  })

  it('unfollowed is neither greeted nor reachable when an older follow comes late', async () => {
    await using rig = await givenZalo()
    const { zalo, hook, assistant } = rig
    const follow = zalo.events.follow(LAN)
    assistant.clock.advance({ minutes: 1 })
    await zalo.emit(hook, zalo.events.unfollow(LAN))
    await zalo.emit(hook, follow)
    await assistant.desk.idle()
    expect((await readContact(assistant.db, `zalo:${LAN}`))?.unreachable).toMatch(/unfollowed/)
    expect([await statesIn(rig), callsOf(rig, CS)]).toEqual([[], []])
  })

  it('has seen, received or tagged something gets no reply', async () => {
    await using rig = await givenZalo()
    const { zalo, hook } = rig
    await rig.says(LAN, 'xin chào')
    const [greeting] = await zalo.waitForSent(LAN, 1)
    for (const event of [
      zalo.events.seen(LAN, [greeting?.messageId ?? ''], 'user'),
      zalo.events.received(LAN, greeting?.messageId ?? '', 'oa'),
      zalo.events.event('user_reacted_message', LAN, {
        message: { msg_id: greeting?.messageId, react_icon: '/-heart' },
      }),
      zalo.events.event('user_click_chatnow', LAN),
      zalo.events.event('user_send_group_text', LAN, { group_id: '1', message: { msg_id: 'g-1', text: DEADLINE } }),
    ])
      expect((await zalo.emit(hook, event)).map(({ status }) => status)).toEqual([200])
    await rig.says(LAN, 'cảm ơn')
    expect((await heardBy(rig, LAN, 2))[1]).toBe(replies.thanks)
  })

  it('has a number that no computer counts to is answered under the very same number', async () => {
    await using rig = await givenZalo()
    const [one, next] = ['9007199254740993001', '9007199254740993002']
    await rig.says(one, '/start an-binh')
    await rig.says(next, 'Hạn đăng ký là ngày nào?')
    expect(await heardBy(rig, one, 1)).toEqual([expect.stringContaining('Đã chọn')])
    expect(await heardBy(rig, next, 1)).toEqual([expect.stringContaining('theo kế hoạch nào')])
  })

  it('writes is acknowledged before the answer is known', async () => {
    await using rig = await givenZalo({ answerDelayMs: 400 })
    const [delivery] = await rig.says(LAN, DEADLINE)
    expect([delivery?.status, rig.zalo.sentTo(LAN).length]).toEqual([200, 0])
    expect(await heardBy(rig, LAN, 1)).toEqual([ANSWERED])
  })
})

describe('choices', () => {
  it('are numbered, and a typed number counts as a tap', async () => {
    await using rig = await givenZalo()
    await rig.says(LAN, '/phongtrao')
    expect(await heardBy(rig, LAN, 1)).toEqual([
      `${replies.chooseCampaign}\n\n${replies.numberedChoices} 1. An Bình 2020 · 2. Hòa Lợi 2021`,
    ])
    await rig.assistant.desk.idle()
    await rig.says(LAN, ' 2. ')
    expect((await heardBy(rig, LAN, 2))[1]).toContain('Hòa Lợi năm 2021')
  })

  it('of which there are more than five come in pages, by number and by button', async () => {
    await using rig = await givenZalo({ files: manyPlans(10) })
    await rig.says(LAN, '/phongtrao')
    const [first] = await rig.zalo.waitForSent(LAN, 1)
    expect(first?.text).toMatch(/\n4\. Tân Xã 04 2020\n5\. Xem thêm lựa chọn$/)
    await rig.assistant.desk.idle()
    await rig.says(LAN, '5')
    const [, second] = await rig.zalo.waitForSent(LAN, 2)
    expect(second?.text).toMatch(/1\. Tân Xã 05 2020\n.*\n.*\n4\. Tân Xã 08 2020\n5\. Xem thêm lựa chọn$/)
    const more = second?.buttons.find(({ title }) => title === replies.moreChoices)
    await rig.zalo.emit(rig.hook, rig.zalo.events.tap(LAN, String(more?.payload)))
    const [, , third] = await rig.zalo.waitForSent(LAN, 3)
    expect(third?.text).toContain('1. Tân Xã 09 2020 · 2. Tân Xã 10 2020')
    await rig.assistant.desk.idle()
    await rig.says(LAN, '2')
    expect((await heardBy(rig, LAN, 4))[3]).toContain('Tân Xã 10 năm 2020')
  })

  it('that nobody offered lead nowhere', async () => {
    await using rig = await givenZalo()
    await rig.says(LAN, 'cảm ơn')
    await rig.zalo.waitForSent(LAN, 1)
    await rig.says(LAN, '1')
    expect((await heardBy(rig, LAN, 2))[1]).toContain(replies.oldButton)
  })

  it('have a number each: another one is called old, never searched for', async () => {
    await using rig = await givenZalo()
    await rig.says(LAN, '/phongtrao')
    await rig.zalo.waitForSent(LAN, 1)
    await rig.says(LAN, '9')
    expect((await rig.zalo.waitForSent(LAN, 2)).at(-1)?.text).toContain(replies.oldButton)
  })

  it('come as numbers alone where the OA may have no buttons', async () => {
    await using rig = await givenZalo({ fake: { rejectButtons: true } })
    await rig.says(LAN, '/phongtrao')
    const [message] = await rig.zalo.waitForSent(LAN, 1)
    expect([message?.buttons, message?.text]).toEqual([[], expect.stringContaining('1. An Bình 2020')])
    await rig.assistant.desk.idle()
    await rig.says(LAN, '1')
    expect((await heardBy(rig, LAN, 2))[1]).toContain('An Bình năm 2020')
    await rig.assistant.desk.idle()
    expect(await statesIn(rig)).toEqual(['sent', 'sent'])
  })

  it('come without buttons where they are switched off', async () => {
    await using rig = await givenZalo({ settings: { buttons: false } })
    await rig.says(LAN, '/phongtrao')
    expect((await rig.zalo.waitForSent(LAN, 1))[0]?.buttons).toEqual([])
    expect(callsOf(rig, CS)).toHaveLength(1)
  })
})

describe('a webhook call', () => {
  it('that is the probe of a saved address is answered, and leaves no trace', async () => {
    await using rig = await givenZalo()
    expect((await rig.zalo.probe(rig.hook)).status).toBe(200)
    expect(await rig.assistant.db.selectFrom('inbox').selectAll().execute()).toEqual([])
  })

  it.each([
    ['without mac=', { prefix: false }],
    ['over the time in the header', { timestamp: 'header' }],
    ['over a body with escaped letters', { escaped: true }],
    ['over a body with spaces', { spaced: true }],
  ] as const)('signed %s is taken', async (_what, how) => {
    await using rig = await givenZalo()
    await rig.zalo.emit(rig.hook, rig.zalo.events.userText(LAN, DEADLINE), how)
    expect(await heardBy(rig, LAN, 1)).toEqual([ANSWERED])
  })

  it('signed with the id of the OA first is taken where that is allowed', async () => {
    await using rig = await givenZalo({ settings: { signedWith: ['app_id', 'oa_id'] } })
    await rig.zalo.emit(rig.hook, rig.zalo.events.userText(LAN, DEADLINE), { firstTerm: 'oa_id' })
    expect(await heardBy(rig, LAN, 1)).toEqual([ANSWERED])
  })

  it('with a wrong signature shows in the health report until a right one comes', async () => {
    await using rig = await givenZalo()
    await rig.zalo.emit(rig.hook, rig.zalo.events.userText(LAN, 'xin chào'), { secret: 'APP_SECRET_EXAMPLE' })
    expect(rig.door.health()).toMatch(/not signed by Zalo.*ZALO_OA_SECRET_KEY/)
    await rig.says(LAN, 'xin chào')
    await rig.zalo.waitForSent(LAN, 1)
    expect(rig.door.health()).toBe('ok')
  })
})

describe('a token', () => {
  it('that Zalo refuses is renewed once, and the message is sent once', async () => {
    await using rig = await givenZalo()
    await rig.says(LAN, 'xin chào')
    await rig.zalo.waitForSent(LAN, 1)
    const [refreshes, sends] = [callsOf(rig, TOKENS).length, callsOf(rig, CS).length]
    rig.zalo.expireAccessToken()
    await rig.says(LAN, DEADLINE)
    expect((await heardBy(rig, LAN, 2))[1]).toEqual(ANSWERED)
    expect([callsOf(rig, TOKENS).length - refreshes, callsOf(rig, CS).length - sends]).toEqual([1, 2])
  })

  it('whose consent is lost is told once; letters wait, and go out as soon as an admin consents again', async () => {
    let told = 0
    await using rig = await givenZalo({ onNeedsConsent: async () => void told++ })
    await rig.says(LAN, 'xin chào')
    await rig.zalo.waitForSent(LAN, 1)
    rig.zalo.revokeConsent()
    rig.zalo.expireAccessToken()
    await rig.says(LAN, DEADLINE)
    await rig.says('5510000000000000002', DEADLINE)
    await rig.assistant.desk.idle()
    expect([told, await statesIn(rig)]).toEqual([1, ['sent', 'waiting', 'waiting']])
    expect(rig.door.health()).toMatch(/consent is needed again \(error -14014\): run `npm run zalo:connect`/)
    const callback = await consents(rig)
    expect([callback.status, await callback.text()]).toEqual([200, replies.zaloConnected])
    expect((await heardBy(rig, LAN, 2))[1]).toEqual(ANSWERED)
    expect(await heardBy(rig, '5510000000000000002', 1)).toEqual([ANSWERED])
    expect(told).toBe(1)
  })

  it('is brought by the first consent, where none was configured', async () => {
    await using rig = await givenZalo({ settings: { refreshToken: null } })
    await rig.says(LAN, DEADLINE)
    await rig.assistant.desk.idle()
    expect(rig.door.health()).toMatch(/no token yet.*zalo:connect/)
    await consents(rig)
    expect(await heardBy(rig, LAN, 1)).toEqual([ANSWERED])
  })

  it('is in the health report as soon as an admin has consented, before anything is sent', async () => {
    await using rig = await givenZalo({ settings: { refreshToken: null } })
    await expect.poll(rig.door.health).toMatch(/no token yet/)
    await consents(rig)
    expect(rig.door.health()).toBe('ok')
  })
})

describe('a consent callback', () => {
  const call = ({ url }: Zalo, query: Record<string, string>) =>
    fetch(`${url}/zalo/oauth/callback?${new URLSearchParams(query)}`)

  it('counts once', async () => {
    await using rig = await givenZalo()
    const used = new URL((await consents(rig)).url).searchParams
    const again = { code: rig.zalo.issueCode(), state: used.get('state') ?? '', oa_id: rig.zalo.oaId }
    expect((await call(rig, again)).status).toBe(400)
  })

  it.each([
    ['a state that was made up', 'made-up', '1640000000000000001'],
    ['no state', '', '1640000000000000001'],
    ['a state that has run out', 'too-late', '1640000000000000001'],
    ['another OA', 'good', '1640000000000000009'],
  ])('with %s changes nothing', async (_what, state, oaId) => {
    await using rig = await givenZalo()
    const { db, clock } = rig.assistant
    await rig.says(LAN, 'xin chào')
    await rig.zalo.waitForSent(LAN, 1)
    const before = await readPair(db, rig.zalo.oaId)
    const asks = callsOf(rig, TOKENS).length
    await keepConsentState(db, 'too-late', new Date(clock.machine().getTime() - 1))
    await keepConsentState(db, 'good', new Date(clock.machine().getTime() + 60_000))
    const response = await call(rig, { code: rig.zalo.issueCode(), state, oa_id: oaId })
    expect([response.status, await response.text()]).toEqual([400, replies.zaloNotConnected])
    expect([await readPair(db, rig.zalo.oaId), callsOf(rig, TOKENS).length]).toEqual([before, asks])
  })
})

describe('the keeper of the tokens', () => {
  /** A keeper for a process of this name, over a database that others may share. */
  async function givenAKeeper({ databaseUrl = 'sqlite::memory:', holder = 'one:1' } = {}) {
    const assistant = await givenAnAssistant({ databaseUrl, holder })
    const zalo = await startFakeZalo()
    const told: string[] = []
    const keeperOf = (
      holder: string,
      { url = zalo.url, timeoutMs = 5_000, refreshToken = 'refresh-1' as string | null } = {},
    ) => {
      const { appId, appSecret, oaId } = zalo
      const settings = { appId, appSecret, oaId, refreshToken, oauthRoot: url }
      const onNeedsConsent = async () => void told.push(holder)
      return createTokenKeeper({ ...assistant, settings, holder, onNeedsConsent, timeoutMs })
    }
    /** What a consent brings, as the callback keeps it. */
    const keepNewPair = () => {
      const now = assistant.clock.machine()
      const pair = { accessToken: 'access-new', refreshToken: 'refresh-new', used: null }
      return keepPair(assistant.db, zalo.oaId, { ...pair, expiresAt: new Date(now.getTime() + 90_000_000) }, now)
    }
    return {
      zalo,
      told,
      keeperOf,
      keepNewPair,
      pair: () => readPair(assistant.db, zalo.oaId),
      [Symbol.asyncDispose]: async () => {
        await assistant[Symbol.asyncDispose]()
        await zalo[Symbol.asyncDispose]()
      },
    }
  }

  it('lets one of two processes refresh, while the other waits for its pair', async () => {
    using folder = createFolder()
    const databaseUrl = `sqlite:${folder.path}/shared.db`
    await using one = await givenAKeeper({ databaseUrl, holder: 'one:1' })
    await using other = await givenAKeeper({ databaseUrl, holder: 'other:2' })
    one.zalo.nextAnswer({ kind: 'late', ms: 100 }, { path: TOKENS })
    const tokens = [one.keeperOf('one:1').accessToken(), other.keeperOf('other:2', { url: one.zalo.url }).accessToken()]
    expect(await Promise.all(tokens)).toEqual(['access-2', 'access-2'])
    expect(one.zalo.requests.map(({ path }) => path)).toEqual([TOKENS])
  })

  it('asks once for many who need a token at the same moment', async () => {
    await using one = await givenAKeeper()
    const keeper = one.keeperOf('one:1')
    expect(await Promise.all(Array.from({ length: 20 }, keeper.accessToken))).toEqual(Array(20).fill('access-2'))
    expect(one.zalo.requests).toHaveLength(1)
  })

  it('tells the operators once when an answer was lost after Zalo had turned the pair', async () => {
    await using one = await givenAKeeper()
    const [impatient, keeper] = [one.keeperOf('one:1', { timeoutMs: 100 }), one.keeperOf('one:1')]
    one.zalo.nextAnswer({ kind: 'silence', done: true }, { path: TOKENS })
    await expect(impatient.accessToken()).rejects.toThrow(NoTokenError)
    expect(one.told).toEqual([])
    await expect(keeper.accessToken()).rejects.toThrow(/consent is needed again \(error -14020\)/)
    await expect(keeper.accessToken()).rejects.toThrow(NoTokenError)
    expect(one.told).toEqual(['one:1'])
    expect(one.zalo.requests).toHaveLength(2)
  })

  it.each([
    ['is refused', true],
    ['is turned', false],
  ])('uses the pair of a consent, though the old refresh token %s after it', async (_what, refused) => {
    await using one = await givenAKeeper()
    if (refused) one.zalo.revokeConsent()
    one.zalo.nextAnswer({ kind: 'late', ms: 300 }, { path: TOKENS })
    const keeper = one.keeperOf('one:1')
    const asked = keeper.accessToken()
    await expect.poll(() => one.zalo.requests.length).toBe(1)
    await one.keepNewPair()
    expect(await asked).toBe('access-new')
    expect(await one.pair()).toMatchObject({
      accessToken: 'access-new',
      refreshToken: 'refresh-new',
      previousRefreshToken: null,
      needsConsent: null,
    })
    expect([one.told, await keeper.accessToken(), keeper.health()]).toEqual([[], 'access-new', 'ok'])
  })

  it('takes a refresh token from the settings once; when its pair is lost, another one is taken', async () => {
    await using one = await givenAKeeper()
    const keeper = one.keeperOf('one:1')
    expect(await keeper.accessToken()).toBe('access-2')
    expect(await keeper.renew('access-2')).toBe('access-3')
    one.zalo.revokeConsent()
    await expect(keeper.renew('access-3')).rejects.toThrow(NoTokenError)
    const asks = one.zalo.requests.length
    for (const again of [keeper, one.keeperOf('one:1')])
      await expect(again.accessToken()).rejects.toThrow(/consent is needed again/)
    expect([one.told, one.zalo.requests.length]).toEqual([['one:1'], asks])
    expect((await one.pair())?.refreshToken).toBe('refresh-3')
    const changed = one.keeperOf('one:1', { refreshToken: 'refresh-9' })
    await expect(changed.accessToken()).rejects.toThrow(NoTokenError)
    expect((await one.pair())?.refreshToken).toBe('refresh-9')
  })

  it.each([
    ['half a pair', { access_token: 'access-9' }],
    ['a pair of nothing', { access_token: null, refresh_token: undefined, expires_in: '90000' }],
    ['an error without a number', { error_name: 'Something', error_description: 'went wrong' }],
  ])('keeps the old pair when Zalo answers with %s', async (_what, answer) => {
    await using one = await givenAKeeper()
    const keeper = one.keeperOf('one:1')
    one.zalo.nextAnswer(answer, { path: TOKENS })
    await expect(keeper.accessToken()).rejects.toThrow(NoTokenError)
    expect(await keeper.accessToken()).toBe('access-2')
  })
})

describe('the window of messages', () => {
  it('is open for 48 hours; then a letter waits, and arrives when the person writes again', async () => {
    await using rig = await givenZalo()
    await rig.says(LAN, 'xin chào')
    await rig.zalo.waitForSent(LAN, 1)
    rig.assistant.clock.advance({ hours: 47, minutes: 45 })
    await reminds(rig, LAN, REMINDER)
    rig.assistant.clock.advance({ hours: 2 })
    await reminds(rig, LAN, REMINDER)
    expect(await statesIn(rig)).toEqual(['sent', 'sent', 'window_closed'])
    expect(rig.zalo.sentTo(LAN)).toHaveLength(2)
    await rig.says(LAN, 'cảm ơn')
    expect((await heardBy(rig, LAN, 4)).slice(2).sort()).toEqual(
      [REMINDER, say('smalltalk', replies.thanks)].map(textOf).sort(),
    )
    await rig.assistant.desk.idle()
    expect(await statesIn(rig)).toEqual(['sent', 'sent', 'sent', 'sent'])
  })

  it('that opens again too late lets go what is of no use any more', async () => {
    await using rig = await givenZalo()
    await rig.says(LAN, 'xin chào')
    await rig.zalo.waitForSent(LAN, 1)
    rig.assistant.clock.advance({ hours: 49 })
    await reminds(rig, LAN, REMINDER, 24)
    rig.assistant.clock.advance({ hours: 25 })
    await rig.says(LAN, 'cảm ơn')
    expect((await heardBy(rig, LAN, 2))[1]).toBe(replies.thanks)
    await rig.assistant.desk.idle()
    expect(await statesIn(rig)).toEqual(['sent', 'expired', 'sent'])
  })

  it('counts from when a message was written, though its event comes late', async () => {
    await using rig = await givenZalo()
    const { zalo, hook, assistant } = rig
    const event = zalo.events.userText(LAN, 'xin chào')
    assistant.clock.advance({ hours: 47 })
    await zalo.emit(hook, event)
    expect(await heardBy(rig, LAN, 1)).toEqual([expect.stringContaining(replies.greeting)])
    assistant.clock.advance({ hours: 2 })
    await reminds(rig, LAN, REMINDER)
    expect(await statesIn(rig)).toEqual(['sent', 'window_closed'])
  })

  it('that a later message opened stays open, though an older event comes late', async () => {
    await using rig = await givenZalo()
    const { zalo, hook, assistant } = rig
    const event = zalo.events.userText(LAN, 'xin chào')
    assistant.clock.advance({ hours: 49 })
    await rig.says(LAN, 'cảm ơn')
    await zalo.waitForSent(LAN, 1)
    await zalo.emit(hook, event)
    await assistant.desk.idle()
    await reminds(rig, LAN, REMINDER)
    expect(await statesIn(rig)).toEqual(['sent', 'sent', 'sent'])
  })

  it('that Zalo says is closed counts as closed', async () => {
    await using rig = await givenZalo()
    rig.zalo.people.refuse(LAN, { error: -230, message: 'User has not interacted in the last 7 days' })
    await rig.says(LAN, DEADLINE)
    await rig.assistant.desk.idle()
    expect(await statesIn(rig)).toEqual(['window_closed'])
    rig.zalo.people.refuse(LAN, null)
    await rig.says(LAN, 'cảm ơn')
    expect((await heardBy(rig, LAN, 2)).sort()).toEqual([ANSWERED, replies.thanks])
  })

  it('is open for seven days where the OA pays', async () => {
    await using rig = await givenZalo({ settings: { paidMessages: true } })
    await rig.says(LAN, 'xin chào')
    await rig.zalo.waitForSent(LAN, 1)
    rig.assistant.clock.advance({ hours: 49 })
    await reminds(rig, LAN, REMINDER)
    expect(rig.zalo.sentTo(LAN).map(({ billed }) => billed)).toEqual([false, true])
    rig.assistant.clock.advance({ days: 6 })
    await reminds(rig, LAN, REMINDER)
    expect(await statesIn(rig)).toEqual(['sent', 'sent', 'window_closed'])
  })

  it('that is closed lets a template through, where one is configured and the letter has its fields', async () => {
    await using rig = await givenZalo({ settings: { reminderTemplate: '325801' } })
    await rig.says(LAN, 'xin chào')
    await rig.zalo.waitForSent(LAN, 1)
    rig.assistant.clock.advance({ days: 9 })
    await reminds(rig, LAN, { ...REMINDER, template: { han: '02/03/2020', phong_trao: 'An Bình' } })
    await reminds(rig, LAN, REMINDER)
    expect(rig.zalo.sentTo(LAN).map(({ kind }) => kind)).toEqual(['message', 'template'])
    expect(rig.zalo.sentTo(LAN)[1]?.body).toMatchObject({
      template_id: '325801',
      template_data: { han: '02/03/2020', phong_trao: 'An Bình' },
    })
    expect(await statesIn(rig)).toEqual(['sent', 'sent', 'window_closed'])
  })
})

describe('a colleague who answers in the OA', () => {
  it('silences the assistant in that conversation for the configured time, and nowhere else', async () => {
    await using rig = await givenZalo({ settings: { agentSilenceMinutes: 30 } })
    const { zalo, hook, assistant } = rig
    await zalo.emit(hook, zalo.events.echo(LAN, 'Chị Lan chờ em một chút ạ', { adminId: '88' }))
    await rig.says(LAN, DEADLINE)
    await rig.says('5510000000000000002', 'cảm ơn')
    await assistant.desk.idle()
    expect([zalo.sentTo(LAN).length, zalo.sentTo('5510000000000000002').length]).toEqual([0, 1])
    assistant.clock.advance({ minutes: 31 })
    await rig.says(LAN, 'cảm ơn')
    expect(await heardBy(rig, LAN, 1)).toEqual([replies.thanks])
  })

  it('did so a day ago: the event that comes only now silences nothing', async () => {
    await using rig = await givenZalo()
    const { zalo, hook, assistant } = rig
    const echo = zalo.events.echo(LAN, 'Chị Lan chờ em một chút ạ', { adminId: '88' })
    assistant.clock.advance({ days: 1 })
    await zalo.emit(hook, echo)
    await rig.says(LAN, 'cảm ơn')
    expect(await heardBy(rig, LAN, 1)).toEqual([replies.thanks])
  })

  it('silences until the time after the last word, though an earlier one comes late', async () => {
    await using rig = await givenZalo({ settings: { agentSilenceMinutes: 30 } })
    const { zalo, hook, assistant } = rig
    const earlier = zalo.events.echo(LAN, 'Chị Lan chờ em một chút ạ', { adminId: '88' })
    assistant.clock.advance({ minutes: 20 })
    await zalo.emit(hook, zalo.events.echo(LAN, 'Em gửi chị ạ', { adminId: '88' }))
    await zalo.emit(hook, earlier)
    assistant.clock.advance({ minutes: 20 })
    await rig.says(LAN, 'cảm ơn')
    await assistant.desk.idle()
    expect(zalo.sentTo(LAN)).toEqual([])
  })
})

describe('a message whose confirmation was lost', () => {
  it('is not sent again once its echo has told that it arrived', async () => {
    await using rig = await givenZalo({ timeoutMs: 2_000 })
    rig.zalo.settings.echoTo = rig.hook
    await rig.says(LAN, 'xin chào')
    await rig.zalo.waitForSent(LAN, 1)
    rig.zalo.nextAnswer({ kind: 'silence', done: true }, { path: CS })
    await rig.says(LAN, DEADLINE)
    await rig.says(LAN, 'cảm ơn')
    expect(await heardBy(rig, LAN, 3)).toEqual([expect.stringContaining(replies.greeting), ANSWERED, replies.thanks])
    await rig.assistant.desk.idle()
    expect([await statesIn(rig), callsOf(rig, CS).length]).toEqual([['sent', 'sent', 'sent'], 3])
  })

  it('is not sent again though its echo comes after we gave up waiting', async () => {
    await using rig = await givenZalo({ timeoutMs: 2_000 })
    rig.zalo.nextAnswer({ kind: 'silence', done: true }, { path: CS })
    await rig.says(LAN, DEADLINE)
    const [sent] = await rig.zalo.waitForSent(LAN, 1)
    await rig.assistant.desk.idle()
    expect(await statesIn(rig)).toEqual(['waiting'])
    await rig.zalo.emit(rig.hook, rig.zalo.events.echo(LAN, sent?.text ?? ''))
    await rig.assistant.desk.idle()
    expect([await statesIn(rig), callsOf(rig, CS).length]).toEqual([['sent'], 1])
  })
})

describe('the proof that the domain is ours', () => {
  it('is served as the file that Zalo names', async () => {
    const domainProof = { file: 'zalo_verifierABC.html', content: '<html><body>zalo_verifierABC</body></html>' }
    await using rig = await givenZalo({ settings: { domainProof } })
    const response = await fetch(`${rig.url}/zalo_verifierABC.html`)
    expect([response.status, await response.text()]).toEqual([200, domainProof.content])
  })

  const domainProof = { file: null, content: 'AbC-123=' }
  const TAG = '<head><meta name="zalo-platform-site-verification" content="AbC-123=">'

  it('is served as a tag on a page of its own, where there is no web chat', async () => {
    await using rig = await givenZalo({ settings: { domainProof } })
    const response = await fetch(`${rig.url}/`)
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining(TAG)])
  })

  it('is served as a tag on the page of the web chat, which stays as it is', async () => {
    await using zalo = await givenZalo()
    const { assistant, settings } = zalo
    const campaigns = () => assistant.tools.knower.current().campaigns
    const door = createZaloChannel({
      ...assistant,
      settings: { ...settings, domainProof },
      publicUrl: null,
      holder: 'test:1',
      onNeedsConsent: async () => {},
    })
    const web = createWebChannel({ ...assistant, campaigns, demo: false, webRoot: `${root}/web` })
    await using served = await serveDoors(assistant, [door, web])
    const response = await fetch(`${served.url}/`)
    const page = await response.text()
    expect(page).toContain(TAG)
    expect(page).toContain('<script')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'")
  })
})

function textOf({ blocks }: Reply): string {
  return blocks.map((block) => ('text' in block ? block.text : '')).join('\n\n')
}
