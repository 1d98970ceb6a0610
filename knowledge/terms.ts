// Words and word pairs of a text: what questions and entries are compared by.

import { isWhole, rawWords, stripMarks, toAccented, tokens } from './fold.ts'

/** A word, or two neighbours as `a b`. */
export interface Term {
  readonly folded: string
  readonly accented: string
}

export interface Word extends Term {
  /** A document number, a date or a percentage as a whole, beside its parts. */
  readonly isWhole: boolean
}

// A few thousand syllables make up all text, and some ten thousand pairs this corpus: each is made once.
const knownWords = new Map<string, readonly Word[]>()
const knownPairs = new Map<string, Map<string, Term>>()
const MOST = 20_000 // strangers' text must not fill the memory
let pairCount = 0

/** Words in order; the whole form of a number or code follows its parts. */
export function toWords(text: string): Word[] {
  const found: Word[] = []
  for (const rawWord of rawWords(text)) for (const word of readWord(rawWord)) found.push(word)
  return found
}

function readWord(rawWord: string): readonly Word[] {
  const known = knownWords.get(rawWord)
  if (known) return known
  const read = tokens(toAccented(rawWord)).map((accented) => ({
    accented,
    folded: stripMarks(accented),
    isWhole: isWhole(accented),
  }))
  if (knownWords.size < MOST) knownWords.set(rawWord, read)
  return read
}

/** The pair that two neighbours make. */
export function toPair(before: Word, word: Word): Term {
  const known = knownPairs.get(before.accented)?.get(word.accented)
  if (known) return known
  const pair = { folded: `${before.folded} ${word.folded}`, accented: `${before.accented} ${word.accented}` }
  if (pairCount < MOST) {
    const followers = knownPairs.get(before.accented) ?? new Map<string, Term>()
    knownPairs.set(before.accented, followers.set(word.accented, pair))
    pairCount++
  }
  return pair
}

/** The words of each clause: what punctuation parts is no neighbour. */
export function toClauses(text: string): Word[][] {
  return text
    .split(/[.,;:()“”"\n]+(?=\s|$)|\n/)
    .map(toWords)
    .filter((words) => words.length > 0)
}

/** A line of text, read: the words of each clause, and all words and pairs of neighbours. */
export interface Line {
  readonly clauses: readonly (readonly Word[])[]
  readonly terms: readonly Term[]
}

/** Reads the lines of texts. Plans repeat headings and sentences: the same line is read once. */
export function createLineReader(): (text: string) => Line[] {
  const known = new Map<string, Line>()
  const read = (line: string) => {
    const before = known.get(line)
    if (before) return before
    const clauses = toClauses(line)
    const result = { clauses, terms: toTerms(clauses) }
    known.set(line, result)
    return result
  }
  return (text) => text.split('\n').map(read)
}

/** All words and pairs of neighbours of the clauses. */
export function toTerms(clauses: Iterable<readonly Word[]>): Term[] {
  const terms: Term[] = []
  for (const words of clauses) {
    let before: Word | undefined
    for (const word of words) {
      terms.push(word)
      if (word.isWhole) continue
      if (before) terms.push(toPair(before, word))
      before = word
    }
  }
  return terms
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
