// Which plan is meant: the one named, hinted at, in focus, or else the one the person picks.

import type { Comparer } from './compare.ts'
import { type Draft, questionOf, type Step, type Tools } from './draft.ts'
import { withProvenFirst } from './evidence.ts'
import type { Found } from './find.ts'
import { fold } from './fold.ts'
import type { Question } from './question.ts'

const HINTED = 0.25 // what the words that speak for a plan add to its entries' scores
const SAME_ELSEWHERE =
  /\b(cung the|cung vay|cung nhu (the|vay)|co giong|giong (the|vay|nhu)|khac (gi|khong|the nao)|tuong tu)\b/
const IS_CLAIM = /\b(la|cua|thuoc)\b.*\b(phai khong|dung khong|dung chu)\b/
const BOTH = /\b((hai|2) (noi|ben|ke hoach|cho|tinh|dia phuong|van ban)|ca hai)\b/
// “Kế hoạch nào trong 5 kế hoạch …”: not only of those that were told last.
const ASKS_ALL = /\b(ke hoach nao|(5|nam|cac|tat ca|moi|tung) ke hoach)\b/
const SURELY = 0.85 // a comparison this close to what is asked is meant though one plan is hinted at more
const ASKED_ON = 0.6 // what was told last is asked on about …
const TERSE = 1 // … in a question of no more words

/** Before searching: the plans that the question itself settles. */
export function createChooseCampaigns({ finder, plans }: Tools, comparer: Comparer): Step {
  const chooseCampaigns: Step = (draft) => {
    if (draft.campaigns) return draft
    const question = questionOf(draft)
    const before = draft.context.last?.campaigns ?? []
    if (draft.follows && question.named.length > 0 && SAME_ELSEWHERE.test(question.folded))
      return { ...draft, campaigns: [...new Set([...before, ...question.named])], sideBySide: true }
    // “… 2 nơi có khác nhau không?” after one plan and then another were told.
    if (draft.follows && question.named.length === 0 && BOTH.test(question.folded) && draft.context.last?.before)
      return { ...draft, campaigns: [...draft.context.last.before, ...before], sideBySide: true }
    if (question.named.length > 1) return { ...draft, campaigns: question.named, sideBySide: true }
    if (question.named.length === 1) {
      // “… là Sở Tài chính Hưng Yên phải không?” claims the place, it asks of no other plan.
      const place = IS_CLAIM.test(question.folded) && !question.compares ? undefined : otherPlace(question)
      const other = place ?? (question.compares ? mostHinted(question) : undefined)
      return other
        ? { ...draft, campaigns: [other, ...question.named], sideBySide: true }
        : { ...draft, campaigns: question.named }
    }
    if (draft.follows && before.length > 0 && !ASKS_ALL.test(question.folded))
      return { ...draft, campaigns: before, sideBySide: before.length > 1 }
    if (question.compares) return { ...draft, campaigns: question.named, sideBySide: true }
    // Several plans are hinted at, and a comparison of just these answers the question.
    const among = question.hinted.size > 1 ? comparer.likeliest(question) : undefined
    if (among && among.like >= SURELY && among.comparison.rows.every((row) => question.hinted.has(row.campaign)))
      return comparer.tell(draft, among.comparison)
    const hinted = dominant(question)
    if (hinted) return { ...draft, campaigns: [hinted] }
    const ofPlace = plansOfPlaces(question)
    return ofPlace.length > 0 ? { ...draft, campaigns: ofPlace } : draft
  }

  // “ở Hưng Yên”: what another place's plan says is no answer, however well it fits.
  const plansOfPlaces = ({ places: asked }: Question): string[] =>
    [...plans.values()].filter(({ places }) => places.some((place) => asked.has(fold(place)))).map(({ id }) => id)

  // A place of another plan stands beside the named one: both are asked about.
  const otherPlace = (question: Question): string | undefined => {
    const own = placesOf(question.named[0] as string)
    const others = [...question.places].filter((place) => !own.has(place))
    const matching = [...plans.values()]
      .filter(({ id, places }) => id !== question.named[0] && places.some((place) => others.includes(fold(place))))
      .map(({ id }) => id)
    if (matching.length < 2) return matching[0]
    const found = finder.find(question, { campaigns: matching })
    // Of several plans of one place, the one that states the number that is asked for.
    const isQuota = ({ entry }: Found) => entry.topics.includes('quota') && entry.content.kind !== 'not_stated'
    const stated = question.topics.has('quota') ? found.find(isQuota) : undefined
    return (stated ?? found[0])?.entry.campaign
  }
  const placesOf = (id: string) => new Set((plans.get(id)?.places ?? []).map(fold))

  // “Tiêu chuẩn của Hưng Yên và Trực Ninh”: one plan is named, the other only hinted at.
  // What speaks for the named one as well speaks for no other.
  const mostHinted = ({ hinted, named }: Question): string | undefined => {
    const own = new Set(named.flatMap((id) => [...(hinted.get(id) ?? [])]))
    return [...hinted]
      .filter(([id, hints]) => !named.includes(id) && [...hints].some((hint) => !own.has(hint)))
      .sort(([, a], [, b]) => b.size - a.size)[0]?.[0]
  }

  return chooseCampaigns
}

/** Searches in the plans chosen, or in all. */
export function createFind({ finder }: Tools): Step {
  return (draft) => {
    const question = questionOf(draft)
    const options = {
      ...(draft.campaigns ? { campaigns: draft.campaigns } : {}),
      ...(draft.around ? { around: draft.around } : {}),
    }
    const hints = (id: string) => question.hinted.get(id)?.size ?? 0
    const most = Math.max(1, ...[...question.hinted.values()].map(({ size }) => size))
    const ranked = finder
      .find(question, options)
      .map((item) => ({
        ...item,
        score: item.score + (HINTED * hints(item.entry.campaign)) / most + askedOn(draft, item),
      }))
      .sort((a, b) => b.score - a.score)
    return { ...draft, found: draft.campaigns?.length === 1 ? withProvenFirst(ranked) : ranked }
  }
}

// “Ai phải gửi?” after a day was told asks for another side of the same milestone; “nộp ở đâu?” after the papers of a
// dossier asks for more than those.
function askedOn(draft: Draft, { entry }: Found): number {
  const { wanted, words } = questionOf(draft)
  const isTerse = words.filter((word) => word !== null).length <= TERSE
  if (!draft.follows || draft.repeats || !isTerse || entry.id !== draft.context.last?.entry) return 0
  if (!wanted.has('who') && !wanted.has('day')) return 0
  return entry.content.kind === 'milestone' ? ASKED_ON : -ASKED_ON
}

/** “văn hóa công sở” and “Hưng Yên” together mean one plan, though either alone means several. */
export function dominant(question: Question): string | undefined {
  const [first, ...rest] = [...question.hinted].sort(([, a], [, b]) => b.size - a.size)
  if (!first || first[1].size < 2) return undefined
  const [id, hints] = first
  return rest.every(
    ([, others]) =>
      others.size < hints.size && [...others].every((hint) => [...hints].some((own) => own.includes(hint))),
  )
    ? id
    : undefined
}
