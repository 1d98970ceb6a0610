import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseZaloJson } from '../src/index.ts'

const SCALARS = fc.oneof(
  fc.string({ unit: fc.constantFrom('1', '9', '0', '-', '"', '\\', ':', ',', ' ', 'ế', '\n', '{', ']') }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant('2468458835296197922'),
  fc.boolean(),
)

describe('parseZaloJson', () => {
  it('keeps every digit of a bare id', () => {
    expect(parseZaloJson('{"user_id":2468458835296197922,"ids":[-9007199254740993, 12]}')).toEqual({
      user_id: '2468458835296197922',
      ids: ['-9007199254740993', 12],
    })
  })

  it('leaves the digits inside strings, keys and escapes alone', () => {
    const text = '{"9007199254740993":"say \\"2468458835296197922\\" \\\\","b":"\\u00e1: 2468458835296197922"}'
    expect(parseZaloJson(text)).toEqual(JSON.parse(text))
  })

  it('leaves fractions, exponents and safe integers numbers', () => {
    expect(parseZaloJson('[1717061839659, 9007199254740991, 0.12345678901234567890, 1e20, -1.5E-7]')).toEqual([
      1717061839659, 9007199254740991, 0.12345678901234568, 1e20, -1.5e-7,
    ])
  })

  it('refuses what is no JSON', () => {
    for (const text of ['', '<html>2468458835296197922</html>', '{"a":2468458835296197922', '["2468458835296197922]'])
      expect(() => parseZaloJson(text)).toThrow(SyntaxError)
  })

  it('agrees with JSON.parse on everything but integers that JavaScript rounds', () => {
    const values = fc.array(fc.oneof(SCALARS, fc.dictionary(fc.string(), SCALARS)))
    fc.assert(
      fc.property(values, (value) => {
        const text = JSON.stringify([value, '0000000000000000'])
        if (/[^"\d]\d{16,}[^"\d.e]/.test(text)) return
        expect(parseZaloJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it('takes long hostile texts in a straight line', () => {
    const text = JSON.stringify({ a: '\\"'.repeat(200_000), b: '1'.repeat(400_000) })
    expect(parseZaloJson(text)).toEqual(JSON.parse(text))
  })
})
