// What a long question asks besides: each of its parts is looked for by itself.

import { ASKS_PAPERS } from './companions.ts'
import { lastValidDay } from './deadlines.ts'
import { type Draft, questionOf, type Step, type Tools } from './draft.ts'
import type { Entry } from './entry.ts'
import { HALF, isEnough } from './evidence.ts'
import type { Found } from './find.ts'
import { fold } from './fold.ts'
import { toPlainName } from './follow-name.ts'
import type { Question } from './question.ts'
import type { Topic } from './schema.ts'
import type { SubjectWord } from './subject-words.ts'

const TELLING = 7 // rarity that a clause's evidence sums up to before its own answer is told
const SOME_TELLING = 5
const LITTLE_TELLING = 3
const ALL = 0.9
const ENOUGH_WORDS = 5
const ASKED_SO = 0.75 // a way of asking this close is what is asked
const ASKS = /\b(lam gi|the nao|ra sao|gi|nao|ai|sao)\b/
const CLOSE = 0.8
const TERSE = 2 // words of a part that says nothing alone
const NEAR = 0.75
const BESIDES = 0.6
const FAR = 0.5 // … where the rest of the question was asked besides
const LIKE_IT = 0.6 // … and this close where there is other evidence

// What holds in a case is told under these.
const CASES = new Set<Topic>(['eligibility', 'subjects'])

/** Finds what answers the single parts of a long question. */
export function createFindAsides({ finder, plans }: Tools): Step {
  const titleOf = (id: string) => fold(plans.get(id)?.title ?? '')
  // A part of a few words leans on the rest of the question; one that says enough is not drowned in it.
  const find = (part: Question, id: string, draft: Draft): Found[] => {
    const title = new Set(titleOf(id).split(/[^\p{L}\p{N}]+/u))
    const isShort = part.words.filter((word) => word && !word.isWhole && !title.has(word.folded)).length < ENOUGH_WORDS
    const tale = draft.tale && part.text === draft.parts?.[0]?.text ? [draft.tale] : []
    const options = { campaigns: [id], around: isShort ? [questionOf(draft), ...tale] : [] }
    const tells = (found: Found | undefined) =>
      found && isTelling(part, found) && (found.entry.content.kind !== 'not_stated' || part.wanted.size > 0)
    // What the whole question brought up is looked at first.
    const among = finder.find(part, { ...options, among: draft.found ?? [] })
    const near = ofKind(part, among)
    const award = awardNamed(draft, near, among)
    if (award) return [award]
    if (near && tells(near)) return [near, ...besides(part, near, among)]
    const all = finder.find(part, options)
    const any = ofKind(part, all)
    if (any && tells(any)) return [any, ...besides(part, any, all)]
    if (!asksOfMilestone(part)) return []
    const [milestone = milestoneOf(all, FAR)[0]] = milestoneOf(draft.found ?? [], NEAR)
    return milestone ? [milestone] : []
  }
  // Words that stand in no plan, alone or with a neighbour, belong to the tale.
  const withKnownWords = (part: Question): Question => {
    const { words } = part
    const isKnown = (word: SubjectWord, at: number) => {
      const [before, after] = [words[at - 1], words[at + 1]]
      if (!before && !after) return finder.knows(word.folded)
      return (
        (before && finder.knows(`${before.folded} ${word.folded}`)) ||
        (after && finder.knows(`${word.folded} ${after.folded}`))
      )
    }
    return { ...part, words: words.map((word, at) => (word && (word.isWhole || isKnown(word, at)) ? word : null)) }
  }
  return (draft) => {
    const [id] = draft.campaigns?.length === 1 ? draft.campaigns : []
    if (!id || !draft.parts) return draft
    const findAll = (parts: readonly Question[]) => parts.map(withKnownWords).flatMap((part) => find(part, id, draft))
    const ofCases = findAll(draft.cases ?? []).filter(({ entry }) => entry.topics.some((topic) => CASES.has(topic)))
    const asides = [...ofCases, ...findAll(draft.parts.map((part) => withoutTitle(part, titleOf(id))))]
    const [first] = draft.found ?? []
    const stated = asides.filter(({ entry }) => entry.content.kind !== 'not_stated')
    const leads =
      first && isEnough(first) && first.entry.content.kind !== 'not_stated'
        ? []
        : stated.toSorted((a, b) => b.score - a.score).slice(0, 1)
    return { ...draft, asides, found: [...leads, ...(draft.found ?? [])] }
  }
}

