// Files in the web chat: the door they come in by, and who may open what goes out.

import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { replies, say } from '../../handlers/replies.vi.ts'
import type { Attachment, IncomingFile, IncomingMessage } from '../../message.ts'
import { toAttachment } from '../../store/files.ts'
import { post } from '../../store/outbox.ts'
import { endRole, giveRole } from '../../store/roles.ts'
import { givenWeb } from '../contracts/rigs.ts'
import { samplePdf, samplePng, zipOf } from '../fakes/sample-files.ts'
import { givenRegistration, knowledgeWithForm } from '../organising/small-form.ts'
import { givenATab, type Tab } from './web-story.ts'

type Web = Awaited<ReturnType<typeof givenWeb>>
const conversationOf = (tab: Tab) => tab.cookie.split('=')[1] ?? ''

async function tells({ assistant }: Web, tab: Tab, id: string, more: { attachments?: readonly Attachment[] } = {}) {
  const { db, clock, outbox } = assistant
  const letter = {
    id,
    channel: 'web',
    conversationId: conversationOf(tab),
    answers: 'a-job',
    purpose: 'reminder',
  } as const
  outbox.take([await post(db, { ...letter, reply: { ...say('action', id), ...more }, expiresAt: null }, clock.now())])
}

async function keepPicture({ assistant: { files, db, clock } }: Web): Promise<Attachment> {
  const asked = { name: 'Biểu đồ.png', content: samplePng(), person: null, registration: null, expiresAt: null }
  const { file, write } = await files.keep(asked, clock.now())
  await write(db)
  return toAttachment(file)
}

const upload = (rig: Web, headers: Record<string, string>, content: Buffer = samplePdf()) =>
  fetch(`${rig.url}/chat/files`, { method: 'POST', headers, body: new Uint8Array(content) })
const errorOf = async (response: Response) => ((await response.json()) as { error: string }).error

