import { describe, expect, it } from 'vitest'
import { checkEligibility } from '../../forms/eligibility.ts'
import { hold } from '../../forms/form.ts'
import { checkRules, duplicateKeyOf } from '../../forms/rules.ts'
import type { Values } from '../../forms/values.ts'
import type { Form, Rule } from '../../knowledge/form-schema.ts'
import { answers, campaign, facts, form, official, room, units } from './context.ts'

const found = (values: Values, ...about: Parameters<typeof facts>) =>
  checkRules(form, values, facts(...about)).map(({ rule }) => rule.id)
const withRules = (...rules: Rule[]): Form => ({ ...form, rules })
const ruled = { effect: 'warn', basis: 'practice', seenBy: 'unit' } as const

describe('the rules of the Nội vụ form', () => {
  it.each([
    ['an official of a room of home affairs for the Minister’s certificate', official],
    ['a room of home affairs for the Director’s certificate', room],
    [
      'an employee of Sở Nội vụ for the Director’s certificate',
      {
        ...official,
        loai: 'người lao động',
        'don-vi': 'Văn phòng Sở Nội vụ',
        'hinh-thuc': 'giấy khen',
        'noi-dung': 'e',
      },
    ],
  ])('have nothing against %s', (_who, typed) => {
    const { 'linh-vuc': field, ...others } = { 'linh-vuc': '', ...typed }
    expect(found(answers(typed['hinh-thuc'] === 'giấy khen' ? others : { ...others, 'linh-vuc': field }))).toEqual([])
  })

  it.each([
    ['bang-khen-khong-phai-cong-chuc', { ...official, loai: 'viên chức' }],
    ['bang-khen-don-vi-khac', { ...official, 'don-vi': 'Văn phòng Sở Y tế' }],
    ['bang-khen-tap-the-khac', { 'doi-tuong': 'tập thể', 'don-vi': 'pnv ân thi', 'hinh-thuc': 'bằng khen' }],
    ['co-do-cum-suy-ton', { 'doi-tuong': 'tập thể', 'don-vi': 'Sở Nội vụ', 'hinh-thuc': 'cờ thi đua' }],
    ['bang-khen-do-cum-suy-ton', { 'doi-tuong': 'tập thể', 'don-vi': 'Sở Nội vụ', 'hinh-thuc': 'bằng khen' }],
    ['giay-khen-don-vi-khac', { 'doi-tuong': 'tập thể', 'don-vi': 'Sở Y tế', 'hinh-thuc': 'giấy khen' }],
    ['giay-khen-don-vi-khac', { 'doi-tuong': 'tập thể', 'don-vi': 'Sở Tư pháp', 'hinh-thuc': 'giấy khen' }],
    ['giay-khen-tap-the-so', { 'doi-tuong': 'tập thể', 'don-vi': 'Sở Nội vụ', 'hinh-thuc': 'giấy khen' }],
    [
      'giay-khen-khong-phai-cong-chuc',
      { 'doi-tuong': 'cá nhân', 'don-vi': 'pnv ân thi', loai: 'viên chức', 'hinh-thuc': 'giấy khen' },
    ],
    ['don-vi-ngoai-danh-ba', { 'doi-tuong': 'tập thể', 'don-vi': 'Trường Mầm non Hoa Sen', 'hinh-thuc': 'giấy khen' }],
    ['cho-xem-xet', { ...official, 'dang-xem-xet': 'có' }],
  ])('%s is found where it is touched', (id, typed) => {
    expect(found(answers(typed))).toEqual([id])
  })

  it('find nothing as long as nothing is answered', () => {
    expect(found({})).toEqual([])
    expect(found(answers({ 'doi-tuong': 'cá nhân', 'don-vi': 'pnv ân thi' }))).toEqual([])
  })

  it('name the section, and offer what would be in order', () => {
    const inside = { ...official, loai: 'viên chức', 'don-vi': 'Văn phòng Sở Nội vụ' }
    const [finding] = checkRules(form, answers(inside), facts())
    expect(finding).toMatchObject({ place: 'Mục III.3.b', offer: { step: 'hinh-thuc', option: 'giay-khen' } })
    expect(finding?.say).toContain('Anh/chị có thể chọn Giấy khen')
  })

  it.each([
    ['an employee outside the Sở (III.3.c)', { ...official, loai: 'viên chức' }],
    ['a whole Sở', { 'doi-tuong': 'tập thể', 'don-vi': 'Sở Y tế', 'hinh-thuc': 'bằng khen' }],
  ])('offer nothing that another rule minds: %s', (_who, typed) => {
    const [finding] = checkRules(form, answers(typed), facts())
    expect(finding).toMatchObject({ place: 'Mục III.3.b' })
    expect(finding).not.toHaveProperty('offer')
    expect(finding?.say).not.toContain('Giấy khen')
  })

  it('keep for organisers what only they may see', () => {
    const [finding] = checkRules(form, answers({ ...official, 'dang-xem-xet': 'có' }), facts())
    expect(finding).toMatchObject({ effect: 'hold', seenBy: 'organiser', place: 'Mục I.2.c' })
  })
})

