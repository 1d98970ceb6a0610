// The directory of units: found as people write them, without diacritics, shortened, in any order of parts.

import type { Unit } from '../knowledge/schema.ts'
import { createUnitSearch, type UnitMatch } from './unit-search.ts'

export interface UnitDirectory {
  get(id: string): Unit | undefined
  /** The unit, its parent, the parent of that …; empty if there is no such unit. */
  chainOf(id: string): Unit[]
  readonly all: readonly Unit[]
  /** The units that a text may name, best first; empty if it names none of the directory. */
  find(text: string): Unit[]
  /** The same with how sure it is; those below one of `within` come before others. */
  match(text: string, within?: readonly string[]): UnitMatch[]
}

const LONGEST_KEPT = 150 // characters
const MOST_KEPT = 1_000 // texts; strangers' texts must not fill the memory

const known = new WeakMap<readonly Unit[], UnitDirectory>()

/** Of the same list it is built once. */
export function createUnitDirectory(all: readonly Unit[]): UnitDirectory {
  const directory = known.get(all) ?? buildUnitDirectory(all)
  known.set(all, directory)
  return directory
}

function buildUnitDirectory(all: readonly Unit[]): UnitDirectory {
  const byId = new Map(all.map((unit) => [unit.id, unit]))
  const chainOf = (id: string): Unit[] => {
    const chain: Unit[] = []
    for (let unit = byId.get(id); unit && !chain.includes(unit); unit = byId.get(unit.parent ?? '')) chain.push(unit)
    return chain
  }
  const search = createUnitSearch(all, chainOf)
  const found = new Map<string, UnitMatch[]>()
  // One message is read as an answer, a sentence and a correction, and many people type the same.
  const match: UnitDirectory['match'] = (text, within = []) => {
    if (text.length > LONGEST_KEPT) return search(text, within)
    const key = `${within}\n${text}`
    const matches = found.get(key) ?? search(text, within)
    if (found.size >= MOST_KEPT) found.clear()
    found.set(key, matches)
    return matches
  }
  return { get: (id) => byId.get(id), chainOf, all, match, find: (text) => match(text).map(({ unit }) => unit) }
}
