// “Kế hoạch 103 ban hành ngày nào?” while another plan is in focus: a document that only other plans name is meant there.

import { planText } from './campaign-text.ts'
import { type Draft, questionOf, type Step, type Tools } from './draft.ts'
import { fold } from './fold.ts'
import type { Campaign } from './load.ts'
import type { Question } from './question.ts'

// How documents are called → the letters of their code, folded.
const CODES: Record<string, string> = {
  'chi thi': 'ct',
  'quyet dinh': 'qd',
  'qui dinh': 'qd',
  'nghi dinh': 'nd',
  'nghi quyet': 'nq',
  'thong tu': 'tt',
  'huong dan': 'hd',
  'ket luan': 'kl',
  'ke hoach': 'kh',
  'chuong trinh': 'ctr',
  'cong van': 'cv',
}
const CALLED = new RegExp(String.raw`\b(${Object.keys(CODES).join('|')})(?: so)? (\d+)\b(?!%| nam\b)`, 'g')
const CODED = /\b(\d+)(?:\/\d{4})?[/-](ct|qd|nd|nq|tt|hd|kl|kh|ctr)(?=[/-])/g
const SHARE = /\b(\d+) ?%/g

/** Before the plan is chosen: what is asked by a number that the plan in focus lacks is asked of the plans that hold it. */
export function createFollowNumber({ plans }: Tools): Step {
  const held = new Map([...plans].map(([id, plan]) => [id, numbersOf(plan)]))
  // “Kế hoạch của UBND tỉnh Hưng Yên thực hiện Nghị quyết 18 là số mấy?”: who issued it names a plan that lacks it.
  const sharesPlace = (id: string, other: string) =>
    plans.get(id)?.places.some((place) => plans.get(other)?.places.includes(place)) ?? false
  return (draft: Draft): Draft => {
    const question = questionOf(draft)
    if (draft.campaigns || question.compares) return draft
    const asked = [...documentsIn(question.folded), ...sharesIn(question.folded)]
    const holds = (id: string) => asked.some((number) => held.get(id)?.has(number))
    const [issuer] = question.named
    if (issuer && question.named.length === 1 && asksDocument(question) && !holds(issuer)) {
      const beside = [...plans.keys()].filter((id) => holds(id) && sharesPlace(id, issuer))
      return beside.length === 1 ? { ...draft, campaigns: beside } : draft
    }
    if (issuer || question.hinted.size > 0) return draft
    const before = [draft.context.focus ?? [], draft.context.last?.campaigns ?? []].flat()
    const others = before.some(holds) ? [] : [...plans.keys()].filter(holds)
    return others.length > 0 ? { ...draft, campaigns: others, sideBySide: others.length > 1, byNumber: true } : draft
  }
}

function asksDocument({ wanted }: Question): boolean {
  return wanted.has('document') && !wanted.has('yes-no')
}

function numbersOf(plan: Campaign): ReadonlySet<string> {
  const shares = plan.targets.flatMap(({ percent, label }) =>
    percent === undefined ? [] : [`${percent}% ${beginOf(fold(label))}`],
  )
  return new Set([...documentsIn(fold(planText(plan))), ...shares])
}

function documentsIn(folded: string): string[] {
  const called = [...folded.matchAll(CALLED)].map(([, kind = '', number]) => `${CODES[kind]} ${Number(number)}`)
  const coded = [...folded.matchAll(CODED)].map(([, number, code]) => `${code} ${Number(number)}`)
  return [...called, ...coded]
}

// A share says little without what it is a share of: “15% chiến sĩ”.
function sharesIn(folded: string): string[] {
  return [...folded.matchAll(SHARE)].map(
    ([words, number], at) => `${number}% ${beginOf(folded.slice(folded.indexOf(words, at) + words.length).trim())}`,
  )
}

function beginOf(words: string): string {
  return words.split(' ').slice(0, 2).join(' ')
}
