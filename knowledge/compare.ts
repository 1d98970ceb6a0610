// Answers over several plans, side by side: curated comparisons first, else each plan's own answer.

import type { Block } from '../message.ts'
import { isClaim } from './claims.ts'
import { type Draft, finish, questionOf, type Step, say, type Tools } from './draft.ts'
import type { Entry } from './entry.ts'
import { isEnough, isSome } from './evidence.ts'
import { fold, rawWords } from './fold.ts'
import type { Question } from './question.ts'
import type { Comparison, Topic } from './schema.ts'
import { sentences } from './sentences.vi.ts'
import { toCloseness } from './tell.ts'

const OTHER_TOPIC = 0.8 // “… bên nào bắt đăng ký?” does not ask for the themes, though both plans are named there too
const LIKE_AT_ALL = 0.4
const COMPARED_LIKE = 0.6
const SURELY_COMPARED = 0.75 // for a question that does not say it compares
const QUOTED = { asked: 1400, inPassing: 700 } // characters of rows up to which each also shows its words
const REPEATED = 0.8
const OF_EACH = { asked: 900, inPassing: 400 } // characters told of each plan: a claim needs fewer

export interface Comparer {
  /** The curated comparison that comes closest; `isSure` where it answers though nobody asked to compare. */
  likeliest(question: Question): { comparison: Comparison; like: number; isSure: boolean } | undefined
  tell(draft: Draft, comparison: Comparison): Draft
  /** Each of these plans' own answer; none where no plan has one. */
  tellEach(draft: Draft, plans: readonly string[]): Draft | null
}

export function createComparer(tools: Tools, comparisons: readonly Comparison[]): Comparer {
  const { finder, plans, reader } = tools
  const asks = comparisons.flatMap((comparison) => comparison.asks.map((text) => ({ text, comparison })))
  const likenessTo = finder.likenessTo(asks.map(({ text }) => text))
  const topics = new Map<string, Question['topics']>()
  const topicsOf = (ask: string) => {
    const known = topics.get(ask) ?? reader.read(ask).topics
    topics.set(ask, known)
    return known
  }
  const onTopic = (question: Question, ask: string, like: number) => {
    const own = like >= LIKE_AT_ALL && question.topics.size > 0 ? topicsOf(ask) : new Set<Topic>()
    return own.size > 0 && [...own].every((topic) => !question.topics.has(topic)) ? OTHER_TOPIC * like : like
  }
  return {
    likeliest: (question) => {
      const likeness = likenessTo(question)
      return asks
        .map(({ text, comparison }, at) => ({ comparison, like: onTopic(question, text, likeness[at] as number) }))
        .filter(({ comparison }) => question.named.every((id) => comparison.rows.some((row) => row.campaign === id)))
        .map((item) => ({ ...item, isSure: item.like >= SURELY_COMPARED }))
        .sort((a, b) => b.like - a.like)[0]
    },
    tell: (draft, comparison) => {
      const question = questionOf(draft)
      // The plans that are meant, as far as the question tells; else all of the comparison.
      const meant = new Set(
        (draft.campaigns?.length ?? 0) > 1 ? draft.campaigns : [...question.named, ...question.hinted.keys()],
      )
      const few = comparison.rows.filter((row) => meant.has(row.campaign))
      const rows = new Set(few.map((row) => row.campaign)).size >= 2 ? few : comparison.rows
      const told = rows.map(
        (row): Entry => ({
          id: `${row.campaign}/comparisons/${comparison.id}`,
          campaign: row.campaign,
          topics: [],
          label: '',
          asks: [],
          chain: '',
          text: row.say,
          evidence: [row],
          content: { kind: 'fact', say: row.say, quotes: [row.quote] },
          curated: true,
          isPair: false,
        }),
      )
      const room = draft.follows ? QUOTED.inPassing : QUOTED.asked
      const withQuotes = rows.reduce((sum, row) => sum + row.say.length + row.quote.length, 0) <= room
      const items = rows.map((row) => ({
        text: `${plans.get(row.campaign)?.label}: ${row.say}`,
        ...(withQuotes && adds(row.say, row.quote) ? { items: [`“${row.quote}”`] } : {}),
      }))
      const lead = rows.length < comparison.rows.length ? sentences.several : comparison.answer
      const blocks: Block[] = [...say(lead), { type: 'list', items }]
      return finish(tools, draft, {
        kind: 'answer',
        blocks,
        told,
        plans: [...new Set(rows.map((row) => row.campaign))],
      })
    },
    tellEach: (draft, wanted) => tellEach(tools, draft, wanted),
  }
}

// A quote is shown where most of its words are not in the summary already.
function adds(say: string, quote: string): boolean {
  const said = new Set(rawWords(fold(say)))
  const words = [...new Set(rawWords(fold(quote)))]
  return words.filter((word) => said.has(word)).length < REPEATED * words.length
}

/** Tells several plans side by side where the question is about several. */
export function createCompare(comparer: Comparer): Step {
  return (draft) => {
    if (!draft.sideBySide) return draft
    // Of a long question what is compared may stand before the clause that asks.
    const asked = [questionOf(draft), ...(draft.parts ? (draft.around ?? []) : [])]
    const best = asked.flatMap((question) => comparer.likeliest(question) ?? []).sort((a, b) => b.like - a.like)[0]
    const enough = draft.byNumber ? SURELY_COMPARED : COMPARED_LIKE
    if (best && best.like >= enough) return comparer.tell(draft, best.comparison)
    const wanted = draft.campaigns ?? []
    if (wanted.length >= 2) return comparer.tellEach(draft, wanted) ?? { ...draft, sideBySide: false }
    // “Kế hoạch nào nói về …?”: it may be any of them.
    const { campaigns = [], ...rest } = draft
    return { ...rest, ...(campaigns.length > 0 ? { campaigns } : {}), sideBySide: false }
  }
}

function tellEach(tools: Tools, draft: Draft, wanted: readonly string[]): Draft | null {
  const { finder, composer, plans } = tools
  const question = questionOf(draft)
  const all = wanted.map((id) =>
    finder.find(question, { campaigns: [id], ...(draft.around ? { around: draft.around } : {}) }),
  )
  const lead = all.flatMap((found) => found[0] ?? []).sort((a, b) => b.score - a.score)[0]
  if (!lead || !isSome(lead)) return null
  // The other plans answer on the same matter, even where the question's words fit the first plan better.
  const told = all.map((found) => {
    const [own] = found
    const alike = found.find(
      (item) => isSome(item) && item.entry.topics.some((topic) => lead.entry.topics.includes(topic)),
    )
    return own && isEnough(own) ? own : (alike ?? (own && isSome(own) ? own : null))
  })
  const closeness = toCloseness(question, finder)
  const limit = isClaim(question) ? OF_EACH.inPassing : OF_EACH.asked
  const blocks = told.flatMap((item, at): Block[] => {
    const { title = '', label = '' } = plans.get(wanted[at] ?? '') ?? {}
    return [
      { type: 'heading', text: label },
      ...(item ? composer.tell(item.entry, { closeness, limit }) : say(sentences.nothingAlike(title))),
    ]
  })
  return finish(tools, draft, {
    kind: 'answer',
    blocks,
    told: told.flatMap((item) => item?.entry ?? []),
    plans: wanted,
  })
}
