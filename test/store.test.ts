import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { IncomingMessage, Reply } from '../message.ts'
import { commit as commitAll, type Outcome } from '../store/commit.ts'
import { joinPerson, moveConversation, readContact } from '../store/contacts.ts'
import { readState, writeState } from '../store/conversation-state.ts'
import { DatabaseError, type Db, openDatabase } from '../store/database.ts'
import { readHistory } from '../store/history.ts'
import { type Accepted, accept, unfinished } from '../store/inbox.ts'
import { lastDelivered, markSent, post, waitingReplies } from '../store/outbox.ts'
import { listUnanswered, type QuestionRecord } from '../store/questions.ts'
import { createWriter } from '../store/writer.ts'
import { createFolder } from './running-assistant.ts'

const now = new Date('2020-02-10T01:00:00Z')
const openMemory = () => openDatabase('sqlite::memory:')

function message(id: string, more: Partial<IncomingMessage> = {}): IncomingMessage {
  return {
    id,
    channel: 'web',
    conversationId: 'lan',
    sender: 'lan',
    kind: 'text',
    text: `câu ${id}`,
    action: null,
    files: [],
    receivedAt: now,
    ...more,
  }
}

function reply(text: string): Reply {
  return { kind: 'answer', blocks: [{ type: 'text', text }], sources: [], choices: [] }
}

function question(id: string, more: Partial<QuestionRecord> = {}): QuestionRecord {
  return { id, text: `câu ${id}`, kind: 'answer', campaign: null, sources: [], entries: [], tookMs: 1, ...more }
}

function outcome(id: string, more: Partial<Outcome> = {}): Outcome {
  const choices = [{ label: 'Đúng', action: `feedback:up:q-${id}` }]
  const replies = [{ id: `r-${id}`, reply: { ...reply(`đáp ${id}`), choices } }]
  return { state: { focus: id }, question: question(`q-${id}`), replies, ...more }
}

const acceptedAs = (message: IncomingMessage): Accepted => ({ message, person: message.conversationId })
const lettersOf = ({ channel, conversationId, id: answers }: IncomingMessage, outcome: Outcome) =>
  outcome.replies.map(
    ({ id, reply }) => ({ id, channel, conversationId, answers, purpose: 'reply', reply, expiresAt: null }) as const,
  )
const commit = async (db: Db, message: IncomingMessage, outcome: Outcome, at: Date) => {
  await accept(db, message)
  return createWriter(db).write((trx) => commitAll(trx, acceptedAs(message), outcome, lettersOf(message, outcome), at))
}
const waiting = async (db: Db) => (await waitingReplies(db)).map(({ id }) => id)
const verdicts = (db: Db) => db.selectFrom('feedback').select(['question_id', 'verdict']).execute()

describe('the inbox', () => {
  it('accepts a message once, however often the channel delivers it', async () => {
    await using db = await openMemory()
    expect(await accept(db, message('1'))).toEqual(acceptedAs(message('1')))
    expect(await accept(db, message('1'))).toBeNull()
    expect(await accept(db, message('1', { text: 'khác' }))).toBeNull()
    expect(await unfinished(db)).toEqual([acceptedAs(message('1'))])
  })

  it.each([
    ['letters', 'ạ'.repeat(4_096), 'b'.repeat(9)],
    ['pictures of two halves each', '👍'.repeat(4_096), '👍'],
  ])('keeps the first 4,096 characters of a longer text, each of them whole: %s', async (_what, kept, more) => {
    await using db = await openMemory()
    for (const [id, text] of Object.entries({ exact: kept, long: `${kept}${more}` }))
      expect((await accept(db, message(id, { text })))?.message.text).toBe(kept)
    expect((await unfinished(db)).map(({ message }) => message.text)).toEqual([kept, kept])
  })

  it('keeps when somebody was here last, though an older message of theirs comes later', async () => {
    await using db = await openMemory()
    const before = new Date(now.getTime() - 3_600_000)
    await accept(db, message('1'))
    await accept(db, message('2', { receivedAt: before }))
    expect((await readContact(db, 'lan'))?.lastSeenAt).toEqual(now)
  })

  it('tells two channels apart that use the same id', async () => {
    await using db = await openMemory()
    expect(await accept(db, message('1', { channel: 'telegram' }))).not.toBeNull()
    expect(await accept(db, message('1', { channel: 'zalo' }))).not.toBeNull()
  })

  it('keeps what is unfinished over a restart, in the order it came', async () => {
    using folder = createFolder()
    const url = `sqlite:${join(folder.path, 'deep/er/chat.db')}`
    {
      await using db = await openDatabase(url)
      for (const id of ['2', '1', '3']) await accept(db, message(id))
      await commit(db, message('1'), outcome('1'), now)
    }
    await using db = await openDatabase(url)
    expect((await unfinished(db)).map(({ message }) => message.id)).toEqual(['2', '3'])
  })
})

