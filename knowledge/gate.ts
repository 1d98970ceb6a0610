// Whether there is evidence for an answer: answer, ask back, or say honestly that the plan does not state it.

import { claimsIn } from './claims.ts'
import { type Draft, end, labelsOf, questionOf, remember, type Step, say, type Tools } from './draft.ts'
import type { Entry } from './entries.ts'
import { isEnough, isFarFetched, isSome } from './evidence.ts'
import type { Found } from './find.ts'
import { hasDiacritics, toAccented } from './fold.ts'
import type { Campaign } from './load.ts'
import { type Question, toPhrase } from './question.ts'
import type { Vocabulary } from './schema.ts'
import { sentences } from './sentences.vi.ts'
import { holdsPhrase } from './terms.ts'

const MAX_CHOICES = 4
const CLOSE = 0.2 // to the way people ask for what a plan is known not to say
const CLOSE_TO_NAME = 0.45
const CLOSE_TO_MISSING = 0.4
const CLOSE_SCORE = 0.2 // the two are nearly as good
const SAME_SCORE = 0.05
const VERDICT = /^(Không|Có|Được|Đúng)(?!\p{L})/u
const OWN_VERDICT = { asked: 0.5, evidence: 0.7 } // a yes or no that was written for something like the question
const ANSWERED = 0.6 // a way of asking this close leaves no doubt about what is asked
const ASKS_NAME =
  /\b(giam doc|chu tich|bi thu|vien truong|truong phong|truong ban|chanh van phong|pho \w+)\b.{0,50}\b(ten (la )?gi|la ai|ten gi|ho ten)\b|\bai (dang |hien )?(la|lam|giu chuc) (giam doc|chu tich|bi thu|vien truong|truong phong)\b/

export interface Outside {
  /** The subject beyond all plans that the question asks for. */
  find(question: Question): { topic: string; askedOfPlans: boolean } | undefined
}

export function createOutside(vocabulary: Vocabulary): Outside {
  const subjects = vocabulary.outside.map(({ topic, phrases, askedOfPlans }) => ({
    topic,
    askedOfPlans,
    folded: phrases.map(toPhrase),
    accented: phrases.map(toAccented),
  }))
  return {
    // “số máy” is not “số mấy”: typed diacritics have to agree.
    find: ({ text }) => {
      const form = hasDiacritics(text) ? 'accented' : 'folded'
      const asked = form === 'accented' ? toAccented(text).replace(/[^\p{L}\p{N}/%-]+/gu, ' ') : toPhrase(text)
      return subjects.find((subject) => subject[form].some((phrase) => holdsPhrase(asked, phrase)))
    },
  }
}

/** Before searching: subjects and places that no plan covers. */
export function createRefuseElsewhere(tools: Tools, outside: Outside): Step {
  const labels = labelsOf(tools)
  return (draft) => {
    const question = questionOf(draft)
    const beyond = outside.find(question)
    if (beyond && !beyond.askedOfPlans)
      return end(draft, 'out_of_scope', say(sentences.outOfScopeTopic(beyond.topic, labels)))
    if (question.named.length > 0 || draft.follows) return draft
    if (question.elsewhere && question.places.size === 0)
      return end(draft, 'out_of_scope', say(sentences.elsewhere(question.elsewhere, labels)))
    return beyond && question.hinted.size === 0
      ? end(draft, 'out_of_scope', say(sentences.outOfScopeTopic(beyond.topic, labels)))
      : draft
  }
}

