// The tables as the newest migration leaves them.

import type { Generated } from 'kysely'

export interface Tables {
  inbox: {
    seq: Generated<number>
    channel: string
    event_id: string
    conversation_id: string
    sender: string | null
    kind: string
    text: string
    action: string | null
    files: string | null
    received_at: string
    finished_at: string | null
  }
  conversations: { id: string; state: string; updated_at: string }
  questions: {
    id: string
    conversation_id: string
    text: string
    kind: string
    campaign: string | null
    sources: string
    entries: string
    asked_at: string
    took_ms: number
    wants_answer_at: string | null
    told_at: string | null
  }
  outbox: {
    seq: Generated<number>
    id: string
    channel: string
    conversation_id: string
    answers: string
    reply: string
    created_at: string
    sent_at: string | null
    state: Generated<string>
    purpose: Generated<string>
    attempts: Generated<number>
    next_attempt_at: string | null
    expires_at: string | null
    reason: string | null
    platform_id: string | null
    leaves_nothing: Generated<number>
  }
  contacts: {
    conversation_id: string
    channel: string
    person_id: string
    last_seen_at: string | null
    unreachable: string | null
    reachability_at: Generated<number>
    silenced_until: string | null
    admitted_at: string | null
    keeps_text: Generated<number>
  }
  leases: { name: string; holder: string; until: string }
  link_codes: {
    code_hash: string
    conversation_id: string
    created_at: string
    expires_at: string
    used_at: string | null
    letter_id: string | null
  }
  zalo_tokens: {
    oa_id: string
    access_token: string
    refresh_token: string
    expires_at: string
    previous_refresh_token: string | null
    needs_consent: string | null
    imported: string | null
    updated_at: string
  }
  consent_states: { state: string; expires_at: string }
  registrations: {
    id: string
    code: string | null
    campaign: string
    form: string
    form_version: string
    person_id: string
    state: string
    answers: string
    progress: string
    returned_steps: string | null
    duplicate_key: string | null
    is_late: number
    hold: string | null
    hash: string | null
    revision: Generated<number>
    started_at: string
    updated_at: string
    submitted_at: string | null
    decided_at: string | null
    decided_by: string | null
    decision_reason: string | null
    reminded_at: string | null
  }
  form_versions: { version: string; campaign: string; form: string; definition: string; kept_at: string }
  registration_changes: {
    seq: Generated<number>
    registration_id: string
    at: string
    by: string
    act: string
    step: string | null
    old: string | null
    new: string | null
  }
  dossier_papers: {
    registration_id: string
    paper: string
    ticked_at: string
    ticked_by: string
    verdict: string | null
    verdict_reason: string | null
    verdict_at: string | null
    verdict_by: string | null
  }
  files: {
    id: string
    name: string
    type: string
    size: number
    sha256: string
    person_id: string | null
    registration_id: string | null
    kept_at: string
    expires_at: string | null
    /** The campaign whose organisers alone may open it. */
    organisers_of: string | null
    /** Of the registration's dossier: which paper it is, or is a part of. */
    paper: string | null
  }
  file_links: { token_hash: string; file_id: string; expires_at: string }
  consents: {
    person_id: string
    purpose: string
    version: string
    given_at: string
    withdrawn_at: string | null
  }
  roles: {
    person_id: string
    role: string
    campaign: string
    unit: string
    given_by: string
    given_at: string
    ended_at: string | null
  }
  invitations: {
    code_hash: string
    role: string
    campaign: string
    unit: string
    invited_by: string
    created_at: string
    expires_at: string
    used_by: string | null
    used_at: string | null
    name: string | null
  }
  organiser_names: { person_id: string; name: string; named_at: string }
  form_openings: {
    campaign: string
    form: string
    is_open: number
    closes_on: string | null
    changed_by: string
    changed_at: string
    reason: string | null
  }
  acts: {
    seq: Generated<number>
    at: string
    by: string
    act: string
    campaign: string
    about: string
    details: string
  }
  follows: {
    person_id: string
    campaign: string
    leads: string
    hour: string
    state: string
    paused_until: string | null
    since: string
    followed_at: string
    changed_at: string
  }
  milestone_days: {
    campaign: string
    milestone: string
    version: number
    kind: string
    day: string | null
    reason: string
    decided_by: string
    decided_at: string
  }
  milestone_marks: {
    person_id: string
    campaign: string
    milestone: string
    version: number
    state: string
    until: string | null
    marked_at: string
  }
  reminders: {
    seq: Generated<number>
    person_id: string
    campaign: string
    milestone: string
    version: number
    lead: string
    due_at: string
    send_from: string
    state: string
    attempts: Generated<number>
    letter_id: string | null
    reason: string | null
    settled_at: string | null
  }
  notices: { person_id: string; key: string; letter_id: string | null; told_at: string }
  announcements: {
    id: string
    campaign: string
    text: string
    state: string
    reason: string | null
    written_by: string
    created_at: string
    confirmed_at: string | null
    finished_at: string | null
  }
  announcement_recipients: {
    seq: Generated<number>
    announcement_id: string
    person_id: string
    state: string
    letter_id: string | null
    reason: string | null
    settled_at: string | null
  }
  job_runs: {
    seq: Generated<number>
    name: string
    state: string
    started_at: string
    finished_at: string
    outcome: string
  }
  switches: { name: string; is_on: number; reason: string | null; changed_by: string; changed_at: string }
  calendar_feeds: { person_id: string; token: string; created_at: string }
  daily_metrics: { day: string; name: string; value: number }
  feedback: { question_id: string; conversation_id: string; verdict: string; given_at: string }
  knowledge_versions: { hash: string; files: string; loaded_at: string }
}
