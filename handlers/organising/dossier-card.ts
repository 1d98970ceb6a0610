import { describeAs, subjectName } from '../../forms/as-role.ts'
import type { Block, Choice, Reply } from '../../message.ts'
import { isThere } from '../../store/dossier.ts'
import type { Tools } from '../handler.ts'
import { paperLine, toShort } from '../registering/dossier-papers.ts'
import { say } from '../replies.vi.ts'
import { stampOf } from '../stamp.ts'
import { formatMoment } from './format-moment.ts'
import { nameInList, namePerson } from './name-person.ts'
import { type DossierPapers, type ListedPaper, openPaper, unjudged } from './papers.ts'
import type { Sent } from './read-sent.ts'
import { replies } from './replies.vi.ts'

/** A dossier as organisers check it: each paper and what was found of it, and what leads to the papers at hand. */
export async function toDossierCard(sent: Sent, dossier: DossierPapers, tools: Tools): Promise<Reply> {
  const { id, code } = sent.registration
  const open = unjudged(dossier)
  const missing = dossier.papers.filter(({ ticked }) => !isThere(ticked)).length
  const checkers = await namesOfCheckers(dossier, tools)
  const all: Choice[] =
    open.length > 0
      ? [{ label: replies.dossier.checkAll(open.length), action: `review:checked:${id}:${stampOfPapers(open)}:` }]
      : []
  const blocks: Block[] = [
    { type: 'heading', text: replies.dossier.heading(dossier.label, code ?? '') },
    { type: 'text', text: glanceOf(sent) },
    { type: 'list', items: dossier.papers.map((paper) => ({ text: paperLine(paper, paper.ticked) })) },
    { type: 'text', text: replies.dossier.stands(missing, open.length) },
    ...(checkers ? [{ type: 'text' as const, text: replies.dossier.checkedBy(checkers) }] : []),
  ]
  return {
    kind: 'action',
    blocks: blocks.filter((block) => block.type !== 'text' || block.text !== ''),
    sources: [],
    choices: [
      ...all,
      ...dossier.papers
        .filter(({ ticked }) => ticked)
        .map(({ id: paper, name }) => ({ label: toShort(name), action: `review:look:${id}:${paper}` })),
    ],
  }
}

/** One paper with its files, and what may be found of it. */
export async function toPaperCard(sent: Sent, { id: paper, name, ticked }: ListedPaper, tools: Tools): Promise<Reply> {
  const { id, code } = sent.registration
  const back = { label: replies.dossier.back(code ?? ''), action: `review:dossier:${id}` }
  if (!ticked) return { ...say('action', replies.dossier.notThere(name)), choices: [back] }
  const opened = ticked.files.length > 0 ? await openPaper(sent, paper, tools) : null
  const { verdict } = ticked
  const lines = [
    replies.dossier.paper(code ?? '', name, formatMoment(ticked.at), ticked.files.length),
    ...(verdict
      ? [
          replies.dossier.found(
            verdict.kind,
            await namePerson(tools, verdict.by),
            formatMoment(verdict.at),
            verdict.reason,
          ),
        ]
      : []),
    ...(opened?.attachments ? [replies.export.careful] : []),
  ]
  const action = (word: string) => `review:${word}:${id}:${stampOfPapers([{ id: paper, ticked }])}:${paper}`
  return {
    ...say('action', ...lines),
    ...(opened?.attachments ? { attachments: opened.attachments } : {}),
    choices: [
      ...(verdict ? [] : [{ label: replies.dossier.check, action: action('checked') }]),
      ...(verdict?.kind === 'returned' ? [] : [{ label: replies.dossier.giveBack, action: action('giveback') }]),
      back,
    ],
  }
}

/** Names what is at hand of these papers: given anew or judged, it is another. */
export function stampOfPapers(papers: readonly Pick<ListedPaper, 'id' | 'ticked'>[]): string {
  return stampOf(
    Object.fromEntries(
      papers.map(({ id, ticked }) => [id, [ticked?.at.toISOString() ?? '', ticked?.verdict?.at.toISOString() ?? '']]),
    ),
  )
}

function glanceOf({ form, values }: Sent): string {
  const [name, unit] = [subjectName(form, values), describeAs(form, values, 'unit')]
  const award = describeAs(form, values, 'award') || describeAs(form, values, 'title')
  return [name, unit === name ? '' : unit, award].filter((part) => part !== '').join('; ')
}

async function namesOfCheckers({ papers }: DossierPapers, tools: Tools): Promise<string> {
  const by = papers.flatMap(({ ticked }) => (ticked?.verdict?.kind === 'checked' ? [ticked.verdict.by] : []))
  const names = await Promise.all([...new Set(by)].map((person) => nameInList(tools, person)))
  return names.join('; ')
}
