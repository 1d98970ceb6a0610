// “Người ký kế hoạch Trực Ninh là ông Phóng phải không?”, “… chỉ dành cho cá nhân đúng không?”: words that are claimed.

import { isClaim } from './claims.ts'
import type { Entry } from './entry.ts'
import { fold } from './fold.ts'
import type { Campaign } from './load.ts'
import type { Question } from './question.ts'
import type { Topic } from './schema.ts'
import { sentences } from './sentences.vi.ts'
import { holdsPhrase } from './terms.ts'

interface Signer {
  readonly plan: string
  /** The folded kind of the document. */
  readonly kind: string
  readonly name: string
  readonly position: string
}

export interface ClaimedNames {
  /** The text, folded, without the names of signers: they tell no plan where another is named. */
  without(text: string): string
  /** “Đúng.” or “Không, …” for a signer that the question names; null where it names none or asks of something else. */
  judge(question: Question, told: Entry): string | null
}

const TITLED = /(?<!\p{L})(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|đ\/c)((?: \p{Lu}\p{Ll}+)+)/u

export function createClaimedNames(plans: ReadonlyMap<string, Campaign>): ClaimedNames {
  const signers = [...plans].flatMap(([plan, { documents }]) =>
    documents.flatMap(({ meta: { signer, kind } }): Signer[] =>
      signer === 'not_stated' ? [] : [{ plan, kind: fold(kind), ...signer }],
    ),
  )
  const claimedIn = ({ text, folded }: Question): string | null => {
    const known = signers.find(({ name }) => holdsPhrase(folded, fold(name)))?.name
    const titled = TITLED.exec(text)?.[1]?.trim()
    const short = signers.find(({ name }) =>
      ['ong', 'ba'].some((title) => holdsPhrase(folded, `${title} ${lastOf(name)}`)),
    )
    return known ?? titled ?? (short ? short.name : null)
  }
  return {
    without: (text) =>
      signers.reduce(
        (rest, { name }) => rest.replace(new RegExp(`(?:\\b(?:ong|ba|dong chi) )?${fold(name)}`), ''),
        fold(text),
      ),
    judge: (question, told) => {
      const claimed = isClaim(question) && told.topics.includes('signer') ? claimedIn(question) : null
      const ofPlan = signers.filter(({ plan }) => plan === told.campaign)
      // “… ký Kế hoạch 200 phải không”: of two documents the one that is called by its kind.
      const called = ofPlan.filter(({ kind }) => holdsPhrase(question.folded, kind))
      const own = called.length === 1 ? called : ofPlan.filter(({ name }) => told.text.includes(name))
      if (own.length === 0 || !isClaim(question) || !told.topics.includes('signer')) return null
      const right = own.map(({ position, name }) => `${position} ${name}`).join(', ')
      if (claimed && !own.some(({ name }) => ` ${fold(name)}`.endsWith(` ${fold(claimed)}`)))
        return sentences.wrong(claimed, right)
      const office = officeClaimed(question)
      if (office && !own.some(({ position }) => holdsOffice(position, office))) return sentences.wrong(office, right)
      return claimed || office ? sentences.right : null
    },
  }
}

// “Giám đốc …”, “Phó Viện trưởng …”; whom somebody signs for is no claim of his office.
const OFFICE = /(?<!\p{L})(?<!thay )(?:phó )?(?:giám đốc|viện trưởng|chủ tịch|trưởng phòng|bộ trưởng)(?!\p{L})/iu

function officeClaimed({ text }: Question): string | undefined {
  return OFFICE.exec(text)?.[0]
}

// “KT. Viện trưởng, Phó Viện trưởng”: the last one is his own.
function holdsOffice(position: string, office: string): boolean {
  const own = fold(position.split(', ').at(-1) ?? '')
  return own === fold(office) || own.startsWith(`${fold(office)} `)
}

function lastOf(name: string): string {
  return fold(name).split(' ').at(-1) ?? ''
}

const ONLY = /\bchi (?:(?:danh|tang|trao|ap dung|xet|khen)(?: cho)? |cho |co |gom )?(?:cac )?(tap the|ca nhan)\b/
const BOTH = { 'tap the': ['tập thể'], 'ca nhan': ['cá nhân', 'công chức', 'cán bộ'] }
const WHOM = new Set<Topic>(['awards', 'eligibility', 'subjects'])

/** “Không, không chỉ cá nhân” where what is told names collectives too; “Đúng.” where it does not. */
export function judgeOnly(question: Question, { topics, text }: Entry): string | null {
  const claimed = isClaim(question) ? (ONLY.exec(question.folded)?.[1] as keyof typeof BOTH | undefined) : undefined
  if (!claimed || !topics.some((topic) => WHOM.has(topic))) return null
  const [own, other] = claimed === 'ca nhan' ? [BOTH['ca nhan'], BOTH['tap the']] : [BOTH['tap the'], BOTH['ca nhan']]
  const names = (words: readonly string[]) => words.some((word) => text.toLowerCase().includes(word))
  if (!names(own)) return null
  return names(other) ? sentences.notOnly(own[0] as string) : sentences.right
}
