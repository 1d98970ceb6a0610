// What a model may say in place of a sentence of ours. In doubt it is refused: the exact words are always right.

import { fold, hasDiacritics, normalise, toAccented } from './fold.ts'
import { findRefusal } from './guard.ts'

export const WORDING_LIMIT = 600 // characters; a lead is a sentence or two

interface Figure {
  readonly value: string
  readonly isDate: boolean
  /** The words right before and after, where nothing but a space stands between. */
  readonly before: string
  readonly after: string
  /** “trước” 17/02, “tối đa” 20%, 5 năm “trở lên”: what makes the same figure mean something else. */
  readonly bound: string
  readonly at: number
}
type Rule = readonly [reason: string, isBroken: (wording: string, passages: readonly string[]) => boolean]

const ALLOWED = /^[a-zđ\d .,;:!?()"'“”‘’…/%–—+\u0300-\u0303\u0306\u0309\u031b\u0323-]*$/iu // read over NFD
const MARKUP = /^\s*(?:[-–—+]|\d+[.)])\s/
const ADDRESS = /\b(?:https?:|www\.)|\p{L}\.\p{L}|\/\//iu
const COMMAND =
  /\b(?:bo qua|ignore|disregard|system|assistant|prompt|tra loi (?:rang|la|nguyen van)|hay (?:tra loi|noi|viet|in|nhap vai|dong vai)|trich doan|dien dat lai|mo hinh ngon ngu|tro ly (?:ao|ai))\b/

// Words that join phrases and state nothing by themselves.
const LINKING = new Set(
  'là và của các những cho với về theo tại trong khi thì mà để do như này đó gồm bao anh chị ạ cũng ở vào tức việc nêu ghi kế hoạch văn bản'.split(
    ' ',
  ),
)
const NEGATIONS = ['không', 'chưa', 'chẳng', 'chả', 'đừng', 'chớ', 'cấm', 'trừ', 'miễn', 'khỏi']
const CONDITIONS =
  'nếu|hoặc|trừ|riêng|dự kiến|có thể|khuyến khích|ưu tiên|khoảng|tối đa|tối thiểu|ít nhất|nhiều nhất|trở lên|trở xuống'
const CERTAINTY =
  'chắc chắn|nhất định|bắt buộc|luôn|tuyệt đối|duy nhất|tất cả|mọi|toàn bộ|hoàn toàn|chính xác|đương nhiên|dứt khoát|rõ ràng|hợp lệ|phải|chỉ|cần|được phép|đảm bảo|bảo đảm'
const BODIES =
  'tỉnh|huyện|xã|phường|phố|thị|trấn|sở|ban|phòng|hội|cục|bộ|viện|ubnd|hđnd|tòa|án|quan|ông|bà|chí|tịch|đốc|trưởng'
const BOUNDS =
  'trước|sau|từ|đến|tới|hết|cuối|đầu|trong|trên|dưới|hơn|quá|khoảng|chậm nhất|ít nhất|nhiều nhất|tối đa|tối thiểu|kể'
const COUNTS: Readonly<Record<string, string>> = {
  ...{ một: '1', hai: '2', ba: '3', bốn: '4', năm: '5', sáu: '6', bảy: '7', bẩy: '7', tám: '8', chín: '9', mười: '10' },
}
const COUNT_WORD = `(?:${Object.keys(COUNTS).join('|')}|tư|lăm|mốt|mươi|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|nửa|rưỡi|chục)`
const IDIOM = /^(?:đầu|riêng|hàng|hằng|mỗi|thông)$/ // đầu tư, hàng năm: no counts

