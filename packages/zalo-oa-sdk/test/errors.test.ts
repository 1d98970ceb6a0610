import { describe, expect, it } from 'vitest'
import { createZaloClient, toDecision, type ZaloDecision } from '../src/index.ts'
import { type AnsweringServer, closedUrl, failureOf, startServer } from './answering-server.ts'

const SECRET_TEXT = 'tên tôi là Lan'
const sending = ({ url }: Pick<AnsweringServer, 'url'>, options: object = {}) =>
  failureOf(
    createZaloClient({ accessToken: async () => 'token-1', apiRoot: url, timeoutMs: 5_000 }).sendText(
      { userId: '186729651760683225', text: SECRET_TEXT },
      options,
    ),
  )

describe('a refusal', () => {
  const codes: [ZaloDecision, (number | string)[]][] = [
    ['token', [-216, 216, '-216', -220, 401, -401, '401', -124]],
    ['rate', [-32, '-32']],
    ['transient', [-200]],
    ['window_closed', [-230, -232, -213]],
    ['user_unreachable', [-217, -227, -244, -248, -108, -114, -118, -119, -139, -141]],
    ['quota', [-211, -218, -234, -115, -137, -133, -144, -147, -1441, -1471, -1472]],
    ['config', [-204, -205, -209, -212, -219, -221, -223, -224, -235, -242, -249, -320, -321, -131, -1241]],
    ['bad_request', [-100, -201, -210, -233, -237, -238, -240, -241, -1121, -1122]],
  ]
  it.each(codes)('means %s for its codes', async (decision, all) => {
    await using zalo = await startServer()
    for (const error of all) {
      zalo.answerWith({ error, message: `for token-1: ${SECRET_TEXT}` })
      const failure = await sending(zalo)
      expect(failure).toMatchObject({ name: 'ZaloApiError', decision, errorCode: Number(error), answeredBy: 'zalo' })
      expect(String(failure)).not.toMatch(/token-1|Lan|186729651760683225/)
    }
  })

  it('is a bad request, never repeated, when the code is unknown', async () => {
    await using zalo = await startServer({ error: -9999, message: 'new' })
    expect(await sending(zalo)).toMatchObject({ decision: 'bad_request', errorCode: -9999 })
    expect(toDecision(-9999)).toBeUndefined()
  })

  it('is read from the HTTP status when there is nothing else', async () => {
    await using zalo = await startServer()
    const status = (code: number) => zalo.answerWith((response) => response.writeHead(code).end('<html></html>'))
    status(401)
    expect(await sending(zalo)).toMatchObject({ name: 'ZaloApiError', decision: 'token', httpStatus: 401 })
    status(429)
    expect(await sending(zalo)).toMatchObject({ name: 'ZaloApiError', decision: 'rate', httpStatus: 429 })
    status(404)
    expect(await sending(zalo)).toMatchObject({ name: 'ZaloApiError', decision: 'bad_request', errorCode: 404 })
  })
})

describe('no answer', () => {
  it('may have been delivered after a timeout', async () => {
    await using zalo = await startServer(() => undefined)
    expect(await sending(zalo, { timeoutMs: 40 })).toMatchObject({
      name: 'ZaloTimeoutError',
      mayHaveBeenDelivered: true,
      timeoutMs: 40,
    })
  })

  it('counts a body that stops coming as a timeout', async () => {
    await using zalo = await startServer((response) => void response.writeHead(200).write('{"error":'))
    expect(await sending(zalo, { timeoutMs: 40 })).toMatchObject({ name: 'ZaloTimeoutError' })
  })

  it('was not delivered when no connection was made', async () => {
    expect(await sending({ url: await closedUrl() })).toMatchObject({
      name: 'ZaloNetworkError',
      reason: 'refused',
      mayHaveBeenDelivered: false,
    })
  })

  it('may have been delivered when the connection was cut', async () => {
    await using zalo = await startServer((response) => void response.destroy())
    expect(await sending(zalo)).toMatchObject({ reason: 'cut', mayHaveBeenDelivered: true })
  })

  it.each([
    ['a gateway’s page', 502, '<html>Bad Gateway</html>'],
    ['an envelope without a number', 200, '{"error":"undefined"}'],
    ['a yes without a message id', 200, '{"error":0,"message":"Success","data":{}}'],
    ['a redirect', 302, ''],
    ['an unknown code from a broken server', 500, '{"error":-1,"message":"internal"}'],
  ])('may have been delivered when the answer is %s', async (_, httpStatus, body) => {
    await using zalo = await startServer((response) =>
      response.writeHead(httpStatus, { location: 'http://127.0.0.1:1/' }).end(body),
    )
    expect(await sending(zalo)).toMatchObject({
      name: 'ZaloNetworkError',
      reason: 'unreadable',
      mayHaveBeenDelivered: true,
      httpStatus,
    })
  })

  it('ends when the caller gives up, before or after sending', async () => {
    await using zalo = await startServer(() => undefined)
    expect(await sending(zalo, { signal: AbortSignal.abort() })).toMatchObject({
      reason: 'aborted',
      mayHaveBeenDelivered: false,
    })
    expect(zalo.requests).toEqual([])
    expect(await sending(zalo, { signal: AbortSignal.timeout(30) })).toMatchObject({
      reason: 'aborted',
      mayHaveBeenDelivered: true,
    })
  })
})

describe('the token', () => {
  const clientOf = (zalo: AnsweringServer, accessToken: () => Promise<string>) =>
    createZaloClient({ accessToken, apiRoot: zalo.url })

  it('is not sent when no header can hold it, nor repeated in the error', async () => {
    await using zalo = await startServer()
    for (const token of ['', 'to\nken', 'mã']) {
      const failure = await failureOf(clientOf(zalo, async () => token).oa())
      expect(failure).toMatchObject({ decision: 'token', answeredBy: 'client' })
      if (token) expect(String(failure)).not.toContain(token)
    }
    expect(zalo.requests).toEqual([])
  })

  it('fails the call with what its provider throws', async () => {
    await using zalo = await startServer()
    const reason = new Error('needs consent')
    expect(await failureOf(clientOf(zalo, () => Promise.reject(reason)).oa())).toBe(reason)
  })
})
