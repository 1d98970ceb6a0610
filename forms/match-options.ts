// Which options a text may mean, by the words that tell them apart.

import { fold } from '../knowledge/fold.ts'
import type { Option } from '../knowledge/form-schema.ts'
import { contradicts } from './ranks.ts'
import { isOneSlip } from './slips.ts'

export interface OptionMatch {
  readonly option: Option
  /** From 0 to 1: how much of what was typed belongs to it. */
  readonly score: number
  /** Typed in its own words. */
  readonly isSure: boolean
  /** Typed whole, as its label, short label or alias. */
  readonly isExact: boolean
}

const LEAST = 0.6
const SLIPPED = 0.8
const SILENT = new Set(
  'a da vang toi em minh chon muon xin dang ki theo la ve cho linh vuc noi dung muc cai nhe nha va cua cac'.split(' '),
)

/** The options a text may mean, best first; empty if it means none. */
export function matchOptions(text: string, options: readonly Option[]): OptionMatch[] {
  const typed = toWords(text)
  if (typed.length === 0) return []
  const names = options.map((option) => ({
    option,
    names: [option.label, option.short ?? '', ...option.aliases].map(toWords).filter((words) => words.length > 0),
  }))
  // “cho tập thể ạ”
  const bare = typed.filter((word) => !SILENT.has(word)).join(' ')
  const exact = names.filter(({ names: all }) =>
    all.some((words) => words.join(' ') === typed.join(' ') || words.join(' ') === bare),
  )
  if (exact.length > 0)
    return exact.map(({ option }) => ({ option, score: 1, isSure: exact.length === 1, isExact: true }))
  const counts = new Map<string, number>()
  for (const { names: all } of names)
    for (const word of new Set(all.flat())) counts.set(word, (counts.get(word) ?? 0) + 1)
  // A word that every option holds tells nothing apart.
  const weight = (word: string) => Math.log(1 + options.length / (counts.get(word) ?? 0.5)) - Math.log(2) + 0.05
  const loud = withoutVerb(typed).filter((word) => !SILENT.has(word) || counts.has(word))
  if (loud.length === 0) return []
  return names
    .filter(({ option }) => !contradicts(text, `${option.label} ${option.aliases.join(' ')}`))
    .map(({ option, names: all }) => ({
      option,
      score: Math.max(0, ...all.map((words) => share(loud, words, weight))),
      isSure: false,
      isExact: false,
    }))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score)
    .map((match) => ({ ...match, isSure: match.score >= 0.999 && isLong(typed) }))
}

// A single short word may belong to a label by chance.
function isLong(typed: readonly string[]): boolean {
  return typed.join('').length >= 6 && typed.every((word) => word.length > 1)
}

function share(typed: readonly string[], words: readonly string[], weight: (word: string) => number): number {
  const left = [...words]
  let held = 0
  let all = 0
  for (const word of typed) {
    const at = left.indexOf(word)
    const run =
      at < 0 && word.length > 1
        ? left
            .map((one) => one[0])
            .join('')
            .indexOf(word)
        : -1
    const slip = at < 0 && run < 0 ? left.findIndex((one) => isOneSlip(one, word)) : -1
    const [taken, exact] =
      at >= 0
        ? [left.splice(at, 1), 1]
        : run >= 0
          ? [left.splice(run, word.length), SLIPPED]
          : slip >= 0
            ? [left.splice(slip, 1), SLIPPED]
            : [[word], 0]
    const worth = taken.reduce((sum, one) => sum + weight(one), 0)
    held += worth * exact
    all += worth
  }
  return all === 0 ? 0 : held / all
}

// “đăng ký giấy khen”: the verb holds no word of an option, such as “kỷ cương”.
function withoutVerb(words: readonly string[]): string[] {
  return words.filter(
    (word, at) => `${word} ${words[at + 1]}` !== 'dang ki' && `${words[at - 1]} ${word}` !== 'dang ki',
  )
}

function toWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}
