// Files over Zalo: fetched from its own hosts, sent by upload where it takes their kind, else by a link.

import { ZALO_LIMITS, type ZaloAttachment, type ZaloClient } from 'zalo-oa-sdk'
import { replies } from '../handlers/replies.vi.ts'
import { normalise } from '../knowledge/fold.ts'
import type { Attachment, FetchedFile, IncomingFile } from '../message.ts'
import { download } from './download.ts'
import { createFileLink, type FileLinksNeeds } from './file-links.ts'

const FETCH_TIMEOUT_MS = 30_000
const LONGEST_ADDRESS = 2_000
const BROUGHT = ['image', 'file']

/** The files of an event; other attachments, such as stickers and voices, are none. */
export function toIncomingFiles(attachments: readonly ZaloAttachment[]): IncomingFile[] {
  return attachments
    .filter(({ type }) => BROUGHT.includes(type))
    .flatMap(({ url, fileName, sizeBytes }) =>
      url && url.length <= LONGEST_ADDRESS ? [{ handle: url, name: normalise(fileName ?? ''), size: sizeBytes }] : [],
    )
}

/** The content behind an address that a webhook named: from these hosts and those below them, and from the API's own. */
export function fetchZaloFile(
  { fileHosts, apiRoot }: { readonly fileHosts: readonly string[]; readonly apiRoot: string },
  handle: string,
  mostBytes: number,
): Promise<FetchedFile> {
  const { origin } = new URL(apiRoot)
  const isAllowed = ({ protocol, hostname, port, username, password, origin: asked }: URL) =>
    username + password === '' &&
    (asked === origin ||
      (protocol === 'https:' &&
        port === '' &&
        fileHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))))
  return download(handle, { mostBytes, timeoutMs: FETCH_TIMEOUT_MS, isAllowed })
}

export interface ZaloFilesNeeds extends FileLinksNeeds {
  /** Where people reach this machine; null if nobody said. */
  readonly publicUrl: string | null
  readonly call: <T>(action: (client: ZaloClient) => Promise<T>) => Promise<T>
}

/** A message ready to be sent. */
export interface Prepared {
  /** The words that Zalo's echo of it has. */
  readonly text: string
  /** Gives the id of the message. */
  readonly send: () => Promise<string>
}

/** One attachment as Zalo can carry it: by upload, or in words that say how to get it; null if it is no longer kept. */
export async function prepareZaloFile(
  needs: ZaloFilesNeeds,
  userId: string,
  { fileId, name, type }: Attachment,
): Promise<Prepared | null> {
  const { db, files, publicUrl, call } = needs
  const read = await files.read(db, fileId)
  if (!read) return null
  const upload = { data: read.content, fileName: name, contentType: type }
  switch (wayOf(type, read.content.byteLength)) {
    case 'image':
      return {
        text: '',
        send: async () => {
          const { attachmentId } = await call((client) => client.uploadImage(upload))
          return (await call((client) => client.sendMedia({ userId, mediaType: 'image', attachmentId }))).messageId
        },
      }
    case 'file':
      return {
        text: '',
        send: async () => {
          const { token } = await call((client) => client.uploadFile(upload))
          return (await call((client) => client.sendFile({ userId, token }))).messageId
        },
      }
    case 'words': {
      const link = publicUrl && (await createFileLink(needs, publicUrl, fileId))
      const text = link ? replies.fileByLink(name, link) : replies.fileElsewhere(name)
      return { text, send: async () => (await call((client) => client.sendText({ userId, text }))).messageId }
    }
  }
}

// Sources agree that an OA can send pictures, PDF and DOCX; of other kinds they do not.
function wayOf(type: Attachment['type'], bytes: number): 'image' | 'file' | 'words' {
  if (type.startsWith('image/')) return bytes <= ZALO_LIMITS.imageBytes ? 'image' : 'words'
  const isFile = type === 'application/pdf' || type.endsWith('wordprocessingml.document')
  return isFile && bytes <= ZALO_LIMITS.fileBytes ? 'file' : 'words'
}
