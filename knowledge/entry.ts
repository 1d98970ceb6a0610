// Everything that can be an answer, as one kind of thing.

import type { Milestone, Topic } from './schema.ts'

export interface Evidence {
  readonly section: string
  readonly quote: string
}

/** How an entry is told; `compose.ts` turns it into a reply. */
export type Content =
  | { readonly kind: 'passage'; readonly text: string }
  | {
      readonly kind: 'list'
      readonly lead: string
      readonly items: readonly { text: string; items: readonly string[] }[]
      readonly note?: string
    }
  | { readonly kind: 'fact'; readonly say: string; readonly quotes: readonly string[] }
  | { readonly kind: 'milestone'; readonly milestone: Milestone }
  | { readonly kind: 'not_stated'; readonly say: string; readonly quotes: readonly string[] }

/** A figure that can be asked for and claimed. */
export type Figure = 'collectives' | 'individuals' | 'items' | 'percent' | 'day' | 'issued' | 'year'

/** `say` is how the figure is named in an answer; `orMore` where it is the least, `of` the folded number of a document. */
export type States = { readonly [figure in Figure]?: { value: string; say: string; orMore?: boolean; of?: string } }

export interface Entry {
  readonly id: string
  readonly campaign: string
  readonly topics: readonly Topic[]
  /** What it is about, in a few words: shown as a choice. */
  readonly label: string
  /** Ways people ask for it. */
  readonly asks: readonly string[]
  /** The heading chain above it. */
  readonly chain: string
  readonly text: string
  readonly evidence: readonly Evidence[]
  readonly content: Content
  /** The figures it states: what a question claims is held against them. */
  readonly states?: States
  /** Curated by hand, or cut from the text by structure alone. */
  readonly curated: boolean
  /** A curated question with its answer. */
  readonly isPair: boolean
  /** The folded kind of the document beside the plan that it stands in: “cong van”. */
  readonly beside?: string
  /** The document that it tells of: its folded number and kind. */
  readonly reference?: { readonly number: string; readonly kind: string | null }
}

const HEAD = 140 // characters

/** An entry before its campaign is written on it. */
export type EntryDraft = Omit<Entry, 'campaign' | 'id' | 'curated' | 'isPair'> & { id: string }

/** One piece of evidence for each quote. */
export function evidenceOf({ section, quote }: { section: string; quote: string | readonly string[] }): Evidence[] {
  return [quote].flat().map((words) => ({ section, quote: words }))
}

/** What is curated, with the words that prove it. */
export interface Proven {
  readonly id: string
  readonly section: string
  readonly quote: string | string[]
  readonly asks: string[]
}

/** What is curated, told in a sentence above its quotes. */
export function told(
  group: string,
  entry: Proven,
  topics: Topic[],
  label: string,
  say: string,
  { more = [], asks = [], states = {} }: { more?: string[]; asks?: string[]; states?: States } = {},
): EntryDraft {
  const evidence = evidenceOf(entry)
  const quotes = evidence.map(({ quote }) => quote)
  return {
    id: `${group}/${entry.id}`,
    topics,
    label,
    asks: [...entry.asks, ...asks],
    chain: '',
    text: [say, ...quotes, ...more].join('\n'),
    evidence,
    content: { kind: 'fact', say, quotes },
    states,
  }
}

/** What a list is found by: what stands deeper is found as a passage of its own. */
export function listHead({ text }: { text: string }): string {
  return text.slice(0, HEAD)
}
