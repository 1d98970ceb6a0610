// The answer itself: the first entry, what the question asks besides, and no more than a phone shows.

import { type Block, toPlainText } from '../message.ts'
import { planText } from './campaign-text.ts'
import { chooseFirst } from './choose-first.ts'
import { createClaimedNames, judgeOnly } from './claimed-names.ts'
import { type Claim, claimsIn, judge } from './claims.ts'
import { speaksOf, withCompanions } from './companions.ts'
import { type Answer, finish, isFirst, questionOf, type Step, say, type Tools } from './draft.ts'
import type { Entry } from './entry.ts'
import type { Finder, Found } from './find.ts'
import { fold } from './fold.ts'
import { tellInTime } from './in-time.ts'
import type { Campaign } from './load.ts'
import { createNamedItems } from './named-items.ts'
import { overclaim } from './overclaim.ts'
import type { Question } from './question.ts'
import type { Vocabulary } from './schema.ts'
import { sentences } from './sentences.vi.ts'
import { saysVerdict, withoutVerdict } from './verdict.ts'
import { toPlain, wrongClaim } from './wrong-claim.ts'

const RIVAL = 0.98
const ROOM = 1150 // characters of an answer with its sources: a phone's screen or two
const LIST_ROOM = 1400 // a list told in full, where a little more than that does it
const WIDE_ROOM = 2600 // of an answer to several questions at once
const WHOLE_ROOM = 3900 // … and of a list where all of it is asked for
const COUNT_ROOM = 900 // … and where only its number is
const ASKS_WHOLE = /\b(day du|toan bo|tat ca|chi tiet|nguyen van|khong bo sot|ke het|liet ke het)\b/
const ASKS_NAMES =
  /\b(may|bao nhieu) (nhom|muc|noi dung|tieu chuan|tieu chi|diem)\b.*\b(ke ten|ke ra|neu ten|goi ten)\b/
const ASKS_COUNT =
  /\b(may|bao nhieu)\b(?!.*\b(gi|nao|ke(?! hoach)|neu|liet|sao|ai)\b)(?<!\b(gi|nao|ke(?! hoach)|neu|liet|nhung)\b.*)/
const SHRINK = 0.75
const TIGHTEST = -3 // how often an answer is told more tightly before it is left as it is
// What is counted has a word of its own; shares, days and money are asked for otherwise.
const COUNTED =
  /\b(?:co|gom)(?: tat ca| tong cong| tong so)? (?:may|bao nhieu) (?!phan tram|nam|ngay|thang|lan|lau|tien|gio|trieu|gi\b|nua|%|so\b)(\p{L}+)/u
const ASKS_MEMBERS =
  /\b(gom (nhung |co )?(ai|nguoi nao|thanh vien nao)|thanh vien (gom|la)|ai la thanh vien|co nhung ai)\b/

