import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openDatabase } from '../../store/database.ts'
import { readHistory } from '../../store/history.ts'
import { accept, unfinished } from '../../store/inbox.ts'
import { createFolder, startAssistant } from '../running-assistant.ts'
import { givenATab, type Tab } from './web-story.ts'

const QUESTION = 'Hạn đăng ký thi đua ngành Nội vụ là ngày nào?'
const SENT = 12
const conversationOf = (tab: Tab) => tab.cookie.split('=')[1] ?? ''

it('a power cut loses no message that was acknowledged; the next start answers what was left', async () => {
  using folder = createFolder()
  const databasePath = join(folder.path, 'chat.db')
  const acknowledged: string[] = []
  let conversationId = ''
  let cookie = ''
  {
    await using assistant = await startAssistant({ databasePath })
    const tab = await givenATab(assistant.url)
    conversationId = conversationOf(tab)
    cookie = tab.cookie
    const ids = Array.from({ length: SENT }, (_, index) => `message-${index}`)
    const posts = ids.map(async (id) => {
      const { status } = await tab.sends({ id, text: `${QUESTION} (${id})` })
      if (status === 202) acknowledged.push(id)
      if (acknowledged.length === SENT / 2) await assistant.kill()
    })
    await Promise.allSettled(posts)
  }

  const file = new SQLite(databasePath)
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok')
  file.close()
  {
    await using db = await openDatabase(`sqlite:${databasePath}`)
    const stored = (await readHistory(db, conversationId)).flatMap((line) => (line.from === 'person' ? line.id : []))
    expect(acknowledged.length).toBeGreaterThanOrEqual(SENT / 2)
    expect(stored).toEqual(expect.arrayContaining(acknowledged.map((id) => `${conversationId}/${id}`)))
    // As a cut between the acknowledgement and the answer leaves it.
    const left = {
      id: `${conversationId}/left`,
      channel: 'web',
      conversationId,
      sender: conversationId,
      kind: 'text',
      action: null,
      files: [],
    } as const
    await accept(db, { ...left, text: QUESTION, receivedAt: new Date('2020-02-10T01:00:00Z') })
  }

  await using assistant = await startAssistant({ databasePath })
  await using tab = await givenATab(assistant.url, cookie)
  expect((await tab.sends({ text: 'cảm ơn' })).status).toBe(202)
  expect(await assistant.stop()).toBe(0)
  await using db = await openDatabase(`sqlite:${databasePath}`)
  expect(await unfinished(db)).toEqual([])
  const said = await readHistory(db, conversationId)
  const questions = said.flatMap((line, at) => (line.from === 'person' ? [said[at + 1]?.from] : []))
  expect(questions).toEqual(questions.map(() => 'assistant'))
})

it('it stops when it is told to, though somebody has sent half a request', { timeout: 30_000 }, async () => {
  using folder = createFolder()
  await using assistant = await startAssistant({ databasePath: join(folder.path, 'chat.db') })
  const { hostname, port } = new URL(assistant.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {}) // it is cut in the middle
  const head = ['POST /chat/messages HTTP/1.1', `host: ${hostname}`, 'content-type: application/json']
  const cookie = `cookie: tro_ly_thi_dua=web-${'A'.repeat(24)}`
  socket.write([...head, cookie, 'content-length: 100', 'expect: 100-continue', '', '{'].join('\r\n'))
  // The server has read so far, and waits for the rest.
  expect(String(await once(socket, 'data'))).toMatch(/^HTTP\/1\.1 100 /)
  expect(await assistant.stop()).toBe(0)
})
