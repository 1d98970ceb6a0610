// What of a sentence is no answer is said; what was said of a person, of numbers and of tasks is not lost.

import { describe, expect, it } from 'vitest'
import { begin, converse } from '../../forms/conversation.ts'
import type { Next } from '../../forms/next.ts'
import { duplicateKeyOf, type Facts } from '../../forms/rules.ts'
import { describeValue } from '../../forms/values.ts'
import { campaigns, today, units } from './context.ts'

function talkOf(campaignId: string) {
  const campaign = campaigns.find(({ id }) => id === campaignId)
  const form = campaign?.forms[0]
  if (!campaign || !form) throw new Error(`no form of ${campaignId}`)
  const facts: Facts = { campaign, units, today, receivedOn: today, others: [] }
  const talk = (first: string, ...rest: readonly string[]): Next =>
    rest.reduce((next, text) => converse(form, next.draft, { kind: 'said', text }, facts), begin(form, first, facts))
  const noted = ({ draft }: Next) =>
    Object.fromEntries(
      form.steps.flatMap((step) => {
        const value = draft.values[step.id]
        return value ? [[step.id, describeValue(step, value)]] : []
      }),
    )
  return { form, talk, noted }
}

const { form, talk, noted } = talkOf('noi-vu-hung-yen-2020')
const finance = talkOf('so-tai-chinh-2020')
const unplaced = ({ notes }: Next) => notes.find((note) => note.startsWith('Tôi chưa xếp được')) ?? null
const PERSON = 'cá nhân, phòng nội vụ ân thi, công chức, giấy khen, nội dung d'

describe('what answers nothing', () => {
  it('is said, line for line, the first three of them', () => {
    const paper = [
      'Họ và tên: Trần Thị Bình',
      'Năm sinh: 1985',
      'Đơn vị: Phòng Nội vụ huyện Ân Thi',
      'Trình độ: Thạc sĩ, cao cấp chính trị',
      'Hình thức: giấy khen',
      'Kiêm nhiệm công tác đoàn',
      'Đối tượng: công chức',
      'Sở thích: đọc sách',
      'Nội dung: a, d',
    ]
    expect(unplaced(talk(paper.join('\n')))).toBe(
      'Tôi chưa xếp được vào mục nào: “Năm sinh: 1985”, “Trình độ: Thạc sĩ, cao cấp chính trị”, “Kiêm nhiệm công tác đoàn” và 1 dòng khác.',
    )
  })

  it.each([
    ['tập thể phòng nội vụ ân thi, giấy khen, có 3 sáng kiến', '“có 3 sáng kiến”'],
    ['giấy khen, mã số 77', '“mã số 77”'],
    ['abc xyz', '“abc xyz”'],
  ])('is said of the first sentence: %s', (text, quote) => {
    expect(unplaced(talk(text))).toBe(`Tôi chưa xếp được vào mục nào: ${quote}.`)
  })

  it('is said of a later sentence, too', () => {
    expect(unplaced(talk('cá nhân', 'phòng nội vụ ân thi, công chức, đảng viên từ 2010'))).toContain(
      '“đảng viên từ 2010”',
    )
  })

  it('is said of a letter that is too long to be read', () => {
    expect(talk('phòng nội vụ ân thi '.repeat(200)).notes.join()).toContain('dài quá')
  })

  it.each([
    'dạ em muốn đăng ký giúp em giấy khen với ạ, em cảm ơn',
    'Kính gửi Sở Nội vụ,\nTập thể Phòng Nội vụ huyện Ân Thi đăng ký thi đua năm 2020, giấy khen.\nTrân trọng.',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nPHIẾU ĐĂNG KÝ THI ĐUA\nĐối tượng: tập thể\nHưng Yên, ngày 10 tháng 02 năm 2020',
    'cá nhân phòng nội vụ ân thi, phòng nội vụ huyện ân thi',
    '',
  ])('is not said of courtesy, of the frame of a letter, of what is noted: %s', (text) => {
    expect(unplaced(talk(text))).toBeNull()
  })
})

describe('a person', () => {
  it.each([
    'toi ten Nguyen Thi Hoa, chuyen vien phong noi vu an thi, dk bang khen',
    'tôi tên là Nguyen Thi Hoa, chuyen vien phòng Nội vụ huyện Ân Thi, muốn đăng ký bằng khen',
  ])('who names themselves first need not say it again: %s', (text) => {
    const first = talk(text)
    expect(first.notes).toContain('Đã ghi Họ và tên: Nguyen Thi Hoa.')
    expect(first.notes.join().match(/Nguyen Thi Hoa/g)).toHaveLength(1)
    const individual = converse(form, first.draft, { kind: 'said', text: 'cá nhân' }, factsOf())
    expect(noted(individual)).toMatchObject({ 'ho-ten': 'Nguyen Thi Hoa', 'chuc-vu': 'chuyen vien' })
    expect(individual.draft.progress.at).toBe('loai')
  })

  it('is the contact where it turns out to be for a collective', () => {
    const collective = talk(
      'toi ten Nguyen Thi Hoa, phong noi vu an thi, giay khen, noi dung d',
      'tập thể',
      'Giảm 20% thủ tục',
    )
    expect(noted(collective)).toMatchObject({ 'nguoi-lien-he': 'Nguyen Thi Hoa' })
    expect(collective.draft.progress.at).toBe('dien-thoai')
  })

  it.each(['bà Trần Thị Bình', 'chị Trần Thị Bình', 'chị Trần Thị Bình, chuyên viên'])(
    'keeps how they are called: %s',
    (text) => {
      expect(noted(talk(PERSON, text))['ho-ten']).toBe('bà Trần Thị Bình')
    },
  )

  it('is the same person however called', () => {
    const key = (name: string) => duplicateKeyOf(form, 'noi-vu-hung-yen-2020', talk(PERSON, name).draft.values, units)
    expect(key('bà Trần Thị Bình')).toBe(key('Trần Thị Bình'))
    expect(key('bà Trần Thị Bình')).not.toBeNull()
  })

  it.each(['La Văn Cầu', 'Chu Thị Hoa'])('keeps a family that sounds like a word: %s', (name) => {
    expect(noted(talk(PERSON, name))['ho-ten']).toBe(name)
  })

  it('is one, though a number is given that is asked of collectives alone', () => {
    expect(
      noted(talk('giay khen cho ca nhan em la cong chuc phong noi vu kim dong, sdt 0912345678'))['doi-tuong'],
    ).toBe('Cá nhân')
  })
})

