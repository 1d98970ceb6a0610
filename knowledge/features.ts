// What a question is made of and how much of it stands elsewhere: weighted words and word pairs, with their synonyms.

import type { Collocations } from './collocations.ts'
import { fold } from './fold.ts'
import { type Question, type SubjectWord, type Wanted, wantedIn } from './question.ts'
import { type Terms, toWords, type Word } from './terms.ts'

/** One feature of a question: a word, or a pair of neighbours. */
export interface Feature {
  readonly folded: string
  readonly accented: string
  readonly weight: number
  /** Part of what is asked, not of what stands around it. */
  readonly core: boolean
  /** Stands in a plan's name. */
  readonly named: boolean
  /** Tells which plan is meant. */
  readonly isPlace: boolean
  /** Other phrases that mean the same, folded, each as its words and pairs. */
  readonly alternatives: readonly (readonly string[])[]
}

/** One way of asking: its words and pairs, and what they weigh together. */
export interface Ask {
  readonly terms: ReadonlySet<string>
  readonly accented: ReadonlySet<string>
  readonly total: number
  readonly wanted: () => ReadonlySet<Wanted>
}

const PAIR = 1 // a pair of neighbours is most often one Vietnamese word
const SINGLE = 0.5
const LOOSE = 0.3 // what a pair of words counts that only happen to stand together
const SYNONYM = 0.75 // another word for the same thing proves a little less
const OTHER_MARKS = 0.35 // “lương” is not “lượng”, but may be a slip
/** Words of the plan's own name say little about what is asked. */
export const CONTEXT = 0.15

export interface Features {
  of(question: Question): Feature[]
  ask(text: string, words: readonly (SubjectWord | null)[], context?: ReadonlySet<string>): Ask
}

/** `weight` is the rarity of a folded word or pair; `synonyms` are rows of phrases with one meaning. */
export function createFeatures(
  weight: (term: string) => number,
  collocations: Collocations,
  synonyms: readonly (readonly string[])[],
): Features {
  const rows = synonyms.map((row) =>
    row.map((phrase) => ({ folded: ` ${fold(phrase)} `, terms: toPhraseTerms(fold(phrase)) })),
  )
  // “kết phong” of “tổng kết phong trào” is no word: a pair counts by how firmly it holds together.
  const pairWeight = (before: Word, word: Word) => {
    const strength = Math.max(
      collocations.strength(before.accented, word.accented),
      collocations.strength(before.folded, word.folded),
    )
    return PAIR * weight(`${before.folded} ${word.folded}`) * (LOOSE + (1 - LOOSE) * Math.min(1, 1.5 * strength))
  }
  return {
    of: (question) => {
      const asked = ` ${question.folded} `
      const meant = rows.flatMap((row) =>
        row.filter(({ folded }) => asked.includes(folded)).map((phrase) => ({ phrase, row })),
      )
      const alternatives = (folded: string) => {
        const own = ` ${folded} `
        return meant
          .filter(({ phrase }) => phrase.folded.includes(own))
          .flatMap(({ row }) => row.filter((other) => !other.folded.includes(own)).map(({ terms }) => terms))
      }
      const seen = new Set<string>()
      return question.words.flatMap((word, at) => {
        if (!word) return []
        const before = question.words[at - 1]
        const base = { core: true, named: false }
        const single = {
          ...base,
          folded: word.folded,
          accented: word.accented,
          weight: SINGLE * weight(word.folded),
          isPlace: word.isPlace,
        }
        const pair = before &&
          isPlain(word) &&
          isPlain(before) && {
            ...base,
            folded: `${before.folded} ${word.folded}`,
            accented: `${before.accented} ${word.accented}`,
            weight: pairWeight(before, word),
            isPlace: word.isPlace || before.isPlace,
          }
        return [single, ...(pair ? [pair] : [])]
          .filter(({ folded }) => !seen.has(folded) && seen.add(folded))
          .map((feature) => ({ ...feature, alternatives: alternatives(feature.folded) }))
      })
    },
    ask: (text, words, context) => {
      const terms = new Map<string, number>()
      const accented = new Set<string>()
      words.forEach((word, at) => {
        const before = words[at - 1]
        if (!word) return
        terms.set(word.folded, SINGLE * weight(word.folded))
        accented.add(word.accented)
        if (!before || !isPlain(word) || !isPlain(before)) return
        terms.set(`${before.folded} ${word.folded}`, pairWeight(before, word))
        accented.add(`${before.accented} ${word.accented}`)
      })
      let total = 0
      for (const [term, value] of terms) total += value * (context?.has(term) ? CONTEXT : 1)
      let wanted: ReadonlySet<Wanted> | undefined
      return { terms: new Set(terms.keys()), accented, total, wanted: () => (wanted ??= wantedIn(text)) }
    },
  }
}

function isPlain(word: Word): boolean {
  return !/[/.,:%-]/.test(word.folded)
}

function toPhraseTerms(folded: string): string[] {
  const words = toWords(folded).map((word) => word.folded)
  return words.length === 1 ? words : words.slice(1).map((word, index) => `${words[index]} ${word}`)
}

/** How much of the feature stands in the terms: 1 as asked, less with other diacritics or by a synonym. */
export function match(feature: Feature, terms: Terms): number {
  if (terms.folded.has(feature.folded)) return isTypedOtherwise(feature, terms.accented) ? OTHER_MARKS : 1
  return feature.alternatives.some((phrase) => phrase.every((term) => terms.folded.has(term))) ? SYNONYM : 0
}

// Typed diacritics count: “đặt chỉ tiêu” is not “đạt chỉ tiêu”.
function isTypedOtherwise({ folded, accented }: Feature, known: ReadonlySet<string>): boolean {
  return accented !== folded && !known.has(accented)
}

/** Weighted likeness of what is asked and one way of asking: twice what both hold, over what either holds. */
export function likeness(features: readonly Feature[], ask: Ask, context?: ReadonlySet<string>): number {
  let both = 0
  let all = ask.total
  for (const feature of features) {
    if (feature.named) continue
    const weight = feature.weight * (context?.has(feature.folded) ? CONTEXT : 1)
    const shared = ask.terms.has(feature.folded)
      ? isTypedOtherwise(feature, ask.accented)
        ? OTHER_MARKS
        : 1
      : feature.alternatives.some((phrase) => phrase.every((term) => ask.terms.has(term)))
        ? SYNONYM
        : 0
    both += 2 * weight * shared
    // What only stands around the question may help a way of asking, but need not be in it.
    all += feature.core ? weight : weight * shared
  }
  return all > 0 ? Math.min(1, both / all) : 0
}
