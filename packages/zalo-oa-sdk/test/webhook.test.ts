import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isProbe, verifySignature } from '../src/index.ts'

const appId = '1234567890123456789'
const oaId = '1640000000000000001'
const secret = 'OA_SECRET_EXAMPLE'
const TIMESTAMP = '1717061839659'
const BODY =
  '{"app_id":"1234567890123456789","sender":{"id":"5510000000000000001"},"user_id_by_app":"7000000000000000001","recipient":{"id":"1640000000000000001"},"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"e2a641af0000000b2874"},"timestamp":"1717061839659"}'
const rawBody = Buffer.from(BODY)
const hash = (...parts: (string | Uint8Array)[]) => {
  const sha = createHash('sha256')
  for (const part of parts) sha.update(part)
  return sha.digest('hex')
}
const delivery = (header: string, more: object = {}) => ({ rawBody, header, appId, oaId, secret, ...more })

describe('verifySignature', () => {
  it('accepts the vector', () => {
    expect(rawBody).toHaveLength(271)
    const header = 'mac=f97a3afcb9e00831b411df159273f9653d3d5aaa6fb3f21a57d5668dc07e82d7'
    expect(verifySignature(delivery(header))).toEqual({
      firstTerm: 'app_id',
      timestamp: 'body',
      prefixed: true,
      secretIndex: 0,
    })
  })

  it('tells which way of signing matched', () => {
    const oaFirst = hash(oaId, BODY, TIMESTAMP, secret)
    expect(verifySignature(delivery(`mac=${oaFirst}`))?.firstTerm).toBe('oa_id')
    expect(verifySignature(delivery(oaFirst))?.prefixed).toBe(false)
    const byHeader = hash(appId, BODY, '1717061840000', secret)
    expect(verifySignature(delivery(byHeader, { timestampHeader: '1717061840000' }))?.timestamp).toBe('header')
    expect(verifySignature(delivery(oaFirst, { secret: ['old', secret] }))?.secretIndex).toBe(1)
  })

  it('tries only what the rules allow', () => {
    const oaFirst = `mac=${hash(oaId, BODY, TIMESTAMP, secret)}`
    expect(verifySignature(delivery(oaFirst), { firstTerms: ['app_id'] })).toBeNull()
    const bare = hash(appId, BODY, TIMESTAMP, secret)
    expect(verifySignature(delivery(bare), { bareHex: false })).toBeNull()
    const byHeader = delivery(hash(appId, BODY, '1', secret), { timestampHeader: '1' })
    expect(verifySignature(byHeader, { timestamps: ['body'] })).toBeNull()
  })

  it('accepts nothing without a secret, a header or an id', () => {
    expect(verifySignature(delivery(hash(appId, BODY, TIMESTAMP), { secret: '' }))).toBeNull()
    expect(verifySignature(delivery(hash(appId, BODY, TIMESTAMP), { secret: [] }))).toBeNull()
    expect(verifySignature(delivery(hash(BODY, TIMESTAMP, secret), { oaId: '', appId: '' }))).toBeNull()
    for (const header of [null, undefined, '', 'mac=', 'mac=zz', `mac=${'0'.repeat(63)}`])
      expect(verifySignature({ ...delivery(''), header })).toBeNull()
  })

  it('refuses a body whose bytes changed, though its JSON did not', () => {
    const header = `mac=${hash(appId, BODY, TIMESTAMP, secret)}`
    const rewritten = Buffer.from(BODY.replace('à', '\\u00e0'))
    expect(JSON.parse(rewritten.toString())).toEqual(JSON.parse(BODY))
    expect(verifySignature(delivery(header, { rawBody: rewritten }))).toBeNull()
  })

  it('accepts what was signed and refuses one flipped bit of it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.nat(7), (bytes, place, bit) => {
        const header = hash(appId, bytes, TIMESTAMP, secret)
        const signed = delivery(header, { rawBody: bytes, timestampHeader: TIMESTAMP })
        expect(verifySignature(signed)).not.toBeNull()
        const flipped = Uint8Array.from(bytes)
        const index = place % bytes.length
        flipped[index] = (flipped[index] ?? 0) ^ (1 << bit)
        expect(verifySignature({ ...signed, rawBody: flipped })).toBeNull()
      }),
    )
  })
})

describe('isProbe', () => {
  it('knows the unsigned body that names no event', () => {
    for (const body of ['{}', ' {}\n', '', '{"ping":1}']) expect(isProbe(Buffer.from(body), undefined)).toBe(true)
  })

  it('does not take a real or a signed event for it', () => {
    expect(isProbe(rawBody, null)).toBe(false)
    expect(isProbe(Buffer.from('{}'), 'mac=00')).toBe(false)
    expect(isProbe(Buffer.from('no json'), null)).toBe(false)
  })
})
