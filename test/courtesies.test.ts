// What is said to be polite, and what is asked beside it.

import { describe, expect, it } from 'vitest'
import { readCourtesies } from '../handlers/read-courtesies.ts'

describe('a courtesy', () => {
  it.each([
    ['Dạ em cảm ơn', 'thanks'],
    ['dạ vâng, em cảm ơn ạ', 'noted thanks'],
    ['vâng, cảm ơn', 'noted thanks'],
    ['em hiểu rồi, cảm ơn anh nhiều nhé', 'noted thanks'],
    ['em hieu roi cam on anh nhieu nhe', 'noted thanks'],
    ['đã rõ, cảm ơn trợ lý', 'noted thanks'],
    ['Xin chân thành cảm ơn anh chị đã hỗ trợ nhiệt tình ạ!', 'thanks'],
    ['cảm ơn bạn rất nhiều vì đã giải đáp', 'thanks'],
    ['ok, thanks ad', 'noted thanks'],
    ['cảm ơn ❤️', 'thanks'],
    ['chào buổi sáng', 'greeting'],
    ['Em chào anh chị ạ', 'greeting'],
    ['dạ em xin chào trợ lý ạ.', 'greeting'],
    ['kính chào quý anh', 'greeting'],
    ['chào mọi người buổi chiều', 'greeting'],
    ['alo', 'greeting'],
    ['alo có ai ở đó không?', 'greeting'],
    ['chúc anh chị một ngày tốt lành', 'bye'],
    ['tạm biệt nhé', 'bye'],
    ['cho em hỏi chút ạ', 'may-ask'],
    ['chào ad, cho em hỏi tí', 'greeting may-ask'],
    ['dạ em nhận được thông tin rồi ạ', 'noted'],
    ['vậy là rõ rồi ạ', 'noted'],
    ['hay quá', 'noted'],
    ['dạ', 'noted'],
  ])('stands alone: %s', (text, kinds) => {
    const { said, rest } = readCourtesies(text)
    expect([[...said].join(' '), rest]).toEqual([kinds, ''])
  })

  it.each([
    ['Xin chào, cho em hỏi về văn hóa công sở Hưng Yên', 'cho em hỏi về văn hóa công sở Hưng Yên'],
    ['chào anh cho em hỏi hạn đăng ký', 'cho em hỏi hạn đăng ký'],
    ['Dạ em cảm ơn. Vậy gửi hồ sơ về đâu ạ?', 'Vậy gửi hồ sơ về đâu ạ?'],
    ['ok, rút đăng ký', 'rút đăng ký'],
  ])('goes before what is asked: %s', (text, rest) => {
    expect(readCourtesies(text).rest).toBe(rest)
  })

  it.each([
    'xin chào là một trong 4 xin phải không',
    'hạn đăng ký là ngày nào, cảm ơn',
    'em chưa hiểu lắm',
    'được xét khen khi nào?',
    'cho em hỏi hạn đăng ký',
    'hi vọng được giấy khen',
    'cá nhân',
    'không',
    'tôi muốn rút đăng ký',
    `${'anh chị '.repeat(500)}ơi`,
  ])('is no part of: %s', (text) => {
    expect(readCourtesies(text)).toEqual({ said: new Set(), rest: text })
  })
})
