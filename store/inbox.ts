// Messages in: each stored once under its platform's id, taken up until it is finished.

import { createHash } from 'node:crypto'
import type { ChannelName, IncomingFile, IncomingMessage } from '../message.ts'
import type { Db } from './database.ts'
import { maskPersonalData } from './mask.ts'
import { prepare } from './prepare.ts'

const LONGEST_TEXT = 4_096 // as long as Telegram's; of a longer one nothing beyond is read

/** A message, and the person whose conversation it belongs to. */
export interface Accepted {
  readonly message: IncomingMessage
  readonly person: string
}

/**
 * Stores the event before anything is done with it, and that the person was here; null if the channel delivered it
 * before. Personal data is masked: at once, or, while a form of the person's goes on, when the message is finished.
 * Inside a transaction (`store/writer.ts`).
 */
export async function accept(db: Db, message: IncomingMessage): Promise<Accepted | null> {
  const files = message.files.map((file) => ({ ...file, name: beginning(maskPersonalData(file.name)) }))
  const receivedAt = message.receivedAt.toISOString()
  const text = await textToKeep(db, message)
  const { rows } = await keepMessage(db, {
    channel: message.channel,
    id: message.id,
    conversation: message.conversationId,
    sender: message.sender,
    kind: message.kind,
    text,
    action: message.action,
    files: JSON.stringify(files),
    receivedAt,
  })
  if (rows.length === 0) return null
  const seen = await noteSeen(db, { conversation: message.conversationId, channel: message.channel, receivedAt })
  return {
    message: { ...message, text, files },
    person: seen.rows[0]?.person_id ?? message.conversationId,
  }
}

const keepMessage = prepare(
  (
    db: Db,
    message: {
      channel: string
      id: string
      conversation: string
      sender: string
      kind: string
      text: string
      action: string | null
      files: string
      receivedAt: string
    },
  ) =>
    db
      .insertInto('inbox')
      .values({
        channel: message.channel,
        event_id: message.id,
        conversation_id: message.conversation,
        sender: message.sender,
        kind: message.kind,
        text: message.text,
        action: message.action,
        files: message.files,
        received_at: message.receivedAt,
        finished_at: null,
      })
      .onConflict((conflict) => conflict.columns(['channel', 'event_id']).doNothing())
      .returning('seq'),
)

const noteSeen = prepare((db: Db, seen: { conversation: string; channel: string; receivedAt: string }) =>
  db
    .insertInto('contacts')
    .values({
      conversation_id: seen.conversation,
      channel: seen.channel,
      person_id: seen.conversation,
      last_seen_at: seen.receivedAt,
      unreachable: null,
      silenced_until: null,
      admitted_at: null,
    })
    // A message can come late, after one that was written later.
    .onConflict((conflict) =>
      conflict.column('conversation_id').doUpdateSet((build) => ({
        last_seen_at: build
          .case()
          .when('contacts.last_seen_at', '>', build.ref('excluded.last_seen_at'))
          .then(build.ref('contacts.last_seen_at'))
          .else(build.ref('excluded.last_seen_at'))
          .end(),
        unreachable: null,
      })),
    )
    .returning('person_id'),
)

async function textToKeep(db: Db, { conversationId, text }: IncomingMessage): Promise<string> {
  const masked = maskPersonalData(text)
  return beginning(masked === text || !(await keepsText(db, conversationId)) ? masked : text)
}

async function keepsText(db: Db, conversationId: string): Promise<boolean> {
  return (await keptTexts(db, { conversationId })).rows.length > 0
}

const keptTexts = prepare((db: Db, { conversationId }: { conversationId: string }) =>
  db
    .selectFrom('contacts as own')
    .innerJoin('contacts as all', 'all.person_id', 'own.person_id')
    .select('all.keeps_text')
    .where('own.conversation_id', '=', conversationId)
    .where('all.keeps_text', '=', 1)
    .limit(1),
)

/**
 * Takes one more of the files that come one by one under the same id. While the others are gathered (`isGathering`) it
 * joins them and null is given; afterwards it is a message by itself. Null, too, if it was delivered before. Inside a
 * transaction.
 */