/** After searching. */
export function createGate(tools: Tools, outside: Outside): Step {
  const { plans, finder } = tools
  const labels = labelsOf(tools)
  const gate: Step = (given) => {
    const question = questionOf(given)
    const draft = { ...given, found: withoutStrangeVerdicts(question, given.found ?? []) }
    const { found } = draft
    const [first] = found
    const id = draft.campaigns?.length === 1 ? draft.campaigns[0] : undefined
    const plan = id ? plans.get(id) : undefined
    const beyond = outside.find(question)
    // Of what no plan covers, only what a plan is known not to say can be told.
    if (beyond) {
      const known = found.find(({ entry, asked }) => entry.content.kind === 'not_stated' && asked >= CLOSE)
      if (known && plan) return { ...draft, found: [known] }
      return end(draft, 'out_of_scope', say(sentences.outOfScopeTopic(beyond.topic, labels)))
    }
    const missing =
      first && plan && !draft.asides?.length
        ? (noQuota(question, first, found) ?? saidToBeMissing(question, first, found))
        : undefined
    if (missing) return { ...draft, found: [missing] }
    const stated = first && saidElsewhere(first, found)
    if (stated) return { ...draft, found: [stated, ...found.filter((item) => item !== stated)] }
    if (first && (isEnough(first) || isClaimed(question, first)))
      // “Đối tượng được Giấy khen của Giám đốc là ai” asks for no name.
      return ASKS_NAME.test(question.folded) &&
        !question.topics.has('subjects') &&
        !first.entry.topics.includes('signer')
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
    const signer = found.find(({ entry, asked }) => entry.topics.includes('signer') && asked >= CLOSE_TO_NAME)
    if (signer) return { ...draft, found: [signer] }
    return plan
      ? end(draft, 'not_stated', say(sentences.notInPlan(plan.title)), { context: remember(draft, [plan.id]) })
      : end(draft, 'out_of_scope', say(sentences.outOfScope(labels)))
  }

  // A claim is not asked back about: what the plan says on its topic puts it right.
  const isClaimed = (question: Question, found: Found) =>
    isSome(found) && claimsIn(question).length > 0 && found.entry.topics.some((topic) => question.topics.has(topic))

  // “… có kèm tiền thưởng không”: what the best entry lacks, and only that, another is known not to state.
  function saidToBeMissing(question: Question, first: Found, found: readonly Found[]): Found | undefined {
    if (first.entry.content.kind === 'not_stated') return undefined
    const lacks = finder.misses(question, first.entry)
    if (lacks.length === 0) return undefined
    return found.find(
      (item) =>
        item.entry.content.kind === 'not_stated' &&
        isEnough(item) &&
        item.coverage >= first.coverage &&
        item.asked >= Math.max(CLOSE_TO_MISSING, first.asked) &&
        !finder.misses(question, item.entry).some((pair) => lacks.includes(pair)),
    )
  }

  // “Khen mấy tập thể?” of a plan without quotas: whom it commends is no answer.
  function noQuota(question: Question, first: Found, found: readonly Found[]): Found | undefined {
    const asks = question.topics.has('quota') && question.wanted.has('number')
    const plan = plans.get(first.entry.campaign)
    if (!asks || !plan || plan.quotas.length > 0) return undefined
    if (first.entry.isPair && first.asked >= ANSWERED) return undefined
    if (first.entry.topics.some((topic) => topic === 'targets' || topic === 'quota')) return undefined
    return found.find(({ entry }) => entry.content.kind === 'not_stated' && entry.topics.includes('quota'))
  }

  return gate
}

// “Không” to another question must not stand under this one: “chuyển nhượng giấy khen” is not “khen ai không đăng ký”.
function withoutStrangeVerdicts(question: Question, found: readonly Found[]): readonly Found[] {
  if (!question.wanted.has('yes-no') || claimsIn(question).length > 0) return found
  return found.filter(
    ({ entry, asked, evidence }) =>
      !(entry.isPair && entry.content.kind === 'fact' && VERDICT.test(entry.content.say)) ||
      asked >= OWN_VERDICT.asked ||
      evidence >= OWN_VERDICT.evidence,
  )
}

// What the plan states on more of the question goes before what it is known not to say on less of it.
function saidElsewhere(first: Found, found: readonly Found[]): Found | undefined {
  if (first.entry.content.kind !== 'not_stated' || first.asked >= ANSWERED) return undefined
  return found.find(
    (item) =>
      item.entry.content.kind !== 'not_stated' &&
      item.entry.campaign === first.entry.campaign &&
      isEnough(item) &&
      ((item.coverage > first.coverage && item.score >= first.score - CLOSE_SCORE) ||
        (item.asked > first.asked && item.score >= first.score - SAME_SCORE)),
  )
}

function distinct(found: readonly Found[]): Found[] {
  const seen = new Set<string>()
  return found.filter(({ entry }) => !seen.has(toPhrase(choiceLabel(entry))) && seen.add(toPhrase(choiceLabel(entry))))
}

function choiceLabel(entry: Entry): string {
  const words = entry.asks[0] ?? (entry.chain.split(' › ').at(-1) || entry.label)
  const label = words.charAt(0).toUpperCase() + words.slice(1)
  return label.length > 60 ? `${label.slice(0, 58).replace(/\s+\S*$/, '')} …` : label
}
