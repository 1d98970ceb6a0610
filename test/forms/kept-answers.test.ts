// What was said is neither lost between two questions nor mixed with another answer.

import { describe, expect, it } from 'vitest'
import { begin, converse } from '../../forms/conversation.ts'
import type { Next } from '../../forms/next.ts'
import { promptOf } from '../../forms/prompt.ts'
import type { Facts } from '../../forms/rules.ts'
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
  return { talk, noted, labels: ({ draft }: Next) => promptOf(form, draft, facts).taps.map(({ label }) => label) }
}

const { talk, noted } = talkOf('noi-vu-hung-yen-2020')
const HOA = 'cá nhân, phòng Nội vụ Ân Thi, công chức, bằng khen bộ trưởng, lĩnh vực tôn giáo, Nguyễn Thị Hoa'
const TASK = 'Số hóa 100% hồ sơ tôn giáo trước 30/11/2020'
const TASKS = 'Nhiệm vụ cụ thể:\n- Sắp xếp 05 đơn vị sự nghiệp\n- Kiểm tra công vụ tại 12 đơn vị'

describe('a paper that is pasted', () => {
  const PAPER = `PHIẾU ĐĂNG KÝ\nHọ và tên: LÊ VĂN TÁM\nChức vụ: Chuyên viên\nHình thức khen thưởng: Giấy khen\n${TASKS}`

  it.each([['at a text'], ['at a choice', 'quay lại'], ['at the tasks', 'bỏ qua']])(
    'takes the place of what stood there, %s',
    (_, ...before) => {
      const next = talk(HOA, ...before, PAPER)
      expect(noted(next)).toMatchObject({
        'ho-ten': 'Lê Văn Tám',
        'chuc-vu': 'Chuyên viên',
        'hinh-thuc': 'Giấy khen của Giám đốc Sở Nội vụ',
        'nhiem-vu': expect.stringContaining('12 đơn vị'),
      })
      expect(next.notes).toContain('Đã sửa Họ và tên: Nguyễn Thị Hoa → Lê Văn Tám.')
      expect(next.notes.join('\n')).toContain('Đã sửa Hình thức khen thưởng đăng ký')
    },
  )

  it.each(['', 'cá nhân', 'tập thể, phòng Nội vụ Ân Thi'])('keeps its tasks after “%s”', (first) => {
    expect(noted(talk(first, TASKS))['nhiem-vu']).toContain('12 đơn vị')
  })
})

describe('the words of a button', () => {
  const village = talkOf('van-hoa-cong-so-truc-ninh')
  const PERSON = 'cá nhân, Phòng Nội vụ huyện Trực Ninh, Phạm Thị Lan, công chức, sơ kết'

  it('are no answer where there is no such button', () => {
    const next = village.talk(PERSON, 'Không phải các mục này')
    expect(village.noted(next)).not.toHaveProperty('chuc-vu')
    expect(next.notes).toEqual(['Nút này thuộc câu trước, nên không thay đổi gì.'])
  })

  it('are the button where there is one', () => {
    const asked = talk(HOA, TASK)
    expect(asked.draft.progress.pending).toMatchObject({ kind: 'choose' })
    expect(talk(HOA, TASK, 'Không phải các mục này').draft.progress.pending).toBeNull()
    expect(noted(talk(HOA, TASK, 'Ghi vào “Nhiệm vụ đăng ký”'))).toMatchObject({ 'nhiem-vu': TASK })
  })
})