// “Đài phải làm gì trong phong trào văn hóa công sở”: which plan is meant is known, so its name tells no more.
function withoutTitle(part: Question, title: string): Question {
  const names = [...part.hinted.values()].flatMap((hints) => [...hints]).filter((hint) => title.includes(hint))
  const words = names
    .flatMap((name) => [`phong trao ${name}`, name].map((phrase) => phrase.split(' ')))
    .reduce<Question['words']>(withoutRun, part.words)
  return words.some((word) => word && !word.isPlace) ? { ...part, words } : part
}

// The words of one phrase, where they stand in a row.
function withoutRun(words: Question['words'], run: readonly string[]): Question['words'] {
  const from = words.findIndex((_, at) => run.every((word, step) => words[at + step]?.folded === word))
  return from < 0 ? words : [...words.slice(0, from), null, ...words.slice(from + run.length)]
}

// “Muốn được Bằng khen …, đối tượng gồm những ai?”: of two awards, the one that the whole question names.
function awardNamed({ text }: Draft, best: Found | undefined, found: readonly Found[]): Found | undefined {
  const isAward = ({ entry }: Found) => entry.id.includes('/awards/')
  const asked = toPlainName(text)
  const isNamed = ({ entry }: Found) => asked.includes(toPlainName(entry.label.split(/ \(|:/)[0] ?? ''))
  return best && isAward(best) && !isNamed(best) ? found.find((item) => isAward(item) && isNamed(item)) : undefined
}

// “Sơ kết vào năm nào?” is answered by the milestone, though how it is rewarded may come as close.
function ofKind({ wanted, topics, folded }: Question, found: readonly Found[]): Found | undefined {
  const [best] = found
  // “Cần giấy tờ gì?” asks for the papers, though where they go may come as close.
  if (best && topics.has('dossier') && ASKS_PAPERS.test(folded)) {
    const papers = found.find(({ entry, score }) => isPapers(entry) && score >= NEAR * best.score)
    if (papers) return papers
  }
  if (!best || wanted.size !== 1 || !wanted.has('day')) return best
  return found.find(({ entry, score }) => entry.content.kind === 'milestone' && score >= CLOSE * best.score) ?? best
}

// “… gồm những gì nộp khi nào”, “… phải làm gì trước ngày nào”: one part asks for a day and for something else.
function besides({ wanted, folded }: Question, { entry, score }: Found, found: readonly Found[]): Found[] {
  const isMilestone = (item: Entry) =>
    item.content.kind === 'milestone' && lastValidDay(item.content.milestone) !== null
  const lacks = isMilestone(entry)
    ? ASKS_PAPERS.test(folded) && isPapers
    : wanted.size > 1 && wanted.has('day') && isMilestone
  const other = lacks ? found.find((item) => lacks(item.entry) && item.score >= BESIDES * score) : undefined
  return other ? [other] : []
}

function isPapers({ topics, content }: Entry): boolean {
  return topics.includes('dossier') && content.kind === 'list'
}

// “… nộp ở đâu, hạn đến hôm nào”: too short to be found alone, but the rest tells of what.
function asksOfMilestone({ wanted, words }: Question): boolean {
  const says = words.filter((word) => word && !word.isPlace).length
  return says <= TERSE && (wanted.has('day') || wanted.has('who'))
}

function milestoneOf([best, ...others]: readonly Found[], share: number): Found[] {
  const milestone = [best, ...others].find((item) => item?.entry.content.kind === 'milestone')
  return milestone && best && milestone.score >= share * best.score ? [milestone] : []
}

function isTelling({ folded, wanted, topics }: Question, { entry, held, asked, evidence }: Found): boolean {
  if (held >= TELLING) return asked >= HALF || evidence >= HALF
  const asks = wanted.size > 0 || ASKS.test(folded)
  if (held >= SOME_TELLING && asked >= LIKE_IT) return true
  if (asks && asked >= LIKE_IT && entry.topics.some((topic) => topics.has(topic))) return true
  // Few words, but all of them, and they ask: “sơ kết vào năm nào”.
  return held >= LITTLE_TELLING && asks && ((evidence >= ALL && asked >= HALF) || asked >= ASKED_SO)
}
