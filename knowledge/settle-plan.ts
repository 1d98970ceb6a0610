// After searching: the plan in focus, the one that fits alone, all of them side by side, or the one the person picks.

import type { Comparer } from './compare.ts'
import { type Draft, end, questionOf, type Step, say, type Tools } from './draft.ts'
import type { Entry } from './entry.ts'
import { HALF, isEnough, isFarFetched, isSome } from './evidence.ts'
import type { Found } from './find.ts'
import { fold, rawWords } from './fold.ts'
import type { Outside } from './outside.ts'
import type { Question } from './question.ts'
import { sentences } from './sentences.vi.ts'

const RIVAL = 0.86 // another plan whose best entry scores this share of the best fits as well
const ON_TOPIC = 0.65 // … or less, where both are on the topic asked for and nothing speaks for either
const RIVAL_EVIDENCE = 0.7
const TOPIC_EVIDENCE = 0.6
const BY_CHANCE = 0.5 // … or half of it, where none of the plans hinted at fits clearly
const IN_FOCUS = 0.8 // the plan in focus is meant unless another fits that much better
const WHOLE = 0.8 // of what is asked; the plan in focus is left where another holds it …
const OUTDONE = 0.45 // … and scores more than twice as much
const ROUGHLY = 0.5 // a comparison this close to a question that compares is better than each plan by itself
const RUN = 4 // words
const MOST_CHOICES = 5

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
      if (!isMeant(item) || (isTitled(question, first) && !isTitled(question, item))) return false
      if (isChance && isSome(item) && item.score >= BY_CHANCE * first.score) return true
      // On the topic asked for, a plan speaks by what it states, though what it leaves unsaid may come closer.
      const { campaign } = item.entry
      const isAlike = ({ entry }: Found) =>
        question.hinted.size === 0 || (isHintedAlike(question, first, item) && isSameStep(entry, first.entry))
      const own = isOfTopic(question, first)
        ? found.find(
            (other) =>
              other.entry.campaign === campaign && isStated(other) && isOfTopic(question, other) && isAlike(other),
          )
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
    // “So sánh thời gian sơ kết của các kế hoạch” asks for all of them.
    const each = question.compares ? tellCompared(draft, rivals) : null
    if (each) return each
    return end(draft, 'clarify', say(sentences.clarifyCampaign), {
      choices: rivals.slice(0, MOST_CHOICES).map(({ entry }) => ({
        label: plans.get(entry.campaign)?.label ?? entry.campaign,
        action: `campaign:${entry.campaign}`,
        campaign: entry.campaign,
      })),
      context: { ...draft.context, last: { question: draft.text, campaigns: [] } },
    })
  }

  // “Em ở phòng Nội vụ …, phong trào văn hóa công sở …”: a plan called by its title, the other hinted at by a body.
  const isTitled = ({ hinted, places }: Question, { entry: { campaign } }: Found) => {
    const title = fold(plans.get(campaign)?.title ?? '')
    const isOf = (hint: string) => runsOf(rawWords(hint)).some((run) => title.includes(run))
    const isPlace = (hint: string) => [...places].some((place) => hint.includes(place))
    return [...(hinted.get(campaign) ?? [])].some((hint) => isOf(hint) && !isPlace(hint))
  }

  const tellCompared = (draft: Draft, rivals: readonly Found[]): Draft | null => {
    const likeliest = comparer.likeliest(questionOf(draft))
    return likeliest && likeliest.like >= ROUGHLY
      ? comparer.tell(draft, likeliest.comparison)
      : comparer.tellEach(
          draft,
          rivals.map(({ entry }) => entry.campaign),
        )
  }

  const keepCampaign = (draft: Draft, id: string): Draft => ({
    ...draft,
    campaigns: [id],
    found: (draft.found ?? []).filter(({ entry }) => entry.campaign === id),
  })

  return settleCampaign
}

// “Thi đua văn hóa công sở” of “… thi đua thực hiện văn hóa công sở”: words in a row that make up most of a title.
function runsOf(words: readonly string[]): string[] {
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '))
}

// What is asked stands whole in another plan, and in the one in focus but a word or two of it.
function isOutdone({ score, evidence }: Found, first: Found): boolean {
  return first.evidence >= WHOLE && evidence < HALF && score < OUTDONE * first.score
}

function isOfTopic({ topics }: Question, { entry }: Found): boolean {
  return entry.topics.some((topic) => topics.has(topic))
}

// “Bao giờ tổng kết phong trào văn hóa công sở?”: what speaks for one plan speaks for the other as well.
function isHintedAlike({ hinted }: Question, a: Found, b: Found): boolean {
  const [own, other] = [a, b].map(({ entry }) => [...(hinted.get(entry.campaign) ?? [])].sort().join())
  return own === other
}

// “Tổng kết Phong trào thi đua”, “Tổng kết phong trào thi đua, nhân dịp …”: a step that both plans take.
function isSameStep(a: Entry, b: Entry): boolean {
  const [own, other] = [a, b].map(({ label }) => fold(label).split(' ').slice(0, 2).join(' '))
  return a.content.kind === 'milestone' && b.content.kind === 'milestone' && own === other
}

function bestPerCampaign(found: readonly Found[]): Found[] {
  const best = new Map<string, Found>()
  for (const item of found) if (!best.has(item.entry.campaign)) best.set(item.entry.campaign, item)
  return [...best.values()]
}
