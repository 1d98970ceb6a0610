import type { IncomingFile } from '../../message.ts'
import type { Db } from '../../store/database.ts'
import { MOST_FILE_BYTES, recogniseFile } from '../../store/file-type.ts'
import type { PersonMessage, Tools } from '../handler.ts'
import { replies } from '../replies.vi.ts'

export interface TakenFiles {
  readonly files: readonly { readonly fileId: string; readonly name: string }[]
  readonly writes: readonly ((trx: Db) => Promise<void>)[]
  /** Why others were not taken, as the person reads it. */
  readonly refusals: readonly string[]
}

/** What the files are kept for; until then, where nobody has said yet. */
export type Keeping = { readonly registration: string } | { readonly until: Date }

/** Fetches what came with the message and keeps what may be kept. */
export async function takeFiles(message: PersonMessage, keeping: Keeping, tools: Tools): Promise<TakenFiles> {
  const taken: TakenFiles[] = []
  for (const file of message.files) taken.push(await takeFile(file, message, keeping, tools))
  return {
    files: taken.flatMap(({ files }) => files),
    writes: taken.flatMap(({ writes }) => writes),
    refusals: [...new Set(taken.flatMap(({ refusals }) => refusals))],
  }
}

async function takeFile(
  file: IncomingFile,
  message: PersonMessage,
  keeping: Keeping,
  tools: Tools,
): Promise<TakenFiles> {
  if (file.size !== null && file.size > MOST_FILE_BYTES) return refused(replies.fileRefused.too_large)
  const fetched = await tools.fetchFile(message, file)
  if (fetched.state === 'too_large') return refused(replies.fileRefused.too_large)
  if (fetched.state === 'unavailable') return refused(replies.fileUnavailable)
  const { content } = fetched
  const recognised = await recogniseFile(file.name, content)
  if ('refused' in recognised) return refused(replies.fileRefused[recognised.refused])
  const kept = await tools.files.keep(
    {
      name: file.name,
      content,
      person: message.person,
      registration: 'registration' in keeping ? keeping.registration : null,
      expiresAt: 'until' in keeping ? keeping.until : null,
    },
    tools.clock.now(),
  )
  return { files: [{ fileId: kept.file.id, name: kept.file.name }], writes: [kept.write], refusals: [] }
}

function refused(why: string): TakenFiles {
  return { files: [], writes: [], refusals: [why] }
}
