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
}
type Rule = readonly [reason: string, isBroken: (wording: string, passages: readonly string[]) => boolean]

const ALLOWED = /^(?:[a-zđ\d .,;:!?()"'“”‘’…/%–—+-]|[\u0300-\u0303]|\u0306|\u0309|\u031b|\u0323)*$/iu // read over NFD
const MARKUP = /^\s*(?:[-–—+]|\d+[.)])\s/
const ADDRESS = /\b(?:https?:|www\.)|\p{L}\.\p{L}|\/\//iu
const COMMAND =
  /\b(?:bo qua|ignore|disregard|system|assistant|prompt|tra loi (?:rang|la|nguyen van)|hay (?:tra loi|noi|viet|in|nhap vai|dong vai)|trich doan|dien dat lai|mo hinh ngon ngu|tro li (?:ao|ai))\b/

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
    /(?<document>\d+(?: ?\/ ?\d+)* ?\/ ?[a-zđ][\p{L}\d]*(?:-[\p{L}\d]+)*)/u,
    /(?<date>\d{1,2} tháng \d{1,2}(?:(?: năm | ?\/ ?)\d{4})?|\d{1,4} ?(?<sign>[/.-]) ?\d{1,2} ?\k<sign> ?\d{2,4}|\d{1,2} ?\/ ?\d{1,2}(?!\d))/u,
    /(?<period>(?:tháng )?\d{1,2}(?: ?\/ ?| năm )\d{4}|tháng \d{1,2}|năm \d{4}|chủ nhật|hôm nay)/u,
    /(?<share>\d+(?:[.,]\d+)? ?(?:%|phần trăm))/u,
    /(?<number>(?<![\p{L}\d])\p{L}*\d[\p{L}\d]*(?:[.,]\d+)*)/u,
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
  ['it quotes what the passages do not say', misquotes],
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
    }
  })
}

function toValue(
  found: string,
  { date, period, words: counted }: Readonly<Record<string, string | undefined>>,
): string {
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
  return (single ? [sentence] : clauses(sentence)).flatMap((about) =>
    figures(about).map((figure) => ({ figure, about })),
  )
}

function sentences(text: string): string[] {
  return text.split(/[;\n]|[.!?…](?=\s|$)/)
}

function clauses(sentence: string): string[] {
  return sentence.split(/,(?!\d)/)
}

function isSame(said: Figure, held: Figure): boolean {
  if (said.bound !== held.bound) return false
  if (said.isDate)
    return held.value === said.value || (held.value.replace(/\/\d{4}$/, '') === said.value && said.value.includes('/'))
  if (said.value !== held.value) return false
  if (IDIOM.test(said.before) && said.before === held.before) return true
  return held.after === '' ? said.before === held.before : said.after === held.after
}

function isAbout(clause: string, about: string): boolean {
  const held = new Set(words(about))
  return words(clause.toLowerCase().replace(FIGURE, ' ')).every(
    (word) => LINKING.has(word) || word === 'ngày' || held.has(word),
  )
}

// “không” has to stand before the same words, and the same words may not stand without it.
function flipsNegation(wording: string, passages: readonly string[]): boolean {
  const said = words(wording)
  const held = passages.map(words)
  const kinds = (list: readonly string[]) => NEGATIONS.filter((negation) => list.includes(negation)).join()
  if (kinds(said) !== kinds(held.flat())) return true
  const negated = (list: readonly string[]) =>
    list.flatMap((word, at) => (NEGATIONS.includes(word) ? [list.slice(at, at + 3)] : []))
  if (negated(said).some((phrase) => phrase.length < 2 || !held.some((list) => isPhraseIn(phrase, list)))) return true
  return held
    .flatMap(negated)
    .map(([, ...phrase]) => phrase)
    .some((phrase) => standsAlone(phrase, said) && !held.some((list) => standsAlone(phrase, list)))
}

function standsAlone(phrase: readonly string[], list: readonly string[]): boolean {
  return list.some(
    (_, at) => isPhraseAt(phrase, list, at) && !NEGATIONS.includes(list[at - 1] ?? '') && phrase.length > 0,
  )
}

