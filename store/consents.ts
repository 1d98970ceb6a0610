// What people have agreed to, when, and to which wording of the notice.

import type { Reply } from '../message.ts'
import type { Db } from './database.ts'
import { prepare } from './prepare.ts'

/** `answering`: to be told what a question of theirs found later; `registering`: what a form asks; `reminding`: by the clock. */
export const PURPOSES = ['answering', 'registering', 'reminding'] as const
export type Purpose = (typeof PURPOSES)[number]

/** Which notice is shown today (handlers/own-data/replies.vi.ts): who agreed to an older one is asked again. */
export const NOTICE_VERSIONS: Readonly<Record<Purpose, string>> = { answering: '1', registering: '1', reminding: '1' }

export interface Consent {
  readonly purpose: Purpose
  readonly version: string
  readonly givenAt: Date
  readonly withdrawnAt: Date | null
}

/**
 * Whether the person agrees to the notice of today. Handlers ask `needsConsent` (handlers/own-data/ask-consent.ts),
 * which also knows what is agreed to with the very message at hand.
 */
export async function hasConsent(db: Db, person: string, purpose: Purpose): Promise<boolean> {
  return (await consentTo(db, { person, purpose, version: NOTICE_VERSIONS[purpose] })).rows.length > 0
}

const consentTo = prepare(
  (db: Db, { person, purpose, version }: { person: string; purpose: string; version: string }) =>
    db
      .selectFrom('consents')
      .select('given_at')
      .where('person_id', '=', person)
      .where('purpose', '=', purpose)
      .where('version', '=', version)
      .where('withdrawn_at', 'is', null)
      .limit(1),
)

/** The person agrees to the notice of today; agreeing twice is agreeing once. */
export async function giveConsent(db: Db, person: string, purpose: Purpose, now: Date): Promise<void> {
  if (await hasConsent(db, person, purpose)) return
  await db
    .insertInto('consents')
    .values({
      person_id: person,
      purpose,
      version: NOTICE_VERSIONS[purpose],
      given_at: now.toISOString(),
      withdrawn_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'purpose', 'version', 'given_at']).doUpdateSet({ withdrawn_at: null }),
    )
    .execute()
}

/** The person no longer agrees, to whichever notice it was. */
export async function withdrawConsent(db: Db, person: string, purpose: Purpose, now: Date): Promise<void> {
  await db
    .updateTable('consents')
    .set({ withdrawn_at: now.toISOString() })
    .where('person_id', '=', person)
    .where('purpose', '=', purpose)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** Two were one person all along: what either agreed to both did, and so was what either took back. In a transaction. */
export async function joinConsents(db: Db, from: string, to: string): Promise<void> {
  const rows = await db.selectFrom('consents').selectAll().where('person_id', '=', from).execute()
  for (const row of rows)
    await db
      .insertInto('consents')
      .values({ ...row, person_id: to })
      .onConflict((conflict) => {
        const same = conflict.columns(['person_id', 'purpose', 'version', 'given_at'])
        // Given in both at one moment: it holds as long as one of them does.
        return row.withdrawn_at === null ? same.doUpdateSet({ withdrawn_at: null }) : same.doNothing()
      })
      .execute()
  await db.deleteFrom('consents').where('person_id', '=', from).execute()
}

/** All that a person agreed to, the first first. */
export async function consentsOf(db: Db, person: string): Promise<Consent[]> {
  const rows = await db.selectFrom('consents').selectAll().where('person_id', '=', person).orderBy('given_at').execute()
  return rows.map(({ purpose, version, given_at, withdrawn_at }) => ({
    purpose: purpose as Purpose,
    version,
    givenAt: new Date(given_at),
    withdrawnAt: withdrawn_at === null ? null : new Date(withdrawn_at),
  }))
}

/**
 * The person does not agree: what they had written before they were asked goes, with the button that carried it on.
 * `ids` are all conversations of the person; inside a transaction.
 */
export async function forgetUnagreed(db: Db, ids: readonly string[], purpose: Purpose): Promise<void> {
  const letters = await lettersAsking(db, purpose).where('conversation_id', 'in', ids).execute()
  for (const letter of letters) await forgetSaid(db, letter, purpose)
}

/**
 * Whoever was asked before then and has agreed to nothing since: what they had written goes as if they did not agree.
 * Gives how many.
 */
export async function forgetUnanswered(db: Db, purpose: Purpose, before: Date): Promise<number> {
  const letters = await lettersAsking(db, purpose)
    .where('created_at', '<', before.toISOString())
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('contacts')
            .innerJoin('consents', 'consents.person_id', 'contacts.person_id')
            .select('consents.given_at')
            .whereRef('contacts.conversation_id', '=', 'outbox.conversation_id')
            .where('consents.purpose', '=', purpose)
            .whereRef('consents.given_at', '>=', 'outbox.created_at'),
        ),
      ),
    )
    .execute()
  for (const letter of letters) await db.transaction().execute((trx) => forgetSaid(trx, letter, purpose))
  return letters.length
}

// The letters whose button carries on what was written before.
function lettersAsking(db: Db, purpose: Purpose) {
  return db
    .selectFrom('outbox')
    .select(['id', 'conversation_id', 'answers', 'reply'])
    .where('reply', 'like', `%"consent:yes:${purpose}:_%`)
}

async function forgetSaid(
  db: Db,
  letter: { id: string; conversation_id: string; answers: string; reply: string },
  purpose: Purpose,
): Promise<void> {
  const yes = `consent:yes:${purpose}`
  const told = JSON.parse(letter.reply) as Reply
  const choices = told.choices.map((one) => (one.action.startsWith(`${yes}:`) ? { ...one, action: yes } : one))
  await db
    .updateTable('outbox')
    .set({ reply: JSON.stringify({ ...told, choices }) })
    .where('id', '=', letter.id)
    .execute()
  await db
    .updateTable('inbox')
    .set({ text: '', action: null })
    .where('event_id', '=', letter.answers)
    .where('conversation_id', '=', letter.conversation_id)
    .execute()
}
