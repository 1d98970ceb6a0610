// What is said to a form besides the answer it asks for: answers of other steps, what was said before, courtesy.

import { describe, expect, it } from 'vitest'
import { begin, converse } from '../../forms/conversation.ts'
import type { Next } from '../../forms/next.ts'
import { promptOf } from '../../forms/prompt.ts'
import type { Facts } from '../../forms/rules.ts'
import { describeValue } from '../../forms/values.ts'
import { campaign, campaigns, form, step, today, units } from './context.ts'

const facts: Facts = { campaign, units, today, receivedOn: today, others: [] }
const TASK = 'Số hóa 100% hồ sơ tôn giáo trước 30/11/2020'
const PERSON = 'cá nhân, phòng Nội vụ Ân Thi, công chức, bằng khen bộ trưởng, lĩnh vực tôn giáo'

/** Says the first text to a new form, then the others; “[…]” taps. */
function talk(first: string, ...rest: readonly string[]): Next {
  return rest.reduce(
    (next, text) => {
      const label = /^\[(.+)\]$/.exec(text)?.[1]
      const tap = promptOf(form, next.draft, facts).taps.find((one) => one.label === label)?.tap
      if (label && !tap) throw new Error(`nothing to tap called ${text}`)
      return converse(form, next.draft, tap ? { kind: 'tapped', tap } : { kind: 'said', text }, facts)
    },
    begin(form, first, facts),
  )
}

function noted(next: Next): Record<string, string> {
  return Object.fromEntries(
    Object.entries(next.draft.values).map(([id, value]) => [id, describeValue(step(id), value)]),
  )
}

const labels = (next: Next) => promptOf(form, next.draft, facts).taps.map(({ label }) => label)

describe('what is plainly the answer of another step', () => {
  it('is not taken silently where a position is asked', () => {
    const asked = talk(PERSON, 'Nguyễn Thị Lan', TASK)
    expect(noted(asked)).not.toHaveProperty('chuc-vu')
    expect(labels(asked)).toEqual(['Ghi vào “Nhiệm vụ đăng ký”', 'Ghi vào “Chức vụ”', 'Không phải các mục này'])
    const put = talk(PERSON, 'Nguyễn Thị Lan', TASK, '[Ghi vào “Nhiệm vụ đăng ký”]')
    expect(noted(put)).toMatchObject({ 'nhiem-vu': TASK })
    expect(put.draft.progress.at).toBe('chuc-vu')
    expect(noted(talk(PERSON, 'Nguyễn Thị Lan', TASK, '[Ghi vào “Chức vụ”]'))).toMatchObject({ 'chuc-vu': TASK })
  })

  it('is put where it is said to belong', () => {
    const put = talk(PERSON, 'Nguyễn Thị Lan', TASK, 'dạ đúng là nhiệm vụ ạ')
    expect(noted(put)).toMatchObject({ 'nhiem-vu': TASK })
    expect(noted(put)).not.toHaveProperty('chuc-vu')
    expect(noted(talk(PERSON, 'Nguyễn Thị Lan', TASK, 'đúng rồi'))).not.toHaveProperty('chuc-vu')
  })

  it('is no name of a contact, though it has capitals', () => {
    const next = talk('tập thể, phòng Nội vụ Ân Thi', 'Trường Tiểu học Trực Cường')
    expect(noted(next)).not.toHaveProperty('nguoi-lien-he')
  })

  it.each(['Phó trưởng phòng từ năm 2018', 'Thư ký', 'Tổ trưởng tổ 2'])(
    'a position is taken at once: %s',
    (position) => {
      expect(noted(talk(PERSON, 'Nguyễn Thị Lan', position))).toMatchObject({ 'chuc-vu': position })
    },
  )

  it('is asked about where tasks are asked', () => {
    const asked = talk(PERSON, 'Nguyễn Thị Lan', '[Bỏ qua]', 'chuyên viên')
    expect(labels(asked)).toEqual(['Đúng', 'Không, trả lời lại'])
    expect(noted(talk(PERSON, 'Nguyễn Thị Lan', '[Bỏ qua]', 'chuyên viên', 'đúng'))).toMatchObject({
      'chuc-vu': 'chuyên viên',
    })
  })

  it('and differs from what is noted: both are said', () => {
    const asked = talk(PERSON, 'viên chức')
    expect(asked.notes).toEqual(['Đang ghi Đối tượng cá nhân: Công chức.'])
    const changed = talk(PERSON, 'viên chức', 'đúng')
    expect(changed.notes[0]).toBe('Đã sửa Đối tượng cá nhân: Công chức → Viên chức.')
  })

  it('is no yes or no to a question that was not asked', () => {
    const next = talk('cá nhân, phòng Nội vụ Ân Thi', 'không')
    expect(noted(next)).not.toHaveProperty('dang-xem-xet')
    expect(next.draft.progress.at).toBe('loai')
  })
})

describe('what was said before', () => {
  it.each([
    ['công chức', 'Đã có Đối tượng cá nhân: Công chức.'],
    ['cá nhân', 'Đã có Đối tượng đăng ký: Cá nhân.'],
    ['phòng nội vụ ân thi', 'Đã có Đơn vị: Phòng Nội vụ huyện Ân Thi.'],
  ])('is noted already: %s', (text, note) => {
    const next = talk(PERSON, text)
    expect(next.notes).toEqual([note])
    expect(next.draft.progress).toMatchObject({ at: 'ho-ten', pending: null })
  })

  it('is noted already, also within a sentence and under the summary', () => {
    const all = `${PERSON}, Nguyễn Thị Lan`
    expect(talk(`cá nhân, Nguyễn Thị Lan`, 'tôi nói rồi, Nguyễn Thị Lan').notes).toContain(
      'Đã có Họ và tên: Nguyễn Thị Lan.',
    )
    const summed = talk(all, '[Bỏ qua]', TASK, 'không', 'công chức')
    expect(summed.notes).toEqual(['Đã có Đối tượng cá nhân: Công chức.'])
  })
})

