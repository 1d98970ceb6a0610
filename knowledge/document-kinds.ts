// Kinds of documents: “kế hoạch nào?” asks for a plan, not for the directive that it carries out.

import { fold } from './fold.ts'

const KINDS = [
  'ke hoach',
  'chi thi',
  'quyet dinh',
  'nghi quyet',
  'nghi dinh',
  'thong tu',
  'cong van',
  'huong dan',
  'ket luan',
  'qui dinh',
  'chuong trinh',
  'luat',
]
const ASKED = new RegExp(String.raw`\b(${KINDS.join('|')}) (?:nao|gi|so (?:may|bao nhieu|nao|hieu))\b`)

/** The folded kind of document that a folded question asks for; null where it names none. */
export function kindAsked(folded: string): string | null {
  return ASKED.exec(folded)?.[1] ?? null
}

/** The folded kind that a description of a document begins with. */
export function kindOf(about: string): string | null {
  const folded = fold(about)
  return KINDS.find((kind) => folded.startsWith(kind)) ?? null
}
