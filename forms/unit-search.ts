// Finds units by the words of their names: how much of what was typed they hold, and how much of them was typed.

import type { Unit } from '../knowledge/schema.ts'
import { createLexicon, type TypedWord, toWordList, type Word, type WordList } from './unit-words.ts'

export interface UnitMatch {
  readonly unit: Unit
  /** From 0 to 1. */
  readonly score: number
  /** Every word typed belongs to it, or to a body above it. */
  readonly isWhole: boolean
  /** It is one of `within`, or below one of them. */
  readonly isInside: boolean
  /** It is whole, and no other unit comes near. */
  readonly isSure: boolean
}

const LEAST = 0.5
const NEAR = 0.06 // scores this close are a matter of asking back
const MOSTLY = 0.7 // of a name
const SLIPPED = 0.8 // what a word with a slip counts
const OTHER_MARKS = 0.75 // what a word counts whose typed diacritics are others
const INHERITED = 0.7 // what a word of the body above counts
const MOST_WORDS = 30
const LONGEST_SHORT = 8 // letters of an abbreviation
const HEADS = new Set(['phong', 'so', 'huyen', 'ban', 'xa', 'tinh'])

interface Name {
  readonly unit: Unit
  readonly own: WordList
  readonly above: WordList
}

/** Builds the search once for all units. */
export function createUnitSearch(
  all: readonly Unit[],
  chainOf: (id: string) => Unit[],
): (text: string, within: readonly string[]) => UnitMatch[] {
  const namesOf = ({ name, aliases }: Unit) => [name, ...aliases]
  const lexicon = createLexicon(all.flatMap(namesOf))
  const names = all.flatMap((unit): Name[] => {
    const above = toWordList(chainOf(unit.id).slice(1).flatMap(namesOf).flatMap(lexicon.ofName))
    return namesOf(unit).map((name) => ({ unit, own: toWordList(lexicon.ofName(name)), above }))
  })
  const holders = new Map<number, Name[]>()
  for (const name of names) for (const id of name.own.ids) holders.set(id, [...(holders.get(id) ?? []), name])
  const bodies = new Map(all.map(({ id }) => [id, chainOf(id).map((body) => body.id)]))
  // Only names that hold a word, a slip of it, or words of which it holds the initials can be meant.
  const candidatesFor = (typed: readonly TypedWord[]): Set<Name> => {
    const found = new Set<Name>()
    for (const word of typed) {
      const held = holders.get(word.id)
      for (const name of held ?? []) found.add(name)
      if (held) continue
      for (const id of word.slips) for (const name of holders.get(id) ?? []) found.add(name)
      for (const name of names) if (runOf(name.own.words, name.own, word)) found.add(name)
    }
    return found
  }

  return (text, within) => {
    const typed = lexicon.ofText(text)
    if (typed.length === 0 || typed.length > MOST_WORDS) return []
    const best = new Map<string, Compared>()
    for (const name of candidatesFor(typed)) {
      if (mostShare(typed, name, lexicon.heaviest) < LEAST) continue
      const found = compare(typed, name)
      if (found.score > (best.get(name.unit.id)?.score ?? LEAST)) best.set(name.unit.id, found)
    }
    const isInside = ({ unit }: Compared) => bodies.get(unit.id)?.some((id) => within.includes(id)) ?? false
    const ranked = [...best.values()].sort((a, b) => b.score - a.score)
    const inside = ranked.filter(isInside)
    const outside = ranked.filter((one) => !isInside(one))
    // A body elsewhere that was named in full is meant, though one here comes near.
    const isHere = inside[0] && (inside[0].isWhole || !outside[0]?.isWhole)
    const [rivals, others] = isHere ? [inside, outside] : [outside, inside]
    const isSure = isClear(rivals)
    return [...rivals, ...others].map((one, at) => ({
      unit: one.unit,
      score: one.score,
      isWhole: one.isWhole,
      isInside: isInside(one),
      isSure: at === 0 && isSure,
    }))
  }
}