describe('between two questions', () => {
  const province = talkOf('van-hoa-cong-so-hung-yen')
  const ROOM = [
    'tập thể, sơ kết',
    'VKSND tỉnh',
    'Phòng 1 VKSND',
    'Tòa án, Viện kiểm sát nhân dân',
    'Bằng khen của Chủ tịch UBND tỉnh',
  ] as const

  it('ticks and what waits for a yes are kept', () => {
    const [first, ...rest] = ROOM
    const ticked = province.talk(first, ...rest, '2', 'rút ngắn 20% thời gian', 'Nguyễn Văn An', '0912345678', 'gửi')
    expect(ticked.act).toEqual({ kind: 'submit' })
    expect(province.noted(ticked)).toMatchObject({
      'noi-dung-tap-the': expect.stringContaining('Cải cách hành chính'),
      'thanh-tich': 'rút ngắn 20% thời gian',
    })
    const waiting = province.talk(first, ...rest, 'rút ngắn 20% thời gian', 'Nguyễn Văn An', '0912345678', 'gửi')
    expect(waiting.draft.progress.pending).toMatchObject({ kind: 'confirm', step: 'thanh-tich' })
    expect(province.noted(waiting)).toMatchObject({ 'nguoi-lien-he': 'Nguyễn Văn An', 'dien-thoai': '0912345678' })
  })

  it('what was told before a question is noted', () => {
    const tasks = 'Có nhiệm vụ như sau: 1) Số hóa 100% hồ sơ trước 30/11/2020\n2) Giảm 20% thời gian giải quyết.'
    const next = talk(`${HOA}, chuyên viên`, `${tasks} À mà cho hỏi Giấy khen ai được đề nghị?`)
    expect(noted(next)['nhiem-vu']).toContain('Giảm 20%')
    expect(next.act).toEqual({ kind: 'ask', text: 'À mà cho hỏi Giấy khen ai được đề nghị?' })
  })
})

it('who is to have a title is not whom to call', () => {
  const finance = talkOf('so-tai-chinh-2020')
  const next = finance.talk('Phòng Quản lý ngân sách có 10 người, 8 LĐTT, 1 CSTĐCS là Bùi Văn Sơn')
  expect(finance.noted(next)).toMatchObject({ phong: 'Phòng Quản lý ngân sách', ldtt: '8', cstdcs: '1' })
  expect(finance.noted(next)).not.toHaveProperty('nguoi-lien-he')
  expect(next.notes.join('\n')).toContain('Bùi Văn Sơn')
})

describe('“sửa X: …”', () => {
  const DONE = [HOA, 'phó trưởng phòng', TASK, 'không'] as const

  it('changes what it names at any step', () => {
    const next = talk(HOA, 'phó trưởng phòng', 'sửa chức vụ: Phó Trưởng phòng')
    expect(next.notes[0]).toBe('Đã sửa Chức vụ: phó trưởng phòng → Phó Trưởng phòng.')
    expect(next.draft.progress.at).toBe('nhiem-vu')
  })

  it('asks as the question of the step asks', () => {
    const next = talk(HOA, 'phó trưởng phòng', 'sửa đơn vị: Phòng Nội vụ huyện Trực Ninh')
    expect(next.draft.progress.pending).toMatchObject({
      kind: 'confirm',
      step: 'don-vi',
      as: 'Phòng Nội vụ huyện Trực Ninh',
    })
  })

  it('changes several under the summary', () => {
    const next = talk(...DONE, 'sửa nhiệm vụ: Hoàn thành 5 đề án trước 30/10/2020; chức vụ: Chuyên viên')
    expect(noted(next)).toMatchObject({
      'nhiem-vu': 'Hoàn thành 5 đề án trước 30/10/2020',
      'chuc-vu': 'Chuyên viên',
    })
    expect(next.draft.progress.at).toBeNull()
  })

  it.each([
    ['at the first questions', ['cá nhân, phòng Nội vụ Ân Thi']],
    ['where tasks are asked', [HOA, 'phó trưởng phòng']],
    ['under the summary', DONE],
  ])('is said plainly too: %s', (_, before) => {
    const [first = '', ...rest] = before
    const next = talk(first, ...rest, 'à nhầm, tập thể chứ không phải cá nhân')
    expect(noted(next)).toMatchObject({ 'doi-tuong': 'Tập thể' })
  })
})
