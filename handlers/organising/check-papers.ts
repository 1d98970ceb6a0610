import { asksQuestion } from '../../forms/asks-question.ts'
import { readYesNo } from '../../forms/commands.ts'
import type { Reply } from '../../message.ts'
import { agrees } from '../agrees.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { readReason } from '../read-reason.ts'
import { say } from '../replies.vi.ts'
import { stampOf } from '../stamp.ts'
import { stampOfPapers, toDossierCard, toPaperCard } from './dossier-card.ts'
import { formatMoment } from './format-moment.ts'
import { judgePapers } from './judge-papers.ts'
import { namePerson } from './name-person.ts'
import { type DossierPapers, dossierOf, type ListedPaper, unjudged } from './papers.ts'
import type { PendingPaper } from './pending.ts'
import type { Sent } from './read-sent.ts'
import { replies } from './replies.vi.ts'
import { findFor, namesOfOthers, refusalOf } from './review.ts'
import { MOST_REASON } from './take-reason.ts'
import { tapped } from './tapped.ts'

const ACTION = /^review:(dossier|look|checked|checkedyes|giveback):([\w-]+)(?::([\w-]+))?(?::([\w-]*))?$/

interface Found {
  readonly sent: Sent
  readonly dossier: DossierPapers
}

/** The dossier of an accepted registration: seen, its papers looked at, checked one by one or together, or sent back. */
export const checkPapers: Handler = async (message, state, tools) => {
  const { organising: pending } = state
  if (
    pending?.doing === 'paper' &&
    (message.kind === 'text' || tapped(message, 'givebackyes') || tapped(message, 'rewrite'))
  )
    return pending.isOffered ? takeOffered(pending, message, state, tools) : takeReason(pending, message, state, tools)
  if (tapped(message, 'givebackyes')) return reply(tools, state, say('action', replies.nothingPending))
  const [, act, id = '', first = '', second = ''] =
    (message.kind === 'choice' && ACTION.exec(message.action ?? '')) || []
  if (!act) return null
  const found = await findDossier(id, message, tools)
  if ('refusal' in found) return reply(tools, state, say('refused', found.refusal))
  const { sent, dossier } = found
  if (act === 'dossier') return reply(tools, state, await toDossierCard(sent, dossier, tools))
  if (act === 'look') {
    const paper = dossier.papers.find((one) => one.id === first)
    if (!paper) return reply(tools, state, await toDossierCard(sent, dossier, tools))
    return reply(tools, { ...state, organising: offerBack(paper, id) }, await toPaperCard(sent, paper, tools))
  }
  const refusal = await refuseOwn(sent, message, tools)
  if (refusal) return reply(tools, state, say('refused', refusal))
  const papers = atHand(dossier, second)
  if (papers.length === 0 || stampOfPapers(papers) !== first) return tellChanged(found, second, state, tools)
  if (act === 'checked' && second === '') return askAll(papers, first, found, state, tools)
  if (act === 'checked' || act === 'checkedyes')
    return judgePapers({ kind: 'checked' }, papers, found, message, state, tools)
  const asked: PendingPaper = { doing: 'paper', registration: id, paper: second, stamp: first, reason: null }
  return ask(asked, found, state, tools)
}

function offerBack(paper: ListedPaper, registration: string): PendingPaper | null {
  if (!paper.ticked || paper.ticked.verdict) return null
  return { doing: 'paper', registration, paper: paper.id, stamp: stampOfPapers([paper]), reason: null, isOffered: true }
}

const BACK =
  /^\s*(?:trả lại|tra lai|không đạt|khong dat|chưa đạt|chua dat)(?:\s+(?:giấy tờ|giay to)(?:\s+(?:này|nay))?)?[\s:,.-]*(?:(?:vì|vi|do|lý do|ly do)[\s:,]+)?/iu