describe('a colleague answers', () => {
  it('thanks', () => {
    expect(talk(PERSON, 'cảm ơn em nhiều nhé').notes).toEqual(['Rất vui được giúp anh/chị.'])
  })

  it.each(['sao hỏi lắm thế, bực cả mình', 'phien qua', 'Hỏi mãi thế', 'mất thời gian quá đi'])(
    'anger with what is left: %s',
    (text) => {
      expect(talk(PERSON, text).notes[0]).toMatch(/^Xin lỗi .* Còn 4 câu;/)
    },
  )

  it.each(['Võ Văn Thế', 'Hội Mai Vàng', 'Phan Thị Chán'])('no anger is a name: %s', (name) => {
    expect(talk('cá nhân, phòng Nội vụ Ân Thi, công chức, bằng khen, tôn giáo', name).notes.join()).not.toMatch(
      /Xin lỗi/,
    )
  })

  it('a question mark alone with what the step is about', () => {
    expect(talk('cá nhân', '?').notes[0]).toBe('Ví dụ “Phòng Nội vụ huyện Ân Thi”, “Văn phòng Sở Y tế”.')
  })

  it('“xong” before the end with what is left, at the end with what is to be done', () => {
    const almost = talk(`${PERSON}, Nguyễn Thị Lan`, 'xong')
    expect(almost.notes).toEqual(['Chưa xong ạ, còn 3 câu.'])
    expect(noted(almost)).not.toHaveProperty('chuc-vu')
    const summed = talk(`${PERSON}, Nguyễn Thị Lan`, '[Bỏ qua]', TASK, 'không', 'xong rồi')
    expect(summed.notes).toEqual(['Anh/chị đã trả lời đủ.'])
  })

  it.each(['ok gửi đi', 'dạ gửi ạ', 'vâng, gửi luôn nhé', 'Đúng, gửi đi', 'đúng rồi gửi đi', 'dung, gui di'])(
    'and sends: %s',
    (text) => {
      expect(talk(`${PERSON}, Nguyễn Thị Lan`, '[Bỏ qua]', TASK, 'không', text).act).toEqual({ kind: 'submit' })
    },
  )
})

describe('a denial behind the tasks', () => {
  it.each([', không bị kỷ luật', '\nKhông bị kỷ luật gì ạ', '. ko bi ky luat'])('answers its own step: %j', (said) => {
    expect(noted(talk(`${PERSON}, Nguyễn Thị Lan`, '[Bỏ qua]', `${TASK}${said}`))).toMatchObject({
      'nhiem-vu': TASK,
      'dang-xem-xet': 'Không',
    })
  })

  it.each([', không có hồ sơ đăng ký chậm', ', không có đơn thư tồn đọng', ', không'])('is one of them: %j', (said) => {
    const values = noted(talk(`${PERSON}, Nguyễn Thị Lan`, '[Bỏ qua]', `${TASK}${said}`))
    expect(values).toMatchObject({ 'nhiem-vu': `${TASK}${said}` })
    expect(values).not.toHaveProperty('dang-xem-xet')
  })

  it('in a whole sentence is no denial of something else', () => {
    expect(noted(talk(`${PERSON}, nhiệm vụ: ${TASK}, không có hồ sơ đăng ký chậm`))).not.toHaveProperty('dang-xem-xet')
  })
})

describe('a choice', () => {
  it.each(['bằng khen của thủ tướng', 'bang khen thu tuong', 'bằng khen chủ tịch tỉnh', 'giấy khen huyện'])(
    'is not the one of another giver: %s',
    (text) => {
      const next = talk('cá nhân, phòng Nội vụ Ân Thi, công chức', text)
      expect(noted(next)).not.toHaveProperty('hinh-thuc')
    },
  )

  it('of two that were named together is asked for', () => {
    const next = talk('cá nhân, phòng Nội vụ Ân Thi, công chức, bằng khen bộ trưởng', 'lĩnh vực CCHC và tôn giáo')
    expect(labels(next)).toEqual(['Cải cách hành chính', 'Tôn giáo', 'Không phải các mục này'])
  })
})

it.each(['a Lan', 'e Hoa', 'chị Lan'])('a form of address and one word are no full name: %s', (text) => {
  expect(talk(PERSON, text).notes).toEqual(['Anh/chị ghi đủ họ và tên, chỉ gồm chữ, ví dụ “Nguyễn Văn An”.'])
})

it('a name that begins with one letter stays whole', () => {
  expect(noted(talk(PERSON, 'A Lăng Thị Bình'))).toMatchObject({ 'ho-ten': 'A Lăng Thị Bình' })
})

