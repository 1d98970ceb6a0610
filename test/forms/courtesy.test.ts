// Particles of politeness are no answer: “ạ” is no letter of a plan.

import { describe, expect, it } from 'vitest'
import { begin, converse } from '../../forms/conversation.ts'
import { withoutCourtesy } from '../../forms/courtesy.ts'
import { facts, form } from './context.ts'

const ROOM = 'tập thể, phòng Nội vụ Ân Thi, giấy khen'

describe('a particle of politeness', () => {
  it.each([
    'giấy khen ạ',
    'công chức ạ, em đăng ký giấy khen',
    'em xin đăng ký giấy khen ạ',
    'giấy khen nhé ạ',
    'giấy khen a\u0323',
  ])('chooses no letter: %s', (text) => {
    const { values } = begin(form, text, facts()).draft
    expect(values).toHaveProperty('hinh-thuc')
    expect(values).not.toHaveProperty('noi-dung')
  })

  it.each([
    ['dạ a và e ạ', ['a', 'e']],
    ['a ạ', ['a']],
    ['dạ vâng, d nhé', ['d']],
    ['e, a ạ', ['a', 'e']],
  ])('hides no letter either: %s', (text, letters) => {
    const { draft } = converse(form, begin(form, ROOM, facts()).draft, { kind: 'said', text }, facts())
    const contents = form.steps.find(({ id }) => id === 'noi-dung')
    const options = contents?.type === 'choices' ? contents.options : []
    const expected = options.filter(({ aliases }) => letters.some((one) => aliases.includes(one))).map(({ id }) => id)
    expect(expected).toHaveLength(letters.length)
    expect(draft.values['noi-dung']).toEqual({ type: 'choices', options: expected })
  })

  it('is taken off both ends alone', () => {
    expect(withoutCourtesy('Dạ thưa, Lê Ạ Nam ạ.')).toBe('Lê Ạ Nam')
    expect(withoutCourtesy('d a')).toBe('d a')
    expect(withoutCourtesy('Đạt')).toBe('Đạt')
  })
})
