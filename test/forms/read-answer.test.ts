import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stepsInPlay } from '../../forms/form.ts'
import { readAnswer } from '../../forms/read-answer.ts'
import { describeValue, type Values } from '../../forms/values.ts'
import type { Step } from '../../knowledge/form-schema.ts'
import { campaigns, form, read, step, today, units } from './context.ts'

/** “value Tôn giáo”, “confirm …”, “choose a | b”, “invalid”, “none”. */
function said(id: string | Step, text: string, values: Values = {}): string {
  const one = typeof id === 'string' ? step(id) : id
  const reading = readAnswer(one, text, { today, units, values })
  if (reading.kind === 'value') return `value ${describeValue(one, reading.value)}`
  if (reading.kind === 'confirm') return `confirm ${reading.as}`
  if (reading.kind === 'choose') return `choose ${reading.options.map(({ label }) => label).join(' | ')}`
  return reading.kind
}

const number: Step = { ...step('nhiem-vu'), type: 'number', least: 1, most: 5_000 } as Step
const birthday: Step = { ...step('nhiem-vu'), type: 'date', age: [18, 70], notAfterToday: true } as Step

describe('a choice', () => {
  it.each([
    ['linh-vuc', 'ton giao', 'value Tôn giáo'],
    ['linh-vuc', '7', 'value Tôn giáo'],
    ['linh-vuc', 'số 7 ạ', 'value Tôn giáo'],
    ['linh-vuc', 'lĩnh vực tôn giáo', 'value Tôn giáo'],
    ['linh-vuc', 'CCHC', 'value Cải cách hành chính'],
    ['linh-vuc', 'tổ chức', 'choose Tổ chức bộ máy | Hội và tổ chức phi chính phủ'],
    ['linh-vuc', 'công chức viên chức', 'value Công chức, viên chức'],
    ['linh-vuc', 'tôn giao', 'value Tôn giáo'],
    ['linh-vuc', '9', 'invalid'],
    ['linh-vuc', 'bóng đá', 'invalid'],
    ['hinh-thuc', 'bk bo truong', 'confirm Bằng khen của Bộ trưởng Bộ Nội vụ'],
    ['hinh-thuc', 'bằng khen', 'value Bằng khen của Bộ trưởng Bộ Nội vụ'],
    ['hinh-thuc', 'giay khenn', 'confirm Giấy khen của Giám đốc Sở Nội vụ'],
    ['hinh-thuc', 'khen', 'choose Giấy khen của Giám đốc Sở Nội vụ | Bằng khen của Bộ trưởng'],
    ['hinh-thuc', 'cái thứ hai', 'value Bằng khen của Bộ trưởng Bộ Nội vụ'],
    ['hinh-thuc', 'ai được bằng khen?', 'none'],
    ['hinh-thuc', '/huy', 'none'],
  ])('%s: “%s” reads as %s', (id, text, reading) => {
    expect(said(id, text)).toBe(reading)
  })

  it('says why an option is not offered', () => {
    const reading = read('hinh-thuc', 'cờ thi đua')
    expect(reading).toMatchObject({ kind: 'invalid', say: expect.stringContaining('chỉ tặng tập thể Sở Nội vụ') })
  })

  it('offers an option where its conditions hold', () => {
    const values: Values = {
      'doi-tuong': { type: 'choice', option: 'tap-the' },
      'don-vi': { type: 'unit', unit: 'hy-so-noi-vu', name: 'Sở Nội vụ' },
    }
    expect(said('hinh-thuc', 'cờ thi đua', values)).toBe('value Cờ Thi đua của Bộ Nội vụ')
  })
})

