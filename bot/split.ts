// Cuts a reply into messages of a bounded length: between blocks, then paragraphs, sentences, words, letters.

import { type Block, type ListItem, type Reply, toPlainText } from '../message.ts'

/** What goes out for one reply, in order: the parts its words are cut into, then each attachment by itself. */
export function toParts({ attachments = [], ...words }: Reply, split: (words: Reply) => readonly Reply[]): Reply[] {
  const bare = { ...words, blocks: [], sources: [], choices: [] }
  const hasWords = words.blocks.length + words.sources.length + words.choices.length > 0
  return [
    ...(hasWords || attachments.length === 0 ? split(words) : []),
    ...attachments.map((attachment) => ({ ...bare, attachments: [attachment] })),
  ]
}

// Each takes its separator with the piece before it, so that the pieces put together are the text.
const SEAMS = [/(?<=\n)/u, /(?<=[.;!?…]\s)/u, /(?<=\s)/u] as const
const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })

/**
 * The parts of a reply, none longer than `limit` UTF-16 units of plain text; `room` is kept free in the last one, which
 * alone carries sources and choices, for what the channel adds to them. No letter is parted from its tone mark.
 */
export function splitReply(reply: Reply, limit: number, room: (reply: Reply) => number = () => 0): Reply[] {
  const whole = toPlainText(reply).length + room(reply)
  if (whole <= limit) return [reply]
  const bare = { ...reply, sources: [], choices: [] }
  const tail = { ...reply, blocks: [] }
  const tailLength = toPlainText(tail).length + room(tail) + 2
  const pieces = reply.blocks.flatMap((block) => cutBlock(block, Math.max(limit - Math.min(tailLength, limit / 2), 1)))
  const parts: Block[][] = [[]]
  for (const piece of pieces) {
    const part = parts.at(-1) ?? []
    if (part.length > 0 && lengthOf([...part, piece]) > limit) parts.push([piece])
    else part.push(piece)
  }
  // The last piece stays with its source; if that is too much for one message, it begins a new one.
  const last = parts.at(-1) ?? []
  if (last.length > 1 && lengthOf(last) + tailLength > limit) {
    const piece = last.pop()
    parts.push(piece ? [piece] : [])
  }
  // Sources and choices that fill more than half a message have no room behind it even so.
  if (lengthOf(parts.at(-1) ?? []) + tailLength > limit && tailLength <= limit) parts.push([])
  return parts
    .map(joinLists)
    .map((blocks, index) => (index === parts.length - 1 ? { ...reply, blocks } : { ...bare, blocks }))
}

// The items of a list that was cut stand below each other again, without empty lines.
function joinLists(blocks: readonly Block[]): Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const before = joined.at(-1)
    if (block.type === 'list' && before?.type === 'list')
      joined[joined.length - 1] = { type: 'list', items: [...before.items, ...block.items] }
    else joined.push(block)
  }
  return joined
}

/** Pieces of a text, each at most `limit` long; put together they are the text. */
export function splitText(text: string, limit: number, seams: readonly RegExp[] = SEAMS): string[] {
  if (text.length <= limit) return [text]
  const [seam, ...finer] = seams
  const pieces = seam ? text.split(seam) : [...graphemes.segment(text)].map(({ segment }) => segment)
  const fitting = pieces.flatMap((piece) => (seam && piece.length > limit ? splitText(piece, limit, finer) : piece))
  const lines: string[] = []
  for (const piece of fitting) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + piece.length <= limit) lines[lines.length - 1] = line + piece
    else lines.push(piece)
  }
  return lines
}

function lengthOf(blocks: readonly Block[]): number {
  return toPlainText({ kind: 'answer', blocks: joinLists(blocks), sources: [], choices: [] }).length
}

const MARKS = 8 // quotation marks, dash, bullet and indent around a text

function cutBlock(block: Block, limit: number): Block[] {
  if (lengthOf([block]) <= limit) return [block]
  if (block.type !== 'list')
    return splitText(block.text, limit - MARKS).map((text) => ({ ...block, text: text.trim() }))
  return block.items.flatMap((item) => cutItem(item, limit)).map((item) => ({ type: 'list', items: [item] }))
}

function cutItem(item: ListItem, limit: number): ListItem[] {
  if (lengthOf([{ type: 'list', items: [item] }]) <= limit) return [item]
  const texts = [item.text, ...(item.items ?? [])].flatMap((text) => splitText(text, limit - MARKS))
  return texts.map((text) => ({ text: text.trim() }))
}
