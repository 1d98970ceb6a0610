// The directory of units: found as people write them, without diacritics, shortened, in any order of parts.

import type { Unit } from '../knowledge/schema.ts'

export interface UnitDirectory {
  get(id: string): Unit | undefined
  /** The unit, its parent, the parent of that …; empty if there is no such unit. */
  chainOf(id: string): Unit[]
  readonly all: readonly Unit[]
}

export function createUnitDirectory(all: readonly Unit[]): UnitDirectory {
  const byId = new Map(all.map((unit) => [unit.id, unit]))
  const chainOf = (id: string): Unit[] => {
    const chain: Unit[] = []
    for (let unit = byId.get(id); unit && !chain.includes(unit); unit = byId.get(unit.parent ?? '')) chain.push(unit)
    return chain
  }
  return { get: (id) => byId.get(id), chainOf, all }
}