// Under the card of a paper: “thiếu dấu”, “chưa đạt vì thiếu dấu”. Null: it asks something, or gives no reason.
async function takeOffered(
  { isOffered: _, ...pending }: PendingPaper,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome | null> {
  if (message.kind !== 'text' || asksQuestion(message.text, null)) return null
  const text = message.text.replace(BACK, '')
  if (text !== '' && readReason(text) === null) return null
  const found = await findDossier(pending.registration, message, tools)
  if ('refusal' in found || (await refuseOwn(found.sent, message, tools))) return null
  return text === ''
    ? ask(pending, found, state, tools)
    : takeReason(pending, { ...message, text }, { ...state, organising: pending }, tools)
}

// One paper, judged or not; without a name all that nobody has judged.
function atHand(dossier: DossierPapers, paper: string) {
  if (paper === '') return unjudged(dossier)
  return dossier.papers.flatMap((one) => (one.id === paper && one.ticked ? [{ ...one, ticked: one.ticked }] : []))
}

// Nobody vouches by one tap for papers they were not shown.
function askAll(
  papers: ReturnType<typeof atHand>,
  stamp: string,
  { sent: { registration } }: Found,
  state: State,
  tools: Tools,
): HandlerOutcome {
  const { id, code } = registration
  const yes = `review:checkedyes:${id}:${stamp}:`
  const items = papers.map(({ name, ticked }) => ({ text: replies.dossier.toCheck(name, ticked.files.length) }))
  const asked: Reply = {
    kind: 'action',
    blocks: [
      { type: 'text', text: replies.dossier.askAll(code ?? '', papers.length) },
      { type: 'list', items },
    ],
    sources: [],
    yes,
    choices: [
      { label: replies.dossier.confirmAll(papers.length), action: yes },
      { label: replies.choices.drop, action: 'review:drop' },
    ],
  }
  return reply(tools, { ...state, organising: { doing: 'checking', registration: id, stamp } }, asked)
}

async function findDossier(id: string, message: PersonMessage, tools: Tools): Promise<Found | { refusal: string }> {
  const sent = await findFor(message, id, tools)
  if (!sent) return { refusal: refusalOf(message) }
  const dossier = await dossierOf(sent, tools)
  const code = sent.registration.code ?? ''
  if (!dossier) return { refusal: replies.dossier.none(code) }
  return sent.registration.state === 'approved' ? { sent, dossier } : { refusal: replies.dossier.notYet(code) }
}

// Nobody checks their own while somebody else can.
async function refuseOwn({ registration }: Sent, { person }: PersonMessage, tools: Tools): Promise<string | null> {
  const others = registration.person === person ? await namesOfOthers(registration, tools) : []
  return others.length > 0 ? replies.ownRegistration(others.join('; ')) : null
}

async function tellChanged({ sent, dossier }: Found, paper: string, state: State, tools: Tools) {
  const verdict = dossier.papers.find(({ id }) => id === paper)?.ticked?.verdict
  const said = verdict
    ? replies.dossier.found(verdict.kind, await namePerson(tools, verdict.by), formatMoment(verdict.at), verdict.reason)
    : unjudged(dossier).length === 0
      ? replies.dossier.allJudged
      : replies.dossier.changed
  const left = { ...state, organising: null }
  return reply(tools, left, say('action', said), await toDossierCard(sent, dossier, tools))
}

function ask(pending: PendingPaper, { sent, dossier }: Found, state: State, tools: Tools): HandlerOutcome {
  const name = nameOf(dossier.papers, pending.paper)
  const asked = say('action', replies.dossier.askReason(sent.registration.code ?? '', name))
  const choices = [{ label: replies.choices.drop, action: 'review:drop' }]
  return reply(tools, { ...state, organising: pending }, { ...asked, choices })
}

// The reason, typed; then the tap that makes it hold. Other words do not take its place.
async function takeReason(
  pending: PendingPaper,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome | null> {
  const left = { ...state, organising: null }
  const found = await findDossier(pending.registration, message, tools)
  if ('refusal' in found) return reply(tools, left, say('refused', found.refusal))
  const papers = atHand(found.dossier, pending.paper)
  if (stampOfPapers(papers) !== pending.stamp) return tellChanged(found, pending.paper, left, tools)
  if (tapped(message, 'rewrite')) return ask({ ...pending, reason: null }, found, left, tools)
  const [stamp] = tapped(message, 'givebackyes') ?? []
  if (stamp !== undefined)
    return pending.reason !== null && stamp === stampOf(pending)
      ? judgePapers({ kind: 'returned', reason: pending.reason }, papers, found, message, left, tools)
      : reply(tools, state, say('action', replies.nothingPending))
  if (pending.reason !== null) {
    if (readYesNo(message.text) === false) return reply(tools, left, say('action', replies.dropped))
    if (asksQuestion(message.text, null)) return null
    const note = agrees(message.text) ? [] : [say('action', replies.reasonKept)]
    return reply(tools, state, ...note, preview(pending, found))
  }
  const reason = readReason(message.text)?.slice(0, MOST_REASON) ?? null
  if (reason === null) return reply(tools, state, say('action', replies.reasonTooShort))
  const next: PendingPaper = { ...pending, reason }
  return reply(tools, { ...state, organising: next }, preview(next, found))
}

function preview(pending: PendingPaper, { sent, dossier }: Found): Reply {
  const name = nameOf(dossier.papers, pending.paper)
  const yes = `review:givebackyes:${stampOf(pending)}`
  return {
    ...say('action', replies.dossier.preview(sent.registration.code ?? '', name, pending.reason ?? '')),
    yes,
    choices: [
      { label: replies.dossier.confirm, action: yes },
      { label: replies.choices.rewrite, action: 'review:rewrite' },
      { label: replies.choices.drop, action: 'review:drop' },
    ],
  }
}

function nameOf(papers: readonly ListedPaper[], paper: string): string {
  return papers.find(({ id }) => id === paper)?.name ?? ''
}
