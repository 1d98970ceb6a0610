// Finds units by the words of their names: how much of what was typed they hold, and how much of them was typed.

import { fold, toAccented } from '../knowledge/fold.ts'
import type { Unit } from '../knowledge/schema.ts'
import { isOneSlip } from './slips.ts'

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
const SILENT = new Set('va thuoc cua o em toi a nhe'.split(' '))
const HEADS = new Set(['phong', 'so', 'huyen', 'ban', 'xa', 'tinh'])

interface Word {
  readonly folded: string
  readonly accented: string
}

interface Name {
  readonly unit: Unit
  readonly words: readonly Word[]
  readonly initials: string
  readonly above: readonly Word[]
}

type Weigh = (word: Word) => number

/** Builds the search once for all units. */
export function createUnitSearch(
  all: readonly Unit[],
  chainOf: (id: string) => Unit[],
): (text: string, within: readonly string[]) => UnitMatch[] {
  const names = all.flatMap((unit): Name[] => {
    const above = chainOf(unit.id)
      .slice(1)
      .flatMap(({ name, aliases }) => [name, ...aliases].flatMap(toWords))
    return [unit.name, ...unit.aliases].map((name) => {
      const words = toWords(name)
      return { unit, words, initials: initialsOf(words), above }
    })
  })
  const holders = new Map<string, Name[]>()
  for (const name of names)
    for (const word of new Set(name.words.map(({ folded }) => folded))) {
      const held = holders.get(word)
      if (held) held.push(name)
      else holders.set(word, [name])
    }
  const weights = new Map(Array.from(holders, ([word, held]) => [word, Math.log(1 + names.length / held.length)]))
  const unknown = Math.log(1 + names.length)
  const weigh: Weigh = ({ folded }) => weights.get(folded) ?? unknown
  // Only names that hold a word, a slip of it, or words of which it holds the initials can be meant.
  const candidatesFor = (typed: readonly Word[]): Set<Name> => {
    const found = new Set<Name>()
    for (const folded of new Set(typed.map((word) => word.folded))) {
      const held = holders.get(folded)
      for (const name of held ?? []) found.add(name)
      if (held) continue
      for (const [word, near] of holders) if (isOneSlip(word, folded)) for (const name of near) found.add(name)
      for (const name of names) if (runOf(name.words, name.initials, folded)) found.add(name)
    }
    return found
  }

  return (text, within) => {
    const typed = toWords(text)
    if (typed.length === 0 || typed.length > MOST_WORDS) return []
    const best = new Map<string, Compared>()
    for (const name of candidatesFor(typed)) {
      const found = compare(typed, name, weigh)
      if (found.score > (best.get(name.unit.id)?.score ?? LEAST)) best.set(name.unit.id, found)
    }
    const isInside = ({ unit }: Compared) => chainOf(unit.id).some(({ id }) => within.includes(id))
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

/** Words without those that name nothing; what is always said together is one word. */
function toWords(text: string): Word[] {
  const joined = toAccented(text)
    .replace(/văn phòng|van phong|\bvp(?![\p{L}\p{M}])/gu, 'vanphong')
    .replace(/[uủ][yỷ] ban nhân dân|uy ban nhan dan/gu, 'ubnd')
    .replace(/viện kiểm sát(?: nhân dân)?|vien kiem sat(?: nhan dan)?|\bvks\b/gu, 'vksnd')
  return (joined.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
    .map((accented) => ({ accented, folded: toPlain(fold(accented)) }))
    .filter(({ folded }) => !SILENT.has(folded))
}

/** Chat spelling: “fòng”, “ân thj”. */
function toPlain(folded: string): string {
  return folded.replace(/^f/, 'ph').replace(/j$/, 'i')
}

function compare(typed: readonly Word[], { unit, words, above }: Name, weigh: Weigh): Compared {
  const left = [...words]
  const inherited = [...above]
  let [held, all, isWhole] = [0, 0, true]
  for (const word of typed) {
    const own = take(left, word)
    const taken = own ?? take(inherited, word)
    const worth = taken ? sum(taken.words, weigh) : weigh(word)
    all += worth
    if (taken) held += worth * taken.share * (own ? 1 : INHERITED)
    if (!taken || taken.share === SLIPPED) isWhole = false
  }
  const total = sum(words, weigh)
  const covered = total === 0 ? 0 : 1 - sum(left, weigh) / total
  const share = all === 0 ? 0 : held / all
  return { unit, score: covered === 0 ? 0 : share * (0.6 + 0.4 * covered), held: share, covered, isWhole }
}

/** Takes the word, one with a slip, or the run of words of which it holds the initials, out of the list. */
function take(list: Word[], typed: Word): { words: Word[]; share: number } | null {
  const same = list.findIndex(({ folded }) => folded === typed.folded)
  if (same >= 0) {
    const words = list.splice(same, 1)
    const hasOtherMarks = typed.accented !== typed.folded && words[0]?.accented !== typed.accented
    return { words, share: hasOtherMarks && !/[jf]/.test(typed.accented) ? OTHER_MARKS : 1 }
  }
  const initials = runOf(list, initialsOf(list), typed.folded)
  if (initials) return { words: list.splice(initials.at, initials.length), share: 1 }
  const slip = list.findIndex(({ folded }) => isOneSlip(folded, typed.folded))
  return slip >= 0 ? { words: list.splice(slip, 1), share: SLIPPED } : null
}

function initialsOf(words: readonly Word[]): string {
  return words.map(({ folded }) => folded[0]).join('')
}

function runOf(list: readonly Word[], initials: string, short: string): { at: number; length: number } | null {
  if (short.length === 1) {
    const at = list.findIndex(({ folded }) => HEADS.has(folded) && folded.startsWith(short))
    return at < 0 ? null : { at, length: 1 }
  }
  if (short.length > LONGEST_SHORT) return null
  const at = initials.indexOf(short)
  return at < 0 ? null : { at, length: short.length }
}

function sum(words: readonly Word[], weigh: Weigh): number {
  return words.reduce((total, word) => total + weigh(word), 0)
}