function isPhraseAt(phrase: readonly string[], list: readonly string[], at: number): boolean {
  return phrase.every((word, offset) => list[at + offset] === word)
}

function isPhraseIn(phrase: readonly string[], list: readonly string[]): boolean {
  return list.some((_, at) => isPhraseAt(phrase, list, at))
}

function dropsCondition(wording: string, [first = '']: readonly string[]): boolean {
  const said = words(wording).join(' ')
  const conditions = words(first).join(' ').match(wordPattern(CONDITIONS, 'g')) ?? []
  return conditions.some((condition) => !wordPattern(condition).test(said))
}

function addsCertainty(wording: string, passages: readonly string[]): boolean {
  const held = passages.map((passage) => ` ${words(passage).join(' ')} `)
  const claims = words(wording)
    .join(' ')
    .matchAll(new RegExp(`${wordPattern(CERTAINTY).source}(?: [\\p{L}\\d]+)?`, 'gu'))
  return [...claims].some(([claim]) => !held.some((passage) => passage.includes(` ${claim} `)))
}

function addsName(wording: string, passages: readonly string[]): boolean {
  const held = passages.map((passage) => ` ${(passage.match(/[\p{L}\d]+/gu) ?? []).join(' ')} `)
  const holds = (name: string) => held.some((passage) => passage.includes(` ${name} `))
  return [...wording.matchAll(/(?<![\p{L}\d])\p{Lu}[\p{L}\d]*(?: \p{Lu}[\p{L}\d]*)*/gu)].some(({ 0: name, index }) => {
    const before = wording.slice(0, index)
    const kind = /([\p{L}\d]+) $/u.exec(before)?.[1]
    if (kind && wordPattern(`(?:${BODIES})$`).test(kind) && !holds(`${kind} ${name}`)) return true
    if (holds(name)) return false
    if (!/(?:^|[.!?…:] |[“"(])$/.test(before)) return true
    // Any word may open a sentence with a capital.
    const [first = '', ...rest] = name.split(' ')
    return (
      rest.length > 0 && !(holds(rest.join(' ')) && (LINKING.has(first.toLowerCase()) || holds(first.toLowerCase())))
    )
  })
}

// Every word stands in the passages beside a word that it stands beside here: their phrases, in another order.
function addsWords(wording: string, passages: readonly string[]): boolean {
  const held = passages.map(words)
  const pairs = new Set(held.flatMap((list) => list.map((word, at) => `${list[at - 1] ?? ''} ${word}`)))
  const single = new Set(held.filter((list) => list.length === 1).flat())
  const said = words(wording)
  return said.some((word, at) => {
    const [before = '', after = ''] = [said[at - 1], said[at + 1]]
    if (LINKING.has(word) || single.has(word) || /\d/.test(word)) return false
    if (/^(?:ngày|tháng|năm)$/.test(word) && /\d/.test(after)) return false
    return !pairs.has(`${before} ${word}`) && !(after && pairs.has(`${word} ${after}`))
  })
}

function misquotes(wording: string, passages: readonly string[]): boolean {
  const quotes = wording.match(/(?<=[“"])[^“”"]+(?=[”"])/g) ?? []
  return quotes.some((quote) => !passages.some((passage) => passage.includes(quote)))
}

function tellsListInPart(wording: string, passages: readonly string[]): boolean {
  const said = new Set(words(wording))
  const isTold = (item: string) => {
    const own = words(item).filter((word) => !LINKING.has(word))
    return own.filter((word) => said.has(word)).length * 2 >= own.length
  }
  return passages.flatMap(lists).some((items) => {
    const told = items.filter(isTold).length
    return told > 0 && told < items.length
  })
}

function lists(passage: string): string[][] {
  return passage
    .split(/\n|\.(?=\s|$)/)
    .flatMap((sentence) => /(?::|gồm|như sau|sau đây)\s(.+)$/u.exec(sentence)?.[1] ?? [])
    .map((list) => list.split(/[;,]\s| và /).filter((item) => /\p{L}/u.test(item)))
    .filter((items) => items.length > 1)
}