describe('a correction', () => {
  const SUMMED = ['[Bỏ qua]', TASK, 'không'] as const

  it('that fits no other answer makes no unit of it', () => {
    const next = talk(`${PERSON}, Nguyễn Thị Lan`, ...SUMMED, 'à nhầm, ghi cái khác đi')
    expect(noted(next)).toMatchObject({ 'don-vi': 'Phòng Nội vụ huyện Ân Thi' })
    expect(next.notes).toEqual(['Tôi chưa rõ cần sửa mục nào.'])
  })

  it.each([
    ['lĩnh vực đổi thành tổ chức bộ máy', 'linh-vuc', 'Tổ chức bộ máy'],
    ['đơn vị sửa thành phòng Nội vụ Kim Động', 'don-vi', 'Phòng Nội vụ huyện Kim Động'],
    ['sửa đơn vị phòng nội vụ kim động', 'don-vi', 'Phòng Nội vụ huyện Kim Động'],
    ['đổi lĩnh vực cải cách hành chính giúp em', 'linh-vuc', 'Cải cách hành chính'],
    ['họ tên đổi lại là trần thị hoa', 'ho-ten', 'Trần Thị Hoa'],
  ])('names what it changes, wherever the form stands: %s', (text, id, value) => {
    expect(noted(talk(`${PERSON}, Nguyễn Thị Lan`, text))).toMatchObject({ [id]: value })
    expect(noted(talk(`${PERSON}, Nguyễn Thị Lan`, ...SUMMED, text))).toMatchObject({ [id]: value })
  })

  it.each(['sửa đơn vị công tác', 'đổi tên người đăng ký', 'sửa nhiệm vụ thứ hai', 'sửa điện thoại liên hệ'])(
    'without an answer changes nothing: %s',
    (text) => {
      const next = talk(`${PERSON}, Nguyễn Thị Lan`, ...SUMMED)
      expect(noted(talk(`${PERSON}, Nguyễn Thị Lan`, ...SUMMED, text))).toEqual(noted(next))
    },
  )

  it.each([
    'Đơn vị sửa đổi 3 quy trình trước 30/6/2020',
    'Sửa 10 quy trình thành 5 trước 30/6/2020',
    'Đổi mới 100% quy trình',
  ])('is none where tasks begin so: %s', (task) => {
    const next = talk(`${PERSON}, Nguyễn Thị Lan`, '[Bỏ qua]', task)
    expect(noted(next)).toMatchObject({ 'nhiem-vu': task, 'don-vi': 'Phòng Nội vụ huyện Ân Thi' })
  })

  it('to what is not offered is told why', () => {
    for (const text of ['đổi sang cờ thi đua được không', 'đổi sang cờ thi đua'])
      expect(talk(`${PERSON}, Nguyễn Thị Lan`, text).notes.join()).toMatch(/^Cờ Thi đua của Bộ Nội vụ chỉ tặng/)
  })

  it('that does not say to what is asked for', () => {
    expect(talk(`${PERSON}, Nguyễn Thị Lan`, 'cho em đổi đơn vị được không').draft.progress.at).toBe('don-vi')
    for (const text of ['có sửa được không?', 'sửa thông tin', 'tôi đổi ý rồi']) {
      const next = talk(`${PERSON}, Nguyễn Thị Lan`, text)
      expect(next.draft.progress.pending).toMatchObject({ kind: 'editing' })
      expect(noted(next)).not.toHaveProperty('chuc-vu')
    }
  })

  it('that is asked for waits for a yes', () => {
    const asked = talk(`${PERSON}, Nguyễn Thị Lan`, 'đổi sang giấy khen được không ạ?')
    expect(asked.notes).toEqual(['Đang ghi Hình thức khen thưởng đăng ký: Bằng khen của Bộ trưởng Bộ Nội vụ.'])
    expect(labels(asked)).toEqual(['Đúng', 'Không, trả lời lại'])
    const changed = converse(form, asked.draft, { kind: 'said', text: 'đúng' }, facts)
    expect(noted(changed)).toMatchObject({ 'hinh-thuc': 'Giấy khen của Giám đốc Sở Nội vụ' })
    expect(talk(`${PERSON}, Nguyễn Thị Lan`, 'đổi sang bằng khen được không').notes).toEqual([
      'Đã có Hình thức khen thưởng đăng ký: Bằng khen của Bộ trưởng Bộ Nội vụ.',
    ])
  })

  it('of a number names which, or is asked which', () => {
    const room = campaigns.find(({ id }) => id === 'so-tai-chinh-2020')
    const [ofRoom] = room?.forms ?? []
    if (!room || !ofRoom) throw new Error('the form of so-tai-chinh-2020 is missing')
    const other: Facts = { ...facts, campaign: room }
    const say = (...texts: readonly string[]) =>
      texts.reduce(
        (next, text) => converse(ofRoom, next.draft, { kind: 'said', text }, other),
        begin(ofRoom, 'phòng Quản lý ngân sách, tổng số 20, danh hiệu tiên tiến', other),
      )
    for (const text of ['số người ldtt sửa thành 12', 'đổi số người lao động tiên tiến thành 12', 'sửa ldtt 12'])
      expect(say('18', '10', text).draft.values).toMatchObject({ ldtt: { number: 12 }, 'tong-so': { number: 20 } })
    for (const text of ['sửa tổng số 25', 'tổng số người là 25', 'sửa tổng số thành 25'])
      expect(say('18', '10', text).draft.values).toMatchObject({ ldtt: { number: 10 }, 'tong-so': { number: 25 } })
    const which = say('18', '10', 'sửa số người thành 12')
    expect(promptOf(ofRoom, which.draft, other).taps.map(({ label }) => label)).toEqual([
      'Tổng số CBCCVC: 12',
      'Số người hoàn thành nhiệm vụ: 12',
      'Số người đăng ký Lao động tiên tiến: 12',
      'Không phải các mục này',
    ])
  })

  it.each([
    ['đổi sang giấy khen đi', 'hinh-thuc', 'Giấy khen của Giám đốc Sở Nội vụ'],
    ['à nhầm, số hóa 80% hồ sơ trước 30/11/2020', 'nhiem-vu', 'số hóa 80% hồ sơ trước 30/11/2020'],
    ['nhầm rồi, phòng Dân tộc huyện Ân Thi', 'don-vi', 'Phòng Dân tộc huyện Ân Thi'],
  ])('says what it corrects: %s', (text, id, value) => {
    expect(noted(talk(`${PERSON}, Nguyễn Thị Lan`, ...SUMMED, text))).toMatchObject({ [id]: value })
  })
})

