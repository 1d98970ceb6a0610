// “Có, …”, “Không, …”: an answer that itself says yes or no.

import type { Entry } from './entry.ts'

const VERDICT = /^(Không|Có|Được|Đúng)(?!\p{L})/u

/** Whether the entry begins with a yes or no. */
export function saysVerdict({ content }: Entry): boolean {
  return content.kind === 'fact' && VERDICT.test(content.say)
}

const ALONE = /^(Không|Có|Được|Đúng)\. /u

/** The entry without a yes or no that nobody asked for: “bao giờ?” is not answered “Không. …”. */
export function withoutVerdict(entry: Entry): Entry {
  const { content } = entry
  return content.kind === 'fact' && ALONE.test(content.say)
    ? { ...entry, content: { ...content, say: content.say.replace(ALONE, '') } }
    : entry
}
