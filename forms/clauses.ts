// A sentence taken apart into what may be one answer each.

import { fold, normalise } from '../knowledge/fold.ts'
import type { Step } from '../knowledge/form-schema.ts'
import { partFoot } from './letter-frame.ts'
import { soundsLikeUnit } from './read-unit.ts'
import type { StepName } from './step-names.ts'

export interface Clause {
  readonly text: string
  /** The same as it was typed, with the name of a step before it. */
  readonly said: string
  /** The steps one of which the clause names before its answer; empty if it names none. */
  readonly steps: readonly Step[]
}

const POLITE =
  /^(?:(?:dạ|da|thưa|thua|à|vâng|ok|cho|giúp|giup|tôi|toi|em|mình|minh|anh|chị|xin|muốn|muon|cần|can|đăng ký|dang ky|đăng kí|dang ki|đk|dk|thi đua|thi dua|với|voi|và|va|là|la|thì|thi)\s+)+/iu
const LINK = /^\s*(?:[:=-]\s*|(?:là|la|cụ thể là|cu the la|gồm|gom|của (?:tôi|em|mình) là)\s+)+/iu
const BREAK = /\s*[,;\n]\s*|\.(?:\s+|$)/u

/** The text with its lines, without empty ones and without spaces that tell nothing. */
export function toTidy(text: string): string {
  return normalise(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
}

// “Phòng Nội vụ, huyện Ân Thi”: what a body belongs to is of its name.
const BELONGS =
  /(?<=(?<!\p{L})(?:phòng|phong|văn phòng|van phong|chi cục|chi cuc|trung tâm|trung tam|trường|truong|trạm|tram|công an|cong an|tòa án|toa an|viện kiểm sát|vksnd|hội|hoi|ban)\s[^,;:\n\d]{2,50}|(?<!\p{L})(?:văn phòng|van phong|thanh tra)),\s*(?=(?:(?:thuộc|thuoc|trực thuộc|truc thuoc)\s+)?(?:(?:ubnd|sở|so)\s+\p{L}|(?:huyện|huyen|thị xã|thi xa|thành phố|thanh pho|tp\.?|tx\.?|tỉnh|tinh|xã|xa|phường|phuong|thị trấn|thi tran|quận|quan)\s+\p{L}))/giu

/** Parts at commas, semicolons and line ends, and before the name of a step; a long text keeps its commas. */
export function toClauses(text: string, names: readonly StepName[]): Clause[] {
  return piecesOf(toTidy(text), names).flatMap((piece) => {
    const named = leadingName(piece, names)
    if (named?.steps.some(({ type }) => type === 'long-text')) return peel(piece, named)
    return piece
      .replace(BELONGS, ' ')
      .split(BREAK)
      .flatMap((part): Clause[] => {
        const named = leadingName(part, names)
        // “tập thể” alone names a step by the words of an answer to another.
        const isOwn = named && /[\p{L}\p{N}]/u.test(afterName(part, named)) && !isPartOfName(part, named)
        const own = isOwn ? named : null
        const rest = own ? afterName(part, own) : withoutLead(part)
        return /[\p{L}\p{N}]/u.test(rest) ? [{ text: rest, said: part, steps: own?.steps ?? [] }] : []
      })
  })
}

// “Phòng Quản lý ngân sách”: the step is called as its answers begin.
function isPartOfName(text: string, { name, steps }: StepName): boolean {
  const isUnit = steps.length > 0 && steps.every(({ type }) => type === 'unit')
  return isUnit && !name.includes(' ') && soundsLikeUnit(withoutLead(text)) && !/^[^:]{0,40}:/.test(text)
}

/**
 * The same clauses, parted once more before names of steps that stand in their middle without any sign: “… nội dung cải
 * cách liên hệ Lan”. For what is left once units and options are taken out, which may hold such words themselves.
 */
export function partAtNames(clauses: readonly Clause[], names: readonly StepName[]): Clause[] {
  const telling = names.filter(
    ({ name, steps }) => name.includes(' ') && steps.every(({ type }) => type !== 'long-text'),
  )
  return clauses.flatMap((clause): Clause[] => {
    if (clause.steps.some(({ type }) => type === 'long-text')) return [clause]
    const starts = [...clause.text.matchAll(/\s+/gu)]
      .map(({ 0: gap, index }) => index + gap.length)
      .filter((start) => beginsWith(clause.text.slice(start), telling))
    const isNamed = clause.steps.length > 0 || !beginsWith(clause.text, telling)
    if (starts.length === 0 && isNamed) return [clause]
    return [0, ...starts].flatMap((start, at): Clause[] => {
      const text = clause.text.slice(start, [...starts, undefined][at]).trim()
      const own = at === 0 && isNamed ? null : leadingName(text, telling)
      return text
        ? [
            {
              text: own ? afterName(text, own) : text,
              said: starts.length === 0 ? clause.said : text,
              steps: own?.steps ?? (at === 0 ? clause.steps : []),
            },
          ]
        : []
    })
  })
}

// The name itself begins the text, not a filler before it.
function beginsWith(text: string, names: readonly StepName[]): boolean {
  const words = ` ${plainHead(text)}`
  return names.some(({ padded }) => words.startsWith(padded))
}

/** “em muốn đăng ký cá nhân” → “cá nhân”. */
export function withoutLead(text: string): string {
  const trimmed = text.trim()
  return trimmed.replace(POLITE, '') || trimmed
}

// What follows a long text and is plainly none of it: a yes or no of its own, “không bị kỷ luật”.
const AFTERTHOUGHT =
  /^(.+?)(?:\s*[,;.]\s*|\s*\n\s*)((?:không|khong|ko|chưa|chua)(?:\s+(?:bị|bi|có|co|vi phạm|vi pham|trong|đang|dang)(?:\s[^,;\n\d%]{0,80})?)?[.!]?)$/isu

function peel(whole: string, named: StepName): Clause[] {
  const { body: piece } = partFoot(whole)
  const text = afterName(piece, named).replace(/\n\s*[-–•*+]\s+/gu, '\n')
  const { steps } = named
  const parts = partAfterthought(text)
  if (!parts) return [{ text, said: piece, steps }]
  return [
    { text: parts.before, said: parts.before, steps },
    { text: parts.after, said: parts.after, steps: [] },
  ]
}

/** A long text and the yes or no of its own that follows it; null if none does. */
export function partAfterthought(text: string): { before: string; after: string } | null {
  const [, before, after] = AFTERTHOUGHT.exec(text) ?? []
  return before && after ? { before, after } : null
}

// A name begins a piece at the start of a clause, or anywhere with a colon behind it.
function piecesOf(text: string, names: readonly StepName[]): string[] {
  const starts = [0]
  for (const { 0: gap, index } of text.matchAll(/(?:\s*[,;\n]\s*)+|\.\s+|\s+/gu)) {
    const rest = text.slice(index + gap.length)
    const named = leadingName(rest, names)
    if (named && (/[,;\n.]/.test(gap) || /^\s*:/.test(rest.slice(nameLength(rest, named)))))
      starts.push(index + gap.length)
  }
  return starts.map((start, at) => text.slice(start, starts[at + 1]).replace(/[\s,;]+$/u, '')).filter(Boolean)
}

function leadingName(text: string, names: readonly StepName[]): StepName | null {
  const words = ` ${plainHead(text)}`
  const bare = ` ${plainHead(withoutLead(text))}`
  return names.find(({ padded }) => words.startsWith(padded) || bare.startsWith(padded)) ?? null
}

// The first words are enough: no name is longer.
function plainHead(text: string): string {
  return `${(fold(text.slice(0, 120)).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `
}

function nameLength(text: string, { name }: StepName): number {
  const isBare = !` ${plainHead(text)}`.startsWith(` ${name} `)
  const skipped = isBare ? text.length - withoutLead(text).length : 0
  const words = String.raw`^[^\p{L}\p{N}]*(?:[\p{L}\p{M}\p{N}]+[^\p{L}\p{M}\p{N}:]*){${name.split(' ').length}}`
  return skipped + (new RegExp(words, 'u').exec(text.slice(skipped))?.[0].length ?? 0)
}

function afterName(text: string, named: StepName): string {
  return text.slice(nameLength(text, named)).replace(LINK, '').trim()
}
