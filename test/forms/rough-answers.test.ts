// Answers as staff type them: with pictures, headings, bodies behind positions; two where one is asked.

import { describe, expect, it } from 'vitest'
import { talkerOf } from './talk.ts'

const { talk, noted, told, labels } = talkerOf('noi-vu-hung-yen-2020')
const CULTURE = talkerOf('van-hoa-cong-so-hung-yen')
const FINANCE = talkerOf('so-tai-chinh-2020')
const TASK = 'Số hóa 100% hồ sơ tôn giáo trước 30/11/2020'
const PERSON = 'cá nhân, phòng Nội vụ Ân Thi, công chức, bằng khen bộ trưởng, lĩnh vực tôn giáo'

describe('a position', () => {
  it.each([
    ['Phó Chủ tịch UBND huyện', 'Nguyễn Văn Nam, Phó Chủ tịch UBND huyện'],
    ['pho chu tich ubnd huyen', 'Nguyễn Văn Nam, pho chu tich ubnd huyen'],
    ['Phó Trưởng phòng phụ trách phòng Tôn giáo', 'Nguyễn Văn Nam, Phó Trưởng phòng phụ trách phòng Tôn giáo'],
    ['Bí thư Đảng ủy xã Hồng Quang', 'Nguyễn Văn Nam, Bí thư Đảng ủy xã Hồng Quang, nhiệm vụ: giảm 20% giấy tờ'],
    ['chuyên viên', 'Nguyễn Văn Nam, chuyên viên phòng Nội vụ huyện Ân Thi'],
    ['Chủ tịch UBND huyện', 'Nguyễn Văn Nam, Chủ tịch UBND huyện xin đăng ký ạ'],
  ])('is taken with its body: %s', (position, said) => {
    const next = talk(PERSON, said)
    expect(noted(next)).toMatchObject({ 'ho-ten': 'Nguyễn Văn Nam', 'chuc-vu': position })
    expect(told(next)).not.toContain('chưa xếp được')
  })

  it('is taken with the body of which somebody is the head, though that is asked about as the unit', () => {
    const next = talk('cá nhân, Nguyễn Văn Nam, Phó Chủ tịch UBND huyện Ân Thi')
    expect(noted(next)['chuc-vu']).toBe('Phó Chủ tịch UBND huyện Ân Thi')
  })
})

describe('words around a unit', () => {
  it.each(['Bên em là', 'Đơn vị em là', 'Phòng em là', 'Bên mình thuộc'])('are no answer: %s', (lead) => {
    const next = talk(`${lead} phòng Nội vụ huyện Ân Thi, đăng ký tập thể, giấy khen`)
    expect(noted(next)['don-vi']).toBe('Phòng Nội vụ huyện Ân Thi')
    expect(told(next)).not.toContain('chưa xếp được')
  })

  it.each([
    ['Phòng Nội vụ, thành phố Hưng Yên', 'Phòng Nội vụ thành phố Hưng Yên'],
    ['Phòng Nội vụ, huyện Ân Thi', 'Phòng Nội vụ huyện Ân Thi'],
    ['Văn phòng, Sở Y tế', 'Văn phòng Sở Y tế'],
    ['phong noi vu, huyen an thi', 'Phòng Nội vụ huyện Ân Thi'],
  ])('part it by a comma: %s', (said, unit) => {
    const next = talk(`Đăng ký tập thể ${said}, giấy khen`)
    expect(noted(next)).toMatchObject({ 'don-vi': unit, 'hinh-thuc': 'Giấy khen của Giám đốc Sở Nội vụ' })
    expect(told(next)).not.toContain('chưa xếp được')
  })

  it('part one that nobody knows, which is asked about whole', () => {
    const next = talk('Đăng ký tập thể Phòng Nội vụ, thành phố Nam Định, giấy khen')
    expect(labels(next)).toContainEqual(expect.stringMatching(/^Phòng Nội vụ,? thành phố Nam Định/))
    expect(noted(next)).not.toHaveProperty('don-vi')
  })

  it('leave the commas of tasks alone', () => {
    const tasks = 'Tập huấn 3 lớp tại phòng Nội vụ, huyện Ân Thi'
    expect(noted(talk(PERSON, 'Nguyễn Văn Nam', 'bỏ qua', tasks))['nhiem-vu']).toBe(tasks)
  })
})

