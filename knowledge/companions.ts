// What is told beside the entry that answers, and which of two that say the same.

import { holdsQuote } from './document.ts'
import { type Draft, questionOf } from './draft.ts'
import type { Entry } from './entry.ts'
import type { Found } from './find.ts'
import { fold } from './fold.ts'
import type { Question } from './question.ts'
import type { Topic } from './schema.ts'

/** A second entry this close to the best is told too. */
export const BESIDE = 0.93
/** How many entries are told at most. */
export const MOST_TOLD = 4
const LESS = 0.3 // what holds that much less of what is asked tells of something else
const AS_GOOD = 0.97 // a list this close to its items is told in their place
const NEARLY_AS_GOOD = 0.9 // … and this close in the place of three
const AS_CLOSE = 0.2
const OF_OTHER = 0.85
const OF_SAME_BODY = 0.85
const FORM_ASKED = 0.5
const LOOKED_AT = 12 // entries among which a list is looked for
const STRONG: readonly Topic[] = ['deadline', 'dossier', 'quota', 'contact', 'budget']
/** “Hạn gửi hồ sơ đăng ký” asks for no list of papers. */
export const ASKS_PAPERS =
  /\b(gom|giay to|ho so (gi|nao)|nhung gi|can gi|nop gi|thanh phan|may loai|bao nhieu loai|danh muc)\b/

/** What the question asks besides: its other parts, another strong topic, an entry as close as the first. */
export function withCompanions(draft: Draft, first: Found): Entry[] {
  const question = questionOf(draft)
  const found = draft.found ?? []
  const wantsAll = question.wanted.has('list') || question.topics.has('dossier')
  const told: Found[] = [first]
  const add = (item: Found | undefined, isAsked = false) => {
    if (!item || (item.entry.content.kind === 'not_stated' && !isAsked)) return
    // A quota of other units is no answer about this one.
    const quota = item.entry.states?.collectives
    if (quota && draft.unit && !speaksOf(item.entry, draft.unit.kind)) return
    if (quota && first.entry.states?.collectives && quota.value !== first.entry.states.collectives.value) return
    // What is not stated is news, though it is proven by words that are told already.
    const isNews = item.entry.content.kind === 'not_stated' && first.entry.content.kind !== 'not_stated'
    const same = isNews ? -1 : told.findIndex(({ entry }) => overlaps(entry, item.entry))
    const before = told[same]
    if (before) told[same] = tellsMore(before, item, { wantsAll, isAsked }) ? item : before
    else if (told.length < MOST_TOLD) told.push(item)
  }
  if (first.entry.content.kind === 'not_stated' && !draft.parts) return [first.entry]
  for (const item of draft.asides ?? []) add(item, true)
  for (const topic of STRONG)
    if (
      question.topics.has(topic) &&
      (topic !== 'dossier' || ASKS_PAPERS.test(question.folded)) &&
      !told.some(({ entry }) => entry.topics.includes(topic))
    )
      add(
        found.find(
          ({ entry, score }) =>
            entry.topics.includes(topic) && entry.content.kind !== 'not_stated' && score >= 0.5 * first.score,
        ),
      )
  // “… hạn nào, có mẫu không”: beside a day, that no form is given.
  if (first.entry.content.kind === 'milestone' && question.topics.has('form'))
    add(
      found.find(({ entry, asked }) => entry.topics.includes('form') && asked >= FORM_ASKED),
      true,
    )
  for (const item of found) if (isSameBodys(first, item, question)) add(item)
  const ofOther = quotaOfOther(draft, first)
  if (ofOther) told.push(ofOther)
  const holdsAsMuch = ({ evidence }: Found) => draft.parts !== undefined || evidence >= first.evidence - LESS
  for (const item of found.slice(1, 6))
    if (told.length < 3 && item.score >= BESIDE * first.score && holdsAsMuch(item)) add(item)
  return asOneList(told, found).map(({ entry }) => entry)
}

