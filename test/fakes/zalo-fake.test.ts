// The fake keeps Zalo's rules, and the SDK gets along with it.

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import {
  authoriseUrl,
  createPkce,
  createZaloClient,
  exchangeCode,
  isProbe,
  parseEvent,
  refreshTokens,
  verifySignature,
  type ZaloButton,
  type ZaloEvent,
} from 'zalo-oa-sdk'
import { type FakeZalo, startFakeZalo } from './fake-zalo.ts'

const userId = '5510000000000000001'
const HOUR = 3_600_000
const clientOf = (zalo: FakeZalo, more: object = {}) =>
  createZaloClient({ accessToken: async () => zalo.tokens.accessToken, apiRoot: zalo.url, zbsRoot: zalo.url, ...more })
const refresh = (zalo: FakeZalo, refreshToken: string, options: object = {}) =>
  refreshTokens({ appId: zalo.appId, appSecret: zalo.appSecret, refreshToken }, { oauthRoot: zalo.url, ...options })

function settableClock() {
  let time = Date.parse('2020-02-10T08:00:00+07:00')
  return {
    now: () => new Date(time),
    pass: (ms: number) => {
      time += ms
    },
  }
}

/** A webhook as an app would build it: what it verified and parsed. */
async function startWebhook(zalo: FakeZalo) {
  const events: ZaloEvent[] = []
  const retries: (string | undefined)[] = []
  let probes = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const rawBody = Buffer.concat(chunks)
    const header = request.headers['x-zevent-signature'] as string | undefined
    const timestampHeader = request.headers['x-zevent-timestamp'] as string | undefined
    if (isProbe(rawBody, header)) {
      probes++
      return void response.end()
    }
    const { appId, oaId, oaSecretKey: secret } = zalo
    if (!verifySignature({ rawBody, header, timestampHeader, appId, oaId, secret }))
      return void response.writeHead(401).end()
    retries.push(request.headers.num_retry as string | undefined)
    events.push(parseEvent(rawBody, { oaId }))
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/zalo/webhook`,
    events,
    retries,
    probes: () => probes,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

describe('tokens', () => {
  it('come for a consent, with the verifier of its challenge, once', async () => {
    await using zalo = await startFakeZalo()
    const { codeVerifier, codeChallenge } = createPkce()
    const redirectUri = 'https://example.gov.vn/callback'
    const link = authoriseUrl({ appId: zalo.appId, redirectUri, state: 's', codeChallenge, oauthRoot: zalo.url })
    const consent = await fetch(link, { redirect: 'manual' })
    const callback = new URL(consent.headers.get('location') ?? '')
    expect(callback.searchParams.get('state')).toBe('s')
    expect(callback.searchParams.get('oa_id')).toBe(zalo.oaId)
    const code = callback.searchParams.get('code') ?? ''
    const app = { appId: zalo.appId, appSecret: zalo.appSecret, code, codeVerifier }
    const pair = await exchangeCode(app, { oauthRoot: zalo.url })
    expect(pair).toMatchObject({ ...zalo.tokens, expiresInSeconds: 90_000 })
    await expect(exchangeCode(app, { oauthRoot: zalo.url })).rejects.toMatchObject({ decision: 'needs_consent' })
    const other = { ...app, code: zalo.issueCode(codeChallenge), codeVerifier: 'another' }
    await expect(exchangeCode(other, { oauthRoot: zalo.url })).rejects.toMatchObject({ decision: 'needs_consent' })
  })

  it('are refreshed once by each refresh token', async () => {
    await using zalo = await startFakeZalo()
    const pair = await refresh(zalo, 'refresh-1')
    expect(pair).toMatchObject({ accessToken: 'access-2', refreshToken: 'refresh-2' })
    await expect(refresh(zalo, 'refresh-1')).rejects.toMatchObject({ errorCode: -14020 })
    await expect(refresh(zalo, 'invented')).rejects.toMatchObject({ errorCode: -14014 })
    await expect(
      refreshTokens({ appId: '1', appSecret: zalo.appSecret, refreshToken: 'refresh-2' }, { oauthRoot: zalo.url }),
    ).rejects.toMatchObject({ errorCode: -14002 })
    zalo.revokeConsent()
    await expect(refresh(zalo, 'refresh-2')).rejects.toMatchObject({ decision: 'needs_consent' })
  })

  it('rotate although the answer comes too late', async () => {
    await using zalo = await startFakeZalo()
    zalo.nextAnswer({ kind: 'late', ms: 5_000 }, { path: '/v4/oa/access_token' })
    const lost = refresh(zalo, 'refresh-1', { timeoutMs: 50 })
    await expect(lost).rejects.toMatchObject({ reason: 'timeout', tokenMayBeSpent: true })
    await expect(refresh(zalo, 'refresh-1')).rejects.toMatchObject({ decision: 'needs_consent' })
    expect(zalo.tokens.refreshToken).toBe('refresh-2')
  })

  it('do not come out of a broken answer', async () => {
    await using zalo = await startFakeZalo()
    zalo.nextAnswer({ error: 'undefined', message: 'undefined' })
    await expect(refresh(zalo, 'refresh-1')).rejects.toMatchObject({ decision: 'unknown' })
    zalo.nextAnswer({ kind: 'status', status: 502 })
    await expect(refresh(zalo, 'refresh-1')).rejects.toMatchObject({ decision: 'transient' })
    expect(await refresh(zalo, 'refresh-1')).toMatchObject({ accessToken: 'access-2' })
  })

  it('work for 25 hours', async () => {
    const clock = settableClock()
    await using zalo = await startFakeZalo({ now: clock.now })
    const client = clientOf(zalo)
    expect(await client.oa()).toMatchObject({ oaId: zalo.oaId })
    clock.pass(25 * HOUR)
    await expect(client.oa()).rejects.toMatchObject({ errorCode: -216, decision: 'token' })
    await expect(client.templateQuota()).rejects.toMatchObject({ errorCode: -124, decision: 'token' })
    await refresh(zalo, 'refresh-1')
    expect(await client.oa()).toMatchObject({ oaId: zalo.oaId })
    zalo.expireAccessToken()
    await expect(client.oa()).rejects.toMatchObject({ errorCode: -216 })
  })
})

describe('sending', () => {
  it('records what was accepted', async () => {
    await using zalo = await startFakeZalo()
    zalo.people.interact(userId)
    const buttons: ZaloButton[] = [{ type: 'oa.query.hide', title: 'Đúng', payload: '#v1:yes' }]
    const { messageId } = await clientOf(zalo).sendText({ userId, text: 'Chào Lan', buttons })
    expect(zalo.sentTo(userId)).toMatchObject([{ kind: 'message', messageId, text: 'Chào Lan', billed: false }])
    expect(zalo.sent[0]?.buttons).toEqual(buttons)
    expect(zalo.sentTo('other')).toEqual([])
    await clientOf(zalo).sendText({ userId, text: 'một nữa' })
    expect(await zalo.waitForSent(userId, 2)).toHaveLength(2)
  })

  it('follows the person’s window', async () => {
    const clock = settableClock()
    await using zalo = await startFakeZalo({ now: clock.now })
    const send = () => clientOf(zalo).sendText({ userId, text: 'a' })
    await expect(send()).rejects.toMatchObject({ errorCode: -213 })
    zalo.people.add(userId)
    await expect(send()).rejects.toMatchObject({ errorCode: -232 })
    zalo.toRequest(zalo.events.userText(userId, 'chào'))
    await send()
    clock.pass(49 * HOUR)
    await refresh(zalo, 'refresh-1')
    await send()
    expect(zalo.sent.map(({ billed }) => billed)).toEqual([false, true])
    clock.pass(6 * 24 * HOUR)
    await refresh(zalo, 'refresh-2')
    await expect(send()).rejects.toMatchObject({ errorCode: -230, decision: 'window_closed' })
    zalo.settings.strictWindows = false
    await send()
    zalo.people.refuse(userId, { error: -227, message: 'banned' })
    await expect(send()).rejects.toMatchObject({ decision: 'user_unreachable' })
  })

  it('refuses what is against the rules', async () => {
    await using zalo = await startFakeZalo({ strictWindows: false })
    const post = async (message: object) => {
      const response = await fetch(`${zalo.url}/v3.0/oa/message/cs`, {
        method: 'POST',
        headers: { access_token: zalo.tokens.accessToken },
        body: JSON.stringify({ recipient: { user_id: userId }, message }),
      })
      return ((await response.json()) as { error: number }).error
    }
    const withButtons = (buttons: unknown, more: object = {}) => ({
      text: 'a',
      attachment: { type: 'template', payload: { buttons, ...more } },
    })
    const button = { title: 'a', type: 'oa.query.hide', payload: 'b' }
    expect(await post({ text: 'a'.repeat(2000) })).toBe(0)
    expect(await post({ text: 'a'.repeat(2001) })).toBe(-210)
    expect(await post({})).toBe(-201)
    expect(await post(withButtons(Array(5).fill(button)))).toBe(0)
    expect(await post(withButtons(Array(6).fill(button)))).toBe(-210)
    expect(await post(withButtons([{ ...button, title: 'a'.repeat(101) }]))).toBe(-210)
    expect(await post(withButtons([{ ...button, payload: 'a'.repeat(1001) }]))).toBe(-210)
    expect(await post(withButtons([{ ...button, type: 'oa.click' }]))).toBe(-201)
    expect(await post(withButtons([button], { template_type: 'button' }))).toBe(-233)
    expect(await post({ attachment: { type: 'file', payload: { token: 'never uploaded' } } })).toBe(-201)
    zalo.settings.rejectButtons = true
    expect(await post(withButtons([button]))).toBe(-233)
    expect(await post({ text: 'a' })).toBe(0)
  })

  it('counts calls and answers when it is told to', async () => {
    const clock = settableClock()
    await using zalo = await startFakeZalo({ now: clock.now, ratePerMinute: 4, csReply: { total: 2, errorCode: -218 } })
    zalo.people.interact(userId)
    const client = clientOf(zalo)
    await client.sendText({ userId, text: '1' })
    expect((await client.sendText({ userId, text: '2' })).quota).toMatchObject({ remaining: 0, total: 2 })
    expect((await client.userQuota(userId)).csReply).toEqual({ remaining: 0, total: 2 })
    await expect(client.sendText({ userId, text: '3' })).rejects.toMatchObject({ decision: 'quota' })
    await expect(client.sendText({ userId, text: '4' })).rejects.toMatchObject({ decision: 'rate' })
    clock.pass(60_000)
    zalo.people.interact(userId)
    await client.sendText({ userId, text: '5' })
  })

  it('may be accepted without an answer', async () => {
    await using zalo = await startFakeZalo({ strictWindows: false })
    const send = (options: object = {}) => clientOf(zalo).sendText({ userId, text: 'a' }, options)
    zalo.nextAnswer({ kind: 'cut', done: true })
    await expect(send()).rejects.toMatchObject({ name: 'ZaloNetworkError', mayHaveBeenDelivered: true })
    expect(zalo.sent).toHaveLength(1)
    zalo.nextAnswer({ kind: 'silence', done: false })
    await expect(send({ timeoutMs: 50 })).rejects.toMatchObject({ name: 'ZaloTimeoutError' })
    expect(zalo.sent).toHaveLength(1)
    zalo.nextAnswer({ error: -32, message: 'Rate limit' }, { path: '/v3.0/oa/message/cs', times: 2 })
    await clientOf(zalo).oa()
    await expect(send()).rejects.toMatchObject({ decision: 'rate' })
    await expect(send()).rejects.toMatchObject({ decision: 'rate' })
    await send()
  })

  it('takes uploads for 7 days, templates and reactions', async () => {
    const clock = settableClock()
    await using zalo = await startFakeZalo({ now: clock.now, strictWindows: false, requireProof: true })
    await expect(clientOf(zalo).oa()).rejects.toMatchObject({ errorCode: -242 })
    const client = clientOf(zalo, { appSecret: zalo.appSecret })
    const data = Buffer.from('%PDF-1.7')
    const { token } = await client.uploadFile({ data, fileName: 'kế hoạch.pdf', contentType: 'application/pdf' })
    expect(zalo.uploads.get(token)).toMatchObject({ kind: 'file', content: data })
    await client.sendFile({ userId, token })
    const image = await client.uploadImage({ data, fileName: 'a.png', contentType: 'image/png' })
    await client.sendMedia({ userId, mediaType: 'image', ...image })
    await client.sendTemplate({ userId, templateId: 't', data: {} })
    const sent = await client.sendTemplateToPhone({ phone: '84919000000', templateId: 't', data: {} })
    expect(sent.remainingQuota).toBe(499)
    expect(await client.templateStatus(sent.messageId)).toMatchObject({ status: 'delivered' })
    expect(await client.templateQuota()).toEqual({ dailyQuota: 500, remainingQuota: 499 })
    await client.react({ userId, messageId: 'm', icon: '/-heart' })
    expect(zalo.sent.map(({ kind }) => kind)).toEqual(['message', 'message', 'template', 'phone_template', 'reaction'])
    clock.pass(8 * 24 * HOUR)
    await refresh(zalo, 'refresh-1')
    await expect(client.sendMedia({ userId, mediaType: 'image', ...image })).rejects.toMatchObject({ errorCode: -100 })
  })

  it('knows its people', async () => {
    await using zalo = await startFakeZalo()
    zalo.toRequest(zalo.events.follow(userId))
    const client = clientOf(zalo)
    expect(await client.user(userId)).toMatchObject({ userId, isFollower: true })
    await client.sendText({ userId, text: 'chào' })
    expect(await client.users({ offset: 0, count: 50 })).toEqual({ total: 1, userIds: [userId] })
    expect(await client.conversation({ userId, offset: 0, count: 10 })).toMatchObject([{ from: 'oa', text: 'chào' }])
    expect(await client.recentChats({ offset: 0, count: 10 })).toHaveLength(1)
    zalo.toRequest(zalo.events.unfollow(userId))
    expect(await client.user(userId)).toMatchObject({ isFollower: false })
  })

  it('keeps up with a burst', async () => {
    await using zalo = await startFakeZalo({ strictWindows: false })
    const client = clientOf(zalo)
    let next = 0
    const work = async () => {
      while (next < 500) await client.sendText({ userId: `user-${next++ % 100}`, text: 'Hạn đăng ký là 02/3.' })
    }
    await Promise.all(Array.from({ length: 20 }, work))
    expect(zalo.sent).toHaveLength(500)
    expect(zalo.sentTo('user-7')).toHaveLength(5)
  })
})

describe('webhooks', () => {
  it('verify and parse, however they are written and signed', async () => {
    await using zalo = await startFakeZalo()
    await using webhook = await startWebhook(zalo)
    const text = 'Chào "bạn": hạn là ngày nào? 😀'
    for (const options of [
      {},
      { firstTerm: 'oa_id' },
      { prefix: false },
      { timestamp: 'header' },
      { escaped: true },
      { spaced: true },
      { spaced: true, escaped: true, numRetry: 2 },
    ] as const) {
      const [delivery] = await zalo.emit(webhook.url, zalo.events.userText(userId, text), options)
      expect(delivery?.status).toBe(200)
      expect(webhook.events.at(-1)).toMatchObject({ kind: 'user_text', text, userId })
    }
    expect(webhook.retries.at(-1)).toBe('2')
  })

  it('are refused when they are not Zalo’s', async () => {
    await using zalo = await startFakeZalo()
    await using webhook = await startWebhook(zalo)
    const event = zalo.events.userText(userId, 'a')
    for (const options of [{ secret: 'other' }, { secret: null }, { tampered: true }])
      expect(await zalo.emit(webhook.url, event, options)).toMatchObject([{ status: 401 }])
    expect(webhook.events).toEqual([])
  })

  it('come as probes and duplicates too', async () => {
    await using zalo = await startFakeZalo()
    await using webhook = await startWebhook(zalo)
    expect(await zalo.probe(webhook.url)).toMatchObject({ status: 200 })
    expect(webhook.probes()).toBe(1)
    expect(await zalo.emit(webhook.url, zalo.events.userText(userId, 'a'), { times: 3 })).toHaveLength(3)
    expect(new Set(webhook.events.map(({ eventId }) => eventId)).size).toBe(1)
    expect(webhook.events).toHaveLength(3)
  })

  it('are of every common kind', async () => {
    await using zalo = await startFakeZalo()
    await using webhook = await startWebhook(zalo)
    const { events } = zalo
    const info = { name: 'Lan', phone: '84919000000' }
    const bodies = [
      events.tap(userId, '#v1:yes'),
      events.sticker(userId),
      events.image(userId, 'ảnh'),
      events.follow(userId),
      events.unfollow(userId),
      events.submitInfo(userId, info),
      events.submitInfo(userId, info, 'flat'),
      events.echo(userId, 'a', { adminId: '3' }),
      events.seen(userId, ['m1', 'm2']),
      events.received(userId, 'm1', 'user'),
    ]
    for (const body of bodies) await zalo.emit(webhook.url, body)
    expect(webhook.events.map(({ kind }) => kind)).toEqual([
      'user_text',
      'user_media',
      'user_media',
      'follow',
      'unfollow',
      'user_info',
      'user_info',
      'oa_echo',
      'receipt',
      'receipt',
    ])
    expect(webhook.events.every((event) => event.userId === userId)).toBe(true)
    expect(webhook.events[5]).toMatchObject({ info })
    expect(webhook.events[6]).toMatchObject({ info })
  })

  it('echo what was accepted', async () => {
    await using zalo = await startFakeZalo({ strictWindows: false })
    await using webhook = await startWebhook(zalo)
    zalo.settings.echoTo = webhook.url
    const { messageId } = await clientOf(zalo).sendText({ userId, text: 'chào' })
    await zalo.settled()
    expect(webhook.events).toMatchObject([{ kind: 'oa_echo', messageId, userId, text: 'chào' }])
  })

  it('are lost after the deadline', async () => {
    await using zalo = await startFakeZalo({ deadlineMs: 50 })
    const slow = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(slow, 'listening')
    const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`
    expect(await zalo.emit(url, zalo.events.userText(userId, 'a'))).toMatchObject([{ status: 0 }])
    slow.closeAllConnections()
    slow.close()
  })
})
