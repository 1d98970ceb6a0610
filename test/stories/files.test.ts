// Files in and out, where the platforms differ from each other.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { toParts } from '../../bot/split.ts'
import { replies, say } from '../../handlers/replies.vi.ts'
import type { Attachment, ChannelName, IncomingFile, IncomingMessage } from '../../message.ts'
import { removeFile, toAttachment } from '../../store/files.ts'
import { post } from '../../store/outbox.ts'
import { endRole, giveRole } from '../../store/roles.ts'
import { givenTelegram, givenZalo } from '../contracts/rigs.ts'
import { sampleDocx, sampleJpg, samplePdf, samplePng, sampleXlsx } from '../fakes/sample-files.ts'
import type { SmallAssistant } from '../fakes/small-assistant.ts'

const LAN = 601_234_501
const ZALO_LAN = '5510000000601234501'

async function keep({ files, db, clock }: SmallAssistant, name: string, content: Buffer): Promise<Attachment> {
  const asked = { name, content, person: null, registration: null, expiresAt: null }
  const { file, write } = await files.keep(asked, clock.now())
  await write(db)
  return toAttachment(file)
}

/** Says something nobody asked for, with these files, and waits until it has gone. */
async function tells({ db, clock, outbox, desk }: SmallAssistant, to: string, attachments: readonly Attachment[]) {
  const channel = to.split(':')[0] as ChannelName
  const parts = toParts({ ...say('action', 'Gửi anh/chị tệp:'), attachments }, (words) => [words])
  for (const [at, reply] of parts.entries()) {
    const letter = { id: `told-${at}`, channel, conversationId: to, answers: 'test', purpose: 'reply' } as const
    outbox.take([await post(db, { ...letter, reply, expiresAt: null }, clock.now())])
  }
  await desk.idle()
  const rows = await db.selectFrom('outbox').select(['state', 'reason']).where('answers', '=', 'test').execute()
  return rows.map(({ state, reason }) => (reason ? `${state}: ${reason}` : state))
}

/** How many files came with each message that was kept. */
async function filesKept({ db }: SmallAssistant): Promise<number[]> {
  const rows = await db.selectFrom('inbox').select('files').orderBy('seq').execute()
  return rows.map(({ files }) => JSON.parse(files ?? '[]').length)
}

