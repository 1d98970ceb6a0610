// A question becomes an answer in steps one can read aloud; the first step that knows the answer ends them.

import type { Temporal } from 'temporal-polyfill'
import { type AnswerKind, type Block, type Choice, type ListItem, type Source, toPlainText } from '../message.ts'
import { createCollocations } from './collocations.ts'
import { createComposer } from './compose.ts'
import { holdsQuote } from './document.ts'
import { type Entry, toEntries } from './entries.ts'
import { createFinder, type Found } from './find.ts'
import { fold, hasDiacritics, normalise, toAccented } from './fold.ts'
import { findRefusal, stripNoise } from './guard.ts'
import type { Campaign, Knowledge } from './load.ts'
import { createReader, type Question, toPhrase } from './question.ts'
import type { Comparison, Topic } from './schema.ts'
import { createSearchIndex } from './search-index.ts'
import { sentences } from './sentences.vi.ts'
import { holdsPhrase } from './terms.ts'
import { createWorkingDays } from './working-days.ts'

/** What a conversation remembers between two questions. */
export interface Context {
  /** The campaign the person chose or last got an answer about. */
  readonly focus: string | null
  /** The question before, as it was understood. */
  readonly last: { readonly question: string; readonly campaigns: readonly string[] } | null
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

export interface Answerer {
  answer(question: string, context: Context): Answer
  /** How the answer came about: what was understood, what was found. */
  explain(question: string, context: Context): Draft
  /** Tells one entry, chosen by a button. */
  tellEntry(id: string, context: Context): Answer | null
  /** The milestones of a plan, next first, explained as of today. */
  milestones(campaign: string): { items: ListItem[]; sources: Source[] }
  /** Everything that can be an answer. */
  readonly entries: readonly Entry[]
}

// One question on its way. A step that sets `answer` ends it.
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
  readonly campaigns?: readonly string[]
  readonly sideBySide?: boolean
  readonly found?: readonly Found[]
  /** What answers the single parts of a long question. */
  readonly asides?: readonly Found[]
  readonly answer?: Answer
  /** The question that is asked once more, of another plan. */
  readonly repeats?: string
}
type Step = (draft: Draft) => Draft

// Evidence needed, as the share of the question's subject that the entry holds; see `npm run eval`.
const ENOUGH = 0.32
const LITTLE = 0.27 // where a curated way of asking comes close
const SOME = 0.2
const HALF = 0.45 // needed where the question names no plan, nor anything that speaks for one
const ASKED_LIKE = 0.45 // a curated way of asking this close is evidence too
const HINTED = 0.25 // what the words that speak for a plan add to its entries' scores
const RIVAL = 0.86 // another plan whose best entry scores this share of the best fits as well
const RIVAL_EVIDENCE = 0.7
const BESIDE = 0.93 // a second entry this close is told too
const COMPARED_LIKE = 0.6
const SURELY_COMPARED = 0.75 // for a question that does not say it compares
const ROOM = 1150 // characters of an answer with its sources: a phone's screen or two
const WIDE_ROOM = 2600 // of an answer to several questions at once
const SHRINK = 0.75
const TIGHTEST = -3 // how often an answer is told more tightly before it is left as it is
const MOST_TOLD = 4
const TELLING = 7 // rarity that a clause's evidence sums up to before its own answer is told
const MAX_CHOICES = 4

const LONG = 18 // words of subject beyond which a question is unwrapped
const ASKING =
  /\b(gi|nao|may|bao nhieu|the nao|ra sao|ai|dau|bao gio|khi nao|khong|cho (em|toi|minh|chung toi)( xin| hoi| biet)?|giup|trich|liet ke|ke ra|neu|tom tat|xin dung|cho hoi|hay phai|phai cho|nhung diem|muc nao|sao)\b/