/** Composes the answer from what the gate let through. */
export function createTell(tools: Tools, vocabulary: Vocabulary): Step {
  const { reader, finder, composer, plans } = tools
  const texts = new Map([...plans].map(([id, plan]) => [id, toPlain([planText(plan), ...saidOf(plan)].join('\n'))]))
  const names = createClaimedNames(plans)
  const items = createNamedItems(reader)
  const compose: Step = (draft) => {
    const question = questionOf(draft)
    const claims = claimsIn(question)
    const { first, stating, figures, dated } = chooseFirst(draft, claims)
    if (!first) throw new Error('compose needs a found entry: the gate lets nothing else through')
    const all =
      figures.length > 1
        ? figures.map(({ entry }) => entry)
        : withCompanions(stating.length > 0 ? { ...draft, found: [first, ...stating] } : draft, first)
    // “Mấy nhóm, kể tên?” asks for the heads: none of them is told at length.
    const closeness = ASKS_NAMES.test(question.folded) ? () => 0 : toCloseness(question, finder)
    const judged =
      noneStated(claims, first.entry) ??
      verdict(tools, draft.text, question, stating, first.entry) ??
      (saysVerdict(first.entry)
        ? null
        : (names.judge(question, first.entry) ??
          judgeOnly(question, first.entry) ??
          items.judge(question, all[0] ?? first.entry)))
    // “Không” about the plan in focus must not be taken for one about another that was meant.
    const { campaign } = first.entry
    const isNamed = question.named.includes(campaign) || (question.hinted.has(campaign) && question.hinted.size === 1)
    const isMissing = first.entry.content.kind === 'not_stated'
    const claim = judged || isMissing ? null : wrongClaim(question, texts.get(first.entry.campaign) ?? '', vocabulary)
    // An item found first is told as its list, which counts and names them all.
    const lacking = draft.unsaid
      ? sentences.notAbout(draft.unsaid)
      : all[0]?.content.kind === 'list'
        ? null
        : lacks(question, first.entry)
    const inTime =
      dated?.entry.content.kind === 'milestone' &&
      tellInTime(question, dated.entry.content.milestone, draft.context.days?.[dated.entry.id])
    const { focus } = draft.context
    const isOther = focus !== null && focus !== campaign && (draft.lacking !== undefined || (!isNamed && !draft.unit))
    const lead = [
      ...(isOther
        ? say(
            [
              ...(draft.lacking ? [sentences.notNamedInPlan(plans.get(focus)?.label ?? '', draft.lacking)] : []),
              sentences.ofOtherPlan(plans.get(campaign)?.label ?? ''),
            ].join(' '),
          )
        : []),
      ...(inTime ? say(inTime) : []),
      ...(judged && !inTime
        ? say(isNamed ? judged : sentences.inPlan(judged, plans.get(first.entry.campaign)?.label ?? ''))
        : []),
      ...(claim ? say(sentences.notSaidInPlan(claim.words)) : []),
      ...(lacking ? say(lacking) : []),
      ...(draft.unit?.name && !first.entry.isPair && speaksOf(first.entry, draft.unit.kind)
        ? say(sentences.byKind(draft.unit.name, draft.unit.kind))
        : []),
      ...calculation(question, first.entry),
    ]
    const kind = isMissing || lacking || claim?.isUnknown ? 'not_stated' : 'answer'
    const isList = question.wanted.has('list') && first.entry.content.kind === 'list' && !draft.follows
    const wide = (draft.parts?.length ?? 0) > 1 || isList
    const plainly = question.wanted.has('yes-no') || claims.length > 0 ? (entry: Entry) => entry : withoutVerdict
    const room =
      first.entry.content.kind === 'list' && !draft.parts ? roomOfList(question, wide) : wide ? WIDE_ROOM : ROOM
    // Fewer companions, then a tighter telling, until it can be read on a phone.
    for (let count = all.length + 1; ; count--) {
      const told = all.slice(0, Math.max(1, Math.min(count, all.length)))
      const limit = count > all.length ? room * told.length : count >= 1 ? room : room * SHRINK ** (1 - count)
      const blocks = [
        ...lead,
        ...told.flatMap((entry) => composer.tell(plainly(entry), { closeness, limit: limit / told.length })),
      ].filter(isFirst)
      const done = finish(tools, draft, { kind, blocks, told, plans: [first.entry.campaign] })
      if (count <= TIGHTEST || lengthOfAnswer(done.answer as Answer) <= room) return done
    }
  }

  return compose
}

// What is said of the plan counts its lists: “8 lĩnh vực” stands nowhere in its own words.
function saidOf({ facts, faq }: Campaign): string[] {
  return [...facts.map(({ say }) => say ?? ''), ...faq.map(({ answer }) => answer)]
}

function roomOfList({ folded }: Question, isAsked: boolean): number {
  if (ASKS_COUNT.test(folded)) return COUNT_ROOM
  if (!isAsked) return LIST_ROOM
  return ASKS_WHOLE.test(folded) ? WHOLE_ROOM : WIDE_ROOM
}

// “Hạn là 17/02 phải không?” of a plan that sets none.
function noneStated(claims: readonly Claim[], { content, topics }: Entry): string | null {
  const isOfNone = content.kind === 'not_stated' && topics.includes('deadline')
  return isOfNone && claims.some(({ figure }) => figure === 'day') ? sentences.no : null
}

