// What kind of file this is, told by its content; the name may not contradict it.

import yauzl from 'yauzl'
import type { AttachmentType } from '../message.ts'

/** Of what people send and what is sent to them: the most a file may have. */
export const MOST_FILE_BYTES = 10 * 1024 * 1024

/**
 * Why a file is not taken. `unknown_type`: neither PDF, DOCX, XLSX, JPG nor PNG; `wrong_ending`: its name says what
 * its content is not; `broken`: it begins like one of them but cannot be opened; `bomb`: it unpacks into far too much.
 */
export type FileRefusal = 'empty' | 'too_large' | 'unknown_type' | 'wrong_ending' | 'broken' | 'bomb'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The endings a name may have; the first is the one we give. */
export const ENDINGS: Record<AttachmentType, readonly string[]> = {
  'application/pdf': ['pdf'],
  [DOCX]: ['docx'],
  [XLSX]: ['xlsx'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'application/json': ['json'],
  'text/calendar': ['ics'],
}

// As the formats' own papers give them: ISO 32000, W3C PNG, ITU T.81, APPNOTE.TXT 4.3.7.
const PDF_BEGINS = Buffer.from('%PDF-')
const PNG_BEGINS = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG_BEGINS = Buffer.from([0xff, 0xd8, 0xff])
const ZIP_BEGINS = Buffer.from([0x50, 0x4b, 0x03, 0x04])

const MOST_PARTS = 2_000 // a thick workbook has some hundred
const MOST_UNPACKED_BYTES = 100 * 1024 * 1024
const CONTENT_TYPES = '[Content_Types].xml'

const TAKEN: ReadonlySet<string> = new Set(
  ['application/pdf', DOCX, XLSX, 'image/png', 'image/jpeg'].flatMap((type) => ENDINGS[type as AttachmentType]),
)

/** The type of a file that somebody sent, or why it is refused. A name without ending says nothing. */
export async function recogniseFile(
  name: string,
  content: Uint8Array,
): Promise<{ readonly type: AttachmentType } | { readonly refused: FileRefusal }> {
  if (content.byteLength === 0) return { refused: 'empty' }
  if (content.byteLength > MOST_FILE_BYTES) return { refused: 'too_large' }
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const type = await typeOf(bytes)
  const ending = endingOf(name)
  if (type === 'unknown_type') return { refused: TAKEN.has(ending) ? 'wrong_ending' : type }
  if (type === 'broken' || type === 'bomb') return { refused: type }
  return ending === '' || ENDINGS[type].includes(ending) ? { type } : { refused: 'wrong_ending' }
}

/** What stands behind the last dot, in small letters; empty without one. */
export function endingOf(name: string): string {
  return /[^.\s]\.([^.\s/\\]{1,10})\s*$/u.exec(name)?.[1]?.toLowerCase() ?? ''
}

type Told = AttachmentType | Extract<FileRefusal, 'unknown_type' | 'broken' | 'bomb'>

async function typeOf(bytes: Buffer): Promise<Told> {
  if (begins(bytes, PDF_BEGINS)) return 'application/pdf'
  if (begins(bytes, PNG_BEGINS)) return 'image/png'
  if (begins(bytes, JPEG_BEGINS)) return 'image/jpeg'
  return begins(bytes, ZIP_BEGINS) ? officeTypeOf(bytes).catch(() => 'broken') : 'unknown_type'
}

function begins(bytes: Buffer, beginning: Buffer): boolean {
  return bytes.subarray(0, beginning.length).equals(beginning)
}

// A DOCX or XLSX is a zip whose first part names what the others are (ECMA-376, part 2). Every part is unpacked, none
// kept: yauzl stops where one is longer than it claims.
async function officeTypeOf(bytes: Buffer): Promise<Told> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true })
  if (zip.entryCount > MOST_PARTS) return 'bomb'
  let unpacked = 0
  let parts = ''
  for await (const entry of zip.eachEntry()) {
    unpacked += entry.uncompressedSize
    if (unpacked > MOST_UNPACKED_BYTES) return 'bomb'
    if (/vbaProject\.bin$/i.test(entry.fileName)) return 'unknown_type'
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry))
      if (entry.fileName === CONTENT_TYPES) chunks.push(chunk as Buffer)
    parts += Buffer.concat(chunks).toString()
  }
  if (parts.includes(`${DOCX}.main+xml`)) return DOCX
  return parts.includes(`${XLSX}.main+xml`) ? XLSX : 'unknown_type'
}
