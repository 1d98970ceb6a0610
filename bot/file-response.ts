// A kept file as a download.

import type { Attachment } from '../message.ts'
import type { FileStore } from '../store/files.ts'

type Read = NonNullable<Awaited<ReturnType<FileStore['read']>>>

/** Offers the file for saving; no browser guesses its type, runs it or keeps it. */
export function toFileResponse({ file, content }: Read, name: Attachment['name'] = file.name): Response {
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': file.type,
      'content-length': String(content.byteLength),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escape)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
