// A sentence taken apart into what may be one answer each.

import { fold, normalise } from '../knowledge/fold.ts'
import type { Step } from '../knowledge/schema.ts'
import type { StepName } from './step-names.ts'

export interface Clause {
  readonly text: string
  /** The step that the clause names before its answer. */
  readonly step: Step | null
}

const LEAD =
  /^(?:(?:dạ|da|thưa|thua|à|vâng|ok|cho|giúp|giup|tôi|toi|em|mình|minh|anh|chị|xin|muốn|muon|cần|can|đăng ký|dang ky|đăng kí|dang ki|đk|dk|thi đua|thi dua|với|voi|và|va|là|la|thì|thi)\s+)+/iu

/** Parts at commas, semicolons and line ends, and before the name of a step; a long text keeps its commas. */
export function toClauses(text: string, names: readonly StepName[]): Clause[] {
  const clauses: Clause[] = []
  for (const piece of splitAtNames(normalise(text), names)) {
    const named = leadingName(piece, names)
    if (named?.step.type === 'long-text') clauses.push({ step: named.step, text: afterName(piece, named) })
    else
      for (const [at, part] of piece.split(/\s*[,;\n]\s*|\.(?=\s|$)/u).entries()) {
        const own = at === 0 ? named : leadingName(part, names)
        const rest = own ? afterName(part, own) : withoutLead(part)
        if (/[\p{L}\p{N}]/u.test(rest)) clauses.push({ step: own?.step ?? null, text: rest })
      }
  }
  return clauses
}

/** “em muốn đăng ký cá nhân” → “cá nhân”. */
export function withoutLead(text: string): string {
  const trimmed = text.trim()
  const rest = trimmed.replace(LEAD, '')
  return rest === '' ? trimmed : rest
}

// A name begins a piece at the start of a clause, or anywhere with a colon behind it.
function splitAtNames(text: string, names: readonly StepName[]): string[] {
  const starts = [0]
  for (const { index } of text.matchAll(/[,;\n]\s*|\.\s+|\s+/gu)) {
    const at = index + (/^(?:[,;\n]\s*|\.\s+|\s+)/u.exec(text.slice(index))?.[0].length ?? 0)
    const rest = text.slice(at)
    const named = leadingName(rest, names)
    const isClauseStart = /[,;\n.]/.test(text.slice(index, at))
    if (named && (isClauseStart || /^\s*:/.test(rest.slice(nameLength(rest, named))))) starts.push(at)
  }
  return starts.map((start, at) => text.slice(start, starts[at + 1]).replace(/[\s,;]+$/u, '')).filter(Boolean)
}

function leadingName(text: string, names: readonly StepName[]): StepName | null {
  const plain = fold(withoutLead(text))
    .replace(/[^\p{L}\p{N}:]+/gu, ' ')
    .trim()
  return names.find(({ name }) => plain.startsWith(`${name} `) || plain.startsWith(`${name}:`)) ?? null
}

function nameLength(text: string, { name }: StepName): number {
  const trimmed = text.length - withoutLead(text).length
  const words = name.split(' ').length
  const match = new RegExp(String.raw`^(?:[\p{L}\p{M}\p{N}]+[^\p{L}\p{M}\p{N}:]*){${words}}`, 'u').exec(
    text.slice(trimmed),
  )
  return trimmed + (match?.[0].length ?? 0)
}

function afterName(text: string, named: StepName): string {
  return text
    .slice(nameLength(text, named))
    .replace(/^\s*(?:[:=-]\s*|(?:là|la|cụ thể là|gồm|của (?:tôi|em|mình) là)\s+)+/iu, '')
    .trim()
}