describe('Telegram', () => {
  it('brings the files of an album together, answered once, whatever is delivered again', async () => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    const photos = [sampleJpg(10), sampleJpg(20), sampleJpg(30)].map((content, at) => ({
      name: '',
      content,
      as: 'photo' as const,
      ...(at === 0 ? { caption: 'Bằng chứng nhận' } : {}),
    }))
    const sent = await lan.sendsFiles(photos)
    for (const { update } of sent) await rig.telegram.redeliver(update)
    await rig.assistant.desk.idle()
    expect(await filesKept(rig.assistant)).toEqual([3])
    for (const [at, message] of rig.assistant.received.slice(0, 3).entries())
      expect(await rig.assistant.tools.fetchFile(message, message.files[0] as IncomingFile)).toEqual({
        state: 'fetched',
        content: photos[at]?.content,
      })
    const [{ text } = { text: '' }] = await rig.assistant.db.selectFrom('inbox').select('text').execute()
    expect(text).toBe('Bằng chứng nhận')
    expect(rig.telegram.sentTo(LAN).map(({ text: said }) => said)).toEqual([replies.fileUnasked])
    for (const { update } of sent) await rig.telegram.redeliver(update)
    await rig.assistant.desk.idle()
    expect(await filesKept(rig.assistant)).toEqual([3])
  })

  it('brings what comes of an album when it was answered already as a message of its own, once', async () => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    const [first] = await lan.sendsFiles([{ name: 'a.pdf', content: samplePdf() }])
    await rig.assistant.desk.idle()
    const late = structuredClone(first?.update) as { update_id: number; message: { document: { file_id: string } } }
    late.update_id += 100
    late.message.document.file_id = 'late-file'
    for (let turn = 0; turn < 2; turn++) await rig.telegram.redeliver(late as never)
    await rig.assistant.desk.idle()
    expect(await filesKept(rig.assistant)).toEqual([1, 1])
    expect(rig.telegram.sentTo(LAN).map(({ text }) => text)).toEqual([replies.fileUnasked, replies.fileUnasked])
  })

  it('says of a file that is gone, and of one cut off, that it cannot be had', async () => {
    await using rig = await givenTelegram()
    const lan = rig.telegram.person(LAN)
    await lan.sends('document')
    await lan.sendsFile({ name: 'a.pdf', content: samplePdf() })
    await rig.assistant.desk.idle()
    const [gone, cut] = rig.assistant.received
    rig.telegram.nextAnswer('file', 'cut')
    const fetched = await Promise.all(
      [gone, cut].map((one) =>
        rig.assistant.tools.fetchFile(one as IncomingMessage, (one as IncomingMessage).files[0] as never),
      ),
    )
    expect(fetched.map(({ state }) => state)).toEqual(['unavailable', 'unavailable'])
    expect(JSON.stringify(fetched)).not.toContain(rig.telegram.token)
  })

  it('shows pictures as pictures and gives the rest as files', async () => {
    await using rig = await givenTelegram()
    rig.telegram.person(LAN)
    const contents = { 'a.png': samplePng(), 'b.jpg': sampleJpg(), 'c.xlsx': sampleXlsx(), 'd.pdf': samplePdf() }
    const attachments: Attachment[] = []
    for (const [name, content] of Object.entries(contents)) attachments.push(await keep(rig.assistant, name, content))
    await tells(rig.assistant, `telegram:${LAN}`, attachments)
    const files = rig.telegram.sentTo(LAN).map(({ text, file }) => (file ? `${file.as} ${file.name}` : text))
    expect(files).toEqual(['Gửi anh/chị tệp:', 'photo a.png', 'photo b.jpg', 'document c.xlsx', 'document d.pdf'])
  })

  it('gives a picture of a shape that it does not show as a file', async () => {
    await using rig = await givenTelegram()
    rig.telegram.person(LAN)
    rig.telegram.nextAnswer('sendPhoto', {
      status: 400,
      body: { ok: false, error_code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' },
    })
    const states = await tells(rig.assistant, `telegram:${LAN}`, [await keep(rig.assistant, 'a.png', samplePng())])
    expect([states, rig.telegram.sentTo(LAN)[1]?.file?.as]).toEqual([['sent', 'sent'], 'document'])
  })

  it('is tried again after trouble, and the file arrives once', async () => {
    await using rig = await givenTelegram()
    rig.telegram.person(LAN)
    rig.telegram.nextAnswer('sendDocument', 'html502', 2)
    const attachment = await keep(rig.assistant, 'a.pdf', samplePdf())
    await tells(rig.assistant, `telegram:${LAN}`, [attachment])
    const sent = await rig.telegram.waitForSent(LAN, 2)
    expect(sent.map(({ file }) => file?.content)).toEqual([undefined, samplePdf()])
    expect(rig.telegram.callCount('sendDocument')).toBe(3)
  })

  it('keeps the words where it refuses the file, or the file is gone', async () => {
    await using rig = await givenTelegram()
    rig.telegram.person(LAN)
    const [refused, gone] = [
      await keep(rig.assistant, 'a.pdf', samplePdf()),
      await keep(rig.assistant, 'b.pdf', samplePdf()),
    ]
    await removeFile(rig.assistant.db, gone.fileId)
    rig.telegram.nextAnswer('sendDocument', {
      status: 413,
      body: { ok: false, error_code: 413, description: 'Request Entity Too Large' },
    })
    expect(await tells(rig.assistant, `telegram:${LAN}`, [refused, gone])).toEqual([
      'sent',
      'failed: sendDocument: 413 Request Entity Too Large',
      'failed: the file is no longer kept',
    ])
  })
})

