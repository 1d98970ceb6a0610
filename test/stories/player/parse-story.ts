// A story is Markdown: who says what, what the assistant replies, and stage directions.

/** One piece of a story; `raw` is its text as it stands in the file. */
export type Element =
  | { readonly kind: 'prose'; readonly raw: string }
  /** “**Lan (Telegram):** đăng ký”; a line alone is followed by a fenced block: several lines. */
  | { readonly kind: 'says'; readonly raw: string; readonly line: number; readonly who: string; readonly text: string }
  /** “*Minh nhận:*”: what follows was sent to Minh. */
  | { readonly kind: 'receives'; readonly raw: string; readonly who: string }
  /** “*Máy khởi động lại.*”, with the fenced block that may follow it. */
  | {
      readonly kind: 'stage'
      readonly raw: string
      readonly line: number
      readonly text: string
      readonly code: string
    }
  | { readonly kind: 'reply'; readonly raw: string; readonly text: string }

const SAYS = /^\*\*([^*:]+):\*\* ?(.*)$/
const RECEIVES = /^\*(.+) nhận:\*$/
const STAGE = /^\*([^*].*)\*$/
const FENCE = /^```/

/** Parts a story into its elements, in order; nothing of the text is lost. */
export function parseStory(markdown: string): Element[] {
  const lines = markdown.split('\n')
  const elements: Element[] = []
  let at = 0
  const takeWhile = (isMore: (line: string) => boolean): string[] => {
    const taken: string[] = []
    while (at < lines.length && isMore(lines[at] ?? '')) taken.push(lines[at++] ?? '')
    return taken
  }
  // The fenced block after the line just taken, with the empty lines before it; nothing if there is none.
  const takeFence = (): { raw: string; code: string } => {
    const start = at
    takeWhile((line) => line.trim() === '')
    if (!FENCE.test(lines[at] ?? '')) {
      at = start
      return { raw: '', code: '' }
    }
    at += 1
    const code = takeWhile((line) => !FENCE.test(line))
    at += 1
    return { raw: `\n${lines.slice(start, at).join('\n')}`, code: code.join('\n') }
  }
  while (at < lines.length) {
    const number = at + 1
    const line = lines[at] ?? ''
    const says = SAYS.exec(line)
    const receives = RECEIVES.exec(line)
    const stage = STAGE.exec(line)
    if (line.startsWith('>')) {
      const raw = takeWhile((one) => one.startsWith('>'))
      elements.push({ kind: 'reply', raw: raw.join('\n'), text: raw.map((one) => one.replace(/^> ?/, '')).join('\n') })
      continue
    }
    at += 1
    if (says?.[1]) {
      const fence = says[2] ? { raw: '', code: '' } : takeFence()
      const text = says[2] || fence.code
      elements.push({ kind: 'says', raw: line + fence.raw, line: number, who: says[1], text })
    } else if (receives?.[1]) elements.push({ kind: 'receives', raw: line, who: receives[1] })
    else if (stage?.[1]) {
      const fence = takeFence()
      elements.push({ kind: 'stage', raw: line + fence.raw, line: number, text: stage[1], code: fence.code })
    } else if (line.trim() !== '') elements.push({ kind: 'prose', raw: [line, ...takeWhile(isProse)].join('\n') })
  }
  return elements
}

function isProse(line: string): boolean {
  return line.trim() !== '' && !line.startsWith('>') && !SAYS.test(line) && !STAGE.test(line)
}

/** The elements as one text again: the one way a story is laid out. */
export function toMarkdown(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`
}
