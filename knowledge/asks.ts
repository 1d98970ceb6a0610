// Ways of asking, and how close a question comes to each.

import type { AskTerms, Feature } from './features.ts'
import { createHolders, createShares, type Shares } from './holders.ts'

/** Words of the plan's own name say little about what is asked. */
export const CONTEXT = 0.15

/** One way of asking, with the words of the plan's name. */
export interface Ask extends AskTerms {
  readonly context?: ReadonlySet<string> | undefined
}

export interface Asks {
  /** Weighted likeness of what is asked and each of `among`, 0…1: twice what both hold, over what either holds. */
  likeness(features: readonly Feature[], among: readonly number[]): number[]
}

/**
 * Takes ways of asking, known from then on by their numbers. They are read when something is first compared with them:
 * a start need not wait for it.
 */
export function createAsks(read: () => readonly Ask[]): Asks {
  let prepared: Prepared | undefined
  return {
    likeness: (features, among) => {
      prepared ??= prepare(read())
      const { contexts, contextOf, totals, shares } = prepared
      const both = among.map(() => 0)
      const all = among.map((ask) => totals[ask] as number)
      for (const feature of features) {
        if (feature.named) continue
        const shared = shares(feature)
        const weights = contexts.map((context) => feature.weight * (context?.has(feature.folded) ? CONTEXT : 1))
        among.forEach((ask, at) => {
          const weight = weights[contextOf[ask] as number] as number
          const held = weight * (shared[ask] as number)
          both[at] = (both[at] as number) + 2 * held
          // What only stands around the question may help a way of asking, but need not be in it.
          all[at] = (all[at] as number) + (feature.core ? weight : held)
        })
      }
      return both.map((held, at) => ((all[at] as number) > 0 ? Math.min(1, held / (all[at] as number)) : 0))
    },
  }
}

interface Prepared {
  readonly contexts: readonly Ask['context'][]
  readonly contextOf: readonly number[]
  readonly totals: readonly number[]
  readonly shares: Shares
}

function prepare(asks: readonly Ask[]): Prepared {
  const contexts = [...new Set(asks.map(({ context }) => context))]
  const totals = asks.map(({ weights, context }) => {
    let total = 0
    for (const [term, weight] of weights) total += weight * (context?.has(term) ? CONTEXT : 1)
    return total
  })
  return {
    contexts,
    contextOf: asks.map(({ context }) => contexts.indexOf(context)),
    totals,
    shares: createShares(asks.length, createHolders(asks.map((ask) => [ask]))),
  }
}