describe('Zalo', () => {
  const givenLan = async (options: Parameters<typeof givenZalo>[0] = {}) => {
    const rig = await givenZalo(options)
    await rig.says(ZALO_LAN, 'xin chào')
    await rig.zalo.waitForSent(ZALO_LAN, 1)
    return rig
  }

  it('carries pictures, PDF and DOCX', async () => {
    await using rig = await givenLan()
    const contents = { 'a.png': samplePng(), 'b.pdf': samplePdf(), 'c.docx': sampleDocx() }
    const attachments: Attachment[] = []
    for (const [name, content] of Object.entries(contents)) attachments.push(await keep(rig.assistant, name, content))
    expect(await tells(rig.assistant, `zalo:${ZALO_LAN}`, attachments)).toEqual(['sent', 'sent', 'sent', 'sent'])
    const files = rig.zalo
      .sentTo(ZALO_LAN)
      .slice(2)
      .map(({ file }) => [file?.fileName, file?.content])
    expect(files).toEqual(Object.entries(contents))
  })

  it('says how to get what it does not carry', async () => {
    await using rig = await givenLan()
    const attachment = await keep(rig.assistant, 'dang-ky.xlsx', sampleXlsx())
    expect(await tells(rig.assistant, `zalo:${ZALO_LAN}`, [attachment])).toEqual(['sent', 'sent'])
    expect(rig.zalo.sentTo(ZALO_LAN).at(-1)?.text).toBe(replies.fileElsewhere('dang-ky.xlsx'))
  })

  it('gives a link for a day where people can reach the machine', async () => {
    await using rig = await givenLan({ publicUrl: 'https://thidua.example' })
    const large = Buffer.concat([samplePng(), Buffer.alloc(1024 * 1024)])
    const attachments = [
      await keep(rig.assistant, 'dang-ky.xlsx', sampleXlsx()),
      await keep(rig.assistant, 'bieu-do.png', large),
    ]
    await tells(rig.assistant, `zalo:${ZALO_LAN}`, attachments)
    const links = rig.zalo
      .sentTo(ZALO_LAN)
      .slice(2)
      .map(({ text }) => /\nhttps:\/\/thidua\.example(\/files\/[\w-]{43})$/.exec(text)?.[1])
    const open = (path: string) => fetch(`${rig.url}${path}`)
    const response = await open(String(links[0]))
    expect(Buffer.from(await response.arrayBuffer())).toEqual(sampleXlsx())
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-disposition': "attachment; filename*=UTF-8''dang-ky.xlsx",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    expect((await open(String(links[1]))).status).toBe(200)
    const kept = await rig.assistant.db.selectFrom('file_links').selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain(String(links[0]).slice('/files/'.length))
    expect((await open(`/files/${attachments[0]?.fileId}`)).status).toBe(404)
    rig.assistant.clock.advance({ days: 1 })
    const late = await open(String(links[0]))
    expect([late.status, await late.text()]).toEqual([404, replies.fileGone])
  })

  it('closes the links to what organisers were given once one of them is organiser no more', async () => {
    await using rig = await givenLan({ publicUrl: 'https://thidua.example' })
    const { db, files, clock } = rig.assistant
    const role = { person: `zalo:${ZALO_LAN}`, role: 'organiser', campaign: 'an-binh', unit: '' } as const
    await giveRole(db, { ...role, givenBy: 'zalo:1' }, clock.now())
    const common = { content: sampleXlsx(), person: null, registration: null, expiresAt: null }
    const attachments = []
    for (const campaign of ['an-binh', 'hoa-loi']) {
      const kept = await files.keep({ ...common, name: `${campaign}.xlsx`, organisersOf: campaign }, clock.now())
      await kept.write(db)
      attachments.push(toAttachment(kept.file))
    }
    await tells(rig.assistant, role.person, attachments)
    const links = rig.zalo.sentTo(ZALO_LAN).flatMap(({ text }) => /\/files\/[\w-]{43}$/.exec(`${text}`)?.[0] ?? [])
    const statuses = async () => Promise.all(links.map(async (path) => (await fetch(`${rig.url}${path}`)).status))
    expect(await statuses()).toEqual([200, 200])
    await endRole(db, role, clock.now())
    expect(await statuses()).toEqual([404, 200])
  })

  it('ends with a reason what it refuses, and the words stay', async () => {
    await using rig = await givenLan()
    rig.zalo.nextAnswer({ error: -201, message: 'file is invalid!' }, { path: '/v2.0/oa/upload/file' })
    const states = await tells(rig.assistant, `zalo:${ZALO_LAN}`, [await keep(rig.assistant, 'a.pdf', samplePdf())])
    expect(states).toEqual(['sent', expect.stringMatching(/^failed: .*-201/)])
  })

  it('sends a picture once though its answer was lost, as its echo tells', async () => {
    await using rig = await givenLan({ timeoutMs: 200 })
    rig.zalo.settings.echoTo = rig.hook
    const attachment = await keep(rig.assistant, 'a.png', samplePng())
    rig.zalo.nextAnswer(
      { error: 0, message: 'Success', data: { message_id: 'm1', user_id: ZALO_LAN } },
      { path: '/v3.0' },
    )
    rig.zalo.nextAnswer({ kind: 'silence', done: true }, { path: '/v3.0' })
    await tells(rig.assistant, `zalo:${ZALO_LAN}`, [attachment])
    const letters = () => rig.assistant.db.selectFrom('outbox').select('state').where('answers', '=', 'test').execute()
    await expect
      .poll(async () => (await letters()).map(({ state }) => state), { timeout: 8_000 })
      .toEqual(['sent', 'sent'])
    expect(rig.zalo.sentTo(ZALO_LAN).filter(({ file }) => file).length).toBe(1)
  })

  it('fetches from its own hosts alone, and follows nobody elsewhere', async () => {
    let asked = 0
    const stranger = createServer((_request, response) => {
      asked += 1
      response.end('secret')
    })
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
    const { port } = stranger.address() as AddressInfo
    await using rig = await givenLan({ settings: { fileHosts: ['zdn.vn'] } })
    rig.zalo.nextAnswer({ kind: 'status', status: 500 }, { path: '/kept/broken' })
    const message = rig.assistant.received[0] as IncomingMessage
    const fetchedFrom = (handle: string) => rig.assistant.tools.fetchFile(message, { handle, name: '', size: null })
    for (const handle of [
      `http://127.0.0.1:${port}/a.pdf`,
      `http://localhost:${port}/a.pdf`,
      `http://zdn.vn.127.0.0.1.nip.io:${port}/a.pdf`,
      'http://photo.zdn.vn/a.pdf',
      'https://photo.zdn.vn:444/a.pdf',
      'https://someone:word@photo.zdn.vn/a.pdf',
      'https://evilzdn.vn/a.pdf',
      'file:///etc/passwd',
      'no address',
    ])
      expect([handle, (await fetchedFrom(handle)).state]).toEqual([handle, 'unavailable'])
    const redirect = `${rig.zalo.url}/v4/oa/permission?redirect_uri=${encodeURIComponent(`http://127.0.0.1:${port}/`)}`
    expect((await fetchedFrom(redirect)).state).toBe('unavailable')
    expect((await fetchedFrom(`${rig.zalo.url}/kept/broken`)).state).toBe('unavailable')
    expect(asked).toBe(0)
    await new Promise((resolve) => stranger.close(resolve))
  })

  it('is read no further than the limit, whatever the size was said to be', async () => {
    await using rig = await givenLan()
    const url = rig.zalo.keepFile('a.pdf', samplePdf(11 * 1024 * 1024))
    const message = rig.assistant.received[0] as IncomingMessage
    expect(await rig.assistant.tools.fetchFile(message, { handle: url, name: 'a.pdf', size: 10 })).toEqual({
      state: 'too_large',
    })
  })

  it('brings a picture with its words, and no file with a sticker', async () => {
    await using rig = await givenLan()
    await rig.zalo.emit(rig.hook, rig.zalo.events.image(ZALO_LAN, 'Ảnh đơn', rig.zalo.keepFile('a.jpg', sampleJpg())))
    await rig.zalo.emit(rig.hook, rig.zalo.events.sticker(ZALO_LAN))
    await rig.assistant.desk.idle()
    const [, picture, sticker] = rig.assistant.received
    expect([picture?.text, picture?.files.length, sticker?.files]).toEqual(['Ảnh đơn', 1, []])
    expect(
      rig.zalo
        .sentTo(ZALO_LAN)
        .slice(1)
        .map(({ text }) => text),
    ).toEqual([replies.fileUnasked, replies.notText])
  })
})
