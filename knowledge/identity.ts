// “Kế hoạch số mấy, ngày nào, ai ký?”: what a document is known by, asked about and nothing else.

import { claimsIn } from './claims.ts'
import { type Draft, finish, isFirst, questionOf, type Step, type Tools } from './draft.ts'
import type { Found } from './find.ts'
import { fold } from './fold.ts'
import type { Campaign } from './load.ts'
import type { Question } from './question.ts'
import type { Topic } from './schema.ts'
import { toWords } from './terms.ts'

const IDENTITY: readonly Topic[] = ['number', 'date', 'signer', 'issuer']
const WORDS = new Set(
  'so hieu ki ban hanh phat ngay thang nam ke hoach cong van nguoi co quan don vi nay ai ten chuc vu'.split(' '),
)
const OTHER_KIND =
  /\b(chi thi|quyet dinh|nghi dinh|nghi quyet|thong tu|huong dan|qui dinh|ket luan|luat)\b(?: so)?(?: (\d+))?/
// “Quy định 101 là của ai, nói về gì?”
const ASKS_OF_IT =
  /\b(noi (ve )?(viec |chuyen |van de )?gi|ve (viec |chuyen |van de )?gi|cua (ai|co quan nao|cap nao)|ban hanh)\b/
// “Ai gửi công văn?”
const OF_ISSUER = new Set(['gui', 'ra'])
const ASKS_OFFICE = /\b(la ai|ai vay|giu chuc (vu )?gi|chuc (vu|danh)|lam chuc gi)\b/
const AND_WHEN = /\b(ngay nao|ngay may|ngay bao nhieu|khi nao|bao gio|ngay thang)\b/

/** Tells each thing asked about each document asked about, also that it is not stated. */
export function createTellIdentity(tools: Tools): Step {
  return (draft) => {
    const told = findIdentity(tools, draft).map(({ entry }) => entry)
    const [first] = told
    if (!first) return draft
    const kind = told.every(({ content }) => content.kind === 'not_stated') ? 'not_stated' : 'answer'
    const blocks = told.flatMap((entry) => tools.composer.tell(entry))
    return finish(tools, draft, { kind, blocks: blocks.filter(isFirst), told, plans: [first.campaign] })
  }
}

// One entry for each thing and document; none where something else is asked, or a claim is to be judged.
function findIdentity({ finder, plans }: Tools, draft: Draft): Found[] {
  const question = questionOf(draft)
  const plan = draft.campaigns?.length === 1 ? plans.get(draft.campaigns[0] ?? '') : undefined
  if (!plan || claimsIn(question).length > 0) return []
  const topics = topicsOf(question, plan)
  if (topics.length === 0 && ASKS_OFFICE.test(question.folded) && !question.wanted.has('yes-no')) {
    const ids = signersNamed(question, plan).map(({ meta }) => `${plan.id}/${meta.id}/signer`)
    return finder
      .find({ ...question, topics: new Set<Topic>(['signer']) }, { campaigns: [plan.id] })
      .filter(({ entry }) => ids.includes(entry.id))
  }
  const isOfIt = ASKS_OF_IT.test(question.folded) && isOfAnother(question, plan)
  if (topics.length === 0 && !isOfIt) return []
  const find = (more: Topic) =>
    finder.find({ ...question, topics: new Set([...topics, more]) }, { campaigns: [plan.id] })
  const byId = (id: string, found: readonly Found[]) => found.find(({ entry }) => entry.id === `${plan.id}/${id}`)
  if (isOfAnother(question, plan)) {
    const reference = referenceAsked(question, plan)
    const told = reference ? byId(`references/${reference}`, find('references')) : undefined
    return told ? [told] : []
  }
  const found = find(topics[0] as Topic)
  return documentsAsked([question, ...(draft.around ?? [])], plan).flatMap(({ meta }) =>
    topics.flatMap((topic) => {
      const own = byId(`${meta.id}/${topic}`, found)
      // What is missing is told best by the curated sentence about it.
      const missing = plan.notStated.find((item) => item.topic === topic)
      const told = own?.entry.content.kind === 'not_stated' && missing && byId(`not-stated/${missing.id}`, found)
      return told || (own ?? [])
    }),
  )
}

function topicsOf({ topics, wanted, words, folded }: Question, plan: Campaign): Topic[] {
  const asked = IDENTITY.filter((topic) => topics.has(topic))
  const own = OTHER_KIND.test(folded) ? new Set<string>() : ownWords(plan)
  const isOwn = (word: string) => WORDS.has(word) || own.has(word) || (topics.has('issuer') && OF_ISSUER.has(word))
  const isElse = words.some((word) => word && !word.isPlace && !isOwn(word.folded))
  if (asked.length === 0 || wanted.has('yes-no') || isElse) return []
  return IDENTITY.filter((topic) => asked.includes(topic) || (topic === 'date' && AND_WHEN.test(folded)))
}

// “Ông Hồ Tiến Thiệu là ai?”: plans name nobody but who signed.
function signersNamed({ folded }: Question, { documents }: Campaign): Campaign['documents'] {
  return documents.filter(({ meta: { signer } }) => signer !== 'not_stated' && folded.includes(fold(signer.name)))
}

// “Kế hoạch triển khai Chỉ thị 19 số mấy” is about the plan, “Chỉ thị 19 ngày nào” is not.
function isOfAnother({ folded }: Question, { documents }: Campaign): boolean {
  return OTHER_KIND.test(folded) && !documents.some(({ meta }) => folded.includes(fold(meta.kind)))
}

function referenceAsked({ folded }: Question, { references }: Campaign): string | undefined {
  const [, kind = '', number] = OTHER_KIND.exec(folded) ?? []
  const isAsked = (code: string, about: string) => number === /^\d+/.exec(code)?.[0] && fold(about).startsWith(kind)
  return references.find((reference) => isAsked(reference.number, reference.about))?.id
}

function ownWords({ title, documents }: Campaign): Set<string> {
  const names = [title, ...documents.flatMap(({ meta }) => [meta.issuer, meta.citation])]
  return new Set(names.flatMap(toWords).map(({ folded }) => folded))
}

// The documents whose kind is named, here or in the question this one leans on.
function documentsAsked(asked: readonly Question[], { documents }: Campaign): Campaign['documents'] {
  const named = asked.map(({ folded }) => documents.filter(({ meta }) => folded.includes(fold(meta.kind))))
  return named.find((list) => list.length > 0) ?? documents
}
