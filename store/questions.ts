// The questions people asked: what could not be answered is the list of what to curate next.

import type { ChannelName, IncomingMessage } from '../message.ts'
import { hasConsent } from './consents.ts'
import type { Db } from './database.ts'
import { maskPersonalData } from './mask.ts'
import { prepare } from './prepare.ts'

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

const OFFER = 'feedback:up:' // how handlers/answer-question.ts offers to judge an answer
const OFFERED = new RegExp(`"${OFFER}([^"]+)"`, 'g')
const NOBODY = '' // the conversation of a question whose asker did not agree to being told of an answer

/** Keeps a question with what was found for it; personal data is masked, and whose it is kept only by consent. */
export async function recordQuestion(
  db: Db,
  { message, person }: { message: IncomingMessage; person: string },
  question: QuestionRecord,
): Promise<void> {
  const isTold = await hasConsent(db, person, 'answering')
  await keepQuestion(db, {
    id: question.id,
    conversation: isTold ? message.conversationId : NOBODY,
    text: maskPersonalData(question.text),
    kind: question.kind,
    campaign: question.campaign,
    sources: JSON.stringify(question.sources),
    entries: JSON.stringify(question.entries),
    askedAt: message.receivedAt.toISOString(),
    tookMs: question.tookMs,
  })
}

const keepQuestion = prepare(
  (
    db: Db,
    question: {
      id: string
      conversation: string
      text: string
      kind: string
      campaign: string | null
      sources: string
      entries: string
      askedAt: string
      tookMs: number
    },
  ) =>
    db.insertInto('questions').values({
      id: question.id,
      conversation_id: question.conversation,
      text: question.text,
      kind: question.kind,
      campaign: question.campaign,
      sources: question.sources,
      entries: question.entries,
      asked_at: question.askedAt,
      took_ms: question.tookMs,
      wants_answer_at: null,
      told_at: null,
    }),
)

/** Keeps the last verdict on a question; a question of another person cannot be judged from here. */
export async function recordFeedback(
  db: Db,
  { conversationId }: IncomingMessage,
  { questionId, verdict }: { questionId: string; verdict: 'up' | 'down' },
  now: Date,
): Promise<void> {
  if (!(await wasAskedHere(db, conversationId, questionId))) return
  const question = { question_id: questionId, conversation_id: NOBODY }
  const given_at = now.toISOString()
  await db
    .insertInto('feedback')
    .values({ ...question, verdict, given_at })
    .onConflict((conflict) => conflict.columns(['question_id', 'conversation_id']).doUpdateSet({ verdict, given_at }))
    .execute()
}

/** Whether the person of this conversation asked that question: its answer offered them to judge it. */
export async function wasAskedHere(db: Db, conversationId: string, questionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .innerJoin('contacts as asked', 'asked.conversation_id', 'outbox.conversation_id')
    .innerJoin('contacts as here', 'here.person_id', 'asked.person_id')
    .innerJoin('questions', (join) => join.on('questions.id', '=', questionId))
    .select('questions.id')
    .where('here.conversation_id', '=', conversationId)
    .where('outbox.reply', 'like', `%"${OFFER}${questionId}"%`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The questions that were answered in these conversations, or by these letters, whether or not their rows say so. */
export async function questionsAnsweredIn(
  db: Db,
  conversations: readonly string[],
  letterIds: readonly string[],
): Promise<string[]> {
  const letters = await db
    .selectFrom('outbox')
    .select('reply')
    .where((where) => where.or([where('conversation_id', 'in', conversations), where('id', 'in', letterIds)]))
    .where('reply', 'like', `%"${OFFER}%`)
    .execute()
  const linked = await db.selectFrom('questions').select('id').where('conversation_id', 'in', conversations).execute()
  const offered = letters.flatMap(({ reply }) => [...reply.matchAll(OFFERED)].flatMap(([, id]) => id ?? []))
  return [...new Set([...linked.map(({ id }) => id), ...offered])]
}

/** A question whose asker waits for an answer that the plans did not have. */
export interface WaitingQuestion {
  readonly id: string
  /** As it was asked, personal data masked. */
  readonly text: string
  /** The campaign it was about, or null. */
  readonly campaign: string | null
  readonly channel: ChannelName
  readonly conversationId: string
  readonly person: string
  readonly askedAt: Date
}

/** The asker, who agrees to it, wants to be told in this conversation once the question has an answer. */
export async function awaitAnswer(db: Db, questionId: string, conversationId: string, now: Date): Promise<void> {
  await db
    .updateTable('questions')
    .set({ conversation_id: conversationId, wants_answer_at: now.toISOString(), told_at: null })
    .where('id', '=', questionId)
    .execute()
}

/** Questions whose askers are to be told once there is an answer, the oldest first. */
export async function questionsWaiting(db: Db): Promise<WaitingQuestion[]> {
  const rows = await db
    .selectFrom('questions')
    .innerJoin('contacts', 'contacts.conversation_id', 'questions.conversation_id')
    .select(['questions.id', 'text', 'campaign', 'channel', 'questions.conversation_id', 'person_id', 'asked_at'])
    .where('wants_answer_at', 'is not', null)
    .where('told_at', 'is', null)
    .orderBy('asked_at')
    .orderBy('questions.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    campaign: row.campaign,
    channel: row.channel as ChannelName,
    conversationId: row.conversation_id,
    person: row.person_id,
    askedAt: new Date(row.asked_at),
  }))
}

/** The asker was told: whose question it was is no longer needed. In the transaction that posts the letter. */
export async function markTold(db: Db, questionId: string, now: Date): Promise<void> {
  await db
    .updateTable('questions')
    .set({ conversation_id: NOBODY, told_at: now.toISOString() })
    .where('id', '=', questionId)
    .execute()
}

/** These people's questions become nobody's: they are told of no answer. */
export async function forgetAskers(db: Db, conversations: readonly string[]): Promise<void> {
  await db
    .updateTable('questions')
    .set({ conversation_id: NOBODY, wants_answer_at: null })
    .where('conversation_id', 'in', conversations)
    .execute()
}
