// Which plan is meant: the one named, hinted at, in focus, or else the one the person picks.

import type { Comparer } from './compare.ts'
import { type Draft, end, questionOf, type Step, say, type Tools } from './draft.ts'
import { HALF, isEnough, isFarFetched, isSome, withProvenFirst } from './evidence.ts'
import type { Found } from './find.ts'
import { fold } from './fold.ts'
import type { Outside } from './outside.ts'
import type { Question } from './question.ts'
import { sentences } from './sentences.vi.ts'

const HINTED = 0.25 // what the words that speak for a plan add to its entries' scores
const RIVAL = 0.86 // another plan whose best entry scores this share of the best fits as well
const ON_TOPIC = 0.65 // … or less, where both are on the topic asked for and nothing speaks for either
const RIVAL_EVIDENCE = 0.7
const TOPIC_EVIDENCE = 0.6
const SAME_ELSEWHERE =
  /\b(cung the|cung vay|cung nhu (the|vay)|co giong|giong (the|vay|nhu)|khac (gi|khong|the nao)|tuong tu)\b/
const IS_CLAIM = /\b(la|cua|thuoc)\b.*\b(phai khong|dung khong|dung chu)\b/
const BY_CHANCE = 0.5 // … or half of it, where none of the plans hinted at fits clearly
const IN_FOCUS = 0.8 // the plan in focus is meant unless another fits that much better
const WHOLE = 0.8 // of what is asked; the plan in focus is left where another holds it …
const OUTDONE = 0.45 // … and scores more than twice as much
const SURELY = 0.85 // a comparison this close to what is asked is meant though one plan is hinted at more
const MOST_CHOICES = 5
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
    if (question.named.length > 1) return { ...draft, campaigns: question.named, sideBySide: true }
    if (question.named.length === 1) {
      // “… là Sở Tài chính Hưng Yên phải không?” claims the place, it asks of no other plan.
      const place = IS_CLAIM.test(question.folded) && !question.compares ? undefined : otherPlace(question)
      const other = place ?? (question.compares ? mostHinted(question) : undefined)
      return other
        ? { ...draft, campaigns: [other, ...question.named], sideBySide: true }
        : { ...draft, campaigns: question.named }
    }
    if (draft.follows && before.length > 0) return { ...draft, campaigns: before, sideBySide: before.length > 1 }
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
    return matching.length > 1 ? finder.find(question, { campaigns: matching })[0]?.entry.campaign : matching[0]
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

/** After searching: several plans may fit as well; with one in focus it is meant, else the person chooses. */
export function createSettleCampaign({ plans }: Tools, comparer: Comparer, outside: Outside): Step {
  const settleCampaign: Step = (draft) => {
    if (draft.campaigns?.length === 1) return draft
    const found = draft.found ?? []
    const question = questionOf(draft)
    // Where some plans are hinted at, the others are not meant.
    const isMeant = (item: Found) => question.hinted.size === 0 || question.hinted.has(item.entry.campaign)
    const best = bestPerCampaign(found)
    // What fits best is another plan's, and chance: of those hinted at none fits clearly.
    const isChance = best[0] !== undefined && !isMeant(best[0])
    const first = best.find((item) => isMeant(item) && isEnough(item)) ?? best[0]
    if (!first || !isSome(first) || isFarFetched(question, found)) return draft
    const isStated = ({ entry }: Found) =>
      entry.content.kind !== 'not_stated' || first.entry.content.kind === 'not_stated'
    const rivals = best.filter((item) => {
      if (item === first) return true
      if (!isMeant(item)) return false
      if (isChance && isSome(item) && item.score >= BY_CHANCE * first.score) return true
      // On the topic asked for, a plan speaks by what it states, though what it leaves unsaid may come closer.
      const { campaign } = item.entry
      const own = isOfTopic(question, first)
        ? found.find((other) => other.entry.campaign === campaign && isStated(other) && isOfTopic(question, other))
        : undefined
      if (own && own.score >= ON_TOPIC * first.score && own.evidence >= TOPIC_EVIDENCE * first.evidence) return true
      return item.score >= RIVAL * first.score && item.evidence >= RIVAL_EVIDENCE * first.evidence && isStated(item)
    })
    const { focus } = draft.context
    const inFocus = focus ? best.find((item) => item.entry.campaign === focus) : undefined
    const fits = inFocus && isEnough(inFocus) && !isOutdone(inFocus, first)
    if (inFocus && (fits || inFocus.score >= IN_FOCUS * first.score)) return keepCampaign(draft, inFocus.entry.campaign)
    if (rivals.length === 1) return keepCampaign(draft, first.entry.campaign)
    const sideBySide = question.hinted.size === 0 ? comparer.likeliest(question) : undefined
    if (sideBySide?.isSure) return comparer.tell(draft, sideBySide.comparison)
    // No plan covers it: whichever is chosen, there is nothing to tell.
    if (outside.find(question)) return { ...draft, found: [] }
    return end(draft, 'clarify', say(sentences.clarifyCampaign), {
      choices: rivals.slice(0, MOST_CHOICES).map(({ entry }) => ({
        label: plans.get(entry.campaign)?.label ?? entry.campaign,
        action: `campaign:${entry.campaign}`,
        campaign: entry.campaign,
      })),
      context: { ...draft.context, last: { question: draft.text, campaigns: [] } },
    })
  }

  const keepCampaign = (draft: Draft, id: string): Draft => ({
    ...draft,
    campaigns: [id],
    found: (draft.found ?? []).filter(({ entry }) => entry.campaign === id),
  })

  return settleCampaign
}

// What is asked stands whole in another plan, and in the one in focus but a word or two of it.
function isOutdone({ score, evidence }: Found, first: Found): boolean {
  return first.evidence >= WHOLE && evidence < HALF && score < OUTDONE * first.score
}

function isOfTopic({ hinted, topics }: Question, { entry }: Found): boolean {
  return hinted.size === 0 && entry.topics.some((topic) => topics.has(topic))
}

function bestPerCampaign(found: readonly Found[]): Found[] {
  const best = new Map<string, Found>()
  for (const item of found) if (!best.has(item.entry.campaign)) best.set(item.entry.campaign, item)
  return [...best.values()]
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