export async function acceptPart(db: Db, message: IncomingMessage, isGathering: boolean): Promise<Accepted | null> {
  const first = await accept(db, message)
  if (first) return first
  const known = await readAccepted(db, message)
  const handles = known.message.files.map(({ handle }) => handle)
  const news = message.files.filter(({ handle }) => !handles.includes(handle) && !handles.includes(hashOf(handle)))
  if (news.length === 0) return null
  if (!isGathering) return accept(db, { ...message, id: `${message.id}/${news[0]?.handle}` })
  const named = news.map((file) => ({ ...file, name: beginning(maskPersonalData(file.name)) }))
  await db
    .updateTable('inbox')
    .set({
      files: JSON.stringify([...known.message.files, ...named]),
      text: known.message.text || (await textToKeep(db, message)),
    })
    .where('channel', '=', message.channel)
    .where('event_id', '=', message.id)
    .execute()
  return null
}

// A handle may open what the person sent; its hash still tells a file that is delivered once more.
function withoutHandle({ handle, name }: IncomingFile): IncomingFile {
  return { handle: hashOf(handle), name, size: null }
}

function hashOf(handle: string): string {
  return createHash('sha256').update(handle).digest('base64url')
}

/** A message as it stands in the inbox; once it is finished, its files cannot be fetched any more. */
export async function readAccepted(
  db: Db,
  { channel, id }: Pick<IncomingMessage, 'channel' | 'id'>,
): Promise<Accepted> {
  const row = await acceptedRows(db)
    .where('inbox.channel', '=', channel)
    .where('inbox.event_id', '=', id)
    .executeTakeFirstOrThrow()
  return toAccepted(row)
}

function beginning(text: string): string {
  return text.length <= LONGEST_TEXT ? text : [...text].slice(0, LONGEST_TEXT).join('')
}

/** Messages that were accepted and not finished, oldest first: taken up again at start. */
export async function unfinished(db: Db): Promise<Accepted[]> {
  const rows = await acceptedRows(db).where('finished_at', 'is', null).orderBy('seq').execute()
  return rows.map(toAccepted)
}

function acceptedRows(db: Db) {
  return db
    .selectFrom('inbox')
    .leftJoin('contacts', 'contacts.conversation_id', 'inbox.conversation_id')
    .selectAll('inbox')
    .select('contacts.person_id')
}

function toAccepted(row: Awaited<ReturnType<ReturnType<typeof acceptedRows>['execute']>>[number]): Accepted {
  return {
    message: {
      id: row.event_id,
      channel: row.channel as ChannelName,
      conversationId: row.conversation_id,
      sender: row.sender ?? row.conversation_id,
      kind: row.kind as IncomingMessage['kind'],
      text: row.text,
      action: row.action,
      files: JSON.parse(row.files ?? '[]') as IncomingFile[],
      receivedAt: new Date(row.received_at),
    },
    person: row.person_id ?? row.conversation_id,
  }
}

/** Whether this is a tap on the choice that the message before it in its conversation was, no earlier than `since`. */
export async function isTappedTwice(db: Db, message: IncomingMessage, since: Date): Promise<boolean> {
  if (message.kind !== 'choice' || message.action === null) return false
  const [before] = (await lastFinished(db, { conversation: message.conversationId })).rows
  return before?.action === message.action && before.received_at >= since.toISOString()
}

const lastFinished = prepare((db: Db, { conversation }: { conversation: string }) =>
  db
    .selectFrom('inbox')
    .select(['action', 'received_at'])
    .where('conversation_id', '=', conversation)
    .where('finished_at', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1),
)

/** The message is finished: its text masked, or gone, its files out of reach. False if it was finished before. */
export async function finish(
  db: Db,
  message: IncomingMessage,
  { forgetText = false }: { readonly forgetText?: boolean | undefined },
  now: Date,
): Promise<boolean> {
  const finished = await finishMessage(db, {
    channel: message.channel,
    id: message.id,
    now: now.toISOString(),
    text: forgetText ? '' : maskPersonalData(message.text),
    action: message.action && maskPersonalData(message.action),
    files: message.files.length > 0 ? JSON.stringify(message.files.map(withoutHandle)) : null,
  })
  return finished.numAffectedRows !== 0n
}

const finishMessage = prepare(
  (
    db: Db,
    message: { channel: string; id: string; now: string; text: string; action: string | null; files: string | null },
  ) =>
    db
      .updateTable('inbox')
      .set({ finished_at: message.now, text: message.text, action: message.action, files: message.files })
      .where('channel', '=', message.channel)
      .where('event_id', '=', message.id)
      .where('finished_at', 'is', null),
)
