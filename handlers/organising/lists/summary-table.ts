import type { Row } from 'write-excel-file/node'
import { answerAs, isCollective } from '../../../forms/as-role.ts'
import type { UnitDirectory } from '../../../forms/units.ts'
import { fold } from '../../../knowledge/fold.ts'
import { unitsThatSent } from '../missing-units.ts'
import type { Sent } from '../read-sent.ts'
import { toFromUnit, unitOf } from '../sent-of-units.ts'
import { groupBy, isTimed, labelsAs } from '../tally.ts'
import { numberCell, shareCell, textCell } from './cells.ts'
import { inList, numberInList } from './describe-row.ts'
import type { Table } from './frame-sheet.ts'
import { sheetWords as words } from './words.vi.ts'

const WIDTHS = [5, 34, 9, 8, 8, 7, 12, 12, 8, 8, 16]

// Titles and forms of commendation by what they begin with: “Bằng khen của Bộ trưởng …” is a Bằng khen.
const KINDS = {
  advanced: /^tap the lao dong tien tien/,
  excellent: /^tap the lao dong xuat sac/,
  flag: /^co thi dua/,
  merit: /^bang khen/,
  certificate: /^giay khen/,
  person: /^lao dong tien tien/,
  champion: /^chien s[iy] thi dua co so/,
} as const
type Kind = keyof typeof KINDS

interface Line {
  readonly name: string
  /** What is counted here, and in no other line. */
  readonly sent: readonly Sent[]
  /** What came from the unit or from below it, by which it was on time. */
  readonly came: readonly Sent[]
}

/** The sheet “Tổng hợp”: a line for each unit that is due, sent or not, then for those the directory does not know. */
export function summaryTable(campaign: string, sent: readonly Sent[], units: UnitDirectory): Table {
  const counted = sent.filter(isCounted)
  const lines = toLines(campaign, sent, units)
  const staff = sum(counted, 'headcount')
  const [persons, champions] = [countPersons(counted, 'person'), countPersons(counted, 'champion')]
  return {
    name: words.sheets.summary,
    title: words.titles.summary,
    columns: words.summary.map((heading, index) => ({
      heading,
      width: WIDTHS[index] ?? 12,
      ...(/%$/.test(heading) ? { under: words.numberAndShare } : {}),
    })),
    rows: [...lines.map(toRow), sumRow(counted)],
    total: words.total.units(lines.length),
    // Two bases: the plans aim at a share of all, general rules allow a share of those with the lower title (R16).
    notes: [
      ...(staff > 0 ? [words.shares.ofStaff(percent(champions, staff))] : []),
      ...(persons > 0 ? [words.shares.ofTitled(percent(champions, persons))] : []),
    ],
  }
}

function toLines(campaign: string, sent: readonly Sent[], units: UnitDirectory): Line[] {
  const due = units.all.filter(({ campaigns }) => campaigns.includes(campaign))
  const groups = groupBy(sent, (one) => {
    const chain = units.chainOf(unitOf(one) ?? '')
    const counts = chain.find((unit) => due.includes(unit)) ?? chain[0]
    return counts?.name ?? `${inList(one, 'unit')} (${words.outside})`
  })
  const names = new Set([...due.map(({ name }) => name), ...groups.keys()])
  const senders = sent.map((one) => ({ one, ids: unitsThatSent([toFromUnit(one)], units) }))
  return [...names].map((name) => {
    const own = groups.get(name) ?? []
    const unit = due.find((one) => one.name === name)
    const came = unit ? senders.filter(({ ids }) => ids.has(unit.id)).map(({ one }) => one) : own
    return { name, sent: own.filter(isCounted), came }
  })
}

// A registration that was turned down has been sent, but nothing of it is registered.
function isCounted({ registration: { state } }: Sent): boolean {
  return state !== 'rejected'
}

function toRow({ name, sent, came }: Line, index: number): Row {
  return [numberCell(index + 1), textCell(name), ...figures(sent), textCell(punctuality(came))]
}

function sumRow(sent: readonly Sent[]): Row {
  const bold = { fontWeight: 'bold' } as const
  return [textCell(''), textCell(words.sum, bold), ...figures(sent).map((cell) => ({ ...cell, ...bold })), textCell('')]
}

function figures(sent: readonly Sent[]) {
  const staff = sum(sent, 'headcount')
  const [persons, champions] = [countPersons(sent, 'person'), countPersons(sent, 'champion')]
  return [
    numberCell(staff || null),
    numberCell(count(sent, 'advanced').all || null),
    numberCell(count(sent, 'excellent').all || null),
    numberCell(count(sent, 'flag').all || null),
    textCell(both(count(sent, 'merit')), { align: 'center' }),
    textCell(both(count(sent, 'certificate')), { align: 'center' }),
    numberCell(persons || null),
    shareCell(persons, staff),
    numberCell(champions || null),
    shareCell(champions, staff),
  ]
}

function count(sent: readonly Sent[], kind: Kind) {
  const own = sent.filter((one) =>
    [...labelsAs(one, 'title'), ...labelsAs(one, 'award')].some((label) => KINDS[kind].test(fold(label))),
  )
  const collectives = own.filter(({ form, values }) => isCollective(form, values) !== false).length
  return { all: own.length, collectives, individuals: own.length - collectives }
}

// Numbers that a collective names, and persons who register by themselves.
function countPersons(sent: readonly Sent[], kind: 'person' | 'champion'): number {
  const role = kind === 'person' ? 'lao-dong-tien-tien' : 'chien-sy-thi-dua'
  return sum(sent, role) + count(sent, kind).individuals
}

function sum(sent: readonly Sent[], role: 'headcount' | 'lao-dong-tien-tien' | 'chien-sy-thi-dua'): number {
  return sent.reduce(
    (total, one) => total + (answerAs(one.form, one.values, role) ? (numberInList(one, role) ?? 0) : 0),
    0,
  )
}

function both({ all, collectives, individuals }: { all: number; collectives: number; individuals: number }): string {
  return all === 0 ? '' : `${collectives}/${individuals}`
}

function punctuality(sent: readonly Sent[]): string {
  const late = sent.filter(({ registration }) => registration.isLate).length
  if (sent.length === 0) return words.notYet
  if (!isTimed(sent)) return words.came
  if (late === 0) return words.onTime
  return late === sent.length ? words.late : words.lateSome(late, sent.length)
}

function percent(part: number, whole: number): string {
  return `${part}/${whole} = ${(Math.round((part / whole) * 1_000) / 10).toLocaleString('vi-VN')}%`
}
