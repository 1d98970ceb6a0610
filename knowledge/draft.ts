// One question on its way to its answer, and how a step ends it.

import { type AnswerKind, type Block, type Choice, type Source, toPlainText } from '../message.ts'
import type { Composer } from './compose.ts'
import type { Entry } from './entry.ts'
import type { Finder, Found } from './find.ts'
import type { Campaign } from './load.ts'
import type { Question, Reader } from './question.ts'

/** The question before, and what answered it. */
export interface Last {
  readonly question: string
  readonly campaigns: readonly string[]
  /** The id of the entry told first. */
  readonly entry?: string | undefined
  /** The plans of the question before that one, where it was asked of others. */
  readonly before?: readonly string[] | undefined
}

/** What a conversation remembers between two questions. */
export interface Context {
  /** The campaign the person chose or last got an answer about. */
  readonly focus: string | null
  /** The question before, as it was understood. */
  readonly last: Last | null
  /** The last days that hold where they are not the plan's: entry id of the milestone → ISO day; null: cancelled. */
  readonly days?: Readonly<Record<string, string | null>>
}

export interface Answer {
  readonly kind: AnswerKind
  readonly blocks: readonly Block[]
  readonly sources: readonly Source[]
  readonly choices: readonly Choice[]
  /** For the next question. */
  readonly context: Context
  /** Ids of the entries told, for the record. */
  readonly entries: readonly string[]
}

/** One question on its way. A step that sets `answer` ends it. */
export interface Draft {
  readonly text: string
  readonly context: Context
  readonly question?: Question
  /** What stands around the question: the one before, where this one leans on it; the tale a long one is wrapped in. */
  readonly around?: readonly Question[]
  /** Whether the question leans on the one before. */
  readonly follows?: boolean
  /** The separate things a long question asks. */
  readonly parts?: readonly Question[]
  /** The tale of a long question that asks what holds in a case. */
  readonly cases?: readonly Question[]
  /** What stands right before the first of the parts. */
  readonly tale?: Question
  readonly campaigns?: readonly string[]
  readonly sideBySide?: boolean
  /** The plans are meant because they name the document that is asked about. */
  readonly byNumber?: boolean
  readonly found?: readonly Found[]
  /** What answers the single parts of a long question. */
  readonly asides?: readonly Found[]
  readonly answer?: Answer
  /** A unit that the plan does not name, and the kind of units by which it is answered. */
  readonly unit?: { readonly name: string | null; readonly kind: string }
  /** What the question asks of and the plan leaves unsaid; the rule for all cases is told. */
  readonly unsaid?: string
  /** What is asked of, and the plan in focus does not name: another plan answers. */
  readonly lacking?: string
  /** The question that is asked once more, of another plan. */
  readonly repeats?: string
}

export type Step = (draft: Draft) => Draft

/** What the steps work with. */
export interface Tools {
  readonly reader: Reader
  readonly finder: Finder
  readonly composer: Composer
  readonly plans: ReadonlyMap<string, Campaign>
}

/** Ends with an answer that cites nothing. */
export function end(
  draft: Draft,
  kind: AnswerKind,
  blocks: readonly Block[],
  more: Partial<Omit<Answer, 'kind' | 'blocks'>> = {},
): Draft {
  return { ...draft, answer: { kind, blocks, sources: [], choices: [], context: draft.context, entries: [], ...more } }
}

/** Ends with an answer told from entries: sources, cautions and what to remember follow from them. */
export function finish(
  { composer }: Tools,
  draft: Draft,
  {
    kind,
    blocks,
    told,
    plans,
  }: { kind: AnswerKind; blocks: readonly Block[]; told: readonly Entry[]; plans: readonly string[] },
): Draft {
  const shown = toPlainText({ kind, blocks, sources: [], choices: [] })
  return end(draft, kind, [...blocks, ...composer.cautions(told, shown)], {
    sources: composer.sources(told),
    entries: told.map(({ id }) => id),
    context: remember(draft, plans, told[0]?.id),
  })
}

/** What the next question may lean on. */
export function remember(draft: Draft, plans: readonly string[], entry?: string): Context {
  const { last } = draft.context
  const changed = draft.follows && plans.length === 1 && !last?.campaigns.includes(plans[0] as string)
  const before = changed && last?.campaigns.length ? { before: last.campaigns } : {}
  return {
    focus: plans.length === 1 ? (plans[0] ?? null) : draft.context.focus,
    last: { question: draft.repeats ?? draft.text, campaigns: plans, entry, ...before },
  }
}

export function say(text: string): Block[] {
  return [{ type: 'text', text }]
}

/** Two entries may be proven by the same words: they are shown once. */
export function isFirst(block: Block, at: number, all: readonly Block[]): boolean {
  return block.type !== 'quote' || all.findIndex((other) => other.type === 'quote' && other.text === block.text) === at
}

/** The question as understood; steps after `understand` have it. */
export function questionOf(draft: Draft): Question {
  if (!draft.question) throw new Error('the question has not been understood yet')
  return draft.question
}

/** The names of all plans, as they are shown. */
export function labelsOf({ plans }: Tools): string[] {
  return [...plans.values()].map(({ label }) => label)
}
