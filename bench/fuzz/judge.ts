// What may become of a registration: checked after everything that is done.

import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { progressSchema } from '../../forms/progress.ts'
import { type Values, valuesSchema } from '../../forms/values.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import type { Registration, RegistrationState } from '../../store/registration.ts'
import { taken, type Units } from './conditions.ts'
import { isEqual } from './is-equal.ts'
import { judgeByPlan } from './plan-rules.ts'
import { findFault, identityOf } from './valid-registration.ts'

/** What held when something was done. */
export interface World {
  /** Whose message it was: a person, the organiser, or `clock`. */
  readonly by: string
  readonly organiser: string
  readonly campaign: string
  readonly form: Form
  readonly version: string
  readonly units: Units
  readonly today: Temporal.PlainDate
  /** The last day on which the form may be sent; null if there is none. */
  readonly lastDay: Temporal.PlainDate | null
  readonly isOpen: boolean
}

export type Snapshot = ReadonlyMap<string, Registration>

const STANDING: readonly RegistrationState[] = ['submitted', 'returned', 'approved']
const ARROWS: Record<
  'person' | 'organiser' | 'clock',
  Partial<Record<RegistrationState, readonly RegistrationState[]>>
> = {
  person: {
    draft: ['draft', 'submitted'],
    submitted: ['submitted', 'withdrawn'],
    returned: ['returned', 'submitted', 'withdrawn'],
    approved: ['approved', 'submitted', 'withdrawn'],
    rejected: ['rejected', 'submitted'],
  },
  organiser: {
    submitted: ['submitted', 'returned', 'approved', 'rejected'],
    returned: ['submitted'],
    approved: ['submitted'],
    rejected: ['submitted'],
  },
  clock: { draft: ['draft', 'expired'] },
}

/** What of all that changed between two moments may not be so; null if nothing. */
export function findBreach(before: Snapshot, after: Snapshot, world: World): string | null {
  for (const [id, now] of after) {
    const then = before.get(id)
    const breach = then === now ? null : then ? breachOf(then, now, after, world) : breachOfNew(now, world)
    if (breach) return `${then?.state ?? 'new'} → ${now.state}: ${breach}`
  }
  for (const [id, then] of before)
    if (!after.has(id) && (then.state !== 'draft' || then.person !== world.by)) return `a ${then.state} one is gone`
  return breachOfAll(after, world)
}

function breachOfNew(now: Registration, world: World): string | null {
  const { person, state, code, answers } = now
  if (person !== world.by || state !== 'draft' || code !== null)
    return 'it began as something else than one’s own draft'
  if (isOurs(now, world) && !world.isOpen) return 'it began though the form is closed'
  return valuesSchema.safeParse(answers).success ? null : 'its answers cannot be read'
}

function breachOf(then: Registration, now: Registration, all: Snapshot, world: World): string | null {
  // An organiser may register like anybody.
  const isOrganiser = world.by === world.organiser && then.person !== world.by
  const who = isOrganiser ? 'organiser' : world.by === 'clock' ? 'clock' : 'person'
  // One that was turned down keeps nobody from sending the same: its key is given up.
  if (who === 'person' && then.person !== world.by)
    return then.state === 'rejected' && isEqual({ ...then, duplicateKey: null }, bare(now, then)) ? null : 'not theirs'
  if (!ARROWS[who][then.state]?.includes(now.state)) return `no ${who} does that`
  const at = progressSchema.safeParse(now.progress)
  if (!at.success) return 'where its conversation stands cannot be read'
  if (!isOurs(now, world)) return null
  // It is brought into another wording when its person goes on with it.
  const isToday = now.state === 'draft' && now.formVersion === world.version
  if (at.data.at !== null && isToday && !world.form.steps.some(({ id }) => id === at.data.at))
    return `no step ${at.data.at}`
  if (then.code !== null && now.code !== then.code) return 'another code'
  if (who === 'organiser') return breachOfDecision(then, now, world)
  if (isSent(then, now)) return breachOfSending(then, now, all, world)
  if (then.state !== 'draft' && !isEqual(then.answers, now.answers)) return 'what was sent changed unsent'
  if (then.state !== 'draft' && (now.hash !== then.hash || now.hold !== then.hold) && now.state !== 'withdrawn')
    return 'what goes with it changed unsent'
  if (now.state === 'withdrawn' && (!world.isOpen || isLate(world))) return 'withdrawn after it was closed'
  return valuesSchema.safeParse(now.answers).success ? null : 'its answers cannot be read'
}

function isSent(then: Registration, now: Registration): boolean {
  return now.state === 'submitted' && now.submittedAt?.getTime() !== then.submittedAt?.getTime()
}