describe('a commit', () => {
  it('writes state, question and replies, and finishes the message', async () => {
    await using db = await openMemory()
    await accept(db, message('1'))
    await commit(db, message('1'), outcome('1'), now)
    expect(await readState(db, 'lan')).toEqual({ focus: '1' })
    expect(await waiting(db)).toEqual(['r-1'])
    expect(await unfinished(db)).toEqual([])
    expect((await readHistory(db, 'lan')).map(({ from }) => from)).toEqual(['person', 'assistant'])
  })

  it.each([
    ['a reply', { replies: [{ id: 'r-1', reply: reply('đáp') }] }],
    ['the question', { question: question('q-1') }],
  ])('writes nothing at all when %s cannot be written', async (_what, clash) => {
    await using db = await openMemory()
    for (const id of ['1', '2']) await accept(db, message(id))
    await commit(db, message('1'), outcome('1'), now)
    await expect(commit(db, message('2'), outcome('2', clash), now)).rejects.toThrow(/UNIQUE/)
    expect(await readState(db, 'lan')).toEqual({ focus: '1' })
    expect(await waiting(db)).toEqual(['r-1'])
    expect((await unfinished(db)).map(({ message }) => message.id)).toEqual(['2'])
    expect(await db.selectFrom('questions').select('id').execute()).toEqual([{ id: 'q-1' }])
  })

  it('of a message that was finished before writes nothing and gives no letter', async () => {
    await using db = await openMemory()
    const letters = await commit(db, message('1'), outcome('1'), now)
    expect(letters.map(({ id }) => id)).toEqual(['r-1'])
    const told: string[] = []
    const other = { ...outcome('other', { forgetText: true }), writes: [async () => void told.push('written')] }
    expect(await commit(db, message('1'), other, new Date(now.getTime() + 1_000))).toEqual([])
    expect(await readState(db, 'lan')).toEqual({ focus: '1' })
    expect(await waiting(db)).toEqual(['r-1'])
    expect(await db.selectFrom('questions').select('id').execute()).toEqual([{ id: 'q-1' }])
    const inbox = await db.selectFrom('inbox').select(['text', 'finished_at']).execute()
    expect([inbox, told]).toEqual([[{ text: 'câu 1', finished_at: now.toISOString() }], []])
  })

  it('lists questions that found no answer', async () => {
    await using db = await openMemory()
    for (const kind of ['answer', 'not_stated', 'out_of_scope'])
      await commit(db, message(kind), outcome(kind, { question: question(kind, { kind }) }), now)
    expect((await listUnanswered(db, now)).map(({ kind }) => kind).sort()).toEqual(['not_stated', 'out_of_scope'])
  })
})

describe('the history', () => {
  it('shows the reply to a message whose text was forgotten', async () => {
    await using db = await openMemory()
    await commit(db, message('1'), outcome('1', { forgetText: true }), now)
    await commit(db, message('2'), outcome('2'), now)
    const lines = (await readHistory(db, 'lan')).map(({ from, id }) => `${from} ${id}`)
    expect(lines).toEqual(['assistant r-1', 'person 2', 'assistant r-2'])
  })

  it('shows what nobody of theirs asked for where it was said', async () => {
    await using db = await openMemory()
    const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
    const tell = (id: string, minutes: number) =>
      post(
        db,
        {
          id,
          channel: 'web',
          conversationId: 'lan',
          answers: 'job:remind',
          purpose: 'reminder',
          reply: reply(id),
          expiresAt: null,
        },
        at(minutes),
      )
    await tell('before', 0)
    await commit(db, message('1', { receivedAt: at(1) }), outcome('1'), at(1))
    await tell('between', 2)
    await commit(db, message('2', { receivedAt: at(3) }), outcome('2'), at(3))
    await commit(db, message('of Minh', { conversationId: 'minh', receivedAt: at(4) }), outcome('3'), at(4))
    await tell('after', 5)
    await accept(db, message('4', { receivedAt: at(6) }))
    const lines = (await readHistory(db, 'lan')).map(({ id }) => id)
    expect(lines).toEqual(['before', '1', 'r-1', 'between', '2', 'r-2', 'after', '4'])
    expect((await readHistory(db, 'lan', 2)).map(({ id }) => id)).toEqual(['2', 'r-2', 'after', '4'])
  })

  it('keeps that order when the clock was set back between two runs', async () => {
    await using db = await openMemory()
    await commit(db, message('1', { receivedAt: new Date('2020-03-10T01:00:00Z') }), outcome('1'), now)
    const letter = { channel: 'web', conversationId: 'lan', answers: 'job', purpose: 'reminder' } as const
    await post(db, { ...letter, id: 'told', reply: reply('told'), expiresAt: null }, now)
    await commit(db, message('2'), outcome('2'), now)
    expect((await readHistory(db, 'lan')).map(({ id }) => id)).toEqual(['1', 'r-1', 'told', '2', 'r-2'])
  })
})

