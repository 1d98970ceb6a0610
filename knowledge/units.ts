// “Sở Y tế được mấy tập thể?”: a unit that the plan does not name is asked about as one of its kind.

import { planText } from './campaign-text.ts'
import { dominant } from './choose-plan.ts'
import type { Draft, Step, Tools } from './draft.ts'
import { fold } from './fold.ts'
import type { Campaign } from './load.ts'
import { type Question, toPhrase } from './question.ts'
import type { Topic, Vocabulary } from './schema.ts'
import { holdsPhrase } from './terms.ts'

// What differs by the kind of unit.
const BY_KIND = new Set<Topic>(['quota', 'eligibility', 'subjects', 'awards'])

const ASKER = '(?:của )?(?:chúng tôi|chúng em|bọn em|tụi em|bên em|em|tôi|mình|tớ)'

/** How the units of one kind are named in a plan. */
export interface Kind {
  readonly category: string
  /** Names known beforehand, folded text; and names told by their capital letters, text as typed. */
  readonly known: RegExp
  readonly typed: RegExp
  /** Those of the names known beforehand that are the plan's own. */
  readonly own: RegExp
  /** What stands before the name of a unit where a body within it is meant. */
  readonly bodies: RegExp
  /** “Sở em”: the asker's own, text as typed. */
  readonly asker: RegExp
}

/** Reads the name of a unit as the kind it belongs to in the plan that is named, or else in focus. */
export function createReadUnit({ reader, plans }: Tools, { elsewhere }: Vocabulary): Step {
  const kinds = new Map([...plans].map(([id, plan]) => [id, toKinds(plan, elsewhere)]))
  const texts = new Map([...plans].map(([id, plan]) => [id, toPhrase(planText(plan))]))
  // “Ban TĐKT Hưng Yên” is the “Ban Thi đua - Khen thưởng” that the plan itself names: no matter of its kind.
  const isNamedIn = (id: string) => (name: string) => {
    const places = (plans.get(id)?.places ?? []).map(fold)
    const bare = places.reduce((text, place) => text.replace(new RegExp(` (tinh )?${place}$`), ''), fold(name))
    const kinds = (plans.get(id)?.units ?? []).flatMap((unit) => unit.kinds.map(fold))
    const forms = [toPhrase(name), ...(kinds.includes(bare) ? [] : [toPhrase(reader.read(bare).text)])]
    return forms.some((form) => holdsPhrase(texts.get(id) ?? '', form))
  }
  return (draft: Draft): Draft => {
    const found: Found[] = [...kinds].flatMap(([id, list]) =>
      list.flatMap(({ category, ...patterns }): Found[] => {
        const name = nameIn(draft.text, patterns, isNamedIn(id))
        const isOwn = name !== null && patterns.own.test(fold(name))
        const before = name ? fold(draft.text.slice(0, draft.text.indexOf(name))) : ''
        if (name) return [{ id, category, name, isOwn, hasBody: patterns.bodies.test(before), isAskers: false }]
        // “Huyện mình” after “UBND huyện Khoái Châu” has a name.
        const own = patterns.typed.test(draft.text) ? undefined : patterns.asker.exec(draft.text)?.[0]
        return own ? [{ id, category, name: own, isOwn, hasBody: false, isAskers: true }] : []
      }),
    )
    if (found.length === 0) return draft
    const question = reader.read(draft.text)
    const { named, places } = question
    const meant = named.length > 0 ? named : [planMeant(question, found, draft.context.focus)]
    const unit = found.find(({ id }) => meant.length === 1 && meant[0] === id)
    const isElsewhere = unit && named.length === 0 && [...places].some((place) => !isPlaceOf(plans.get(unit.id), place))
    if (!unit || isElsewhere) return draft
    // Without commas: they would part the question into clauses. Whose place it is matters only to some questions.
    const isByKind = question.wanted.has('number') || [...question.topics].some((topic) => BY_KIND.has(topic))
    const kind = isByKind ? unit.category.replaceAll(',', '') : ''
    const text = draft.text.replace(unit.name, kind.charAt(0).toLowerCase() + kind.slice(1))
    const own = (plans.get(unit.id)?.units ?? []).flatMap(({ names }) => names)
    const name = unit.isAskers ? null : toOwnSpelling(unit.name, [...own, ...elsewhere])
    const { focus } = draft.context
    const isOther = focus !== null && focus !== unit.id && named.length === 0 && question.topics.has('quota')
    const lacking = isOther ? { lacking: name ? `số lượng của ${name}` : 'số lượng đề nghị khen' } : {}
    return { ...draft, text, campaigns: [unit.id], unit: { name, kind: unit.category }, ...lacking }
  }

  // “Huyện Kim Động … văn hóa công sở”: the plan of whose place the unit is, though another has more words in common.
  function planMeant(question: Question, found: readonly Found[], focus: string | null): string | null {
    const [body, ...bodies] = found.filter(({ hasBody }) => hasBody)
    if (body && bodies.length === 0) return body.id
    const own = new Map([...question.hinted].filter(([id]) => found.some((unit) => unit.id === id && unit.isOwn)))
    const likely = dominant(question)
    // … unless the name is a place of a plan that speaks of it by name.
    const isNamedElsewhere = found.some(({ name }) =>
      [...plans.values()].some(
        ({ id, places }) =>
          found.every((unit) => unit.id !== id) && places.some((place) => fold(name).includes(fold(place))),
      ),
    )
    if (own.size > 0 && !isNamedElsewhere && !(likely && own.has(likely))) {
      const [first, second] = [...own].sort(([, a], [, b]) => b.size - a.size)
      if (first && first[1].size > (second?.[1].size ?? 0)) return first[0]
    }
    // “Văn Giang được mấy suất?” while a plan without numbers is in focus: one that has them is asked.
    const hasNone = question.topics.has('quota') && focus !== null && plans.get(focus)?.quotas.length === 0
    if (likely || (focus && !hasNone)) return likely ?? focus
    const isHere = ({ id }: Found) => [...question.places].some((place) => isPlaceOf(plans.get(id), place))
    const withQuotas = question.topics.has('quota')
      ? found.filter((unit) => (unit.isOwn || isHere(unit)) && plans.get(unit.id)?.quotas.length)
      : []
    return withQuotas.length === 1 ? (withQuotas[0]?.id ?? null) : null
  }
}

