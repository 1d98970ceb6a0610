// What a person has sent already is not sent a second time (R14): it is opened, or changed to what they say now.

import { duplicateKeyOf } from '../../forms/duplicate-key.ts'
import { stepsInPlay, valuesInPlay } from '../../forms/form.ts'
import type { Values } from '../../forms/values.ts'
import type { Step } from '../../knowledge/form-schema.ts'
import type { Reply } from '../../message.ts'
import { deleteDraft } from '../../store/drafts.ts'
import type { Registration, RegistrationState } from '../../store/registration.ts'
import { registrationsOfPerson } from '../../store/registrations.ts'
import { type HandlerOutcome, reply } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { whyUnchangeable } from './change-sent.ts'
import { CHANGEABLE, draftOf, keepTurn } from './draft-of.ts'
import { readValues } from './form-in-use.ts'
import { openRegistration } from './open-registration.ts'
import { stateNames, registeringReplies as texts } from './replies.vi.ts'
import type { Scene } from './scene.ts'
import { showRegistration } from './show-registration.ts'

// Sent again as it is, it would lose nothing but its place or its approval.
const STANDING: readonly RegistrationState[] = ['submitted', 'returned', 'approved']

/** A form with answers; `registration` is null while nothing of it is kept yet. */
export type Filled = Pick<Scene, 'message' | 'state' | 'tools' | 'inUse' | 'draft'> & {
  readonly registration: Registration | null
}

/** What the person has sent of the same matter, and stands; also what is held because somebody else sent it before. */
export async function findOwnSame({
  message,
  tools,
  inUse,
  draft,
  registration,
}: Filled): Promise<Registration | null> {
  const { campaign, form, units } = inUse
  const keyOf = (values: Values) => duplicateKeyOf(form, campaign.id, values, units)
  const key = keyOf(draft.values)
  if (key === null) return null
  const all = await registrationsOfPerson(tools.db, message.person)
  const sent = all.filter(
    (one) =>
      one.id !== registration?.id &&
      one.campaign === campaign.id &&
      one.form === form.id &&
      STANDING.includes(one.state),
  )
  return sent.find((one) => keyOf(readValues(one.answers)) === key) ?? null
}

/** Tells of it as soon as the answers of a draft say whose it is; null where they did before, or where nothing is the same. */
export async function meetSame(scene: Scene, before: Values, notes: readonly string[]): Promise<HandlerOutcome | null> {
  const { registration, inUse, draft } = scene
  const keyOf = (values: Values) => duplicateKeyOf(inUse.form, inUse.campaign.id, values, inUse.units)
  if (registration.state !== 'draft' || keyOf(draft.values) === keyOf(before)) return null
  const same = await findOwnSame(scene)
  return same && tellSame(scene, same, notes)
}

/** Opens what was sent; where the draft says anything else, asks first whether that shall be changed in it. */
export async function tellSame(
  scene: Scene,
  same: Registration,
  notes: readonly string[] = [],
): Promise<HandlerOutcome> {
  const { state, tools, registration, inUse, draft } = scene
  if (registration.state !== 'draft' || !(await saysMore(scene, same))) return openSame(scene, same)
  return {
    ...reply(
      tools,
      { ...state, form: { registration: registration.id } },
      offerChange(registration.id, scene, same, notes),
    ),
    writes: [keepTurn(registration, draft, inUse, tools.clock.now())],
  }
}

/** Whether the answers say anything that could be changed in what was sent. */
export async function saysMore(filled: Filled, same: Registration): Promise<boolean> {
  if (newSteps(filled, same).length === 0) return false
  const { message, tools } = filled
  return same.state === 'returned' || (await whyUnchangeable(same, CHANGEABLE, message.receivedAt, tools)) === null
}

/** The steps that are answered otherwise than in what was sent, or than it is being changed to. */
export function newSteps(
  { inUse: { form, units }, draft }: Pick<Filled, 'inUse' | 'draft'>,
  same: Registration,
): Step[] {
  const values = valuesInPlay(form, draft.values, units)
  const sent = draftOf(same).values
  return stepsInPlay(form, values, units).filter(
    ({ id }) => values[id] !== undefined && JSON.stringify(values[id]) !== JSON.stringify(sent[id]),
  )
}

/** Asks what is to become of a draft beside what was sent. */
export function offerChange(id: string, filled: Filled, same: Registration, notes: readonly string[] = []): Reply {
  const labels = newSteps(filled, same).map(({ label }) => label)
  const text = texts.sameWithNews(same.code ?? '', stateNames[same.state], labels.join('; '))
  return {
    ...say('clarify', ...(notes.length > 0 ? [notes.join('\n')] : []), text),
    choices: [
      { label: texts.changeSame, action: `form:${id}:merge:${same.id}` },
      { label: texts.keepSame, action: `form:${id}:yield:${same.id}` },
      { label: texts.notTheSame, action: `form:${id}:edit:` },
    ],
  }
}

/** Shows what was sent, and that nothing is sent beside it; the draft, which says nothing else, goes. */
export async function openSame(filled: Filled, same: Registration): Promise<HandlerOutcome> {
  const { message, tools, registration } = filled
  const state = { ...filled.state, focus: same.campaign, last: null, form: null }
  const opened =
    same.state === 'returned'
      ? await openRegistration(same, message, state, tools)
      : await showRegistration(same, message, state, tools)
  const told = reply(tools, opened.state, say('action', texts.duplicateOwn(same.code ?? '')))
  return {
    ...opened,
    replies: [...told.replies, ...opened.replies],
    writes: [
      ...(registration?.state === 'draft'
        ? [(trx: Parameters<typeof deleteDraft>[0]) => deleteDraft(trx, registration)]
        : []),
      ...(opened.writes ?? []),
    ],
  }
}
