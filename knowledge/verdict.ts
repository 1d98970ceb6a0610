// “Có, …”, “Không, …”: an answer that itself says yes or no.

import type { Entry } from './entries.ts'

const VERDICT = /^(Không|Có|Được|Đúng)(?!\p{L})/u

/** Whether the entry begins with a yes or no. */
export function saysVerdict({ content }: Entry): boolean {
  return content.kind === 'fact' && VERDICT.test(content.say)
}
