import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stepsInPlay } from '../../forms/form.ts'
import { readCorrection, readSentence } from '../../forms/read-sentence.ts'
import { describeValue, type Values, valueSchema } from '../../forms/values.ts'
import { answers, form, official, room, today, units } from './context.ts'

function said(text: string, values: Values = {}): Record<string, string> {
  const found = readSentence(form, values, text, { today, units, values })
  return Object.fromEntries(found.map(({ step, value }) => [step.id, describeValue(step, value)]))
}

describe('one sentence', () => {
  it('answers several steps, those too that come into play by it', () => {
    expect(said('đăng ký cá nhân, phòng Nội vụ Ân Thi, bằng khen bộ trưởng, lĩnh vực tôn giáo')).toEqual({
      'doi-tuong': 'Cá nhân',
      'don-vi': 'Phòng Nội vụ huyện Ân Thi',
      'hinh-thuc': 'Bằng khen của Bộ trưởng Bộ Nội vụ',
      'linh-vuc': 'Tôn giáo',
    })
  })

  it('needs no commas', () => {
    expect(said('em muốn dk ca nhan cong chuc phong noi vu an thi bk bo truong linh vuc ton giao')).toEqual({
      'doi-tuong': 'Cá nhân',
      'don-vi': 'Phòng Nội vụ huyện Ân Thi',
      loai: 'Công chức',
      'hinh-thuc': 'Bằng khen của Bộ trưởng Bộ Nội vụ',
      'linh-vuc': 'Tôn giáo',
    })
  })

  it('needs no capitals: a phone writes down what is said', () => {
    expect(said('đăng ký cá nhân nguyễn văn an phòng nội vụ ân thi bằng khen bộ trưởng lĩnh vực tôn giáo')).toEqual({
      'doi-tuong': 'Cá nhân',
      'don-vi': 'Phòng Nội vụ huyện Ân Thi',
      'hinh-thuc': 'Bằng khen của Bộ trưởng Bộ Nội vụ',
      'linh-vuc': 'Tôn giáo',
      'ho-ten': 'Nguyễn Văn An',
    })
    expect(
      said(
        'đăng ký tập thể phòng nội vụ ân thi giấy khen giám đốc sở nội dung cải cách hành chính người liên hệ trần thị thu hà số điện thoại 0912345678',
      ),
    ).toMatchObject({
      'doi-tuong': 'Tập thể',
      'don-vi': 'Phòng Nội vụ huyện Ân Thi',
      'hinh-thuc': 'Giấy khen của Giám đốc Sở Nội vụ',
      'noi-dung': expect.stringMatching(/^d\) Cải cách hành chính/),
      'nguoi-lien-he': 'Trần Thị Thu Hà',
      'dien-thoai': '0912345678',
    })
    expect(said('cá nhân lê thanh hải công chức phòng nội vụ kim động chức vụ chuyên viên chính')).toMatchObject({
      'ho-ten': 'Lê Thanh Hải',
      'chuc-vu': 'chuyên viên chính',
      loai: 'Công chức',
    })
  })

  it('of an award for somebody is about that person', () => {
    expect(said('Phòng Nội vụ huyện Ân Thi đăng ký giấy khen của giám đốc sở cho bà Trần Thị Hoa')).toEqual({
      'doi-tuong': 'Cá nhân',
      'don-vi': 'Phòng Nội vụ huyện Ân Thi',
      'hinh-thuc': 'Giấy khen của Giám đốc Sở Nội vụ',
      'ho-ten': 'bà Trần Thị Hoa',
    })
    expect(said('tập thể phòng Nội vụ huyện Ân Thi, giấy khen, gửi kết quả cho bà Trần Thị Hoa')).not.toHaveProperty(
      'ho-ten',
    )
  })

  it('takes no unit that a letter is sent to, and none that gives the award', () => {
    const letter = 'Kính gửi Sở Nội vụ,\nPhòng Nội vụ huyện Ân Thi đăng ký Giấy khen của Giám đốc Sở Nội vụ'
    expect(said(letter)).toMatchObject({ 'don-vi': 'Phòng Nội vụ huyện Ân Thi' })
    expect(said('tập thể, giấy khen, gửi về Sở Nội vụ')).not.toHaveProperty('don-vi')
    expect(said('tập thể giấy khen của giám đốc sở nội vụ nội dung kỷ cương')).toEqual({
      'doi-tuong': 'Tập thể',
      'hinh-thuc': 'Giấy khen của Giám đốc Sở Nội vụ',
      'noi-dung': expect.stringMatching(/^a\) Kỷ cương/),
    })
  })

  it.each(['cá nhân cao đẳng sư phạm', 'cá nhân hồ sơ thanh tra', 'cá nhân mai thanh tra đến'])(
    'makes nobody of other words: %s',
    (text) => {
      expect(said(text)).not.toHaveProperty('ho-ten')
    },
  )

  it('may hold everything', () => {
    const all = said(
      'Đăng ký cá nhân, công chức, pnv ân thi, bằng khen bộ trưởng, lĩnh vực tôn giáo, tôi tên Nguyễn Văn An, chức vụ chuyên viên, nhiệm vụ: số hóa 100% hồ sơ, xong trước 30/11/2020; giảm 20% thời gian, không bị kỷ luật',
    )
    expect(all).toMatchObject({
      'ho-ten': 'Nguyễn Văn An',
      'chuc-vu': 'chuyên viên',
      'nhiem-vu': 'số hóa 100% hồ sơ, xong trước 30/11/2020; giảm 20% thời gian',
      'dang-xem-xet': 'Không',
    })
    expect(Object.keys(all)).toHaveLength(9)
  })

  it('tells by what is asked of persons alone that it is about one', () => {
    expect(said('tôi tên Nguyễn Văn A, công chức, nhiệm vụ: số hóa 100% hồ sơ trước 30/11/2020')).toEqual({
      'doi-tuong': 'Cá nhân',
      loai: 'Công chức',
      'ho-ten': 'Nguyễn Văn A',
      'nhiem-vu': 'số hóa 100% hồ sơ trước 30/11/2020',
    })
  })

  it('of a collective names the contact and the number', () => {
    expect(
      said('tập thể Phòng Nội vụ huyện Kim Động, giấy khen, nội dung a, d; người liên hệ Lê Văn Hùng, 0987 654 321'),
    ).toEqual({
      'doi-tuong': 'Tập thể',
      'don-vi': 'Phòng Nội vụ huyện Kim Động',
      'hinh-thuc': 'Giấy khen của Giám đốc Sở Nội vụ',
      'noi-dung': expect.stringMatching(/^a\).*; d\)/),
      'nguoi-lien-he': 'Lê Văn Hùng',
      'dien-thoai': '0987654321',
    })
  })

  it('may choose several options', () => {
    expect(said('tập thể, giấy khen, cải cách hành chính và văn hóa công sở, phòng nội vụ ân thi')).toEqual({
      'doi-tuong': 'Tập thể',
      'don-vi': 'Phòng Nội vụ huyện Ân Thi',
      'hinh-thuc': 'Giấy khen của Giám đốc Sở Nội vụ',
      'noi-dung': expect.stringMatching(/^a\).*; d\)/),
    })
  })

  it('does not choose between two that it names', () => {
    expect(said('giấy khen hay bằng khen thì hơn')).toEqual({})
  })

  it('takes a line for each answer', () => {
    const lines = [
      'cá nhân',
      'Phòng Nội vụ thị xã Mỹ Hào',
      'công chức',
      'Bằng khen của Bộ trưởng',
      'Thi đua, khen thưởng và Văn thư, lưu trữ',
      'Nguyễn Thị Hoa',
      'nhiệm vụ:',
      '1. Số hóa 5.000 hồ sơ',
      '2. Chỉnh lý 100% tài liệu',
    ]
    expect(said(lines.join('\n'))).toMatchObject({
      'linh-vuc': 'Thi đua, khen thưởng và Văn thư, lưu trữ',
      'ho-ten': 'Nguyễn Thị Hoa',
      'nhiem-vu': '1. Số hóa 5.000 hồ sơ\n2. Chỉnh lý 100% tài liệu',
    })
  })

  it('leaves alone what is answered already', () => {
    const values = answers({ 'doi-tuong': 'tập thể' })
    expect(said('cá nhân, phòng nội vụ ân thi', values)).toEqual({ 'don-vi': 'Phòng Nội vụ huyện Ân Thi' })
  })

  it.each(['hạn đăng ký là ngày nào?', 'không đăng ký bằng khen', 'xin chào', '', 'phòng nội vụ', 'ờ thì'])(
    '“%s” answers nothing',
    (text) => {
      expect(said(text)).toEqual({})
    },
  )

  it('only ever answers steps in play, with values that are sound', () => {
    const words = fc.constantFrom(
      'cá nhân',
      'tập thể',
      'công chức',
      'bằng khen',
      'giấy khen',
      'tôn giáo',
      'phòng nội vụ ân thi',
      'nhiệm vụ:',
      'số hóa 100%',
      ',',
      ';',
      '\n',
      'tôi tên',
      'Lê Văn An',
      '0912345678',
      'không',
      'bị',
      'lĩnh vực',
      'đơn vị',
      ':',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 25 }).map((all) => all.join(' ')),
        ),
        (text) => {
          const found = readSentence(form, {}, text, { today, units, values: {} })
          const values = Object.fromEntries(found.map(({ step, value }) => [step.id, valueSchema.parse(value)]))
          const inPlay = stepsInPlay(form, values, units).map(({ id }) => id)
          expect(inPlay).toEqual(expect.arrayContaining(Object.keys(values)))
          expect(Object.keys(values)).toHaveLength(found.length)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('a correction', () => {
  const individual = answers({ ...official, 'don-vi': 'Văn phòng Sở Y tế' })
  const collective = answers(room)
  const corrected = (text: string, values = individual) => {
    const found = readCorrection(form, values, text, { today, units, values })
    if (!found || found.isSame) return null
    const options = found.options.map(({ label }) => label)
    return options.length > 0 ? [found.step.id, ...options] : [found.step.id, describeValue(found.step, found.value)]
  }

  it.each([
    ['à nhầm, là phòng Tổ chức cán bộ', 'don-vi', 'Phòng Tổ chức cán bộ Sở Y tế'],
    ['không phải Tôn giáo mà là Cải cách hành chính', 'linh-vuc', 'Cải cách hành chính'],
    ['khong phai bang khen ma la giay khen', 'hinh-thuc', 'Giấy khen của Giám đốc Sở Nội vụ'],
    ['sửa đơn vị thành phòng nội vụ ân thi', 'don-vi', 'Phòng Nội vụ huyện Ân Thi'],
    ['đổi lại lĩnh vực sang cchc', 'linh-vuc', 'Cải cách hành chính'],
    ['đổi sang tập thể', 'doi-tuong', 'Tập thể'],
    ['nhầm, viên chức', 'loai', 'Viên chức'],
    ['à không, giấy khen', 'hinh-thuc', 'Giấy khen của Giám đốc Sở Nội vụ'],
    ['ý em là Nguyễn Văn Ánh', 'ho-ten', 'Nguyễn Văn Ánh'],
    ['phải là giấy khen chứ', 'hinh-thuc', 'Giấy khen của Giám đốc Sở Nội vụ'],
    ['lĩnh vực là tổ chức bộ máy mới đúng', 'linh-vuc', 'Tổ chức bộ máy'],
    ['xin lỗi, em ghi nhầm, phòng nội vụ phù cừ mới đúng', 'don-vi', 'Phòng Nội vụ huyện Phù Cừ'],
    ['lĩnh vực là cải cách hành chính chứ không phải tôn giáo', 'linh-vuc', 'Cải cách hành chính'],
    ['giấy khen chứ ko phải bằng khen ạ', 'hinh-thuc', 'Giấy khen của Giám đốc Sở Nội vụ'],
    ['à nhầm, có', 'dang-xem-xet', 'Có'],
    ['sửa nhiệm vụ thành số hóa 50% hồ sơ', 'nhiem-vu', 'số hóa 50% hồ sơ'],
  ])('“%s” changes %s', (text, id, value) => {
    expect(corrected(text)).toEqual([id, value])
  })

  it.each(['ghi nhầm rồi', 'nhầm rồi ạ', 'sai roi', 'à nhầm mất rồi'])(
    'is none that says no more than “%s”',
    (text) => {
      expect(corrected(text)).toBeNull()
    },
  )

  it('to yes or no changes nothing but an answer of that kind', () => {
    const { 'dang-xem-xet': _, ...unattested } = individual
    expect(corrected('à nhầm, không', unattested)).toBeNull()
  })

  it('of a room means one of the same body, and asks which', () => {
    expect(corrected('à nhầm, là phòng Tổ chức')).toEqual([
      'don-vi',
      'Phòng Tổ chức - Hành chính Sở Y tế',
      'Phòng Tổ chức cán bộ Sở Y tế',
    ])
  })

  it('of a correction works the same', () => {
    expect(corrected('nhầm rồi, 0987654321', collective)).toEqual(['dien-thoai', '0987654321'])
    expect(corrected('sửa số điện thoại thành 0987654321', collective)).toEqual(['dien-thoai', '0987654321'])
  })

  it.each([
    'tôn giáo',
    'không phải',
    'đúng rồi',
    'sửa lĩnh vực thành tôn giáo',
    'hạn là ngày nào?',
    '',
    'Nguyễn Văn Bình',
  ])('“%s” is none', (text) => {
    expect(corrected(text)).toBeNull()
  })

  it('never fails, and tells what is no change', () => {
    const words = fc.constantFrom(
      'à',
      'nhầm',
      'không phải',
      'mà là',
      'sửa',
      'đổi',
      'thành',
      'đơn vị',
      'lĩnh vực',
      'tôn giáo',
      'giấy khen',
      'ân thi',
      ',',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 12 }).map((all) => all.join(' ')),
        ),
        (text) => {
          const found = readCorrection(form, individual, text, { today, units, values: individual })
          const isSame = JSON.stringify(found?.value) === JSON.stringify(individual[found?.step.id ?? ''])
          if (found) expect(found.isSame).toBe(isSame)
        },
      ),
      { numRuns: 500 },
    )
  })
})
