// The papers of a dossier, as organisers see them.

import { hold } from '../../forms/form.ts'
import type { Block, Choice, Reply } from '../../message.ts'
import { papersOf } from '../../store/dossier.ts'
import { readFileRow, toAttachment } from '../../store/files.ts'
import type { Tools } from '../handler.ts'
import { paperLine, toShort } from '../registering/dossier-papers.ts'
import { directoryOf } from '../registering/form-in-use.ts'
import { say } from '../replies.vi.ts'
import type { Sent } from './read-sent.ts'
import { replies } from './replies.vi.ts'

/** Which papers came and which are missing, and what opens each file; nothing before there is a dossier. */
export async function tellPapers(
  { registration: { id, revision, state }, campaign, form, values }: Sent,
  { db, knower }: Tools,
): Promise<{ blocks: Block[]; choices: Choice[] }> {
  const dossier = campaign?.dossiers.find((one) => one.id === form.dossier)
  const ticked = new Map((await papersOf(db, id)).map((one) => [one.paper, one]))
  if (!dossier || (state !== 'approved' && ticked.size === 0)) return { blocks: [], choices: [] }
  const units = directoryOf(knower.current().units)
  // What came stays in the list though other answers would not need it.
  const papers = dossier.papers.filter((paper) => ticked.has(paper.id ?? '') || hold(paper.if ?? [], values, units))
  return {
    blocks: [
      { type: 'text', text: `${dossier.label}:` },
      { type: 'list', items: papers.map((paper) => ({ text: paperLine(paper, ticked.get(paper.id ?? '')) })) },
    ],
    choices: papers.flatMap(({ id: paper, name }): Choice[] =>
      paper && ticked.get(paper)?.fileName
        ? [{ label: replies.choices.openPaper(toShort(name)), action: `review:paper:${id}:${revision}:${paper}` }]
        : [],
    ),
  }
}

/** The file of a paper. For organisers of its campaign alone. */
export async function openPaper({ registration, campaign, form }: Sent, paper: string, { db }: Tools): Promise<Reply> {
  const ticked = (await papersOf(db, registration.id)).find((one) => one.paper === paper)
  const file = ticked?.fileId ? await readFileRow(db, ticked.fileId) : null
  if (!file) return say('action', replies.paperGone)
  const dossier = campaign?.dossiers.find(({ id }) => id === form.dossier)
  const name = dossier?.papers.find(({ id }) => id === paper)?.name ?? file.name
  const told = say('action', replies.paperOpened(registration.code ?? '', name), replies.export.careful)
  return { ...told, attachments: [toAttachment(file)] }
}
