// Cells as lists need them: what is text stays text, whatever it begins with; a day is a day.

import type { Temporal } from 'temporal-polyfill'
import type { Cell, CellObject } from 'write-excel-file/node'

const FONT_SIZE = 11
const LONGEST = 32_000 // Excel takes 32,767 characters
// What XML 1.0 does not allow, and halves of pictures left alone.
const FORBIDDEN = /[^\P{Cc}\t\n\r]|[\ud800-\udfff\ufffe\uffff]/gu

const frame = { borderStyle: 'thin', alignVertical: 'top', wrap: true, fontSize: FONT_SIZE } as const

/** Text of a table. The format “@” keeps Excel from reading it anew as a formula, a number or a day when it is edited. */
export function textCell(text: string, style: Partial<CellObject> = {}): CellObject {
  const value = text.replace(FORBIDDEN, '').slice(0, LONGEST)
  return value === '' ? { ...frame, ...style } : { ...frame, type: String, format: '@', value, ...style }
}

export function numberCell(value: number | null, format = '0'): CellObject {
  return value === null ? { ...frame } : { ...frame, type: Number, value, format, align: 'center' }
}

/** A share of 0 to 1, shown in percent. */
export function shareCell(part: number, whole: number): CellObject {
  return whole > 0 ? numberCell(part / whole, '0.0%') : { ...frame }
}

export function dayCell(day: Temporal.PlainDate | null): CellObject {
  if (!day) return { ...frame }
  const value = new Date(Date.UTC(day.year, day.month - 1, day.day))
  return { ...frame, type: Date, value, format: 'dd/mm/yyyy', align: 'center' }
}

export function headingCell(text: string, more: Partial<CellObject> = {}): CellObject {
  return textCell(text, {
    fontWeight: 'bold',
    align: 'center',
    alignVertical: 'center',
    backgroundColor: '#EDEDED',
    ...more,
  })
}

/** A line above or below the table, over so many columns. */
export function lineCells(text: string, columns: number, style: Partial<CellObject> = {}): Cell[] {
  const plain = { borderStyle: undefined, wrap: true, alignVertical: 'center' as const }
  const { borderStyle: _, ...cell } = { ...textCell(text), ...plain, ...style, columnSpan: columns }
  return [cell, ...Array<null>(columns - 1).fill(null)]
}
