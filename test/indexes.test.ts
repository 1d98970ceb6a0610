import { createRequire } from 'node:module'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../store/database.ts'

const { sql } = createRequire(import.meta.url)('kysely') as typeof import('kysely')

const db = await openDatabase('sqlite::memory:')
afterAll(() => db.destroy())

const letters = db.selectFrom('outbox').select(['id', 'reply']).where('conversation_id', '=', 'one')

// Each is asked with a message or at a start; among a million rows a search through others' would be felt.
const asked = {
  'the last letters of a conversation': {
    query: letters.where('state', '=', 'sent').orderBy('seq', 'desc').limit(20),
    plan: 'SEARCH outbox USING INDEX outbox_by_conversation (conversation_id=? AND state=?)',
  },
  'what waits for a person to write again': {
    query: letters.where('state', '=', 'window_closed'),
    plan: 'SEARCH outbox USING INDEX outbox_by_conversation (conversation_id=? AND state=?)',
  },
  'what is to be delivered': {
    query: db.selectFrom('outbox').selectAll().where('state', '=', 'waiting').orderBy('seq'),
    plan: 'SEARCH outbox USING INDEX outbox_by_state (state=?)',
  },
  'the messages that were left': {
    query: db.selectFrom('inbox').selectAll().where('finished_at', 'is', null).orderBy('seq'),
    plan: 'SEARCH inbox USING INDEX inbox_unfinished (finished_at=?)',
  },
}

describe('The indexes', () => {
  it.each(Object.entries(asked))('lead to %s, past all others', async (_, { query, plan }) => {
    const steps = (await query.explain(undefined, sql`query plan`)) as unknown as { detail: string }[]
    expect(steps.map(({ detail }) => detail)).toEqual([plan])
  })
})
