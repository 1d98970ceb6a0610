// What fresh users typed: corrections of another item, calls for help, phrases that hold a part of another answer.

import { describe, expect, it } from 'vitest'
import { talkerOf } from './talk.ts'

const HOME = talkerOf('noi-vu-hung-yen-2020')
const FINANCE = talkerOf('so-tai-chinh-2020')
const DISTRICT = talkerOf('van-hoa-cong-so-truc-ninh')
const OFFICIAL = 'cá nhân, phòng Nội vụ thị xã Mỹ Hào, công chức, giấy khen, nội dung a'
const TASKS = 'giảm 10% giấy tờ trước 30/6/2020\ntổ chức 3 hội nghị'
const NUMBERS = ['phòng Quản lý ngân sách', '20', '1', 'Xong', '20', '18'] as const

describe('a correction that names its item', () => {
  it('keeps what stands where it is said', () => {
    const said = 'à nhầm, đơn vị là phòng nội vụ huyện Ân Thi, em chuyển công tác từ 01/02/2020'
    const next = HOME.talk(OFFICIAL, 'Nguyễn Văn Nam', 'bỏ qua', TASKS, 'quay lại', said)
    expect(HOME.noted(next)).toMatchObject({ 'don-vi': 'Phòng Nội vụ huyện Ân Thi', 'nhiem-vu': TASKS })
    expect(HOME.told(next)).toContain('Tôi chưa xếp được vào mục nào: “em chuyển công tác từ 01/02/2020”')
    expect(next.draft.progress.at).toBe('nhiem-vu')
  })

  it.each([
    ['à nhầm, đơn vị là phòng nội vụ huyện Ân Thi', 'don-vi', 'Phòng Nội vụ huyện Ân Thi'],
    ['à nhầm, họ tên là Lê Thị Hoa', 'ho-ten', 'Lê Thị Hoa'],
    ['ơ em ghi nhầm rồi, nội dung là a, d', 'noi-dung', expect.stringContaining('; d)')],
    ['à quên, hình thức là bằng khen bộ trưởng chứ không phải giấy khen', 'hinh-thuc', /^Bằng khen/],
  ])('is none of the position that is asked: %s', (said, step, value) => {
    const next = HOME.talk(OFFICIAL, 'Nguyễn Văn Nam', said)
    expect(HOME.noted(next)[step]).toEqual(value instanceof RegExp ? expect.stringMatching(value) : value)
    expect(HOME.noted(next)).not.toHaveProperty('chuc-vu')
  })

  it('is taken apart from the answer before it', () => {
    const said = 'em là phó phòng, à mà hồi nãy em ghi nhầm, đơn vị là phòng nội vụ huyện Ân Thi'
    const next = HOME.talk(OFFICIAL, 'Nguyễn Văn Nam', said)
    expect(HOME.noted(next)).toMatchObject({ 'don-vi': 'Phòng Nội vụ huyện Ân Thi', 'chuc-vu': 'phó phòng' })
  })

  it('of the item that is asked leaves the words around it out', () => {
    expect(HOME.noted(HOME.talk(OFFICIAL, 'Nguyễn Văn Nam', 'à nhầm, chức vụ là phó phòng'))).toMatchObject({
      'chuc-vu': 'phó phòng',
    })
  })

  it.each(['à lđtt là 20 chứ ko phải 18', 'à lđtt 20 chứ không phải 18'])('names a number shortly: %s', (said) => {
    const next = FINANCE.talk(...NUMBERS, '3', said)
    expect(FINANCE.noted(next)).toMatchObject({ ldtt: '20' })
    expect(FINANCE.noted(next)).not.toHaveProperty('danh-sach')
  })

  it('is no word of a task', () => {
    const task = 'Rà soát, sửa sai 100% hồ sơ: đơn vị là đầu mối, xong trước 30/6/2020'
    const next = HOME.talk(OFFICIAL, 'Nguyễn Văn Nam', 'bỏ qua', task)
    expect(HOME.noted(next)).toMatchObject({ 'don-vi': 'Phòng Nội vụ thị xã Mỹ Hào', 'nhiem-vu': task })
  })
})

describe('a position', () => {
  it('is short', () => {
    const next = HOME.talk(OFFICIAL, 'Nguyễn Văn Nam', `em làm ${'nhiều việc khác nhau '.repeat(8)}`)
    expect(HOME.noted(next)).not.toHaveProperty('chuc-vu')
  })

  it('begins with none of the words before it', () => {
    const next = HOME.talk(OFFICIAL, 'Nguyễn Văn Nam', 'hiện em là chuyên viên phòng Nội vụ')
    expect(HOME.noted(next)['chuc-vu']).toBe('chuyên viên phòng Nội vụ')
  })
})

