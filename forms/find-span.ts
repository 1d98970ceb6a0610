// Answers inside a longer clause: the words of an option, of a name.

import { fold } from '../knowledge/fold.ts'
import type { Option } from '../knowledge/form-schema.ts'
import { ranksDiffer } from './ranks.ts'
import { isSpokenName } from './sounds-like-name.ts'

export interface Span<T> {
  readonly found: T
  readonly before: string
  readonly after: string
}

// Without a prototype: “constructor” is a word like any other.
const SHORT: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  bk: 'bang khen',
  gk: 'giay khen',
  bt: 'bo truong',
  gd: 'giam doc',
})
const DENIAL = /\b(?:khong|ko|k|chua|chang|dung (?:co|ghi|chon|lay|dien)|tru|ngoai)(?: \S+){0,2} $/
const MOST_WORDS = 150
/** A word where it stands in a text. */
export interface Word {
  readonly raw: string
  readonly start: number
  readonly end: number
  readonly folded: string
}

/**
 * The option whose label or alias stands in the text; denied ones do not count. Null if there is none, or, unless
 * `amongSeveral`, if several stand there side by side.
 */
export function findOption(text: string, options: readonly Option[], amongSeveral = false): Span<Option> | null {
  const words = toWords(text)
  const written = words.map(({ folded }) => SHORT[folded] ?? folded)
  const joined = ` ${written.join(' ')} `
  const all = options
    .flatMap((option) => optionNames(option).map((name) => ({ option, name, at: joined.indexOf(` ${name} `) })))
    .filter(({ at }) => at >= 0 && !DENIAL.test(joined.slice(0, at + 1)))
    .filter(({ option, name, at }) => isOwn(option, joined.slice(at + name.length + 2)))
    .filter(({ option, name, at }) => !ranksDiffer(rankAt(joined, at, name), option.label))
    .sort((a, b) => b.name.length - a.name.length)
  const [best] = all
  if (!best) return null
  const isApart = ({ at, name }: { at: number; name: string }) =>
    at + name.length < best.at || at > best.at + best.name.length
  if (!amongSeveral && all.some((one) => one.option !== best.option && isApart(one))) return null
  const first = joined
    .slice(0, best.at + 1)
    .trim()
    .split(' ')
    .filter(Boolean).length
  const last = lastOfLabel(written.join(' ').split(' '), first + best.name.split(' ').length, best.option)
  // Short forms stand for two words: count back to what was typed.
  const typed = (count: number) => {
    let at = 0
    for (let said = 0; said < count && at < written.length; at++) said += written[at]?.split(' ').length ?? 1
    return at
  }
  return { found: best.option, ...cut(text, words, typed(first), typed(last)) }
}

// “huân chương” “lao động hạng Nhì”
function rankAt(joined: string, at: number, name: string): string {
  return (
    joined.slice(at, at + name.length + 1) +
    joined
      .slice(at + name.length + 1)
      .split(' ', WORDS_TO_RANK)
      .join(' ')
  )
}

const WORDS_TO_RANK = 5

// “giấy khen của giám đốc sở” where “giấy khen” is the name: words of the label that follow belong to it.
function lastOfLabel(words: readonly string[], from: number, { label }: Option): number {
  const own = new Set(toWords(label).map(({ folded }) => folded))
  let last = from
  while (own.has(words[last] ?? '') || (words[last] === 'cua' && own.has(words[last + 1] ?? ''))) last++
  // “giấy khen nội dung a” holds the first word of “Nội vụ” by chance.
  const isChance = last === from + 1 && !fold(label).endsWith(` ${words[from]}`)
  return words[last - 1] === 'cua' || isChance ? last - 1 : last
}

// “bằng khen của Thủ tướng” is none of the Minister's: who gives it must be who the label names.
function isOwn({ label }: Option, after: string): boolean {
  const [, giver] = GIVER.exec(after) ?? []
  return giver === undefined || fold(label).includes(giver) || !/\bcua\b/.test(fold(label))
}

const GIVER =
  /^(?:cua )?(thu tuong|chinh phu|chu tich nuoc|chu tich|ubnd|bo truong|giam doc|nha nuoc|cap (?:tinh|bo|nha nuoc|huyen)|tinh|huyen)(?= |$)/

const known = new WeakMap<Option, readonly string[]>()

/** How an option may be called inside a text, folded. Options stay as they are while their form does: that is told once. */
export function optionNames(option: Option): readonly string[] {
  const names = known.get(option) ?? toNames(option)
  known.set(option, names)
  return names
}

// A letter or two could be anything in a sentence.
function toNames({ label, short = '', aliases }: Option): string[] {
  return [label, short, ...aliases]
    .map((name) =>
      toWords(name.replace(ENUMERATOR, ''))
        .map(({ folded }) => folded)
        .join(' '),
    )
    .filter((name) => name.length > 3)
}

const ENUMERATOR = /^[\p{L}\d]{1,2}\)\s+/u // “d) Cải cách hành chính”: nobody says the letter

const ADDRESS = /^\s*(?:(?:cho|tặng)\s+)?(?:(?:ông|bà|đồng chí|anh|chị|cô|chú)\s+)?/u

/** Two to six words in capitals that stand together; of a text spoken without any, all of it if it is surely a name. */
export function findName(text: string): Span<string> | null {
  const lead = ADDRESS.exec(text)?.[0] ?? ''
  if (isSpokenName(text.slice(lead.length))) return { found: text.slice(lead.length).trim(), before: lead, after: '' }
  const found = /(?<![\p{L}\p{N}])\p{Lu}[\p{Ll}\p{M}]*(?:\s+\p{Lu}[\p{Ll}\p{M}]*){1,5}(?![\p{L}\p{N}])/u.exec(text)
  if (!found) return null
  return { found: found[0], before: text.slice(0, found.index), after: text.slice(found.index + found[0].length) }
}

/** The words of a text, the first 150 of them. */
export function toWords(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].slice(0, MOST_WORDS).map(({ 0: raw, index }) => ({
    raw,
    start: index,
    end: index + raw.length,
    folded: fold(raw),
  }))
}

/** What stands before the words from `first` to `last`, and behind them. */
export function cut(
  text: string,
  words: readonly Word[],
  first: number,
  last: number,
): { before: string; after: string } {
  return { before: text.slice(0, words[first]?.start), after: text.slice(words[last - 1]?.end ?? text.length) }
}
