// What the directory of units refers to must exist.

import { collectFaults, type DataFault, reportTwice } from './data-faults.ts'
import type { Unit } from './schema.ts'

/** Faults of the directory: ids, parents, campaigns. */
export function findUnitFaults(units: readonly Unit[], campaigns: ReadonlySet<string>): DataFault[] {
  return collectFaults((report) => {
    reportTwice(units, [], 'unit', report)
    const parents = new Map(units.map(({ id, parent }) => [id, parent]))
    for (const [index, { id, parent, campaigns: due }] of units.entries()) {
      if (parent !== undefined && !parents.has(parent))
        report([index, 'parent'], `no unit "${parent}": write the id of another unit, or remove "parent"`)
      else if (isOwnAncestor(id, parents))
        report([index, 'parent'], `unit "${id}" stands below itself: correct "parent"`)
      for (const [at, campaign] of due.entries())
        if (!campaigns.has(campaign))
          report([index, 'campaigns', at], `no campaign "${campaign}": known are ${[...campaigns].join(', ')}`)
    }
  })
}

function isOwnAncestor(id: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>()
  for (let at = parents.get(id); at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === id) return true
    seen.add(at)
  }
  return false
}
