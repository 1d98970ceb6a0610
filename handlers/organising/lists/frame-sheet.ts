// The head and the foot that such lists have on paper, around a table.

import type { Cell, Image, Row, Sheet } from 'write-excel-file/node'
import { headingCell, lineCells } from './cells.ts'
import { sheetWords as words } from './words.vi.ts'

export interface Letterhead {
  /** The body above, and the one that makes the list. */
  readonly above: string
  readonly unit: string
  readonly campaign: string
  /** “NĂM 2020” */
  readonly period: string
  /** Said below the title: that an organiser opened a form. */
  readonly notes: readonly string[]
  /** “ngày 10 tháng 02 năm 2020” */
  readonly day: string
}

export interface Table {
  readonly name: string
  readonly title: string
  readonly columns: readonly { readonly heading: string; readonly width: number; readonly under?: readonly string[] }[]
  readonly rows: readonly Row[]
  readonly total: string
  readonly notes?: readonly string[]
}

/** One sheet: letterhead, title, table, total, who made and who signs it. A4, landscape. */
export function frameSheet(table: Table, head: Letterhead): Sheet<Image['content']> {
  const widths = table.columns.flatMap(({ width, under }) => under?.map(() => width) ?? [width])
  const all = widths.length
  const left = leftHalf(widths)
  const both = (one: string, other: string, style = {}): Row => [
    ...lineCells(one, left, { align: 'center', ...style }),
    ...lineCells(other, all - left, { align: 'center', ...style }),
  ]
  const line = (text: string, style = {}): Row => lineCells(text, all, style)
  const title = { align: 'center', fontWeight: 'bold', fontSize: 14, height: 24 }
  const small = { align: 'center', fontStyle: 'italic' }
  const data: Row[] = [
    both(head.above, words.country),
    both(head.unit, words.motto, { fontWeight: 'bold' }),
    [],
    line(`${table.title} ${head.period}`, title),
    line(head.campaign, { align: 'center', fontWeight: 'bold' }),
    line(words.enclosed, small),
    ...head.notes.map((note) => line(note, small)),
    [],
    ...headingRows(table).map((row) => heightened(row, widths)),
    ...table.rows.map((row) => heightened(row, widths)),
    line(table.total, { fontWeight: 'bold' }),
    ...(table.notes ?? []).map((note) => line(note, { fontStyle: 'italic' })),
    [],
    both('', head.day, { fontStyle: 'italic' }),
    both(words.author, words.chief, { fontWeight: 'bold' }),
    both(words.signs, words.signsAndSeals, { fontStyle: 'italic' }),
  ]
  return {
    data,
    sheet: table.name,
    orientation: 'landscape',
    columns: widths.map((width) => ({ width })),
    showGridLines: false,
  }
}

// The letterhead's halves stand over about as much of the page each.
function leftHalf(widths: readonly number[]): number {
  const whole = widths.reduce((sum, width) => sum + width, 0)
  let sum = 0
  const index = widths.findIndex((width) => {
    sum += width
    return sum >= 0.42 * whole
  })
  return Math.min(Math.max(index + 1, 1), widths.length - 1)
}

const LINE_HEIGHT = 15 // in points, of letters of 11 points
const LETTERS_A_UNIT = 1.1 // widths count figures, and most letters are narrower
const MOST_HEIGHT = 405 // Excel takes 409 points

// Programs make a row no higher for text that they break, so its lines are reckoned here.
function heightened(row: Row, widths: readonly number[]): Row {
  const lines = row.map((cell, index) => {
    if (cell === null || typeof cell !== 'object' || !('value' in cell) || typeof cell.value !== 'string') return 1
    const span = widths.slice(index, index + (cell.columnSpan ?? 1)).reduce((sum, width) => sum + width, 0)
    const isTall = (cell.rowSpan ?? 1) > 1
    return isTall
      ? 1
      : cell.value.split('\n').reduce((sum, line) => sum + linesOf(line, Math.floor(span * LETTERS_A_UNIT)), 0)
  })
  const height = Math.min(Math.max(1, ...lines) * LINE_HEIGHT, MOST_HEIGHT)
  return row.map((cell, index) =>
    index === 0 && cell !== null && typeof cell === 'object' ? { ...cell, height } : cell,
  )
}

// Words are broken at spaces alone: how many lines of that many letters they fill.
function linesOf(line: string, width: number): number {
  let lines = 1
  let filled = 0
  for (const { length } of line.split(' ')) {
    if (filled > 0 && filled + 1 + length > width) {
      lines += 1
      filled = length
    } else filled += (filled > 0 ? 1 : 0) + length
    lines += Math.floor(filled / (width + 1))
    filled %= width + 1
  }
  return lines
}

// Two rows where a heading stands over several columns.
function headingRows({ columns }: Table): Row[] {
  const isTwofold = columns.some(({ under }) => under)
  const first = columns.flatMap(({ heading, under }): Cell[] =>
    under
      ? [headingCell(heading, { columnSpan: under.length }), ...Array<null>(under.length - 1).fill(null)]
      : [headingCell(heading, isTwofold ? { rowSpan: 2 } : {})],
  )
  if (!isTwofold) return [first]
  const second = columns.flatMap(({ under }): Cell[] => under?.map((word) => headingCell(word)) ?? [null])
  return [first, second]
}
