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
  '0003_registrations': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('inbox').addColumn('files', 'text').execute()
      await db.schema
        .alterTable('contacts')
        .addColumn('keeps_text', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
      await db.schema
        .alterTable('outbox')
        .addColumn('leaves_nothing', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
      await db.schema.alterTable('link_codes').addColumn('letter_id', 'text').execute()
      for (const name of ['wants_answer_at', 'told_at'])
        await db.schema.alterTable('questions').addColumn(name, 'text').execute()
      await db.schema
        .createTable('registrations')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('code', 'text', (column) => column.unique())
        .addColumn('campaign', 'text', (column) => column.notNull())
        .addColumn('form', 'text', (column) => column.notNull())
        .addColumn('form_version', 'text', (column) => column.notNull())
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('answers', 'text', (column) => column.notNull())
        .addColumn('progress', 'text', (column) => column.notNull())
        .addColumn('returned_steps', 'text')
        .addColumn('duplicate_key', 'text', (column) => column.unique())
        .addColumn('is_late', 'integer', (column) => column.notNull())
        .addColumn('hold', 'text')
        .addColumn('hash', 'text')
        .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('started_at', 'text', (column) => column.notNull())
        .addColumn('updated_at', 'text', (column) => column.notNull())
        .addColumn('submitted_at', 'text')
        .addColumn('decided_at', 'text')
        .addColumn('decided_by', 'text')
        .addColumn('decision_reason', 'text')
        .addColumn('reminded_at', 'text')
        .execute()
      for (const column of ['person_id', 'campaign', 'state'])
        await db.schema.createIndex(`registrations_by_${column}`).on('registrations').column(column).execute()
      await db.schema
        .createTable('form_versions')
        .addColumn('version', 'text', (column) => column.primaryKey())
        .addColumn('campaign', 'text', (column) => column.notNull())
        .addColumn('form', 'text', (column) => column.notNull())
        .addColumn('definition', 'text', (column) => column.notNull())
        .addColumn('kept_at', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('registration_changes')
        .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('registration_id', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('act', 'text', (column) => column.notNull())
        .addColumn('step', 'text')
        .addColumn('old', 'text')
        .addColumn('new', 'text')
        .execute()
      await db.schema
        .createIndex('registration_changes_by_registration')
        .on('registration_changes')
        .columns(['registration_id', 'seq'])
        .execute()
      await db.schema
        .createTable('dossier_papers')
        .addColumn('registration_id', 'text', (column) => column.notNull())
        .addColumn('paper', 'text', (column) => column.notNull())
        .addColumn('ticked_at', 'text', (column) => column.notNull())
        .addColumn('ticked_by', 'text', (column) => column.notNull())
        .addColumn('file_id', 'text')
        .addPrimaryKeyConstraint('dossier_paper_once', ['registration_id', 'paper'])
        .execute()
      await db.schema
        .createTable('files')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('type', 'text', (column) => column.notNull())
        .addColumn('size', 'integer', (column) => column.notNull())
        .addColumn('sha256', 'text', (column) => column.notNull())
        .addColumn('person_id', 'text')
        .addColumn('registration_id', 'text')
        .addColumn('kept_at', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'text')
        .execute()
      await db.schema
        .createTable('consents')
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('purpose', 'text', (column) => column.notNull())
        .addColumn('version', 'text', (column) => column.notNull())
        .addColumn('given_at', 'text', (column) => column.notNull())
        .addColumn('withdrawn_at', 'text')
        .addPrimaryKeyConstraint('consent_once', ['person_id', 'purpose', 'version', 'given_at'])
        .execute()
      await db.schema
        .createTable('roles')
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('campaign', 'text', (column) => column.notNull())
        .addColumn('unit', 'text', (column) => column.notNull())
        .addColumn('given_by', 'text', (column) => column.notNull())
        .addColumn('given_at', 'text', (column) => column.notNull())
        .addColumn('ended_at', 'text')
        .addPrimaryKeyConstraint('role_once', ['person_id', 'role', 'campaign', 'unit'])
        .execute()
      await db.schema
        .createTable('invitations')
        .addColumn('code_hash', 'text', (column) => column.primaryKey())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('campaign', 'text', (column) => column.notNull())
        .addColumn('unit', 'text', (column) => column.notNull())
        .addColumn('invited_by', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'text', (column) => column.notNull())
        .addColumn('used_by', 'text')
        .addColumn('used_at', 'text')
        .execute()
      await db.schema
        .createTable('form_openings')
        .addColumn('campaign', 'text', (column) => column.notNull())
        .addColumn('form', 'text', (column) => column.notNull())
        .addColumn('is_open', 'integer', (column) => column.notNull())
        .addColumn('closes_on', 'text')
        .addColumn('changed_by', 'text', (column) => column.notNull())
        .addColumn('changed_at', 'text', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addPrimaryKeyConstraint('form_opening_once', ['campaign', 'form'])
        .execute()
      await db.schema
        .createTable('acts')
        .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('at', 'text', (column) => column.notNull())
        .addColumn('by', 'text', (column) => column.notNull())
        .addColumn('act', 'text', (column) => column.notNull())
        .addColumn('campaign', 'text', (column) => column.notNull())
        .addColumn('about', 'text', (column) => column.notNull())
        .addColumn('details', 'text', (column) => column.notNull())
        .execute()
    },
  },
  '0004_organisers': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('organiser_names')
        .addColumn('person_id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('named_at', 'text', (column) => column.notNull())
        .execute()
      await db.schema.alterTable('invitations').addColumn('name', 'text').execute()
      await db.schema.createIndex('acts_by_campaign').on('acts').columns(['campaign', 'seq']).execute()
      await db.schema.createIndex('acts_by_about').on('acts').columns(['about', 'seq']).execute()
    },
  },
  '0004_reminders': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('follows')
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('campaign', 'text', (column) => column.notNull())
        .addColumn('leads', 'text', (column) => column.notNull())
        .addColumn('hour', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('paused_until', 'text')
        .addColumn('since', 'text', (column) => column.notNull())
        .addColumn('followed_at', 'text', (column) => column.notNull())
        .addColumn('changed_at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('follow_once', ['person_id', 'campaign'])
        .execute()
      await db.schema
        .createIndex('follows_by_campaign')
        .on('follows')
        .columns(['campaign', 'state', 'person_id'])
        .execute()
      await db.schema
        .createTable('milestone_days')
        .addColumn('campaign', 'text', (column) => column.notNull())
        .addColumn('milestone', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('day', 'text')
        .addColumn('reason', 'text', (column) => column.notNull())
        .addColumn('decided_by', 'text', (column) => column.notNull())
        .addColumn('decided_at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('milestone_day_once', ['campaign', 'milestone', 'version'])
        .execute()
      await db.schema
        .createTable('milestone_marks')
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('campaign', 'text', (column) => column.notNull())
        .addColumn('milestone', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('until', 'text')
        .addColumn('marked_at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('milestone_mark_once', ['person_id', 'campaign', 'milestone'])
        .execute()
      await db.schema
        .createTable('reminders')
        .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('campaign', 'text', (column) => column.notNull())
        .addColumn('milestone', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('lead', 'text', (column) => column.notNull())
        .addColumn('due_at', 'text', (column) => column.notNull())
        .addColumn('send_from', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('letter_id', 'text')
        .addColumn('reason', 'text')
        .addColumn('settled_at', 'text')
        .addUniqueConstraint('reminder_once', ['person_id', 'campaign', 'milestone', 'version', 'lead'])
        .execute()
      await db.schema.createIndex('reminders_by_state').on('reminders').columns(['state', 'send_from']).execute()
      await db.schema.createIndex('reminders_by_letter').on('reminders').column('letter_id').execute()
      await db.schema
        .createIndex('reminders_by_milestone')
        .on('reminders')
        .columns(['campaign', 'milestone', 'version'])
        .execute()
      await db.schema
        .createTable('notices')
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('key', 'text', (column) => column.notNull())
        .addColumn('letter_id', 'text')
        .addColumn('told_at', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('notice_once', ['person_id', 'key'])
        .execute()
      await db.schema
        .createTable('announcements')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('campaign', 'text', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('written_by', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('confirmed_at', 'text')
        .addColumn('finished_at', 'text')
        .execute()
      await db.schema.createIndex('announcements_by_state').on('announcements').columns(['state', 'campaign']).execute()
      await db.schema
        .createTable('announcement_recipients')
        .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('announcement_id', 'text', (column) => column.notNull())
        .addColumn('person_id', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('letter_id', 'text')
        .addColumn('reason', 'text')
        .addColumn('settled_at', 'text')
        .addUniqueConstraint('announcement_recipient_once', ['announcement_id', 'person_id'])
        .execute()
      await db.schema
        .createIndex('announcement_recipients_by_state')
        .on('announcement_recipients')
        .columns(['announcement_id', 'state', 'seq'])
        .execute()
      await db.schema
        .createIndex('announcement_recipients_by_person')
        .on('announcement_recipients')
        .column('person_id')
        .execute()
      await db.schema
        .createIndex('announcement_recipients_by_letter')
        .on('announcement_recipients')
        .column('letter_id')
        .execute()
      await db.schema
        .createTable('job_runs')
        .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('started_at', 'text', (column) => column.notNull())
        .addColumn('finished_at', 'text', (column) => column.notNull())
        .addColumn('outcome', 'text', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('job_runs_by_name').on('job_runs').columns(['name', 'seq']).execute()
      await db.schema
        .createTable('switches')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('is_on', 'integer', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('changed_by', 'text', (column) => column.notNull())
        .addColumn('changed_at', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('daily_metrics')
        .addColumn('day', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('value', 'real', (column) => column.notNull())
        .addPrimaryKeyConstraint('daily_metric_once', ['day', 'name'])
        .execute()
    },
  },
  '0005_calendar_feeds': {
    up: async (db: Kysely<unknown>) => {
      await db.schema
        .createTable('calendar_feeds')
        .addColumn('person_id', 'text', (column) => column.primaryKey())
        .addColumn('token', 'text', (column) => column.notNull().unique())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .execute()
    },
  },
  '0006_file_links': {
    up: async (db) => {
      await db.schema
        .createTable('file_links')
        .addColumn('token_hash', 'text', (column) => column.primaryKey())
        .addColumn('file_id', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'text', (column) => column.notNull())
        .execute()
    },
  },
  '0007_dossier_checks': {
    up: async (db: Kysely<unknown>) => {
      // Several files may be one paper: which one it belongs to is known of the file.
      await db.schema.alterTable('files').addColumn('paper', 'text').execute()
      const old = db as Kysely<{
        files: { id: string; paper: string | null }
        dossier_papers: { paper: string; file_id: string | null }
      }>
      await old
        .updateTable('files')
        .set(({ selectFrom }) => ({
          paper: selectFrom('dossier_papers')
            .select('dossier_papers.paper')
            .whereRef('dossier_papers.file_id', '=', 'files.id')
            .limit(1),
        }))
        .execute()
      await db.schema.alterTable('dossier_papers').dropColumn('file_id').execute()
      for (const column of ['verdict', 'verdict_reason', 'verdict_at', 'verdict_by'])
        await db.schema.alterTable('dossier_papers').addColumn(column, 'text').execute()
      await db.schema.createIndex('files_by_registration').on('files').column('registration_id').execute()
    },
  },
  '0008_files_of_organisers': {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('files').addColumn('organisers_of', 'text').execute()
      // The lists of before name their campaign.
      const old = db as Kysely<{ files: { id: string; name: string; person_id: string | null; organisers_of: string } }>
      const lists = old.selectFrom('files').select(['id', 'name']).where('person_id', 'is', null)
      for (const { id, name } of await lists.where('name', 'like', '%.xlsx').execute()) {
        const campaign = /^(?:danh-sach|can-goi-dien)-(.+)-\d{8}\.xlsx$/.exec(name)?.[1]
        if (campaign) await old.updateTable('files').set({ organisers_of: campaign }).where('id', '=', id).execute()
      }
    },
  },
  '0009_indexes': {
    up: async (db: Kysely<unknown>) => {
      // A conversation's letters in one state were looked for among those of everybody.
      await db.schema.dropIndex('outbox_by_conversation').execute()
      await db.schema
        .createIndex('outbox_by_conversation')
        .on('outbox')
        .columns(['conversation_id', 'state', 'seq'])
        .execute()
      // Each start looked through all messages for those that were left.
      await db.schema
        .createIndex('inbox_unfinished')
        .on('inbox')
        .columns(['finished_at', 'seq'])
        .where('finished_at', 'is', null)
        .execute()
    },
  },
}
