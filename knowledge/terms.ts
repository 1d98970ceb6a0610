// Words and word pairs of a text: what questions and entries are compared by.

import { isWhole, stripMarks, toAccented, tokens } from './fold.ts'

/** The words of a text as sets, ready to be looked up. */
export interface Terms {
  /** Folded syllables and `a b` pairs of neighbours. */
  readonly folded: ReadonlySet<string>
  /** The same with their diacritics. */
  readonly accented: ReadonlySet<string>
}

export interface Word {
  readonly folded: string
  readonly accented: string
  /** A document number, a date or a percentage as a whole, beside its parts. */
  readonly isWhole: boolean
}

/** Words in order; the whole form of a number or code follows its parts. */
export function toWords(text: string): Word[] {
  return tokens(toAccented(text)).map(toWord)
}

// A few thousand syllables make up all text: each is folded once.
const known = new Map<string, Word>()

function toWord(accented: string): Word {
  const before = known.get(accented)
  if (before) return before
  const word = { accented, folded: stripMarks(accented), isWhole: isWhole(accented) }
  if (known.size < 20_000) known.set(accented, word)
  return word
}

/** The words of each clause: what punctuation parts is no neighbour. */
export function toClauses(text: string): Word[][] {
  return text
    .split(/[.,;:()“”"\n]+(?=\s|$)|\n/)
    .map(toWords)
    .filter((words) => words.length > 0)
}

/** Sets of all words and pairs of neighbours of the clauses. */
export function toTerms(clauses: Iterable<readonly Word[]>): Terms {
  const folded = new Set<string>()
  const accented = new Set<string>()
  for (const words of clauses) {
    let before: Word | undefined
    for (const word of words) {
      folded.add(word.folded)
      accented.add(word.accented)
      if (word.isWhole) continue
      if (before) {
        folded.add(`${before.folded} ${word.folded}`)
        accented.add(`${before.accented} ${word.accented}`)
      }
      before = word
    }
  }
  return { folded, accented }
}

/** Whether the folded phrase stands in the folded text as whole words. */
export function holdsPhrase(foldedText: string, foldedPhrase: string): boolean {
  return findPhrase(foldedText, foldedPhrase) >= 0
}

/** Where the folded phrase begins in the folded text as whole words, or -1. */
export function findPhrase(foldedText: string, foldedPhrase: string): number {
  for (let at = foldedText.indexOf(foldedPhrase); at >= 0; at = foldedText.indexOf(foldedPhrase, at + 1)) {
    const before = foldedText[at - 1]
    const after = foldedText[at + foldedPhrase.length]
    if (!isWordCharacter(before) && !isWordCharacter(after)) return at
  }
  return -1
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character)
}