describe('a file that is attached', () => {
  it('comes with the message that brings it, and is shown by its name', async () => {
    await using rig = await givenWeb()
    await using tab = await givenATab(rig.url)
    const handle = await tab.attaches('../Báo cáo (bản 2).pdf', samplePdf(50))
    await tab.sends({ id: 'message-1', files: [handle] })
    expect((await tab.nextReply()).text).toBe(replies.fileUnasked)
    const message = rig.assistant.received[0] as IncomingMessage
    expect(message).toMatchObject({
      kind: 'other',
      files: [{ name: 'Báo cáo (bản 2).pdf', size: samplePdf(50).length }],
    })
    const fetched = await rig.assistant.tools.fetchFile(message, message.files[0] as IncomingFile)
    expect(fetched).toEqual({ state: 'fetched', content: samplePdf(50) })
    expect((await tab.reloads()).history[0]).toMatchObject({ from: 'person', files: ['Báo cáo (bản 2).pdf'] })
    expect(tab.events).toContainEqual({
      event: 'person',
      data: expect.objectContaining({ files: ['Báo cáo (bản 2).pdf'] }),
    })
  })

  it.each([
    ['a stranger', { cookie: '' }, 401, replies.pageExpired],
    ['a page without the header of ours', { 'x-file-name': undefined }, 415, replies.fileUnreadable],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 415, replies.fileUnreadable],
  ])('is not taken from %s', async (_who, change, status, error) => {
    await using rig = await givenWeb()
    await using tab = await givenATab(rig.url)
    const headers = { cookie: tab.cookie, 'x-file-name': 'a.pdf', ...change }
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
    const response = await upload(rig, given as Record<string, string>)
    expect([response.status, await errorOf(response)]).toEqual([status, error])
    expect(await rig.assistant.db.selectFrom('files').select('id').execute()).toEqual([])
  })

  it.each([
    ['is empty', 'a.pdf', Buffer.alloc(0), replies.fileRefused.empty],
    ['is a program', 'a.exe', Buffer.from('MZ'), replies.fileRefused.unknown_type],
    ['is a program that calls itself a PDF', 'a.pdf', Buffer.from('MZ'), replies.fileRefused.wrong_ending],
    ['calls itself something else', 'a.png', samplePdf(), replies.fileRefused.wrong_ending],
    ['claims to unpack into a gigabyte', 'a.docx', zipOf({ a: 'x' }, 2 ** 30), replies.fileRefused.bomb],
  ])('is refused with a sentence when it %s', async (_what, name, content, sentence) => {
    await using rig = await givenWeb()
    await using tab = await givenATab(rig.url)
    await expect(tab.attaches(name, content)).rejects.toThrow(sentence)
  })

  it('over 10 MB is refused before it is read', async () => {
    await using rig = await givenWeb()
    await using tab = await givenATab(rig.url)
    const headers = { cookie: tab.cookie, 'x-file-name': 'a.pdf', 'content-length': 10 * 1024 * 1024 + 1 }
    const status = await new Promise((resolve, reject) => {
      const asking = request(`${rig.url}/chat/files`, { method: 'POST', headers }, ({ statusCode }) => {
        resolve(statusCode)
        asking.destroy()
      })
      asking.on('error', reject)
      asking.flushHeaders()
    })
    expect(status).toBe(413)
  })

  it('belongs to the one who attached it, for an hour', async () => {
    await using rig = await givenWeb()
    await using lan = await givenATab(rig.url)
    await using minh = await givenATab(rig.url)
    const handle = await lan.attaches('a.pdf', samplePdf())
    const sends = async (tab: Tab, id: string) => (await tab.sends({ id, files: [handle] })).status
    expect(await sends(minh, 'message-1')).toBe(410)
    expect(await sends(lan, 'message-1')).toBe(202)
    rig.assistant.clock.advance({ hours: 1 })
    expect(await sends(lan, 'message-2')).toBe(410)
  })

  it('comes no more than 60 times a minute from one place', async () => {
    await using rig = await givenWeb()
    await using tab = await givenATab(rig.url)
    const headers = { cookie: tab.cookie, 'x-file-name': 'a.pdf' }
    const statuses: number[] = []
    for (let turn = 0; turn < 61; turn++) statuses.push((await upload(rig, headers, Buffer.from('x'))).status)
    expect([statuses[59], statuses[60]]).toEqual([422, 429])
  })
})

describe('a file that goes out', () => {
  it('is opened by the person it went to alone', async () => {
    await using rig = await givenWeb()
    await using lan = await givenATab(rig.url)
    await using minh = await givenATab(rig.url)
    const attachment = await keepPicture(rig)
    const open = (cookie: string) => fetch(`${rig.url}/chat/files/${attachment.fileId}`, { headers: { cookie } })
    expect((await open(lan.cookie)).status).toBe(404)
    await tells(rig, lan, 'Biểu đồ:', { attachments: [attachment] })
    expect((await lan.nextReply()).attachments).toEqual([attachment])
    const response = await open(lan.cookie)
    expect(Buffer.from(await response.arrayBuffer())).toEqual(samplePng())
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': "attachment; filename*=UTF-8''Bieu-do.png",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    for (const cookie of [minh.cookie, '']) expect((await open(cookie)).status).toBe(404)
  })

  it('that is no longer kept is said to be gone', async () => {
    await using rig = await givenWeb()
    await using lan = await givenATab(rig.url)
    const attachment = await keepPicture(rig)
    await tells(rig, lan, 'Biểu đồ:', { attachments: [attachment] })
    await lan.nextReply()
    await rig.assistant.db.deleteFrom('files').execute()
    const response = await fetch(`${rig.url}/chat/files/${attachment.fileId}`, { headers: { cookie: lan.cookie } })
    expect([response.status, await response.text()]).toEqual([404, replies.fileGone])
  })
})

