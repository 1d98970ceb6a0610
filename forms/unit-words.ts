// The words of units' names, numbered: telling whether two are the same, or one slip apart, is then no comparison of texts.

import { fold, toAccented } from '../knowledge/fold.ts'
import { isOneSlip } from './slips.ts'

export interface Word {
  /** The same number for the same folded word; -1 if no unit's name holds it. */
  readonly id: number
  readonly folded: string
  readonly accented: string
  /** How much it tells: the rarer in names, the more. */
  readonly weight: number
}

export interface TypedWord extends Word {
  /** The words of names that are one slip away. */
  readonly slips: readonly number[]
  /** Its letters, as in `WordList.initials`. */
  readonly letters: number
}

/** Words in order, and what tells at once that something is none of them. */
export interface WordList {
  readonly words: readonly Word[]
  readonly ids: ReadonlySet<number>
  /** The first letters of the words, a bit each; all figures are one. */
  readonly initials: number
}

/** The words of all names, with how many of the names hold each. */
export interface Lexicon {
  /** The words of a name that it was built from. */
  ofName(name: string): Word[]
  /** The words of what somebody typed. */
  ofText(text: string): TypedWord[]
  /** No word weighs more. */
  readonly heaviest: number
}

const SILENT = new Set('va thuoc cua o em toi a nhe'.split(' '))

/** Numbers and weighs the words of these names. */
export function createLexicon(names: readonly string[]): Lexicon {
  const held = new Map<string, number>()
  for (const name of names)
    for (const folded of new Set(toWords(name).map((word) => word.folded)))
      held.set(folded, (held.get(folded) ?? 0) + 1)
  const known = new Map(
    Array.from(held, ([folded, count], id) => [folded, { id, weight: Math.log(1 + names.length / count) }]),
  )
  const unknown = { id: -1, weight: Math.log(1 + names.length) }
  const ofName = (name: string): Word[] =>
    toWords(name).map((word) => ({ ...word, ...(known.get(word.folded) ?? unknown) }))
  const slipsOf = (typed: string): number[] => {
    const found: number[] = []
    for (const [folded, { id }] of known) if (folded !== typed && isOneSlip(folded, typed)) found.push(id)
    return found
  }
  const kept = new Map<number, readonly number[]>()
  const slipsOfKnown = ({ id, folded }: Word): readonly number[] => {
    const slips = kept.get(id) ?? slipsOf(folded)
    if (id >= 0) kept.set(id, slips)
    return slips
  }
  return {
    heaviest: unknown.weight,
    ofName,
    ofText: (text) =>
      ofName(text).map((word) => ({ ...word, slips: slipsOfKnown(word), letters: bitsOf([...word.folded]) })),
  }
}

export function toWordList(words: readonly Word[]): WordList {
  return {
    words,
    ids: new Set(words.map(({ id }) => id)),
    initials: bitsOf(words.map(({ folded }) => folded[0] ?? '')),
  }
}

function bitsOf(letters: readonly string[]): number {
  return letters.reduce((bits, letter) => bits | (1 << (letter >= 'a' ? letter.charCodeAt(0) & 31 : 0)), 0)
}

/** Words without those that name nothing; what is always said together is one word. */
function toWords(text: string): { accented: string; folded: string }[] {
  const joined = toAccented(text)
    .replace(/văn phòng|van phong|\bvp(?![\p{L}\p{M}])/gu, 'vanphong')
    .replace(/[uủ][yỷ] ban nhân dân|uy ban nhan dan/gu, 'ubnd')
    .replace(/viện kiểm sát(?: nhân dân)?|vien kiem sat(?: nhan dan)?|\bvks\b/gu, 'vksnd')
  return (joined.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
    .map((accented) => ({ accented, folded: toPlain(fold(accented)) }))
    .filter(({ folded }) => !SILENT.has(folded))
}

/** Chat spelling: “fòng”, “ân thj”. */
function toPlain(folded: string): string {
  return folded.replace(/^f/, 'ph').replace(/j$/, 'i')
}