const CLAIM = /^(.{12,}?)\s(?:là|la)\s.*(?:phải không|phai khong|đúng không|dung khong|đúng chứ|à|hả)\s*\??$/i
const CLAUSES = /[,.;?!]+\s+|\s+(?:và|rồi|với lại|nhất là|nhưng|còn|hay là|va)\s+/i
const FOLLOWS =
  /^(the|con|vay|the con|vay con|vay thi|the thi|roi|sau do|ngoai ra|ma|neu|a nham|nham|y (em|toi|minh) la|khong phai|o do|cai do|cai nay|nhu vay|va)\b|\b(thi sao|cung the|cung vay|nhu the|nhu vay|do con|nua khong|nua)\b|\b(co quan|don vi|ke hoach|phong trao|van ban|nguoi|muc|hoi dong|giay|ho so|cong van|doi tuong) (do|nay|ay|tren)\b/
const ASKS_NAME =
  /\b(giam doc|chu tich|bi thu|vien truong|truong phong|truong ban|chanh van phong|pho \w+)\b.{0,50}\b(ten (la )?gi|la ai|ten gi|ho ten)\b|\bai (dang |hien )?(la|lam|giu chuc) (giam doc|chu tich|bi thu|vien truong|truong phong)\b/
const SAME_ELSEWHERE =
  /\b(cung the|cung vay|cung nhu (the|vay)|co giong|giong (the|vay|nhu)|khac (gi|khong|the nao)|tuong tu)\b/
const YES_NO_CLAIM = /\b(phai khong|dung khong|dung chu|phai chu|dung a|ha|chi can|roi a|duoc gia han|gia han)\b/
const STRONG: readonly Topic[] = ['deadline', 'dossier', 'quota', 'contact', 'budget']

