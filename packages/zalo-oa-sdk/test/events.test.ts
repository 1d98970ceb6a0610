import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseEvent, type ZaloEvent } from '../src/index.ts'

const FOLDER = join(import.meta.dirname, '../../../test/sample-events')
const oaId = '1640000000000000001'
const user = '5510000000000000001'
const sample = (name: string) => readFileSync(join(FOLDER, `zalo-${name}.json`))
const parsed = (name: string) => parseEvent(sample(name), { oaId })

const KINDS: Record<string, ZaloEvent['kind']> = {
  user_send_text: 'user_text',
  user_send_image: 'user_media',
  user_send_link: 'user_media',
  user_send_audio: 'user_media',
  user_send_video: 'user_media',
  user_send_sticker: 'user_media',
  user_send_gif: 'user_media',
  user_send_location: 'user_media',
  user_send_file: 'user_media',
  user_send_business_card: 'user_media',
  user_received_message: 'receipt',
  user_seen_message: 'receipt',
  user_submit_info: 'user_info',
  user_click_chatnow: 'chat_opened',
  user_withdraw: 'data_withdrawal',
  user_reacted_message: 'reaction',
  oa_reacted_message: 'reaction',
  follow: 'follow',
  unfollow: 'unfollow',
  oa_send_text: 'oa_echo',
  oa_send_image: 'oa_echo',
  oa_send_gif: 'oa_echo',
  oa_send_list: 'oa_echo',
  oa_send_file: 'oa_echo',
  oa_send_sticker: 'oa_echo',
  oa_send_template: 'oa_echo',
  oa_send_consent: 'oa_echo',
  user_reply_consent: 'consent_reply',
  anonymous_send_text: 'anonymous_message',
  anonymous_send_image: 'anonymous_message',
  anonymous_send_file: 'anonymous_message',
  anonymous_send_sticker: 'anonymous_message',
  oa_send_anonymous_text: 'oa_anonymous_echo',
  oa_send_anonymous_image: 'oa_anonymous_echo',
  oa_send_anonymous_file: 'oa_anonymous_echo',
  oa_send_anonymous_sticker: 'oa_anonymous_echo',
  oa_call_user: 'call',
  user_call_oa: 'call',
  user_feedback: 'feedback',
  shop_has_order: 'shop_order',
  add_user_to_tag: 'tagged',
  remove_user_from_tag: 'tagged',
  change_oa_daily_quota: 'quota_changed',
  change_oa_template_tags: 'template_changed',
  change_template_quality: 'template_changed',
  change_template_quota: 'template_changed',
  change_template_status: 'template_changed',
  event_journey_acknowledged: 'journey',
  event_journey_time_out: 'journey',
  user_send_group_text: 'group',
  user_join_group: 'group',
  oa_send_group_text: 'group',
  update_user_info: 'unknown',
}

describe('every event of the catalogue', () => {
  const files = readdirSync(FOLDER).filter((file) => file.startsWith('zalo-'))

  it.each(files)('%s has its kind, its OA, its time and an id', (file) => {
    const event = parseEvent(readFileSync(join(FOLDER, file)), { oaId })
    expect(event.kind).toBe(KINDS[event.name])
    expect(event).toMatchObject({ appId: '1234567890123456789', oaId, sentAt: new Date(1717061839659) })
    expect(event.eventId).toMatch(new RegExp(`^${event.name}:.{12,}`))
    expect(event.userId).not.toBe(oaId)
  })

  it('has a sample', () => {
    const names = new Set(files.map((file) => parseEvent(readFileSync(join(FOLDER, file))).name))
    expect([...names].sort()).toEqual(Object.keys(KINDS).sort())
  })
})

