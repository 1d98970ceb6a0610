import { toPhrase } from './question.ts'
import { holdsPhrase } from './terms.ts'

const EXCEPT = /\(trừ ([^)]+)\)/u
const KIND = /^(?:huyen|thi xa|thanh pho|so|phong|ban|xa) /
const ASKS_OF_OTHERS = /\b(?:tru|ngoai|khong (?:ke|tinh)|cac huyen)\b/

/** What “Các huyện (trừ huyện Khoái Châu và huyện Ân Thi)” does not speak of, folded and without its kind. */
export function leftOutOf(label: string): readonly string[] {
  const except = EXCEPT.exec(label)?.[1]
  return except ? except.split(/,| và /u).map((name) => toPhrase(name).replace(KIND, '')) : []
}

/** Whether a question, folded, is about one of these, and not about the others beside them. */
export function asksOf(folded: string, names: readonly string[]): boolean {
  return names.some((name) => holdsPhrase(folded, name)) && !ASKS_OF_OTHERS.test(folded)
}
