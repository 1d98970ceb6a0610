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
  const word = { accented, folded: stripMarks(accented) }
  if (known.size < 20_000) known.set(accented, word)
  return word
}

/** Sets of all words and neighbouring pairs of the texts; no pair reaches from one text into the next. */
export function toTerms(texts: readonly string[]): Terms {
  const folded = new Set<string>()
  const accented = new Set<string>()
  for (const text of texts) {
    const words = toWords(text)
    const plain = words.filter((word) => !isWhole(word.folded))
    for (const word of words) {
      folded.add(word.folded)
      accented.add(word.accented)
    }
    for (let i = 1; i < plain.length; i++) {
      folded.add(`${plain[i - 1]?.folded} ${plain[i]?.folded}`)
      accented.add(`${plain[i - 1]?.accented} ${plain[i]?.accented}`)
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