describe('the deadline “trước ngày 17/02/2020”', () => {
  it('is kept on the day before, and missed on the day itself', () => {
    expect(found(answers(official), '2020-02-16')).toEqual([])
    expect(found(answers(official), '2020-02-17')).toEqual(['qua-han'])
  })

  it('missed is told with the sentence of the plan, and waits for the organiser', () => {
    const [finding] = checkRules(form, answers(official), facts('2020-02-17'))
    expect(finding).toMatchObject({
      effect: 'hold',
      say: expect.stringContaining('Quá thời hạn đăng ký, tập thể, cá nhân, không được xét khen thưởng'),
      place: 'Mục III.1 (đoạn cuối)',
    })
  })
})

describe('the same registration twice', () => {
  const key = (typed: Record<string, string>) => duplicateKeyOf(form, campaign.id, answers(typed), units)
  const withName = (text: string): Values => ({ ...answers(official), 'ho-ten': { type: 'text', text } })
  const other = (values: Values, state = 'submitted') => [{ code: 'NV20-AAAAAA', values, state }]

  it('has one key, however it was typed', () => {
    expect(duplicateKeyOf(form, campaign.id, withName('nguyen  van an'), units)).toBe(key(official))
    expect(key({ ...official, 'don-vi': 'pnv an thi' })).toBe(key(official))
  })

  it.each([
    ['another person', { ...official, 'ho-ten': 'Nguyễn Văn Bình' }],
    ['another unit', { ...official, 'don-vi': 'pnv phù cừ' }],
    ['a collective', room],
  ])('is not the same for %s', (_what, typed) => {
    expect(key(typed)).not.toBe(key(official))
  })

  it('has no key before it is complete', () => {
    expect(duplicateKeyOf(form, campaign.id, {}, units)).toBeNull()
    expect(key({ 'doi-tuong': 'cá nhân' })).toBeNull()
    const { 'ho-ten': _, ...nameless } = official
    expect(key(nameless)).toBeNull()
    const { 'doi-tuong': __, ...anybody } = answers(official)
    expect(duplicateKeyOf(form, campaign.id, anybody, units)).toBeNull()
  })

  it('counts the answers alone that are asked for', () => {
    const name = { type: 'text', text: 'Nguyễn Văn An' } as const
    expect(duplicateKeyOf(form, campaign.id, { ...answers(room), 'ho-ten': name }, units)).toBe(key(room))
  })

  it('is blocked, and names the one that exists', () => {
    const [finding] = checkRules(form, answers(official), facts('2020-02-10', other(withName('NGUYEN VAN AN'))))
    expect(finding).toMatchObject({ effect: 'block', duplicateOf: 'NV20-AAAAAA' })
  })

  it.each(['withdrawn', 'expired', 'draft', 'rejected'])('may be sent again after one that is %s', (state) => {
    expect(found(answers(official), '2020-02-10', other(answers(official), state))).toEqual([])
  })
})

describe('a quota', () => {
  const limits = [
    { if: [{ step: 'don-vi', within: ['hy-an-thi'] }], collectives: 3, individuals: 3, section: 'III.3', quote: '03' },
    { if: [], collectives: 1, individuals: 2, section: 'III.1', quote: '02' },
  ]
  const limited = withRules({ ...ruled, id: 'so-luong', check: 'quota', say: 'Quá số lượng.', limits })
  const person = (name: string, unit = 'pnv phù cừ') => answers({ ...official, 'don-vi': unit, 'ho-ten': name })
  const others = (...values: Values[]) => values.map((one) => ({ code: null, values: one, state: 'submitted' }))
  const check = (values: Values, before: Values[]) =>
    checkRules(limited, values, facts('2020-02-10', others(...before)))

  it('is kept up to its number, and told above it', () => {
    expect(check(person('Lê Văn Hai'), [person('Lê Văn Một')])).toEqual([])
    const [finding] = check(person('Lê Văn Ba'), [person('Lê Văn Một'), person('Lê Văn Hai')])
    expect(finding).toMatchObject({
      say: 'Quá số lượng. Đơn vị được đề nghị 02 cá nhân; đây là cá nhân thứ 3.',
      place: 'Mục III.1',
    })
  })

  it('counts each unit and each kind of subject alone', () => {
    const before = [person('Lê Văn Một'), person('Lê Văn Hai')]
    expect(check(person('Lê Văn Ba', 'pnv tiên lữ'), before)).toEqual([])
    expect(check(answers({ ...room, 'don-vi': 'pnv phù cừ' }), before)).toEqual([])
  })

  it('is the first that fits', () => {
    const before = ['Một', 'Hai'].map((name) => person(`Lê Văn ${name}`, 'pnv ân thi'))
    expect(check(person('Lê Văn Ba', 'pnv ân thi'), before)).toEqual([])
  })
})

