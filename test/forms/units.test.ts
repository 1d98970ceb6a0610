import { describe, expect, it } from 'vitest'
import { soundsLikeUnit } from '../../forms/read-unit.ts'
import { units } from './context.ts'

const nameOf = (text: string, within = ['hung-yen']) => {
  const [first] = units.match(text, within)
  return first ? `${first.unit.name}${first.isSure ? '' : '?'}` : null
}

describe('the directory of units', () => {
  it.each([
    ['pnv an thi', 'Phòng Nội vụ huyện Ân Thi'],
    ['P. Nội vụ Ân Thi', 'Phòng Nội vụ huyện Ân Thi'],
    ['ân thi, phòng nội vụ', 'Phòng Nội vụ huyện Ân Thi'],
    ['phòng nội vụ thuộc UBND huyện Ân Thi, tỉnh Hưng Yên', 'Phòng Nội vụ huyện Ân Thi'],
    ['fong noi vu an thj', 'Phòng Nội vụ huyện Ân Thi'],
    ['pnv tp hung yen', 'Phòng Nội vụ thành phố Hưng Yên'],
    ['phòng nội vụ thị xã Mỹ Hào', 'Phòng Nội vụ thị xã Mỹ Hào'],
    ['snv', 'Sở Nội vụ'],
    ['stc', 'Sở Tài chính'],
    ['ubnd huyen khoai chau', 'Huyện Khoái Châu'],
    ['vp sở y tế', 'Văn phòng Sở Y tế'],
    ['tccb sở giáo dục', 'Phòng Tổ chức cán bộ Sở Giáo dục và Đào tạo'],
    ['TC-HC Sở Xây dựng', 'Phòng Tổ chức - Hành chính Sở Xây dựng'],
    ['ban tđkt', 'Ban Thi đua - Khen thưởng'],
    ['sở ldtbxh', 'Sở Lao động - Thương binh và Xã hội'],
    ['vks cao lộc', 'VKSND huyện Cao Lộc'],
    ['phòng nội vụ trực ninh', 'Phòng Nội vụ huyện Trực Ninh'],
  ])('%s is %s', (text, name) => {
    expect(nameOf(text)).toBe(name)
  })

  it('looks below a body first', () => {
    expect(nameOf('văn phòng sở tài chính', ['hung-yen'])).toBe('Văn phòng Sở Tài chính')
    expect(units.match('văn phòng sở tài chính', ['stc'])[0]?.unit.id).toBe('stc-van-phong')
  })

  it.each(['phòng nội vụ', 'văn phòng', 'phòng tổ chức', 'xa truc hung'])(
    '“%s” is not sure: several are called so',
    (text) => {
      expect(units.match(text)[0]?.isSure).toBe(false)
    },
  )

  it('tells names apart by their marks alone', () => {
    expect(nameOf('xã Trực Hùng', [])).toBe('Xã Trực Hùng')
    expect(nameOf('xã Trực Hưng', [])).toBe('Xã Trực Hưng')
  })

  it.each(['phonng noi vu kim dong', 'phòng nội vụ kim đônng'])(
    '%s is likely, but not sure: one letter is wrong',
    (text) => {
      expect(nameOf(text)).toBe('Phòng Nội vụ huyện Kim Động?')
    },
  )

  it.each(['Trường Mầm non Hoa Sen', 'hạn là ngày nào', 'tôi', '', '???'])('%s is none of them', (text) => {
    expect(units.find(text)).toEqual([])
  })

  it('finds every unit by its own name, and by each alias', () => {
    const lost = units.all.flatMap((unit) =>
      [unit.name, ...unit.aliases].filter((name) => {
        const [first, second] = units.match(name, [unit.parent ?? unit.id])
        const isShared = second?.score === first?.score
        return first?.unit.id !== unit.id && !isShared
      }),
    )
    expect(lost).toEqual([])
  })
})

it.each(['Công ty Điện lực Ân Thi', 'quỹ đầu tư phát triển'])('“%s” begins as bodies do', (text) => {
  expect(soundsLikeUnit(text)).toBe(true)
})