describe('a correction by number or by what stands', () => {
  const SUMMED = [`${PERSON}, Nguyễn Thị Lan`, '[Bỏ qua]', TASK, 'không'] as const
  const NEW = 'số hóa 100% hồ sơ cán bộ trước 30/10/2020; giải quyết 98% hồ sơ của viên chức đúng hạn'
  const change = (text: string) => {
    const [first, ...rest] = SUMMED
    return talk(first, ...rest, text)
  }

  it.each([
    `số 8 sửa thành: ${NEW}`,
    `câu 8 sửa thành ${NEW}`,
    `sửa mục 8 thành: ${NEW}`,
    `Câu số 8 đổi lại thành ${NEW}`,
  ])('changes the question of that number alone, though its words name others: %s', (text) => {
    const before = noted(talk(...SUMMED))
    expect(noted(change(text))).toEqual({ ...before, 'nhiem-vu': NEW })
  })

  it('changes it however long the new text is', () => {
    const long = `${NEW}; ${NEW}; ${NEW}; ${NEW}`
    expect(noted(change(`số 8 sửa thành: ${long}`))).toMatchObject({ 'nhiem-vu': long, loai: 'Công chức' })
  })

  it.each([
    `số 2 sửa thành: ${NEW}`,
    `số 3 sửa thành: ${NEW}`,
    `số 15 sửa thành: ${NEW}`,
    `việc kia sửa thành: ${NEW}`,
    NEW,
  ])('asks which where it can be no answer of that question: %s', (text) => {
    const next = change(text)
    expect(noted(next)).toEqual(noted(talk(...SUMMED)))
    expect(next.draft.progress.pending).toMatchObject({ kind: 'editing' })
  })

  it.each([
    'số 0912345679 sửa thành 0987654321',
    '0912 345 679 đổi lại là 0987654321',
    'đổi số 0912345679 sang 0987654321',
  ])('changes the phone that stands: %s', (text) => {
    const room = ['tập thể, phòng Nội vụ Ân Thi, giấy khen', 'a', TASK, 'Lê Văn Hùng', '0912345679'] as const
    const before = talk(...room)
    expect(noted(before)).toMatchObject({ 'dien-thoai': '0912345679' })
    expect(noted(talk(...room, text))).toEqual({ ...noted(before), 'dien-thoai': '0987654321' })
  })

  it('finds the question of a number when asked which', () => {
    expect(talk(...SUMMED, 'sửa', 'số 8').draft.progress.at).toBe('nhiem-vu')
  })
})

describe('a correction of one task of several', () => {
  const LINES = ['Giải quyết 95% hồ sơ đúng hạn trước 30/6/2020', 'Số hóa 100% văn bản trước 30/10/2020'] as const
  const at = (...texts: readonly string[]) => talk(`${PERSON}, Nguyễn Thị Lan`, '[Bỏ qua]', LINES.join('\n'), ...texts)
  const tasks = (next: Next) => noted(next)['nhiem-vu']

  it.each([
    ['à nhầm, 98% hồ sơ đúng hạn', 'Giải quyết 98% hồ sơ đúng hạn trước 30/6/2020'],
    ['à nhầm, giải quyết 90% hồ sơ trước 30/7/2020', 'giải quyết 90% hồ sơ trước 30/7/2020'],
    ['sửa nhiệm vụ thành 97% hồ sơ đúng hạn', 'Giải quyết 97% hồ sơ đúng hạn trước 30/6/2020'],
  ])('replaces the line it resembles: %s', (text, line) => {
    expect(tasks(at(text))).toBe(`${line}\n${LINES[1]}`)
    expect(tasks(at('không', text))).toBe(`${line}\n${LINES[1]}`)
  })

  it('asks which where it resembles none', () => {
    const asked = at('không', 'à nhầm, tổ chức 3 lớp tập huấn trước 30/9/2020')
    expect(tasks(asked)).toBe(LINES.join('\n'))
    expect(labels(asked)).toEqual([
      `Thay “${LINES[0]}”`,
      `Thay “${LINES[1]}”`,
      'Ghi thêm, giữ các dòng cũ',
      'Không phải các mục này',
    ])
    const say = (text: string) => converse(form, asked.draft, { kind: 'said', text }, facts)
    const NEW = 'tổ chức 3 lớp tập huấn trước 30/9/2020'
    expect(tasks(say('2'))).toBe(`${LINES[0]}\n${NEW}`)
    expect(tasks(say('3'))).toBe(`${LINES.join('\n')}\n${NEW}`)
  })

  it('takes a whole new list for the old one', () => {
    const list = 'Giảm 20% thủ tục; tiếp 30 lượt công dân'
    expect(tasks(at('không', `câu 8 sửa thành ${list}`))).toBe(list)
  })
})

