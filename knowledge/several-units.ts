// “Ân Thi và Văn Giang được mấy suất?”: several units in one question, each told the number that is its own.

import { isClaim } from './claims.ts'
import { type Draft, finish, isFirst, type Step, say, type Tools } from './draft.ts'
import type { Entry } from './entry.ts'
import { fold } from './fold.ts'
import type { Campaign } from './load.ts'
import type { Question } from './question.ts'
import type { Vocabulary } from './schema.ts'
import { sentences } from './sentences.vi.ts'
import { toKinds, toOwnSpelling } from './units.ts'

const OCCASIONS = ['so ket', 'tong ket']

interface Unit {
  readonly name: string
  readonly at: number
  /** As typed. */
  readonly length: number
  /** How the plan calls its kind. */
  readonly category: string
}

type Quota = Campaign['quotas'][number]

/** Tells each of several units its own quota; a question about one unit, or about anything else, goes on. */
export function createTellSeveralUnits({ reader, ...tools }: Tools, { elsewhere }: Vocabulary): Step {
  const plans = [...tools.plans.values()].filter(({ quotas }) => quotas.length > 0)
  const readers = plans.map((plan) => ({ plan, read: createUnitReader(plan, elsewhere) }))
  return (draft: Draft): Draft => {
    const { focus, last } = draft.context
    for (const { plan, read } of readers) {
      const units = read(draft.text)
      if (units.length < 2) continue
      const question = reader.read(draft.text)
      if (isClaim(question) || question.named.some((id) => id !== plan.id)) continue
      const rest = units.reduceRight(
        (text, { at, length }) => `${text.slice(0, at)} ${text.slice(at + length)}`,
        draft.text,
      )
      const isBare = reader.read(rest).words.every((word) => word === null)
      const before = isBare && last?.campaigns.includes(plan.id) ? reader.read(last.question) : undefined
      if (!asksQuota(question) && !(before && asksQuota(before))) continue
      const asked = OCCASIONS.filter((occasion) => question.folded.includes(occasion))
      const named = asked.length > 0 ? asked : OCCASIONS.filter((occasion) => before?.folded.includes(occasion))
      const occasions = [...new Set(plan.quotas.map(({ occasion }) => occasion))].filter(
        (occasion) => named.length === 0 || named.some((name) => fold(occasion).includes(name)),
      )
      const rows = occasions.map((occasion) => ({
        occasion,
        quotas: units.map((unit) => ({ unit, quota: quotaOf(plan, unit, occasion) })),
      }))
      const entries = entriesOf({ reader, ...tools }, question, plan)
      const told = rows.flatMap(({ quotas }) =>
        quotas.flatMap(({ quota }) => (quota ? (entries.get(quota.id) ?? []) : [])),
      )
      if (told.length === 0) continue
      const isOther = focus !== null && focus !== plan.id && question.named.length === 0
      const blocks = [
        ...(isOther ? say(sentences.ofOtherPlan(plan.label)) : []),
        ...rows.flatMap(({ occasion, quotas }) => [
          ...say(sentences.quotasOf(occasion, plan.quotas[0]?.award ?? '')),
          {
            type: 'list' as const,
            items: quotas.map(({ unit, quota }) => ({ text: sentences.quotaOf(unit.name, quota, unit.category) })),
          },
        ]),
        ...told.flatMap(({ evidence }) => evidence.map(({ quote }) => ({ type: 'quote' as const, text: quote }))),
      ].filter(isFirst)
      const repeated = before && last ? { ...draft, repeats: last.question } : draft
      return finish({ reader, ...tools }, repeated, {
        kind: 'answer',
        blocks,
        told: [...new Set(told)],
        plans: [plan.id],
      })
    }
    return draft
  }
}

function asksQuota({ topics, wanted }: Question): boolean {
  return topics.has('quota') || wanted.has('number')
}

function entriesOf({ finder }: Tools, question: Question, { id }: Campaign): ReadonlyMap<string, Entry> {
  const found = finder.find({ ...question, topics: new Set(['quota' as const]) }, { campaigns: [id] })
  return new Map(found.map(({ entry }) => [entry.id.slice(`${id}/quotas/`.length), entry]))
}

// The number that names the unit goes before the one of its kind.
function quotaOf({ quotas }: Campaign, { name, category }: Unit, occasion: string): Quota | undefined {
  const own = quotas.filter((quota) => quota.occasion === occasion)
  return (
    own.find(({ unit }) => ` ${fold(unit)}`.endsWith(` ${bareName(name)}`)) ??
    own.find(({ unit }) => fold(unit).startsWith(fold(category)))
  )
}

function withoutKind(unit: string): string {
  return unit.replace(/^(?:Huyện|Thị xã|Thành phố) /, '')
}

function bareName(name: string): string {
  return fold(name).replace(/^(?:huyen|thi xa|thanh pho) /, '')
}

// The units of a text in their order, each once, as it was typed.
function createUnitReader(plan: Campaign, elsewhere: readonly string[]): (text: string) => Unit[] {
  const [first] = plan.units
  const kinds = toKinds(plan, elsewhere)
  // “Huyện Khoái Châu” has a number of its own and stands in no list of units.
  const singled = plan.quotas.flatMap(({ unit }) => (/^(?:Huyện|Thị xã|Thành phố) \p{Lu}/u.test(unit) ? [unit] : []))
  const begin = '(?:(?:huyen|thi xa|thanh pho) )?'
  const ofSingled = new RegExp(
    String.raw`(?<!\p{L})${begin}(?:${[...new Set(singled.map(bareName))].join('|') || '$^'})(?!\p{L})`,
    'gu',
  )
  const names = [...plan.units.flatMap((unit) => unit.names), ...singled, ...singled.map(withoutKind), ...elsewhere]
  return (text) => {
    const folded = fold(text)
    if (folded.length !== text.length) return []
    const toUnits = (pattern: RegExp, within: string, category: string): Unit[] =>
      [...within.matchAll(new RegExp(pattern.source, 'gu'))].map(({ index, 0: { length } }) => ({
        name: toOwnSpelling(text.slice(index, index + length), names),
        length,
        at: index,
        category,
      }))
    const all = [
      ...toUnits(ofSingled, folded, first?.category ?? ''),
      ...kinds.flatMap(({ known, typed, category }) => [
        ...toUnits(known, folded, category),
        ...toUnits(typed, text, category),
      ]),
    ].sort((a, b) => a.at - b.at || b.length - a.length)
    const apart = all.filter((unit, at) => !all.slice(0, at).some((other) => unit.at < other.at + other.length))
    return apart.filter(({ name }, at) => apart.findIndex((other) => bareName(other.name) === bareName(name)) === at)
  }
}
