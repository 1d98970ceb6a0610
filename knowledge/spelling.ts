// What a person meant to type, judged by the corpus' own words: typing slips and missing diacritics.

import { fold, hasDiacritics, toAccented } from './fold.ts'
import { soundAlikes } from './sound-alike.ts'

/** How often `right` follows `left` in the corpus. */
export type BigramCount = (left: string, right: string) => number

export interface Speller {
  /** The text with its slips put right; what the corpus knows, numbers and codes stay as typed. */
  correct(text: string): string
}

// Every folded Vietnamese syllable has this shape; what lacks it (and is not in the corpus) is a slip or a foreign word.
const SYLLABLE =
  /^(?:b|ch?|d|gh?|gi|h|kh?|l|m|nh?|ngh?|ph?|qu|r|s|th?|tr|v|x)?(?:(?:a|e|ie|i|oa|oe|oo|o|ua|ue|uo|uye|uy|u|ye|y)(?:ch?|m|nh?|ng|p|t)?|ai|ao|au|ay|eo|eu|ia|ieu|iu|oai|oay|oeo|oi|ui|uoi|uou|uu|uya|uyu|uay|yeu)$/
const SEEN = 3 // passages that hold a word beside its neighbours before it is taken for one that sounds like it
const OFTEN = 3 // … and how many times as often as any other
const REMEMBERED = 5_000 // slips
const TIED = 0.1 // of the rarer word's passages hold the pair
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/**
 * Puts right what the corpus does not know: one letter too many, missing, wrong or two swapped, or a missing space.
 * Chooses by the neighbours, then by frequency. A sound syllable changes only when its new neighbours confirm it.
 * `isSpelt` knows the corpus' words with their marks.
 */
export function createSpeller(
  vocabulary: Iterable<readonly [string, number]>,
  bigrams: BigramCount = () => 0,
  isSpelt: (accented: string) => boolean = () => true,
): Speller {
  const counts = new Map(vocabulary)

  const known = new Map<string, readonly string[]>()

  /** What the corpus knows that is one slip away. */
  function candidatesFor(typed: string): readonly string[] {
    const before = known.get(typed)
    if (before) return before
    const near = [...neighboursOf(typed), ...soundAlikes(typed)]
    const found = new Set(near.map(toSpelling).filter((word) => counts.has(word)))
    if (known.size >= REMEMBERED) known.clear() // strangers' text must not fill the memory
    known.set(typed, [...found])
    return [...found]
  }

  // “Những” stands before nearly everything: that “giấy” follows confirms nothing.
  function isTied(first: string, last: string): boolean {
    const rarer = Math.min(counts.get(first) ?? 0, counts.get(last) ?? 0)
    return rarer > 0 && bigrams(first, last) >= TIED * rarer
  }

  // “Tài trính”: a word the corpus has only with other marks and not beside these, for one that sounds like it and stands there.
  function misheard(word: string, typed: string, left: string, right: string): string {
    if (!hasDiacritics(word) || isSpelt(toAccented(word)) || !isCorrectable(word, typed)) return word
    const seen = (other: string) => bigrams(left, other) + bigrams(other, right)
    const [first, second] = soundAlikes(typed).sort((a, b) => seen(b) - seen(a))
    const rival = Math.max(seen(typed), second ? seen(second) : 0)
    return first && seen(first) >= SEEN && seen(first) > OFTEN * rival ? first : word
  }

  function correctWord(word: string, left: string, right: string): string {
    const typed = fold(word)
    if (counts.has(typed)) return misheard(word, typed, left, right)
    if (!isCorrectable(word, typed)) return word
    const context = (first: string, last = first) => bigrams(left, first) + bigrams(last, right)
    const isSound = SYLLABLE.test(typed)
    const isConfirmed = (candidate: string) => !isSound || isTied(left, candidate) || isTied(candidate, right)
    let best = { text: word, context: isSound ? 1 : 0, count: 0 }
    for (const candidate of candidatesFor(typed)) {
      if (!isConfirmed(candidate)) continue
      const found = { text: candidate, context: context(candidate), count: counts.get(candidate) ?? 0 }
      if (isBetter(found, best)) best = found
    }
    if (best.count > 0) return best.text
    for (let cut = 1; cut < typed.length; cut++) {
      const [first, last] = [typed.slice(0, cut), typed.slice(cut)]
      const found = { text: `${first} ${last}`, context: context(first, last), count: bigrams(first, last) }
      if (found.count > 0 && isBetter(found, best)) best = found
    }
    return best.text
  }

  return {
    correct(text) {
      const words = text.split(/([^\p{L}\p{M}\p{N}/.:-]+)/u)
      const folded = words.map(fold)
      return words
        .map((word, at) => (at % 2 ? word : correctWord(word, folded[at - 2] ?? '', folded[at + 2] ?? '')))
        .join('')
    },
  }
}

