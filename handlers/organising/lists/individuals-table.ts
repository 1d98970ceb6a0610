import { Temporal } from 'temporal-polyfill'
import type { Row } from 'write-excel-file/node'
import { answerAs, isCollective, subjectName } from '../../../forms/as-role.ts'
import type { Sent } from '../read-sent.ts'
import { dayCell, numberCell, textCell } from './cells.ts'
import { inList, remarksOf, sentOn, stateOf } from './describe-row.ts'
import type { Table } from './frame-sheet.ts'
import { sheetWords as words } from './words.vi.ts'

const WIDTHS = [5, 7, 16, 11, 11, 15, 12, 11, 14, 14, 22, 11, 11, 10, 15]
const ADDRESS = /^(ông|bà)\s+/iu

/** The sheet “Cá nhân”. */
export function individualsTable(sent: readonly Sent[], title: string): Table {
  const own = sent.filter(({ form, values }) => isCollective(form, values) === false)
  return {
    name: words.sheets.individuals,
    title,
    columns: words.individuals.map((heading, index) => ({ heading, width: WIDTHS[index] ?? 12 })),
    rows: own.map(toRow),
    total: words.total.individuals(own.length),
  }
}

function toRow(one: Sent, index: number): Row {
  const name = subjectName(one.form, one.values)
  const address = ADDRESS.exec(name)?.[1] ?? ''
  return [
    numberCell(index + 1),
    textCell(address && address.charAt(0).toUpperCase() + address.slice(1).toLowerCase()),
    textCell(name.replace(ADDRESS, '')),
    dayCell(birthdayOf(one)),
    textCell(inList(one, 'position')),
    textCell(inList(one, 'unit')),
    textCell(inList(one, 'category')),
    textCell(inList(one, 'title')),
    textCell(inList(one, 'award')),
    textCell([inList(one, 'field'), inList(one, 'contents')].filter((part) => part !== '').join('; ')),
    textCell(inList(one, 'tasks')),
    textCell(inList(one, 'initiative')),
    dayCell(sentOn(one)),
    textCell(stateOf(one)),
    textCell(remarksOf(one)),
  ]
}

function birthdayOf({ form, values }: Sent): Temporal.PlainDate | null {
  const value = answerAs(form, values, 'birthday')?.value
  return value?.type === 'date' ? Temporal.PlainDate.from(value.date) : null
}
