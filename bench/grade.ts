// Whether an answer holds what a gold question knows: facts, plans, kind, length.

import { z } from 'zod'

export const goldSchema = z.object({
  id: z.string(),
  q: z.string(),
  kind: z.string(),
  expect: z.enum(['answer', 'refuse', 'clarify_or_multi', 'correct_premise', 'not_stated']),
  gold: z.array(z.object({ campaign: z.string(), section: z.string() })),
  facts: z.array(z.string()),
  /** The words an answer begins with: “Không”, “Có”. */
  begins: z.string().optional(),
  context: z.array(z.string()).default([]),
  /** The plan in focus. */
  campaign: z.string().optional(),
})
export type GoldQuestion = z.infer<typeof goldSchema>

export interface GradedAnswer {
  readonly kind: string
  readonly text: string
  readonly sources: readonly { campaign: string; section: string }[]
  readonly choices: readonly { campaign?: string | undefined }[]
}

// A single question is answered on one screen; a list, a comparison or several questions at once may take more.
const FOCUSED_LIMIT = 1200
const LIST_LIMIT = 4000
const LISTS = new Set([
  'criteria-list',
  'compare-across-campaigns',
  'procedure',
  'dossier',
  'long-conversational',
  'ambiguous',
])

/** Null if the answer is right, else what is wrong with it. */
export function findFault(question: GoldQuestion, answer: GradedAnswer): string | null {
  const cited = new Set(answer.sources.map(({ campaign }) => campaign))
  const gold = new Set(question.gold.map(({ campaign }) => campaign))
  const missing = question.facts.filter((fact) => !comparable(answer.text).includes(comparable(fact)))
  const lacking = [...gold].filter((campaign) => !cited.has(campaign))
  const begun = question.begins ? `${comparable(question.begins)} ` : ''
  if (!`${comparable(answer.text)} `.startsWith(begun)) return `does not begin with ${JSON.stringify(question.begins)}`
  const tooLong = answer.text.length > (LISTS.has(question.kind) ? LIST_LIMIT : FOCUSED_LIMIT)
  switch (question.expect) {
    case 'refuse':
      return ['out_of_scope', 'not_stated', 'refused'].includes(answer.kind)
        ? null
        : `${answer.kind} instead of a refusal`
    case 'clarify_or_multi': {
      const offered = new Set(answer.choices.flatMap(({ campaign }) => campaign ?? []))
      return (answer.kind === 'clarify' && offered.size >= 2) || cited.size >= 2
        ? null
        : `${answer.kind} about one plan only`
    }
    case 'correct_premise':
    case 'not_stated':
      if (answer.kind === 'not_stated' && (cited.size === 0 || [...gold].some((campaign) => cited.has(campaign))))
        return null
      return question.facts.length > 0 && missing.length === 0 && lacking.length === 0 && !tooLong
        ? null
        : `${answer.kind}, lacks ${JSON.stringify(missing)}`
    case 'answer': {
      if (answer.kind !== 'answer') return `${answer.kind} instead of an answer`
      if (missing.length > 0) return `lacks ${JSON.stringify(missing)}`
      if (lacking.length > 0) return `does not cite ${lacking.join(', ')}`
      const stray = [...cited].filter((campaign) => !gold.has(campaign))
      if (stray.length > 0 && question.kind !== 'compare-across-campaigns') return `also cites ${stray.join(', ')}`
      return tooLong ? `${answer.text.length} characters` : null
    }
  }
}

/** Whether one of the cited sections is, holds, or lies in a gold section. */
export function hitsSection(question: GoldQuestion, answer: GradedAnswer): boolean {
  const covers = (a: string, b: string) => a === b || a.startsWith(`${b}.`)
  return answer.sources.some((source) =>
    question.gold.some(
      (gold) =>
        gold.campaign === source.campaign &&
        (covers(gold.section, source.section) || covers(source.section, gold.section)),
    ),
  )
}

// Leading zeros, quotation marks, dashes and the place of a tone mark make no difference.
function comparable(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/o([àáảãạ])/g, (_, tone: string) => `${'òóỏõọ'['àáảãạ'.indexOf(tone)]}a`)
    .replace(/u([ỳýỷỹỵ])/g, (_, tone: string) => `${'ùúủũụ'['ỳýỷỹỵ'.indexOf(tone)]}y`)
    .replace(/sỹ/g, 'sĩ')
    .replace(/(?<![\d/])0(?=\d)|(?<=\/)0(?=\d)/g, '')
    .replace(/[“”"'‘’`*_]/g, '')
    .replace(/[–—-]/g, ' ')
    .replace(/[.,;:()!?]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
