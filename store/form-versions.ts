// A form as it was worded when it was answered.

import type { Db } from './database.ts'

/** Keeps the wording of a form to which answers are given, so that they can be read after it has changed. */
export async function keepFormVersion(
  db: Db,
  { version, campaign, form, definition }: { version: string; campaign: string; form: string; definition: object },
  now: Date,
): Promise<void> {
  await db
    .insertInto('form_versions')
    .values({ version, campaign, form, definition: writeOnce(definition), kept_at: now.toISOString() })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .execute()
}

const written = new WeakMap<object, string>()

// A wording is long, the same for a whole year, and kept with every registration that begins or is sent.
function writeOnce(definition: object): string {
  const text = written.get(definition) ?? JSON.stringify(definition)
  written.set(definition, text)
  return text
}

/** The form in that wording, as it was kept; null if it never was. */
export async function readFormVersion(db: Db, version: string): Promise<unknown> {
  const row = await db
    .selectFrom('form_versions')
    .select('definition')
    .where('version', '=', version)
    .executeTakeFirst()
  return row ? JSON.parse(row.definition) : null
}
