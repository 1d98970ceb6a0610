// “… 2 tập thể, đúng không?”: a figure that a question claims, held against the one the plan states.

import { Temporal } from 'temporal-polyfill'
import type { Entry, Figure, States } from './entry.ts'
import { fold } from './fold.ts'
import type { Question } from './question.ts'

/** A figure as claimed: in the words of the question and in the form entries state it. */
export interface Claim {
  readonly figure: Figure
  readonly words: string
  readonly value: string
  /** The share is said to be what the plan asks for: more than that is wrong too. */
  readonly isDemanded?: boolean
  /** The folded question, where the day of a document is claimed: only of one that it names. */
  readonly about?: string
}

export type Verdict = { readonly isRight: true } | { readonly isRight: false; readonly claim: Claim }

const TAG = '(?:co )?(?:phai khong|dung khong|dung chu|phai chu|dung ha|dung a)'
const TAGGED = new RegExp(String.raw`\b${TAG}\b|\bco (?:phai|dung)\b.*\bkhong\b`)
const TYPED_TAG = /(?<=\s)(?:à|hả|mà|nhỉ)[\s?!.]*$/iu // without diacritics “à” may be the polite “ạ”
const CLOSING = new RegExp(String.raw`^[\s,]*(?:${TAG}|khong|ha|a|ma|nhi)\b`)

const COUNTS: Record<string, number> = { hai: 2, ba: 3, bon: 4, sau: 6, bay: 7, tam: 8, chin: 9, muoi: 10 }
const COUNT = String.raw`(\d{1,3}|${Object.keys(COUNTS).join('|')})`
// What is counted; “nhóm” and “loại giấy tờ” fit any list they are asked of.
const OWN_ITEMS = 'noi dung|giai phap|muc dich|yeu cau|phong trao|tieu chuan|chi tieu|linh vuc'
const ITEMS = `loai giay to|giay to|loai|nhom|${OWN_ITEMS}`
const COUNTED: readonly (readonly [Figure, RegExp])[] = [
  ['collectives', new RegExp(String.raw`\b${COUNT} tap the\b`, 'g')],
  ['individuals', new RegExp(String.raw`\b${COUNT} ca nhan\b`, 'g')],
  ['items', new RegExp(String.raw`\b${COUNT} (?:${ITEMS})\b`, 'g')],
  ['percent', /\b(\d+(?:[.,]\d+)?) ?(?:%|phan tram\b)/g],
]
const OWN_NOUN = new RegExp(String.raw`\b(?:${OWN_ITEMS})$`)
const NOUN: Partial<Record<Figure, string>> = { collectives: 'tập thể', individuals: 'cá nhân' }
/** A day as people type it, in folded text: day, month and perhaps the year. */
export const DAY = /\b(?<!sau )(?<!sau ngay )(\d{1,2})(?:[/.-]| thang )(\d{1,2})(?:(?:[/.-]| nam )(\d{4}))?(?!\p{N})/gu
const ALL = '100' // “100% … đạt” leaves nobody out, where the plan does
const DEMANDS = /\b(yeu cau|chi tieu|phan dau|qui dinh|dat ra|bat buoc|phai dat)\b/
const YEAR = /\bnam (\d{4})\b/g

/** Whether the question states something and only asks for a yes or no. */
export function isClaim({ text, folded }: Question): boolean {
  return TAGGED.test(folded) || TYPED_TAG.test(text)
}

/** What a question claims that asks only for a yes or no; nothing of any other question. */
export function claimsIn(question: Question): Claim[] {
  if (!isClaim(question)) return []
  const { text, folded } = question
  const counted = COUNTED.flatMap(([figure, pattern]) =>
    [...folded.matchAll(pattern)].map(({ 0: words, 1: count = '', index }) => ({
      figure,
      words: figure in NOUN ? `${count} ${NOUN[figure]}` : asTyped(text, folded, words),
      value: toNumber(count),
      ...(figure === 'percent' ? { isDemanded: DEMANDS.test(folded.slice(0, index)) || count === ALL } : {}),
    })),
  )
  const days = [...folded.matchAll(DAY)]
    .filter((match) => isWhatIsAsked(folded, match))
    .map(([words, day = '', month = '', year = '']) => ({
      figure: 'day' as const,
      words: asTyped(text, folded, words),
      value: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    }))
  const years = [...folded.matchAll(YEAR)]
    .filter((match) => isWhatIsAsked(folded, match))
    .map(([words, year = '']) => ({ figure: 'year' as const, words: asTyped(text, folded, words), value: year }))
  const issued = days.map((day) => ({ ...day, figure: 'issued' as const, about: folded }))
  return [...counted, ...days, ...issued, ...years]
}

// “Năm 2022 Trực Ninh tổng kết đúng không?”
const REVIEWED = new RegExp(String.raw`\b(?:so ket|tong ket)(?: phong trao| thi dua)*,? ${TAG}\b`)

// A day or a year is claimed where the question ends with it or begins with it: elsewhere it tells of a case.
function isWhatIsAsked(folded: string, match: RegExpExecArray | RegExpMatchArray): boolean {
  const at = match.index ?? 0
  const rest = folded.slice(at + match[0].length)
  const isFirst = /^(?:ngay )?$/.test(folded.slice(0, at))
  return CLOSING.test(rest) || (isFirst && (/^ la\b/.test(rest) || REVIEWED.test(rest)))
}

function toNumber(count: string): string {
  return String(COUNTS[count] ?? Number(count.replace(',', '.')))
}

function asTyped(text: string, folded: string, words: string): string {
  const at = folded.indexOf(words)
  return text.length === folded.length && at >= 0 ? text.slice(at, at + words.length) : words
}

/** Whether the entry states a figure of a kind that is claimed. */
export function statesOne(claims: readonly Claim[], { states = {}, label }: Entry): boolean {
  return claims.some((claim) => states[claim.figure] && counts(label, claim) && isAbout(claim, states))
}

function isAbout({ figure, about }: Claim, states: States): boolean {
  return figure !== 'issued' || (about?.includes(states.issued?.of ?? '') ?? false)
}

// “10 lĩnh vực” says nothing of a list of two forms of reward.
function counts(label: string, { figure, words }: Claim): boolean {
  const noun = figure === 'items' ? OWN_NOUN.exec(fold(words))?.[0] : undefined
  return noun === undefined || fold(label).includes(noun)
}

/** Whether the entry bears the claims out; null where it does neither that nor the opposite. */
export function judge(claims: readonly Claim[], { states = {}, label }: Entry): Verdict | null {
  const held = claims.flatMap((claim) => {
    const stated = states[claim.figure]
    return stated && counts(label, claim) && isAbout(claim, states)
      ? [{ claim, isRight: agrees(claim, stated.value, stated.orMore ?? false) }]
      : []
  })
  const wrong = held.find(({ isRight }) => isRight === false)
  if (wrong) return { isRight: false, claim: wrong.claim }
  return held.length > 0 && held.every(({ isRight }) => isRight) ? { isRight: true } : null
}

// Null where the claim is neither what is written nor against it: the last day of “trước ngày”, more than “từ 95%”.
function agrees({ figure, value, isDemanded }: Claim, stated: string, orMore: boolean): boolean | null {
  if (figure !== 'day') return orMore && !isDemanded && Number(value) > Number(stated) ? null : value === stated
  const [short, own] = value.startsWith('-') ? [value, stated.slice(4)] : [value, stated]
  const dayBefore = Temporal.PlainDate.from(stated).subtract({ days: 1 }).toString()
  if (dayBefore.endsWith(short)) return null
  return short === own
}
