// “Còn Phù Cừ?”, “Sở Y tế thì sao?”: the question before, asked of another unit.

import type { Draft, Step, Tools } from './draft.ts'
import { fold } from './fold.ts'
import type { Campaign } from './load.ts'
import type { Vocabulary } from './schema.ts'
import { toKinds } from './units.ts'

/** Puts a unit that is all a question says in the place of the one that the question before asked of. */
export function createExchangeUnit({ reader, plans }: Tools, { elsewhere }: Vocabulary): Step {
  const patterns = new Map([...plans].map(([id, plan]) => [id, toPatterns(plan, elsewhere)]))
  const saysMore = (text: string) => reader.read(text).words.some((word) => word !== null && !word.isPlace)
  return (draft: Draft): Draft => {
    const { last } = draft.context
    const [id = '', ...others] = last?.campaigns ?? []
    const known = others.length === 0 ? patterns.get(id) : undefined
    if (!last || !known) return draft
    const now = unitIn(draft.text, known)
    const then = unitIn(last.question, known)
    if (!now || !then || fold(now) === fold(then) || saysMore(draft.text.replace(now, ' '))) return draft
    return { ...draft, text: last.question.replace(then, now), campaigns: [id] }
  }
}

// The names of its units, and what stands for a kind of them in a question as it was understood.
function toPatterns(plan: Campaign, elsewhere: readonly string[]): RegExp[] {
  const name = fold([plan.title, plan.label].join(' '))
  const places = plan.places.map(fold).filter((place) => !name.includes(place))
  const kinds = toKinds(plan, elsewhere)
  const begin = plan.units.flatMap((unit) => unit.kinds.map(fold)).join('|')
  if (kinds.length === 0) return []
  return [
    new RegExp(kinds.map(({ category }) => fold(category.replaceAll(',', ''))).join('|'), 'u'),
    ...kinds.map(({ known }) => known),
    ...(places.length > 0
      ? [new RegExp(String.raw`(?<!\p{L})(?:(?:${begin}) )?(?:${places.join('|')})(?!\p{L})`, 'u')]
      : []),
  ]
}

function unitIn(text: string, patterns: readonly RegExp[]): string | null {
  const folded = fold(text)
  if (folded.length !== text.length) return null
  const [first] = patterns.flatMap((pattern) => pattern.exec(folded) ?? []).sort((a, b) => b.length - a.length)
  const at = first ? folded.indexOf(first) : -1
  return first ? text.slice(at, at + first.length) : null
}
