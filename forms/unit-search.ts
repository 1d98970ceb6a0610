// Finds units by the words of their names: how much of what was typed they hold, and how much of them was typed.

import { fold } from '../knowledge/fold.ts'
import type { Unit } from '../knowledge/schema.ts'
import { isOneSlip } from './slips.ts'

export interface UnitMatch {
  readonly unit: Unit
  /** From 0 to 1. */
  readonly score: number
  /** Every word typed belongs to it, and no other unit comes near. */
  readonly isSure: boolean
}

const LEAST = 0.5 // of the weight of what was typed
const NEAR = 0.06 // scores this close are a matter of asking back
const SLIPPED = 0.8 // what a word with a slip counts
const INHERITED = 0.7 // what a word of the body above counts
const SILENT = new Set('va thuoc cua o em toi a nhe'.split(' '))
const HEADS = new Set(['phong', 'so', 'huyen', 'ban', 'xa', 'tinh'])

interface Name {
  readonly unit: Unit
  readonly words: readonly string[]
  readonly above: readonly string[]
}

/** Builds the search once for all units. */
export function createUnitSearch(
  all: readonly Unit[],
  chainOf: (id: string) => Unit[],
): (text: string, within: readonly string[]) => UnitMatch[] {
  const names = all.flatMap((unit): Name[] => {
    const above = chainOf(unit.id)
      .slice(1)
      .flatMap(({ name, aliases }) => [name, ...aliases].flatMap(toWords))
    return [unit.name, ...unit.aliases].map((name) => ({ unit, words: toWords(name), above }))
  })
  const counts = new Map<string, number>()
  for (const { words } of names) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const weight = (word: string) => Math.log(1 + names.length / (counts.get(word) ?? 1))

  return (text, within) => {
    const typed = toWords(text)
    if (typed.length === 0 || typed.length > 30) return []
    const best = new Map<string, { unit: Unit; score: number; isWhole: boolean }>()
    for (const name of names) {
      const found = { unit: name.unit, ...compare(typed, name, weight) }
      if (found.score > (best.get(name.unit.id)?.score ?? LEAST)) best.set(name.unit.id, found)
    }
    const isInside = (unit: Unit) => chainOf(unit.id).some(({ id }) => within.includes(id))
    const ranked = [...best.values()].sort((a, b) => b.score - a.score)
    const inside = ranked.filter(({ unit }) => isInside(unit))
    const ordered = [...inside, ...ranked.filter(({ unit }) => !isInside(unit))]
    const rivals = inside.length > 0 ? inside : ranked
    return ordered.map(({ unit, score, isWhole }, at) => ({
      unit,
      score,
      isSure: at === 0 && isWhole && score - (rivals[1]?.score ?? 0) > NEAR,
    }))
  }
}

/** Folded words without those that name nothing. */
function toWords(text: string): string[] {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .join(' ')
    .replace(/\buy ban nhan dan\b/g, 'ubnd')
    .replace(/\bvien kiem sat( nhan dan)?\b/g, 'vksnd')
    .split(' ')
    .filter((word) => word && !SILENT.has(word))
}

// How much of what was typed the name holds, then how much of the name was typed.
function compare(
  typed: readonly string[],
  { words, above }: Name,
  weight: (word: string) => number,
): { score: number; isWhole: boolean } {
  const left = [...words]
  const inherited = [...above]
  let held = 0
  let all = 0
  let isWhole = true
  for (const word of typed) {
    const own = take(left, word)
    const other = own ? null : take(inherited, word)
    const taken = own ?? other
    const worth = taken ? sum(taken.words.map(weight)) : weight(word)
    all += worth
    if (taken) held += worth * (taken.isExact ? 1 : SLIPPED) * (own ? 1 : INHERITED)
    if (!taken?.isExact) isWhole = false
  }
  const total = sum(words.map(weight))
  const covered = total === 0 ? 0 : (total - sum(left.map(weight))) / total
  const share = all === 0 ? 0 : held / all
  return { score: covered === 0 ? 0 : share * (0.6 + 0.4 * covered), isWhole }
}

/** Takes the word, one with a slip, or the run of words of which it holds the initials, out of the list. */
function take(list: string[], word: string): { words: string[]; isExact: boolean } | null {
  const at = list.indexOf(word)
  if (at >= 0) return { words: list.splice(at, 1), isExact: true }
  const initials = runOf(list, word)
  if (initials) return { words: list.splice(initials.at, initials.length), isExact: true }
  const slip = list.findIndex((one) => isOneSlip(one, word))
  return slip >= 0 ? { words: list.splice(slip, 1), isExact: false } : null
}

function runOf(list: readonly string[], short: string): { at: number; length: number } | null {
  if (short.length === 1) {
    const at = list.findIndex((word) => HEADS.has(word) && word.startsWith(short))
    return at < 0 ? null : { at, length: 1 }
  }
  const at = list.map((word) => word[0]).join('').indexOf(short)
  return at < 0 || short.length > 8 ? null : { at, length: short.length }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