describe('pictures beside the words', () => {
  it.each(['Nguyễn Văn An 😊', '🌸Nguyễn Văn An🌸', 'Nguyễn Văn An 👍🏽', 'Nguyễn Văn An ❤️ ạ'])(
    'are no part of a name: %s',
    (said) => {
      expect(noted(talk(PERSON, said))['ho-ten']).toBe('Nguyễn Văn An')
    },
  )

  it('are no part of a text or of a steering word', () => {
    const next = talk(PERSON, 'Nguyễn Văn An', 'chuyên viên 😊', `✅ ${TASK} 💪`)
    expect(noted(next)).toMatchObject({ 'chuc-vu': 'chuyên viên', 'nhiem-vu': TASK })
    expect(talk(PERSON, 'lưu lại 🙏').act).toEqual({ kind: 'save' })
  })

  it('alone answer nothing', () => {
    expect(noted(talk(PERSON, '😊'))).not.toHaveProperty('ho-ten')
  })
})

describe('two choices where one is asked', () => {
  it.each([
    ['1 và 2', ['Tổ chức bộ máy', 'Cải cách hành chính', 'Không phải các mục này']],
    ['1, 3', ['Tổ chức bộ máy', 'Công chức, viên chức', 'Không phải các mục này']],
    ['cải cách hành chính và tôn giáo', ['Cải cách hành chính', 'Tôn giáo', 'Không phải các mục này']],
  ])('are told that one may be chosen, and which: %s', (said, offered) => {
    const next = talk('cá nhân, phòng Nội vụ Ân Thi, công chức, bằng khen bộ trưởng', said)
    expect(told(next)).toContain('Câu này chỉ chọn được một mục.')
    expect(labels(next)).toEqual(offered)
  })

  it('are told so though there are not so many', () => {
    const next = talk('cá nhân, phòng Nội vụ Ân Thi, công chức', '1 và 3')
    expect(told(next)).toContain('Câu này chỉ chọn được một mục.')
    expect(told(next)).not.toContain('không có lựa chọn')
  })
})

describe('a rank', () => {
  const upTo = ['tổng kết', 'tập thể', 'huyện Ân Thi', 'Phòng Nội vụ huyện Ân Thi', 'cơ quan nhà nước']

  it.each(['huân chương hạng nhì', 'huan chuong lao dong hang nhat', 'Huân chương Lao động hạng II'])(
    'is another where it is not the same: %s',
    (said) => {
      const [first = '', ...rest] = upTo
      const next = CULTURE.talk(first, ...rest, said)
      expect(CULTURE.noted(next)).not.toHaveProperty('hinh-thuc')
      expect(CULTURE.told(next)).not.toContain('Có phải')
      expect(CULTURE.told(next)).toContain('không có lựa chọn')
    },
  )

  it.each(['huân chương hạng ba', 'huân chương lao động hạng 3', 'huan chuong hang III'])('is meant: %s', (said) => {
    const [first = '', ...rest] = upTo
    const next = CULTURE.talk(first, ...rest, said)
    const confirmed = next.draft.progress.pending ? CULTURE.talk(first, ...rest, said, 'đúng') : next
    expect(CULTURE.noted(confirmed)['hinh-thuc']).toContain('hạng Ba')
  })

  it('is not taken out of a sentence either', () => {
    const next = CULTURE.talk('tổng kết, tập thể, huyện Ân Thi, đề nghị huân chương lao động hạng nhì')
    expect(CULTURE.noted(next)).not.toHaveProperty('hinh-thuc')
  })
})

