// A file as a download.

export interface OfferedFile {
  readonly name: string
  readonly type: string
  readonly content: Uint8Array
}

/** Offers the file for saving; no browser guesses its type, runs it or keeps it. */
export function toFileResponse({ name, type, content }: OfferedFile): Response {
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': type,
      'content-length': String(content.byteLength),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escape)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}

/** The name of a file that a page sends in a header, where only ASCII goes. */
export function decodeFileName(named: string): string {
  try {
    return decodeURIComponent(named).normalize('NFC')
  } catch {
    return ''
  }
}