interface Compared {
  readonly unit: Unit
  readonly score: number
  /** How much of what was typed belongs to the unit. */
  readonly held: number
  /** How much of the name was typed. */
  readonly covered: number
  readonly isWhole: boolean
}

// The whole name was typed, or most of it while the next is far; or no other unit holds all that was typed.
function isClear([first, ...others]: readonly Compared[]): boolean {
  if (!first?.isWhole) return false
  const next = others[0]
  if (!next || !others.some(({ held }) => held > first.held - NEAR)) return true
  if (first.covered === 1 && first.held === 1) return !others.some(({ covered, held }) => covered === 1 && held === 1)
  return first.covered >= MOSTLY && first.score - next.score > NEAR
}

/** No comparison finds a greater share: what the name cannot hold in any way counts against all that it may hold. */
function mostShare(typed: readonly TypedWord[], { own, above }: Name, heaviest: number): number {
  let [held, missing] = [0, 0]
  for (const word of typed) {
    if (mayRun(own, word) || mayRun(above, word)) held += heaviest * word.folded.length
    else if (word.slips.some((id) => own.ids.has(id) || above.ids.has(id))) held += heaviest
    else if (own.ids.has(word.id) || above.ids.has(word.id)) held += word.weight
    else missing += word.weight
  }
  return held === 0 ? 0 : held / (held + missing)
}

function compare(typed: readonly TypedWord[], { unit, own, above }: Name): Compared {
  const left = [...own.words]
  const inherited = [...above.words]
  let [held, all, isWhole] = [0, 0, true]
  for (const word of typed) {
    const here = take(left, own, word)
    const taken = here ?? take(inherited, above, word)
    const worth = taken ? sum(taken.words) : word.weight
    all += worth
    if (taken) held += worth * taken.share * (here ? 1 : INHERITED)
    if (!taken || taken.share === SLIPPED) isWhole = false
  }
  const total = sum(own.words)
  const covered = total === 0 ? 0 : 1 - sum(left) / total
  const share = all === 0 ? 0 : held / all
  return { unit, score: covered === 0 ? 0 : share * (0.6 + 0.4 * covered), held: share, covered, isWhole }
}

/** Takes the word, one with a slip, or the run of words of which it holds the initials, out of what is left of a list. */
function take(left: Word[], list: WordList, typed: TypedWord): { words: Word[]; share: number } | null {
  const same = list.ids.has(typed.id) ? left.findIndex(({ id }) => id === typed.id) : -1
  if (same >= 0) {
    const words = left.splice(same, 1)
    const hasOtherMarks = typed.accented !== typed.folded && words[0]?.accented !== typed.accented
    return { words, share: hasOtherMarks && !/[jf]/.test(typed.accented) ? OTHER_MARKS : 1 }
  }
  const run = runOf(left, list, typed)
  if (run) return { words: left.splice(run.at, run.length), share: 1 }
  if (!typed.slips.some((id) => list.ids.has(id))) return null
  const slip = left.findIndex(({ id }) => typed.slips.includes(id))
  return slip >= 0 ? { words: left.splice(slip, 1), share: SLIPPED } : null
}

/** Whether the typed letters all begin words of the list. */
function mayRun({ initials }: WordList, { folded, letters }: TypedWord): boolean {
  return folded.length <= LONGEST_SHORT && (letters & ~initials) === 0
}

function runOf(left: readonly Word[], list: WordList, typed: TypedWord): { at: number; length: number } | null {
  if (!mayRun(list, typed)) return null
  const short = typed.folded
  if (short.length > 1) {
    const at = left
      .map(({ folded }) => folded[0])
      .join('')
      .indexOf(short)
    return at < 0 ? null : { at, length: short.length }
  }
  const at = left.findIndex(({ folded }) => HEADS.has(folded) && folded.startsWith(short))
  return at < 0 ? null : { at, length: 1 }
}

function sum(words: readonly Word[]): number {
  return words.reduce((total, { weight }) => total + weight, 0)
}
