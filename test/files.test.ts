import { readdirSync, statSync, utimesSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClock } from '../clock.ts'
import { openDatabase } from '../store/database.ts'
import { MOST_FILE_BYTES, recogniseFile } from '../store/file-type.ts'
import { createFileStore, filesOf, type NewFile, RefusedFileError, removeFile, toAttachment } from '../store/files.ts'
import { sampleDocx, sampleJpg, samplePdf, samplePng, sampleXlsx, zipOf } from './fakes/sample-files.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const NOW = new Date('2020-02-10T01:00:00Z')
const LATER = new Date('2020-02-11T01:00:00Z')

async function givenAStore() {
  const folder = await mkdtemp(join(tmpdir(), 'files-test-'))
  const db = await openDatabase('sqlite::memory:')
  const files = createFileStore(folder)
  const clock = createClock(NOW)
  const keep = async (more: Partial<NewFile> = {}) => {
    const asked = {
      name: 'bao-cao.pdf',
      content: samplePdf(),
      person: 'p1',
      registration: null,
      expiresAt: null,
      ...more,
    }
    const { file, write } = await files.keep(asked, NOW)
    await write(db)
    return file
  }
  return {
    folder,
    db,
    files,
    clock,
    keep,
    [Symbol.asyncDispose]: async () => {
      await db.destroy()
      await rm(folder, { recursive: true })
    },
  }
}

describe('the type of a file', () => {
  it.each([
    ['a.pdf', samplePdf(), 'application/pdf'],
    ['Báo cáo thành tích.DOCX', sampleDocx(), DOCX],
    ['so-lieu.xlsx', sampleXlsx(), XLSX],
    ['anh.jpg', sampleJpg(), 'image/jpeg'],
    ['anh.JPEG', sampleJpg(), 'image/jpeg'],
    ['bieu-do.png', samplePng(), 'image/png'],
    ['', samplePng(), 'image/png'],
    ['không có đuôi', samplePdf(), 'application/pdf'],
  ])('of “%s” is told by its content', async (name, content, type) => {
    expect(await recogniseFile(name, content)).toEqual({ type })
  })

  it.each([
    ['nothing at all', 'a.pdf', Buffer.alloc(0), 'empty'],
    ['more than 10 MB', 'a.pdf', Buffer.alloc(MOST_FILE_BYTES + 1, '%PDF-'), 'too_large'],
    ['a program with the ending of a PDF', 'a.pdf', Buffer.from('MZ\x90\x00 a program'), 'wrong_ending'],
    ['a page of HTML', 'a.jpg', Buffer.from('<html><script>'), 'wrong_ending'],
    ['a program that calls itself one', 'a.exe', Buffer.from('MZ\x90\x00 a program'), 'unknown_type'],
    ['a PDF that calls itself a program', 'hoa-don.pdf.exe', samplePdf(), 'wrong_ending'],
    ['a picture that calls itself a document', 'a.docx', samplePng(), 'wrong_ending'],
    ['a zip of anything', 'a.docx', zipOf({ 'readme.txt': 'xin chào' }), 'wrong_ending'],
    ['a document with a macro', 'a.docx', sampleDocx('x', { 'word/vbaProject.bin': 'x' }), 'wrong_ending'],
    ['a document that was cut off', 'a.docx', sampleDocx().subarray(0, 300), 'broken'],
    ['a document that claims to be small', 'a.docx', zipOf({ 'word/document.xml': 'x'.repeat(5_000) }, 10), 'broken'],
    ['a document that claims to be huge', 'a.docx', zipOf({ a: 'x' }, 200_000_000), 'bomb'],
    [
      'a zip bomb of many parts',
      'a.docx',
      zipOf(Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`p${at}`, '']))),
      'bomb',
    ],
    ['a zip bomb', 'a.xlsx', zipOf({ 'xl/a.xml': Buffer.alloc(101 * 1024 * 1024) }), 'bomb'],
  ])('is refused: %s', async (_what, name, content, refused) => {
    expect(await recogniseFile(name, content)).toEqual({ refused })
  })

  it('is never seen in bytes that do not begin like it', async () => {
    const beginnings = ['%PDF-', '\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'PK\x03\x04']
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (bytes) => {
        const text = Buffer.from(bytes).toString('latin1')
        fc.pre(!beginnings.some((beginning) => text.startsWith(beginning)))
        expect(await recogniseFile('', bytes)).toEqual({ refused: 'unknown_type' })
      }),
      { numRuns: 2_000 },
    )
  })

  it('of a zip is never told by its beginning alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const content = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), bytes])
        expect(await recogniseFile('', content)).toHaveProperty('refused')
      }),
    )
  })
})

