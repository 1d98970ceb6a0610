// The name of a body inside a longer text: one that the directory surely knows, or one that must be asked about.

import type { Unit } from '../knowledge/schema.ts'
import { cut, type Span, toWords } from './find-span.ts'
import { soundsLikeUnit } from './read-unit.ts'
import type { NameEnds } from './unit-phrase.ts'

export interface UnitReader {
  /** The unit that words name for sure. */
  readonly read: (words: string) => Unit | null
  readonly ends: NameEnds
}

const DENIED = /(?<!\p{L})(?:không|khong|ko|chẳng|chang|đừng|trừ|ngoài)(?:\s+(?:phải|phai))?(?:\s+(?:là|la|ở))?\s*$/iu
const ADDRESSED =
  /(?<!\p{L})(?:kính gửi|kinh gui|kính trình|kinh trinh|(?:gửi|gui|nộp|nop|trình|trinh)(?:\s+(?:về|ve|đến|den|tới|toi|lên|len|cho))?)\s*:?\s*$/iu
// “giấy khen của Giám đốc Sở Nội vụ”: who gives it
const GIVES =
  /(?:khen|cờ|co|danh hiệu|danh hieu)\s+(?:của\s+|cua\s+)?(?:giám đốc|giam doc|gđ|gd|chủ tịch|chu tich|ct|bộ trưởng|bo truong|thủ trưởng|thu truong)\s*$/iu
const LONGEST_UNIT = 14 // words
const HEADS =
  /^(?:phong|p|pnv|tccb|tchc|vp|vps|so|snv|stc|ban|ubnd|huyen|tp|tx|xa|truong|vksnd|vks|cuc|hoi|tinh|toa|dai|bao|van phong|chi cuc|uy ban|thi xa|thi tran|thanh pho|thanh tra|trung tam|cong an|cong ti|bo chi|kho bac)(?: |$)/

interface Phrase extends Span<Unit | null> {
  readonly text: string
  readonly isOfAnother: boolean
}

/**
 * The unit that a text surely names: all words from one such as “phòng” on to where the name ends are its own. One that
 * is denied, or that a letter is sent to, does not count, unless `evenDenied`.
 */
export function findUnit(text: string, reader: UnitReader, { evenDenied = false } = {}): Span<Unit> | null {
  for (const { found, isOfAnother, before, after } of phrasesIn(text, reader))
    if (found && (evenDenied || !isOfAnother)) return { found, before, after }
  return null
}

/** The name of a body that nobody knows for sure, as it was typed; null where each is known, or is the speaker's no more than “Kính gửi …”. */
export function findDoubtful(text: string, reader: UnitReader): Span<string> | null {
  for (const phrase of phrasesIn(text, reader))
    if (!phrase.found && !phrase.isOfAnother) return { found: phrase.text, before: phrase.before, after: phrase.after }
  return null
}

/** The text with the names of bodies blotted out: “Ân Thi” of “phòng Nội vụ Ân Thi” is nobody's name. */
export function withoutUnits(text: string, reader: UnitReader): string {
  return phrasesIn(text, reader).reduce((kept, { before, after }) => {
    const end = text.length - after.length
    return kept.slice(0, before.length) + '.'.repeat(end - before.length) + kept.slice(end)
  }, text)
}

function phrasesIn(text: string, { read, ends }: UnitReader): Phrase[] {
  const words = toWords(text)
  const found: Phrase[] = []
  for (let first = 0; first < words.length; first++) {
    const { folded = '', start = 0 } = words[first] ?? {}
    if (!HEADS.test(`${folded} ${words[first + 1]?.folded ?? ''}`)) continue
    const known = knownFrom(first)
    const last = known?.last ?? lastOfName(first)
    const span = text.slice(start, words[last - 1]?.end)
    if (!known && !soundsLikeUnit(span)) continue
    const isOfAnother = [DENIED, ADDRESSED, GIVES].some((of) => of.test(text.slice(0, start)))
    found.push({ found: known?.unit ?? null, text: span, isOfAnother, ...cut(text, words, first, last) })
    first = last - 1
  }
  return found

  function knownFrom(first: number): { unit: Unit; last: number } | null {
    for (let last = Math.min(words.length, first + LONGEST_UNIT); last > first; last--) {
      if (!ends(...cutAfter(first, last))) continue
      const unit = read(text.slice(words[first]?.start, words[last - 1]?.end))
      if (unit) return { unit, last }
    }
    return null
  }

  function lastOfName(first: number): number {
    const most = Math.min(words.length, first + LONGEST_UNIT)
    for (let last = first + 1; last < most; last++) if (ends(...cutAfter(first, last))) return last
    return most
  }

  function cutAfter(first: number, last: number): [name: string, rest: string] {
    const end = words[last - 1]?.end ?? text.length
    return [text.slice(words[first]?.start, end), text.slice(end)]
  }
}