function breachOfDecision(then: Registration, now: Registration, { by }: World): string | null {
  const kept = ['answers', 'hash', 'code', 'submittedAt', 'isLate', 'person'] as const
  const changed = kept.find((name) => !isEqual(then[name], now[name]))
  if (changed) return `an organiser changed its ${changed}`
  if (now.state === 'approved' && then.hold !== null) return 'approved though it is held'
  if (now.state === 'returned' && now.returnedSteps.length === 0) return 'returned for nothing'
  const isDecided = now.state !== 'submitted'
  if (isDecided && now.decidedBy !== by) return 'decided by nobody'
  if (['returned', 'rejected'].includes(now.state) && !now.decisionReason) return 'no reason is given'
  return now.revision === then.revision + 1 ? null : 'no revision of its own'
}

function breachOfSending(then: Registration, now: Registration, all: Snapshot, world: World): string | null {
  const { form, units, today, campaign } = world
  const values = now.answers as Values
  if (!world.isOpen && then.state !== 'returned') return 'sent though the form is closed'
  if (!['draft', 'returned'].includes(then.state) && isLate(world)) return 'amended after the deadline'
  if (then.state === 'returned' && isLeftToMend(then, now, form)) return 'sent though something is still to be mended'
  const { wording } = progressSchema.parse(then.progress)
  if ((wording ?? then.formVersion) !== world.version) return 'sent in a wording that its person has not seen'
  if (now.formVersion !== world.version) return 'sent in another wording than that of today'
  const fault = findFault(form, values, units, today)
  if (fault) return fault
  const others = standing(all, now, world).map(({ answers }) => answers as Values)
  const byPlan = judgeByPlan(campaign, { values, units, others })
  if (byPlan.fault) return byPlan.fault
  if (!/^[A-Z]{2,4}\d{0,2}-[A-Z0-9]{6}$/.test(now.code ?? '') || !now.code?.startsWith(form.code)) return 'no code'
  if (now.hash !== hashOf(values)) return 'its hash is another’s'
  if (now.isLate !== (then.state === 'draft' ? isLate(world) : then.isLate)) return 'late, or not, against the plan'
  const attests = form.steps.find(({ as, seenBy }) => as === 'attestation' && seenBy === 'organiser')
  const isSameElsewhere = standing(all, now, world).some((one) => one.person !== now.person && isSame(one, now, form))
  const mustWait = isSameElsewhere || now.isLate || (attests !== undefined && taken(values[attests.id]).includes('yes'))
  if (mustWait && now.hold === null) return 'not held, though an organiser is to look at it first'
  if (!mustWait && now.hold !== null && now.hold !== then.hold) return `held for nothing: ${now.hold}`
  if (!mustWait && now.hold === null && then.hold !== null && wasHeldByHand(then, form))
    return 'what an organiser held was let go by its person'
  return now.returnedSteps.length === 0 && now.decidedAt === null ? null : 'an old decision stands'
}

// What the answers, or a new wording, no longer ask for need not be mended.
function isLeftToMend({ progress, decidedAt }: Registration, { answers }: Registration, { steps }: Form): boolean {
  const { queue, mends } = progressSchema.parse(progress)
  const left = queue.filter((id) => steps.some((step) => step.id === id) && id in (answers as object))
  return left.length > 0 || mends !== decidedAt?.toISOString()
}

function wasHeldByHand({ hold }: Registration, form: Form): boolean {
  return hold !== null && !form.rules.some(({ effect, say }) => effect === 'hold' && hold.includes(say))
}

// Nobody sends the same twice (R14), and codes name one.
function breachOfAll(all: Snapshot, world: World): string | null {
  const stand = [...all.values()].filter((one) => STANDING.includes(one.state) && isOurs(one, world))
  const keys = stand.flatMap(({ person, answers }) => {
    const key = identityOf(world.form, answers as Values)
    return key === null ? [] : [`${person} ${key}`]
  })
  if (new Set(keys).size !== keys.length) return 'the same stands twice'
  const codes = [...all.values()].flatMap(({ code }) => code ?? [])
  return new Set(codes).size === codes.length ? null : 'a code stands twice'
}

function isSame(one: Registration, other: Registration, form: Form): boolean {
  const key = identityOf(form, one.answers as Values)
  return key !== null && key === identityOf(form, other.answers as Values)
}

/** The others by the same form that were sent and stand. */
export function standing(all: Snapshot, but: Registration, world: World): Registration[] {
  return [...all.values()].filter((one) => one.id !== but.id && isOurs(one, world) && STANDING.includes(one.state))
}

// Another plan's form may be filled in as well.
function isOurs({ campaign, form }: Registration, world: World): boolean {
  return campaign === world.campaign && form === world.form.id
}

function isLate({ lastDay, today }: World): boolean {
  return lastDay !== null && Temporal.PlainDate.compare(today, lastDay) > 0
}

function hashOf(values: Values): string {
  const sorted = Object.keys(values)
    .sort()
    .map((id) => [id, values[id]])
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}

function bare(now: Registration, then: Registration): Registration {
  return { ...now, revision: then.revision, updatedAt: then.updatedAt }
}
