// A plan's text: Markdown whose headings carry the printed section numbers as ids, `### 1. Mục đích {#I.1}`.

/** One list item with what stands under it: sub-items (`+`) and paragraphs that continue it. */
export interface Item {
  readonly text: string
  readonly line: number
  readonly items: readonly Item[]
}

export type DocumentBlock =
  | { readonly kind: 'paragraph'; readonly text: string; readonly line: number }
  | ({ readonly kind: 'item' } & Item)

export interface Section {
  /** Printed path: `III.1.a`, `mo-dau`, `CV.2`; `….cuoi` is what follows the last subsection. */
  readonly id: string
  /** What is printed before the text: `III.`, `1.`, `a)`, or nothing. */
  readonly marker: string
  readonly title: string
  readonly line: number
  readonly parent: string | null
  readonly blocks: readonly DocumentBlock[]
}

/** A place where the scan cannot be trusted. `word` is what is shown; empty where something is missing. */
export interface Uncertainty {
  /** The marked words with the word before and the word after: an answer without these does not show the place. */
  readonly place: string
  readonly word: string
  readonly missing: string
  readonly note: string
}

export class DocumentError extends Error {
  override readonly name = 'DocumentError'
  readonly line: number
  constructor(message: string, line: number) {
    super(message)
    this.line = line
  }
}

const HEADING = /^(#{1,6})\s*(.*?)\s*\{#([^}]+)\}\s*$/
const MARKER = /^((?:[IVX]+|\d+(?:\.\d+)*)\.|[a-zđ][).])(?:\s+|$)/u
const UNCERTAIN = /\[\[([^[\]|]*)\|\?([^[\]]*)\]\]/g
const MISSING = /^thiếu:\s*/

/** Parses one document into its sections, in order. Throws DocumentError with the line at fault. */
export function parseDocument(markdown: string): Section[] {
  const sections: { head: Omit<Section, 'blocks'>; blocks: MutableBlock[] }[] = []
  const open: { level: number; id: string }[] = []
  for (const [index, raw] of markdown.split('\n').entries()) {
    const line = index + 1
    if (raw.trim() === '') continue
    if (raw.startsWith('#')) {
      const match = HEADING.exec(raw)
      if (!match) throw new DocumentError('a heading ends in its section id, like "## I. MỤC ĐÍCH {#I}"', line)
      const level = match[1]?.length ?? 1
      const heading = match[2] ?? ''
      while (open.length > 0 && (open.at(-1)?.level ?? 0) >= level) open.pop()
      const marker = MARKER.exec(heading)?.[1] ?? ''
      const id = match[3] ?? ''
      sections.push({
        head: { id, marker, title: heading.slice(marker.length).trim(), line, parent: parentOf(id, open) },
        blocks: [],
      })
      open.push({ level, id })
      continue
    }
    const current = sections.at(-1)
    if (!current) throw new DocumentError('text before the first heading', line)
    addLine(current.blocks, raw, line)
  }
  return sections.map(({ head, blocks }) => ({ ...head, blocks }))
}

// The printed path tells the parent; headings' levels only serve sections whose path says nothing.
function parentOf(id: string, open: readonly { id: string }[]): string | null {
  const candidates = open.map((section) => section.id)
  return candidates.findLast((candidate) => id.startsWith(`${candidate}.`)) ?? null
}

type MutableItem = { text: string; line: number; items: MutableItem[] }
type MutableBlock = { kind: 'paragraph'; text: string; line: number } | ({ kind: 'item' } & MutableItem)

function addLine(blocks: MutableBlock[], raw: string, line: number): void {
  const last = blocks.at(-1)
  const lastItem = last?.kind === 'item' ? last : undefined
  const bullet = /^(\s*)([-+])\s+(.*)$/.exec(raw)
  if (bullet) {
    const item: MutableItem = { text: (bullet[3] ?? '').trim(), line, items: [] }
    if (bullet[1] === '' && bullet[2] === '-') blocks.push({ kind: 'item', ...item })
    else if (lastItem) lastItem.items.push(item)
    else throw new DocumentError('a "+" item needs a "-" item above it', line)
    return
  }
  if (/^\s/.test(raw)) {
    const owner = raw.startsWith('    ') ? lastItem?.items.at(-1) : lastItem
    if (!owner) throw new DocumentError('an indented line continues a list item, and there is none above', line)
    owner.text += `\n${raw.trim()}`
    return
  }
  blocks.push({ kind: 'paragraph', text: raw.trim(), line })
}

/** The text as it is shown: uncertain words stay, marks go, missing words stay missing. */
export function readable(text: string): string {
  return text
    .replace(UNCERTAIN, (_, word: string) => (MISSING.test(word) ? '' : word))
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** The marked places of a text. */
export function uncertainties(text: string): Uncertainty[] {
  return [...text.matchAll(UNCERTAIN)].map((match) => {
    const [mark, word = '', note = ''] = match
    const [before, after] = [text.slice(0, match.index), text.slice(match.index + mark.length)]
    const place = readable(`${/\S*\s*$/.exec(before)?.[0] ?? ''}${mark}${/^\s*\S*/.exec(after)?.[0] ?? ''}`)
    return MISSING.test(word)
      ? { word: '', missing: word.replace(MISSING, ''), note: note.trim(), place }
      : { word, missing: '', note: note.trim(), place }
  })
}

/** All text of a section's own blocks, marks kept, one line a paragraph or item, as printed. */
export function sectionLines(section: Section): string[] {
  const own = section.blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block.text] : [`- ${block.text}`, ...block.items.map((item) => `+ ${item.text}`)],
  )
  const heading = [section.marker, section.title].filter(Boolean).join(' ')
  if (heading === '') return own
  if (section.title === '' && own.length > 0) return [`${heading} ${own[0]}`, ...own.slice(1)]
  return [heading, ...own]
}

/** Whether `quote` stands in `text`, blind to case, white space, tone placement and kinds of quotation marks. */
export function holdsQuote(text: string, quote: string): boolean {
  return quotesOf(text)(quote)
}

/** The same for one text and many quotes. */
export function quotesOf(text: string): (quote: string) => boolean {
  const own = comparable(text)
  return (quote) => own.includes(comparable(quote))
}

// Diacritics stay: a quote with a wrong tone mark is a wrong quote.
function comparable(text: string): string {
  return readable(text)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[“”"'‘’]/g, '')
    .replace(/[–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

/** “Mục III.1, đoạn cuối”: how a section is named to a person. */
export function sectionName(id: string): string {
  const part = id.startsWith('CV.') ? id.slice(3) : id
  const named: Record<string, string> = {
    'mo-dau': 'Phần mở đầu',
    ky: 'Phần ký',
    'noi-nhan': 'Phần nơi nhận',
    cuoi: 'Đoạn cuối',
  }
  if (named[part]) return named[part]
  if (part.endsWith('.cuoi')) return `Mục ${part.slice(0, -5)} (đoạn cuối)`
  return `Mục ${part}`
}
