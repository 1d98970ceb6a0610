// The files of Telegram: what people sent, for bots to fetch, and what bots upload.

import type { File as TelegramFile } from 'grammy/types'
import type { Payload } from './telegram-checks.ts'
import { badRequest, TelegramRefusal } from './telegram-refusal.ts'

/** A file that the bot uploaded with a call. */
export interface UploadedFile {
  readonly name: string
  readonly content: Buffer
}

/** The files that people sent. */
export interface Shelf {
  /** Puts a file there; gives what a message says of it. */
  put(content: Buffer): Pick<TelegramFile, 'file_id' | 'file_unique_id'> & { readonly file_size: number }
  getFile(payload: Payload): TelegramFile
  /** What `/file/bot<token>/<path>` gives. */
  read(path: string): Buffer | undefined
}

const MOST_FETCHED_BYTES = 20 * 1024 * 1024
const MOST_PHOTO_BYTES = 10 * 1024 * 1024
const MOST_DOCUMENT_BYTES = 50 * 1024 * 1024
const MOST_PHOTO_SIDES = 10_000
const MOST_KEPT = 100

/** An empty shelf. */
export function createShelf(): Shelf {
  const files = new Map<string, Buffer>()
  let serial = 0
  const pathOf = (id: string) => `documents/${id}.bin`
  return {
    put: (content) => {
      const number = ++serial
      const file_id = `BQACAgUAAxkBAAIBY2${String(number).padStart(6, '0')}`
      files.set(file_id, content)
      if (files.size > MOST_KEPT) files.delete([...files.keys()][0] ?? '')
      return { file_id, file_unique_id: `AgADY2${number}`, file_size: content.length }
    },
    getFile: ({ file_id: id }) => {
      const content = files.get(String(id))
      if (!content) throw badRequest('wrong file_id or the file is temporarily unavailable')
      if (content.length > MOST_FETCHED_BYTES) throw badRequest('file is too big')
      const file_unique_id = `AgAD${String(id).slice(-8)}`
      return { file_id: String(id), file_unique_id, file_size: content.length, file_path: pathOf(String(id)) }
    },
    read: (path) => files.get(/^documents\/(.+)\.bin$/.exec(path)?.[1] ?? ''),
  }
}

/** The payload of a multipart call: its fields, and its files in the places that name them. */
export function readMultipart(body: Buffer, contentType: string): Payload {
  const files = new Map<string, UploadedFile>()
  const fields: Record<string, unknown> = {}
  for (const { head, content } of partsOf(body, /boundary="?([^";]+)"?/.exec(contentType)?.[1] ?? '')) {
    const name = /[; ]name="([^"]*)"/.exec(head)?.[1] ?? ''
    const fileName = /filename="?([^"\r\n]*)"?/.exec(head)?.[1]
    if (fileName === undefined) fields[name] = content.toString()
    else files.set(name, { name: fileName, content })
  }
  for (const [name, value] of Object.entries(fields)) {
    const attached = /^attach:\/\/(.+)$/.exec(String(value))?.[1]
    if (attached) fields[name] = files.get(attached)
  }
  return { ...Object.fromEntries(files), ...fields }
}

// Written by hand: the parser of fetch refuses the headers that grammY writes without a space.
function partsOf(body: Buffer, boundary: string): { head: string; content: Buffer }[] {
  const parts: { head: string; content: Buffer }[] = []
  const line = `--${boundary}`
  for (let start = body.indexOf(line); start >= 0; ) {
    const end = body.indexOf(`\r\n${line}`, start + line.length)
    const headEnd = body.indexOf('\r\n\r\n', start)
    if (end < 0 || headEnd < 0) return parts
    const head = body.subarray(start + line.length, headEnd).toString()
    if (headEnd < end) parts.push({ head, content: body.subarray(headEnd + 4, end) })
    start = end + 2
  }
  return parts
}

/** The photo or document of a call, or why it cannot be sent. */
export function checkUpload(payload: Payload, field: 'photo' | 'document'): UploadedFile {
  const file = payload[field] as UploadedFile | undefined
  if (!file?.content) throw badRequest(`there is no ${field} in the request`)
  const { content } = file
  if (content.length === 0) throw badRequest('file must be non-empty')
  if (content.length > MOST_DOCUMENT_BYTES) throw new TelegramRefusal(413, 'Request Entity Too Large')
  if (field === 'document') return file
  if (content.length > MOST_PHOTO_BYTES) throw badRequest('file is too big for a photo')
  const isPng = content.subarray(1, 4).toString() === 'PNG'
  if (!isPng && content.readUInt16BE(0) !== 0xffd8) throw badRequest('IMAGE_PROCESS_FAILED')
  const sides = isPng ? [content.readUInt32BE(16), content.readUInt32BE(20)] : [1, 1]
  const [width = 1, height = 1] = sides
  if (width + height > MOST_PHOTO_SIDES || Math.max(width / height, height / width) > 20)
    throw badRequest('PHOTO_INVALID_DIMENSIONS')
  return file
}
