// What the checks of a form find in its answers.

import { Temporal } from 'temporal-polyfill'
import { lastValidDay } from '../knowledge/deadlines.ts'
import { sectionName } from '../knowledge/document.ts'
import type { Form, Role, Rule } from '../knowledge/form-schema.ts'
import type { Campaign } from '../knowledge/load.ts'
import { duplicateKeyOf } from './duplicate-key.ts'
import { offered } from './fits.ts'
import { hold, valuesInPlay } from './form.ts'
import { placeOf } from './place.ts'
import type { UnitDirectory } from './units.ts'
import type { Value, Values } from './values.ts'

export { duplicateKeyOf } from './duplicate-key.ts'

/** What holds besides the answers. */
export interface Facts {
  readonly campaign: Campaign
  readonly units: UnitDirectory
  /** The day in Vietnam on which it was received: it decides what is late. */
  readonly receivedOn: Temporal.PlainDate
  readonly today: Temporal.PlainDate
  /** The other registrations by the same form. */
  readonly others: readonly { readonly code: string | null; readonly values: Values; readonly state: string }[]
}

export interface Finding {
  readonly rule: Rule
  readonly effect: Rule['effect']
  readonly say: string
  /** The same as organisers read it, who are not who registers. */
  readonly toOrganiser: string
  readonly seenBy: Rule['seenBy']
  /** “Mục III.1”; null where no plan says so. */
  readonly place: string | null
  /** Another answer that would be in order. */
  readonly offer?: { readonly step: string; readonly option: string }
  /** The code of the registration that is the same. */
  readonly duplicateOf?: string
}

/** Every rule that these answers touch, in the order of the form. Rules on answers still missing find nothing. */
export function checkRules(form: Form, values: Values, facts: Facts): Finding[] {
  return form.rules.flatMap((rule) => {
    const found = check(rule, form, values, facts)
    if (!found) return []
    return [
      {
        rule,
        effect: rule.effect,
        say: rule.say,
        toOrganiser: rule.toOrganiser ?? found.say ?? rule.say,
        seenBy: rule.seenBy,
        place: placeOf(rule.basis),
        ...found,
      },
    ]
  })
}

type Found = Partial<Pick<Finding, 'say' | 'toOrganiser' | 'place' | 'offer' | 'duplicateOf'>>
type RuleOf<C extends Rule['check']> = Extract<Rule, { check: C }>

function check(rule: Rule, form: Form, values: Values, facts: Facts): Found | null {
  switch (rule.check) {
    case 'deadline':
      return isLate(rule, facts) ? {} : null
    case 'condition':
      return hold(rule.if, values, facts.units) ? proposal(rule, form, values, facts) : null
    case 'quota':
      return checkQuota(rule, form, values, facts)
    case 'duplicate':
      return checkDuplicate(form, values, facts)
    case 'at-most':
      return checkAtMost(rule, values)
    case 'share':
      return checkShare(rule, values, facts)
  }
}

// What a rule proposes instead, where no other rule minds that beside the other answers.
function proposal({ say, offer }: RuleOf<'condition'>, form: Form, values: Values, { units }: Facts): Found {
  const step = offer && form.steps.find(({ id }) => id === offer.step)
  const option = step && offered(step, values, units).find(({ id }) => id === offer.option)
  if (!step || !option) return {}
  const value: Value =
    step.type === 'choices' ? { type: 'choices', options: [option.id] } : { type: 'choice', option: option.id }
  const instead = valuesInPlay(form, { ...values, [step.id]: value }, units)
  const isMinded = form.rules.some(
    (rule) =>
      rule.check === 'condition' &&
      rule.effect !== 'info' &&
      hold(rule.if, instead, units) &&
      !hold(rule.if, values, units),
  )
  if (isMinded) return {}
  return {
    offer,
    say: `${say} Anh/chị có thể chọn ${option.label}.`,
    toOrganiser: `${say} Người đăng ký có thể chọn ${option.label}.`,
  }
}

/** Whether what was received then came after the last valid day. */
function isLate({ milestone: id }: RuleOf<'deadline'>, { campaign, receivedOn }: Facts): boolean {
  const milestone = campaign.milestones.find((one) => one.id === id)
  const last = milestone ? lastValidDay(milestone) : null
  return last !== null && Temporal.PlainDate.compare(receivedOn, last) > 0
}

const COUNTED = new Set(['submitted', 'returned', 'approved'])

function checkQuota(rule: RuleOf<'quota'>, form: Form, values: Values, { units, others }: Facts): Found | null {
  const limit = rule.limits.find(({ if: conditions }) => hold(conditions, values, units))
  const subject = keyOf(form, 'subject', values)
  const unit = keyOf(form, 'unit', values)
  if (!limit || !subject || !unit) return null
  const isCollective = subject === COLLECTIVE
  const most = isCollective ? limit.collectives : limit.individuals
  const same: readonly Role[] = ['subject', 'unit', 'occasion']
  const others_ = others.filter(
    (other) =>
      COUNTED.has(other.state) && same.every((role) => keyOf(form, role, other.values) === keyOf(form, role, values)),
  )
  const count = others_.length + 1
  if (count <= most) return null
  const what = isCollective ? 'tập thể' : 'cá nhân'
  return {
    say: `${rule.say} Đơn vị được đề nghị ${two(most)} ${what}; đây là ${what} thứ ${count}.`,
    place: sectionName(limit.section),
  }
}

const COLLECTIVE = 'tap-the'
const two = (count: number) => String(count).padStart(2, '0')

function checkDuplicate(form: Form, values: Values, { campaign, units, others }: Facts): Found | null {
  const key = duplicateKeyOf(form, campaign.id, values, units)
  const same = others.find(
    (other) =>
      COUNTED.has(other.state) && key !== null && duplicateKeyOf(form, campaign.id, other.values, units) === key,
  )
  return same ? (same.code ? { duplicateOf: same.code } : {}) : null
}

function checkAtMost({ step, of }: RuleOf<'at-most'>, values: Values): Found | null {
  const [part, whole] = [numberOf(values[step]), numberOf(values[of])]
  return part !== null && whole !== null && part > whole ? {} : null
}

function checkShare(rule: RuleOf<'share'>, values: Values, { campaign }: Facts): Found | null {
  const target = campaign.targets.find(({ id }) => id === rule.target)
  const [part, whole] = [numberOf(values[rule.step]), numberOf(values[rule.of])]
  if (!target || target.percent === undefined || part === null || !whole || part > whole) return null
  const share = Math.round((part / whole) * 1_000) / 10
  const aim = target.comparison === 'at_least' ? `từ ${target.percent}% trở lên` : `${target.percent}%`
  return {
    say: `${rule.say} Đăng ký ${part}/${whole} (${share.toLocaleString('vi-VN')}%); chỉ tiêu của kế hoạch: ${aim}.`,
    place: sectionName(target.section),
  }
}

function numberOf(value: Value | undefined): number | null {
  return value?.type === 'number' ? value.number : null
}

function keyOf(form: Form, role: Role, values: Values): string | null {
  const step = form.steps.find((one) => one.as === role && values[one.id])
  const value = step ? values[step.id] : undefined
  if (value?.type === 'choice') return value.option
  return value ? JSON.stringify(value.type === 'unit' ? (value.unit ?? value.name) : value) : null
}
