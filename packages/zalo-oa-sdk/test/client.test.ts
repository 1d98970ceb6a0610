import { describe, expect, it } from 'vitest'
import { createZaloClient, type TextMessage, type ZaloButton } from '../src/index.ts'
import { type AnsweringServer, failureOf, startServer } from './answering-server.ts'

const SENT = {
  error: 0,
  message: 'Success',
  data: { message_id: 'bc5d75fc34cbdb9282dd', user_id: '186729651760683225' },
}
const userId = '186729651760683225'
const clientOf = ({ url }: AnsweringServer, more: object = {}) =>
  createZaloClient({ accessToken: async () => 'token-1', apiRoot: url, zbsRoot: url, ...more })
const bodyOf = (zalo: AnsweringServer) => JSON.parse(Buffer.from(zalo.requests.at(-1)?.body ?? '', 'latin1').toString())
const dataOf = (zalo: AnsweringServer) => JSON.parse(zalo.requests.at(-1)?.query.get('data') ?? 'null')

describe('sending', () => {
  it('sends a text with the token in its header', async () => {
    await using zalo = await startServer({
      ...SENT,
      data: { ...SENT.data, quota: { quota_type: 'reply', remain: '7', total: 8, owner_type: 'OA' } },
    })
    const reply = await clientOf(zalo).sendText({ userId, text: 'Xin chào', quoteMessageId: 'm-1' })
    expect(reply).toEqual({
      messageId: 'bc5d75fc34cbdb9282dd',
      userId,
      quota: { quotaType: 'reply', remaining: 7, total: 8 },
    })
    expect(zalo.requests[0]).toMatchObject({ method: 'POST', path: '/v3.0/oa/message/cs' })
    expect(zalo.requests[0]?.headers.access_token).toBe('token-1')
    expect(zalo.requests[0]?.headers.appsecret_proof).toBeUndefined()
    expect(bodyOf(zalo)).toEqual({
      recipient: { user_id: userId },
      message: { text: 'Xin chào', quote_message_id: 'm-1' },
    })
  })

  it('sends each kind of button without a template type', async () => {
    await using zalo = await startServer(SENT)
    await clientOf(zalo).sendText({
      userId,
      text: 'Chọn',
      buttons: [
        { type: 'oa.query.show', title: 'Xem', payload: '#thutuc' },
        { type: 'oa.query.hide', title: 'Đúng', payload: '#v1:up' },
        { type: 'oa.open.url', title: 'Mở', url: 'https://example.gov.vn' },
        { type: 'oa.open.phone', title: 'Gọi', phone: '84919000000' },
        { type: 'oa.open.sms', title: 'Nhắn', phone: '84919000000', content: 'Chào' },
      ],
    })
    expect(bodyOf(zalo).message.attachment).toEqual({
      type: 'template',
      payload: {
        buttons: [
          { title: 'Xem', type: 'oa.query.show', payload: '#thutuc' },
          { title: 'Đúng', type: 'oa.query.hide', payload: '#v1:up' },
          { title: 'Mở', type: 'oa.open.url', payload: { url: 'https://example.gov.vn' } },
          { title: 'Gọi', type: 'oa.open.phone', payload: { phone_code: '84919000000' } },
          { title: 'Nhắn', type: 'oa.open.sms', payload: { content: 'Chào', phone_code: '84919000000' } },
        ],
      },
    })
  })

  it('sends media, files, questions for data and reactions', async () => {
    await using zalo = await startServer(SENT)
    const client = clientOf(zalo)
    await client.sendMedia({ userId, mediaType: 'image', url: 'https://example.gov.vn/a.jpg', text: 'Ảnh' })
    expect(bodyOf(zalo).message).toEqual({
      text: 'Ảnh',
      attachment: {
        type: 'template',
        payload: {
          template_type: 'media',
          elements: [{ media_type: 'image', url: 'https://example.gov.vn/a.jpg' }],
        },
      },
    })
    await client.sendMedia({ userId, mediaType: 'gif', attachmentId: 'att-1', width: 500, height: 280 })
    expect(bodyOf(zalo).message.attachment.payload.elements).toEqual([
      { media_type: 'gif', width: 500, height: 280, attachment_id: 'att-1' },
    ])
    await client.sendFile({ userId, token: 'file-1' })
    expect(bodyOf(zalo).message).toEqual({ attachment: { type: 'file', payload: { token: 'file-1' } } })
    await client.requestUserInfo({ userId, title: 'A', subtitle: 'B', imageUrl: 'https://example.gov.vn/a.jpg' })
    expect(bodyOf(zalo).message.attachment.payload).toEqual({
      template_type: 'request_user_info',
      elements: [{ title: 'A', subtitle: 'B', image_url: 'https://example.gov.vn/a.jpg' }],
    })
    await client.react({ userId, messageId: 'm-1', icon: '/-strong' })
    expect(zalo.requests.at(-1)?.path).toBe('/v2.0/oa/message')
    expect(bodyOf(zalo)).toEqual({
      recipient: { user_id: userId },
      sender_action: { react_icon: '/-strong', react_message_id: 'm-1' },
    })
  })

  it('uploads as a form with one file', async () => {
    await using zalo = await startServer({
      error: 0,
      message: 'Success',
      data: { attachment_id: 'att-1', token: 'file-1' },
    })
    const client = clientOf(zalo)
    const data = Buffer.from('%PDF-1.7')
    expect(await client.uploadImage({ data, fileName: 'a.jpg', contentType: 'image/jpeg' })).toEqual({
      attachmentId: 'att-1',
    })
    expect(await client.uploadGif({ data, fileName: 'a.gif', contentType: 'image/gif' })).toEqual({
      attachmentId: 'att-1',
    })
    expect(await client.uploadFile({ data, fileName: 'a.pdf', contentType: 'application/pdf' })).toEqual({
      token: 'file-1',
    })
    expect(zalo.requests.map(({ path }) => path)).toEqual([
      '/v2.0/oa/upload/image',
      '/v2.0/oa/upload/gif',
      '/v2.0/oa/upload/file',
    ])
    const last = zalo.requests.at(-1)
    expect(last?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(last?.body).toMatch(/name="file"; filename="a\.pdf"\r\nContent-Type: application\/pdf\r\n\r\n%PDF-1\.7/)
  })

  it('sends templates by user id and by phone', async () => {
    await using zalo = await startServer(SENT)
    const client = clientOf(zalo)
    const { messageId } = await client.sendTemplate({ userId, templateId: 't-1', data: { name: 'Lan' } })
    expect(messageId).toBe('bc5d75fc34cbdb9282dd')
    expect(zalo.requests.at(-1)?.path).toBe('/v3.0/oa/message/template')
    expect(bodyOf(zalo)).toEqual({ user_id: userId, template_id: 't-1', template_data: { name: 'Lan' } })
    zalo.answerWith({
      error: 0,
      message: 'Success',
      data: { msg_id: 'z-1', sent_time: '1700000000000', quota: { dailyQuota: '500', remainingQuota: '499' } },
    })
    const sent = await client.sendTemplateToPhone({
      phone: '84919000000',
      templateId: 't-1',
      data: { name: 'Lan' },
      trackingId: 'r-42',
      developmentMode: true,
    })
    expect(sent).toEqual({
      messageId: 'z-1',
      sentAt: new Date(1_700_000_000_000),
      dailyQuota: 500,
      remainingQuota: 499,
    })
    expect(zalo.requests.at(-1)?.path).toBe('/message/template')
    expect(bodyOf(zalo)).toEqual({
      phone: '84919000000',
      template_id: 't-1',
      template_data: { name: 'Lan' },
      tracking_id: 'r-42',
      mode: 'development',
    })
  })

  it('proves the app secret when it has it', async () => {
    await using zalo = await startServer(SENT)
    const accessToken = async () => 'ACCESS_TOKEN_EXAMPLE'
    await clientOf(zalo, { accessToken, appSecret: 'APP_SECRET_EXAMPLE' }).sendText({ userId, text: 'a' })
    expect(zalo.requests[0]?.headers.appsecret_proof).toBe(
      '49c1202df03dc20d6cdc1b60e23386f8ea71888d41ed6b90776d180638ae8d0b',
    )
  })

  it('asks for the token before every call', async () => {
    await using zalo = await startServer(SENT)
    let turn = 0
    const client = clientOf(zalo, { accessToken: async () => `token-${++turn}` })
    await client.sendText({ userId, text: 'a' })
    await client.sendText({ userId, text: 'b' })
    expect(zalo.requests.map(({ headers }) => headers.access_token)).toEqual(['token-1', 'token-2'])
  })
})

describe('limits', () => {
  const button: ZaloButton = { type: 'oa.query.hide', title: 'a', payload: 'b' }
  const cases: [string, Partial<TextMessage>, number][] = [
    ['a text of 2001', { text: 'a'.repeat(2001) }, -210],
    ['an empty text', { text: '' }, -201],
    ['six buttons', { buttons: Array(6).fill(button) }, -210],
    ['no button in a list of buttons', { buttons: [] }, -201],
    ['a title of 101', { buttons: [{ ...button, title: 'a'.repeat(101) }] }, -210],
    ['a payload of 1001', { buttons: [{ ...button, payload: 'a'.repeat(1001) }] }, -210],
    ['an SMS of 161', { buttons: [{ type: 'oa.open.sms', title: 'a', phone: '84', content: 'a'.repeat(161) }] }, -210],
  ]
  it.each(cases)('refuses %s without a call', async (_, more, errorCode) => {
    await using zalo = await startServer(SENT)
    const failure = await failureOf(clientOf(zalo).sendText({ userId, text: 'bí mật', ...more }))
    expect(failure).toMatchObject({ name: 'ZaloApiError', decision: 'bad_request', errorCode, answeredBy: 'client' })
    expect(String(failure)).not.toContain('bí mật')
    expect(zalo.requests).toEqual([])
  })

  it('counts and sends composed letters', async () => {
    await using zalo = await startServer(SENT)
    await clientOf(zalo).sendText({ userId, text: 'ế'.normalize('NFD').repeat(2000) })
    expect(bodyOf(zalo).message.text).toBe('ế'.repeat(2000))
  })

  it('refuses what is too large or too long elsewhere', async () => {
    await using zalo = await startServer(SENT)
    const client = clientOf(zalo)
    const upload = (bytes: number) => ({ data: new Uint8Array(bytes), fileName: 'a', contentType: 'image/png' })
    const refused = [
      client.uploadImage(upload(1024 * 1024 + 1)),
      client.uploadGif(upload(5 * 1024 * 1024 + 1)),
      client.uploadFile(upload(0)),
      client.sendMedia({ userId, mediaType: 'image', url: 'https://a.vn/a.jpg', text: 'a'.repeat(2001) }),
      client.requestUserInfo({ userId, title: 'a'.repeat(101), subtitle: 'b', imageUrl: 'https://a.vn/a.jpg' }),
      client.sendTemplateToPhone({ phone: '84', templateId: 't', data: {}, trackingId: 'a'.repeat(49) }),
      client.users({ offset: 0, count: 51 }),
      client.conversation({ userId, offset: 0, count: 11 }),
    ]
    for (const call of refused) expect(await failureOf(call)).toMatchObject({ decision: 'bad_request' })
    expect(zalo.requests).toEqual([])
  })
})

describe('asking', () => {
  it('reads a person, whatever is missing', async () => {
    await using zalo = await startServer((response) =>
      response.end(
        '{"error":0,"data":{"user_id":2468458835296197922,"user_id_by_app":"7","display_name":"Lan","user_is_follower":true,' +
          '"tags_and_notes_info":{"notes":[],"tag_names":["A"]},"shared_info":{"phone":84919000000,"name":"Lan"}}}',
      ),
    )
    const user = await clientOf(zalo).user('2468458835296197922')
    expect(user).toEqual({
      userId: '2468458835296197922',
      userIdByApp: '7',
      externalId: null,
      displayName: 'Lan',
      alias: null,
      isFollower: true,
      lastInteractionDate: null,
      avatar: null,
      tags: ['A'],
      sharedInfo: { name: 'Lan', phone: '84919000000', address: null, city: null, district: null },
    })
    expect(zalo.requests[0]).toMatchObject({ method: 'GET', path: '/v3.0/oa/user/detail' })
    expect(dataOf(zalo)).toEqual({ user_id: '2468458835296197922' })
  })

  it('lists people', async () => {
    await using zalo = await startServer({
      error: 0,
      data: { total: '2', users: [{ user_id: '1' }, { user_id: '2' }] },
    })
    const page = await clientOf(zalo).users({ offset: 0, count: 50, isFollower: true, tagName: 'A' })
    expect(page).toEqual({ total: 2, userIds: ['1', '2'] })
    expect(dataOf(zalo)).toEqual({ offset: 0, count: 50, is_follower: true, tag_name: 'A' })
  })

  it('reads quotas', async () => {
    await using zalo = await startServer({
      error: 0,
      data: { last_interaction: '1717061839659', cs_reply: { remain: 0, total: 8 } },
    })
    const client = clientOf(zalo)
    expect(await client.userQuota(userId)).toEqual({
      lastInteractionAt: new Date(1717061839659),
      csReply: { remaining: 0, total: 8 },
    })
    expect(bodyOf(zalo)).toEqual({ user_id: userId })
    zalo.answerWith({ error: 0, data: {} })
    expect(await client.userQuota(userId)).toEqual({ lastInteractionAt: null, csReply: null })
    zalo.answerWith({ error: 0, data: [{ asset_id: 'a', product_type: 'cs', quota_type: 'sub_quota', total: 5 }] })
    expect(await client.oaQuotas({ productType: 'cs', quotaType: 'sub_quota' })).toEqual([
      { assetId: 'a', productType: 'cs', quotaType: 'sub_quota', validThrough: null, total: 5, remaining: null },
    ])
    expect(bodyOf(zalo)).toEqual({ quota_owner: 'OA', product_type: 'cs', quota_type: 'sub_quota' })
    zalo.answerWith({ error: 0, data: { dailyQuota: '500', remainingQuota: '' } })
    expect(await client.templateQuota()).toEqual({ dailyQuota: 500, remainingQuota: null })
  })

  it('reads the OA, the state of a template message and past messages', async () => {
    await using zalo = await startServer({ error: 0, data: { oaid: '16', name: 'Sở Nội vụ', is_verified: true } })
    const client = clientOf(zalo)
    expect(await client.oa()).toMatchObject({ oaId: '16', name: 'Sở Nội vụ', isVerified: true, followers: null })
    zalo.answerWith({ error: 0, data: { status: 1, delivery_time: '1700000000000' } })
    expect(await client.templateStatus('z/1')).toEqual({
      status: 'delivered',
      deliveredAt: new Date(1_700_000_000_000),
    })
    expect(zalo.requests.at(-1)?.query.get('message_id')).toBe('z/1')
    zalo.answerWith({ error: 0, data: [{ src: 1, time: 1717061839659, message_id: 'm', type: 'text', message: 'a' }] })
    const past = [
      {
        from: 'user',
        at: new Date(1717061839659),
        messageId: 'm',
        type: 'text',
        text: 'a',
        fromId: null,
        toId: null,
      },
    ]
    expect(await client.conversation({ userId, offset: 0, count: 10 })).toEqual(past)
    expect(await client.recentChats({ offset: 0, count: 10 })).toEqual(past)
  })
})