/** Builds everything that answers need from the knowledge; `today` is asked anew for each answer. */
export function createAnswerer(knowledge: Knowledge, today: () => Temporal.PlainDate): Answerer {
  const { campaigns, vocabulary, comparisons } = knowledge
  const entries = campaigns.flatMap(toEntries)
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const titles = new Map(campaigns.map((campaign) => [campaign.id, campaign]))
  const index = createSearchIndex(
    entries.map(({ id, campaign, label, chain, text, asks }) => ({
      id,
      group: campaign,
      title: `${label} ${chain}`,
      text,
      context: asks.join('\n'),
    })),
  )
  const extraWords = [
    ...vocabulary.filler,
    ...vocabulary.abbreviations.map(({ long }) => long),
    ...vocabulary.outside.flatMap(({ phrases }) => phrases),
    ...vocabulary.elsewhere,
    ...campaigns.flatMap(({ aliases, hints }) => [...aliases, ...hints]),
  ]
  const known = new Set(extraWords.flatMap((phrase) => fold(phrase).split(' ')))
  const collocations = createCollocations(entries.flatMap(({ text, asks, label }) => [text, label, ...asks]))
  const correct = (text: string) =>
    text
      .split(' ')
      .map((word) => (known.has(fold(word)) ? word : word))
      .join(' ')
  const reader = createReader(campaigns, vocabulary, collocations, (text) =>
    correctUnknown(index.correct(text), text, known, correct),
  )
  const inherited = new Map(
    campaigns.map((campaign) => [
      campaign.id,
      [campaign.title, campaign.label, campaign.year, ...campaign.documents.map(({ meta }) => meta.issuer)],
    ]),
  )
  const finder = createFinder({
    entries,
    index,
    synonyms: vocabulary.synonyms,
    subject: reader.subject,
    collocations,
    inherited,
  })
  const composer = createComposer(campaigns, createWorkingDays(knowledge.holidays), today)
  const compared = comparisons.map((comparison) => ({
    comparison,
    asks: comparison.asks.map((ask) => reader.read(ask)),
  }))
  const outside = vocabulary.outside.map(({ topic, phrases, askedOfPlans }) => ({
    topic,
    askedOfPlans,
    folded: phrases.map(toPhrase),
    accented: phrases.map(toAccented),
  }))
  const labels = campaigns.map(({ label }) => label)

  const end = (
    draft: Draft,
    kind: AnswerKind,
    blocks: readonly Block[],
    more: Partial<Omit<Answer, 'kind' | 'blocks'>> = {},
  ): Draft => ({
    ...draft,
    answer: { kind, blocks, sources: [], choices: [], context: draft.context, entries: [], ...more },
  })
  const say = (text: string): Block[] => [{ type: 'text', text }]

  const guard: Step = (draft) => {
    const refusal = findRefusal(draft.text) ?? findRefusal(stripNoise(draft.text))
    if (refusal) return end(draft, 'refused', say(sentences.refused[refusal]))
    const text = stripNoise(normalise(draft.text))
    return text === '' || !/[\p{L}\p{N}]/u.test(text)
      ? end(draft, 'smalltalk', say(sentences.empty))
      : { ...draft, text }
  }

  const understand: Step = (draft) => {
    const question = reader.read(draft.text)
    const { last } = draft.context
    const subject = question.words.filter((word) => word !== null)
    const leans = last && (FOLLOWS.test(question.folded) || (question.named.length === 0 && subject.length <= 3))
    if (!leans)
      return subject.length > LONG ? { ...draft, ...unwrap(question) } : { ...draft, ...withoutClaim(question) }
    const earlier = reader.read(last.question)
    // Only a plan or an entity was named: the question itself is the one before.
    if (subject.length === 0) {
      const named = question.named.length > 0 ? question.named : earlier.named
      return {
        ...draft,
        question: { ...earlier, named, folded: question.folded },
        follows: true,
        repeats: last.question,
      }
    }
    return { ...draft, question, around: [earlier], follows: true }
  }

  // “Cơ quan thường trực là Văn phòng … phải không?”: asked is what stands before; what is claimed may be wrong.
  const withoutClaim = (question: Question): Pick<Draft, 'question' | 'around'> => {
    const claim = CLAIM.exec(question.text)
    const core = claim?.[1] ? reader.read(claim[1]) : null
    if (!core || core.words.filter((word) => word !== null && !word.isPlace).length < 3) return { question }
    return {
      question: { ...question, words: core.words, topics: core.topics.size > 0 ? core.topics : question.topics },
      around: [question],
    }
  }

  // A long question tells a story and asks in some of its clauses: those are what is asked, as far as they say enough.
  const unwrap = (question: Question): Pick<Draft, 'question' | 'around' | 'parts'> => {
    const parts = question.text
      .split(CLAUSES)
      .map(reader.read)
      .filter(({ words }) => words.filter((word) => word !== null && !word.isPlace).length >= 2)
    const asking = parts.filter(({ folded }) => ASKING.test(folded))
    const core = reader.read(asking.map(({ text }) => text).join(', '))
    if (core.words.filter((word) => word !== null && !word.isPlace).length < 4) return { question, parts }
    const { named, hinted, places, elsewhere, compares } = question
    return { question: { ...core, named, hinted, places, elsewhere, compares }, around: [question], parts }
  }

  const refuseElsewhere: Step = (draft) => {
    const question = draft.question as Question
    const beyond = outsideTopic(question)
    if (beyond && !beyond.askedOfPlans)
      return end(draft, 'out_of_scope', say(sentences.outOfScopeTopic(beyond.topic, labels)))
    if (question.named.length > 0 || draft.follows) return draft
    if (question.elsewhere && question.places.size === 0)
      return end(draft, 'out_of_scope', say(sentences.elsewhere(question.elsewhere, labels)))
    return beyond && question.hinted.size === 0
      ? end(draft, 'out_of_scope', say(sentences.outOfScopeTopic(beyond.topic, labels)))
      : draft
  }

  // “số máy” is not “số mấy”: typed diacritics have to agree.
  const outsideTopic = ({ text }: Question) => {
    const form = hasDiacritics(text) ? 'accented' : 'folded'
    const asked = form === 'accented' ? toAccented(text).replace(/[^\p{L}\p{N}/%-]+/gu, ' ') : toPhrase(text)
    return outside.find((subject) => subject[form].some((phrase) => holdsPhrase(asked, phrase)))
  }

  const chooseCampaigns: Step = (draft) => {
    const question = draft.question as Question
    const before = draft.context.last?.campaigns ?? []
    if (draft.follows && question.named.length > 0 && SAME_ELSEWHERE.test(question.folded))
      return { ...draft, campaigns: [...new Set([...before, ...question.named])], sideBySide: true }
    if (question.named.length > 1) return { ...draft, campaigns: question.named, sideBySide: true }
    if (question.named.length === 1) {
      const other = otherPlace(question) ?? (question.compares ? mostHinted(question) : undefined)
      return other
        ? { ...draft, campaigns: [other, ...question.named], sideBySide: true }
        : { ...draft, campaigns: question.named }
    }
    if (draft.follows && before.length > 0) return { ...draft, campaigns: before, sideBySide: before.length > 1 }
    if (question.compares) return { ...draft, campaigns: question.named, sideBySide: true }
    const hinted = dominant(question)
    return hinted ? { ...draft, campaigns: [hinted] } : draft
  }

  // “văn hóa công sở” and “Hưng Yên” together mean one plan, though either alone means several.
  const dominant = (question: Question): string | undefined => {
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

  // A place of another plan stands beside the named one: both are asked about.
  const otherPlace = (question: Question): string | undefined => {
    const own = placesOf(question.named[0] as string)
    const others = [...question.places].filter((place) => !own.has(place))
    const plans = campaigns
      .filter(({ id, places }) => id !== question.named[0] && places.some((place) => others.includes(fold(place))))
      .map(({ id }) => id)
    return plans.length > 1 ? finder.find(question, { campaigns: plans })[0]?.entry.campaign : plans[0]
  }
  const placesOf = (id: string) => new Set((titles.get(id)?.places ?? []).map(fold))

  // “Tiêu chuẩn của Hưng Yên và Trực Ninh”: one plan is named, the other only hinted at.
  const mostHinted = (question: Question): string | undefined =>
    [...question.hinted].filter(([id]) => !question.named.includes(id)).sort(([, a], [, b]) => b.size - a.size)[0]?.[0]

  const compare: Step = (draft) => {
    if (!draft.sideBySide) return draft
    const question = draft.question as Question
    const wanted = draft.campaigns ?? []
    const best = likeliestComparison(question)
    if (best && best.like >= COMPARED_LIKE) return tellComparison(draft, best.comparison, question)
    if (wanted.length < 2) return { ...draft, sideBySide: false }
    return tellSideBySide(draft, question, wanted)
  }

  const likeliestComparison = (question: Question) =>
    compared
      .filter(({ comparison }) => question.named.every((id) => comparison.rows.some((row) => row.campaign === id)))
      .map(({ comparison, asks }) => ({ comparison, like: finder.likeness(question, asks) }))
      .sort((a, b) => b.like - a.like)[0]

  const tellComparison = (draft: Draft, comparison: Comparison, question: Question): Draft => {
    // The plans that are meant, as far as the question tells; else all of the comparison.
    const meant = new Set(
      (draft.campaigns?.length ?? 0) > 1 ? draft.campaigns : [...question.named, ...question.hinted.keys()],
    )
    const few = comparison.rows.filter((row) => meant.has(row.campaign))
    const rows = new Set(few.map((row) => row.campaign)).size >= 2 ? few : comparison.rows
    const told = rows.map(
      (row): Entry => ({
        id: `${row.campaign}/comparisons/${comparison.id}`,
        campaign: row.campaign,
        topics: [],
        label: '',
        asks: [],
        chain: '',
        text: row.say,
        evidence: [row],
        content: { kind: 'fact', say: row.say, quotes: [row.quote] },
        curated: true,
      }),
    )
    const withQuotes = rows.reduce((sum, row) => sum + row.say.length + row.quote.length, 0) <= 0.6 * ROOM
    const items = rows.map((row) => ({
      text: `${titles.get(row.campaign)?.label}: ${row.say}`,
      ...(withQuotes && !holdsQuote(row.say, row.quote) ? { items: [`“${row.quote}”`] } : {}),
    }))
    return finish(
      draft,
      'answer',
      [...say(rows.length < comparison.rows.length ? sentences.several : comparison.answer), { type: 'list', items }],
      told,
      rows.map((row) => row.campaign),
    )
  }

  const tellSideBySide = (draft: Draft, question: Question, wanted: readonly string[]): Draft => {
    const all = wanted.map((id) =>
      finder.find(question, { campaigns: [id], ...(draft.around ? { around: draft.around } : {}) }),
    )
    const lead = all.flatMap((found) => found[0] ?? []).sort((a, b) => b.score - a.score)[0]
    if (!lead || !isEnough(lead)) return { ...draft, sideBySide: false }
    // The other plans answer on the same matter, even where the question's words fit the first plan better.
    const told = all.map((found) => {
      const [own] = found
      const alike = found.find(
        ({ entry, evidence }) => evidence >= SOME && entry.topics.some((topic) => lead.entry.topics.includes(topic)),
      )
      return own && isEnough(own) ? own : (alike ?? (own && isSome(own) ? own : null))
    })
    const closeness = toCloseness(question)
    const blocks = told.flatMap((item, at): Block[] => {
      const { title = '', label = '' } = titles.get(wanted[at] ?? '') ?? {}
      return [
        { type: 'heading', text: label },
        ...(item ? composer.tell(item.entry, { closeness, limit: 900 }) : say(sentences.nothingAlike(title))),
      ]
    })
    return finish(
      draft,
      'answer',
      blocks,
      told.flatMap((item) => (item ? [item.entry] : [])),
      wanted,
    )
  }

  const find: Step = (draft) => {
    const question = draft.question as Question
    const options = {
      ...(draft.campaigns ? { campaigns: draft.campaigns } : {}),
      ...(draft.around ? { around: draft.around } : {}),
    }
    const hints = (id: string) => question.hinted.get(id)?.size ?? 0
    const most = Math.max(1, ...campaigns.map(({ id }) => hints(id)))
    const ranked = finder
      .find(question, options)
      .map((item) => ({ ...item, score: item.score + (HINTED * hints(item.entry.campaign)) / most }))
      .sort((a, b) => b.score - a.score)
    return { ...draft, found: draft.campaigns?.length === 1 ? withProvenFirst(ranked) : ranked }
  }

  // Several plans fit as well: with a plan in focus it is meant; else the person chooses.
  const settleCampaign: Step = (draft) => {
    if (draft.campaigns?.length === 1) return draft
    const found = draft.found ?? []
    const best = bestPerCampaign(found)
    const [first] = best
    if (!first || !isSome(first) || isFarFetched(draft.question as Question, first)) return draft
    const question = draft.question as Question
    // Where some plans are hinted at, the others are not meant.
    const isMeant = (item: Found) => question.hinted.size === 0 || question.hinted.has(item.entry.campaign)
    const rivals = best.filter(
      (item) =>
        item === first ||
        (isMeant(item) &&
          item.score >= RIVAL * first.score &&
          item.evidence >= RIVAL_EVIDENCE * first.evidence &&
          (item.entry.content.kind !== 'not_stated' || first.entry.content.kind === 'not_stated')),
    )
    const { focus } = draft.context
    const inFocus = focus ? best.find((item) => item.entry.campaign === focus) : undefined
    if (inFocus && (isEnough(inFocus) || inFocus.score >= 0.8 * first.score))
      return keepCampaign(draft, inFocus.entry.campaign)
    if (rivals.length === 1) return keepCampaign(draft, first.entry.campaign)
    const sideBySide = question.hinted.size === 0 ? likeliestComparison(question) : undefined
    if (sideBySide && sideBySide.like >= SURELY_COMPARED) return tellComparison(draft, sideBySide.comparison, question)
    return end(draft, 'clarify', say(sentences.clarifyCampaign), {
      choices: rivals.slice(0, 5).map(({ entry }) => ({
        label: titles.get(entry.campaign)?.label ?? entry.campaign,
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

  const findAsides: Step = (draft) => {
    const [id] = draft.campaigns?.length === 1 ? draft.campaigns : []
    if (!id || !draft.parts) return draft
    const asides = draft.parts
      .map((part) => finder.find(part, { campaigns: [id], around: draft.around ?? [] })[0])
      .filter((item) => item !== undefined)
      .filter((item) => item.held >= TELLING && (item.asked >= HALF || item.evidence >= HALF))
      .filter((item) => item.entry.content.kind !== 'not_stated')
    const [first] = draft.found ?? []
    const leads = first && isEnough(first) ? [] : asides.toSorted((a, b) => b.score - a.score).slice(0, 1)
    return { ...draft, asides, found: [...leads, ...(draft.found ?? [])] }
  }

  const gate: Step = (draft) => {
    const found = draft.found ?? []
    const question = draft.question as Question
    const [first] = found
    const id = draft.campaigns?.length === 1 ? draft.campaigns[0] : undefined
    const plan = id ? titles.get(id) : undefined
    const beyond = outsideTopic(question)
    // Of what no plan covers, only what a plan is known not to say can be told.
    if (beyond) {
      const missing = found.find(({ entry, asked }) => entry.content.kind === 'not_stated' && asked >= SOME)
      if (missing && plan) return { ...draft, found: [missing] }
      return end(draft, 'out_of_scope', say(sentences.outOfScopeTopic(beyond.topic, labels)))
    }
    if (first && isEnough(first))
      return ASKS_NAME.test(question.folded) && !first.entry.topics.includes('signer')
        ? withSigner(draft, found, plan)
        : draft
    if (first && isSome(first) && !isFarFetched(question, first)) {
      const choices = distinct(found.filter(isSome))
        .slice(0, MAX_CHOICES)
        .map(({ entry }) => ({ label: choiceLabel(entry), action: `entry:${entry.id}`, campaign: entry.campaign }))
      if (choices.length >= 2)
        return end(draft, 'clarify', say(sentences.clarifyMeaning), {
          choices,
          context: remember(draft, plan ? [plan.id] : []),
        })
    }
    if (!plan) return end(draft, 'out_of_scope', say(sentences.outOfScope(labels)))
    if (question.words.every((word) => word === null))
      return end(draft, 'clarify', say(sentences.overview(plan.title)), {
        choices: plan.examples.map((text) => ({ label: text, action: `ask:${text}`, campaign: plan.id })),
        context: { focus: plan.id, last: null },
      })
    const contact = plan.contact === 'not_stated' ? sentences.noContact : sentences.contact(plan.contact.name)
    return end(draft, 'not_stated', say(`${sentences.notInPlan(plan.title)} ${contact}`), {
      context: remember(draft, [plan.id]),
    })
  }

  // Plans name no office holder but the one who signed.
  const withSigner = (draft: Draft, found: readonly Found[], plan: Campaign | undefined): Draft => {
    const signer = found.find(({ entry, asked }) => entry.topics.includes('signer') && asked >= ASKED_LIKE)
    if (signer) return { ...draft, found: [signer] }
    return plan
      ? end(draft, 'not_stated', say(sentences.notInPlan(plan.title)), { context: remember(draft, [plan.id]) })
      : end(draft, 'out_of_scope', say(sentences.outOfScope(labels)))
  }

  const compose: Step = (draft) => {
    const question = draft.question as Question
    const found = draft.found ?? []
    const first = found[0]
    if (!first) throw new Error('compose needs a found entry: the gate lets nothing else through')
    const closeness = toCloseness(question)
    const claim = wrongClaim(question, first.entry)
    const lead = [...(claim ? say(sentences.notSaidInPlan(claim)) : []), ...calculation(question, first.entry)]
    const kind = first.entry.content.kind === 'not_stated' ? 'not_stated' : 'answer'
    const wide = (draft.parts?.length ?? 0) > 1 || (question.wanted.has('list') && first.entry.content.kind === 'list')
    const room = wide ? WIDE_ROOM : ROOM
    const all = withCompanions(draft, question, found, first)
    // Fewer companions, then a tighter telling, until it can be read on a phone.
    for (let count = all.length; ; count--) {
      const told = all.slice(0, Math.max(1, count))
      const limit = count >= 1 ? room : room * SHRINK ** (1 - count)
      const blocks = [
        ...lead,
        ...told.flatMap((entry) => composer.tell(entry, { closeness, limit: limit / told.length })),
      ]
      const done = finish(draft, kind, blocks, told, [first.entry.campaign])
      if (count <= TIGHTEST || lengthOfAnswer(done.answer as Answer) <= room) return done
    }
  }

  // What the question asks besides: its other parts, another strong topic, an entry as close as the first.
  const withCompanions = (draft: Draft, question: Question, found: readonly Found[], first: Found): Entry[] => {
    const told: Entry[] = [first.entry]
    const add = (item: Found | undefined) => {
      if (!item || item.entry.content.kind === 'not_stated') return
      const same = told.findIndex((other) => overlaps(other, item.entry))
      // Of two that say the same, the one that says all of it.
      if (same >= 0) {
        const wantsAll = question.wanted.has('list') || question.topics.has('dossier')
        if (wantsAll && item.entry.content.kind === 'list' && told[same]?.content.kind !== 'list')
          told[same] = item.entry
      } else if (told.length < MOST_TOLD) told.push(item.entry)
    }
    if (first.entry.content.kind === 'not_stated' && !draft.parts) return told
    for (const item of draft.asides ?? []) add(item)
    for (const topic of STRONG)
      if (question.topics.has(topic) && !told.some((entry) => entry.topics.includes(topic)))
        add(
          found.find(
            ({ entry, score }) =>
              entry.topics.includes(topic) && entry.content.kind !== 'not_stated' && score >= 0.5 * first.score,
          ),
        )
    for (const item of found.slice(1, 6)) if (told.length < 3 && item.score >= BESIDE * first.score) add(item)
    return told
  }

  const wrongClaim = (question: Question, entry: Entry): string | null => {
    if (!YES_NO_CLAIM.test(question.folded)) return null
    const plan = titles.get(entry.campaign) as Campaign
    const text = fold(
      plan.documents
        .flatMap(({ sections }) =>
          sections.flatMap(({ blocks }) =>
            blocks.map((block) =>
              block.kind === 'item' ? [block.text, ...block.items.map((item) => item.text)].join(' ') : block.text,
            ),
          ),
        )
        .join(' '),
    ).replace(/\b0(\d)/g, '$1')
    const claims = question.text.match(/\d{1,2}\/\d{1,2}(?:\/\d{4})?|\d+(?:[.,]\d+)?\s?%/g) ?? []
    return (
      claims.find(
        (claim) =>
          !text.includes(
            fold(claim)
              .replace(/\b0(\d)/g, '$1')
              .replace(/\s/g, ''),
          ),
      ) ?? null
    )
  }

  const calculation = (question: Question, entry: Entry): Block[] => {
    const people = /\b(\d{1,5})\s+(nguoi|can bo|cong chuc|cbccvc|nhan vien|vien chuc)\b/.exec(question.folded)?.[1]
    const percent = entry.id.includes('/targets/') ? /(\d+(?:,\d+)?)%/.exec(entry.text)?.[1] : undefined
    if (!people || !percent) return []
    const result = (Number(people) * Number(percent.replace(',', '.'))) / 100
    return say(
      sentences.calculation(
        Number(people),
        Number(percent.replace(',', '.')),
        String(Math.round(result * 100) / 100).replace('.', ','),
      ),
    )
  }

  const finish = (
    draft: Draft,
    kind: AnswerKind,
    blocks: readonly Block[],
    told: readonly Entry[],
    plans: readonly string[],
  ): Draft => {
    const shown = blocks
      .map((block) =>
        block.type === 'list'
          ? block.items.flatMap((item) => [item.text, ...(item.items ?? [])]).join('\n')
          : block.text,
      )
      .join('\n')
    return end(draft, kind, [...blocks, ...composer.cautions(told, shown)], {
      sources: composer.sources(told),
      entries: told.map(({ id }) => id),
      context: remember(draft, plans),
    })
  }

  const remember = (draft: Draft, plans: readonly string[]): Context => ({
    focus: plans.length === 1 ? (plans[0] ?? null) : draft.context.focus,
    last: { question: draft.repeats ?? draft.text, campaigns: plans },
  })

  const toCloseness = (question: Question) => {
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

  const steps: readonly Step[] = [
    guard,
    understand,
    refuseElsewhere,
    chooseCampaigns,
    compare,
    find,
    settleCampaign,
    findAsides,
    gate,
    compose,
  ]
  const run = (draft: Draft): Answer => follow(draft).answer as Answer
  const follow = (draft: Draft): Draft => {
    let current = draft
    for (const step of steps) {
      current = step(current)
      if (current.answer) return current
    }
    throw new Error('no step answered')
  }

  return {
    entries,
    milestones: (campaign) => {
      const told = entries
        .filter((entry) => entry.campaign === campaign && entry.content.kind === 'milestone')
        .sort(byUrgency)
      return { items: told.map((entry) => ({ text: composer.tellBriefly(entry) })), sources: composer.sources(told) }
    },
    answer: (text, context) => run({ text, context }),
    explain: (text, context) => follow({ text, context }),
    tellEntry: (id, context) => {
      const entry = byId.get(id)
      if (!entry) return null
      const kind = entry.content.kind === 'not_stated' ? 'not_stated' : 'answer'
      return (
        finish({ text: entry.asks[0] ?? entry.label, context }, kind, composer.tell(entry), [entry], [entry.campaign])
          .answer ?? null
      )
    },
  }
}

// Days first, in order; then years; then what has neither.
function byUrgency(a: Entry, b: Entry): number {
  const key = ({ content }: Entry) =>
    content.kind === 'milestone'
      ? (content.milestone.date ?? (content.milestone.year ? `${content.milestone.year}-99` : '9999'))
      : ''
  return key(a).localeCompare(key(b))
}

// Where nothing in the question speaks for a plan, chance words are no evidence.
function isFarFetched(question: Question, { coverage, asked }: Found): boolean {
  return question.named.length === 0 && question.hinted.size === 0 && coverage < HALF && asked < HALF
}

function isEnough({ evidence, asked }: Found): boolean {
  return evidence >= ENOUGH || (asked >= ASKED_LIKE && evidence >= LITTLE)
}

// Of the first few that score nearly the same, one with evidence goes before one without.
function withProvenFirst(found: readonly Found[]): Found[] {
  const [first] = found
  const proven = found.slice(0, 4).find((item) => isEnough(item) && item.score >= 0.85 * (first?.score ?? 0))
  return proven ? [proven, ...found.filter((item) => item !== proven)] : [...found]
}

function isSome({ evidence, asked }: Found): boolean {
  return evidence >= SOME || asked >= ASKED_LIKE
}

function bestPerCampaign(found: readonly Found[]): Found[] {
  const best = new Map<string, Found>()
  for (const item of found) if (!best.has(item.entry.campaign)) best.set(item.entry.campaign, item)
  return [...best.values()]
}

function distinct(found: readonly Found[]): Found[] {
  const seen = new Set<string>()
  return found.filter(({ entry }) => !seen.has(choiceLabel(entry)) && seen.add(choiceLabel(entry)))
}

function choiceLabel(entry: Entry): string {
  const label = entry.asks[0] ?? (entry.chain.split(' › ').at(-1) || entry.label)
  return label.length > 60 ? `${label.slice(0, 58).replace(/\s+\S*$/, '')} …` : label
}

function lengthOfAnswer({ kind, blocks, sources }: Answer): number {
  return toPlainText({ kind, blocks, sources, choices: [] }).length
}

// Two entries say the same when one's words stand in the other's.
function overlaps(a: Entry, b: Entry): boolean {
  const [x, y] = [fold(a.text), fold(b.text)]
  return (
    a.id === b.id ||
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

// The speller knows only the plans' words; words of asking and of other subjects stay as typed.
function correctUnknown(
  corrected: string,
  typed: string,
  known: ReadonlySet<string>,
  keep: (text: string) => string,
): string {
  const before = typed.split(' ')
  const after = corrected.split(' ')
  if (before.length !== after.length) return typed
  return keep(
    after
      .map((word, at) =>
        known.has(fold(before[at] ?? '').replace(/[^\p{L}\p{N}]/gu, '')) ? (before[at] ?? word) : word,
      )
      .join(' '),
  )
}
