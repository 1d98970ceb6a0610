// Files over Telegram: fetched by their id, sent by upload. https://core.telegram.org/bots/api#sending-files

import { type Api, GrammyError, InputFile } from 'grammy'
import type { Attachment, FetchedFile } from '../message.ts'
import type { Db } from '../store/database.ts'
import type { FileStore } from '../store/files.ts'
import { download } from './download.ts'

const FETCH_TIMEOUT_MS = 30_000
const UPLOAD_TIMEOUT_MS = 60_000 // 10 MB over the line of a small office

type Signal = Parameters<Api['getFile']>[1]

/** The content of a file that a person sent; Telegram gives bots none over 20 MB. */
export async function fetchTelegramFile(
  api: Api,
  { token, apiRoot }: { readonly token: string; readonly apiRoot: string },
  handle: string,
  mostBytes: number,
): Promise<FetchedFile> {
  const file = await api.getFile(handle, AbortSignal.timeout(FETCH_TIMEOUT_MS) as Signal).catch(toRefusal)
  if ('state' in file) return file
  if (!file.file_path) return { state: 'unavailable', reason: 'getFile: no path' }
  if ((file.file_size ?? 0) > mostBytes) return { state: 'too_large' }
  const { host } = new URL(apiRoot)
  return download(`${apiRoot}/file/bot${token}/${file.file_path}`, {
    mostBytes,
    timeoutMs: FETCH_TIMEOUT_MS,
    isAllowed: (url) => url.host === host,
  })
}

function toRefusal(error: unknown): FetchedFile {
  if (!(error instanceof GrammyError)) return { state: 'unavailable', reason: 'getFile: no answer from Telegram' }
  if (/file is too big/i.test(error.description)) return { state: 'too_large' }
  return { state: 'unavailable', reason: `getFile: ${error.error_code} ${error.description}` }
}

/** Sends one attachment, pictures as pictures; the id of the message, or null if the file is no longer kept. */
export async function sendTelegramFile(
  api: Api,
  { db, files }: { readonly db: Db; readonly files: FileStore },
  chatId: number,
  { fileId, name, type }: Attachment,
): Promise<number | null> {
  const read = await files.read(db, fileId)
  if (!read) return null
  const input = () => new InputFile(read.content, name)
  const signal = () => AbortSignal.timeout(UPLOAD_TIMEOUT_MS) as Signal
  const asDocument = () => api.sendDocument(chatId, input(), {}, signal())
  const sent = type.startsWith('image/')
    ? await api.sendPhoto(chatId, input(), {}, signal()).catch((error: unknown) => {
        if (!isNoPhoto(error)) throw error
        return asDocument()
      })
    : await asDocument()
  return sent.message_id
}

// Too long and narrow, or of a kind that Telegram cannot make smaller: it can still be opened as a file.
function isNoPhoto(error: unknown): boolean {
  return (
    error instanceof GrammyError && /PHOTO_INVALID_DIMENSIONS|IMAGE_PROCESS_FAILED|too big/i.test(error.description)
  )
}
