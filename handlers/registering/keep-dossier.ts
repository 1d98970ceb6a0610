// The papers that follow an accepted registration, ticked off one by one, with their files where the channel brings them.

import { hold } from '../../forms/form.ts'
import { sectionName } from '../../knowledge/document.ts'
import { fold } from '../../knowledge/fold.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Choice, Reply } from '../../message.ts'
import { papersOf, type TickedPaper, tickPaper, untickPaper } from '../../store/dossier.ts'
import { type Registration, readRegistration, registrationsOfPerson } from '../../store/registrations.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { type FormInUse, findForm, readValues } from './form-in-use.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { takeFiles } from './take-files.ts'

type Dossier = Campaign['dossiers'][number]
type Paper = Dossier['papers'][number]

const ACTION = /^paper:([\w-]+)(?::([\w-]+)(?::(have|not))?)?$/
const COMMAND =
  /^(?:(?:toi |em )?(?:muon )?(?:nop|bo sung|chuan bi|lam|xem|kiem tra) )?(?:ho so|giay to)(?: (?:khen thuong|de nghi khen thuong))?(?: cua (?:toi|em|minh)| con thieu(?: gi)?)[?.! ]*$|^(?:(?:toi |em )?(?:muon )?)(?:nop|bo sung) (?:ho so|giay to)(?: (?:khen thuong|de nghi khen thuong))?[.! ]*$/

/** “nộp hồ sơ”, a tapped paper, a file for it: the checklist of an accepted registration. */
export const keepDossier: Handler = async (message, state, tools) => {
  const isPrivate = message.conversationId === message.sender
  if (message.kind === 'other' && state.paper && isPrivate) return takePaper(message, state, tools)
  const tapped = message.kind === 'choice' ? ACTION.exec(message.action ?? '') : null
  const typed = message.kind === 'text' && COMMAND.test(fold(message.text).trim())
  if (!tapped && !typed) return null
  if (!isPrivate) return reply(tools, state, say('refused', replies.privately))
  return tapped ? tapPaper(tapped, message, state, tools) : chooseDossier(message, state, tools)
}

async function tapPaper(
  [, id = '', paper, verdict]: RegExpExecArray,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const registration = await readRegistration(tools.db, id)
  if (!registration || registration.person !== message.person)
    return reply(tools, state, say('smalltalk', replies.oldButton))
  const list = findPapers(registration, tools)
  if ('why' in list) return reply(tools, state, say('not_stated', list.why))
  const left = { ...state, paper: null }
  const wanted = list.papers.find((one) => one.id === paper)
  if (!wanted?.id) return reply(tools, left, await tellPapers(registration, list, tools))
  if (!verdict) return reply(tools, { ...state, paper: { registration: id, paper: wanted.id } }, askPaper(id, wanted))
  const now = tools.clock.now()
  const have = verdict === 'have'
  const ticked = { paper: wanted.id, at: now, by: message.person, fileId: null, fileName: null }
  const before = await papersOf(tools.db, id)
  const after = have
    ? [...before.filter((one) => one.paper !== wanted.id), before.find((one) => one.paper === wanted.id) ?? ticked]
    : before.filter((one) => one.paper !== wanted.id)
  const note = have ? texts.paperTicked(wanted.name) : texts.paperUnticked(wanted.name)
  return {
    ...reply(tools, left, tellPapersAs(registration, list, after, note)),
    writes: [
      (trx) =>
        have
          ? tickPaper(trx, { registration: id, paper: ticked.paper, by: message.person, fileId: null }, now)
          : untickPaper(trx, id, ticked.paper),
    ],
  }
}

