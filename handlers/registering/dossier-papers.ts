// The list of the papers that follow an accepted registration.

import { hold } from '../../forms/form.ts'
import { explainMilestone } from '../../knowledge/deadlines.ts'
import { sectionName } from '../../knowledge/document.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Choice, Reply } from '../../message.ts'
import type { OutgoingReply } from '../../store/commit.ts'
import { isThere, papersOf, type TickedPaper } from '../../store/dossier.ts'
import type { Registration } from '../../store/registration.ts'
import type { Tools } from '../handler.ts'
import { dossierComplete } from '../organising/cards.ts'
import { timelineOfId } from '../reminding/decisions.ts'
import { tellSetDay } from '../reminding/tell-set-day.ts'
import { say } from '../replies.vi.ts'
import { type FormInUse, findFormNow, readValues } from './form-in-use.ts'
import { registeringReplies as texts } from './replies.vi.ts'

type Dossier = Campaign['dossiers'][number]
type Paper = Dossier['papers'][number]

/** The dossier of an accepted registration. */
export interface Papers {
  readonly inUse: FormInUse
  readonly dossier: Dossier
  /** Those that these answers need. */
  readonly papers: readonly Paper[]
  /** To whom and until when they are to be sent; null where the plan says neither. */
  readonly due: string | null
}

/** A paper that a file may be. */
export interface OpenPaper {
  readonly registration: Registration
  readonly list: Papers
  readonly paper: Paper
  /** A file of it was the last thing they sent: another may be a part of it. */
  readonly isMore?: true
}

async function tellDue(campaign: string, { milestone: id }: Dossier, tools: Tools): Promise<string | null> {
  const timed = (await timelineOfId(campaign, tools)).find(({ milestone }) => milestone.id === id)
  if (!timed) return null
  const { milestone, decision } = timed
  const told = explainMilestone(milestone, tools.clock.today(), tools.knower.current().workingDays)
  // How long it is until the plan's own day matters no more where another holds.
  const when = decision ? (told.split('. ')[0] ?? told) : told
  const due = texts.papersDue(milestone.toWhom, when, sectionName(milestone.section))
  return [due, tellSetDay(timed)].filter((text) => text !== '').join(' ')
}

/** The papers that the registration's dossier needs, or why there is none yet. */
export async function findPapers(registration: Registration, tools: Tools): Promise<Papers | { why: string }> {
  const inUse = await findFormNow(tools, registration.campaign, registration.form)
  if (!inUse) return { why: texts.formGone }
  const dossier = inUse.campaign.dossiers.find(({ id }) => id === inUse.form.dossier)
  if (!dossier) return { why: texts.noDossier(inUse.form.title) }
  if (registration.state !== 'approved') return { why: texts.dossierLater(registration.code ?? '') }
  const values = readValues(registration.answers)
  const papers = dossier.papers.filter((paper) => !paper.if || hold(paper.if, values, inUse.units))
  return { inUse, dossier, papers, due: await tellDue(registration.campaign, dossier, tools) }
}

/** What organisers are told once the last paper is at hand that was missing before; nothing else. */
export async function tellComplete(
  registration: Registration,
  { papers }: Papers,
  before: readonly TickedPaper[],
  after: readonly TickedPaper[],
  tools: Tools,
): Promise<OutgoingReply[]> {
  const isComplete = (ticked: readonly TickedPaper[]) =>
    papers.every(({ id }) => isThere(ticked.find(({ paper }) => paper === id)))
  return isComplete(after) && !isComplete(before) ? dossierComplete(registration, tools) : []
}

/** Which papers are there and which are missing, to whom and until when. */
export async function tellPapers(registration: Registration, list: Papers, tools: Tools): Promise<Reply> {
  return tellPapersAs(registration, list, await papersOf(tools.db, registration.id))
}

/** The same with these ticked. */
export function tellPapersAs(
  { id, code }: Registration,
  { inUse, dossier, papers, due }: Papers,
  ticked: readonly TickedPaper[],
  note?: string,
): Reply {
  const at = new Map(ticked.map((one) => [one.paper, one]))
  const missing = papers.filter((paper) => !isThere(at.get(paper.id ?? ''))).length
  const [document] = inUse.campaign.documents
  return {
    kind: 'action',
    blocks: [
      ...(note ? [{ type: 'text' as const, text: note }] : []),
      { type: 'heading', text: texts.papersOf(dossier.label, code ?? '') },
      { type: 'list', items: papers.map((paper) => ({ text: paperLine(paper, at.get(paper.id ?? '')) })) },
      { type: 'text', text: missing === 0 ? texts.papersComplete : texts.papersLack(missing) },
      ...(due ? [{ type: 'text' as const, text: due }] : []),
      {
        type: 'text',
        text: texts.papersSource(sectionName(dossier.section), document?.meta.citation ?? inUse.campaign.title),
      },
      ...(dossier.note ? [{ type: 'text' as const, text: dossier.note }] : []),
      { type: 'text', text: missing === 0 ? texts.papersReplace : texts.papersAsk },
    ],
    sources: [],
    choices: papers.flatMap((paper): Choice[] =>
      paper.id ? [{ label: toShort(paper.name), action: `paper:${id}:${paper.id}` }] : [],
    ),
  }
}

/** A paper, and whether it is at hand. */
export function paperLine({ name }: Pick<Paper, 'name'>, ticked: TickedPaper | undefined): string {
  if (!ticked) return texts.paperMissing(name)
  const { files, verdict } = ticked
  if (verdict?.kind === 'returned') return texts.paperReturned(name, verdict.reason ?? '')
  const names = files.map((file) => file.name)
  return verdict ? texts.paperChecked(name, names) : texts.paperHave(name, names)
}

/** Asks for one paper, or for more of it. */
export function askPaper(id: string, paper: Paper, ticked?: TickedPaper): Reply {
  const names = ticked && isThere(ticked) ? ticked.files.map(({ name }) => name) : []
  return {
    ...say('action', names.length > 0 ? texts.paperAskMore(paper.name, names) : texts.paperAsk(paper.name)),
    choices: [
      { label: texts.paperOnPaper, action: `paper:${id}:${paper.id}:have` },
      { label: names.length > 0 ? texts.paperDrop : texts.paperNot, action: `paper:${id}:${paper.id}:not` },
      { label: texts.papersBack, action: `paper:${id}` },
    ],
  }
}

/** Which paper is this file? Of several registrations the papers carry their codes. */
export function askWhich(file: { fileId: string; name: string }, open: readonly OpenPaper[]): Reply {
  const isOne = new Set(open.map(({ registration }) => registration.id)).size === 1
  const labelOf = ({ registration: { code }, paper, isMore }: OpenPaper) => {
    const name = isMore ? texts.paperMore(toShort(paper.name)) : toShort(paper.name)
    return isOne ? name : texts.paperOf(name, code ?? '')
  }
  return {
    ...say('clarify', texts.whichPaper(file.name)),
    choices: [
      ...open.map((one) => ({
        label: labelOf(one),
        action: `paper:${one.registration.id}:${one.paper.id}:${file.fileId}`,
      })),
      { label: texts.noPaper, action: `paper:${open[0]?.registration.id}::${file.fileId}` },
    ],
  }
}

const LABEL_LENGTH = 40

/** What a button shows of a paper's name. */
export function toShort(name: string): string {
  return name.length <= LABEL_LENGTH ? name : `${name.slice(0, LABEL_LENGTH - 1).replace(/\s+\S*$/, '')}…`
}
