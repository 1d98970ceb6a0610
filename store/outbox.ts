// What the assistant has to say and has said: one letter is one message of a channel.

import type { ChannelName, Reply } from '../message.ts'
import type { Db } from './database.ts'
import { prepare } from './prepare.ts'

/** Replies go before reminders. */
export type Purpose = 'reply' | 'reminder'

export interface NewLetter {
  readonly id: string
  readonly channel: ChannelName
  readonly conversationId: string
  /** Id of the incoming message it answers, or of the job that wrote it. */
  readonly answers: string
  readonly purpose: Purpose
  readonly reply: Reply
  /** From then on it is no longer useful and is not sent. */
  readonly expiresAt: Date | null
  /** Its row goes once it was delivered, or cannot be. */
  readonly leavesNothing?: boolean
}

export interface Letter extends NewLetter {
  readonly seq: number
  readonly attempts: number
  readonly nextAttemptAt: Date | null
  /** Why the last attempt came to nothing. */
  readonly trouble: string | null
  readonly createdAt: Date
}

/** `waiting` and `window_closed` may still be sent; the others are final. */
export type LetterState = 'waiting' | 'window_closed' | 'sent' | 'blocked' | 'expired' | 'failed'

const MOST_FILES_AFTER_WORDS = 20
const MOST_IDS = 500 // a statement takes no more than so many values everywhere

/** Puts a letter in the outbox, inside the transaction of what it tells. */
export async function post(db: Db, letter: NewLetter, now: Date): Promise<Letter> {
  const { rows } = await keepLetter(db, {
    id: letter.id,
    channel: letter.channel,
    conversation: letter.conversationId,
    answers: letter.answers,
    reply: JSON.stringify(letter.reply),
    now: now.toISOString(),
    purpose: letter.purpose,
    expiresAt: letter.expiresAt?.toISOString() ?? null,
    leavesNothing: letter.leavesNothing ? 1 : 0,
  })
  const [kept] = rows
  if (!kept) throw new Error('the letter was not kept')
  return { ...letter, seq: kept.seq, attempts: 0, nextAttemptAt: null, trouble: null, createdAt: now }
}

const keepLetter = prepare(
  (
    db: Db,
    letter: {
      id: string
      channel: string
      conversation: string
      answers: string
      reply: string
      now: string
      purpose: string
      expiresAt: string | null
      leavesNothing: number
    },
  ) =>
    db
      .insertInto('outbox')
      .values({
        id: letter.id,
        channel: letter.channel,
        conversation_id: letter.conversation,
        answers: letter.answers,
        reply: letter.reply,
        created_at: letter.now,
        sent_at: null,
        purpose: letter.purpose,
        next_attempt_at: null,
        expires_at: letter.expiresAt,
        reason: null,
        platform_id: null,
        leaves_nothing: letter.leavesNothing,
      })
      .returning('seq'),
)

/** Replies still to be delivered, in the order they were written. */
export async function waitingReplies(db: Db): Promise<Letter[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('purpose', '=', 'reply')
    .orderBy('seq')
    .execute()
  return rows.map(toLetter)
}

/** The first `limit` reminders still to be delivered after the letter `after`, in the order they were written. */
export async function waitingReminders(db: Db, after: number, limit: number): Promise<Letter[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('purpose', '=', 'reminder')
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map(toLetter)
}

/** How many letters that nobody asked for are still to be delivered, by channel. */
export async function remindersWaiting(db: Db): Promise<Map<ChannelName, number>> {
  const rows = await db
    .selectFrom('outbox')
    .select(['channel', ({ fn }) => fn.countAll<number>().as('count')])
    .where('state', '=', 'waiting')
    .where('purpose', '=', 'reminder')
    .groupBy('channel')
    .execute()
  return new Map(rows.map(({ channel, count }) => [channel as ChannelName, Number(count)]))
}

/** To which conversation a letter went; null if there is no such letter any more. */
export async function conversationOfLetter(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom('outbox').select('conversation_id').where('id', '=', id).executeTakeFirst()
  return row?.conversation_id ?? null
}

/** The person wrote again: what waited for that is to be delivered. Gives those letters, in order. */
export async function reopenWindow(db: Db, conversationId: string): Promise<Letter[]> {
  const { rows } = await reopenLetters(db, { conversationId })
  return rows.map(toLetter).sort((a, b) => a.seq - b.seq)
}

const reopenLetters = prepare((db: Db, { conversationId }: { conversationId: string }) =>
  db
    .updateTable('outbox')
    .set({ state: 'waiting', next_attempt_at: null, reason: null })
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'window_closed')
    .returningAll(),
)

