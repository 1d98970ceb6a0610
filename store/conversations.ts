// Messages in, replies out, and what is remembered between them: one conversation, one line of events.

import type { ChannelName, IncomingMessage, Reply } from '../message.ts'
import type { Db } from './database.ts'
import { maskPersonalData } from './mask.ts'

/** One line of the history a person sees. */
export type HistoryLine =
  | { readonly from: 'person'; readonly id: string; readonly text: string; readonly at: Date }
  | { readonly from: 'assistant'; readonly id: string; readonly seq: number; readonly reply: Reply; readonly at: Date }

export interface QuestionRecord {
  readonly id: string
  readonly text: string
  readonly kind: string
  readonly campaign: string | null
  readonly sources: readonly { campaign: string; section: string }[]
  readonly entries: readonly string[]
  readonly tookMs: number
}

/** Everything that follows from one message, written at once or not at all. */
export interface Outcome {
  readonly replies: readonly { id: string; reply: Reply }[]
  /** The conversation's new state, as the handlers keep it. */
  readonly state: unknown
  readonly question?: QuestionRecord
  readonly feedback?: { questionId: string; verdict: 'up' | 'down' }
}

export interface PendingReply {
  readonly id: string
  readonly seq: number
  readonly channel: ChannelName
  readonly conversationId: string
  readonly reply: Reply
  readonly createdAt: Date
}

/** Stores the event before anything is done with it; false if the channel delivered it before. Personal data is masked. */
export async function accept(db: Db, message: IncomingMessage): Promise<boolean> {
  const result = await db
    .insertInto('inbox')
    .values({
      channel: message.channel,
      event_id: message.id,
      conversation_id: message.conversationId,
      kind: message.kind,
      text: maskPersonalData(message.text),
      action: message.action,
      received_at: message.receivedAt.toISOString(),
      finished_at: null,
    })
    .onConflict((conflict) => conflict.columns(['channel', 'event_id']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Messages that were accepted and not finished, oldest first: taken up again at start. */
export async function unfinished(db: Db): Promise<IncomingMessage[]> {
  const rows = await db.selectFrom('inbox').selectAll().where('finished_at', 'is', null).orderBy('seq').execute()
  return rows.map((row) => ({
    id: row.event_id,
    channel: row.channel as ChannelName,
    conversationId: row.conversation_id,
    kind: row.kind as IncomingMessage['kind'],
    text: row.text,
    action: row.action,
    receivedAt: new Date(row.received_at),
  }))
}

/** The state of a conversation as it was last written, or null. */
export async function readState(db: Db, conversationId: string): Promise<unknown> {
  const row = await db.selectFrom('conversations').select('state').where('id', '=', conversationId).executeTakeFirst()
  return row ? JSON.parse(row.state) : null
}

/** Writes what follows from `message` in one transaction: state, question, feedback, replies; the message is finished. */
export async function commit(db: Db, message: IncomingMessage, outcome: Outcome, now: Date): Promise<void> {
  const at = now.toISOString()
  await db.transaction().execute(async (trx) => {
    const state = JSON.stringify(outcome.state)
    await trx
      .insertInto('conversations')
      .values({ id: message.conversationId, state, updated_at: at })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ state, updated_at: at }))
      .execute()
    if (outcome.question) {
      const { id, text, kind, campaign, sources, entries, tookMs } = outcome.question
      await trx
        .insertInto('questions')
        .values({
          id,
          conversation_id: message.conversationId,
          text: maskPersonalData(text),
          kind,
          campaign,
          sources: JSON.stringify(sources),
          entries: JSON.stringify(entries),
          asked_at: message.receivedAt.toISOString(),
          took_ms: tookMs,
        })
        .execute()
    }
    if (outcome.feedback) {
      const { questionId, verdict } = outcome.feedback
      // A question of somebody else's conversation cannot be judged from here.
      const own = await trx
        .selectFrom('questions')
        .select('id')
        .where('id', '=', questionId)
        .where('conversation_id', '=', message.conversationId)
        .executeTakeFirst()
      if (own)
        await trx
          .insertInto('feedback')
          .values({ question_id: questionId, conversation_id: message.conversationId, verdict, given_at: at })
          .onConflict((conflict) =>
            conflict.columns(['question_id', 'conversation_id']).doUpdateSet({ verdict, given_at: at }),
          )
          .execute()
    }
    for (const { id, reply } of outcome.replies)
      await trx
        .insertInto('outbox')
        .values({
          id,
          channel: message.channel,
          conversation_id: message.conversationId,
          answers: message.id,
          reply: JSON.stringify(reply),
          created_at: at,
          sent_at: null,
        })
        .execute()
    await trx
      .updateTable('inbox')
      .set({ finished_at: at })
      .where('channel', '=', message.channel)
      .where('event_id', '=', message.id)
      .execute()
  })
}

/** Replies not yet delivered, in the order they were written; of one conversation or of all. */
export async function pendingReplies(db: Db, conversationId?: string): Promise<PendingReply[]> {
  let query = db.selectFrom('outbox').selectAll().where('sent_at', 'is', null)
  if (conversationId !== undefined) query = query.where('conversation_id', '=', conversationId)
  const rows = await query.orderBy('seq').execute()
  return rows.map((row) => ({
    id: row.id,
    seq: row.seq,
    channel: row.channel as ChannelName,
    conversationId: row.conversation_id,
    reply: JSON.parse(row.reply) as Reply,
    createdAt: new Date(row.created_at),
  }))
}

export async function markSent(db: Db, replyId: string, now: Date): Promise<void> {
  await db.updateTable('outbox').set({ sent_at: now.toISOString() }).where('id', '=', replyId).execute()
}

/** What was said in a conversation, oldest first: the last `limit` messages with their replies. */
export async function readHistory(db: Db, conversationId: string, limit = 100): Promise<HistoryLine[]> {
  const messages = await db
    .selectFrom('inbox')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('text', '!=', '')
    .where((where) => where.or([where('action', 'is', null), where('action', 'not like', 'feedback:%')]))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  const replies = await db
    .selectFrom('outbox')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('seq', 'desc')
    .limit(2 * limit)
    .execute()
  const answered = new Map<string, typeof replies>()
  for (const row of replies.reverse()) answered.set(row.answers, [...(answered.get(row.answers) ?? []), row])
  return messages.reverse().flatMap((row): HistoryLine[] => [
    { from: 'person', id: row.event_id, text: row.text, at: new Date(row.received_at) },
    ...(answered.get(row.event_id) ?? []).map(
      (reply): HistoryLine => ({
        from: 'assistant',
        id: reply.id,
        seq: reply.seq,
        reply: JSON.parse(reply.reply) as Reply,
        at: new Date(reply.created_at),
      }),
    ),
  ])
}
