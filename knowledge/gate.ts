// Whether there is evidence for an answer: answer, ask back, or say honestly that the plan does not state it.

import { planText } from './campaign-text.ts'
import { claimsIn } from './claims.ts'
import { type Draft, end, labelsOf, questionOf, remember, type Step, say, type Tools } from './draft.ts'
import type { Entry } from './entry.ts'
import { isEnough, isFarFetched, isSome } from './evidence.ts'
import type { Found } from './find.ts'
import { fold } from './fold.ts'
import { introduce } from './introduce-plan.ts'
import type { Campaign } from './load.ts'
import type { Outside, Unstated } from './outside.ts'
import { type Question, toPhrase, wantedIn } from './question.ts'
import { sentences } from './sentences.vi.ts'
import { holdsPhrase } from './terms.ts'
import { saysVerdict } from './verdict.ts'

const MAX_CHOICES = 4
const CLOSE = 0.2 // to the way people ask for what a plan is known not to say
const CLOSE_TO_NAME = 0.45
const CLOSE_TO_MISSING = 0.4
const CLOSE_SCORE = 0.2 // the two are nearly as good
const SAME_SCORE = 0.05
const OWN_VERDICT = { asked: 0.5, evidence: 0.7 } // a yes or no that was written for something like the question
const JUST_ASKED = 0.8 // a way of asking this close is the question itself, whatever case it tells of
const ANSWERED = 0.6 // a way of asking this close leaves no doubt about what is asked
const NEARLY_NEGATED = 0.7
const NEGATION = /^(khong|chua)$/
const NEGATED = /^(khong|chua) /
const ASKS_NAME =
  /\b(giam doc|chu tich|bi thu|vien truong|truong phong|truong ban|chanh van phong|pho \w+)\b.{0,50}\b(ten (la )?gi|la ai|ten gi|ho ten)\b|\bai (dang |hien )?(la|lam|giu chuc) (giam doc|chu tich|bi thu|vien truong|truong phong)\b/

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
      const known = found.filter(({ entry, asked }) => entry.content.kind === 'not_stated' && asked >= CLOSE)
      const told = known.find(({ entry }) => entry.topics.some((topic) => question.topics.has(topic))) ?? known[0]
      if (told && plan) return { ...draft, found: [told] }
      const isOfPlan = question.named.length > 0 || (first && isEnough(first))
      return plan && beyond.askedOfPlans && isOfPlan
        ? notStated(draft, plan, sentences.notAboutInPlan(plan.title, beyond.topic))
        : end(draft, 'out_of_scope', say(sentences.outOfScopeTopic(beyond.topic, labels)))
    }
    const missing =
      first && plan && !draft.asides?.length
        ? (noQuota(question, first, found) ?? saidToBeMissing(question, first, found))
        : undefined
    if (missing) return { ...draft, found: [missing] }
    const unsaid = first && plan && !draft.asides?.length ? unsaidIn(question, first, plan) : undefined
    if (first && plan && unsaid) {
      // A yes or no to another case is no rule for this one.
      const rule = found.find((item) => isEnough(item) && !saysVerdict(item.entry))
      return unsaid.isCase && rule && rule.entry.content.kind !== 'not_stated'
        ? { ...draft, found: [rule], unsaid: unsaid.about }
        : notStated(draft, plan, sentences.notAboutInPlan(plan.title, unsaid.about))
    }
    const negated = first && negatedIn(question, first, found)
    if (negated) return { ...draft, found: [negated, ...found.filter((item) => item !== negated)] }
    const stated = first && saidElsewhere(question, first, found)
    if (stated) return { ...draft, found: [stated, ...found.filter((item) => item !== stated)] }
    if (first && (isEnough(first) || isClaimed(question, first)) && (plan || !isFarFetched(question, found)))
      // “Đối tượng được Giấy khen của Giám đốc là ai” asks for no name.
      return ASKS_NAME.test(question.folded) &&
        !question.topics.has('subjects') &&
        !first.entry.topics.includes('signer')
        ? withSigner(draft, found, plan)
        : draft
    if (first && isSome(first) && !isFarFetched(question, found)) {
      const choices = distinct(found.filter(isSome))
        .slice(0, MAX_CHOICES)
        .map(({ entry }) => ({ label: choiceLabel(entry), action: `entry:${entry.id}`, campaign: entry.campaign }))
      if (choices.length >= 2)
        return end(draft, 'clarify', say(sentences.clarifyMeaning), {
          choices,
          context: remember(draft, plan ? [plan.id] : []),
        })
    }
    if (!plan || !isMeant(draft)) return end(draft, 'out_of_scope', say(sentences.outOfScope(labels)))
    if (question.words.every((word) => word === null)) return introduce(draft, plan)
    return notStated(draft, plan, sentences.notInPlan(plan.title))
  }

  // Plans name no office holder but the one who signed.
  const withSigner = (draft: Draft, found: readonly Found[], plan: Campaign | undefined): Draft => {
    const signer = found.find(({ entry, asked }) => entry.topics.includes('signer') && asked >= CLOSE_TO_NAME)
    if (signer) return { ...draft, found: [signer] }
    return plan && isMeant(draft)
      ? end(draft, 'not_stated', say(sentences.notInPlan(plan.title)), { context: remember(draft, [plan.id]) })
      : end(draft, 'out_of_scope', say(sentences.outOfScope(labels)))
  }

  // A claim is not asked back about: what the plan says on its topic puts it right.
  const isClaimed = (question: Question, found: Found) =>
    isSome(found) && claimsIn(question).length > 0 && found.entry.topics.some((topic) => question.topics.has(topic))

  // “Nghỉ thai sản thì có được xét không?” where neither the plan nor a curated answer speaks of it.
  const unsaidIn = (question: Question, { entry, asked }: Found, plan: Campaign): Unstated | undefined => {
    const matter = outside.unstated(question)
    const isCase = question.wanted.has('yes-no') || question.topics.has('eligibility')
    if (!matter || (entry.content.kind === 'not_stated' && asked >= ANSWERED)) return undefined
    if (matter.isCase && (!isCase || asked >= JUST_ASKED)) return undefined
    const said = [planText(plan), ...entry.asks].map(fold)
    return matter.phrases.some((phrase) => said.some((text) => holdsPhrase(text, phrase))) ? undefined : matter
  }

  // “Không đăng ký thì sao”: what tells of registering is no answer where something tells of not doing it.
  const negatedIn = (question: Question, first: Found, found: readonly Found[]): Found | undefined => {
    const lacks = (item: Found) => finder.misses(question, item.entry).some((pair) => NEGATED.test(pair))
    if (!question.words.some((word) => word && NEGATION.test(word.folded)) || !lacks(first)) return undefined
    return found.find((item) => isEnough(item) && item.score >= NEARLY_NEGATED * first.score && !lacks(item))
  }

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
    const counts = first.entry.asks.some((ask) => wantedIn(ask).has('number'))
    if (first.entry.isPair && counts && first.asked >= ANSWERED) return undefined
    if (first.entry.topics.some((topic) => topic === 'targets' || topic === 'quota')) return undefined
    return found.find(({ entry }) => entry.content.kind === 'not_stated' && entry.topics.includes('quota'))
  }

  return gate
}