describe('a list of names', () => {
  it.each(['Hoàn thành 100% quyết toán trước 31/12/2020', 'tổng số 30', 'gửi sau bằng văn bản'])(
    'holds none in %s',
    (said) => {
      expect(FINANCE.noted(FINANCE.talk(...NUMBERS, '3', said))).not.toHaveProperty('danh-sach')
    },
  )

  it.each(['Bùi Văn Sơn, chuyên viên\n2. Lê Thị Hoa', 'bui van son va le thi hoa', 'bà Lê Thị Hoa'])(
    'is taken as it was typed: %s',
    (said) => {
      expect(FINANCE.noted(FINANCE.talk(...NUMBERS, '3', said))['danh-sach']).toBe(said)
    },
  )
})

describe('a number that cannot be', () => {
  it('is asked again at once', () => {
    const next = FINANCE.talk(...NUMBERS, '25', '3')
    expect(FINANCE.noted(next)).toMatchObject({ cstdcs: '3' })
    expect(next.draft.progress.at).toBe('danh-sach')
  })

  it('goes on where it is but unlikely', () => {
    const next = FINANCE.talk(...NUMBERS, '19')
    expect(FINANCE.told(next)).toContain('Lưu ý: Người đạt')
    expect(next.draft.progress.at).toBe('danh-sach')
  })

  it('may be in order by the other one', () => {
    const next = FINANCE.talk(...NUMBERS, '25', 'tổng số 30')
    expect(FINANCE.noted(next)).toMatchObject({ 'tong-so': '30', cstdcs: '25' })
    expect(next.draft.progress.at).toBe('danh-sach')
  })
})

describe('a phrase', () => {
  it('answers what the whole of it says, not what a part of it could', () => {
    const next = DISTRICT.talk('sơ kết, tập thể', 'xã Trực Thái', 'trường tiểu học Cổ Lễ', 'ubnd huyện khen')
    expect(DISTRICT.noted(next)['hinh-thuc']).toMatch(/^UBND huyện/)
    expect(DISTRICT.noted(next)).not.toHaveProperty('loai-tap-the')
  })

  it('leaves the occasion out of a name', () => {
    expect(DISTRICT.noted(DISTRICT.talk('tập thể trường tiểu học Cổ Lễ sơ kết'))).toMatchObject({
      dip: 'Sơ kết (năm 2022)',
      'ten-tap-the': 'trường tiểu học Cổ Lễ',
    })
  })

  it('of two results is one answer, said before it is asked', () => {
    const said = 'Đạt 100% tiêu chí văn hóa công sở, giảm 20% thời gian giải quyết hồ sơ'
    const next = DISTRICT.talk('sơ kết, tập thể', 'xã Trực Thái', 'UBND xã Trực Thái', said)
    expect(DISTRICT.told(next)).toContain(said)
    expect(DISTRICT.told(next)).not.toContain('chưa xếp được')
  })

  it('may name points by letters before the tasks', () => {
    const next = HOME.talk(
      'Trần Văn Bình, công chức phòng nội vụ kim động, đề nghị giấy khen giám đốc sở nội dung b, e nhiệm vụ số hóa 100% hồ sơ trước 30/11/2020',
    )
    expect(HOME.noted(next)).toMatchObject({
      'noi-dung': expect.stringMatching(/^b\).+; e\)/),
      'nhiem-vu': 'số hóa 100% hồ sơ trước 30/11/2020',
    })
    expect(HOME.told(next)).not.toContain('chưa xếp được')
  })
})

describe('who does not know what to write', () => {
  it.each(['là sao ạ', 'ghi gì vào đây ạ', 'e ko bik ghi j luôn', 'ghi thế nào vậy', 'cho ví dụ đi'])(
    'is shown an example: %s',
    (said) => {
      const next = HOME.talk(OFFICIAL, 'Nguyễn Văn Nam', said)
      expect(HOME.told(next)).toContain('ví dụ “Phó Trưởng phòng”')
      expect(next).toMatchObject({ act: null, draft: { progress: { at: 'chuc-vu' } } })
    },
  )

  it('is shown the example of the question itself where it has one', () => {
    const next = HOME.talk(OFFICIAL, 'Nguyễn Văn Nam', 'bỏ qua', 'ghi gì vào đây ạ')
    expect(HOME.told(next)).toContain('Ví dụ “Số hóa 100% hồ sơ tôn giáo')
    expect(HOME.told(next)).not.toContain('chưa có con số')
  })
})
