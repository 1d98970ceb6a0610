// What of a text answered nothing: said back, so that nobody believes it was noted.

import { fold } from '../knowledge/fold.ts'
import type { Form } from '../knowledge/form-schema.ts'
import { type Clause, toTidy } from './clauses.ts'
import { isFrame } from './letter-frame.ts'
import { prompts } from './prompts.vi.ts'
import { describeValue, type Values } from './values.ts'

const SHOWN = 3
const LONGEST_SHOWN = 50 // characters
// Words that are said for courtesy, or around what is told.
const SILENT = new Set(
  'a ah ad anh ban ben nghi bang bao bay biet bot cac cai cam chao chau chi chinh cho chon chu chua chung co con cua cu da dang dc de di dt do duoc duy e em gi giup ghi gio gui ha hay ho hoac ki kinh la lai lam len luon ma mat mik minh mk mot mong muon nay nha nhan nhe nhieu nho nhu no o ok oke on qua ra rang rat roi sau sdt se sep sin so tai tam tang tao ten thay the theo thi thich thoi thu thua thuoc thuong tiep tin toi trinh trong tu tui ty u va van vang vao vay ve vi viec voi vui xem xin y yeu tro li he thong nam danh hieu hinh thuc khen'.split(
    ' ',
  ),
)
/**
 * What is said of the parts that answered nothing: quoted shortly, no more than three. Null where they hold nothing but
 * courtesy and what `values`, the form's own words or `beside` say too.
 */
export function tellUnplaced(
  form: Form,
  values: Values,
  { text, left, beside = '' }: { text: string; left: readonly Clause[]; beside?: string },
): string | null {
  const known = new Set([beside, ...wordsOf(form, values)].flatMap(toWords))
  const quotes = byLine(left, toTidy(text))
    .filter((line) => isTelling(line, known))
    .map(shorten)
  if (quotes.length === 0) return null
  return prompts.unplaced(quotes.slice(0, SHOWN), quotes.length - SHOWN, text.trim().includes('\n'))
}

function wordsOf(form: Form, values: Values): string[] {
  return [
    form.title,
    ...form.steps.flatMap((step) => {
      const value = values[step.id]
      return [step.label, ...(value ? [describeValue(step, value)] : [])]
    }),
  ]
}

function isTelling(said: string, known: ReadonlySet<string>): boolean {
  if (isFrame(said)) return false
  return toWords(said).some((word) => /\p{L}{2}|\d/u.test(word) && !SILENT.has(word) && !known.has(word))
}

// Neighbours of one line are one quote.
function byLine(left: readonly Clause[], text: string): string[] {
  const lines: string[] = []
  let end = -1
  let from = 0
  for (const { said } of left) {
    const at = text.indexOf(said, from)
    // “1.” before what was read
    if (/^\d{1,2}$/.test(said) && /[.)]/.test(text[at + said.length] ?? '')) continue
    const gap = end >= 0 && at >= end ? text.slice(end, at) : '\n'
    if (/^[ ,;.]*$/.test(gap)) lines.push(`${lines.pop() ?? ''}${gap}${said}`)
    else lines.push(said)
    if (at < 0) continue
    end = at + said.length
    from = end
  }
  return lines
}

function shorten(text: string): string {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(/[\s,;.]+$/, '')
    .trim()
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN).replace(/\s\S*$/, '')}…` : line
}

function toWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}
