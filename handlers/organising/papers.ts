// The papers of a dossier, as organisers see them.

import { hold } from '../../forms/form.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Block, Choice, Reply } from '../../message.ts'
import { papersOf, type TickedPaper } from '../../store/dossier.ts'
import { readFileRow, toAttachment } from '../../store/files.ts'
import type { Tools } from '../handler.ts'
import { paperLine, toShort } from '../registering/dossier-papers.ts'
import { directoryOf } from '../registering/form-in-use.ts'
import { say } from '../replies.vi.ts'
import type { Sent } from './read-sent.ts'
import { replies } from './replies.vi.ts'

/** A paper of a dossier's list, and what is at hand of it. */
export interface ListedPaper {
  readonly id: string
  readonly name: string
  readonly ticked: TickedPaper | undefined
}

export interface DossierPapers {
  readonly label: string
  readonly papers: readonly ListedPaper[]
}

/** The papers that these answers need, and what came though they would not; null where there is no dossier. */
export async function dossierOf(
  { registration, campaign, form, values }: Sent,
  { db, knower }: Pick<Tools, 'db' | 'knower'>,
): Promise<DossierPapers | null> {
  const dossier = campaign?.dossiers.find((one) => one.id === form.dossier)
  if (!dossier) return null
  const ticked = new Map((await papersOf(db, registration.id)).map((one) => [one.paper, one]))
  const units = directoryOf(knower.current().units)
  const papers = dossier.papers.filter((paper) => ticked.has(paper.id ?? '') || hold(paper.if ?? [], values, units))
  return { label: dossier.label, papers: papers.map((paper) => toListed(paper, ticked)) }
}

function toListed(
  { id = '', name }: Campaign['dossiers'][number]['papers'][number],
  ticked: ReadonlyMap<string, TickedPaper>,
): ListedPaper {
  return { id, name, ticked: ticked.get(id) }
}

/** Those that are at hand and that nobody has judged as they are now. */
export function unjudged({ papers }: DossierPapers): (ListedPaper & { readonly ticked: TickedPaper })[] {
  return papers.flatMap((paper) => {
    const { ticked } = paper
    return ticked && !ticked.verdict ? [{ ...paper, ticked }] : []
  })
}

/** Which papers came and which are missing, and what leads to each; nothing before there is a dossier. */
export async function tellPapers(sent: Sent, tools: Tools): Promise<{ blocks: Block[]; choices: Choice[] }> {
  const { id, revision, state } = sent.registration
  const dossier = await dossierOf(sent, tools)
  const came = dossier?.papers.filter(({ ticked }) => ticked) ?? []
  if (!dossier || (state !== 'approved' && came.length === 0)) return { blocks: [], choices: [] }
  const isOpen = state === 'approved' && came.length > 0
  return {
    blocks: [
      { type: 'text', text: `${dossier.label}:` },
      { type: 'list', items: dossier.papers.map((paper) => ({ text: paperLine(paper, paper.ticked) })) },
    ],
    choices: [
      ...(isOpen ? [{ label: replies.dossier.open, action: `review:dossier:${id}` }] : []),
      ...came.flatMap(({ id: paper, name, ticked }): Choice[] =>
        ticked && ticked.files.length > 0
          ? [{ label: replies.choices.openPaper(toShort(name)), action: `review:paper:${id}:${revision}:${paper}` }]
          : [],
      ),
    ],
  }
}

/** The files of a paper. For organisers of its campaign alone. */
export async function openPaper(sent: Sent, paper: string, tools: Tools): Promise<Reply> {
  const listed = (await dossierOf(sent, tools))?.papers.find(({ id }) => id === paper)
  const rows = await Promise.all((listed?.ticked?.files ?? []).map(({ fileId }) => readFileRow(tools.db, fileId)))
  const files = rows.filter((row) => row !== null)
  if (!listed || files.length === 0) return say('action', replies.paperGone)
  const told = replies.paperOpened(sent.registration.code ?? '', listed.name)
  return { ...say('action', told, replies.export.careful), attachments: files.map(toAttachment) }
}
