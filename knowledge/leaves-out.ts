import { toPhrase } from './question.ts'
import { holdsPhrase } from './terms.ts'

const EXCEPT = /\(trừ ([^)]+)\)/u
const KIND = /^(?:huyen|thi xa|thanh pho|so|phong|ban|xa) /
const ASKS_OF_OTHERS = /\b(?:tru|ngoai|khong (?:ke|tinh))\b/
// “… như Khoái Châu” asks of whom stands before it.
const COMPARED = '(?:nhu|hon|kem|voi|bang|khac|giong)(?: (?:huyen|thi xa|thanh pho|so))? '

/** What “Các huyện (trừ huyện Khoái Châu và huyện Ân Thi)” does not speak of, folded and without its kind. */
export function leftOutOf(label: string): readonly string[] {
  const except = EXCEPT.exec(label)?.[1]
  return except ? except.split(/,| và /u).map((name) => toPhrase(name).replace(KIND, '')) : []
}

/** Whether a question, folded, is about one of these, and not about the others beside them. */
export function asksOf(folded: string, names: readonly string[]): boolean {
  if (names.length === 0) return false
  const own = folded.replace(new RegExp(`${COMPARED}(?:${names.join('|')})`, 'g'), ' ')
  return names.some((name) => holdsPhrase(own, name)) && !ASKS_OF_OTHERS.test(folded)
}
