// Which of the entries found is told first: mostly the best, but what is asked for may be one figure, one day, one item.

import { type Claim, DAY, isClaim, statesOne } from './claims.ts'
import { ASKS_PAPERS, BESIDE, bodyOf, isItemOf, MOST_TOLD } from './companions.ts'
import { lastValidDay } from './deadlines.ts'
import { type Draft, questionOf } from './draft.ts'
import type { Entry, Figure } from './entry.ts'
import type { Found } from './find.ts'
import { fold } from './fold.ts'
import { asksInTime } from './in-time.ts'
import type { Question } from './question.ts'
import type { Topic } from './schema.ts'
import { findPhrase } from './terms.ts'
import { toPlain } from './wrong-claim.ts'

const WITHOUT_DAY = 0.75 // where what answers best names no day though one is asked for
const STATING = 0.75 // share of the best score at which a stated figure is told first where one is claimed
const ITEM_MEANT = 0.2 // how much closer a way of asking for an item comes than those for its list
const ITEM_SCORE = 0.85
const PART_MEANT = 0.05
const PART_SCORE = 0.9
const COUNT_MEANT = 0.15
const MEANT = 0.6 // a curated way of asking this close was written for the claim
const ASKS_DAY = /\b(ngay nao|ngay may|khi nao|bao gio|luc nao)\b/
const YEAR = /(?<=\bnam )(?:19|20)\d\d\b/g
const YEAR_OF = /(?<=năm )(?:19|20)\d\d/
const LATE = /\b(tre|muon|qua han|qua thoi han|lo han|cham)\b/

const EXTENDED = /\bgia han\b/

const SIGNS = /\bki\b/
const SIGNED = 0.5
const WHAT = /\b(la (cai |chi tieu )?gi|cua (cai )?gi)\b/

const REVIEWS = ['so ket', 'tong ket']
const COUNTS_ITEMS = /(?<!\p{L})(?:gồm|nêu|có) \d+ \p{L}/u
const JUST_ASKED = 0.8
const HEADINGS = new Set<Topic>(['purpose', 'requirements', 'contents', 'solutions'])

export interface First {
  readonly first: Found | undefined
  /** What states a figure that is claimed. */
  readonly stating: readonly Found[]
  /** The targets that are called by name, where several are. */
  readonly figures: readonly Found[]
  /** The milestone that a day named in the question is held against. */
  readonly dated: Found | undefined
}

/** Chooses among the entries found. */
export function chooseFirst(draft: Draft, claims: readonly Claim[]): First {
  const question = questionOf(draft)
  const { found = [], parts } = draft
  const [best] = found
  const stating = statingIn(claims, draft.unit ? found.filter(isQuotaOf(draft.unit.kind)) : found)
  const figures = parts ? [] : figuresNamed(question, found) // the parts of a long question are looked for one by one
  const dated = asksInTime(question)
    ? datedIn(found.filter((item) => !isMeant(item) || isDated(item) || tellsDay(item, question)))
    : undefined
  const first =
    claims.length > 0 && best && isMeant(best)
      ? best
      : (dated ??
        stating[0] ??
        figures[0] ??
        signerMeant(question, found) ??
        shareNamed(question, found) ??
        figureIn(question, found) ??
        reviewMeant(question, found) ??
        ofYear(question, found) ??
        dutyMeant(question, found) ??
        enumerationMeant(question, found) ??
        dutiesOfBody(question, found) ??
        partMeant(question, found) ??
        itemMeant(question, found) ??
        listMeant(question, found) ??
        best)
  return { first, stating, figures, dated }
}

// What states the figure that is claimed, if it answers nearly as well as what answers best.
function statingIn(claims: readonly Claim[], found: readonly Found[]): Found[] {
  const best = found[0]?.score ?? 0
  return claims.length === 0
    ? []
    : found.filter((item) => item.score >= STATING * best && statesOne(claims, item.entry)).slice(0, MOST_TOLD)
}

// A quota of other units bears no claim out: “Văn Giang cũng được 03 tập thể như Khoái Châu phải không?”
function isQuotaOf(kind: string): (found: Found) => boolean {
  return ({ entry: { states, content } }) =>
    !states?.collectives || (content.kind === 'fact' && fold(content.say).startsWith(fold(kind)))
}

