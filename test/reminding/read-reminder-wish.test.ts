// What people say of being reminded, in the words they happen to use.

import { describe, expect, it } from 'vitest'
import { readReminderWish } from '../../handlers/reminding/read-reminder-wish.ts'
import { stripMarks } from '../../knowledge/fold.ts'

const SAID: readonly (readonly [string, string, string?])[] = [
  ['mai nhắc lại nha', 'tomorrow'],
  ['mai nhắc tôi lần nữa', 'tomorrow'],
  ['nhắc lại ngày mai', 'tomorrow'],
  ['để sáng mai nhắc lại giúp em với ạ', 'tomorrow'],
  ['ngày mai bạn báo lại mình nhé', 'tomorrow'],
  ['hôm nay khỏi nhắc, mai nhắc lại', 'tomorrow'],
  ['mai nhắc lại được không?', 'tomorrow'],
  ['thôi khỏi nhắc mình nữa nha', 'stop'],
  ['đừng gửi tin nhắc nữa', 'stop'],
  ['đừng nhắn tin cho tôi nữa', 'stop'],
  ['em không muốn nhận tin nhắc nữa ạ', 'stop'],
  ['không cần nhắc nữa đâu', 'stop'],
  ['bỏ theo dõi giúp mình', 'stop'],
  ['tắt nhắc hạn nội vụ nhé', 'stop', 'nội vụ'],
  ['thôi nhắc', 'stop'],
  ['bật nhắc lại giúp mình', 'resume'],
  ['bật lại nhắc hạn', 'resume'],
  ['mở lại thông báo đi', 'resume'],
  ['tiếp tục nhắc tôi nhé', 'resume'],
  ['nhắc tiếp đi', 'resume'],
  ['nhắc em hạn đăng ký nội vụ với', 'follow', 'nội vụ'],
  ['gần đến hạn nhớ nhắc mình nhé', 'follow'],
  ['khi nào sắp đến hạn thì báo em với', 'follow'],
  ['bạn nhắc mình trước hạn được không?', 'follow'],
  ['theo dõi Trực Ninh giúp em', 'follow', 'Trực Ninh'],
  ['đã xong rồi nhé', 'done'],
  ['xong rồi ạ', 'done'],
  ['bên em làm xong hết rồi ạ', 'done'],
  ['hồ sơ đã nộp xong', 'done'],
  ['việc này hoàn thành rồi', 'done'],
]

const LOOSE = ['em nộp rồi', 'dạ em gửi hồ sơ rồi ạ', 'đơn vị đã nộp', 'em đăng ký rồi mà', 'đã gửi rồi nha'] as const

describe('a wish about reminders', () => {
  it.each(SAID.map(([text, kind, name = '']) => ({ text, kind, name })))(
    'is read, with and without diacritics: $text',
    ({ text, kind, name }) => {
      expect(readReminderWish(text)).toEqual({ kind, name, isLoose: false })
      expect(readReminderWish(stripMarks(text))).toEqual({ kind, name: stripMarks(name), isLoose: false })
    },
  )

  it.each(LOOSE)('is read as done only under a reminder: %s', (text) => {
    const done = { kind: 'done', name: '', isLoose: true }
    expect(readReminderWish(text)).toEqual(done)
    expect(readReminderWish(stripMarks(text))).toEqual(done)
  })

  it.each([
    'hạn nhắc nội vụ?',
    'khi nào nhắc Đại hội',
    'kế hoạch nhắc Đại hội Đảng nào',
    'nhắc trước mấy ngày',
    'ai nhắc hạn cho tôi',
    'có nhắc hạn không',
    'đã xong chưa',
    'nộp rồi thì sao',
    'mai là hạn chót à',
    'mai nộp được không',
    'gửi rồi có sửa được không',
    'bật nhạc lên đi',
    'tạm dừng nhắc',
    'rồi',
    'nhắc hạn đâu',
    'hồ sơ',
    'không',
  ])('is not in: %s', (text) => {
    const wish = readReminderWish(text)
    expect(wish && wish.name === '' ? wish : null).toBeNull()
  })
})
