// From entries to what a person reads: the exact words, short enough for a phone, with their source.

import type { Temporal } from 'temporal-polyfill'
import type { Block, ListItem, Source } from '../message.ts'
import { sectionsById, sectionText } from './campaign-text.ts'
import { explainMilestone } from './deadlines.ts'
import { holdsQuote, type Section, sectionName, uncertainties } from './document.ts'
import type { Entry } from './entry.ts'
import { fold, rawWords } from './fold.ts'
import type { Campaign, PlanDocument } from './load.ts'
import { headingChain } from './passage-entries.ts'
import type { Milestone } from './schema.ts'
import { sentences } from './sentences.vi.ts'
import type { WorkingDays } from './working-days.ts'

export interface Composer {
  /** The entry told in full or shortened to `limit` characters; `closeness` of a piece of text tells what matters most. */
  tell(entry: Entry, options?: { closeness?: (text: string) => number; limit?: number }): Block[]
  /** One or two lines, for answers over several plans. */
  tellBriefly(entry: Entry, closeness?: (text: string) => number): string
  sources(entries: readonly Entry[]): Source[]
  /** What to know before relying on the words shown: unclear scans, rebuilt texts. */
  cautions(entries: readonly Entry[], shown: string): Block[]
}

const FOCUSED = 1000 // characters of one answer that are read on a phone without scrolling far
const EXCERPT = 600 // a passage longer than this is cut to the sentences that answer
const PROOF = 900 // a curated quote was chosen to be the answer: it is cut only when it is very long
const NEARLY = 1.3
const LONG_SAY = 250
const HEAD = 170 // a list item shortened to its head

export function createComposer(
  campaigns: readonly Campaign[],
  workingDays: WorkingDays,
  today: () => Temporal.PlainDate,
): Composer {
  const plans = new Map(campaigns.map((campaign) => [campaign.id, { campaign, sections: sectionsById(campaign) }]))

  const tell: Composer['tell'] = (entry, { closeness = () => 0, limit = FOCUSED } = {}) => {
    const { content } = entry
    switch (content.kind) {
      case 'passage':
        return [{ type: 'quote', text: excerpt(content.text, closeness, Math.min(EXCERPT, limit)) }]
      case 'list':
        return [
          { type: 'text', text: content.lead },
          ...tellList(content.items, closeness, limit),
          ...(content.note ? [{ type: 'text' as const, text: content.note }] : []),
        ]
      case 'milestone':
        return tellMilestone(content.milestone, explainMilestone(content.milestone, today(), workingDays))
      case 'fact':
      case 'not_stated': {
        const quotes = [...new Set(content.quotes)].filter((quote) => !holdsQuote(content.say, quote))
        const size = quotes.reduce((sum, quote) => sum + quote.length, content.say.length)
        // A curated sentence that holds it all stands alone where there is no room for its proof as well.
        if (content.say.length > LONG_SAY && size > limit) return [{ type: 'text', text: content.say }]
        // Nothing is said twice: a sentence all of whose words are in the short quote below it is left out.
        const isSaid = quotes.length === 1 && saysAllOf(quotes[0] as string, content.say)
        return [
          ...(content.say && !isSaid ? [{ type: 'text' as const, text: content.say }] : []),
          ...quotes.map((quote) => ({
            type: 'quote' as const,
            text: excerpt(quote, closeness, Math.min(PROOF, limit)),
          })),
        ]
      }
    }
  }

  const sources: Composer['sources'] = (entries) => {
    const found = new Map<string, Source>()
    for (const { campaign, evidence } of entries)
      for (const { section } of evidence) {
        const plan = plans.get(campaign)
        const place = plan?.sections.get(section)
        if (!plan || !place || found.has(`${campaign}/${section}`)) continue
        found.set(`${campaign}/${section}`, {
          campaign,
          section,
          document: place.document.meta.id,
          place: sectionName(section),
          title: place.document.meta.citation,
          passage: [chainAbove(plan.sections, place.section), sectionText(plan.campaign, section)]
            .filter(Boolean)
            .join('\n\n'),
        })
      }
    return [...found.values()]
  }

  return {
    tell,
    tellBriefly: (entry, closeness) => {
      const [first, ...rest] = tell(entry, { ...(closeness ? { closeness } : {}), limit: 600 })
      const text = (block: Block | undefined) =>
        !block ? '' : block.type === 'list' ? block.items.map((item) => item.text).join(' · ') : block.text
      const lead = text(first)
      return entry.content.kind === 'list'
        ? [lead, text(rest[0])].filter(Boolean).join(' ')
        : [lead, ...rest.slice(0, 1).map(text)].join(' ')
    },
    sources,
    cautions: (entries, shown) => {
      const notes = new Set<string>()
      for (const { campaign, evidence } of entries)
        for (const { section, quote } of evidence) {
          const place = plans.get(campaign)?.sections.get(section)
          if (!place) continue
          for (const note of scanNotes(place.document, section, quote, shown)) notes.add(note)
          if (place.document.meta.reconstructed) notes.add(place.document.meta.reconstructed)
        }
      return [...notes].map((text) => ({ type: 'text', text }))
    },
  }
}

// The section's own heading is the first line of its text.
function chainAbove(sections: Parameters<typeof headingChain>[0], section: Section): string {
  const parent = section.parent ? sections.get(section.parent)?.section : undefined
  return parent ? headingChain(sections, parent) : ''
}

