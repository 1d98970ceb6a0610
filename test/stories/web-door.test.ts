import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Desk } from '../../bot/desk.ts'
import { createWebChannel } from '../../bot/web-channel.ts'
import type { Db } from '../../store/database.ts'
import { readHistory } from '../../store/history.ts'
import { givenAnAssistant } from '../fakes/small-assistant.ts'
import { root } from '../running-assistant.ts'
import { givenATab } from './web-story.ts'

let door: { url: string; db: Db; desk: Desk; close(): Promise<void> }
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())

async function openDoor() {
  const assistant = await givenAnAssistant()
  const { db, desk, clock, files, tools } = assistant
  const campaigns = () => tools.knower.current().campaigns
  const web = createWebChannel({
    db,
    desk,
    clock,
    files,
    organisers: [],
    campaigns,
    demo: false,
    webRoot: join(root, 'web'),
  })
  desk.serve(web.channel)
  await desk.resume()
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>((resolve) => {
    const server = serve({ fetch: web.routes.fetch, port: 0, hostname: '127.0.0.1' }, (at) =>
      resolve({ server, port: at.port }),
    )
  })
  const close = async () => {
    await web.stop()
    await new Promise((resolve) => server.close(resolve))
    await assistant[Symbol.asyncDispose]()
  }
  return { url: `http://127.0.0.1:${port}`, db, desk, close }
}

const VIETNAMESE = /[ạảấầẩậắằặẻẽếềểễệỉịọỏốồổộớờởợụủứừửựỳỵỷỹđ]/
const good = { id: 'message-1', text: 'Hạn đăng ký là ngày nào?' }

describe('the door of the web chat', () => {
  it.each([
    ['JSON that is broken', '{"id": "message-1", ', 400],
    ['JSON that is no message', '[1, 2]', 400],
    ['a message without an id', JSON.stringify({ text: 'Hạn nộp?' }), 400],
    ['a message whose text is no text', JSON.stringify({ id: 'message-1', text: { a: 1 } }), 400],
    ['a body of 1 MB', JSON.stringify({ ...good, text: 'ê'.repeat(512 * 1024) }), 413],
  ])('turns away %s with a Vietnamese sentence', async (_what, body, status) => {
    await using tab = await givenATab(door.url)
    // What is turned away unread ends its connection.
    const headers = { 'content-type': 'application/json', cookie: tab.cookie, connection: 'close' }
    const response = await fetch(`${door.url}/chat/messages`, { method: 'POST', headers, body })
    expect(response.status).toBe(status)
    expect(((await response.json()) as { error: string }).error).toMatch(VIETNAMESE)
  })

  it.each([
    ['another content type', { 'content-type': 'text/plain' }, 415],
    ['no cookie', { cookie: '' }, 401],
    ['a cookie it did not give', { cookie: 'tro_ly_thi_dua=web-../../etc/passwd' }, 401],
  ])('turns away a message with %s', async (_what, change, status) => {
    await using tab = await givenATab(door.url)
    const headers = { 'content-type': 'application/json', cookie: tab.cookie, ...change }
    const response = await fetch(`${door.url}/chat/messages`, { method: 'POST', headers, body: JSON.stringify(good) })
    expect(response.status).toBe(status)
    expect(((await response.json()) as { error: string }).error).toMatch(VIETNAMESE)
    await door.desk.idle()
    expect((await tab.reloads()).history).toEqual([])
  })

  it('lets nobody listen without a cookie', async () => {
    expect((await fetch(`${door.url}/chat/events`)).status).toBe(401)
  })

  it('gives a stranger a conversation of their own, whatever cookie they made up', async () => {
    await using tab = await givenATab(door.url, 'tro_ly_thi_dua=web-admin')
    expect(tab.cookie).toMatch(/^tro_ly_thi_dua=web-[\w-]{24}$/)
  })

  it('keeps its cookie from scripts and from other sites', async () => {
    const response = await fetch(`${door.url}/chat/session`)
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/i)
  })

  it.each(['/', '/chat.js', '/chat/session'])('says on %s that nothing foreign may run', async (path) => {
    const { headers } = await fetch(`${door.url}${path}`)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/)
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('moves no clock outside the demo', async () => {
    const response = await fetch(`${door.url}/chat/clock`, { method: 'POST', body: JSON.stringify({ days: 1 }) })
    expect(response.status).toBe(404)
  })

  it('hands what was typed over as data, never as a page', async () => {
    await using tab = await givenATab(door.url)
    await tab.asks('<script>alert(1)</script> Hạn đăng ký?')
    const response = await fetch(`${door.url}/chat/session`, { headers: { cookie: tab.cookie } })
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
  })

  it('keeps only one message of those that share an id within a conversation', async () => {
    await using lan = await givenATab(door.url)
    await using minh = await givenATab(door.url)
    for (const tab of [lan, lan, minh]) await tab.sends(good)
    await door.desk.idle()
    for (const tab of [lan, minh]) {
      const lines = await readHistory(door.db, tab.cookie.split('=')[1] ?? '')
      expect(lines.map(({ from }) => from)).toEqual(['person', 'assistant'])
    }
  })

  it('tells a tab that was away what was said meanwhile', async () => {
    await using tab = await givenATab(door.url)
    await tab.asks('xin chào')
    await tab.asks('cảm ơn')
    const away = new AbortController()
    const headers = { cookie: tab.cookie, 'last-event-id': '0' }
    const { body } = await fetch(`${door.url}/chat/events`, { headers, signal: away.signal })
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('event: clock')) text += (await reader?.read())?.value ?? ''
    away.abort()
    expect(text.match(/event: reply/g)).toHaveLength(2)
  })
})
