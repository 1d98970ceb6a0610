// “Tòa án tỉnh có thuộc đối tượng không?”, “Hồ sơ có cần biên bản không?”: what stands by name in what is told.

import { claimsIn } from './claims.ts'
import type { Entry } from './entry.ts'
import { fold, rawWords } from './fold.ts'
import type { Question, Reader } from './question.ts'
import type { Topic } from './schema.ts'
import { sentences } from './sentences.vi.ts'
import { holdsPhrase } from './terms.ts'

const WHOM = new Set<Topic>(['awards', 'eligibility', 'subjects'])
const PREDICATE = /\b(?:co |thi )*(?:duoc|thuoc|nam trong|la doi tuong|tham gia|phai tham gia)\b/
// Words that make a name longer without making it another's.
const WIDER = new Set('uy ban nhan dan viet nam tinh huyen cac nhung thuoc tren dia ban'.split(' '))
const NEEDED = /\bco (?:can|phai|gom|bat buoc)\b.*\bkhong\b|\b(?:can|phai co|phai nop)\b.*\bkhong\b/
const LEAST = 2 // words that name somebody or something

export interface NamedItems {
  /** “Có: …” with the words by which the entry names what a yes-or-no question asks of; null where it does not. */
  judge(question: Question, told: Entry): string | null
}

export function createNamedItems(reader: Reader): NamedItems {
  const judgeWhom = (question: Question, { topics, content }: Entry): string | null => {
    const at = PREDICATE.exec(question.folded)?.index ?? 0
    if (at === 0 || content.kind !== 'fact' || !topics.some((topic) => WHOM.has(topic))) return null
    if (question.folded.length !== question.text.length) return null
    const asked = reader
      .read(question.text.slice(0, at))
      .words.flatMap((word) => (word && !word.isPlace && !word.isWhole ? [word.folded] : []))
    if (asked.length < LEAST) return null
    const items = content.quotes.flatMap((quote) => quote.split(/[;:,()]| và /))
    const item = items.find((name) => isNamed(asked, rawWords(fold(name))))
    return item ? sentences.named(item.trim()) : null
  }
  // The paper is asked for by the words it begins with.
  const judgePaper = ({ folded }: Question, { topics, content }: Entry): string | null => {
    if (content.kind !== 'list' || !topics.includes('dossier') || !NEEDED.test(folded)) return null
    const item = content.items.find(({ text }) => holdsPhrase(folded, rawWords(fold(text)).slice(0, LEAST).join(' ')))
    return item ? sentences.named(item.text.replace(/\.$/, '')) : null
  }
  return {
    judge: (question, told) =>
      question.wanted.has('yes-no') && claimsIn(question).length === 0
        ? (judgePaper(question, told) ?? judgeWhom(question, told))
        : null,
  }
}

// All that is asked, in order, and nothing beside it that would make the name another's.
function isNamed(asked: readonly string[], name: readonly string[]): boolean {
  let next = 0
  for (const word of name) {
    if (word === asked[next]) next++
    else if (!WIDER.has(word)) return false
  }
  return next === asked.length
}
