// “Huân chương Lao động hạng Ba khi nào?” while a plan is in focus that has none: the plan that has it is meant.

import { planText } from './campaign-text.ts'
import { type Draft, questionOf, type Step, type Tools } from './draft.ts'
import { fold } from './fold.ts'
import type { Campaign } from './load.ts'
import type { Question } from './question.ts'
import type { Vocabulary } from './schema.ts'
import { holdsPhrase } from './terms.ts'

const SINGLED = /^(?:Huyện|Thị xã|Thành phố) (\p{Lu}.*)$/u

/** Before the plan is chosen: a reward, or a unit with a number of its own, that only other plans name is asked of those. */
export function createFollowName({ plans }: Tools, { rewards }: Vocabulary): Step {
  const names = rewards.map((name) => ({ name, plain: toPlainName(name) }))
  const held = new Map([...plans].map(([id, plan]) => [id, rewardsOf(plan, names)]))
  const singled = new Map([...plans].map(([id, plan]) => [id, singledIn(plan)]))
  return (draft: Draft): Draft => {
    const question = questionOf(draft)
    const { focus, last } = draft.context
    if (!focus || draft.campaigns || question.named.length > 0 || question.compares) return draft
    const before = new Set([focus, ...(draft.follows ? (last?.campaigns ?? []) : [])])
    const asked = toPlainName(question.text)
    const named = names.find(({ plain }) => holdsPhrase(asked, plain))
    const without = ({ name, holders }: { name: string; holders: string[] }): Draft =>
      holders.length === 0 || holders.some((id) => before.has(id))
        ? draft
        : { ...draft, campaigns: holders, lacking: name }
    if (named)
      return without({ name: named.name, holders: [...held].flatMap(([id, own]) => (own.has(named.name) ? [id] : [])) })
    if (!asksQuota(question) || plans.get(focus)?.quotas.length) return draft
    const unit = [...new Set([...singled.values()].flat())].find((name) => holdsPhrase(question.folded, fold(name)))
    return unit
      ? without({
          name: `số lượng của ${unit}`,
          holders: [...singled].flatMap(([id, own]) => (own.includes(unit) ? [id] : [])),
        })
      : draft
  }
}

function asksQuota({ topics, wanted }: Question): boolean {
  return topics.has('quota') && wanted.has('number')
}

function rewardsOf(plan: Campaign, names: readonly { name: string; plain: string }[]): ReadonlySet<string> {
  const texts = [planText(plan), ...plan.awards.map(({ name }) => name), ...plan.targets.map(({ label }) => label)]
  const said = texts.map(toPlainName)
  return new Set(names.filter(({ plain }) => said.some((text) => holdsPhrase(text, plain))).map(({ name }) => name))
}

function singledIn({ quotas }: Campaign): string[] {
  return quotas.flatMap(({ unit }) => SINGLED.exec(unit)?.[1] ?? [])
}

/** “Bằng khen của Bộ trưởng”, “bằng khen bộ trưởng”: one name. */
export function toPlainName(text: string): string {
  return fold(text).replace(/ cua(?= )/g, '')
}
