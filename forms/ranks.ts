// Ranks and numbers tell apart what else is called the same: “hạng Nhì” is no slip of “hạng Ba”.

import { fold } from '../knowledge/fold.ts'

const NUMERALS: Readonly<Record<string, string>> = {
  ...{ nhat: '1', mot: '1', i: '1', nhi: '2', hai: '2', ii: '2', ba: '3', iii: '3', tu: '4', bon: '4', iv: '4' },
}
const RANK = /\b(?:hang|loai|bac|cap)\s+(nhat|mot|nhi|hai|ba|tu|bon|i{1,3}|iv|\d{1,2})\b/g
const NUMBER = /\d+/g

/** Whether a text names a rank that the name of something has not, though it has one; or numbers, of which it has none. */
export function contradicts(text: string, name: string): boolean {
  return ranksDiffer(text, name) || areOthers(fold(text).match(NUMBER), fold(name).match(NUMBER))
}

/** Whether both name a rank, and not the same. */
export function ranksDiffer(text: string, name: string): boolean {
  return areOthers(ranksOf(text), ranksOf(name))
}

function ranksOf(text: string): string[] {
  return [...fold(text).matchAll(RANK)].map(([, rank = '']) => NUMERALS[rank] ?? rank)
}

function areOthers(said: readonly string[] | null, own: readonly string[] | null): boolean {
  return !!said?.length && !!own?.length && !said.some((one) => own.includes(one))
}
