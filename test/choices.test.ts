import { describe, expect, it } from 'vitest'
import { readMeaning } from '../bot/choices.ts'
import { toZaloText } from '../bot/zalo-render.ts'
import type { IncomingMessage, Reply } from '../message.ts'
import { openDatabase } from '../store/database.ts'
import { markSent, post } from '../store/outbox.ts'

const now = new Date('2020-02-10T01:00:00Z')
const question: Reply = {
  kind: 'action',
  blocks: [{ type: 'text', text: 'Đơn vị có bao nhiêu người?' }],
  sources: [],
  choices: [
    { label: 'Quay lại', action: 'form:back' },
    { label: 'Bỏ qua', action: 'form:skip' },
  ],
}
const typed: IncomingMessage = {
  id: '1',
  channel: 'zalo',
  conversationId: 'zalo:1',
  sender: 'zalo:1',
  kind: 'text',
  text: '2',
  action: null,
  files: [],
  receivedAt: now,
}

/** What is typed means after this reply was delivered where choices are numbered, so many at once, or are buttons alone. */
async function meaningAfter(reply: Reply, text = '2', atOnce: number | null = 5) {
  const db = await openDatabase('sqlite::memory:')
  const letter = { id: 'l', channel: 'zalo', conversationId: 'zalo:1', answers: '0', purpose: 'reply' } as const
  await post(db, { ...letter, reply, expiresAt: null }, now)
  await markSent(db, 'l', now)
  const meaning = await readMeaning(db, { ...typed, text }, atOnce)
  await db.destroy()
  return 'message' in meaning ? [meaning.message.kind, meaning.message.text, meaning.message.action] : 'page'
}

describe('a typed number', () => {
  it('is that of a choice', async () => {
    expect(await meaningAfter(question)).toEqual(['choice', 'Bỏ qua', 'form:skip'])
    expect(toZaloText(question)).toContain('1. Quay lại · 2. Bỏ qua')
  })

  it('is the answer itself where a number is asked for, and the choices are not numbered', async () => {
    const asked = { ...question, asksForNumber: true } as const
    expect(await meaningAfter(asked)).toEqual(['text', '2', null])
    expect(toZaloText(asked)).toContain('Hoặc gõ: Quay lại · Bỏ qua')
    expect(await meaningAfter({ ...asked, choices: [] })).toEqual(['text', '2', null])
  })
})

describe('a typed number where choices are buttons alone', () => {
  const listed: Reply = {
    ...question,
    choices: [
      { label: 'Gửi hồ sơ đăng ký', action: 'remind:moc:a/b' },
      { label: 'Họp bình xét', action: 'remind:moc:a/c' },
    ],
  }

  it('is that of a choice in the order shown', async () => {
    expect(await meaningAfter(listed, '2', null)).toEqual(['choice', 'Họp bình xét', 'remind:moc:a/c'])
  })

  it('is a text where no choice has it, where a number is asked for, and where a form reads it itself', async () => {
    expect(await meaningAfter(listed, '3', null)).toEqual(['text', '3', null])
    expect(await meaningAfter({ ...listed, choices: [] }, '1', null)).toEqual(['text', '1', null])
    expect(await meaningAfter({ ...listed, asksForNumber: true }, '2', null)).toEqual(['text', '2', null])
    expect(await meaningAfter(question, '2', null)).toEqual(['text', '2', null])
  })
})

describe('a label that is typed out', () => {
  const awaited: Reply = {
    ...question,
    choices: question.choices.map(({ label }) => ({ label, action: `own:${label}` })),
  }

  it.each(['Bỏ qua', 'bo qua', ' BỎ QUA. '])('is a tap on it: “%s”', async (text) => {
    expect(await meaningAfter(awaited, text)).toEqual(['choice', 'Bỏ qua', 'own:Bỏ qua'])
  })

  it.each(['bỏ qua mục này', '/quaylai', '…'])('is what it says if it says more or less: “%s”', async (text) => {
    expect(await meaningAfter(awaited, text)).toEqual(['text', text, null])
  })

  it('may be only begun where an organiser is offered it, unless it says yes or no or begins two', async () => {
    const labels = ['Trả lại bổ sung', 'Tạm giữ', 'Không duyệt', 'Xem đầy đủ', 'Xem tiếp']
    const card = { ...question, choices: labels.map((label, index) => ({ label, action: `review:${index}` })) }
    expect(await meaningAfter(card, 'trả lại')).toEqual(['choice', 'Trả lại bổ sung', 'review:0'])
    for (const text of ['trả', 'không', 'xem', 'tạm giữa'])
      expect(await meaningAfter(card, text)).toEqual(
        text === 'trả' ? ['choice', labels[0], 'review:0'] : ['text', text, null],
      )
    expect(await meaningAfter(awaited, 'bỏ')).toEqual(['text', 'bỏ', null])
  })

  it('is what it says where the form reads it itself, or where two choices are called so', async () => {
    expect(await meaningAfter(question, 'bỏ qua')).toEqual(['text', 'bỏ qua', null])
    const choices = question.choices.map((choice) => ({ ...choice, label: 'Xem' }))
    expect(await meaningAfter({ ...awaited, choices }, 'xem')).toEqual(['text', 'xem', null])
  })
})

describe('on Zalo', () => {
  const verdicts = [
    { label: 'Đúng', action: 'feedback:up:q' },
    { label: 'Chưa đúng', action: 'feedback:down:q' },
  ]

  it('the verdicts on an answer stand under a question of their own, by the same numbers', () => {
    const follow = { label: 'Nhắc tôi trước hạn', action: 'remind:follow:a' }
    expect(
      toZaloText({ ...question, choices: [follow, ...verdicts] })
        .split('\n')
        .slice(2),
    ).toEqual([
      'Trả lời số để chọn: 1. Nhắc tôi trước hạn',
      'Câu trả lời này đúng chưa? Trả lời số: 2. Đúng · 3. Chưa đúng',
    ])
    expect(toZaloText({ ...question, choices: verdicts })).toMatch(
      /\n\nCâu trả lời này đúng chưa\? Trả lời số: 1\. Đúng · 2\. Chưa đúng$/,
    )
  })

  it('what turns the page stands with the other choices', () => {
    const many = ['A', 'B', 'C', 'D'].map((label) => ({ label, action: `ask:${label}` }))
    const shown = toZaloText({ ...question, choices: [...many, ...verdicts] })
    expect(shown).toContain('5. Xem thêm lựa chọn')
    expect(shown).not.toContain('đúng chưa')
  })
})
