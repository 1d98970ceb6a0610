// How people say in one sentence when they want to be reminded.

import { describe, expect, it } from 'vitest'
import { readSettings } from '../../handlers/reminding/read-settings.ts'

describe('settings said in a sentence', () => {
  it.each([
    ['nhắc tôi trước 1 ngày lúc 9h', { leads: [1], hour: '09:00' }],
    ['trước 2 ngày và 1 ngày thôi', { leads: [2, 1] }],
    ['nhac em truoc 3, 1 ngay nhe', { leads: [3, 1] }],
    ['nhắc trước hạn một tuần và hai ngày', { leads: [5, 2] }],
    ['chỉ nhắc trong ngày cuối thôi ạ', { leads: [0] }],
    ['đổi giờ nhắc thành 16:30', { hour: '16:30' }],
    ['nhắc tôi lúc 4 giờ chiều', { hour: '16:00' }],
    ['nhắc trước 5 ngày nữa nhé', { leads: [5] }],
    ['bạn nhắc e trước 2 hôm nha', { leads: [2] }],
    ['nhắc tôi trước 90 ngày', { leads: null }],
  ])('are read: %s', (text, settings) => {
    expect(readSettings(text)).toEqual(settings)
  })

  it.each([
    'nhắc trước mấy ngày?',
    'nhắc tôi',
    'nộp trước 2 ngày có được không',
    'trước ngày 17/02/2020',
    'nhắc lại ngày mai',
    'gửi trước 16h ngày 14/2',
    'tạm dừng nhắc 2 tuần',
  ])('are not in: %s', (text) => {
    expect(readSettings(text)).toBeNull()
  })
})
