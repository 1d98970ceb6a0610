// The numbers as a drawing: bars, the longest first, for a telephone held upright.

import { PICTURE_FONT, toSvgText } from '../picture.ts'
import { replies, stateNames } from './replies.vi.ts'
import type { Count, Tally } from './tally.ts'

interface Bar {
  readonly label: string
  readonly count: number
  readonly colour: string
  /** A sum of several: named, but no bar among theirs. */
  readonly isRest?: true
}

const WIDTH = 600
const MARGIN = 28
const LABEL_ROW = 20
const BAR = 18
const ROW = LABEL_ROW + BAR + 12
const LETTERS = 66 // of a label at that size
const MOST_BARS = 8
const COLOURS = { plain: '#1a5fb4', good: '#2e7d32', late: '#b3261e', missing: '#8a8a8a', waiting: '#b58900' } as const
const STATE_COLOURS: Record<string, string> = {
  submitted: COLOURS.waiting,
  returned: COLOURS.late,
  approved: COLOURS.good,
  rejected: COLOURS.missing,
}

/** SVG of how many were sent, on time or late, by state, award, field and unit; `missing` units have sent nothing. */
export function drawNumbers(title: string, asOf: string, numbers: Tally, missing: number): string {
  const { chart } = replies.numbers
  const parts: readonly (readonly [string, readonly Bar[]])[] = [
    [
      chart.time,
      [
        { label: numbers.isTimed ? chart.onTime : chart.sent, count: numbers.onTime, colour: COLOURS.good },
        ...(numbers.isTimed ? [{ label: chart.late, count: numbers.late, colour: COLOURS.late }] : []),
        { label: chart.missing, count: missing, colour: COLOURS.missing },
      ],
    ],
    [
      chart.states,
      numbers.states.map(({ state, all }) => ({
        label: stateNames[state],
        count: all,
        colour: STATE_COLOURS[state] ?? COLOURS.plain,
      })),
    ],
    [chart.awards, toBars(numbers.awards)],
    [chart.fields, toBars(numbers.fields)],
    [chart.units, toBars(numbers.units)],
  ]
  const shown = parts.filter(([, bars]) => bars.length > 0)
  let y = MARGIN + 62
  const drawn = shown.map(([heading, bars]) => {
    const top = y
    y += 34 + bars.length * ROW + 14
    return drawPart(heading, bars, top)
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + MARGIN / 2}" font-family="${PICTURE_FONT}" font-size="15">`,
    `<rect width="${WIDTH}" height="${y + MARGIN / 2}" fill="#ffffff"/>`,
    text(MARGIN, MARGIN + 14, cut(title, 52), 'font-size="19" font-weight="600" fill="#1d1b1a"'),
    text(MARGIN, MARGIN + 38, asOf, 'fill="#6b6b6b"'),
    ...drawn,
    '</svg>',
  ].join('')
}

function toBars(counts: readonly Count[]): Bar[] {
  const bars = counts.slice(0, MOST_BARS).map(({ label, all }) => ({ label, count: all, colour: COLOURS.plain }))
  const rest = counts.slice(MOST_BARS)
  if (rest.length === 0) return bars
  const count = rest.reduce((total, { all }) => total + all, 0)
  return [...bars, { label: replies.numbers.chart.rest(rest.length), count, colour: COLOURS.missing, isRest: true }]
}

function drawPart(heading: string, bars: readonly Bar[], top: number): string {
  const most = Math.max(1, ...bars.filter(({ isRest }) => !isRest).map(({ count }) => count))
  const full = WIDTH - 2 * MARGIN - 48
  return [
    text(MARGIN, top + 14, heading, 'font-weight="600" fill="#1d1b1a"'),
    ...bars.map(({ label, count, colour, isRest }, index) => {
      const y = top + 34 + index * ROW
      const width = isRest ? 0 : Math.max(count === 0 ? 0 : 3, Math.round((count / most) * full))
      return [
        text(MARGIN, y + 12, cut(label, LETTERS), 'fill="#1d1b1a"'),
        `<rect x="${MARGIN}" y="${y + LABEL_ROW}" width="${width}" height="${BAR}" rx="3" fill="${colour}"/>`,
        text(
          MARGIN + (width > 0 ? width + 8 : 0),
          y + LABEL_ROW + 14,
          String(count),
          `font-weight="600" fill="${colour}"`,
        ),
      ].join('')
    }),
  ].join('')
}

function text(x: number, y: number, content: string, style: string): string {
  return `<text x="${x}" y="${y}" ${style}>${toSvgText(content)}</text>`
}

function cut(label: string, letters: number): string {
  return label.length <= letters ? label : `${label.slice(0, letters - 1).trimEnd()}…`
}
