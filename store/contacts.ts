// Whom the assistant can reach, where, and as which person: one row a conversation.

import type { ChannelName } from '../message.ts'
import { joinConsents } from './consents.ts'
import type { Db } from './database.ts'
import { moveRegistrations } from './drafts.ts'
import { joinReminders } from './join-reminders.ts'
import { prepare } from './prepare.ts'

export interface Contact {
  readonly conversationId: string
  readonly channel: ChannelName
  /** Conversations joined by /lienket belong to one person; otherwise a conversation is its own person. */
  readonly person: string
  readonly lastSeenAt: Date | null
  /** Why nothing can be sent, or null. */
  readonly unreachable: string | null
  /** A colleague in the Zalo OA has taken the conversation over until then. */
  readonly silencedUntil: Date | null
  readonly admitted: boolean
}

/** What is known of a conversation, or null before its first message. */
export async function readContact(db: Db, conversationId: string): Promise<Contact | null> {
  const [row] = (await contactOf(db, { conversationId })).rows
  return row ? toContact(row) : null
}

const contactOf = prepare((db: Db, { conversationId }: { conversationId: string }) =>
  db.selectFrom('contacts').selectAll().where('conversation_id', '=', conversationId),
)

/** All conversations of the person this one belongs to. */
export async function contactsOfPerson(db: Db, person: string): Promise<Contact[]> {
  return (await contactsOf(db, { person })).rows.map(toContact)
}

const contactsOf = prepare((db: Db, { person }: { person: string }) =>
  db.selectFrom('contacts').selectAll().where('person_id', '=', person),
)

/**
 * The platform says whether the person can be reached. `at` is the platform's own time in milliseconds: an older event
 * that comes late changes nothing, and the answer is false.
 */
export async function noteReachability(
  db: Db,
  { conversationId, channel }: { conversationId: string; channel: ChannelName },
  unreachable: string | null,
  at: number,
): Promise<boolean> {
  await ensureContact(db, conversationId, channel)
  const { numUpdatedRows } = await db
    .updateTable('contacts')
    .set({ unreachable, reachability_at: at })
    .where('conversation_id', '=', conversationId)
    .where('reachability_at', '<=', at)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A delivery failed because the person blocked the assistant. */
export async function markUnreachable(db: Db, conversationId: string, reason: string): Promise<void> {
  await db.updateTable('contacts').set({ unreachable: reason }).where('conversation_id', '=', conversationId).execute()
}

/** A colleague answers in this conversation: the assistant keeps silent until then, or longer if it did already. */
export async function silence(db: Db, conversationId: string, channel: ChannelName, until: Date): Promise<void> {
  await ensureContact(db, conversationId, channel)
  await db
    .updateTable('contacts')
    .set({ silenced_until: until.toISOString() })
    .where('conversation_id', '=', conversationId)
    .where((where) =>
      where.or([where('silenced_until', 'is', null), where('silenced_until', '<', until.toISOString())]),
    )
    .execute()
}

/** The person showed a valid access code. */
export async function admit(db: Db, conversationId: string, now: Date): Promise<void> {
  await db
    .updateTable('contacts')
    .set({ admitted_at: now.toISOString() })
    .where('conversation_id', '=', conversationId)
    .execute()
}

/** A form goes on: what the person writes stays as it was typed until it is finished, so that numbers can be read. */
export async function beginKeepingText(db: Db, person: string): Promise<void> {
  await db.updateTable('contacts').set({ keeps_text: 1 }).where('person_id', '=', person).execute()
}

/** The form ended or rests: what the person writes is masked before it is stored, as ever. */
export async function endKeepingText(db: Db, person: string): Promise<void> {
  await db.updateTable('contacts').set({ keeps_text: 0 }).where('person_id', '=', person).execute()
}

/**
 * The conversation becomes one of this person's, and so does what it followed and agreed to while it was alone; parted
 * again, it follows nothing and is asked anew. What was registered goes with it, unless other conversations stay behind whose person it was as well.
 */
export async function joinPerson(db: Db, conversationId: string, person: string): Promise<void> {
  const before = (await readContact(db, conversationId))?.person
  if (before === conversationId && person !== conversationId) {
    await joinReminders(db, conversationId, person)
    await joinConsents(db, conversationId, person)
  }
  await db.updateTable('contacts').set({ person_id: person }).where('conversation_id', '=', conversationId).execute()
  if (before === undefined || before === person || (await contactsOfPerson(db, before)).length > 0) return
  await moveRegistrations(db, before, person)
}

/** A Telegram group became a supergroup: everything that hangs on the old id hangs on the new one. */
export async function moveConversation(db: Db, from: string, to: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('outbox').set({ conversation_id: to }).where('conversation_id', '=', from).execute()
    await trx.updateTable('inbox').set({ conversation_id: to }).where('conversation_id', '=', from).execute()
    await trx.updateTable('questions').set({ conversation_id: to }).where('conversation_id', '=', from).execute()
    await trx.updateTable('feedback').set({ conversation_id: to }).where('conversation_id', '=', from).execute()
    // What was remembered goes by the old contact's person, even if somebody wrote under the new id before.
    await trx
      .deleteFrom('contacts')
      .where('conversation_id', '=', to)
      .where(({ exists, selectFrom }) =>
        exists(selectFrom('contacts as old').select('old.channel').where('old.conversation_id', '=', from)),
      )
      .execute()
    await trx.updateTable('contacts').set({ conversation_id: to }).where('conversation_id', '=', from).execute()
  })
}

async function ensureContact(db: Db, conversationId: string, channel: ChannelName): Promise<void> {
  await db
    .insertInto('contacts')
    .values({
      conversation_id: conversationId,
      channel,
      person_id: conversationId,
      last_seen_at: null,
      unreachable: null,
      silenced_until: null,
      admitted_at: null,
    })
    .onConflict((conflict) => conflict.column('conversation_id').doNothing())
    .execute()
}

function toContact(row: {
  conversation_id: string
  channel: string
  person_id: string
  last_seen_at: string | null
  unreachable: string | null
  silenced_until: string | null
  admitted_at: string | null
}): Contact {
  return {
    conversationId: row.conversation_id,
    channel: row.channel as ChannelName,
    person: row.person_id,
    lastSeenAt: row.last_seen_at ? new Date(row.last_seen_at) : null,
    unreachable: row.unreachable,
    silencedUntil: row.silenced_until ? new Date(row.silenced_until) : null,
    admitted: row.admitted_at !== null,
  }
}
