// The words of a question that carry its subject.

import type { Collocations } from './collocations.ts'
import { hasDiacritics, rawWords } from './fold.ts'
import { toPair, toWords, type Word } from './terms.ts'

/** A word of a question. `isPlace`: it tells which plan is meant rather than what is asked. */
export interface SubjectWord extends Word {
  readonly isPlace: boolean
  /** The deed after “ai”: the question turns on it. */
  readonly isPoint: boolean
}

// “Ai thẩm định …?”, “Cơ quan nào kiểm tra …?”: the deed on which the question turns.
const POINT =
  /(?<=\b(?:ai|(?:co quan|don vi|to chuc|nguoi|phong|bo phan|cap|noi) nao)(?: (?:se|phai|duoc|co|da|la|dung ra))* )(?:\S+ )?\S+/g

// “Cơ quan nào” asks as “ai” does.
const ASKED_BODY = /\b(?:co quan|don vi|to chuc|nguoi|bo phan|cap)(?= nao\b)/g
// What is put in quotation marks is a name: “4 xin, 4 luôn”.
const QUOTED = /[“"«][^“”"«»]{2,80}[”"»]/g
// “Không đăng ký thì sao?” asks for another thing than “đăng ký thì sao?”.
const NEGATION =
  /(?<=^|[^\p{L}])(?<!(?:co|duoc|phai|dung|hay|the|gi|nua|day|hoi) )(?:khong|chua) (?:dang ki|nop|gui|tham gia|bao cao|hoan thanh|dat|du|kip|mac|deo)\b/gu
const TIE = 0.3 // what holds together as firmly is one word
const MARKED = 0.25 // of Vietnamese words two in three carry marks

/** Stands where the name of a plan or a place was. */
export const NAMED = '\u0001'

export interface Spelt {
  readonly text: string
  readonly folded: string
  /** What is left of `folded` outside plans' names, and outside places. */
  readonly rest: string
  readonly placed: string
  /** `text` with the marks that its words most likely lack: it tells which of them carry no subject. */
  readonly marked: string
}

/** Words and pairs that carry no subject, accented. */
export type Filler = ReadonlySet<string>

/** Words among the filler (or, in `rest`, under a plan's name) carry no subject; pairs are not made across the gap they leave. */
export function subjectWords(
  { text, folded, rest, placed, marked }: Spelt,
  filler: Filler,
  collocations: Collocations,
): (SubjectWord | null)[] {
  const all = toWords(text)
  const read = text === marked ? all : toWords(marked)
  const isTied = (a: Word | undefined, b: Word | undefined) =>
    a !== undefined && b !== undefined && collocations.strength(a.accented, b.accented) >= TIE
  const isFillerPair = read.map((word, index) => {
    const before = read[index - 1]
    return before !== undefined && filler.has(toPair(before, word).accented)
  })
  const words: (SubjectWord | null)[] = []
  const points = rangesOf(POINT, folded)
  const quoted = rangesOf(QUOTED, folded)
  const bodies = rangesOf(ASKED_BODY, folded)
  const negated = rangesOf(NEGATION, folded)
  let at = 0
  all.forEach((word, index) => {
    const whole = word.isWhole
    const place = whole ? at - 1 : Math.max(at, folded.indexOf(word.folded, at))
    if (!whole) at = place + word.folded.length
    const named = rest[place] === NAMED
    const [before, own = word, after] = [read[index - 1], read[index], read[index + 1]]
    const alone = filler.has(own.accented) && !isTied(before, own) && !isTied(own, after)
    const isWithin = ({ from, to }: { from: number; to: number }) => place >= from && place < to
    const isKept = quoted.some(isWithin) || negated.some(isWithin)
    const empty = bodies.some(isWithin) || (!isKept && (alone || isFillerPair[index] || isFillerPair[index + 1]))
    if (!named && !empty)
      words.push(toSubjectWord(word, placed[place] === NAMED, [...points, ...negated].some(isWithin)))
    else if (words.at(-1) !== null) words.push(null)
  })
  return words
}

function rangesOf(pattern: RegExp, text: string): { from: number; to: number }[] {
  return [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }))
}

function toSubjectWord({ folded, accented, isWhole }: Word, isPlace: boolean, isPoint: boolean): SubjectWord {
  return { folded, accented, isWhole, isPlace, isPoint }
}

/** “cv 1419 yêu cầu lam nhung j”: a mark here and there does not make an unmarked word another one. */
export function isTypedWithMarks(original: string): boolean {
  const words = rawWords(original).filter((word) => word.length > 1 && /^\p{L}+$/u.test(word))
  const marked = words.filter(hasDiacritics).length
  return marked > 0 && marked >= MARKED * words.length
}