// “Ai là chủ tịch nước?”: a plan that only chance words brought up is not told of.
function isMeant(draft: Draft): boolean {
  const { named, hinted } = questionOf(draft)
  return named.length > 0 || hinted.size > 0 || draft.context.focus !== null || draft.follows === true
}

// What the plan does not say, and whom it names to be asked.
function notStated(draft: Draft, plan: Campaign, sentence: string): Draft {
  const { id, contact } = plan
  const nearest = [...plan.facts, ...plan.notStated].find(({ topic }) => topic === 'contact')?.say
  const whom = contact === 'not_stated' ? (nearest ?? sentences.noContact) : sentences.contact(contact.name)
  return end(draft, 'not_stated', say(`${sentence} ${whom}`), { context: remember(draft, [id]) })
}

// “Không” to another question must not stand under this one: “chuyển nhượng giấy khen” is not “khen ai không đăng ký”.
function withoutStrangeVerdicts(question: Question, found: readonly Found[]): readonly Found[] {
  if (!question.wanted.has('yes-no') || claimsIn(question).length > 0) return found
  return found.filter(
    ({ entry, asked, evidence }) =>
      !(entry.isPair && saysVerdict(entry)) || asked >= OWN_VERDICT.asked || evidence >= OWN_VERDICT.evidence,
  )
}

// What the plan states on more of the question goes before what it is known not to say on less of it.
function saidElsewhere({ wanted }: Question, first: Found, found: readonly Found[]): Found | undefined {
  if (first.entry.content.kind !== 'not_stated') return undefined
  const isAskedSo = first.asked >= ANSWERED
  return found.find(
    (item) =>
      item.entry.content.kind !== 'not_stated' &&
      item.entry.campaign === first.entry.campaign &&
      isEnough(item) &&
      // “Xin khen cần giấy tờ gì” asks for the papers, not how many copies of them.
      (isAskedSo
        ? wanted.size === 0 && item.coverage >= first.coverage && item.score >= first.score - SAME_SCORE
        : (item.coverage > first.coverage && item.score >= first.score - CLOSE_SCORE) ||
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