function tellMilestone(milestone: Milestone, when: string): Block[] {
  // The day first: it is what is asked most.
  const isDeadline = milestone.kind === 'before' || milestone.kind === 'by'
  const day = `${isDeadline ? 'Hạn' : 'Thời gian'}: ${when}${when.endsWith('.') ? '' : '.'}`
  const what = `Việc: ${milestone.what}${milestone.what.endsWith('.') ? '' : '.'}`
  const whom = `Thực hiện: ${milestone.who}.${milestone.toWhom ? `\nNơi nhận: ${milestone.toWhom}.` : ''}`
  return [
    {
      type: 'text',
      text: [
        day,
        what,
        whom,
        ...(milestone.note ? [`${milestone.note}${milestone.note.endsWith('.') ? '' : '.'}`] : []),
      ].join('\n'),
    },
    ...[milestone.quote].flat().map((text) => ({ type: 'quote' as const, text })),
    ...(milestone.consequence &&
    ![milestone.quote].flat().some((quote) => holdsQuote(quote, milestone.consequence?.quote ?? ''))
      ? [{ type: 'quote' as const, text: milestone.consequence.quote }]
      : []),
  ]
}

// The whole list, always every item: in full where it fits, else each by its head and the closest ones in full.
function tellList(
  items: readonly { text: string; items: readonly string[] }[],
  closeness: (text: string) => number,
  limit: number,
): Block[] {
  const full: ListItem[] = items.map(({ text, items: sub }) => (sub.length > 0 ? { text, items: sub } : { text }))
  if (lengthOf(full) <= limit) return [{ type: 'list', items: full }]
  const heads = items.map(({ text }) => ({ text: head(text) }))
  const order = items
    .map((item, index) => ({ index, close: closeness([item.text, ...item.items].join('\n')) }))
    .filter(({ close }) => close > 0)
    .sort((a, b) => b.close - a.close)
  const shown: ListItem[] = [...heads]
  for (const { index, close } of order) {
    const item = full[index]
    if (!item || close < 0.5 * (order[0]?.close ?? 0)) break
    const tried = shown.with(index, item)
    if (lengthOf(tried) <= limit) shown.splice(0, shown.length, ...tried)
  }
  const isShort = shown.some(
    (item, index) => item.text !== items[index]?.text || (items[index]?.items.length ?? 0) > (item.items?.length ?? 0),
  )
  return [{ type: 'list', items: shown }, ...(isShort ? [{ type: 'text' as const, text: sentences.seeInFull }] : [])]
}

function lengthOf(items: readonly ListItem[]): number {
  return items.reduce(
    (sum, item) => sum + item.text.length + 3 + (item.items ?? []).reduce((inner, sub) => inner + sub.length + 5, 0),
    0,
  )
}

/** The head of a long item: up to its colon, or whole clauses up to about a line or two. */
function head(text: string): string {
  if (text.length <= HEAD) return text
  const colon = text.search(/:\s/)
  if (colon > 0 && colon <= HEAD) return `${text.slice(0, colon)} …`
  const clause = Math.max(
    ...[...text.slice(0, HEAD).matchAll(/[;,.](?=\s)/g)].map((match) => match.index).filter((at) => at > 40),
    -1,
  )
  return `${text.slice(0, clause > 0 ? clause : text.lastIndexOf(' ', HEAD))} …`
}

/** The sentences, or clauses of a very long sentence, that are closest to the question; nothing is reworded. */
export function excerpt(text: string, closeness: (text: string) => number, limit = EXCERPT): string {
  if (text.length <= limit) return text
  const pieces = text.split(/(?<=[.;:])\s+(?=\S)|\n/)
  if (pieces.length < 2) return text
  const rated = pieces.map((piece, index) => ({ index, close: closeness(piece) }))
  const best = rated.reduce((a, b) => (b.close > a.close ? b : a), rated[0] ?? { index: 0, close: 0 })
  let from = best.index
  let to = best.index
  const size = () => pieces.slice(from, to + 1).join(' ').length
  const close = (index: number) => rated[index]?.close ?? -1
  // Grows towards the closer neighbour while it adds something and there is room.
  for (;;) {
    const before = from > 0 ? close(from - 1) : -1
    const after = to < pieces.length - 1 ? close(to + 1) : -1
    if (Math.max(before, after) < 0) break
    const [nextFrom, nextTo] = before > after ? [from - 1, to] : [from, to + 1]
    if (pieces.slice(nextFrom, nextTo + 1).join(' ').length > limit) break
    from = nextFrom
    to = nextTo
  }
  if (size() < 40 && to < pieces.length - 1) to++
  return [from > 0 ? '…' : '', pieces.slice(from, to + 1).join(' '), to < pieces.length - 1 ? '…' : '']
    .filter(Boolean)
    .join(' ')
}

function saysAllOf(quote: string, say: string): boolean {
  if (quote.length > NEARLY * say.length) return false
  const held = new Set(rawWords(fold(quote)))
  return rawWords(fold(say)).every((word) => held.has(word))
}

function scanNotes(document: PlanDocument, section: string, quote: string, shown: string): string[] {
  const blocks = document.sections
    .filter(({ id }) => id === section || id.startsWith(`${section}.`))
    .flatMap(({ blocks: own }) =>
      own.flatMap((block) =>
        block.kind === 'item' ? [block.text, ...block.items.map((item) => item.text)] : [block.text],
      ),
    )
  const marks = blocks
    .filter((raw) => raw.includes('[[') && (holdsQuote(raw, quote) || holdsQuote(quote, raw)))
    .flatMap(uncertainties)
    .filter(({ place }) => holdsQuote(shown, place))
  return marks.map(({ word, missing, note }) => {
    if (note) return sentences.note(`${word ? `ở “${word}”, ` : ''}${note}`)
    return word ? sentences.uncertain([word]) : sentences.missingWords([missing])
  })
}
