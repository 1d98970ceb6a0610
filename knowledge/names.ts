// The names of plans and places that stand in a question.

import { NAMED } from './subject-words.ts'
import { findPhrase } from './terms.ts'

const BEFORE_NAME = /\b(?:theo|trong) (?:ban )?(?:ke hoach|van ban|cong van|phong trao)(?: thi dua)?(?: cua| ve)? $/

/**
 * The plans named in a folded text, and what is left of it. A name takes the rest of its code along: “Công văn 1419” that
 * of “1419/VKS-VP”; and its own place: “ngành Nội vụ” that of “ngành Nội vụ Hưng Yên”. The longest name wins its place, so
 * that “văn hóa công sở Trực Ninh” is one name and not two.
 */
export function takeNames(
  folded: string,
  names: readonly { id: string; phrase: string; places: readonly string[] }[],
): { named: string[]; rest: string } {
  const found: { id: string; at: number }[] = []
  let rest = folded
  for (const { id, phrase, places } of names) {
    for (let at = findPhrase(rest, phrase); at >= 0; at = findPhrase(rest, phrase)) {
      found.push({ id, at })
      const from = at - (BEFORE_NAME.exec(rest.slice(0, at))?.[0].length ?? 0)
      const after = rest.slice(at + phrase.length)
      const end = at + phrase.length + (/^[/-][\p{L}\p{N}/-]+/u.exec(after)?.[0] ?? placeAfter(after, places)).length
      rest = rest.slice(0, from) + NAMED.repeat(end - from) + rest.slice(end)
    }
  }
  return { named: [...new Set(found.sort((a, b) => a.at - b.at).map(({ id }) => id))], rest }
}

function placeAfter(after: string, places: readonly string[]): string {
  const place = places.find((name) => findPhrase(after, name) === 1 && after.startsWith(' '))
  return place ? ` ${place}` : ''
}

/** The hints that stand in a folded text. “Sở Nội vụ” and “Nội vụ” in one place are one hint: the longest counts. */
export function hintsApart(folded: string, phrases: readonly string[]): Set<string> {
  let rest = folded
  const found = new Set<string>()
  for (const phrase of phrases) {
    const at = findPhrase(rest, phrase)
    if (at < 0) continue
    found.add(phrase)
    rest = rest.slice(0, at) + NAMED.repeat(phrase.length) + rest.slice(at + phrase.length)
  }
  return found
}

/** The text with each of the phrases blotted out. */
export function markPhrases(folded: string, phrases: Iterable<string>): string {
  let marked = folded
  for (const phrase of phrases)
    for (let at = findPhrase(marked, phrase); at >= 0; at = findPhrase(marked, phrase))
      marked = marked.slice(0, at) + NAMED.repeat(phrase.length) + marked.slice(at + phrase.length)
  return marked
}
