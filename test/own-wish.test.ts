// What people say of what is theirs, and what is a question about the plans.

import { describe, expect, it } from 'vitest'
import { readOwnWish } from '../handlers/registering/read-own-wish.ts'

describe('a wish about what is one’s own', () => {
  it.each([
    ['tôi muốn rút đăng ký', 'withdraw'],
    ['toi muon rut dang ky', 'withdraw'],
    ['cho em xin rút lại đơn đã gửi ạ', 'withdraw'],
    ['làm sao để rút đăng ký đã gửi', 'withdraw'],
    ['muốn rút đăng ký của em thì làm thế nào ạ?', 'withdraw'],
    ['em đã gửi được chưa ạ', 'status'],
    ['em gửi đăng ký thành công chưa?', 'status'],
    ['trạng thái đăng ký của tôi', 'status'],
    ['cho em xem tình trạng hồ sơ của em với', 'status'],
    ['đăng ký của phòng em đã được duyệt chưa ạ', 'status'],
    ['hồ sơ em đã nộp được nhận chưa', 'status'],
    ['em đã đăng ký được chưa nhỉ', 'status'],
    ['tôi đã có đăng ký nào chưa', 'status'],
    ['hồ sơ của em còn thiếu gì ạ', 'missing'],
    ['còn thiếu giấy tờ gì', 'missing'],
    ['hồ sơ của tôi cần nộp thêm giấy tờ gì', 'missing'],
    ['ho so cua em can bo sung them gi a', 'missing'],
    ['em còn phải nộp những giấy tờ gì nữa ạ', 'missing'],
    ['em nộp báo cáo thành tích rồi', 'brought'],
    ['làm sao để tôi đăng ký thi đua trên này', 'how'],
    ['đăng ký ở đây thế nào ạ', 'how'],
    ['đăng ký qua Zalo được không?', 'how'],
  ])('is told: %s', (text, wish) => {
    expect(readOwnWish(text)).toBe(wish)
  })

  it.each([
    'hồ sơ khen thưởng gồm những gì?',
    'hồ sơ đăng ký gửi về đâu',
    'hồ sơ khen thưởng cần nộp thêm giấy tờ gì',
    'tập thể cần nộp thêm giấy tờ gì',
    'đăng ký muộn thì sao',
    'ai đã đăng ký chưa',
    'phòng Nội vụ Ân Thi đã đăng ký chưa',
    'chị Lan đã nộp hồ sơ chưa',
    'thiếu báo cáo thành tích thì có được xét không',
    'đăng ký thi đua thế nào',
    'nộp báo cáo thành tích ở đâu',
    'đăng ký danh hiệu nào',
    'hạn nộp hồ sơ là ngày nào',
    'được đăng ký những danh hiệu gì',
  ])('is not meant by: %s', (text) => {
    expect(readOwnWish(text)).toBeNull()
  })
})