/** How many letters wait for the person to write again. */
export async function countHeld(db: Db, conversationId: string): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('held'))
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'window_closed')
    .executeTakeFirstOrThrow()
  return Number(row.held)
}

/** Whether the letter is still there: its person may have erased it while it waited. */
export async function isKept(db: Db, id: string): Promise<boolean> {
  return (await keptLetter(db, { id })).rows.length > 0
}

const keptLetter = prepare((db: Db, { id }: { id: string }) =>
  db.selectFrom('outbox').select('id').where('id', '=', id),
)

/** The letter is over and leaves nothing. */
export async function forgetLetter(db: Db, id: string): Promise<void> {
  await db.deleteFrom('outbox').where('id', '=', id).execute()
}

/** The letter reached the platform. */
export async function markSent(db: Db, id: string, now: Date, platformId: string | null = null): Promise<void> {
  await noteSent(db, { id, now: now.toISOString(), platformId })
}

const noteSent = prepare((db: Db, { id, now, platformId }: { id: string; now: string; platformId: string | null }) =>
  db
    .updateTable('outbox')
    .set({ state: 'sent', sent_at: now, platform_id: platformId, reason: null })
    .where('id', '=', id),
)

/** The letter rests in this state, for this reason. */
export async function settle(db: Db, id: string, state: Exclude<LetterState, 'sent' | 'waiting'>, reason: string) {
  await db.updateTable('outbox').set({ state, reason }).where('id', '=', id).execute()
}

/** The letter is tried again then. */
export async function postpone(db: Db, id: string, attempts: number, at: Date, reason: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ attempts, next_attempt_at: at.toISOString(), reason })
    .where('id', '=', id)
    .execute()
}

/** What a person was offered: the reply of a letter of theirs, by its id; null if it is not theirs. */
export async function readOffer(db: Db, conversationId: string, letterId: string): Promise<Reply | null> {
  const [row] = (await offerOf(db, { conversationId, letterId })).rows
  return row ? (JSON.parse(row.reply) as Reply) : null
}

const offerOf = prepare((db: Db, { conversationId, letterId }: { conversationId: string; letterId: string }) =>
  db.selectFrom('outbox').select('reply').where('id', '=', letterId).where('conversation_id', '=', conversationId),
)

/** The words that were last delivered to a conversation, files after them aside: what a typed number speaks of. */
export async function lastDelivered(db: Db, conversationId: string): Promise<{ id: string; reply: Reply } | null> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'reply'])
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'sent')
    .orderBy('seq', 'desc')
    .limit(MOST_FILES_AFTER_WORDS)
    .execute()
  const letters = rows.map(({ id, reply }) => ({ id, reply: JSON.parse(reply) as Reply }))
  return letters.find(({ reply }) => !reply.attachments?.length) ?? null
}

/** A letter by its id; null if there is none. */
export async function readLetter(db: Db, id: string): Promise<Letter | null> {
  const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toLetter(row) : null
}

/** What became of these letters so far; one that was never written is left out. */
export async function letterStates(db: Db, ids: readonly string[]): Promise<Map<string, LetterState>> {
  const states = new Map<string, LetterState>()
  for (let from = 0; from < ids.length; from += MOST_IDS) {
    const some = ids.slice(from, from + MOST_IDS)
    const rows = await db.selectFrom('outbox').select(['id', 'state']).where('id', 'in', some).execute()
    for (const { id, state } of rows) states.set(id, state as LetterState)
  }
  return states
}

/** How many letters are to be delivered, and since when the oldest of them waits. */
export async function outboxDepth(db: Db): Promise<{ waiting: number; oldest: Date | null }> {
  const row = await db
    .selectFrom('outbox')
    .select(({ fn }) => [fn.countAll<number>().as('waiting'), fn.min('created_at').as('oldest')])
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return { waiting: Number(row.waiting), oldest: row.oldest ? new Date(row.oldest) : null }
}

function toLetter(row: {
  id: string
  seq: number
  channel: string
  conversation_id: string
  answers: string
  purpose: string
  reply: string
  expires_at: string | null
  attempts: number
  next_attempt_at: string | null
  reason: string | null
  created_at: string
  leaves_nothing: number
}): Letter {
  return {
    id: row.id,
    seq: row.seq,
    channel: row.channel as ChannelName,
    conversationId: row.conversation_id,
    answers: row.answers,
    purpose: row.purpose as Purpose,
    reply: JSON.parse(row.reply) as Reply,
    expiresAt: row.expires_at ? new Date(row.expires_at) : null,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at ? new Date(row.next_attempt_at) : null,
    trouble: row.reason,
    createdAt: new Date(row.created_at),
    leavesNothing: row.leaves_nothing === 1,
  }
}