describe('several choices', () => {
  const ids = (text: string) => {
    const reading = read('noi-dung', text)
    return reading.kind === 'value' && reading.value.type === 'choices' ? reading.value.options : reading.kind
  }
  it.each([
    ['1 và 3', ['ky-cuong', 'nghi-quyet-18-19']],
    ['a, c, đ', ['ky-cuong', 'nghi-quyet-18-19', 'tham-muu']],
    ['d', ['cai-cach']],
    ['đ', ['tham-muu']],
    ['kỷ cương và cải cách hành chính', ['ky-cuong', 'cai-cach']],
    ['chi tieu', ['chi-tieu-100']],
    ['a, z', 'invalid'],
    ['ky cuowng', 'confirm'],
    ['8', 'invalid'],
  ])('“%s” reads as %j', (text, options) => {
    expect(ids(text)).toEqual(options)
  })

  it.each(['tất cả', 'chọn cả 7 nội dung', 'ca bay', 'toàn bộ ạ'])('“%s” is all of them at once', (text) => {
    expect(ids(text)).toHaveLength(7)
  })

  const titles = ['Lao động tiên tiến', 'Lao động xuất sắc'].map((label, at) => ({
    id: `${at + 1}`,
    label,
    aliases: [],
    if: [],
  }))
  it.each([
    ['ca 2', ['1', '2']],
    ['cả hai', ['1', '2']],
    ['dạ cả 2 danh hiệu ạ', ['1', '2']],
    ['tất cả', ['1', '2']],
    ['1 và 2', ['1', '2']],
    ['1,2', ['1', '2']],
    ['1 2', ['1', '2']],
    ['cả 3', 'invalid'],
  ])('of two, “%s” reads as %j', (text, options) => {
    const two = { ...step('noi-dung'), options: titles } as ReturnType<typeof step>
    const reading = readAnswer(two, text, { today, units, values: {} })
    expect(reading.kind === 'value' && reading.value.type === 'choices' ? reading.value.options : reading.kind).toEqual(
      options,
    )
  })
})

describe('yes and no', () => {
  it.each(['có', 'rồi', 'đúng', 'vâng ạ', 'dạ có', 'đúng vậy'])('“%s” is yes', (text) => {
    expect(said('dang-xem-xet', text)).toBe('value Có')
  })
  it.each(['ok', 'ok ạ', 'đồng ý'])('“%s” may be courtesy: it is asked', (text) => {
    expect(said('dang-xem-xet', text)).toBe('confirm Có')
  })
  it.each(['khong bi gi ca', 'không bị gì cả ạ'])('“%s” is no', (text) => {
    expect(said('dang-xem-xet', text)).toBe('value Không')
  })
  it.each(['không', 'ko', 'k', 'dạ không ạ', 'chưa', 'hok', 'không có gì'])('“%s” is no', (text) => {
    expect(said('dang-xem-xet', text)).toBe('value Không')
  })
  it.each([
    ['không phải là không có', 'none'],
    ['chưa chắc là không', 'none'],
    ['tôi không bị kỷ luật', 'confirm Không'],
    ['hình như có', 'confirm Có'],
    ['không biết', 'invalid'],
    ['không dưới hai người bị', 'invalid'],
    ['thế nào là xem xét kỷ luật?', 'none'],
  ])('“%s” reads as %s', (text, reading) => {
    expect(said('dang-xem-xet', text)).toBe(reading)
  })
})

describe('names and telephone numbers', () => {
  it.each([
    ['ho-ten', 'nguyễn văn an', 'value Nguyễn Văn An'],
    ['ho-ten', 'Ông NGUYỄN VĂN AN', 'value ông Nguyễn Văn An'],
    ['ho-ten', 'tên tôi là Lê Thị Hoa ạ', 'value Lê Thị Hoa'],
    ['ho-ten', 'nguyen van an', 'confirm Nguyen Van An'],
    ['ho-ten', 'H’Hen Niê', 'value H’Hen Niê'],
    ['ho-ten', 'An', 'invalid'],
    ['ho-ten', 'Nguyễn Văn An 2', 'invalid'],
    ['ho-ten', 'phòng nội vụ', 'invalid'],
    ['ho-ten', 'ai vậy?', 'none'],
    ['dien-thoai', '0912 345 678', 'value 0912345678'],
    ['dien-thoai', 'sđt em là +84 912.345.678 nhé', 'value 0912345678'],
    ['dien-thoai', '(0221) 3862 345', 'value 02213862345'],
    ['dien-thoai', '091234567', 'invalid'],
    ['dien-thoai', '01234567890', 'invalid'],
  ])('%s: “%s” reads as %s', (id, text, reading) => {
    expect(said(id, text)).toBe(reading)
  })
})

describe('a number', () => {
  it.each([
    ['20', 'value 20'],
    ['khoảng 20 người', 'value 20'],
    ['hai mươi', 'value 20'],
    ['hai mươi lăm ạ', 'value 25'],
    ['một trăm linh năm', 'value 105'],
    ['1.250', 'value 1.250'],
    ['1 250', 'value 1.250'],
    ['12,5', 'invalid'],
    ['0', 'invalid'],
    ['9.999.999', 'invalid'],
    ['vài người', 'invalid'],
    ['là bao nhiêu?', 'none'],
  ])('“%s” reads as %s', (text, reading) => {
    expect(said(number, text)).toBe(reading)
  })
})

describe('a birthday', () => {
  it.each([
    ['15/01/1985', 'value 15/01/1985'],
    ['15 tháng 1 năm 85', 'value 15/01/1985'],
    ['15/01/2010', 'invalid'],
    ['31/02/1985', 'invalid'],
    ['11/02/2020', 'invalid'],
  ])('“%s” reads as %s', (text, reading) => {
    expect(said(birthday, text)).toBe(reading)
  })
})