// “Viện trưởng ký công văn phải không?”: who signed is held against it.
function signerMeant(question: Question, found: readonly Found[]): Found | undefined {
  if (!SIGNS.test(question.folded) || !isClaim(question)) return undefined
  const isSigner = ({ topics, content }: Entry) => topics.includes('signer') && content.kind === 'fact'
  return found.find(({ entry, score }) => isSigner(entry) && score >= SIGNED * (found[0]?.score ?? 0))
}

// “50% là cái gì?”: the one target of that share.
function shareNamed({ folded, wanted }: Question, found: readonly Found[]): Found | undefined {
  const [, share] = /\b(\d+) ?%/.exec(folded) ?? []
  if (!share || wanted.has('yes-no') || !WHAT.test(folded)) return undefined
  const [only, ...others] = found.filter(({ entry }) => entry.states?.percent?.value === share)
  return others.length === 0 ? only : undefined
}

// “Hạn nộp hồ sơ?” asks for the day alone: the milestone goes before an answer that tells of it among other things.
function figureIn(question: Question, found: readonly Found[]): Found | undefined {
  const figure = figureAsked(question)
  const [best] = found
  if (!figure || !best || (question.wanted.has('yes-no') && isMeant(best))) return undefined
  const share = figure === 'day' && !best.entry.topics.includes('deadline') ? WITHOUT_DAY : BESIDE
  return found.find(({ entry, score }) => entry.states?.[figure] && score >= share * best.score)
}

// “Sơ kết vào thời gian nào?” asks for one step, not for all that is to come.
function reviewMeant({ wanted, topics, folded }: Question, found: readonly Found[]): Found | undefined {
  const [name, other] = REVIEWS.filter((review) => folded.includes(review))
  if (!name || other || !wanted.has('day') || wanted.has('list') || topics.has('awards')) return undefined
  return found.find(
    ({ entry, score }) =>
      entry.content.kind === 'milestone' &&
      fold(entry.label).startsWith(name) &&
      score >= WITHOUT_DAY * (found[0]?.score ?? 0),
  )
}

// “Đến năm 2030 …”: what tells of other years only stands behind what tells of the one asked about.
function ofYear({ folded }: Question, [best, ...others]: readonly Found[]): Found | undefined {
  const years = folded.match(YEAR) ?? []
  const holds = ({ entry: { text } }: Found) => years.some((year) => text.includes(year))
  if (!best || years.length === 0 || holds(best) || !YEAR_OF.test(best.entry.text)) return undefined
  return others.find((item) => item.score >= BESIDE * best.score && item.evidence >= best.evidence && holds(item))
}

// The milestone that a day is held against, unless a curated answer speaks of just that day.
function datedIn(found: readonly Found[]): Found | undefined {
  if (found[0] && isMeant(found[0]) && !isDated(found[0])) return undefined
  const [best] = found.filter((item) => !isDated(item))
  return found.find(
    ({ entry, score }) =>
      entry.content.kind === 'milestone' &&
      lastValidDay(entry.content.milestone) &&
      score >= WITHOUT_DAY * (best?.score ?? 0),
  )
}

// “CSTĐCS bao nhiêu %, LĐTT bao nhiêu %”: each target that is called by its whole name, where several are.
function figuresNamed({ folded, wanted, topics }: Question, found: readonly Found[]): Found[] {
  if (!wanted.has('number') || !topics.has('targets')) return []
  let rest = folded
  const named = found
    .flatMap((item) => (item.entry.id.includes('/targets/') ? [{ item, name: fold(item.entry.label) }] : []))
    .sort((a, b) => b.name.length - a.name.length)
    .flatMap(({ item, name }) => {
      const at = findPhrase(rest, name)
      if (!name || at < 0) return []
      rest = rest.slice(0, at) + ' '.repeat(name.length) + rest.slice(at + name.length)
      return [{ item, at }]
    })
  return named.length > 1 ? named.sort((a, b) => a.at - b.at).map(({ item }) => item) : []
}

// “Mục đích phát động thi đua”: a heading asked for by its name is the whole list under it.
function listMeant({ topics }: Question, [best, ...others]: readonly Found[]): Found | undefined {
  if (!best || best.entry.content.kind === 'list' || best.asked >= JUST_ASKED) return undefined
  return others.find(
    ({ entry, score, asked }) =>
      entry.topics.some((topic) => HEADINGS.has(topic) && topics.has(topic)) &&
      score >= ITEM_SCORE * best.score &&
      asked >= best.asked - ITEM_MEANT &&
      isItemOf(entry, best.entry),
  )
}

