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
  const yes = `consent:yes:${purpose}`
  const letters = await db
    .selectFrom('outbox')
    .select(['id', 'answers', 'reply'])
    .where('conversation_id', 'in', ids)
    .where('reply', 'like', `%"${yes}:%`)
    .execute()
  for (const { id, answers, reply } of letters) {
    const told = JSON.parse(reply) as Reply
    const choices = told.choices.map((one) => (one.action.startsWith(`${yes}:`) ? { ...one, action: yes } : one))
    await db
      .updateTable('outbox')
      .set({ reply: JSON.stringify({ ...told, choices }) })
      .where('id', '=', id)
      .execute()
    await db
      .updateTable('inbox')
      .set({ text: '', action: null })
      .where('event_id', '=', answers)
      .where('conversation_id', 'in', ids)
      .execute()
  }
}
