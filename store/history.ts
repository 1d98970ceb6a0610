// What a person sees of what was said before.

import type { Attachment, IncomingFile, Reply } from '../message.ts'
import type { Db } from './database.ts'

/** One line of the history a person sees. */
export type HistoryLine =
  | {
      readonly from: 'person'
      readonly id: string
      readonly text: string
      /** Names of the files that came with it. */
      readonly files: readonly string[]
      readonly at: Date
    }
  | { readonly from: 'assistant'; readonly id: string; readonly seq: number; readonly reply: Reply; readonly at: Date }

/**
 * What was said with a person in every channel of theirs, oldest first: the last `limit` messages, each with its
 * replies, and between them what they were told unasked, such as reminders and notices of what others did.
 */
export async function readHistory(db: Db, conversationId: string, limit = 100): Promise<HistoryLine[]> {
  const conversations = await conversationsOfSamePerson(db, conversationId)
  const messages = await lastMessages(db, conversations, limit)
  const letters = await lastLetters(db, conversations, 3 * limit)
  const ids = new Set(messages.map(({ event_id }) => event_id))
  const unasked = letters.filter(({ answers }) => !ids.has(answers))
  const lines: HistoryLine[] = []
  for (const [index, message] of messages.entries()) {
    const replies = letters.filter(({ answers }) => answers === message.event_id)
    const told = unasked.splice(0, countBefore(unasked, message, replies[0]))
    const isBeyond = index === 0 && messages.length === limit
    lines.push(...(isBeyond ? [] : told.map(toReplyLine)), ...toPersonLine(message), ...replies.map(toReplyLine))
  }
  return [...lines, ...unasked.map(toReplyLine)]
}

/** The attachment of this file that went to this conversation or another one of the same person; null if none did. */
export async function readAttachment(db: Db, conversationId: string, fileId: string): Promise<Attachment | null> {
  const rows = await db
    .selectFrom('outbox')
    .select('reply')
    .where('conversation_id', 'in', await conversationsOfSamePerson(db, conversationId))
    .where('reply', 'like', `%"${fileId}"%`)
    .execute()
  const attachments = rows.flatMap(({ reply }) => (JSON.parse(reply) as Reply).attachments ?? [])
  return attachments.find((attachment) => attachment.fileId === fileId) ?? null
}

interface MessageRow {
  event_id: string
  text: string
  files: string | null
  received_at: string
}

interface LetterRow {
  seq: number
  id: string
  answers: string
  reply: string
  created_at: string
}

async function lastMessages(db: Db, conversations: readonly string[], limit: number): Promise<MessageRow[]> {
  const rows = await db
    .selectFrom('inbox')
    .select(['event_id', 'text', 'files', 'received_at'])
    .where('conversation_id', 'in', conversations)
    .where((where) => where.or([where('action', 'is', null), where('action', 'not like', 'feedback:%')]))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.reverse()
}

async function lastLetters(db: Db, conversations: readonly string[], limit: number): Promise<LetterRow[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['seq', 'id', 'answers', 'reply', 'created_at'])
    .where('conversation_id', 'in', conversations)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.reverse()
}

// The order of writing counts, not the time: the clock of a trial may have been set back. A message without a reply has
// no place in that order yet.
function countBefore(unasked: readonly LetterRow[], message: MessageRow, reply: LetterRow | undefined): number {
  const after = unasked.findIndex(({ seq, created_at }) => (reply ? seq > reply.seq : created_at > message.received_at))
  return after === -1 ? unasked.length : after
}

function toPersonLine({ event_id, text, files, received_at }: MessageRow): HistoryLine[] {
  const names = (JSON.parse(files ?? '[]') as IncomingFile[]).map(({ name }) => name)
  if (text === '' && names.length === 0) return []
  return [{ from: 'person', id: event_id, text, files: names, at: new Date(received_at) }]
}

function toReplyLine({ seq, id, reply, created_at }: LetterRow): HistoryLine {
  return { from: 'assistant', id, seq, reply: JSON.parse(reply) as Reply, at: new Date(created_at) }
}

async function conversationsOfSamePerson(db: Db, conversationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('contacts as own')
    .innerJoin('contacts as all', 'all.person_id', 'own.person_id')
    .select('all.conversation_id')
    .where('own.conversation_id', '=', conversationId)
    .execute()
  return rows.length > 0 ? rows.map(({ conversation_id }) => conversation_id) : [conversationId]
}