describe('the number of a question', () => {
  it('stands alone until it is known how many there are', () => {
    expect(told(talk(''))).toMatch(/^Câu 1\. /)
    expect(told(talk('cá nhân'))).toMatch(/Câu 2\/9\. /)
    expect(told(talk('tập thể'))).toMatch(/Câu 2\. |Câu 2\/8\. /)
  })

  it('never changes what it counts to while no answer is taken back', () => {
    const answers = [
      'tổng kết',
      'tập thể',
      'huyện Ân Thi',
      'Phòng Nội vụ huyện Ân Thi',
      'cơ quan nhà nước',
      '1',
      '1',
      'Xong',
    ]
    const counts = answers.map((_, at) => {
      const [first = '', ...rest] = answers.slice(0, at + 1)
      return /Câu \d+\/(\d+)/.exec(CULTURE.told(CULTURE.talk(first, ...rest)))?.[1]
    })
    expect(new Set(counts.filter((count) => count !== undefined)).size).toBe(1)
  })
})

describe('a heading above tasks', () => {
  it.each([
    `Có nhiệm vụ như sau:\n${TASK}`,
    `Em có nhiệm vụ như sau: ${TASK}`,
    `Các nhiệm vụ đăng ký:\n${TASK}`,
    `em xin đăng ký các nhiệm vụ cụ thể như sau\n${TASK}`,
    `Nhiệm vụ cụ thể là: ${TASK}`,
  ])('is none of them: %s', (said) => {
    expect(noted(talk(PERSON, 'Nguyễn Văn An', 'bỏ qua', said))['nhiem-vu']).toBe(TASK)
  })

  it('is none of them in a sentence', () => {
    expect(noted(talk(`${PERSON}, Nguyễn Văn An, em có nhiệm vụ như sau: ${TASK}`))['nhiem-vu']).toBe(TASK)
  })

  it.each(['Cải cách hành chính: giảm 20% thời gian', 'Nội dung CCHC: rà soát 5 thủ tục'])(
    'that names a field stays: %s',
    (said) => {
      expect(noted(talk(PERSON, 'Nguyễn Văn An', 'bỏ qua', said))['nhiem-vu']).toBe(said)
    },
  )
})

describe('a pasted paper', () => {
  const paper = (name: string) => `PHIẾU ĐĂNG KÝ\nHọ và tên: ${name}\nĐơn vị: phòng Nội vụ Phù Cừ\nĐối tượng: cá nhân`

  it('of somebody else leaves nothing of the one before', () => {
    const next = talk(`${PERSON}, Nguyễn Thị Lan, chuyên viên`, TASK, paper('Trần Văn Bình'))
    expect(noted(next)).toEqual({
      'doi-tuong': 'Cá nhân',
      'don-vi': 'Phòng Nội vụ huyện Phù Cừ',
      'ho-ten': 'Trần Văn Bình',
    })
    expect(told(next)).toContain('hỏi lại')
  })

  it('of the same person changes what it names', () => {
    const next = talk(`${PERSON}, Nguyễn Thị Lan, chuyên viên`, TASK, paper('NGUYỄN THỊ LAN'))
    expect(noted(next)).toMatchObject({
      'don-vi': 'Phòng Nội vụ huyện Phù Cừ',
      'nhiem-vu': TASK,
      'chuc-vu': 'chuyên viên',
    })
  })
})

describe('more people than there are', () => {
  it('are minded once, without a share of them', () => {
    const next = FINANCE.talk(
      'Phòng Quản lý ngân sách',
      '12',
      '1',
      'Xong',
      '12',
      '12',
      '15',
      'bỏ qua',
      'bỏ qua',
      TASK,
      'Nguyễn Thị Lan',
      '0912345678',
    )
    expect(FINANCE.told(next)).toContain('nhiều hơn tổng số')
    expect(FINANCE.told(next)).not.toContain('125%')
  })
})

describe('ticks', () => {
  it.each(['đúng', 'gửi', 'vâng ạ'])('are shown in the summary before they are sent: %s', (said) => {
    const room = 'tập thể, phòng Nội vụ Ân Thi, giấy khen, nội dung a, nhiệm vụ: giảm 20% giấy tờ'
    const next = talk(room, 'Nguyễn Thị Lan', '0912345678', 'không', 'sửa nội dung', '[d) Cải cách hành chính]', said)
    expect(next.act).toBeNull()
    expect(told(next)).toContain('TÓM TẮT ĐĂNG KÝ')
    expect(noted(next)['noi-dung']).toContain('Cải cách hành chính')
  })
})