describe('several choices', () => {
  const AT = 'tập thể, phòng Nội vụ Ân Thi, giấy khen'
  const tapped = (id: string) =>
    promptOf(form, talk(AT).draft, facts).taps.find(({ tap }) => tap.endsWith(`:${id}`))?.label
  const LETTERS = ['a', 'b', 'c', 'd', 'đ', 'e'] as const
  const { options } = step('noi-dung') as Extract<ReturnType<typeof step>, { type: 'choices' }>
  const idOf = (letter: string) => options.find(({ aliases }) => aliases.includes(letter))?.id ?? letter
  const picked = (next: Next) => {
    const { pending } = next.draft.progress
    return pending?.kind === 'picking' ? LETTERS.filter((letter) => pending.options.includes(idOf(letter))) : null
  }
  const afterD = (...texts: readonly string[]) => talk(AT, `[${tapped(idOf('d'))}]`, ...texts)

  it.each([
    ['a và e', ['a', 'd', 'e']],
    ['thêm a', ['a', 'd']],
    ['chọn thêm e', ['d', 'e']],
    ['them ca a va e nua', ['a', 'd', 'e']],
    ['d', ['d']],
    ['chỉ a', ['a']],
    ['chỉ chọn a và e thôi', ['a', 'e']],
  ])('that are typed are added to those that were tapped: %s', (text, letters) => {
    const next = afterD(text)
    expect(picked(next)).toEqual(letters)
    expect(JSON.stringify(promptOf(form, next.draft, facts).blocks)).toContain('Đã chọn: ')
    expect(next.notes).toEqual([])
  })

  it('are left out when it is said so', () => {
    expect(picked(afterD('a, e', 'bỏ d'))).toEqual(['a', 'e'])
    expect(picked(afterD('bỏ chọn d'))).toEqual([])
    expect(picked(afterD('thời tiết đẹp'))).toEqual(['d'])
  })

  it('are done with when it is said so', () => {
    const next = afterD('a và e', 'xong')
    expect(next.draft.values['noi-dung']).toEqual({ type: 'choices', options: ['a', 'd', 'e'].map(idOf) })
  })

  it('are added to the answer that is looked at again', () => {
    expect(picked(talk(AT, 'a, d', 'quay lại', 'thêm e'))).toEqual(['a', 'd', 'e'])
  })

  it('answer at once where nothing was tapped', () => {
    expect(talk(AT, 'a và e').draft.values['noi-dung']).toEqual({ type: 'choices', options: ['a', 'e'].map(idOf) })
  })
})

it.each(['Đăng ký cá nhân', 'dang ky ca nhan'])('what begins like a wish is nobody: %s', (text) => {
  expect(noted(talk(PERSON, text))).not.toHaveProperty('ho-ten')
  expect(talk(PERSON, text).draft.progress.pending).toBeNull()
})

describe('changing one’s mind', () => {
  const paper = 'cá nhân, phòng Nội vụ Ân Thi, công chức, giấy khen'

  it.each([
    ['đổi ý, cho cá nhân', 'Cá nhân'],
    ['doi y cho ca nhan', 'Cá nhân'],
    ['thôi em nghĩ lại rồi, cá nhân', 'Cá nhân'],
  ])('changes what was chosen: %s', (said, subject) => {
    expect(noted(talk('tập thể', 'phòng Nội vụ Ân Thi', said))['doi-tuong']).toBe(subject)
  })

  it('never makes the only answer there is what it does not sound like', () => {
    const said = talk('', 'phòng Nội vụ Ân Thi', 'à nhầm, cá nhân')
    expect(noted(said)).toMatchObject({ 'don-vi': 'Phòng Nội vụ huyện Ân Thi', 'doi-tuong': 'Cá nhân' })
  })

  it('names a person who was not named yet', () => {
    expect(noted(talk(paper, 'à nhầm, tên là Lê Thị Hoa'))['ho-ten']).toBe('Lê Thị Hoa')
    const twice = talk(paper, 'họ tên Trần Văn Nam', 'a nham, ten la Le Thi Hoa')
    expect(noted(twice)['ho-ten']).toBe('Le Thi Hoa')
  })

  it.each(['thôi không gửi nữa', 'thôi ko nộp nữa', 'tôi đổi ý, không đăng ký nữa', 'thoi khong dang ki nua', 'bỏ đi'])(
    'gives up, after asking: %s',
    (said) => {
      expect(labels(talk(paper, said))).toContain('Xóa bản nháp')
    },
  )

  it('says why a choice that is named cannot be had', () => {
    expect(talk(paper, 'sửa hình thức thành cờ thi đua').notes.join()).toContain('chỉ tặng tập thể Sở Nội vụ')
  })
})

describe('what stands beside an answer', () => {
  it('is no part of a label by chance', () => {
    const next = talk('tập thể phòng nội vụ khoái châu giấy khen nội dung a d e')
    expect(next.draft.values['noi-dung']).toMatchObject({ options: ['ky-cuong', 'cai-cach', 'chi-tieu-100'] })
  })

  it('is no name in small letters, though it has diacritics', () => {
    const next = talk(PERSON, 'đã có tờ trình')
    expect(noted(next)).not.toHaveProperty('ho-ten')
    expect(noted(talk(PERSON, 'trần văn nam'))['ho-ten']).toBe('Trần Văn Nam')
  })

  it('is a position, and no part of the name', () => {
    expect(talk(PERSON, 'toi la tran van nam chuyen vien').draft.progress.pending).toMatchObject({ as: 'Tran Van Nam' })
  })

  it('is a telephone number, and the name beside it is confirmed', () => {
    const next = talk('tập thể, phòng Nội vụ Ân Thi, giấy khen, nội dung a', TASK, 'hoang thi nga 0912345678')
    expect(noted(next)['dien-thoai']).toBe('0912345678')
    expect(next.draft.progress.pending).toMatchObject({ kind: 'confirm', as: 'Hoang Thi Nga' })
  })

  it('is no name where it is a position', () => {
    expect(talk(PERSON, 'truong phong').draft.progress.pending).not.toMatchObject({ as: 'Truong Phong' })
  })

  it('leaves a name waiting that is still to be confirmed', () => {
    const next = talk('tập thể, phòng Nội vụ Ân Thi, giấy khen, nội dung a', TASK, 'nguyen thi hoa', '0912345678')
    expect(noted(next)['dien-thoai']).toBe('0912345678')
    expect(next.draft.progress.pending).toMatchObject({ kind: 'confirm', as: 'Nguyen Thi Hoa' })
  })
})