// “Ai phân công …?” asks for one body: its own duty goes before a list of what all bodies do.
function dutyMeant({ wanted }: Question, [best, ...others]: readonly Found[]): Found | undefined {
  if (best?.entry.content.kind !== 'list' || !wanted.has('who') || wanted.has('list')) return undefined
  return others.find(
    ({ entry, score, evidence }) =>
      entry.topics.includes('duties') &&
      entry.content.kind === 'fact' &&
      score >= ITEM_SCORE * best.score &&
      evidence >= best.evidence,
  )
}

// “Hội đồng làm gì?”: the list of all that one body has to do goes before the first of its duties.
function dutiesOfBody({ topics, wanted }: Question, [best, ...others]: readonly Found[]): Found | undefined {
  if (!best?.entry.topics.includes('duties') || !topics.has('duties') || wanted.has('who')) return undefined
  const body = fold(bodyOf(best.entry))
  return others.find(
    ({ entry, score }) =>
      body !== '' &&
      entry.content.kind === 'list' &&
      fold(entry.label).includes(body) &&
      score >= ITEM_SCORE * best.score &&
      isItemOf(entry, best.entry),
  )
}

// “Trang phục phải đạt những yêu cầu gì theo tiêu chuẩn?”: of a list of groups, the one group that is asked for.
function partMeant({ wanted }: Question, [best, ...others]: readonly Found[]): Found | undefined {
  if (best?.entry.content.kind !== 'list' || !wanted.has('list')) return undefined
  return others.find(
    ({ entry, asked, score }) =>
      entry.content.kind === 'list' &&
      asked >= best.asked + PART_MEANT &&
      score >= PART_SCORE * best.score &&
      isItemOf(best.entry, entry),
  )
}

// “Mấy phong trào nòng cốt, kể ra?”: the sentence that counts and names them goes before the list that tells of each.
function enumerationMeant({ wanted }: Question, [best, ...others]: readonly Found[]): Found | undefined {
  if (best?.entry.content.kind !== 'list' || !wanted.has('number')) return undefined
  return others.find(
    ({ entry, asked, evidence }) =>
      entry.content.kind === 'fact' &&
      COUNTS_ITEMS.test(entry.content.say) &&
      asked >= Math.max(best.asked + COUNT_MEANT, MEANT) &&
      evidence >= best.evidence,
  )
}

// “Không để xảy ra những vụ việc nào” asks for one item of the list, though “những … nào” asks for a list.
// “Bị cảnh cáo thì chỉ tiêu có đạt không?”: a yes or no is about one item.
function itemMeant({ wanted }: Question, [best, ...others]: readonly Found[]): Found | undefined {
  if (best?.entry.content.kind !== 'list') return undefined
  const closer = wanted.has('yes-no') && !wanted.has('list') ? PART_MEANT : ITEM_MEANT
  return others.find(
    (item) =>
      item.asked >= best.asked + closer && item.score >= ITEM_SCORE * best.score && isItemOf(best.entry, item.entry),
  )
}

function figureAsked({ wanted, topics, folded }: Question): Figure | undefined {
  const asksElse =
    wanted.has('list') ||
    ASKS_PAPERS.test(folded) ||
    ((LATE.test(folded) || EXTENDED.test(folded)) && !ASKS_DAY.test(folded))
  if (wanted.has('day') && topics.has('deadline') && !asksElse) return 'day'
  return wanted.has('number') && topics.has('targets') && !wanted.has('yes-no') ? 'percent' : undefined
}

// “Ngày 02/10 có muộn không?”: what tells of another day is no answer.
function tellsDay({ entry }: Found, { folded }: Question): boolean {
  const told = toPlain(entry.text)
  return [...folded.matchAll(DAY)].every(([day]) => told.includes(toPlain(day)))
}

// A curated answer about days says of its own ones whether they are in time: the milestone says it of any.
function isDated({ entry }: Found): boolean {
  return entry.topics.includes('deadline') && entry.content.kind === 'fact'
}

// A curated answer to just this claim stays first.
function isMeant({ entry, asked }: Found): boolean {
  return entry.isPair && asked >= MEANT
}