describe('the outbox', () => {
  it('knows the words that were last delivered, whatever files came after them', async () => {
    await using db = await openMemory()
    const letter = {
      channel: 'zalo',
      conversationId: 'zalo:1',
      answers: 'a',
      purpose: 'reply',
      expiresAt: null,
    } as const
    const file = { fileId: 'f', name: 'a.png', type: 'image/png' } as const
    await post(db, { ...letter, id: 'words', reply: reply('Chọn:') }, now)
    await post(db, { ...letter, id: 'file', reply: { ...reply(''), blocks: [], attachments: [file] } }, now)
    for (const id of ['words', 'file']) await markSent(db, id, now)
    expect((await lastDelivered(db, 'zalo:1'))?.id).toBe('words')
  })

  it('holds replies in the order they were written until they are sent', async () => {
    await using db = await openMemory()
    for (const id of ['b', 'a', 'c']) await commit(db, message(id), outcome(id), now)
    await commit(db, message('x', { conversationId: 'minh' }), outcome('x'), now)
    expect(await waiting(db)).toEqual(['r-b', 'r-a', 'r-c', 'r-x'])
    await markSent(db, 'r-b', now)
    expect(await waiting(db)).toEqual(['r-a', 'r-c', 'r-x'])
  })
})

describe('feedback', () => {
  const judge = (verdict: 'up' | 'down'): Outcome => ({
    state: {},
    replies: [],
    feedback: { questionId: 'q-1', verdict },
  })

  it('is kept once a question; a second tap changes it', async () => {
    await using db = await openMemory()
    await commit(db, message('1'), outcome('1'), now)
    await commit(db, message('2'), judge('up'), now)
    await commit(db, message('3'), judge('down'), now)
    expect(await verdicts(db)).toEqual([{ question_id: 'q-1', verdict: 'down' }])
  })

  it('on a question of another conversation is ignored', async () => {
    await using db = await openMemory()
    await commit(db, message('1'), outcome('1'), now)
    await commit(db, message('2', { conversationId: 'minh' }), judge('down'), now)
    expect(await verdicts(db)).toEqual([])
  })

  it('given in a channel that was joined counts, and changes what was given in the other', async () => {
    await using db = await openMemory()
    await commit(db, message('1'), outcome('1'), now)
    await commit(db, message('2'), judge('up'), now)
    const onZalo = { channel: 'zalo', conversationId: 'zalo:1', sender: 'zalo:1' } as const
    await commit(db, message('3', onZalo), outcome('3'), now)
    await joinPerson(db, 'zalo:1', 'lan')
    await commit(db, message('4', onZalo), judge('down'), now)
    expect(await verdicts(db)).toEqual([{ question_id: 'q-1', verdict: 'down' }])
  })

  it('given after a group became a supergroup counts, and changes what was given before', async () => {
    await using db = await openMemory()
    const inGroup = (conversationId: string) => ({ channel: 'telegram', conversationId }) as const
    await commit(db, message('1', inGroup('telegram:-1')), outcome('1'), now)
    await moveConversation(db, 'telegram:-1', 'telegram:-100')
    await commit(db, message('2', inGroup('telegram:-100')), judge('up'), now)
    expect(await verdicts(db)).toEqual([{ question_id: 'q-1', verdict: 'up' }])
    await moveConversation(db, 'telegram:-100', 'telegram:-200')
    await commit(db, message('3', inGroup('telegram:-200')), judge('down'), now)
    expect(await verdicts(db)).toEqual([{ question_id: 'q-1', verdict: 'down' }])
  })

  it('on a question that never was is ignored', async () => {
    await using db = await openMemory()
    await commit(db, message('2'), judge('up'), now)
    expect(await verdicts(db)).toEqual([])
  })
})

describe('the database', () => {
  it('opens again and again without running a migration twice', async () => {
    using folder = createFolder()
    const path = join(folder.path, 'chat.db')
    for (let time = 0; time < 3; time++) await (await openDatabase(`sqlite:${path}`)).destroy()
    const file = new SQLite(path, { readonly: true })
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(file.pragma('journal_mode', { simple: true })).toBe('wal')
    file.close()
  })

  it('leaves nothing of what was erased in its file', async () => {
    using folder = createFolder()
    const path = join(folder.path, 'erased.db')
    const db = await openDatabase(`sqlite:${path}`)
    await writeState(db, 'telegram:1', { focus: 'Nguyễn Thị Erased' }, new Date())
    await db.deleteFrom('conversations').execute()
    await db.destroy()
    expect(readFileSync(path).includes('Nguyễn Thị Erased')).toBe(false)
  })

  it('that cannot be opened is one sentence with its cure', async () => {
    await expect(openDatabase('sqlite:/dev/null/chat.db')).rejects.toThrow(DatabaseError)
    await expect(openDatabase('sqlite:/dev/null/chat.db')).rejects.toThrow(
      /folder exists and is writable \(DATABASE_URL\)/,
    )
  })
})
