// “Sở Y tế được mấy tập thể?”: a unit that the plan does not name is asked about as one of its kind.

import { dominant } from './choose-plan.ts'
import type { Draft, Step, Tools } from './draft.ts'
import { fold } from './fold.ts'
import { type Campaign, planText } from './load.ts'
import type { Vocabulary } from './schema.ts'

interface Kind {
  readonly category: string
  /** Names known beforehand, folded text; and names told by their capital letters, text as typed. */
  readonly known: RegExp
  readonly typed: RegExp
}

/** Reads the name of a unit as the kind it belongs to in the plan that is named, or else in focus. */
export function createReadUnit({ reader, plans }: Tools, { elsewhere }: Vocabulary): Step {
  const kinds = new Map([...plans].map(([id, plan]) => [id, toKinds(plan, elsewhere)]))
  const texts = new Map([...plans].map(([id, plan]) => [id, planText(plan)]))
  return (draft: Draft): Draft => {
    const found = [...kinds].flatMap(([id, list]) =>
      list.flatMap(({ category, ...patterns }) => {
        const name = nameIn(draft.text, patterns, texts.get(id) ?? '')
        return name ? [{ id, category, name }] : []
      }),
    )
    if (found.length === 0) return draft
    const question = reader.read(draft.text)
    const { named, places } = question
    const meant = named.length > 0 ? named : [dominant(question) ?? draft.context.focus]
    const unit = found.find(({ id }) => meant.length === 1 && meant[0] === id)
    const isElsewhere = unit && named.length === 0 && [...places].some((place) => !isPlaceOf(plans.get(unit.id), place))
    if (!unit || isElsewhere) return draft
    const text = draft.text.replace(unit.name, unit.category.charAt(0).toLowerCase() + unit.category.slice(1))
    return { ...draft, text, campaigns: [unit.id], unitKind: unit.category }
  }
}

function toKinds({ units }: Campaign, elsewhere: readonly string[]): Kind[] {
  return units.map(({ category, kinds, names }) => {
    const begin = kinds.map(fold).join('|')
    const known = [...names, ...elsewhere.filter((name) => kinds.includes(name.split(' ')[0]?.toLowerCase() ?? ''))]
    const first = kinds.map((kind) => `[${kind.charAt(0).toUpperCase()}${kind.charAt(0)}]${kind.slice(1)}`).join('|')
    return {
      category,
      known: new RegExp(String.raw`(?<!\p{L})(?:(?:${begin}) )?(?:${known.map(fold).join('|')})(?!\p{L})`, 'u'),
      typed: new RegExp(String.raw`(?<!\p{L}|[Cc]ông )(?:${first})(?: \p{Lu}\p{L}*)+`, 'u'),
    }
  })
}

// A unit that the plan itself names is no matter of its kind.
function nameIn(text: string, { known, typed }: Omit<Kind, 'category'>, plan: string): string | null {
  const folded = fold(text)
  const match = known.exec(folded)
  const name = match && folded.length === text.length ? text.slice(match.index, match.index + match[0].length) : null
  const told = name ?? typed.exec(text)?.[0]
  return told && !isNamedIn(plan, told) ? told : null
}

function isNamedIn(plan: string, name: string): boolean {
  const rest = name.slice(1)
  return plan.includes(name.charAt(0).toLowerCase() + rest) || plan.includes(name.charAt(0).toUpperCase() + rest)
}

function isPlaceOf(plan: Campaign | undefined, place: string): boolean {
  return plan?.places.some((own) => fold(own) === place) ?? false
}
