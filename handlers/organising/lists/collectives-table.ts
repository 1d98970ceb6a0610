import type { Row } from 'write-excel-file/node'
import { isCollective, subjectName } from '../../../forms/as-role.ts'
import type { UnitDirectory } from '../../../forms/units.ts'
import type { Sent } from '../read-sent.ts'
import { dayCell, numberCell, textCell } from './cells.ts'
import { bodyAbove, inList, numberInList, remarksOf, sentOn, stateOf } from './describe-row.ts'
import type { Table } from './frame-sheet.ts'
import { sheetWords as words } from './words.vi.ts'

const WIDTHS = [5, 20, 14, 8, 9, 13, 15, 17, 27, 11, 10, 17]

/** The sheet “Tập thể”. */
export function collectivesTable(sent: readonly Sent[], units: UnitDirectory, title: string): Table {
  const own = sent.filter(({ form, values }) => isCollective(form, values) !== false)
  return {
    name: words.sheets.collectives,
    title,
    columns: words.collectives.map((heading, index) => ({ heading, width: WIDTHS[index] ?? 12 })),
    rows: own.map((one, index) => toRow(one, index, units)),
    total: words.total.collectives(own.length),
  }
}

function toRow(one: Sent, index: number, units: UnitDirectory): Row {
  return [
    numberCell(index + 1),
    textCell(subjectName(one.form, one.values)),
    textCell(bodyAbove(one, units)),
    textCell(inList(one, 'block')),
    numberCell(numberInList(one, 'headcount')),
    textCell(inList(one, 'title')),
    textCell(inList(one, 'award')),
    textCell([inList(one, 'field'), inList(one, 'contents')].filter((part) => part !== '').join('; ')),
    textCell(inList(one, 'tasks')),
    dayCell(sentOn(one)),
    textCell(stateOf(one)),
    textCell(remarksOf(one)),
  ]
}