describe('a file for organisers', () => {
  it('opens while the person holds the role for its campaign, or is an administrator, and no longer', async () => {
    await using rig = await givenWeb({ files: knowledgeWithForm() })
    const { assistant } = rig
    await using tab = await givenATab(rig.url)
    const role = { person: conversationOf(tab), role: 'organiser', unit: '', givenBy: 'web:an-administrator' } as const
    const now = assistant.clock.now()
    const { id } = await givenRegistration(assistant, { state: 'approved', decidedBy: role.person })
    const content = { name: 'To trinh.pdf', content: samplePdf(), person: null, registration: id, expiresAt: null }
    const paper = await assistant.files.keep(content, now)
    await paper.write(assistant.db)
    await giveRole(assistant.db, { ...role, campaign: 'an-binh' }, now)
    const given: string[] = []
    for (const command of ['/xuat An Bình', '/thongke An Bình']) {
      await tab.sends({ id: `command-${given.length}`, text: command })
      let heard = await tab.nextReply()
      while (!heard.attachments?.length) heard = await tab.nextReply()
      given.push(...heard.attachments.map(({ fileId }) => fileId))
    }
    await tells(rig, tab, 'Tờ trình:', { attachments: [toAttachment(paper.file)] })
    given.push(paper.file.id)
    const open = () =>
      Promise.all(
        given.map(async (file) => {
          const response = await fetch(`${rig.url}/chat/files/${file}`, { headers: { cookie: tab.cookie } })
          return response.status === 200 ? 200 : [response.status, await response.text()]
        }),
      )
    expect(given).toHaveLength(3)
    expect(await open()).toEqual([200, 200, 200])
    await endRole(assistant.db, { ...role, campaign: 'an-binh' }, now)
    await giveRole(assistant.db, { ...role, campaign: 'hoa-loi' }, now)
    const gone = [404, replies.fileGone]
    expect(await open()).toEqual([gone, gone, gone])
    await giveRole(assistant.db, { ...role, campaign: 'an-binh' }, now)
    expect(await open()).toEqual([200, 200, 200])
  })

  it('that is a paper of their own registration is always theirs', async () => {
    await using rig = await givenWeb({ files: knowledgeWithForm() })
    const { assistant } = rig
    await using tab = await givenATab(rig.url)
    const { id } = await givenRegistration(assistant, { person: conversationOf(tab) })
    const content = { name: 'To trinh.pdf', content: samplePdf(), person: null, registration: id, expiresAt: null }
    const { file, write } = await assistant.files.keep(content, assistant.clock.now())
    await write(assistant.db)
    await tells(rig, tab, 'Tờ trình:', { attachments: [toAttachment(file)] })
    const response = await fetch(`${rig.url}/chat/files/${file.id}`, { headers: { cookie: tab.cookie } })
    expect(response.status).toBe(200)
  })
})

describe('a letter that nobody asked for', () => {
  it('is shown at once, and after a reload where it was said', async () => {
    await using rig = await givenWeb()
    await using tab = await givenATab(rig.url)
    await tab.asks('xin chào')
    await tells(rig, tab, 'Còn 3 ngày.')
    expect((await tab.nextReply()).text).toBe('Còn 3 ngày.')
    await tab.asks('cảm ơn')
    const { history } = await tab.reloads()
    expect(history.map(({ text }) => text)).toEqual([
      'xin chào',
      expect.any(String),
      'Còn 3 ngày.',
      'cảm ơn',
      replies.thanks,
    ])
  })

  it('is told to a tab that was away', async () => {
    await using rig = await givenWeb()
    await using tab = await givenATab(rig.url)
    await tab.asks('xin chào')
    await tells(rig, tab, 'Còn 3 ngày.')
    await tab.nextReply()
    const away = new AbortController()
    const headers = { cookie: tab.cookie, 'last-event-id': '1' }
    const { body } = await fetch(`${rig.url}/chat/events`, { headers, signal: away.signal })
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('event: clock')) text += (await reader?.read())?.value ?? ''
    away.abort()
    expect(text).toContain('Còn 3 ngày.')
    expect(text).toContain('id: 2\n')
  })
})
