import type { Choice } from '../../message.ts'

/** What can be tapped by whom: the choices of the last message with some, and all there ever were. */
export interface Offers {
  add(person: string, choices: readonly Choice[]): void
  /** The last message of the person had these. */
  show(person: string, choices: readonly Choice[]): void
  of(person: string, old: boolean): readonly Choice[]
}

export function createOffers(): Offers {
  const all = new Map<string, Choice[]>()
  const last = new Map<string, readonly Choice[]>()
  return {
    add: (person, choices) => void all.set(person, [...(all.get(person) ?? []), ...choices]),
    show: (person, choices) => {
      if (choices.length > 0) last.set(person, choices)
    },
    of: (person, old) => (old ? all : last).get(person) ?? [],
  }
}
