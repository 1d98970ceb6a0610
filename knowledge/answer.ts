// A question becomes an answer in steps one can read aloud; the first step that knows the answer ends them.

import type { Temporal } from 'temporal-polyfill'
import type { Source } from '../message.ts'
import { createFindAsides } from './asides.ts'
import { askOfHolders } from './ask-of-holders.ts'
import { createFollowNumber } from './by-number.ts'
import { createChooseCampaigns, createFind } from './choose-plan.ts'
import { createCollocations } from './collocations.ts'
import { createCompare, createComparer } from './compare.ts'
import { createComposer } from './compose.ts'
import { type Answer, type Context, type Draft, end, finish, type Step, say, type Tools } from './draft.ts'
import { toEntries } from './entries.ts'
import type { Entry } from './entry.ts'
import { createExchangeUnit } from './exchange-unit.ts'
import { createFinder } from './find.ts'
import { fold, hasDiacritics, normalise, rawWords, toAccented } from './fold.ts'
import { createFollowName } from './follow-name.ts'
import { createGate } from './gate.ts'
import { findRefusal, isInsult, stripNoise } from './guard.ts'
import { createTellIdentity } from './identity.ts'
import { createIntroducePlan } from './introduce-plan.ts'
import type { Campaign, Knowledge } from './load.ts'
import { createMarks } from './marks.ts'
import { createOutside, createRefuseElsewhere } from './outside.ts'
import { createReader } from './question.ts'
import type { Vocabulary } from './schema.ts'
import { createSearchIndex } from './search-index.ts'
import { sentences } from './sentences.vi.ts'
import { createSettleCampaign } from './settle-plan.ts'
import { createTellSeveralUnits } from './several-units.ts'
import { createTell } from './tell.ts'
import { createLineReader } from './terms.ts'
import { shareAsks } from './twins.ts'
import { createUnderstand } from './understand.ts'
import { createReadUnit } from './units.ts'
import { createWorkingDays } from './working-days.ts'

export type { Answer, Context } from './draft.ts'

export interface Answerer {
  answer(question: string, context: Context): Answer
  /** How the answer came about: what was understood, what was found. */
  explain(question: string, context: Context): Draft
  /** Tells one entry, chosen by a button. */
  tellEntry(id: string, context: Context): Answer | null
  /** Where these entries stand in the plans. */
  sourcesOf(entryIds: readonly string[]): Source[]
  /** Everything that can be an answer. */
  readonly entries: readonly Entry[]
}

// The finder looks at what is proposed once more, so the index need not look at many.
const LOOKED_AT = 100
const FEW = 5 // words of a message that says nothing else