// A file came while one paper was asked for.
async function takePaper(message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome | null> {
  if (message.files.length === 0 || !state.paper) return null
  const { registration: id, paper } = state.paper
  const registration = await readRegistration(tools.db, id)
  const list = registration?.person === message.person ? findPapers(registration, tools) : null
  const wanted = list && 'papers' in list ? list.papers.find((one) => one.id === paper) : undefined
  if (!registration || !list || 'why' in list || !wanted) return null
  const { files, writes, refusals } = await takeFiles(message, id, tools)
  const [last] = files.slice(-1)
  if (!last) return reply(tools, state, { ...say('refused', ...refusals), choices: askPaper(id, wanted).choices })
  const now = tools.clock.now()
  const before = (await papersOf(tools.db, id)).filter((one) => one.paper !== paper)
  const ticked = { paper, at: now, by: message.person, fileId: last.fileId, fileName: last.name }
  return {
    ...reply(
      tools,
      { ...state, paper: null },
      tellPapersAs(registration, list, [...before, ticked], [texts.paperTicked(wanted.name), ...refusals].join('\n')),
    ),
    writes: [
      ...writes,
      (trx) => tickPaper(trx, { registration: id, paper, by: message.person, fileId: last.fileId }, now),
    ],
  }
}

// Which registration’s: the accepted one, or a choice of them. Without any registration there is no dossier (R2).
async function chooseDossier(message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome> {
  const all = (await registrationsOfPerson(tools.db, message.person)).filter(
    ({ state: at }) => at !== 'draft' && at !== 'expired',
  )
  const lists = all.map((registration) => ({ registration, list: findPapers(registration, tools) }))
  const ready = lists.flatMap(({ registration, list }) => ('papers' in list ? [{ registration, list }] : []))
  const [only] = ready
  if (only && ready.length === 1)
    return reply(tools, { ...state, paper: null }, await tellPapers(only.registration, only.list, tools))
  if (ready.length > 1)
    return reply(tools, state, {
      ...say('clarify', texts.dossier),
      choices: ready.map(({ registration: { id, code } }) => ({
        label: texts.open(code ?? ''),
        action: `paper:${id}`,
      })),
    })
  const waiting = lists.flatMap(({ list }) => ('why' in list ? [list.why] : []))
  if (waiting.length > 0) return reply(tools, state, say('not_stated', waiting[0] ?? ''))
  return reply(tools, state, say('not_stated', texts.dossierNeedsRegistration, ...whyRegister(state, tools)))
}

// The plan's own words, where the plan in focus demands a registration first.
function whyRegister({ focus }: State, { knower }: Tools): string[] {
  const campaign = knower.current().campaigns.find(({ id }) => id === focus)
  const criteria = campaign?.forms.flatMap(({ eligibility }) => eligibility) ?? []
  const criterion = criteria.find(({ quote, milestone }) => !milestone && /đăng ký/i.test(quote)) ?? criteria[0]
  const [document] = campaign?.documents ?? []
  if (!criterion || !document) return []
  return [texts.dossierRule(criterion.quote, sectionName(criterion.section), document.meta.citation)]
}

interface Papers {
  readonly inUse: FormInUse
  readonly dossier: Dossier
  /** Those that these answers need. */
  readonly papers: readonly Paper[]
}

function findPapers(registration: Registration, tools: Tools): Papers | { why: string } {
  const inUse = findForm(tools, registration.campaign, registration.form)
  if (!inUse) return { why: texts.formGone }
  const dossier = inUse.campaign.dossiers.find(({ id }) => id === inUse.form.dossier)
  if (!dossier) return { why: texts.noDossier(inUse.form.title) }
  if (registration.state !== 'approved') return { why: texts.dossierLater(registration.code ?? '') }
  const values = readValues(registration.answers)
  return { inUse, dossier, papers: dossier.papers.filter((paper) => !paper.if || hold(paper.if, values, inUse.units)) }
}

async function tellPapers(registration: Registration, list: Papers, tools: Tools): Promise<Reply> {
  return tellPapersAs(registration, list, await papersOf(tools.db, registration.id))
}

function tellPapersAs(
  { id, code }: Registration,
  { inUse, dossier, papers }: Papers,
  ticked: readonly TickedPaper[],
  note?: string,
): Reply {
  const at = new Map(ticked.map((one) => [one.paper, one]))
  const missing = papers.filter((paper) => !at.has(paper.id ?? '')).length
  const [document] = inUse.campaign.documents
  return {
    kind: 'action',
    blocks: [
      ...(note ? [{ type: 'text' as const, text: note }] : []),
      { type: 'heading', text: texts.papersOf(dossier.label, code ?? '') },
      { type: 'list', items: papers.map((paper) => ({ text: lineOf(paper, at.get(paper.id ?? '')) })) },
      { type: 'text', text: missing === 0 ? texts.papersComplete : texts.papersLack(missing) },
      {
        type: 'text',
        text: texts.papersSource(sectionName(dossier.section), document?.meta.citation ?? inUse.campaign.title),
      },
      ...(dossier.note ? [{ type: 'text' as const, text: dossier.note }] : []),
      { type: 'text', text: texts.papersAsk },
    ],
    sources: [],
    choices: papers.flatMap((paper): Choice[] =>
      paper.id ? [{ label: toShort(paper.name), action: `paper:${id}:${paper.id}` }] : [],
    ),
  }
}

function lineOf({ name }: Paper, ticked: TickedPaper | undefined): string {
  if (!ticked) return texts.paperMissing(name)
  return ticked.fileName ? texts.paperFile(name, ticked.fileName) : texts.paperHave(name)
}

function askPaper(id: string, paper: Paper): Reply {
  return {
    ...say('action', texts.paperAsk(paper.name)),
    choices: [
      { label: texts.paperOnPaper, action: `paper:${id}:${paper.id}:have` },
      { label: texts.paperNot, action: `paper:${id}:${paper.id}:not` },
      { label: texts.papersBack, action: `paper:${id}` },
    ],
  }
}

const LABEL_LENGTH = 40 // what a button shows of a paper's name

function toShort(name: string): string {
  return name.length <= LABEL_LENGTH ? name : `${name.slice(0, LABEL_LENGTH - 1).replace(/\s+\S*$/, '')}…`
}