describe('a list of tasks', () => {
  const tasks = 'Số hóa 100% hồ sơ trước 30/11; giải quyết 95% đơn đúng hạn; tham mưu 5 văn bản'
  const room = 'tập thể, phòng Nội vụ Ân Thi, giấy khen, nội dung a'

  it('is none of the choices that its words resemble', () => {
    const next = talk('tập thể, phòng Nội vụ Ân Thi, giấy khen', tasks)
    expect(noted(next)).not.toHaveProperty('noi-dung')
    expect(next.draft.progress.pending).toMatchObject({ kind: 'confirm', step: 'nhiem-vu' })
  })

  it('keeps the lines that a correction of others does not name', () => {
    const next = talk(room, tasks, 'à nhầm, số hóa 80% hồ sơ trước 30/11; giải quyết 90% đơn đúng hạn')
    expect(noted(next)['nhiem-vu']).toBe(
      'số hóa 80% hồ sơ trước 30/11; giải quyết 90% đơn đúng hạn; tham mưu 5 văn bản',
    )
  })

  it('grows by a line that is added', () => {
    const next = talk(room, tasks, 'thêm nhiệm vụ: chỉnh lý 200 mét tài liệu')
    expect(noted(next)['nhiem-vu']).toMatch(/^số hóa .*văn bản\nchỉnh lý 200 mét tài liệu$/is)
  })

  it('is asked about where fewer and other lines are said', () => {
    const next = talk(room, tasks, 'à nhầm, tổ chức 3 hội nghị; kiểm tra 2 đợt trong năm')
    expect(labels(next)).toEqual(['Thay cả 3 dòng cũ', 'Ghi thêm, giữ các dòng cũ', 'Không phải các mục này'])
    expect(noted(next)['nhiem-vu']).toBe(tasks)
  })

  it('is what follows “à nhầm”, and names no unit, where the tasks are asked', () => {
    const next = talk(room, `à nhầm, ${tasks}`)
    expect(noted(next)).toMatchObject({ 'nhiem-vu': tasks, 'don-vi': 'Phòng Nội vụ huyện Ân Thi' })
  })

  it('is taken with what is said beside it', () => {
    const next = talk(
      'cá nhân, phòng Nội vụ Ân Thi, công chức, giấy khen',
      'nhiệm vụ: số hóa 100% hồ sơ trước 30/11; nội dung d và e; không bị kỷ luật gì',
    )
    expect(noted(next)).toMatchObject({ 'nhiem-vu': 'số hóa 100% hồ sơ trước 30/11', 'dang-xem-xet': 'Không' })
    expect(next.draft.values['noi-dung']).toEqual({ type: 'choices', options: ['cai-cach', 'chi-tieu-100'] })
  })
})

describe('a no before something else', () => {
  const official = 'cá nhân, phòng Nội vụ Ân Thi, công chức'
  const CHANGE = 'à mà sửa đơn vị thành phòng nội vụ thị xã Mỹ Hào'
  const MY_HAO = 'Phòng Nội vụ thị xã Mỹ Hào'

  it('declares nothing where another question is asked', () => {
    for (const text of [`không, ${CHANGE}`, 'không, tôi chưa biết', 'khong, ca nhan'])
      expect(noted(talk(official, text))).not.toHaveProperty('dang-xem-xet')
    expect(noted(talk('không, cá nhân'))).toEqual({ 'doi-tuong': 'Cá nhân' })
    expect(noted(talk(official, `không, ${CHANGE}`))['don-vi']).toBe(MY_HAO)
  })

  it('answers the declaration where that is asked, and the rest is heard too', () => {
    const asked = [`${PERSON}, Nguyễn Thị Lan`, '[Bỏ qua]', TASK] as const
    expect(noted(talk(...asked, `không, ${CHANGE}`))).toMatchObject({ 'dang-xem-xet': 'Không', 'don-vi': MY_HAO })
    expect(noted(talk(...asked, 'không, chức vụ chuyên viên'))).toMatchObject({
      'dang-xem-xet': 'Không',
      'chuc-vu': 'chuyên viên',
    })
    expect(noted(talk(...asked, 'không, tôi chưa biết'))).not.toHaveProperty('dang-xem-xet')
  })

  it('sends nothing under the summary', () => {
    const next = talk(`${PERSON}, Nguyễn Thị Lan`, '[Bỏ qua]', TASK, 'không', `chưa, ${CHANGE}`)
    expect(next.act).toBeNull()
    expect(noted(next)['don-vi']).toBe(MY_HAO)
  })
})