describe('parseEvent', () => {
  it('reads a text', () => {
    expect(parsed('user-send-text')).toMatchObject({
      kind: 'user_text',
      eventId: 'user_send_text:e2a641af6661713b2874',
      userId: user,
      userIdByApp: '7000000000000000001',
      messageId: 'e2a641af6661713b2874',
      text: 'Xin chào, hạn đăng ký là ngày nào ạ?',
      quotedMessageId: null,
      attachments: [],
    })
    expect(parsed('user-send-text-quote')).toMatchObject({ quotedMessageId: 'bc5d75fc34cbdb9282dd' })
    expect(parsed('user-send-text-button')).toMatchObject({ kind: 'user_text', text: '#v1:fb:42:up' })
  })

  it('reads attachments', () => {
    const attachmentOf = (name: string) => {
      const event = parsed(name)
      return 'attachments' in event ? event.attachments[0] : undefined
    }
    expect(parsed('user-send-image')).toMatchObject({ media: 'image', text: 'Ảnh đơn' })
    expect(attachmentOf('user-send-image')).toMatchObject({ type: 'image', url: 'https://photo.example/full.jpg' })
    expect(attachmentOf('user-send-file')).toMatchObject({ fileName: 'don-dang-ky.pdf', sizeBytes: 12345 })
    expect(attachmentOf('user-send-sticker')).toMatchObject({ id: '46980' })
    expect(attachmentOf('user-send-location')?.coordinates).toEqual({ latitude: 20.6463, longitude: 106.0511 })
    expect(attachmentOf('user-send-audio')?.coordinates).toBeNull()
    expect(parsed('user-send-business-card')).toMatchObject({ media: 'business_card' })
  })

  it('finds the person in a receipt, whoever its sender is', () => {
    for (const name of ['user-seen-message', 'user-seen-message-from-user', 'user-received-message'])
      expect(parsed(name)).toMatchObject({ kind: 'receipt', userId: user, oaId })
    expect(parsed('user-seen-message')).toMatchObject({
      receipt: 'seen',
      messageIds: ['bc5d75fc34cbdb9282dd', 'bc5d75fc34cbdb9282de'],
    })
    expect(parsed('user-received-message-template')).toMatchObject({
      receipt: 'received',
      userId: '84919000000',
      trackingId: 'reminder-42',
      deliveredAt: new Date(1717061840123),
    })
  })

  it('tells whose echo it is', () => {
    expect(parsed('oa-send-text')).toMatchObject({ kind: 'oa_echo', media: 'text', adminId: null, userId: user })
    expect(parsed('oa-send-text-admin')).toMatchObject({ adminId: '3320000000000000001', userId: user })
  })

  it('reads both shapes of submitted data alike', () => {
    const info = { name: 'Nguyễn Thị Lan', phone: '84919000000', city: 'Hưng Yên', ward: 'Như Quỳnh' }
    expect(parsed('user-submit-info')).toMatchObject({
      userId: user,
      info: { ...info, address: 'Số 1 đường A', district: null, dateOfBirth: '01/01/1990', gender: 'female' },
    })
    expect(parsed('user-submit-info-flat')).toMatchObject({
      info: { ...info, address: 'Số 1 đường A', district: 'Văn Lâm', dateOfBirth: null, gender: null },
    })
  })

  it('reads what has no sender', () => {
    expect(parsed('follow')).toMatchObject({ kind: 'follow', userId: user, source: 'oa_profile' })
    expect(parsed('user-click-chatnow')).toMatchObject({ kind: 'chat_opened', userId: user })
    expect(parsed('user-withdraw')).toMatchObject({ kind: 'data_withdrawal', userId: user })
  })

  it('reads the rest', () => {
    expect(parsed('user-reacted-message')).toMatchObject({ by: 'user', icon: '/-heart', userId: user })
    expect(parsed('oa-reacted-message')).toMatchObject({ by: 'oa', icon: '/-strong', userId: user })
    expect(parsed('anonymous-send-text')).toMatchObject({ conversationId: 'c-990000000000000001', text: 'Cho tôi hỏi' })
    expect(parsed('oa-send-anonymous-text')).toMatchObject({ conversationId: 'c-990000000000000001' })
    expect(parsed('user-reply-consent')).toMatchObject({ consent: 'ALLOW', userId: user })
    expect(parsed('user-call-oa')).toMatchObject({ by: 'user', status: 'success', callId: 'call-2' })
    expect(parsed('oa-call-user')).toMatchObject({ by: 'oa', status: '0', callId: 'call-1' })
    expect(parsed('user-feedback')).toMatchObject({ rating: 5, note: 'Trả lời nhanh' })
    expect(parsed('add-user-to-tag')).toMatchObject({ change: 'added', tagName: 'Đã đăng ký', userIds: { length: 2 } })
    expect(parsed('change-oa-daily-quota')).toMatchObject({ before: '1000', after: '2000' })
    expect(parsed('change-template-status')).toMatchObject({ change: 'status', templateId: '7895417a7d3f9461cd2e' })
    expect(parsed('user-send-group-text')).toMatchObject({ groupId: 'g-880000000000000001', userId: user })
    expect(parsed('oa-send-group-text')).toMatchObject({ kind: 'group', userId: null })
  })

  it('tells reactions to one message apart, and a redelivery not', () => {
    const reaction = { ...JSON.parse(sample('user-reacted-message').toString()) }
    const later = { ...reaction, timestamp: '1717061839660' }
    expect(parseEvent(reaction).eventId).toBe(parseEvent(JSON.stringify(reaction, null, 2)).eventId)
    expect(parseEvent(later).eventId).not.toBe(parseEvent(reaction).eventId)
  })

  it('goes by the name when it is not told the OA’s id', () => {
    expect(parseEvent(sample('user-send-text'))).toMatchObject({ userId: user, oaId })
    expect(parseEvent(sample('oa-send-text'))).toMatchObject({ userId: user, oaId })
  })

  it('does not take another OA’s event for one of ours', () => {
    expect(parseEvent(sample('user-send-text'), { oaId: '999' })).toMatchObject({ userId: user, oaId })
  })

  it('keeps the digits of bare ids', () => {
    const body = sample('user-send-text').toString().replace(`"${user}"`, user)
    expect(parseEvent(body, { oaId }).userId).toBe(user)
  })

  it('never throws', () => {
    const bodies = [
      '',
      'null',
      '[]',
      '"a"',
      '{}',
      '<html>',
      '{"event_name":5}',
      '{"event_name":"user_send_text","message":"text","sender":[],"timestamp":{}}',
      '{"event_name":"user_send_image","message":{"attachments":[null,1,{"type":"image"},{"type":"x","payload":"y"}]}}',
      '{"event_name":"user_seen_message","message":{"msg_ids":{"a":1}}}',
      '{"event_name":"user_submit_info","info":[],"tag":1}',
    ]
    for (const body of bodies) expect(parseEvent(Buffer.from(body), { oaId })).toHaveProperty('eventId')
    expect(parseEvent('<html>')).toMatchObject({ kind: 'unknown', name: '', userId: null, sentAt: null })
    expect(parseEvent('{"event_name":"brand_new"}')).toMatchObject({ kind: 'unknown', name: 'brand_new' })
  })
})
