// The forms of today's knowledge, and what their conversation looks at.

import { toVietnamDate } from '../../clock.ts'
import { answerAs } from '../../forms/as-role.ts'
import { versionOf } from '../../forms/form.ts'
import type { Facts } from '../../forms/rules.ts'
import { createUnitDirectory, type UnitDirectory } from '../../forms/units.ts'
import { type Values, valuesSchema } from '../../forms/values.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Unit } from '../../knowledge/schema.ts'
import { withDecisions } from '../../knowledge/timeline.ts'
import { REGISTRATION_STATES, type Registration } from '../../store/registration.ts'
import { registrationsHolding } from '../../store/registrations.ts'
import type { Tools } from '../handler.ts'
import { decisionsOf } from '../reminding/decisions.ts'
import { inTime } from './late.ts'
import { withSetDaysIn } from './with-set-days.ts'

export interface FormInUse {
  readonly campaign: Campaign
  readonly form: Form
  readonly version: string
  readonly units: UnitDirectory
}

// Both are made of the knowledge, which stays the same for thousands of messages.
const versions = new WeakMap<Form, string>()
const directories = new WeakMap<readonly Unit[], UnitDirectory>()

/** The form as it is today; null if the campaign or the form was taken out of the knowledge. */
export function findForm({ knower }: Pick<Tools, 'knower'>, campaignId: string, formId: string): FormInUse | null {
  const { campaigns, units } = knower.current()
  const campaign = campaigns.find(({ id }) => id === campaignId)
  const form = campaign?.forms.find(({ id }) => id === formId)
  return campaign && form ? { campaign, form, version: versionOnce(form), units: directoryOf(units) } : null
}

/** The same with the organisers' days in place of the plan's own: by them it is late or not. */
export async function findFormNow(
  tools: Pick<Tools, 'knower' | 'db' | 'clock'>,
  campaignId: string,
  formId: string,
): Promise<FormInUse | null> {
  const inUse = findForm(tools, campaignId, formId)
  if (!inUse) return null
  const decisions = await decisionsOf(tools.db, campaignId)
  const { campaign, form } = inUse
  const today = tools.clock.today()
  return {
    ...inUse,
    campaign: withDecisions(campaign, decisions, today),
    form: withSetDaysIn(form, campaign, decisions, today),
  }
}

function versionOnce(form: Form): string {
  const version = versions.get(form) ?? versionOf(form)
  versions.set(form, version)
  return version
}

/** The directory of these units, made once. */
export function directoryOf(units: readonly Unit[]): UnitDirectory {
  const directory = directories.get(units) ?? createUnitDirectory(units)
  directories.set(units, directory)
  return directory
}

/**
 * What the form's rules look at, without other people's registrations: cheap enough for every step. `sent` is what
 * was sent before, if anything: it stays in time however long it is mended.
 */
export function factsOf(
  { campaign, form, units }: FormInUse,
  receivedAt: Date,
  tools: Pick<Tools, 'clock'>,
  sent?: Pick<Registration, 'state' | 'isLate'>,
): Facts {
  const day = toVietnamDate(receivedAt)
  const receivedOn = sent && !isDraft(sent) && !sent.isLate ? inTime(campaign, form, day) : day
  return { campaign, units, receivedOn, others: [], today: tools.clock.today() }
}

/** The same with the registrations of others beside which the answers count, where a rule of the form counts them. */
export async function withOthers(
  facts: Facts,
  { form }: FormInUse,
  { id, values }: { id: string; values: Values },
  { db }: Pick<Tools, 'db'>,
): Promise<Facts> {
  return { ...facts, others: await othersBeside(form, facts.campaign.id, { id, values }, db) }
}

/** What else was sent by this form from the same unit: all that a quota counts. None where the form has no quota. */
export async function othersBeside(
  form: Form,
  campaign: string,
  own: { id: string; values: Values },
  db: Tools['db'],
): Promise<Facts['others']> {
  const unit = answerAs(form, own.values, 'unit')?.value
  if (unit?.type !== 'unit' || !form.rules.some(({ check }) => check === 'quota')) return []
  const words = unit.unit === null ? `"name":${JSON.stringify(unit.name)}` : `"unit":${JSON.stringify(unit.unit)}`
  const found = await registrationsHolding(db, { campaign, form: form.id, states: SENT, words })
  return found
    .filter(({ id }) => id !== own.id)
    .map(({ code, answers, state }) => ({ code, state, values: readValues(answers) }))
}

const SENT = REGISTRATION_STATES.filter((state) => state !== 'draft')

/** Answers as they were kept; what was erased or cannot be read is left out. */
export function readValues(answers: unknown): Values {
  const parsed = valuesSchema.safeParse(answers)
  return parsed.success ? parsed.data : {}
}

/** Whether the person has not sent it yet. */
export function isDraft({ state }: Pick<Registration, 'state'>): boolean {
  return state === 'draft'
}
