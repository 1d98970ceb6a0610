// What a question is made of: weighted words and word pairs, with their synonyms.

import type { Collocations } from './collocations.ts'
import { fold } from './fold.ts'
import type { Question } from './question.ts'
import type { SubjectWord } from './subject-words.ts'
import { type Term, toPair, toWords, type Word } from './terms.ts'

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

/** One way of asking: its words and pairs, and what each weighs, folded. */
export interface AskTerms {
  readonly terms: readonly Term[]
  readonly weights: ReadonlyMap<string, number>
}

const PAIR = 1 // a pair of neighbours is most often one Vietnamese word
const SINGLE = 0.5
const POINT = 1.8 // the deed on which a question turns
const LOOSE = 0.3 // what a pair of words counts that only happen to stand together
const NONE: Feature['alternatives'] = []
const MOST_PAIRS = 20_000 // to remember: strangers' text must not fill the memory

export interface Features {
  /** Those of what is asked; with `allWords`, of the plans' names in it too. */
  of(question: Question, words?: 'words' | 'allWords'): readonly Feature[]
  ask(words: readonly (SubjectWord | null)[]): AskTerms
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
  const pairWeights = new Map<string, number>()
  const pairWeight = (before: Word, word: Word) => {
    const pair = toPair(before, word)
    const known = pairWeights.get(pair.accented)
    if (known !== undefined) return known
    const strength = Math.max(
      collocations.strength(before.accented, word.accented),
      collocations.strength(before.folded, word.folded),
    )
    const value = PAIR * weight(pair.folded) * (LOOSE + (1 - LOOSE) * Math.min(1, 1.5 * strength))
    if (pairWeights.size < MOST_PAIRS) pairWeights.set(pair.accented, value)
    return value
  }
  const read = (question: Question, words: Question['words']): readonly Feature[] => {
    const asked = ` ${question.folded} `
    const meant = rows.flatMap((row) =>
      row.filter(({ folded }) => asked.includes(folded)).map((phrase) => ({ phrase, row })),
    )
    const alternatives = (folded: string) => {
      if (meant.length === 0) return NONE
      const own = ` ${folded} `
      return meant
        .filter(({ phrase }) => phrase.folded.includes(own))
        .flatMap(({ row }) => row.filter((other) => !other.folded.includes(own)).map(({ terms }) => terms))
    }
    const features = new Map<string, Feature>()
    const add = ({ folded, accented }: Term, weight: number, isPlace: boolean) => {
      if (features.has(folded)) return
      const isOf = { core: true, named: false, isPlace }
      features.set(folded, { folded, accented, weight, ...isOf, alternatives: alternatives(folded) })
    }
    words.forEach((word, at) => {
      if (!word) return
      const before = words[at - 1]
      add(word, SINGLE * weight(word.folded) * (word.isPoint ? POINT : 1), word.isPlace)
      if (!before || !isPlain(word) || !isPlain(before)) return
      const value = pairWeight(before, word) * (word.isPoint && before.isPoint ? POINT : 1)
      add(toPair(before, word), value, word.isPlace || before.isPlace)
    })
    return [...features.values()]
  }
  // One question is compared several times on the way to its answer.
  const known = {
    words: new WeakMap<Question, readonly Feature[]>(),
    allWords: new WeakMap<Question, readonly Feature[]>(),
  }
  return {
    of: (question, words = 'words') => {
      const features = known[words].get(question) ?? read(question, question[words])
      known[words].set(question, features)
      return features
    },
    ask: (words) => {
      const terms: Term[] = []
      const weights = new Map<string, number>()
      words.forEach((word, at) => {
        const before = words[at - 1]
        if (!word) return
        terms.push(word)
        weights.set(word.folded, SINGLE * weight(word.folded))
        if (!before || !isPlain(word) || !isPlain(before)) return
        const pair = toPair(before, word)
        terms.push(pair)
        weights.set(pair.folded, pairWeight(before, word))
      })
      return { terms, weights }
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
