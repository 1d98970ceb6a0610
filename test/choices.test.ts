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

/** What is typed means after this reply was delivered where choices are numbered. */
async function meaningAfter(reply: Reply, text = '2') {
  const db = await openDatabase('sqlite::memory:')
  const letter = { id: 'l', channel: 'zalo', conversationId: 'zalo:1', answers: '0', purpose: 'reply' } as const
  await post(db, { ...letter, reply, expiresAt: null }, now)
  await markSent(db, 'l', now)
  const meaning = await readMeaning(db, { ...typed, text }, 5)
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

describe('a label that is typed out', () => {
  const awaited = { ...question, takesLabels: true } as const

  it.each(['Bỏ qua', 'bo qua', ' BỎ QUA. '])('is a tap on it where that is awaited: “%s”', async (text) => {
    expect(await meaningAfter(awaited, text)).toEqual(['choice', 'Bỏ qua', 'form:skip'])
  })

  it.each(['bỏ qua mục này', '/quaylai', '…'])('is what it says if it says more or less: “%s”', async (text) => {
    expect(await meaningAfter(awaited, text)).toEqual(['text', text, null])
  })

  it('is what it says where the form reads it itself, or where two choices are called so', async () => {
    expect(await meaningAfter(question, 'bỏ qua')).toEqual(['text', 'bỏ qua', null])
    const choices = question.choices.map((choice) => ({ ...choice, label: 'Xem' }))
    expect(await meaningAfter({ ...awaited, choices }, 'xem')).toEqual(['text', 'xem', null])
  })
})
