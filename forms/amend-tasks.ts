// A correction of one task in a list of several: the line that it resembles is another, no other is lost.

import { fold } from '../knowledge/fold.ts'
import { prompts } from './prompts.vi.ts'

const LEAST = 0.6 // of the words of the new line
const CLEARLY = 0.2 // more than any other line
const FIGURE = /\d+(?:[.,/]\d+)*/g
const SHOWN = 60 // characters of a line
const MOST_SHOWN = 4 // lines that are offered

export interface Amended {
  readonly label: string
  readonly text: string
}

/**
 * The list with new tasks in it: the one way that is clear, or all that may be meant. Empty where the new text stands
 * for the whole list: it has as many lines, or the list has but one.
 */
export function amendTasks(old: string, said: string): Amended[] {
  const parts = old.split(/(\n|;\s*)/) // lines, and between them what parts them
  const lines = parts.filter((_, at) => at % 2 === 0)
  const tasks = said.split(/\s*[\n;]\s*/).filter((task) => task !== '')
  const [task = ''] = tasks
  if (lines.length < 2) return []
  if (tasks.length > 1) return amendSeveral(old, parts, lines, tasks)
  const likely = clearlyLike(task, lines)
  const instead = (at: number) => replaceLines(parts, lines, [[at, task]])
  if (likely !== null) return [{ label: labelOf(lines[likely] ?? ''), text: instead(likely) }]
  return [
    ...lines.slice(0, MOST_SHOWN).map((line, at) => ({ label: labelOf(line), text: instead(at) })),
    { label: prompts.asMore, text: `${old}${parts[1]}${task}` },
  ]
}

// Fewer tasks than there are lines never take their place unasked: the others may still hold.
function amendSeveral(
  old: string,
  parts: readonly string[],
  lines: readonly string[],
  tasks: readonly string[],
): Amended[] {
  const places = tasks.map((task) => clearlyLike(task, lines))
  const meant = places.flatMap((at, index) => (at === null ? [] : [[at, tasks[index] ?? ''] as const]))
  const areApart = new Set(meant.map(([at]) => at)).size === tasks.length
  const amended = { label: prompts.insteadOfLike(meant.length), text: replaceLines(parts, lines, meant) }
  if (areApart) return [amended]
  if (tasks.length >= lines.length) return []
  const parting = parts[1] ?? '\n'
  return [
    { label: prompts.insteadOfAll(lines.length), text: tasks.join(parting) },
    { label: prompts.asMore, text: [old, ...tasks].join(parting) },
  ]
}

function labelOf(line: string): string {
  return prompts.insteadOf(line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line)
}

// The one line that a task resembles far more than any other; null if none.
function clearlyLike(task: string, lines: readonly string[]): number | null {
  const ranked = lines
    .map((line, at) => ({ at, likeness: likeness(task, line) }))
    .sort((a, b) => b.likeness - a.likeness)
  const [first, second] = ranked
  const isClear = first && first.likeness >= LEAST && !(second && second.likeness > first.likeness - CLEARLY)
  return isClear ? first.at : null
}

function replaceLines(
  parts: readonly string[],
  lines: readonly string[],
  changed: readonly (readonly [number, string])[],
): string {
  const by = new Map(changed.map(([at, task]) => [at * 2, putInside(lines[at] ?? '', task) ?? task]))
  return parts.map((part, at) => by.get(at) ?? part).join('')
}

// “98% hồ sơ đúng hạn” within “Giải quyết 95% hồ sơ đúng hạn trước 30/6”: the same words with another figure.
function putInside(line: string, task: string): string | null {
  const [words, said] = [line.split(' '), task.split(' ')]
  const [kept, meant] = [words.map(toUnit), said.map(toUnit)]
  const at = kept.findIndex((_, start) => meant.every((word, index) => kept[start + index] === word))
  return at < 0 ? null : [...words.slice(0, at), ...said, ...words.slice(at + said.length)].join(' ')
}

function toUnit(word: string): string {
  return fold(word)
    .replace(FIGURE, '#')
    .replace(/[.,:]+$/, '')
}

function likeness(task: string, line: string): number {
  const [said, held] = [toWords(task), new Set(toWords(line))]
  return said.length === 0 ? 0 : said.filter((word) => held.has(word)).length / said.length
}

function toWords(text: string): string[] {
  return fold(text).match(/\p{L}+|%/gu) ?? []
}