describe('numbers', () => {
  const of = (part: number, whole: number): Values => ({
    part: { type: 'number', number: part },
    whole: { type: 'number', number: whole },
  })
  const atMost = withRules({
    ...ruled,
    id: 'a',
    check: 'at-most',
    say: 'Không quá tổng số.',
    step: 'part',
    of: 'whole',
  })
  const share = withRules({
    ...ruled,
    id: 's',
    check: 'share',
    say: 'Tỷ lệ.',
    step: 'part',
    of: 'whole',
    target: 'chi-tieu-100',
  })

  it('may be as great as the whole, not greater', () => {
    expect(checkRules(atMost, of(20, 20), facts())).toEqual([])
    expect(checkRules(atMost, of(21, 20), facts())).toHaveLength(1)
  })

  it('are shown beside the target of the plan', () => {
    const [finding] = checkRules(share, of(19, 20), facts())
    expect(finding?.say).toBe('Tỷ lệ. Đăng ký 19/20 (95%); chỉ tiêu của kế hoạch: 100%.')
    expect(checkRules(share, of(0, 0), facts())).toEqual([])
  })
})

describe('eligibility', () => {
  const states = (values: Values, receivedOn?: string) =>
    Object.fromEntries(checkEligibility(form, values, facts(receivedOn)).map(({ place, state }) => [place, state]))

  it('is mostly open before the first question', () => {
    expect(states({})).toEqual({
      'Mục III.1 (đoạn cuối)': 'met',
      'Mục III.3.b': 'to_verify',
      'Mục III.3.c': 'to_verify',
      'Mục I.2.c': 'to_verify',
    })
  })

  it('is settled by the answers, for the award that was chosen', () => {
    expect(states(answers(official))).toMatchObject({ 'Mục III.3.b': 'met' })
    expect(states(answers(official))).not.toHaveProperty('Mục III.3.c')
    expect(states(answers({ ...official, loai: 'viên chức' }))).toMatchObject({ 'Mục III.3.b': 'unmet' })
    expect(states(answers(room))).toMatchObject({ 'Mục III.3.c': 'met' })
  })

  it('ends with the deadline', () => {
    expect(states({}, '2020-02-17')).toMatchObject({ 'Mục III.1 (đoạn cuối)': 'late' })
  })

  it('speaks where the rules do: nobody is both eligible and warned', () => {
    const unit = ['pnv ân thi', 'Văn phòng Sở Y tế', 'Sở Nội vụ', 'Phòng Cải cách hành chính Sở Nội vụ', 'Sở Tư pháp']
    const category = ['công chức', 'viên chức', 'người lao động', 'cán bộ']
    for (const subject of ['tập thể', 'cá nhân'])
      for (const award of ['giấy khen', 'bằng khen'])
        for (const place of unit)
          for (const kind of subject === 'tập thể' ? [''] : category) {
            const typed = { 'doi-tuong': subject, 'don-vi': place, ...(kind ? { loai: kind } : {}), 'hinh-thuc': award }
            const values = answers(typed)
            const state = states(values)[award === 'giấy khen' ? 'Mục III.3.c' : 'Mục III.3.b']
            const warned = checkRules(form, values, facts()).some(({ effect }) => effect === 'warn')
            if (state === 'met') expect(warned, JSON.stringify(typed)).toBe(false)
            if (state === 'unmet') expect(warned, JSON.stringify(typed)).toBe(true)
          }
  })
})

describe('the dossier of the Nội vụ form', () => {
  const papersFor = (typed: Record<string, string>) => {
    const values = answers(typed)
    const [dossier] = campaign.dossiers
    return dossier?.papers.filter((paper) => !paper.if || hold(paper.if, values, units)).map(({ id }) => id)
  }

  it.each([
    ['Giám đốc Sở Nội vụ', 'Sở Nội vụ tỉnh Hưng Yên'],
    ['Giám đốc Sở', 'Văn phòng Sở Nội vụ'],
    ['giam doc', 'Sở Nội vụ tỉnh Hưng Yên'],
  ])('holds the consent of the chairman for %s, and his own word too (III.4)', (position, unit) => {
    expect(papersFor({ ...official, 'don-vi': unit, 'chuc-vu': position })).toEqual([
      'to-trinh',
      'bien-ban',
      'bao-cao',
      'hiep-y',
      'xac-nhan',
    ])
  })

  it.each(['Phó Giám đốc Sở', 'chuyên viên', 'Giám đốc Trung tâm'])('holds none for %s', (position) => {
    expect(papersFor({ ...official, 'chuc-vu': position })).not.toContain('hiep-y')
  })
})
