// What somebody did before a job looks, written as the handlers write it.

import type { Values } from '../../forms/values.ts'
import { changeRegistration, keepDraft } from '../../store/change-registration.ts'
import { recordQuestion } from '../../store/questions.ts'
import type { RegistrationState } from '../../store/registration.ts'
import { readRegistration } from '../../store/registrations.ts'
import { NOI_VU, type RemindingRig } from '../fakes/reminding-rig.ts'

const UNIT_NAME = 'Phòng Nội vụ huyện Ân Thi' // of hy-an-thi-noi-vu
export const FORM = 'dang-ky-thi-dua'
let count = 0

/** Somebody's registration in this state, sent now. */
export async function registers(
  rig: { readonly db: RemindingRig['db']; readonly clock: Pick<RemindingRig['clock'], 'now'> },
  person: string,
  state: RegistrationState,
  { unit, name, phone }: { unit?: string; name?: string; phone?: string } = {},
): Promise<string> {
  const now = rig.clock.now()
  const id = `registration-${++count}`
  const answers: Values = {
    ...(unit ? { 'don-vi': { type: 'unit', unit, name: UNIT_NAME } } : {}),
    ...(name ? { 'ho-ten': { type: 'text', text: name } } : {}),
    ...(phone ? { 'dien-thoai': { type: 'text', text: phone } } : {}),
  }
  const draft = { id, campaign: NOI_VU, form: FORM, formVersion: 'v', person }
  await keepDraft(rig.db, { ...draft, answers, progress: {} }, now)
  const row = await readRegistration(rig.db, id)
  if (row && state !== 'draft')
    await changeRegistration(rig.db, row, { state, code: `NV20-${count}`, submittedAt: now }, [], now)
  return id
}

/** A question that no plan answered. */
export async function asks(rig: RemindingRig, person: string, text: string, campaign = NOI_VU): Promise<string> {
  const id = `question-${++count}`
  const channel = person.startsWith('zalo') ? 'zalo' : 'telegram'
  const message = {
    id,
    channel,
    conversationId: person,
    sender: person,
    kind: 'text',
    text,
    action: null,
    files: [],
    receivedAt: rig.clock.now(),
  } as const
  const question = { id, text, kind: 'not_stated', campaign, sources: [], entries: [], tookMs: 1 }
  await recordQuestion(rig.db, { message, person }, question)
  return id
}