// “Cụm thi đua phải xây dựng kế hoạch gì?”: each duty of that body that holds as much of it.
function isSameBodys({ entry, evidence, score }: Found, item: Found, { wanted }: Question): boolean {
  return (
    entry.topics.includes('duties') &&
    item.entry.topics.includes('duties') &&
    bodyOf(item.entry) === bodyOf(entry) &&
    !wanted.has('who') &&
    item.evidence >= evidence &&
    item.score >= OF_SAME_BODY * score
  )
}

// “Văn Giang với Khoái Châu được mấy tập thể?”: a unit that has a quota of its own stands beside one of a kind.
function quotaOfOther(draft: Draft, first: Found): Found | undefined {
  const { places, topics } = questionOf(draft)
  const { unit } = draft
  if (!unit || !topics.has('quota') || !first.entry.states?.collectives) return undefined
  return draft.found?.find(
    ({ entry: { states, content }, score }) =>
      states?.collectives &&
      score >= OF_OTHER * first.score &&
      content.kind === 'fact' &&
      !fold(content.say).includes(fold(unit.kind)) &&
      [...places].some((place) => fold(content.say).includes(place)),
  )
}

/** Whose duty it is; empty where the label names nobody. */
export function bodyOf({ label }: Entry): string {
  return label.slice(0, Math.max(0, label.indexOf(': ')))
}

// Of two that say the same, the one that says all of it; of a list and a part of it, the one that is asked for.
function tellsMore(
  before: Found,
  item: Found,
  { wantsAll, isAsked }: { wantsAll: boolean; isAsked: boolean },
): boolean {
  const [old, other] = [before.entry, item.entry]
  // “… hạn đến hôm nào, lỡ hạn thì sao?”: the milestone tells what follows from missing it, and when and where besides.
  if (other.content.kind === 'milestone') return isAsked && other.evidence.length > old.evidence.length
  if (other.content.kind !== 'list') return false
  if (old.content.kind === 'list') return isItemOf(old, other) && item.asked > before.asked
  if (!isItemOf(other, old)) return wantsAll
  return wantsAll && (isAsked || (item.score >= AS_GOOD * before.score && item.asked >= before.asked - AS_CLOSE))
}

// Several items of one list that answer as well as each other: the list, so that none is left out.
function asOneList(told: readonly Found[], found: readonly Found[]): readonly Found[] {
  const [first] = told
  for (const list of found.slice(0, LOOKED_AT)) {
    if (list.entry.content.kind !== 'list' || list.score < NEARLY_AS_GOOD * (first?.score ?? 0)) continue
    const items = told.filter(({ entry }) => entry !== list.entry && isItemOf(list.entry, entry))
    if (items.length < (list.score >= AS_GOOD * (first?.score ?? 0) ? 2 : 3)) continue
    const others = told.filter((item) => item.entry !== list.entry && !items.includes(item))
    return first && items.includes(first) ? [list, ...others] : [...others, list]
  }
  return told
}

/** Whether all that the entry says stands in items of the list. */
export function isItemOf(list: Entry, { campaign, evidence }: Entry): boolean {
  if (list.content.kind !== 'list' || list.campaign !== campaign) return false
  const texts = list.content.items.flatMap(({ text, items }) => [text, ...items])
  return evidence.every(({ quote }) => texts.some((text) => holdsQuote(text, quote)))
}

/** Whether the entry tells of units of this kind. */
export function speaksOf({ text, content }: Entry, kind: string): boolean {
  return content.kind !== 'not_stated' && fold(text).includes(fold(kind))
}

// Two entries say the same when one's words stand in the other's.
function overlaps(a: Entry, b: Entry): boolean {
  const [x, y] = [fold(a.text), fold(b.text)]
  return (
    a.id === b.id ||
    isItemOf(a, b) ||
    isItemOf(b, a) ||
    x.includes(y) ||
    y.includes(x) ||
    a.evidence.some((one) =>
      b.evidence.some(
        (other) =>
          one.section === other.section &&
          (fold(one.quote).includes(fold(other.quote)) || fold(other.quote).includes(fold(one.quote))),
      ),
    )
  )
}
