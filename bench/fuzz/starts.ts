// Where a play begins: with nothing, or in the middle of what a person and an organiser have done before.

import fc from 'fast-check'
import { freshProgress } from '../../forms/progress.ts'
import { digestOf } from '../../forms/review.ts'
import { duplicateKeyOf } from '../../forms/rules.ts'
import { goOn } from '../../forms/take-answers.ts'
import type { UnitDirectory } from '../../forms/units.ts'
import type { Value, Values } from '../../forms/values.ts'
import type { Form, Step } from '../../knowledge/form-schema.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Unit } from '../../knowledge/schema.ts'
import { changeRegistration, keepDraft } from '../../store/change-registration.ts'
import type { Db } from '../../store/database.ts'
import type { RegistrationState } from '../../store/registration.ts'
import { allTrue, type Units } from './conditions.ts'
import { identityOf } from './valid-registration.ts'

const STANDS = ['none', 'draft', 'draft', 'draft', 'submitted', 'returned', 'returned', 'approved', 'rejected'] as const
export type Stand = (typeof STANDS)[number]

export interface Start {
  /** What Lan has of this form already; `none`: she begins. */
  readonly lan: Stand
  readonly hung: 'none' | 'submitted' | 'approved'
  /** Choose the answers that were given so far. */
  readonly picks: readonly number[]
  readonly otherPicks: readonly number[]
  /** Whether Hùng has sent just what Lan has. */
  readonly sendsTheSame: boolean
  /** How many of the answers a draft has; which are to be mended. */
  readonly n: number
  readonly agreed: boolean
  readonly isOpen: boolean
  /** In which wording of the form it was answered. */
  readonly wording: number
  /** When: long before the deadline, on its last day in its last seconds, or after it. */
  readonly at: string
}

const picks = fc.array(fc.nat(60), { minLength: 18, maxLength: 18 })

export const start: fc.Arbitrary<Start> = fc.record({
  lan: fc.constantFrom(...STANDS),
  hung: fc.constantFrom('none' as const, 'none' as const, 'submitted' as const, 'approved' as const),
  picks,
  otherPicks: picks,
  sendsTheSame: fc.constantFrom(false, false, false, true),
  n: fc.nat(30),
  agreed: fc.constantFrom(true, true, true, true, false),
  isOpen: fc.constantFrom(true, true, true, true, true, true, false),
  wording: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
  at: fc.constantFrom(
    '2020-02-10T08:00:00+07:00',
    '2020-02-10T08:00:00+07:00',
    '2020-02-10T08:00:00+07:00',
    '2020-02-16T23:59:00+07:00',
    '2020-02-17T00:00:00+07:00',
  ),
})

const NAMES = ['Nguyễn Thị Lan', 'Trần Văn Hùng', 'Lê Minh Đức']
const TEXTS = ['Chuyên viên chính', 'Trường tiểu học Hoa Sen', 'Đội thuế số 2']
const TASKS = [
  'Số hóa 100% hồ sơ trước 30/11/2020',
  'Rút ngắn 20% thời gian giải quyết thủ tục\nTập huấn 3 lớp cho 60 người',
]

/** Answers that the form allows, chosen by these numbers. */
export function answersOf(form: Form, picks: readonly number[], units: Units): Values {
  const values: Record<string, Value> = {}
  const places = unitsFor(form, [...units.values()])
  let most = Number.POSITIVE_INFINITY // of people: the first number counts them all
  form.steps.forEach((step, index) => {
    if (!allTrue(step.if, values, units)) return
    const pick = picks[index % picks.length] ?? 0
    if (step.optional && pick % 3 === 0) return
    const value = toValue(step, pick, { values, units, places, most })
    if (value) values[step.id] = value
    if (value?.type === 'number') most = Math.min(most, value.number)
  })
  return values
}

interface Known {
  readonly values: Values
  readonly units: Units
  readonly places: readonly Unit[]
  readonly most: number
}

