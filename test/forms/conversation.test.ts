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

it.each(['Đăng ký cá nhân', 'dang ky ca nhan'])('what begins like a wish is nobody: %s', (text) => {
  expect(noted(talk(PERSON, text))).not.toHaveProperty('ho-ten')
  expect(talk(PERSON, text).draft.progress.pending).toBeNull()
})