describe('a draft that shall go', () => {
  it('is asked about once, and gone when it is said once more', () => {
    const asked = talk(PERSON, 'xóa bản nháp')
    expect(labels(asked)).toContain('Xóa bản nháp')
    expect(asked.act).toBeNull()
    expect(talk(PERSON, 'hủy', 'xóa bản nháp').act).toEqual({ kind: 'discard' })
    expect(talk(PERSON, 'xóa nháp', 'xóa nháp đi').act).toEqual({ kind: 'discard' })
  })
})

describe('what is denied', () => {
  const AWARD = 'cá nhân, phòng Nội vụ Ân Thi, công chức, giấy khen'

  it('ticks nothing that sounds like it', () => {
    const next = talk(`${AWARD}, Bùi Quang Huy`, 'số hóa 500 hồ sơ', 'không, em không bị kỷ luật')
    expect(noted(next)).not.toHaveProperty('noi-dung')
  })

  it('is passed over by its name', () => {
    const next = talk(`${AWARD}, Bùi Quang Huy`, 'không có chức vụ gì')
    expect(noted(next)).not.toHaveProperty('chuc-vu')
    expect(next.draft.progress.skipped).toContain('chuc-vu')
  })

  it.each([
    'viên chức chứ không phải công chức',
    'không lấy bằng khen, giấy khen thôi',
    'em không lấy bằng khen, lấy giấy khen',
  ])('is understood: %s', (said) => {
    expect(told(talk('cá nhân, phòng Nội vụ Ân Thi', said))).not.toContain('chưa xếp được')
  })

  it('of all leaves the others', () => {
    expect(noted(talk(AWARD, 'tất cả trừ c'))['noi-dung']).toMatch(/^a\).*; b\).*; d\)/)
    expect(noted(talk(AWARD, 'tất cả trừ c'))['noi-dung']).not.toContain('36/KH-UBND')
    expect(noted(talk(AWARD, 'tất cả, trừ nội dung c và e'))['noi-dung']).toMatch(/^a\).*b\).*d\).*đ\)/)
  })

  it.each(['không có gì đâu', 'à không, nhầm với người khác, không có', 'dạ không ạ'])('is a no: %s', (said) => {
    const next = talk(`${PERSON}, Nguyễn Văn An, chuyên viên`, TASK, said)
    expect(noted(next)['dang-xem-xet']).toBe('Không')
  })
})

describe('a slip', () => {
  const room = ['tập thể, phòng Nội vụ Ân Thi, giấy khen, nội dung a, d', TASK, 'anh Lê Văn Tám, 0912.345.678'] as const

  it.each([
    'số điện thoại nhầm rồi, 0912345679 mới đúng',
    'sđt sai rồi, là 0912345679',
    'điện thoại bị nhầm: 0912345679',
  ])('that is named is put right: %s', (said) => {
    expect(noted(talk(...room, said))).toMatchObject({ 'dien-thoai': '0912345679', 'nhiem-vu': TASK })
  })

  it.each(['khoan, cho em sửa lại nhiệm vụ', 'cho em sửa nhiệm vụ', 'em muốn đổi nhiệm vụ ạ'])(
    'is mended from the summary: %s',
    (said) => {
      const next = talk(...room, 'không', said)
      expect(next.draft.progress.at).toBe('nhiem-vu')
    },
  )

  it('of letters is mended while tasks are asked', () => {
    const next = talk('tập thể, phòng Nội vụ Ân Thi, giấy khen, nội dung a, d', 'thôi bỏ d, thêm đ')
    expect(noted(next)['noi-dung']).toMatch(/^a\).*đ\) [^;]*$/)
    expect(noted(next)).not.toHaveProperty('nhiem-vu')
  })
})