/** Builds everything that answers need from the knowledge; `today` is asked anew for each answer. */
export function createAnswerer(knowledge: Knowledge, today: () => Temporal.PlainDate): Answerer {
  const { campaigns, vocabulary, comparisons } = knowledge
  const own = campaigns.flatMap(toEntries)
  const entries = shareAsks(own, campaigns)
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const index = createSearchIndex(
    entries.map(({ id, campaign, label, chain, text, asks }) => ({
      id,
      group: campaign,
      title: `${label} ${chain}`,
      text,
      context: asks.join('\n'),
    })),
    { candidates: LOOKED_AT },
  )
  const readLines = createLineReader()
  const lines = own.map(({ label, chain, asks, text }) => [label, chain, ...asks, text].flatMap(readLines))
  const collocations = createCollocations(lines.flat())
  const asking = [
    vocabulary.filler,
    ...Object.values(vocabulary.topics),
    ...vocabulary.synonyms,
    ...[...vocabulary.outside, ...vocabulary.unstated].map(({ phrases }) => phrases),
  ].flat()
  // Most questions bear their marks: what gives them is built for the first that does not.
  let marks: ReturnType<typeof createMarks> | undefined
  const mark = (text: string) => {
    marks ??= createMarks(lines.flat(), asking)
    return marks(text)
  }
  const reader = createReader(
    campaigns,
    vocabulary,
    collocations,
    createCorrector(index.correct, vocabulary, campaigns),
    mark,
  )
  const inherited = new Map(campaigns.map((campaign) => [campaign.id, inheritedBy(campaign)]))
  const finder = createFinder({
    entries,
    index,
    synonyms: vocabulary.synonyms,
    subject: reader.subject,
    lines,
    collocations,
    inherited,
  })
  const composer = createComposer(campaigns, createWorkingDays(knowledge.holidays), today)
  const tools: Tools = {
    reader,
    finder,
    composer,
    plans: new Map(campaigns.map((campaign) => [campaign.id, campaign])),
  }
  const comparer = createComparer(tools, comparisons)
  const outside = createOutside(vocabulary)

  const labelOf = (id: string) => {
    const entry = byId.get(id)
    return entry?.curated ? entry.label : ''
  }
  const steps: readonly Step[] = [
    guard,
    createTellSeveralUnits(tools, vocabulary),
    createExchangeUnit(tools, vocabulary),
    createReadUnit(tools, vocabulary),
    createUnderstand(tools, vocabulary, labelOf),
    createRefuseElsewhere(tools, outside),
    createIntroducePlan(tools),
    createFollowNumber(tools),
    createFollowName(tools, vocabulary),
    createChooseCampaigns(tools, comparer),
    createCompare(comparer),
    createFind(tools),
    createSettleCampaign(tools, comparer, outside),
    createFindAsides(tools),
    createTellIdentity(tools),
    createGate(tools, outside),
    createTell(tools, vocabulary),
  ]
  const follow = (draft: Draft): Draft & { answer: Answer } => {
    let current = draft
    for (const step of steps) {
      current = step(current)
      if (current.answer) return { ...current, answer: current.answer }
    }
    throw new Error('no step answered')
  }

  return {
    entries,
    sourcesOf: (ids) => composer.sources(ids.flatMap((id) => byId.get(id) ?? [])),
    answer: (text, context) => follow({ text, context }).answer,
    explain: (text, context) => follow({ text, context }),
    tellEntry: (id, context) => {
      const entry = byId.get(id)
      if (!entry) return null
      const kind = entry.content.kind === 'not_stated' ? 'not_stated' : 'answer'
      return (
        finish(
          tools,
          { text: entry.asks[0] ?? entry.label, context },
          { kind, blocks: composer.tell(entry), told: [entry], plans: [entry.campaign] },
        ).answer ?? null
      )
    },
  }
}

// Before anything is understood: what is refused, and what is no question at all.
const guard: Step = (draft) => {
  const refusal = findRefusal(draft.text) ?? findRefusal(stripNoise(draft.text))
  if (refusal) return end(draft, 'refused', say(sentences.refused[refusal]))
  // A word of anger is met by small talk; an abusive letter is refused, as calmly.
  if (isInsult(draft.text))
    return end(draft, rawWords(draft.text).length <= FEW ? 'smalltalk' : 'refused', say(sentences.calm))
  const text = askOfHolders(stripNoise(normalise(draft.text)))
  return /[\p{L}\p{N}]/u.test(text) ? { ...draft, text } : end(draft, 'smalltalk', say(sentences.empty))
}

function inheritedBy({ title, label, year, documents }: Campaign): string[] {
  return [title, label, year, ...documents.map(({ meta }) => meta.issuer)]
}

// The speller knows only the plans' words; words of asking and of other subjects stay as typed.
function createCorrector(correct: (text: string) => string, vocabulary: Vocabulary, campaigns: readonly Campaign[]) {
  const phrases = [
    ...vocabulary.filler,
    ...vocabulary.abbreviations.map(({ long }) => long),
    ...vocabulary.outside.flatMap((subject) => subject.phrases),
    ...vocabulary.elsewhere,
    ...campaigns.flatMap(({ aliases, hints }) => [...aliases, ...hints]),
  ]
  const known = new Set(phrases.flatMap((phrase) => fold(phrase).split(' ')))
  const spelt = new Set(phrases.flatMap((phrase) => toAccented(phrase).split(' ')))
  const isKnown = (typed: string) => {
    const word = typed.replace(/[^\p{L}\p{N}]/gu, '')
    return hasDiacritics(word) ? spelt.has(toAccented(word)) : known.has(fold(word))
  }
  return (text: string): string => {
    const typed = text.split(' ')
    const corrected = correct(text).split(' ')
    if (typed.length !== corrected.length) return text
    return corrected.map((word, at) => (isKnown(typed[at] ?? '') ? typed[at] : word)).join(' ')
  }
}