describe('tasks', () => {
  it.each([
    ['Số hóa 100% hồ sơ trước 30/11/2020', 'value Số hóa 100% hồ sơ trước 30/11/2020'],
    ['- Giảm 20% thủ tục\n\n- Hoàn thành 5 đề án', 'value - Giảm 20% thủ tục\n- Hoàn thành 5 đề án'],
    ['Cố gắng hoàn thành nhiệm vụ được giao', 'invalid'],
    ['1. Giảm 20% thủ tục\n2. Làm tốt công tác', 'invalid'],
    ['ngắn 1', 'invalid'],
    ['nộp ở đâu?', 'none'],
  ])('“%s” reads as %s', (text, reading) => {
    expect(said('nhiem-vu', text)).toBe(reading)
  })

  it.each(['0912 345 678', '1.000.000; 500.000'])('are said in words: not “%s”', (text) => {
    expect(read('nhiem-vu', text).kind).toBe('invalid')
  })

  it('names the line that cannot be measured', () => {
    expect(read('nhiem-vu', 'Giảm 20% thủ tục\nLàm tốt công tác')).toMatchObject({
      say: expect.stringContaining('“Làm tốt công tác”'),
    })
  })
})

describe('a unit', () => {
  it.each([
    ['em ở phòng nội vụ phù cừ ạ', 'value Phòng Nội vụ huyện Phù Cừ'],
    ['ân thi', 'choose Phòng Nội vụ huyện Ân Thi | Huyện Ân Thi'],
    ['phong noi vu an thii', 'choose Phòng Nội vụ huyện Ân Thi | Phong noi vu an thii (chưa có trong danh bạ)'],
    ['phòng nội vụ', 'invalid'],
    ['Trường Mầm non Hoa Sen', 'value Trường Mầm non Hoa Sen'],
    ['Đội tuyển cờ vua', 'value Đội tuyển cờ vua'],
    ['bên em đó', 'confirm Bên em đó'],
    ['đơn vị nào được đăng ký?', 'none'],
  ])('“%s” reads as %s', (text, reading) => {
    expect(said('don-vi', text)).toBe(reading)
  })

  it('is flagged where the directory does not know it', () => {
    expect(read('don-vi', 'Trường Mầm non Hoa Sen')).toMatchObject({ value: { unit: null } })
  })
})

describe('properties', () => {
  const steps = campaigns.flatMap(({ forms }) => forms.flatMap((one) => one.steps))
  const words = fc.constantFrom(
    'không',
    'có',
    'phòng',
    'nội vụ',
    'bằng khen',
    '1',
    'và',
    ',',
    '?',
    '\n',
    'Ân Thi',
    '100%',
    '0912345678',
    'ế',
    '\u0301',
    '😀',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words, { maxLength: 40 }).map((all) => all.join(' ')),
  )

  it('no text makes reading fail, whatever the step', () => {
    fc.assert(
      fc.property(fc.constantFrom(...steps), texts, (one, text) => {
        const reading = readAnswer(one, text, { today, units, values: {} })
        if (reading.kind === 'choose') expect(reading.options.length).toBeGreaterThan(1)
        if (reading.kind === 'invalid') expect(reading.say.length).toBeGreaterThan(10)
      }),
      { numRuns: 2_000 },
    )
  })

  it('the label of an option always reads as that option, with or without diacritics', () => {
    for (const one of steps.filter((each) => each.type === 'choice' || each.type === 'choices'))
      for (const option of one.options.filter((each) => each.if.length === 0))
        for (const text of [
          option.label,
          option.short ?? option.label,
          option.label.toUpperCase(),
          option.label.normalize('NFD'),
        ]) {
          const reading = readAnswer(one, text, { today, units, values: {} })
          const read = reading.kind === 'value' ? reading.value : reading
          expect(read, text).toEqual(
            one.type === 'choice' ? { type: 'choice', option: option.id } : { type: 'choices', options: [option.id] },
          )
        }
  })

  it('every step of the form is in play for somebody', () => {
    const values = (option: string): Values => ({
      'doi-tuong': { type: 'choice', option: option === 'giay-khen' ? 'tap-the' : 'ca-nhan' },
      'hinh-thuc': { type: 'choice', option },
    })
    const seen = ['giay-khen', 'bang-khen'].flatMap((option) => stepsInPlay(form, values(option), units))
    expect(new Set(seen)).toEqual(new Set(form.steps))
  })
})