describe('one of several contents', () => {
  const room = (contents: string) => ['tập thể, phòng Nội vụ Ân Thi, giấy khen', contents, TASK, 'Lê Văn Hùng'] as const
  const letters = ({ draft: { values } }: Next) => {
    const value = values['noi-dung']
    const { options } = step('noi-dung') as Extract<ReturnType<typeof step>, { type: 'choices' }>
    if (value?.type !== 'choices') return ''
    return options.map(({ id, label }) => (value.options.includes(id) ? label[0] : '')).join('')
  }

  it.each([
    ['d, e', 'bỏ nội dung e', 'd'],
    ['a, c, e', 'bỏ nội dung c', 'ae'],
    ['a', 'thêm nội dung e', 'ae'],
    ['a, e', 'bỏ e', 'a'],
    ['a, e', 'bỏ mục a đi', 'e'],
    ['a, d, e', 'xoa noi dung a, e', 'd'],
    ['a, d', 'em muốn bỏ nội dung d, thêm nội dung đ nhé', 'ađ'],
    ['a, d', 'bỏ cải cách hành chính', 'a'],
    ['a, d', 'thêm nội dung d', 'ad'],
  ])('of %s comes or goes, before the end and at it: %s', (contents, text, left) => {
    expect(letters(talk(...room(contents), text))).toBe(left)
    expect(letters(talk(...room(contents), '0912345678', 'không', text))).toBe(left)
  })

  it('is asked again once the last is gone', () => {
    const next = talk(...room('a'), '0912345678', 'không', 'xóa nội dung a')
    expect(next.draft.values).not.toHaveProperty('noi-dung')
    expect(next.draft.progress.at).toBe('noi-dung')
    expect(next.notes.join()).toContain('Đã bỏ Nội dung thi đua: a)')
  })

  it('is none of the tasks that begin so', () => {
    const task = 'bỏ cải cách hành chính'
    const asked = talk('tập thể, phòng Nội vụ Ân Thi, giấy khen', 'a, d', task)
    expect(letters(asked)).toBe('ad')
  })
})

describe('words of the declaration', () => {
  const room = ['tập thể, phòng Nội vụ Ân Thi, giấy khen, nội dung a', TASK] as const

  it.each([
    'sai rồi, đang có đơn thư tố cáo',
    'Sai rồi, Đang có đơn thư tố cáo',
    'sai roi, dang co don thu to cao',
    'nhầm rồi, đang bị kỷ luật',
  ])('change it, and are nobody’s name: %s', (text) => {
    const next = talk(...room, 'Lê Văn Hùng', '0912345678', 'không', text)
    expect(noted(next)).toMatchObject({ 'nguoi-lien-he': 'Lê Văn Hùng', 'dang-xem-xet': 'Có' })
  })

  it.each(['đang có đơn thư tố cáo', 'đang bị kỷ luật', 'dang co don thu to cao'])(
    'are asked about where a name is asked: %s',
    (text) => {
      const next = talk(...room, text)
      expect(next.draft.progress.pending).toMatchObject({ kind: 'confirm', step: 'dang-xem-xet' })
    },
  )

  it('no more than any other sentence in small letters is a name', () => {
    const next = talk(...room, 'phòng này đang chờ người mới về')
    expect(noted(next)).not.toHaveProperty('nguoi-lien-he')
    expect(next.draft.progress.pending).toBeNull()
    expect(noted(talk(...room, 'Lê Văn Hùng', 'à nhầm, đặng thị hoa'))['nguoi-lien-he']).toBe('Đặng Thị Hoa')
  })
})

describe('a question that waits for a yes', () => {
  const room = ['tập thể, phòng Nội vụ Ân Thi, giấy khen, nội dung a', TASK] as const

  it.each([
    [[...room, 'nguyen thi hoa'], { step: 'nguoi-lien-he' }],
    [[...room, 'Lê Văn Hùng', '0912345678', 'không', 'đổi sang bằng khen được không'], { step: 'hinh-thuc' }],
    [[`${PERSON}, Nguyễn Thị Lan`, 'cho đổi đơn vị thành phòng dân tộc ân thi được không'], { step: 'don-vi' }],
  ] as const)('waits on when something is asked in between, and over a pause: %j', ([first, ...rest], waiting) => {
    const asked = talk(first, ...rest, 'nộp ở đâu?')
    expect(asked.act?.kind).toBe('ask')
    expect(asked.draft.progress.pending).toMatchObject({ kind: 'confirm', ...waiting })
    for (const text of ['để sau', 'tiếp tục', '?', 'cảm ơn'])
      expect(talk(first, ...rest, text).draft.progress.pending).toMatchObject({ kind: 'confirm', ...waiting })
    expect(talk(first, ...rest, 'để sau').act?.kind).toBe('save')
  })

  it('which of several was meant waits too', () => {
    const next = talk('cá nhân, phòng Nội vụ Ân Thi, công chức, bằng khen bộ trưởng', 'CCHC và tôn giáo', 'nộp ở đâu?')
    expect(next.draft.progress.pending).toMatchObject({ kind: 'choose', step: 'linh-vuc' })
  })
})

