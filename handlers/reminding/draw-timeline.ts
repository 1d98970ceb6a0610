// The time line as a drawing: what is still to come on a line, today marked, what has passed in grey.

import { Temporal } from 'temporal-polyfill'
import { explainDecision } from '../../knowledge/deadlines.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Timed } from '../../knowledge/timeline.ts'
import type { WorkingDays } from '../../knowledge/working-days.ts'
import { PICTURE_FONT, toSvgText } from '../picture.ts'
import { spellDay } from '../spell-day.ts'
import { pictureReplies } from './replies.vi.ts'

interface Point {
  readonly day: Temporal.PlainDate
  readonly kind: 'ahead' | 'passed' | 'today' | 'occasion'
  readonly lines: readonly string[]
}

const WIDTH = 600
const MARGIN = 28
const LINE_X = 44
const TEXT_X = 72
const TEXT_SIZE = 15
const ROW = 21 // from one line of text to the next
const GAP = 20
const LETTERS = 62 // that fit beside the line at that size
const MOST_ROWS = 3
const COLOURS = { ahead: '#b3261e', passed: '#8a8a8a', today: '#1a5fb4', occasion: '#b58900' } as const

/** The milestones with a day as SVG, the first day first; null where there is none. */
export function drawTimeline(
  campaign: Campaign,
  timeline: readonly Timed[],
  today: Temporal.PlainDate,
  workingDays: WorkingDays,
): string | null {
  const points = timeline.flatMap((timed) => toPoint(timed, today, workingDays) ?? [])
  if (points.length === 0) return null
  const now: Point = { day: today, kind: 'today', lines: [pictureReplies.today(spellDay(today))] }
  const sorted = [...points, now].sort((a, b) => Temporal.PlainDate.compare(a.day, b.day) || rank(a) - rank(b))
  const title = wrap(campaign.title, LETTERS - 4, 2)
  const top = MARGIN + title.length * 26 + GAP
  let y = top
  const drawn = sorted.map((point) => {
    const at = y + TEXT_SIZE
    y += point.lines.length * ROW + GAP
    return drawPoint(point, at)
  })
  const height = y + MARGIN / 2
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="${PICTURE_FONT}" font-size="${TEXT_SIZE}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...title.map(
      (line, index) =>
        `<text x="${MARGIN}" y="${MARGIN + 18 + index * 26}" font-size="19" font-weight="600" fill="#1d1b1a">${toSvgText(line)}</text>`,
    ),
    `<line x1="${LINE_X}" y1="${top}" x2="${LINE_X}" y2="${height - MARGIN}" stroke="#d0ccc8" stroke-width="3"/>`,
    ...drawn,
    '</svg>',
  ].join('')
}

function toPoint(timed: Timed, today: Temporal.PlainDate, workingDays: WorkingDays): Point | null {
  const { milestone, last, standing } = timed
  const what = wrap(milestone.what, LETTERS, MOST_ROWS)
  if (standing === 'ahead' && last) {
    const decided = explainDecision(timed, today, workingDays) === '' ? '' : ` ${pictureReplies.byOrganiser}`
    return {
      day: last,
      kind: 'ahead',
      lines: [`${pictureReplies.until(spellDay(last))}${decided}`, ...what, left(last, today, workingDays)],
    }
  }
  if (standing === 'passed' && last)
    return { day: last, kind: 'passed', lines: [`${spellDay(last)} (${pictureReplies.passed})`, ...what] }
  if (standing !== 'occasion' || !milestone.date) return null
  const day = Temporal.PlainDate.from(milestone.date)
  return { day, kind: 'occasion', lines: [spellDay(day), ...what] }
}

function left(last: Temporal.PlainDate, today: Temporal.PlainDate, workingDays: WorkingDays): string {
  const days = today.until(last).total({ unit: 'days' })
  return days === 0
    ? pictureReplies.lastDay
    : pictureReplies.left(days, workingDays.countBetween(today.add({ days: 1 }), last))
}

function drawPoint({ kind, lines }: Point, y: number): string {
  const colour = COLOURS[kind]
  const fill = kind === 'occasion' || kind === 'passed' ? '#ffffff' : colour
  const radius = kind === 'today' ? 6 : 8
  return [
    `<circle cx="${LINE_X}" cy="${y - 5}" r="${radius}" fill="${fill}" stroke="${colour}" stroke-width="3"/>`,
    ...lines.map((line, index) => {
      const ink = index === 0 ? colour : kind === 'passed' ? '#6b6b6b' : '#1d1b1a'
      return `<text x="${TEXT_X}" y="${y + index * ROW}" fill="${ink}"${index === 0 ? ' font-weight="600"' : ''}>${toSvgText(line)}</text>`
    }),
  ].join('')
}

// Today stands before what falls due on it.
function rank({ kind }: Point): number {
  return kind === 'today' ? 0 : 1
}

/** Lines of at most so many letters; what does not fit into `most` of them is cut at a word. */
function wrap(text: string, letters: number, most: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line && line.length + 1 + word.length > letters) lines.push(word)
    else lines[lines.length - 1] = line ? `${line} ${word}` : word
  }
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]} …`]
}
