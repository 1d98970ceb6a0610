// Two plans may say the same in the same words: what is asked of the one is asked of the other in the same ways.

import type { Entry } from './entry.ts'
import { fold } from './fold.ts'
import type { Campaign } from './load.ts'
import { holdsPhrase, toWords } from './terms.ts'

const SAME = 0.85 // of the words of both
const BEGINNING = 12 // characters
const ORDINAL = /\bthu (nhat|hai|ba|tu|nam|sau|bay)\b/ // the fourth group here may be the fifth there

/** Gives entries of different plans that quote the same words each other's ways of asking; those that name a plan stay. */
export function shareAsks(entries: readonly Entry[], campaigns: readonly Campaign[]): Entry[] {
  const names = new Map(
    campaigns.map(({ id, aliases, places, hints }) => [id, [...aliases, ...places, ...hints].map(fold)] as const),
  )
  const isOpen = ({ campaign }: Entry, ask: string) =>
    !ORDINAL.test(fold(ask)) && !names.get(campaign)?.some((name) => holdsPhrase(fold(ask), name))
  const twinsOf = new Map<Entry, Entry[]>()
  const words = new Map<Entry, ReadonlySet<string>>()
  const wordsIn = (entry: Entry) => {
    const known = words.get(entry) ?? wordsOf(entry)
    words.set(entry, known)
    return known
  }
  const isTwin = (a: Entry, b: Entry) => isAlike(a, b) && likeness(wordsIn(a), wordsIn(b)) >= SAME
  const byBeginning = new Map<string, Entry[]>()
  for (const entry of entries.filter(isShared)) {
    const alike = byBeginning.get(beginningOf(entry))
    if (alike) alike.push(entry)
    else byBeginning.set(beginningOf(entry), [entry])
  }
  for (const alike of byBeginning.values())
    for (const entry of alike) {
      const twins = alike.filter((other) => isTwin(entry, other))
      if (twins.length > 0) twinsOf.set(entry, twins)
    }
  return entries.map((entry) => {
    const asks = twinsOf.get(entry)?.flatMap((twin) => twin.asks.filter((ask) => isOpen(twin, ask)))
    return asks ? { ...entry, asks: [...new Set([...entry.asks, ...asks])] } : entry
  })
}

// A pair answers its own question alone, and what is not stated is known of one plan.
function isShared({ asks, isPair, content }: Entry): boolean {
  return asks.length > 0 && !isPair && (content.kind === 'fact' || content.kind === 'list')
}

// Most words are the same, so mostly the first ones are: the others need not be compared.
function beginningOf({ evidence: [first] }: Entry): string {
  return fold(first?.quote ?? '').slice(0, BEGINNING)
}

function isAlike(a: Entry, b: Entry): boolean {
  return (
    a.campaign !== b.campaign && a.content.kind === b.content.kind && a.topics.some((topic) => b.topics.includes(topic))
  )
}

function wordsOf({ evidence }: Entry): ReadonlySet<string> {
  return new Set(evidence.flatMap(({ quote }) => toWords(quote).map(({ folded }) => folded)))
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const word of a) if (b.has(word)) both++
  return (2 * both) / (a.size + b.size)
}
