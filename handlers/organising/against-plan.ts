// What was sent beside what the plan aims at: targets (R12, R16) and numbers of nominations (R10). Shown, never refused.

import { answerAs, describeAs, isCollective } from '../../forms/as-role.ts'
import { hold } from '../../forms/form.ts'
import { placeOf } from '../../forms/place.ts'
import type { UnitDirectory } from '../../forms/units.ts'
import type { Values } from '../../forms/values.ts'
import { fold } from '../../knowledge/fold.ts'
import type { Form, Rule } from '../../knowledge/form-schema.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Sent } from './read-sent.ts'
import { groupBy, labelsAs } from './tally.ts'

export interface Share {
  /** “Lao động tiên tiến”. */
  readonly label: string
  /** Of what: “Tổng số CBCCVC”. */
  readonly of: string
  readonly part: number
  readonly whole: number
  /** In percent, to a tenth. */
  readonly share: number
  readonly aim: number
  readonly isAtLeast: boolean
  /** “Mục IV.2” */
  readonly place: string | null
}

export interface QuotaUse {
  readonly unit: string
  readonly occasion: string
  readonly collectives: number
  readonly mostCollectives: number
  readonly individuals: number
  readonly mostIndividuals: number
  readonly place: string | null
}

const COUNTED = ['submitted', 'returned', 'approved']
type RuleOf<C extends Rule['check']> = Extract<Rule, { check: C }>

/** Sums of what was sent as shares, by every basis that the forms name, beside the plan's targets. */
export function sharesOf(campaign: Campaign, sent: readonly Sent[], dueUnits: number): Share[] {
  const counted = sent.filter(({ registration }) => COUNTED.includes(registration.state))
  return [...numberShares(campaign, counted), ...titleShares(campaign, counted, dueUnits)]
}

function numberShares(campaign: Campaign, sent: readonly Sent[]): Share[] {
  return campaign.forms.flatMap((form) =>
    form.rules
      .filter((rule): rule is RuleOf<'share'> => rule.check === 'share')
      .flatMap((rule) => {
        const target = campaign.targets.find(({ id }) => id === rule.target)
        const own = sent.filter(({ registration }) => registration.form === form.id)
        const [part, whole] = [sum(own, rule.step), sum(own, rule.of)]
        if (target?.percent === undefined || whole === 0) return []
        const of = form.steps.find(({ id }) => id === rule.of)?.label ?? ''
        return [toShare(target, { percent: target.percent, of, part, whole })]
      }),
  )
}

// A target about collectives is told by a title of the same name.
function titleShares(campaign: Campaign, sent: readonly Sent[], dueUnits: number): Share[] {
  const titles = new Set(
    campaign.forms.flatMap(({ steps }) =>
      steps.flatMap((step) =>
        step.as === 'title' && (step.type === 'choice' || step.type === 'choices')
          ? step.options.map(({ label }) => fold(label))
          : [],
      ),
    ),
  )
  const collectives = sent.filter(({ form, values }) => isCollective(form, values) !== false)
  return campaign.targets.flatMap((target) => {
    if (target.percent === undefined || !titles.has(fold(target.label))) return []
    const part = collectives.filter((one) => labelsAs(one, 'title').some((label) => fold(label) === fold(target.label)))
    const bases = [
      { of: 'tập thể đã đăng ký', whole: collectives.length },
      { of: 'tập thể trong danh bạ', whole: dueUnits },
    ]
    return bases
      .filter(({ whole }) => whole > 0)
      .map(({ of, whole }) => toShare(target, { percent: target.percent ?? 0, of, part: part.length, whole }))
  })
}

function toShare(
  target: Campaign['targets'][number],
  { percent, of, part, whole }: { percent: number; of: string; part: number; whole: number },
): Share {
  return {
    label: target.label,
    of,
    part,
    whole,
    share: Math.round((part / whole) * 1_000) / 10,
    aim: percent,
    isAtLeast: target.comparison === 'at_least',
    place: placeOf({ section: target.section }),
  }
}

function sum(sent: readonly Sent[], step: string): number {
  return sent.reduce((total, { values }) => total + numberOf(values, step), 0)
}

function numberOf(values: Values, step: string): number {
  const value = values[step]
  return value?.type === 'number' ? value.number : 0
}

/** How many each unit nominated per occasion beside how many the plan gives it; units in the order of their names. */
export function quotasUsed(campaign: Campaign, sent: readonly Sent[], units: UnitDirectory): QuotaUse[] {
  return campaign.forms
    .flatMap((form) =>
      form.rules
        .filter((rule): rule is RuleOf<'quota'> => rule.check === 'quota')
        .flatMap((rule) => quotasOfForm(form, rule, sent, units)),
    )
    .sort((a, b) => a.unit.localeCompare(b.unit, 'vi') || a.occasion.localeCompare(b.occasion, 'vi'))
}

function quotasOfForm(form: Form, rule: RuleOf<'quota'>, sent: readonly Sent[], units: UnitDirectory): QuotaUse[] {
  const counted = sent.filter(
    (one) => one.registration.form === form.id && COUNTED.includes(one.registration.state) && nameOfUnit(one) !== '',
  )
  const groups = groupBy(counted, (one) =>
    JSON.stringify([nameOfUnit(one), describeAs(one.form, one.values, 'occasion')]),
  )
  return [...groups.values()].flatMap((some) => {
    const [first] = some
    const limit = first && rule.limits.find(({ if: conditions }) => hold(conditions, first.values, units))
    if (!first || !limit) return []
    const collectives = some.filter((one) => isCollective(one.form, one.values) !== false).length
    return [
      {
        unit: describeAs(first.form, first.values, 'unit'),
        occasion: describeAs(first.form, first.values, 'occasion'),
        collectives,
        mostCollectives: limit.collectives,
        individuals: some.length - collectives,
        mostIndividuals: limit.individuals,
        place: placeOf({ section: limit.section }),
      },
    ]
  })
}

function nameOfUnit({ form, values }: Sent): string {
  const unit = answerAs(form, values, 'unit')?.value
  return unit?.type === 'unit' ? (unit.unit ?? unit.name) : ''
}