interface Found {
  readonly id: string
  readonly category: string
  readonly name: string
  /** Listed among the units of the plan, not told by its capital letters alone. */
  readonly isOwn: boolean
  /** A body of it is meant that only this plan speaks of. */
  readonly hasBody: boolean
  /** “Sở em”, without a name. */
  readonly isAskers: boolean
}

/** The kinds of units that a plan tells apart; `elsewhere` names more of them. */
export function toKinds({ units }: Campaign, elsewhere: readonly string[]): Kind[] {
  return units.map(({ category, kinds, names, bodies }) => {
    const begin = kinds.map(fold).join('|')
    const own = new RegExp(String.raw`(?<!\p{L})(?:${names.map(fold).join('|') || '$^'})(?!\p{L})`, 'u')
    const known = [...names, ...elsewhere.filter((name) => kinds.includes(name.split(' ')[0]?.toLowerCase() ?? ''))]
    const first = kinds.map((kind) => `[${kind.charAt(0).toUpperCase()}${kind.charAt(0)}]${kind.slice(1)}`).join('|')
    return {
      category,
      own,
      bodies: new RegExp(String.raw`(?<!\p{L})(?:${bodies.map(fold).join('|') || '$^'})(?: cua| thuoc)? $`, 'u'),
      known: new RegExp(String.raw`(?<!\p{L})(?:(?:${begin}) )?(?:${known.map(fold).join('|')})(?!\p{L})`, 'u'),
      typed: new RegExp(String.raw`(?<!\p{L}|[Cc]ông )(?:${first})(?: \p{Lu}\p{L}*)+`, 'u'),
      asker: new RegExp(String.raw`(?<!\p{L})(?:${first}) ${ASKER}(?!\p{L})`, 'u'),
    }
  })
}

function nameIn(
  text: string,
  { known, typed }: Pick<Kind, 'known' | 'typed'>,
  isNamed: (name: string) => boolean,
): string | null {
  const folded = fold(text)
  const match = known.exec(folded)
  const name = match && folded.length === text.length ? text.slice(match.index, match.index + match[0].length) : null
  const told = name ?? typed.exec(text)?.[0]
  return told && !isNamed(told) ? told : null
}

/** “kim động”, “kim dong”: as the lists of units write it. */
export function toOwnSpelling(typed: string, names: readonly string[]): string {
  const own = names.toSorted((a, b) => b.length - a.length).find((name) => fold(typed).endsWith(fold(name)))
  return own ? typed.slice(0, typed.length - own.length) + own : typed
}

function isPlaceOf(plan: Campaign | undefined, place: string): boolean {
  return plan?.places.some((own) => fold(own) === place) ?? false
}
