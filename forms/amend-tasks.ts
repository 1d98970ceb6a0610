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
 * The list with a new task in it: the one way that is clear, or all that may be meant. Empty where the new text stands
 * for the whole list: either has not one line against several.
 */
export function amendTasks(old: string, task: string): Amended[] {
  const parts = old.split(/(\n|;\s*)/) // lines, and between them what parts them
  const lines = parts.filter((_, at) => at % 2 === 0)
  if (lines.length < 2 || /\n|;/.test(task)) return []
  const amended = lines.map((line, index) => ({
    label: prompts.insteadOf(line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line),
    text: parts.map((part, at) => (at === index * 2 ? (putInside(line, task) ?? task) : part)).join(''),
    likeness: likeness(task, line),
  }))
  const [first, second] = [...amended].sort((a, b) => b.likeness - a.likeness)
  if (first && first.likeness >= LEAST && !(second && second.likeness > first.likeness - CLEARLY)) return [first]
  return [...amended.slice(0, MOST_SHOWN), { label: prompts.asOneMore, text: `${old}${parts[1]}${task}` }]
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
