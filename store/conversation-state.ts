// What is remembered of a person between two messages.

import type { Db } from './database.ts'
import { prepare } from './prepare.ts'

/** The state of a person's conversation as it was last written, or null. */
export async function readState(db: Db, person: string): Promise<unknown> {
  const [row] = (await stateOf(db, { person })).rows
  return row ? JSON.parse(row.state) : null
}

const stateOf = prepare((db: Db, { person }: { person: string }) =>
  db.selectFrom('conversations').select('state').where('id', '=', person),
)

/** Writes a person's state; inside the transaction of whoever changes it. */
export async function writeState(db: Db, person: string, value: unknown, now: Date): Promise<void> {
  await keepState(db, { person, state: JSON.stringify(value), updated_at: now.toISOString() })
}

const keepState = prepare(
  (db: Db, { person, state, updated_at }: { person: string; state: string; updated_at: string }) =>
    db
      .insertInto('conversations')
      .values({ id: person, state, updated_at })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ state, updated_at })),
)