describe('a kept file', () => {
  it('lies on disk under a random name, for this user alone, and is read back whole', async () => {
    await using store = await givenAStore()
    const kept = await store.keep({ name: 'Báo cáo.docx', content: sampleDocx('một'), registration: 'r1' })
    const { mode } = statSync(store.files.pathOf(kept.id))
    expect([readdirSync(store.folder), mode & 0o777]).toEqual([[kept.id], 0o600])
    expect(await store.files.read(store.db, kept.id)).toEqual({ file: kept, content: sampleDocx('một') })
    expect(kept).toMatchObject({ name: 'Báo cáo.docx', type: DOCX, person: 'p1', registration: 'r1' })
    expect(await filesOf(store.db, { registration: 'r1' })).toEqual([kept])
    expect(await filesOf(store.db, { person: 'p2' })).toEqual([])
  })

  it('is not there before its row is', async () => {
    await using store = await givenAStore()
    const { file } = await store.files.keep(
      { name: 'a.pdf', content: samplePdf(), person: null, registration: null, expiresAt: null },
      NOW,
    )
    expect(await store.files.read(store.db, file.id)).toBeNull()
  })

  it.each([
    ['../../etc/passwd.pdf', 'etc passwd.pdf'],
    ['C:\\hồ sơ\\tờ trình.pdf', 'C hồ sơ tờ trình.pdf'],
    ['hoa-don\u202Efdp.pdf', 'hoa-don fdp.pdf'],
    ['a"b\r\nX: y.pdf', 'a b X y.pdf'],
    ['', 'tep.pdf'],
    ['ảnh chụp', 'ảnh chụp.pdf'],
    ['.pdf', 'pdf.pdf'],
    [`${'a'.repeat(300)}.pdf`, `${'a'.repeat(100)}.pdf`],
  ])('named “%s” is kept as “%s”', async (name, expected) => {
    await using store = await givenAStore()
    expect((await store.keep({ name })).name).toBe(expected)
  })

  it('goes out under a name that every platform can carry', async () => {
    await using store = await givenAStore()
    const kept = await store.keep({ name: 'Đăng ký đợt 1 (sửa).pdf' })
    expect(toAttachment(kept)).toEqual({ fileId: kept.id, name: 'Dang-ky-dot-1-sua-.pdf', type: 'application/pdf' })
  })

  it('that is refused leaves nothing', async () => {
    await using store = await givenAStore()
    await expect(store.keep({ content: Buffer.from('#!/bin/sh') })).rejects.toThrow(RefusedFileError)
    expect(readdirSync(store.folder)).toEqual([])
  })

  it('of our own making may be JSON or a calendar', async () => {
    await using store = await givenAStore()
    const content = Buffer.from('{"họ tên":"Lan"}')
    const kept = await store.keep({ name: 'du-lieu.json', content, type: 'application/json' })
    expect((await store.files.read(store.db, kept.id))?.content.toString()).toBe('{"họ tên":"Lan"}')
  })

  it('that was removed cannot be read any more, and its content goes with the next sweep', async () => {
    await using store = await givenAStore()
    const [gone, stays] = [await store.keep(), await store.keep()]
    await removeFile(store.db, gone.id)
    expect(await store.files.read(store.db, gone.id)).toBeNull()
    expect(await filesOf(store.db, { person: 'p1' })).toEqual([stays])
    expect(await store.files.removeOrphans(store.db, store.clock)).toBe(1)
    expect(readdirSync(store.folder)).toEqual([stays.id])
  })

  it('goes once it has expired, not before', async () => {
    await using store = await givenAStore()
    const kept = await store.keep({ expiresAt: LATER })
    expect(await store.files.removeOrphans(store.db, store.clock)).toBe(0)
    store.clock.advance({ days: 1 })
    expect(await store.files.removeOrphans(store.db, store.clock)).toBe(1)
    expect([await store.files.read(store.db, kept.id), readdirSync(store.folder)]).toEqual([null, []])
  })

  it('without a row goes when it is a day old by the machine’s time', async () => {
    await using store = await givenAStore()
    const ask = { name: 'a.pdf', content: samplePdf(), person: null, registration: null, expiresAt: null }
    const [old, young] = [await store.files.keep(ask, NOW), await store.files.keep(ask, NOW)]
    const dayBefore = (store.clock.machine().getTime() - 25 * 3_600_000) / 1000
    utimesSync(store.files.pathOf(old.file.id), dayBefore, dayBefore)
    expect(await store.files.removeOrphans(store.db, store.clock)).toBe(1)
    expect(readdirSync(store.folder)).toEqual([young.file.id])
  })
})

it('asks for no path that is no id', () => {
  expect(() => createFileStore('/tmp').pathOf('../../etc/passwd')).toThrow('no id of a file')
})