describe('a number', () => {
  it.each([
    ['phòng quản lý ngân sách, 20 người, hoàn thành 20, lđtt 19, cstđ 3', ['20', '20', '19', '3']],
    [
      'phong quan ly ngan sach co 20 nguoi, 19 lao dong tien tien, 3 chien si thi dua co so',
      ['20', undefined, '19', '3'],
    ],
    ['phòng quản lý ngân sách tổng số 20 hoàn thành nhiệm vụ 20 người lđtt 19 cstđcs 3', ['20', '20', '19', '3']],
    ['phòng quản lý ngân sách, 20 hoàn thành nhiệm vụ, 19 lđtt', [undefined, '20', '19', undefined]],
  ])('is taken with the words of its question: %s', (text, [all, done, advanced, soldiers]) => {
    const { 'tong-so': a, 'hoan-thanh': b, ldtt, cstdcs } = finance.noted(finance.talk(text))
    expect([a, b, ldtt, cstdcs]).toEqual([all, done, advanced, soldiers])
  })

  it.each([
    '95% lđtt',
    'hoàn thành 20 hồ sơ',
    '19/20 lđtt',
    'phòng 20',
    'hoàn thành trước 30/11',
    '20 nhiệm vụ',
    'thu 20 tỷ',
  ])('is not guessed from other words: %s', (text) => {
    const { phong: _, 'nhiem-vu': __, ...counts } = finance.noted(finance.talk(`phòng quản lý ngân sách, ${text}`))
    expect(counts).toEqual({})
  })

  it('answers its own question wherever it is said', () => {
    expect(finance.noted(finance.talk('phòng quản lý ngân sách', '20', 'hoàn thành 20'))).toMatchObject({
      'hoan-thanh': '20',
    })
    expect(finance.noted(finance.talk('phòng quản lý ngân sách', '20', 'cả hai', 'hoàn thành 20'))).toMatchObject({
      'hoan-thanh': '20',
    })
  })
})

describe('a task in a sentence', () => {
  it('is taken whole, with its field', () => {
    const first = talk('Số hóa 100% hồ sơ tôn giáo, tài liệu lưu trữ trước 30/11/2020')
    expect(noted(first)).toEqual({ 'nhiem-vu': 'Số hóa 100% hồ sơ tôn giáo, tài liệu lưu trữ trước 30/11/2020' })
    const one = talk('Số hóa 100% hồ sơ tôn giáo trước 30/11/2020')
    expect(noted(one)).toEqual({ 'linh-vuc': 'Tôn giáo', 'nhiem-vu': 'Số hóa 100% hồ sơ tôn giáo trước 30/11/2020' })
  })

  it('says nothing of the award', () => {
    const next = talk('Số hóa 100% hồ sơ tôn giáo trước 30/11/2020', 'cá nhân', 'phòng nội vụ ân thi', 'công chức')
    expect(next.draft.progress.at).toBe('hinh-thuc')
    const award = converse(form, next.draft, { kind: 'said', text: 'bằng khen' }, factsOf())
    expect(award.draft.progress.at).toBe('ho-ten')
  })

  it('stands among other answers, several one below the other', () => {
    const next = talk(
      'tập thể phòng nội vụ ân thi, giấy khen, nội dung d, số hóa 100% hồ sơ trước 30/11/2020, giảm 20% thời gian giải quyết, không bị kỷ luật',
    )
    expect(noted(next)).toMatchObject({
      'noi-dung': expect.stringMatching(/^d\)/),
      'nhiem-vu': 'số hóa 100% hồ sơ trước 30/11/2020\ngiảm 20% thời gian giải quyết',
      'dang-xem-xet': 'Không',
    })
  })

  it('is no choice that is worded like one', () => {
    expect(noted(talk('tập thể phòng nội vụ ân thi, giấy khen, hoàn thành 100% chỉ tiêu'))).toMatchObject({
      'noi-dung': expect.stringMatching(/^e\)/),
    })
  })
})

describe('letters of a plan', () => {
  it('are taken without the word for them', () => {
    expect(noted(talk('tập thể phòng nội vụ ân thi, giấy khen, a, d'))['noi-dung']).toMatch(/d\)/)
  })

  it('are no courtesy', () => {
    expect(noted(talk('tap the phong noi vu an thi, giay khen, a'))).not.toHaveProperty('noi-dung')
  })
})

function factsOf(): Facts {
  const campaign = campaigns.find(({ id }) => id === 'noi-vu-hung-yen-2020')
  if (!campaign) throw new Error('no campaign')
  return { campaign, units, today, receivedOn: today, others: [] }
}
