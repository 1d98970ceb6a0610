import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, hasDiacritics, isWhole, normalise, stripMarks, toAccented, tokens } from '../knowledge/fold.ts'

// Letters that combine into Vietnamese, in both forms, beside what else comes through a chat.
const letters = [
  ...'aAăâeêioôơuưyYđĐqghnctHOÀòáạảãấệữ \u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b09/%.-\n\u00a0\u200b😀',
]
const vietnamese = fc.string({ unit: fc.constantFrom(...letters), maxLength: 40 })
const anything = fc.oneof(vietnamese, fc.string({ unit: 'binary' }))

describe('normalise', () => {
  it.each([
    ['hoà', 'hòa'],
    ['Uỷ ban', 'Ủy ban'],
    ['thuý', 'thúy'],
    ['khoẻ', 'khỏe'],
    ['hòan tòan', 'hoàn toàn'],
    ['hùynh', 'huỳnh'],
    ['qúy', 'quý'],
    ['gía', 'giá'],
  ])('writes %s as %s', (typed, unified) => {
    expect(normalise(typed)).toBe(unified)
  })

  it.each(['hoàn', 'quý', 'quả', 'giày', 'khuỷu', 'ngoặc', 'thuở', 'của', 'gì'])('leaves %s alone', (word) => {
    expect(normalise(word)).toBe(word)
  })

  it('keeps case and line breaks, and turns every other space into a plain one', () => {
    expect(normalise('Thi\u00a0đua\u200b\r\nKHEN\tthưởng\ufeff')).toBe('Thi đua \nKHEN thưởng')
  })

  it('reads NFC and NFD as the same text', () => {
    fc.assert(fc.property(anything, (text) => normalise(text.normalize('NFD')) === normalise(text.normalize('NFC'))))
  })

  it('changes nothing the second time', () => {
    fc.assert(fc.property(anything, (text) => normalise(normalise(text)) === normalise(text)))
  })
})

describe('fold', () => {
  it.each([
    ['Đăng ký', 'đăng kí'],
    ['bác sỹ', 'BÁC SĨ'],
    ['quí', 'quý'],
    ['pháp lý', 'pháp lí'],
    ['hoà bình', 'hòa bình'],
  ])('takes %s and %s for the same words', (one, other) => {
    expect(fold(one)).toBe(fold(other))
    expect(toAccented(one)).toBe(toAccented(other))
  })

  it('keeps i and y apart where they make different words', () => {
    expect(fold('tuy')).not.toBe(fold('tui'))
    expect(fold('quyết')).not.toBe(fold('quiết'))
  })

  it('drops every mark, đ too', () => {
    expect(fold('Ưu tiên ĐẶNG THỊ Ngọc ẵm Ðường')).toBe('uu tien dang thi ngoc am duong')
  })

  it('changes nothing the second time', () => {
    fc.assert(fc.property(anything, (text) => fold(fold(text)) === fold(text)))
  })

  it('gives the same for a text and the text without its diacritics', () => {
    fc.assert(fc.property(vietnamese, (text) => fold(stripMarks(text)) === fold(text)))
  })
})

describe('tokens', () => {
  it.each([
    ['09/kh-snv', ['09', 'kh', 'snv', '09/kh-snv']],
    ['17/02/2020', ['17', '02', '2020', '17/02/2020']],
    ['12,5%', ['12', '5', '12,5%']],
    ['100%', ['100', '100%']],
  ])('finds %s in parts and whole', (text, expected) => {
    expect(tokens(text)).toEqual(expected)
  })

  it('splits words at signs and never keeps them whole', () => {
    expect(tokens('và/hoặc cá-nhân, tập thể.')).toEqual(['và', 'hoặc', 'cá', 'nhân', 'tập', 'thể'])
  })

  it('holds no space and no empty token', () => {
    fc.assert(fc.property(anything, (text) => tokens(text).every((token) => /^[^\s]+$/u.test(token))))
  })

  it('tells a whole number from its parts', () => {
    expect(tokens('số 09/kh-snv').filter(isWhole)).toEqual(['09/kh-snv'])
  })
})

describe('hasDiacritics', () => {
  it.each([
    ['thi dua', false],
    ['đua', true],
    ['hòa'.normalize('NFD'), true],
    ['', false],
  ])('%j → %s', (text, expected) => {
    expect(hasDiacritics(text)).toBe(expected)
  })
})