/** The corpus' spelling of a folded word: `fold` again only where i and y are one. */
function toSpelling(folded: string): string {
  return folded.endsWith('y') ? fold(folded) : folded
}

function isBetter(a: { context: number; count: number }, b: { context: number; count: number }): boolean {
  return a.context === b.context ? a.count > b.count : a.context > b.context
}

// Two letters have too many neighbours, a word without a vowel is an abbreviation, one in capitals a code.
function isCorrectable(word: string, folded: string): boolean {
  return /^[a-z]{3,12}$/.test(folded) && /[aeiouy]/.test(folded) && word !== word.toUpperCase()
}

function* neighboursOf(word: string): Generator<string> {
  for (let at = 0; at <= word.length; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)]
    if (tail) yield head + tail.slice(1)
    if (tail.length > 1) yield head + tail[1] + tail[0] + tail.slice(2)
    for (const letter of LETTERS) {
      yield head + letter + tail
      if (tail) yield head + letter + tail.slice(1)
    }
  }
}

export interface Restorer {
  /** The text with the diacritics that its words most likely have; typed ones stay. */
  restore(text: string): string
}

/** Gives plain syllables the marks they have in the corpus, chosen by the neighbours (Viterbi over pairs). */
export function createRestorer(vocabulary: Iterable<readonly [string, number]>, bigrams: BigramCount): Restorer {
  const spellings = new Map<string, { word: string; count: number }[]>()
  for (const [word, count] of vocabulary) {
    const folded = fold(word)
    spellings.set(folded, [...(spellings.get(folded) ?? []), { word, count }])
  }
  const choicesFor = (word: string) => {
    const known = hasDiacritics(word) ? undefined : spellings.get(fold(word))
    return known ?? [{ word, count: 1 }]
  }

  return {
    restore(text) {
      const parts = toAccented(text).split(/([^\p{L}\p{M}\p{N}]+)/u)
      let paths: Path[] = []
      for (let at = 0; at < parts.length; at += 2) {
        paths = choicesFor(parts[at] as string).map((choice) => extend(paths, choice, bigrams))
      }
      let path = paths.reduce((best, next) => (next.cost < best.cost ? next : best))
      for (let at = parts.length - 1; at >= 0; at -= 2) {
        parts[at] = path.word
        path = path.before ?? path
      }
      return parts.join('')
    },
  }
}

/** A way of reading the text up to a word, and how unlikely it is. */
interface Path {
  readonly word: string
  readonly count: number
  readonly cost: number
  readonly before: Path | undefined
}

const ALONE = 0.4 // what a word alone counts beside a pair that was seen: stupid backoff (Brants et al. 2007)
const FREQUENT = 100 // passages; a word this frequent counts half of that, so that no frequency outweighs a pair

function extend(paths: readonly Path[], { word, count }: { word: string; count: number }, bigrams: BigramCount): Path {
  const alone = (ALONE * count) / (count + FREQUENT)
  let best: Path | undefined
  for (const before of paths) {
    const cost = before.cost - Math.log((bigrams(before.word, word) + alone) / (before.count + 1))
    if (!best || cost < best.cost) best = { word, count, cost, before }
  }
  return best ?? { word, count, cost: -Math.log(alone), before: undefined }
}
