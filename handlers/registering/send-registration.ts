import { randomInt } from 'node:crypto'
import { toVietnamDate } from '../../clock.ts'
import { freshProgress } from '../../forms/progress.ts'
import { digestOf, review } from '../../forms/review.ts'
import { duplicateKeyOf, type Facts } from '../../forms/rules.ts'
import type { Values } from '../../forms/values.ts'
import { type Change, changeRegistration, mustStand, type RegistrationChange } from '../../store/change-registration.ts'
import type { Db } from '../../store/database.ts'
import type { Registration, RegistrationState } from '../../store/registration.ts'
import { findDuplicate } from '../../store/registrations.ts'
import { type HandlerOutcome, reply } from '../handler.ts'
import { cardsFor } from '../organising/cards.ts'
import { timelineOfId } from '../reminding/decisions.ts'
import { offerReminders } from '../reminding/offer-reminder.ts'
import { say } from '../replies.vi.ts'
import { keepWording } from './draft-of.ts'
import { readValues } from './form-in-use.ts'
import { isLate } from './late.ts'
import { toReceipt } from './receipt.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { findOwnSame, tellSame } from './same-sent.ts'
import type { Scene } from './scene.ts'
import { showNow } from './take-turn.ts'
import { whomToAsk } from './whom-to-ask.ts'

// Sent again as it is, it would lose nothing but its place or its approval.
const STANDS: readonly RegistrationState[] = ['submitted', 'approved']

/** Sends what was summed up, once: a second time shows the same receipt. What was sent before is changed to it. */
export async function sendRegistration(scene: Scene, facts: Facts): Promise<HandlerOutcome> {
  const { message, state, tools, registration, inUse } = scene
  if (scene.isClosed)
    return reply(
      tools,
      { ...state, form: null },
      say('refused', isChanged(scene) ? texts.changeIsClosed : texts.draftIsClosed),
    )
  if (isChanged(scene) && isLate(inUse.campaign, inUse.form, toVietnamDate(message.receivedAt)))
    return reply(
      tools,
      { ...state, form: null },
      say('refused', texts.cannotAmendLate(registration.code ?? '', whomToAsk(inUse.campaign, inUse.form))),
    )
  const { values } = review(inUse.form, scene.draft.values, facts)
  const own = await findOwnSame(scene)
  if (own) return tellSame(scene, own)
  const key = duplicateKeyOf(inUse.form, inUse.campaign.id, values, inUse.units)
  const same = key === null ? null : await findDuplicate(tools.db, key)
  const stands = same !== null && same.id !== registration.id && same.state !== 'rejected'
  const before = readValues(registration.answers)
  if (STANDS.includes(registration.state) && digestOf(before) === digestOf(values))
    return showNow(scene, facts, { notes: [texts.nothingChanged] })
  return send(scene, {
    values,
    before,
    key: stands ? null : key,
    freed: !stands && same && same.id !== registration.id ? same : null,
    beside: stands ? same : null,
    facts,
  })
}

// Sent before, and not given back.
function isChanged({ registration: { state } }: Scene): boolean {
  return state !== 'draft' && state !== 'returned'
}

interface Sending {
  readonly values: Values
  readonly before: Values
  readonly key: string | null
  /** One that was turned down keeps nobody from trying again. */
  readonly freed: Registration | null
  /** Somebody else's, which is the same and stands: an organiser has to look at both. */
  readonly beside: Registration | null
  readonly facts: Facts
}

async function send(scene: Scene, { values, before, key, freed, beside, facts }: Sending): Promise<HandlerOutcome> {
  const { message, state, tools, registration, inUse, draft } = scene
  const { campaign, form, version } = inUse
  const now = tools.clock.now()
  const held = review(form, values, facts).findings.filter(({ effect }) => effect === 'hold')
  const isNew = registration.state === 'draft'
  const besides = beside ? [texts.duplicateHold] : []
  const change = {
    state: 'submitted',
    code: registration.code ?? toCode(form.code),
    formVersion: version,
    answers: values,
    progress: { ...freshProgress, skipped: draft.progress.skipped },
    returnedSteps: [],
    duplicateKey: key,
    isLate: isNew ? isLate(campaign, form, facts.receivedOn) : registration.isLate,
    hold: holdOf(registration, [...held.map(({ say: text }) => text), ...besides]),
    hash: digestOf(values),
    submittedAt: message.receivedAt,
    decidedAt: null,
    decidedBy: null,
    decisionReason: null,
  } as const satisfies RegistrationChange
  const log = logOf(registration, before, values, message.person, message.receivedAt)
  const sent: Registration = { ...registration, ...change, revision: registration.revision + 1, updatedAt: now }
  const timeline = await timelineOfId(campaign.id, tools)
  const receipt = toReceipt(
    sent,
    inUse,
    timeline,
    isNew ? texts.received(change.code) : texts.receivedAgain(change.code),
  )
  const offers = isNew ? await offerReminders(inUse.campaign, message.person, tools) : []
  const told = reply(
    tools,
    { ...state, form: null },
    {
      ...receipt,
      blocks: [...receipt.blocks, ...besides.map(() => ({ type: 'text' as const, text: texts.duplicateOther }))],
      choices: [...receipt.choices, ...offers],
    },
  )
  return {
    ...told,
    replies: [...told.replies, ...(await cardsFor(sent, tools))],
    writes: [
      // Decided or withdrawn meanwhile, it holds nobody.
      ...(beside ? [(trx: Db) => mustStand(trx, beside)] : []),
      ...(freed ? [(trx: Db) => changeRegistration(trx, freed, { duplicateKey: null }, [], now)] : []),
      (trx) => keepWording(trx, inUse, now),
      (trx) => changeRegistration(trx, registration, change, log, now),
    ],
  }
}

// What is held is let go by an organiser, not by another answer.
function holdOf({ hold: before }: Registration, held: readonly string[]): string | null {
  const news = held.filter((text) => !before?.includes(text))
  return [before ?? [], news].flat().join(' ') || null
}

// The act, and for what was sent before each answer that is another now.
function logOf(registration: Registration, before: Values, now: Values, by: string, at: Date): Change[] {
  if (registration.state === 'draft') return [{ at, by, act: 'submit' }]
  const act = registration.state === 'returned' ? 'mend' : 'amend'
  const steps = [...new Set([...Object.keys(before), ...Object.keys(now)])]
  const changed = steps.filter((step) => JSON.stringify(before[step]) !== JSON.stringify(now[step]))
  return [
    { at, by, act },
    ...changed.map((step) => ({ at, by, act, step, old: before[step] ?? null, new: now[step] ?? null })),
  ]
}

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789' // nothing that looks like another
const CODE_LENGTH = 6

function toCode(form: string): string {
  return `${form}-${Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`
}
