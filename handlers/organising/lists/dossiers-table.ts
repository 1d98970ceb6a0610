import type { Temporal } from 'temporal-polyfill'
import type { Row } from 'write-excel-file/node'
import { toVietnamDate } from '../../../clock.ts'
import { subjectName } from '../../../forms/as-role.ts'
import { hold } from '../../../forms/form.ts'
import type { UnitDirectory } from '../../../forms/units.ts'
import { fold } from '../../../knowledge/fold.ts'
import type { CampaignData } from '../../../knowledge/schema.ts'
import type { PaperVerdict, TickedPaper } from '../../../store/dossier.ts'
import type { Sent } from '../read-sent.ts'
import { dayCell, numberCell, textCell } from './cells.ts'
import { inList } from './describe-row.ts'
import type { Table } from './frame-sheet.ts'
import { sheetWords as words } from './words.vi.ts'

const WIDTHS = [5, 22, 20, 20, 9, 9, 11, 10, 10, 10, 11, 9, 20]
type Paper = CampaignData['dossiers'][number]['papers'][number]
/** A paper that is at hand, and of which registration. */
export type CamePaper = Pick<TickedPaper, 'paper' | 'at'> & {
  readonly registration: string
  readonly verdict: PaperVerdict['kind'] | null
  /** By whom it was checked, as colleagues call them. */
  readonly checker: string
}

// A paper's column by the words of its name; “kèm phụ lục” stands in two, a confirmation on the report only in its own.
const COLUMNS: readonly ((name: string) => boolean)[] = [
  (name) => /to trinh/.test(name),
  (name) => /bien ban/.test(name),
  (name) => /bao cao/.test(name) && !/xac nhan|hiep y/.test(name),
  isAppendix,
  (name) => /hiep y/.test(name),
  (name) => /xac nhan/.test(name),
]

/** The sheet “Hồ sơ khen thưởng”: what was accepted, which of its papers came, and who checked them. */
export function dossiersTable(sent: readonly Sent[], ticked: readonly CamePaper[], units: UnitDirectory): Table {
  const own = sent.flatMap((one) => {
    const dossier = one.campaign?.dossiers.find(({ id }) => id === one.form.dossier)
    return dossier && one.registration.state === 'approved' ? [{ one, dossier }] : []
  })
  const hasDossier = sent.some(({ form }) => form.dossier) || own.length > 0
  return {
    name: words.sheets.dossiers,
    title: words.titles.dossiers,
    columns: words.dossiers.map((heading, index) => ({ heading, width: WIDTHS[index] ?? 12 })),
    rows: own.map(({ one, dossier }, index) => {
      const came = ticked.filter(({ registration }) => registration === one.registration.id)
      const needed = dossier.papers.filter((paper) => hold(paper.if ?? [], one.values, units))
      return toRow(one, index, needed, came)
    }),
    total: words.total.dossiers(own.length),
    ...(hasDossier ? {} : { notes: [words.noDossier] }),
  }
}

function toRow(one: Sent, index: number, needed: readonly Paper[], came: readonly CamePaper[]): Row {
  const verdictOf = ({ id }: Paper) => came.find(({ paper }) => paper === id)?.verdict
  const missing = needed.filter(({ id }) => !came.some(({ paper, verdict }) => paper === id && verdict !== 'returned'))
  return [
    numberCell(index + 1),
    textCell(inList(one, 'unit')),
    textCell(subjectName(one.form, one.values)),
    textCell(inList(one, 'award') || inList(one, 'title')),
    ...COLUMNS.map((isIn) => {
      const papers = needed.filter(({ name }) => isIn(fold(name)))
      return textCell(stateOf(papers, missing, isIn, verdictOf), { align: 'center' })
    }),
    dayCell(firstDay(came)),
    textCell(missing.length === 0 ? words.complete : words.incomplete),
    textCell([...new Set(came.map(({ checker }) => checker))].filter((name) => name !== '').join('; ')),
  ]
}

// Whether an appendix came with the paper that should carry it, nobody has said: that is left empty.
function stateOf(
  papers: readonly Paper[],
  missing: readonly Paper[],
  isIn: (name: string) => boolean,
  verdictOf: (paper: Paper) => PaperVerdict['kind'] | null | undefined,
): string {
  if (papers.length === 0) return words.notNeeded
  if (papers.some((paper) => verdictOf(paper) === 'returned')) return words.returned
  if (papers.every((paper) => verdictOf(paper) === 'checked')) return words.checked
  const isCarried = isIn === isAppendix && papers.some(({ name }) => !/^phu luc/.test(fold(name)))
  return isCarried || papers.some((paper) => missing.includes(paper)) ? '' : words.handedIn
}

function isAppendix(name: string): boolean {
  return /phu luc/.test(name)
}

function firstDay(came: readonly CamePaper[]): Temporal.PlainDate | null {
  const [first] = came.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  return first ? toVietnamDate(first.at) : null
}