function toValue(step: Step, pick: number, { values, units, places, most }: Known): Value | null {
  switch (step.type) {
    case 'choice':
    case 'choices': {
      const offered = step.options.filter((option) => allTrue(option.if, values, units)).map(({ id }) => id)
      const option = offered[pick % offered.length]
      if (option === undefined) return null
      if (step.type === 'choice') return { type: 'choice', option }
      return { type: 'choices', options: pick % 2 ? offered : [option] }
    }
    case 'text':
      return { type: 'text', text: TEXTS[pick % TEXTS.length] ?? '' }
    case 'long-text':
      return { type: 'text', text: TASKS[pick % TASKS.length] ?? '' }
    case 'number':
      return { type: 'number', number: Math.min(most, Math.max(step.least, pick)) }
    case 'date':
      return { type: 'date', date: '1980-02-17' }
    case 'unit': {
      const unit = places[pick % places.length]
      return pick === 7 || !unit
        ? { type: 'unit', unit: null, name: 'Phòng Số 7' }
        : { type: 'unit', unit: unit.id, name: unit.name }
    }
    case 'person':
      return { type: 'text', text: NAMES[pick % NAMES.length] ?? '' }
    case 'phone':
      return { type: 'text', text: '0912345678' }
    case 'attestation':
      return { type: 'attestation', yes: pick % 5 === 0 }
    case 'file':
      return null
  }
}

/** Units as people of this form name them, and some of elsewhere. */
export function unitsFor(form: Form, all: readonly Unit[]): readonly Unit[] {
  const within = form.steps.flatMap((step) => (step.type === 'unit' ? step.within : []))
  const inside = all.filter(({ id, parent = '' }) => within.includes(id) || within.includes(parent))
  const below = all.filter(({ parent = '' }) => inside.some(({ id }) => id === parent))
  return [...inside.slice(0, 12), ...below.slice(0, 24), ...all.slice(0, 6)]
}

const LONG_AGO = new Date('2020-02-07T02:00:00Z')

/** Puts one registration into the database as the assistant would have left it. */
export async function givenRegistration(
  db: Db,
  {
    id,
    person,
    state,
    answers,
    toMend,
    hasGivenWay,
    campaign,
    form,
    version,
    directory,
  }: {
    readonly id: string
    readonly person: string
    readonly state: Exclude<Stand, 'none'>
    readonly answers: Values
    readonly toMend: readonly string[]
    /** The same was sent again after it was turned down. */
    readonly hasGivenWay: boolean
    readonly campaign: Campaign
    readonly form: Form
    readonly version: string
    readonly directory: UnitDirectory
  },
): Promise<void> {
  const common = { id, campaign: campaign.id, form: form.id, formVersion: version, person }
  const { progress } = goOn(form, { values: answers, progress: freshProgress, wasSent: false }, { units: directory })
  await keepDraft(db, { ...common, answers, progress }, LONG_AGO)
  if (state === 'draft') return
  const isDecided = state !== 'submitted'
  const change = {
    state: state as RegistrationState,
    code: `${form.code}-${id.slice(-6).toUpperCase()}`,
    hash: digestOf(answers),
    duplicateKey: state === 'rejected' && hasGivenWay ? null : duplicateKeyOf(form, campaign.id, answers, directory),
    // Nothing that is held is approved; an organiser has let it go.
    hold: state === 'approved' ? null : heldBy(form, answers),
    returnedSteps: state === 'returned' ? toMend : [],
    progress: { ...freshProgress, skipped: leftOut(form, answers) },
    submittedAt: LONG_AGO,
    decidedAt: isDecided ? LONG_AGO : null,
    decidedBy: isDecided ? 'telegram:1' : null,
    decisionReason: isDecided ? 'Chưa rõ' : null,
  }
  const log = [{ at: LONG_AGO, by: person, act: 'submit' }]
  await changeRegistration(db, { id, revision: 0 }, change, log, LONG_AGO)
}

function leftOut(form: Form, answers: Values): string[] {
  return form.steps.filter(({ id, optional }) => optional && answers[id] === undefined).map(({ id }) => id)
}

function heldBy(form: Form, answers: Values): string | null {
  const asks = form.steps.find(({ as }) => as === 'attestation')
  const rule = form.rules.find(({ check, effect }) => check === 'condition' && effect === 'hold')
  const value = asks && answers[asks.id]
  return rule && value?.type === 'attestation' && value.yes ? rule.say : null
}

/** Whether two people’s answers are the same registration. */
export function isSame(form: Form, some: Values, others: Values): boolean {
  return identityOf(form, some) !== null && identityOf(form, some) === identityOf(form, others)
}