// “Đúng” or “Không”, unless another entry as close to the question says the opposite, or the answer says it by itself.
function verdict(
  { finder, reader }: Tools,
  text: string,
  question: Question,
  stating: readonly Found[],
  told: Entry,
): string | null {
  const claims = claimsIn(question)
  const [first] = stating
  const judged = first && judge(claims, first.entry)
  if (!judged || saysVerdict(told)) return null
  const rivals = stating.filter((item) => item.score >= RIVAL * first.score).map(({ entry }) => judge(claims, entry))
  if (rivals.some((other) => other && other.isRight !== judged.isRight)) return null
  if (!judged.isRight) return sentences.wrong(judged.claim.words, rightFigure(judged.claim, first.entry))
  const beyond = overclaim(question, first.entry)
  if (beyond !== undefined) return beyond
  // “15% … cấp tỉnh”: the figure is right, of something the entry does not speak of.
  return finder.lacks(reader.read(text), first.entry).length === 0 ? sentences.right : null
}

function rightFigure({ figure, words }: Claim, { states }: Entry): string {
  const stated = states?.[figure]
  // “5 nhóm” is put right as “7 nhóm”, whatever the list calls its items.
  return figure === 'items' ? words.replace(/^\S+/, stated?.value ?? '') : (stated?.say ?? '')
}

// What only touches on the matter: no member, day or number stands in it though one is asked for.
function lacks({ wanted, folded }: Question, { text, topics, content, states }: Entry): string | null {
  const isBare = content.kind === 'passage' || (topics.includes('duties') && content.kind === 'fact')
  const counted = COUNTED.exec(folded)?.[1]
  const isFact = content.kind === 'passage' || content.kind === 'fact'
  if (counted && isFact && Object.keys(states ?? {}).length === 0 && !counts(text, counted)) return sentences.noFigure
  if (!isBare) return null
  if (ASKS_MEMBERS.test(folded)) return sentences.notNamed
  const kinds = [...wanted].filter((kind) => kind !== 'yes-no')
  if (kinds.length !== 1) return null
  if (kinds[0] === 'number' && !/\d/.test(text)) return sentences.noFigure
  if (kinds[0] === 'day' && !/\d{4}|hàng năm|định kỳ/i.test(text)) return sentences.noDay
  return null
}

// Whether a number stands before the thing that is counted: “7 nhóm”, “ba loại giấy tờ”.
function counts(text: string, counted: string): boolean {
  const number = String.raw`(?:\d+|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)`
  return new RegExp(String.raw`\b${number}(?: \S+){0,3}? ${counted}\b`).test(fold(text))
}

function calculation(question: Question, entry: Entry): Block[] {
  const people = /\b(\d{1,5})\s+(nguoi|can bo|cong chuc|cbccvc|nhan vien|vien chuc)\b/.exec(question.folded)?.[1]
  const percent = entry.id.includes('/targets/') ? /(\d+(?:,\d+)?)%/.exec(entry.text)?.[1] : undefined
  if (!people || !percent) return []
  const result = (Number(people) * Number(percent.replace(',', '.'))) / 100
  return say(
    sentences.calculation(
      Number(people),
      Number(percent.replace(',', '.')),
      String(Math.round(result * 100) / 100).replace('.', ','),
      entry.states?.percent?.orMore ? Math.ceil(result) : null,
    ),
  )
}

/** How much of what the question asks stands in a piece of text. */
export function toCloseness(question: Question, finder: Finder): (text: string) => number {
  const terms = question.words.flatMap((word, at) => {
    const before = question.words[at - 1]
    return word ? [word.folded, ...(before ? [`${before.folded} ${word.folded}`] : [])] : []
  })
  return (text: string) => {
    const folded = ` ${fold(text).replace(/[^\p{L}\p{N}/%]+/gu, ' ')} `
    return terms.reduce(
      (sum, term) => sum + (folded.includes(` ${term} `) ? finder.weight(term) * (term.includes(' ') ? 1 : 0.3) : 0),
      0,
    )
  }
}

function lengthOfAnswer({ kind, blocks, sources }: Answer): number {
  return toPlainText({ kind, blocks, sources, choices: [] }).length
}