const FIGURE = new RegExp(
  [
    /(?<document>\d+(?: ?\/ ?\d+)* ?\/ ?[a-zđ][\p{L}\d]*(?:-[\p{L}\d]+)*)/,
    /(?<date>\d{1,2} tháng \d{1,2}(?:(?: năm | ?\/ ?)\d{4})?|\d{1,4} ?([/.-]) ?\d{1,2} ?\3 ?\d{2,4}|\d{1,2} ?\/ ?\d{1,2}(?!\d))/,
    /(?<period>(?:tháng )?\d{1,2}(?: ?\/ ?| năm )\d{4}|tháng \d{1,2}|năm \d{4}|chủ nhật)/,
    /(?<share>\d+(?:[.,]\d+)? ?(?:%|phần trăm))/,
    /(?<number>(?<![\p{L}\d])\p{L}*\d[\p{L}\d]*(?:[.,]\d+)*)/,
    new RegExp(`(?<words>(?<![\\p{L}\\d])${COUNT_WORD}(?: ${COUNT_WORD})*(?![\\p{L}\\d]))`),
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
)

const RULES: readonly Rule[] = [
  ['it is empty', (wording) => wording === ''],
  [`it is longer than ${WORDING_LIMIT} characters`, (wording) => wording.length > WORDING_LIMIT],
  ['it holds an address', (wording) => ADDRESS.test(wording)],
  ['it holds markup or foreign letters', (wording) => MARKUP.test(wording) || !ALLOWED.test(wording.normalize('NFD'))],
  ['it is not Vietnamese', (wording) => !hasDiacritics(wording)],
  ['a passage holds a command', (_, passages) => passages.some(isCommand)],
  ['it holds a command', isCommand],
  ['it holds a figure, date or document number that the passages do not hold so', addsFigure],
  ['it says “không” otherwise than the passages', flipsNegation],
  ['it drops a condition', dropsCondition],
  ['it is more certain than the passages', addsCertainty],
  ['it names somebody whom the passages do not name so', addsName],
  ['it holds words that the passages do not hold so', addsWords],
  ['it tells a list in part', tellsListInPart],
]

/**
 * Null when `wording` says nothing but what the passages say, else the reason in English, without a word of either.
 * The first passage is the one reworded: its conditions must stay.
 */
export function checkWording(wording: string, passages: readonly string[]): string | null {
  const said = plain(wording)
  const held = passages.map(plain)
  return RULES.find(([, isBroken]) => isBroken(said, held))?.[0] ?? null
}

/** Whether every figure and date of `lead` is said again: what the code computed must not get lost. */
export function keepsFigures(wording: string, lead: string): boolean {
  const said = figures(plain(wording)).map(({ value }) => value)
  return figures(plain(lead)).every(({ value }) => {
    const at = said.indexOf(value)
    if (at >= 0) said.splice(at, 1)
    return at >= 0
  })
}

function plain(text: string): string {
  return normalise(text).normalize('NFKC').replaceAll('...', '…').replace(/ +/g, ' ').trim()
}

function words(text: string): string[] {
  return toAccented(text).match(/[\p{L}\d]+/gu) ?? []
}

function isCommand(text: string): boolean {
  return findRefusal(text) === 'injection' || COMMAND.test(fold(text))
}

function figures(text: string): Figure[] {
  const lower = text.toLowerCase()
  return [...lower.matchAll(FIGURE)].map((match) => {
    const [found] = match
    const before = lower.slice(Math.max(0, match.index - 60), match.index)
    const after = lower.slice(match.index + found.length, match.index + found.length + 40)
    return {
      value: toValue(found, match.groups ?? {}),
      isDate: Boolean(match.groups?.date ?? match.groups?.period ?? match.groups?.document),
      before: /([\p{L}\d]+) ?$/u.exec(before)?.[1] ?? '',
      after: /^ ?([\p{L}\d]+)/u.exec(after)?.[1] ?? '',
      bound: toBound(before, after),
      at: match.index,
    }
  })
}

function toValue(found: string, { date, period, words: counted }: Readonly<Record<string, string | undefined>>): string {
  if (date ?? period) {
    const parts = found.match(/\d+/g)?.map(Number) ?? [found]
    const [first] = parts
    const day = typeof first === 'number' && first > 31 && parts.length === 3 ? parts.toReversed() : parts
    return `${found.startsWith('năm') ? 'năm ' : found.startsWith('tháng') && parts.length === 1 ? 'tháng ' : ''}${day.join('/')}`
  }
  if (counted) return COUNTS[found] ?? found
  return found
    .replace('phần trăm', '%')
    .replaceAll(' ', '')
    .replace(/^0+(?=\d)/, '')
}

function toBound(before: string, after: string): string {
  const near = before
    .split(/[,;:.()]/)
    .at(-1)
    ?.split(' ')
    .slice(-6)
    .join(' ')
  const open = near?.match(wordPattern(BOUNDS, 'g'))?.at(-1) ?? ''
  return `${open} ${/^(?: [\p{L}\d]+){0,3} (trở (?:lên|xuống|đi|về))/u.exec(after)?.[1] ?? ''}`
}

function wordPattern(alternatives: string, flags = ''): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])(?:${alternatives})(?![\\p{L}\\d])`, `u${flags}`)
}

function addsFigure(wording: string, passages: readonly string[]): boolean {
  const held = passages.flatMap((passage) => sentences(passage).flatMap(places))
  return sentences(wording)
    .flatMap((sentence) => clauses(sentence).flatMap((clause) => figures(clause).map((figure) => ({ figure, clause }))))
    .some(({ figure, clause }) => !held.some((place) => isSame(figure, place.figure) && isAbout(clause, place.about)))
}

// A figure belongs to its sentence; where several stand in one, to its clause.
function places(sentence: string): { figure: Figure; about: string }[] {
  const single = new Set(figures(sentence).map(({ value }) => value)).size === 1
  return (single ? [sentence] : clauses(sentence)).flatMap((about) => figures(about).map((figure) => ({ figure, about })))
}

function sentences(text: string): string[] {
  return text.split(/[;\n]|[.!?…](?=\s|$)/)
}

function clauses(sentence: string): string[] {
  return sentence.split(/,(?!\d)/)
}

function isSame(said: Figure, held: Figure): boolean {
  if (said.bound !== held.bound) return false
  if (said.isDate) return held.value === said.value || held.value.replace(/\/\d{4}$/, '') === said.value && said.value.includes('/')
  if (said.value !== held.value) return false
  if (IDIOM.test(said.before) && said.before === held.before) return true
  return held.after === '' ? said.before === held.before : said.after === held.after
}

function isAbout(clause: string, about: string): boolean {
  const held = new Set(words(about))
  return words(clause.toLowerCase().replace(FIGURE, ' ')).every((word) => LINKING.has(word) || word === 'ngày' || held.has(word))
}