describe('an office and who heads it', () => {
  it.each([
    ['anh Nguyễn Minh Đức trưởng phòng nội vụ ân thi', 'trưởng phòng', 'Phòng Nội vụ huyện Ân Thi'],
    ['Nguyễn Minh Đức, phó trưởng phòng Nội vụ Ân Thi', 'phó trưởng phòng', 'Phòng Nội vụ huyện Ân Thi'],
    ['Nguyễn Minh Đức, chánh văn phòng Sở Y tế', 'chánh văn phòng', 'Văn phòng Sở Y tế'],
  ])('are two answers: %s', (said, position, unit) => {
    const next = talk(`đăng ký cá nhân cho ${said}`)
    expect(noted(next)).toMatchObject({ 'chuc-vu': position, 'don-vi': unit })
    expect(told(next)).not.toContain('chưa xếp được')
  })

  it('are read where they sound like a change', () => {
    expect(noted(talk(PERSON, 'Nguyễn Văn An', 'chuyen vien chinh'))['chuc-vu']).toBe('chuyen vien chinh')
  })

  it('leave courtesy out', () => {
    expect(noted(talk(PERSON, 'Em tên Vũ Thị Mai Anh, chức vụ chuyên viên ạ'))['chuc-vu']).toBe('chuyên viên')
  })
})

describe('a letter', () => {
  it('ends above its foot, and its bullets are no words', () => {
    const next = talk(
      'PHIẾU ĐĂNG KÝ\nHọ và tên: PHẠM THỊ THU HÀ\nNhiệm vụ cụ thể:\n- Tham mưu 12 văn bản\n- Giải quyết 100% hồ sơ\nYên Mỹ, ngày 05 tháng 02 năm 2020\nNgười đăng ký\nPhạm Thị Thu Hà',
    )
    expect(noted(next)['nhiem-vu']).toBe('Tham mưu 12 văn bản\nGiải quyết 100% hồ sơ')
  })
})

describe('other forms', () => {
  const PROSECUTORS = talkerOf('chi-thi-19-lang-son')

  it.each(['em đăng ký cho bản thân', 'cho bản thân em ạ', 'chính em'])('take oneself for a person: %s', (said) => {
    expect(PROSECUTORS.noted(PROSECUTORS.talk('', said))['doi-tuong']).toBe('Cá nhân')
  })

  it('take a grade with the position', () => {
    const next = PROSECUTORS.talk('cá nhân', 'Hoàng Văn Thụ, kiểm sát viên trung cấp')
    expect(PROSECUTORS.noted(next)['chuc-vu']).toBe('kiểm sát viên trung cấp')
  })

  it('take no count for a body', () => {
    expect(FINANCE.told(FINANCE.talk('', 'ca 12'))).not.toContain('Danh bạ')
  })

  it.each(['anh Đỗ Văn Quyết sđt 0987 654 321', 'đề nghị tặng cho anh Đỗ Văn Quyết'])(
    'leave nothing unplaced of words around an answer: %s',
    (said) => {
      expect(PROSECUTORS.told(PROSECUTORS.talk('tập thể', said))).not.toContain('chưa xếp được')
    },
  )
})

describe('words of the form itself', () => {
  it.each(['nam nay em dang ky 2 nhiem vu:', 'Năm nay em đăng ký 2 nhiệm vụ sau:', 'em có 3 nhiệm vụ:'])(
    'above tasks are none: %s',
    (lead) => {
      expect(noted(talk(PERSON, 'Nguyễn Văn An', 'bỏ qua', `${lead} ${TASK}`))['nhiem-vu']).toBe(TASK)
    },
  )

  it('keep an answer where they are typed', () => {
    const next = talk(PERSON, 'Nguyễn Văn An', 'sửa lĩnh vực', 'giữ nguyên')
    expect(next.draft.progress.at).toBe('chuc-vu')
    expect(noted(next)['linh-vuc']).toBe('Tôn giáo')
  })

  it.each(['rồi, đã được khen sơ kết', 'đã được khen rồi'])('say yes, which is confirmed: %s', (said) => {
    const upTo = [
      'tổng kết',
      'tập thể',
      'huyện Ân Thi',
      'Phòng Nội vụ huyện Ân Thi',
      'cơ quan nhà nước',
      '1',
      '1',
      'Xong',
    ]
    expect(CULTURE.told(CULTURE.talk('', ...upTo, said))).toContain('“Có”')
  })
})
