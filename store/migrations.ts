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
}
