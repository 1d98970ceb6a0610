// A person of whom something is kept everywhere: two joined channels, a group, registrations in every state, files …

import { joinPerson } from '../../store/contacts.ts'
import type { Db } from '../../store/database.ts'
import { tickPaper } from '../../store/dossier.ts'
import { REGISTRATION_STATES, type RegistrationState } from '../../store/registration.ts'
import type { Tables } from '../../store/tables.ts'
import type { SmallAssistant } from './small-assistant.ts'
import type { Somebody } from './somebody.ts'

export const LAN = 'web-lan'
export const LAN_ZALO = 'web-lan-zalo'
export const GROUP = 'web-group'
export const NAME = 'Nguyễn Thị Lan'
export const PHONE = '0912345678'
const AT = '2020-02-10T01:00:00.000Z'

/** Lan, with one registration in each of these states; nobody else has anything of hers. */
export async function givenLan(
  assistant: SmallAssistant,
  somebody: (conversationId: string) => Somebody,
  states: readonly RegistrationState[] = REGISTRATION_STATES,
): Promise<void> {
  const { db } = assistant
  await somebody(LAN).says(`Tôi là ${NAME}, máy ${PHONE}. Hạn đăng ký của phong trào An Bình là ngày nào?`)
  await somebody(LAN_ZALO).says(`Phong trào An Bình thưởng ${NAME} bao nhiêu tiền?`)
  await somebody(LAN_ZALO).taps('Chưa đúng')
  await somebody(GROUP).says(`${NAME} hỏi hạn của phong trào An Bình`, { sender: LAN })
  await joinPerson(db, LAN_ZALO, LAN)
  await somebody(LAN).says('/lienket')
  for (const state of states) await givenRegistration(assistant, state)
  await insert(db, 'consents', {
    person_id: LAN,
    purpose: 'registering',
    version: '1',
    given_at: AT,
    withdrawn_at: null,
  })
  await insert(db, 'consents', { person_id: LAN, purpose: 'reminding', version: '1', given_at: AT, withdrawn_at: null })
  const common = { person_id: LAN, campaign: 'an-binh' }
  const stopped = { state: 'following', paused_until: null, since: AT, followed_at: AT, changed_at: AT }
  await insert(db, 'follows', { ...common, leads: '[3]', hour: '08:00', ...stopped })
  const mark = { milestone: 'han-dang-ky', version: 1 }
  await insert(db, 'milestone_marks', { ...common, ...mark, state: 'done', until: null, marked_at: AT })
  await insert(db, 'notices', { person_id: LAN_ZALO, key: 'window', letter_id: null, told_at: AT })
  const due = {
    lead: '3',
    due_at: AT,
    send_from: AT,
    state: 'planned',
    letter_id: null,
    reason: null,
    settled_at: null,
  }
  await insert(db, 'reminders', { ...common, ...mark, ...due })
  const settled = { state: 'sent', letter_id: null, reason: null, settled_at: AT }
  await insert(db, 'announcement_recipients', { announcement_id: 'a-1', person_id: LAN, ...settled })
}

async function givenRegistration({ db, tools }: SmallAssistant, state: RegistrationState): Promise<void> {
  const id = `registration-${state}`
  const isSent = state !== 'draft' && state !== 'expired'
  const answers = { name: { type: 'text', text: NAME }, phone: { type: 'text', text: PHONE } }
  await insert(db, 'registrations', {
    id,
    code: isSent ? `AB20-${state.toUpperCase()}` : null,
    campaign: 'an-binh',
    form: 'dang-ky',
    form_version: 'v1',
    person_id: LAN,
    state,
    answers: JSON.stringify(answers),
    progress: '{}',
    returned_steps: null,
    duplicate_key: isSent && state !== 'withdrawn' ? `key-${state}` : null,
    is_late: 0,
    hold: null,
    hash: null,
    started_at: AT,
    updated_at: AT,
    submitted_at: isSent ? AT : null,
    decided_at: null,
    decided_by: null,
    decision_reason: null,
    reminded_at: null,
  })
  const change = { registration_id: id, at: AT, by: LAN, act: 'answer', step: 'phone', old: null }
  await insert(db, 'registration_changes', { ...change, new: JSON.stringify(answers.phone) })
  const content = Buffer.from(JSON.stringify({ [state]: NAME }))
  const kept = await tools.files.keep(
    { name: `bao-cao-${NAME}.json`, content, person: LAN, registration: id, expiresAt: null, type: 'application/json' },
    new Date(AT),
  )
  await kept.write(db)
  await tickPaper(db, { registration: id, paper: 'bao-cao', by: LAN, files: [kept.file.id] }, new Date(AT))
}

/** Every row of every table that holds one of these words, as “table: row”. */
export async function rowsWith(db: Db, words: readonly string[]): Promise<string[]> {
  const tables = await db.introspection.getTables()
  const found: string[] = []
  for (const { name } of tables)
    for (const row of await db
      .selectFrom(name as keyof Tables)
      .selectAll()
      .execute()) {
      const text = JSON.stringify(row)
      if (words.some((word) => text.includes(word))) found.push(`${name}: ${text}`)
    }
  return found
}

async function insert<T extends keyof Tables>(db: Db, table: T, row: Record<string, unknown>): Promise<void> {
  await db
    .insertInto(table as 'leases')
    .values(row as never)
    .execute()
}
