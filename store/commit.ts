// What follows from a message: state, records and letters, all at once or not at all.

import type { ChannelName, Reply } from '../message.ts'
import { writeState } from './conversation-state.ts'
import type { Db } from './database.ts'
import { type Accepted, finish } from './inbox.ts'
import { type Letter, type NewLetter, post } from './outbox.ts'
import { type QuestionRecord, recordFeedback, recordQuestion } from './questions.ts'

/** Everything that follows from one message, written at once or not at all. */
export interface Outcome {
  readonly replies: readonly OutgoingReply[]
  /** The person's new state, as the handlers keep it; without it, it stays as it is. */
  readonly state?: unknown
  readonly question?: QuestionRecord
  readonly feedback?: { questionId: string; verdict: 'up' | 'down' }
  /** What else is written in the same transaction. */
  readonly writes?: readonly ((db: Db) => Promise<void>)[]
  /** The text was a secret, such as a code: it is not kept. */
  readonly forgetText?: boolean
  /** What is done beside the database once all is written; whoever sweeps does it if this process does not get there. */
  readonly afterwards?: () => Promise<void>
}

/** A reply to the message, or, with `to`, to another conversation: of the same person, or of whom it concerns. */
export interface OutgoingReply {
  readonly id: string
  readonly reply: Reply
  readonly to?: { readonly channel: ChannelName; readonly conversationId: string }
  /** From then on it is no longer useful; without it, after a day. */
  readonly expiresAt?: Date
  /** Nothing of it is kept once it was delivered, or cannot be. */
  readonly leavesNothing?: boolean
}

/**
 * Writes what follows from a message, inside one transaction (`store/writer.ts`): state, question, feedback, the
 * letters its replies were cut into; the message is finished, its text masked, its files out of reach. Gives the letters
 * as they stand in the outbox. A message that was finished before, by this process or another, is left as it is: nothing
 * is written, no letter given.
 */
export async function commit(
  db: Db,
  { message, person }: Accepted,
  outcome: Outcome,
  letters: readonly NewLetter[],
  now: Date,
): Promise<Letter[]> {
  if (!(await finish(db, message, outcome, now))) return []
  if (outcome.state !== undefined) await writeState(db, person, outcome.state, now)
  if (outcome.question) await recordQuestion(db, { message, person }, outcome.question)
  if (outcome.feedback) await recordFeedback(db, message, outcome.feedback, now)
  for (const write of outcome.writes ?? []) await write(db)
  const posted: Letter[] = []
  for (const letter of letters) posted.push(await post(db, letter, now))
  return posted
}
