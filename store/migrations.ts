// Numbered, each runs once; a migration that has run is never edited.

import type { Kysely, Migration } from 'kysely'

export const migrations: Record<string, Migration> = {
  '0001_conversations': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('inbox')
        .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('event_id', 'text', (column) => column.notNull())
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('action', 'text')
        .addColumn('received_at', 'text', (column) => column.notNull())
        .addColumn('finished_at', 'text')
        .addUniqueConstraint('inbox_event_once', ['channel', 'event_id'])
        .execute()
      await db.schema.createIndex('inbox_by_conversation').on('inbox').columns(['conversation_id', 'seq']).execute()
      await db.schema
        .createTable('conversations')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('updated_at', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('questions')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('campaign', 'text')
        .addColumn('sources', 'text', (column) => column.notNull())
        .addColumn('entries', 'text', (column) => column.notNull())
        .addColumn('asked_at', 'text', (column) => column.notNull())
        .addColumn('took_ms', 'real', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('questions_by_kind').on('questions').columns(['kind', 'asked_at']).execute()
      await db.schema
        .createTable('outbox')
        .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('id', 'text', (column) => column.notNull().unique())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('answers', 'text', (column) => column.notNull())
        .addColumn('reply', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('sent_at', 'text')
        .execute()
      await db.schema.createIndex('outbox_by_conversation').on('outbox').columns(['conversation_id', 'seq']).execute()
      await db.schema
        .createTable('feedback')
        .addColumn('question_id', 'text', (column) => column.notNull().references('questions.id'))
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('verdict', 'text', (column) => column.notNull())
        .addColumn('given_at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('feedback_once', ['question_id', 'conversation_id'])
        .execute()
      await db.schema
        .createTable('knowledge_versions')
        .addColumn('hash', 'text', (column) => column.primaryKey())
        .addColumn('files', 'text', (column) => column.notNull())
        .addColumn('loaded_at', 'text', (column) => column.notNull())
        .execute()
    },
  },
  '0002_channels': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('inbox').addColumn('sender', 'text').execute()
      await db.schema
        .createTable('contacts')
        .addColumn('conversation_id', 'text', (column) => column.primaryKey())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('last_seen_at', 'text')
        .addColumn('unreachable', 'text')
        .addColumn('reachability_at', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('silenced_until', 'text')
        .addColumn('admitted_at', 'text')
        .execute()
      await db.schema.createIndex('contacts_by_person').on('contacts').column('person_id').execute()
      await db.schema
        .alterTable('outbox')
        .addColumn('state', 'text', (column) => column.notNull().defaultTo('waiting'))
        .execute()
      await db.schema
        .alterTable('outbox')
        .addColumn('purpose', 'text', (column) => column.notNull().defaultTo('reply'))
        .execute()
      await db.schema
        .alterTable('outbox')
        .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
      for (const name of ['next_attempt_at', 'expires_at', 'reason', 'platform_id'])
        await db.schema.alterTable('outbox').addColumn(name, 'text').execute()
      await (db as Kysely<{ outbox: { state: string; sent_at: string | null } }>)
        .updateTable('outbox')
        .set({ state: 'sent' })
        .where('sent_at', 'is not', null)
        .execute()
      await db.schema.createIndex('outbox_by_state').on('outbox').columns(['state', 'seq']).execute()
      await db.schema
        .createTable('leases')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('holder', 'text', (column) => column.notNull())
        .addColumn('until', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('link_codes')
        .addColumn('code_hash', 'text', (column) => column.primaryKey())
        .addColumn('conversation_id', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'text', (column) => column.notNull())
        .addColumn('used_at', 'text')
        .execute()
      await db.schema.createIndex('link_codes_by_conversation').on('link_codes').column('conversation_id').execute()
      await db.schema
        .createTable('zalo_tokens')
        .addColumn('oa_id', 'text', (column) => column.primaryKey())
        .addColumn('access_token', 'text', (column) => column.notNull())
        .addColumn('refresh_token', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'text', (column) => column.notNull())
        .addColumn('previous_refresh_token', 'text')
        .addColumn('needs_consent', 'text')
        .addColumn('imported', 'text')
        .addColumn('updated_at', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('consent_states')
        .addColumn('state', 'text', (column) => column.primaryKey())
        .addColumn('expires_at', 'text', (column) => column.notNull())
        .execute()
    },
  },
}