describe('what stands in the middle of something else', () => {
  it('is no choice where it is a task: that is asked', () => {
    const task = 'hoàn thành 100% chỉ tiêu cải cách hành chính trong năm 2020'
    const next = talk('cá nhân', task)
    expect(noted(next)).toEqual({ 'doi-tuong': 'Cá nhân' })
    expect(next.draft.progress.pending).toMatchObject({ kind: 'confirm', step: 'nhiem-vu' })
    expect(noted(talk('cá nhân', task, 'đúng'))).toEqual({ 'doi-tuong': 'Cá nhân', 'nhiem-vu': task })
  })

  it('loses no name without marks before a position', () => {
    const next = talk(PERSON, 'nguyen thi hoa, sinh 12/5/1985, chuc vu chuyen vien')
    expect(noted(next)['chuc-vu']).toBe('chuyen vien')
    expect(next.draft.progress.pending).toMatchObject({ kind: 'confirm', as: 'Nguyen Thi Hoa' })
  })

  it('is the contents of a paper, headed as papers are', () => {
    const paper = `Đối tượng: tập thể\nHình thức: giấy khen\nNội dung đăng ký: a, d\nNhiệm vụ: ${TASK}`
    expect(talk(paper).draft.values['noi-dung']).toEqual({ type: 'choices', options: ['ky-cuong', 'cai-cach'] })
  })

  it.each(['noi dung a,b,đ', 'nội dung a, b, đ', 'a,b,đ'])('is đ, and not d: %s', (text) => {
    const next = talk('tập thể, phòng Nội vụ Ân Thi, giấy khen', text)
    expect(noted(next)['noi-dung']).toMatch(/^a\) .*; b\) .*; đ\) (?!.*d\) )/)
  })
})

describe('the form of Sở Tài chính', () => {
  const finance = campaigns.find(({ id }) => id === 'so-tai-chinh-2020')
  const [own] = finance?.forms ?? []
  if (!finance || !own) throw new Error('the form of so-tai-chinh-2020 is missing')
  const at: Facts = { ...facts, campaign: finance }
  const say = (...texts: readonly string[]) =>
    texts.reduce((next, text) => converse(own, next.draft, { kind: 'said', text }, at), begin(own, '', at))
  const counts = ['phòng Ngân sách', '20', 'cả hai', '20', '19', '3']

  it('changes the figure that is named, not the last one', () => {
    expect(say(...counts, 'à nhầm tổng số 21').draft.values).toMatchObject({
      'tong-so': { number: 21 },
      cstdcs: { number: 3 },
    })
  })

  it('takes no tasks, no telephone number and no yes for a list of names', () => {
    const tasks = say(...counts, '100% hồ sơ quyết toán đúng hạn; hoàn thành trước 30/11')
    expect(tasks.draft.progress.pending).toMatchObject({ kind: 'confirm', step: 'nhiem-vu' })
    const contact = say(...counts, 'Lê Văn Tài 0901234567')
    expect(contact.draft.values).toMatchObject({ 'nguoi-lien-he': { text: 'Lê Văn Tài' }, 'dien-thoai': {} })
    expect(contact.draft.values).not.toHaveProperty('danh-sach')
    expect(say(...counts, 'đúng').draft.values).not.toHaveProperty('danh-sach')
  })
})

describe('under the summary', () => {
  const whole = `${PERSON}, tôi tên Nguyễn Văn An, chuyên viên, nhiệm vụ: ${TASK}, không bị kỷ luật`

  it.each(['đang có đơn thư tố cáo', 'dang co don thu to cao'])(
    'a yes in the words of a question is confirmed: %s',
    (text) => {
      const asked = talk(whole, text)
      expect(asked.draft.progress.pending).toMatchObject({ kind: 'confirm', step: 'dang-xem-xet' })
      expect(noted(talk(whole, text, 'đúng'))['dang-xem-xet']).toBe('Có')
      expect(noted(talk(whole, text, 'không'))['dang-xem-xet']).toBe('Không')
    },
  )

  it('the same again is noted already', () => {
    expect(talk(whole, 'không có đơn thư').notes.join()).toContain('Đã có Đang bị xem xét')
  })

  it('“tóm tắt” shows what is noted while a question waits, and it waits on', () => {
    const asked = talk(whole, 'đang có đơn thư tố cáo', 'tóm tắt')
    expect(asked.notes).toContain('- Họ và tên: Nguyễn Văn An')
    expect(asked.draft.progress.pending).toMatchObject({ kind: 'confirm' })
    const before = talk('tôi tên Nguyễn Văn An, bằng khen', 'xem lại')
    expect(before.notes).toEqual([
      'Đã ghi đến nay:',
      expect.stringMatching(/^- Hình thức/),
      '- Họ và tên: Nguyễn Văn An',
    ])
    expect(talk('', 'tóm tắt').notes).toEqual(['Chưa ghi câu trả lời nào.'])
  })

  it('“tiếp tục” says why the question is asked again', () => {
    const asked = talk(whole, 'đang có đơn thư tố cáo', 'tiếp tục')
    expect(asked.notes).toEqual(['Anh/chị trả lời câu dưới đây trước rồi tôi làm tiếp.'])
    expect(talk(whole, 'tiếp tục').notes).toEqual([])
  })

  it('an answer that was passed over is asked without counting questions', () => {
    const edited = talk(
      `${PERSON}, tôi tên Nguyễn Văn An, nhiệm vụ: ${TASK}, không bị kỷ luật`,
      'bỏ qua',
      'sửa chức vụ',
    )
    expect(edited.draft.progress.at).toBe('chuc-vu')
    expect(JSON.stringify(promptOf(form, edited.draft, facts).blocks)).not.toContain('Câu ')
  })

  it('what was sent is changed without counting questions', () => {
    const { draft } = talk(whole, 'đổi sang giấy khen')
    expect(draft.progress.at).toBe('noi-dung')
    const shown = (wasSent: boolean) => JSON.stringify(promptOf(form, { ...draft, wasSent }, facts).blocks)
    expect(shown(false)).toContain('Câu ')
    expect(shown(true)).not.toContain('Câu ')
  })
})
