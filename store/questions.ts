// The questions people asked: what could not be answered is the list of what to curate next.

import type { IncomingMessage } from '../message.ts'
import type { Db } from './database.ts'
import { maskPersonalData } from './mask.ts'

export interface QuestionRecord {
  readonly id: string
  readonly text: string
  readonly kind: string
  readonly campaign: string | null
  readonly sources: readonly { campaign: string; section: string }[]
  readonly entries: readonly string[]
  readonly tookMs: number
}

export interface AskedQuestion {
  readonly id: string
  readonly text: string
  readonly kind: string
  readonly campaign: string | null
  readonly askedAt: Date
}

const UNANSWERED = ['not_stated', 'out_of_scope', 'clarify']

/** Questions without an answer since `since`, newest first. */
export async function listUnanswered(db: Db, since: Date, limit = 200): Promise<AskedQuestion[]> {
  const rows = await db
    .selectFrom('questions')
    .select(['id', 'text', 'kind', 'campaign', 'asked_at'])
    .where('kind', 'in', UNANSWERED)
    .where('asked_at', '>=', since.toISOString())
    .orderBy('asked_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ asked_at, ...row }) => ({ ...row, askedAt: new Date(asked_at) }))
}

/** How many questions about a campaign found no answer since `since`. */
export async function countUnanswered(db: Db, campaign: string, since: Date): Promise<number> {
  const row = await db
    .selectFrom('questions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('campaign', '=', campaign)
    .where('kind', 'in', UNANSWERED)
    .where('asked_at', '>=', since.toISOString())
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Keeps a question with what was found for it; personal data is masked. */
export async function recordQuestion(db: Db, message: IncomingMessage, question: QuestionRecord): Promise<void> {
  await db
    .insertInto('questions')
    .values({
      id: question.id,
      conversation_id: message.conversationId,
      text: maskPersonalData(question.text),
      kind: question.kind,
      campaign: question.campaign,
      sources: JSON.stringify(question.sources),
      entries: JSON.stringify(question.entries),
      asked_at: message.receivedAt.toISOString(),
      took_ms: question.tookMs,
    })
    .execute()
}

/** Keeps the last verdict on a question; a question of another person cannot be judged from here. */
export async function recordFeedback(
  db: Db,
  { conversationId }: IncomingMessage,
  { questionId, verdict }: { questionId: string; verdict: 'up' | 'down' },
  now: Date,
): Promise<void> {
  const own = await db
    .selectFrom('questions')
    .innerJoin('contacts as asked', 'asked.conversation_id', 'questions.conversation_id')
    .innerJoin('contacts as judging', 'judging.person_id', 'asked.person_id')
    .select('questions.conversation_id as conversation')
    .where('questions.id', '=', questionId)
    .where('judging.conversation_id', '=', conversationId)
    .executeTakeFirst()
  if (!own) return
  const given_at = now.toISOString()
  await db
    .insertInto('feedback')
    .values({ question_id: questionId, conversation_id: own.conversation, verdict, given_at })
    .onConflict((conflict) => conflict.columns(['question_id', 'conversation_id']).doUpdateSet({ verdict, given_at }))
    .execute()
}
