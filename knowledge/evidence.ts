// How much evidence is enough to answer, to ask back, or to say that it is not there.

import type { Found } from './find.ts'
import type { Question } from './question.ts'

// Shares of the question's subject that the entry holds; chosen on gold questions (`npm run eval`).
const ENOUGH = 0.32
const LITTLE = 0.27 // where a curated way of asking comes close
const SOME = 0.2
const ASKED_LIKE = 0.45 // a curated way of asking this close is evidence too
/** Needed where the question names no plan, nor anything that speaks for one. */
export const HALF = 0.45
const NEARLY = 0.85
const AS_GOOD = 0.97

/** Where nothing in the question speaks for a plan, chance words in the best found are no evidence. */
export function isFarFetched(question: Question, found: readonly Found[]): boolean {
  const best = found.filter(({ score }) => score >= AS_GOOD * (found[0]?.score ?? 0))
  const isChance = ({ coverage, asked }: Found) => coverage < HALF && asked < HALF
  return question.named.length === 0 && question.hinted.size === 0 && best.every(isChance)
}

/** Enough to answer. */
export function isEnough({ evidence, asked }: Found): boolean {
  return evidence >= ENOUGH || (asked >= ASKED_LIKE && evidence >= LITTLE)
}

/** Of the first few that score nearly the same, one with evidence goes before one without. */
export function withProvenFirst(found: readonly Found[]): Found[] {
  const [first] = found
  const proven = found.slice(0, 4).find((item) => isEnough(item) && item.score >= NEARLY * (first?.score ?? 0))
  return proven ? [proven, ...found.filter((item) => item !== proven)] : [...found]
}

/** Enough to ask “có phải anh/chị hỏi …?”. */
export function isSome({ evidence, asked }: Found): boolean {
  return evidence >= SOME || asked >= ASKED_LIKE
}
