// One or several options of a step, by label, alias, number, letter or the words that tell them apart.

import { fold } from '../knowledge/fold.ts'
import type { Option, Step } from '../knowledge/form-schema.ts'
import { withoutCourtesy } from './courtesy.ts'
import { hold } from './form.ts'
import { matchOptions, type OptionMatch } from './match-options.ts'
import { readNumberWord } from './number-words.ts'
import type { Reading, ReadingContext } from './read-answer.ts'
import { readingReplies } from './replies.vi.ts'

type ChoiceStep = Extract<Step, { type: 'choice' }>
type ChoicesStep = Extract<Step, { type: 'choices' }>

const ALL =
  /^(?:(?:da|em|toi|minh|xin|chon|lay|ghi|dang ki) )*(?:(?:tat )?ca(?: (?<count>\d{1,2}|hai|ba|bon|nam|sau|bay|tam|chin|muoi))?|het|toan bo|tat)(?: (?:cac|muc|noi dung|linh vuc|danh hieu|cai|lua chon|y|tren|a|nhe|nha|luon|het))*$/

/** The options that are offered, given the other answers. */
export function optionsInPlay(step: ChoiceStep | ChoicesStep, { values, units }: ReadingContext): Option[] {
  return step.options.filter((option) => hold(option.if, values, units))
}

/** Reads exactly one option. */
export function readChoice(step: ChoiceStep, text: string, context: ReadingContext): Reading {
  const offered = optionsInPlay(step, context)
  const byNumber = readPositions(text, offered, step.options)
  if (byNumber && byNumber.length > 1) return oneOf(byNumber)
  if (!byNumber && MANY_NUMBERS.test(text)) return { kind: 'invalid', say: readingReplies.onlyOne }
  if (byNumber?.length === 1 && byNumber[0]) return { kind: 'value', value: { type: 'choice', option: byNumber[0].id } }
  const found = matchOptions(text, step.options)
  const inPlay = found.filter(({ option }) => offered.includes(option))
  const [first, second] = inPlay
  const closed = found[0] && !offered.includes(found[0].option) ? found[0] : null
  if (closed && (!first || closed.score > first.score + NEAR))
    return { kind: 'invalid', say: closed.option.otherwise ?? readingReplies.notOffered(closed.option.label) }
  if (!first) return chooseAmong(text, offered) ?? { kind: 'invalid', say: readingReplies.choice(offered.map(labelOf)) }
  if (second && second.score > first.score - NEAR)
    return {
      kind: 'choose',
      options: inPlay
        .filter(({ score }) => score > first.score - NEAR)
        .slice(0, 4)
        .map(({ option }) => ({ label: labelOf(option), value: { type: 'choice', option: option.id } })),
    }
  return settle(first, { type: 'choice', option: first.option.id })
}

const NEAR = 0.12

// “CCHC và tôn giáo” where one is asked: which of them?
function chooseAmong(text: string, offered: readonly Option[]): Reading | null {
  const named = text
    .split(PARTS)
    .map((part) => matchOptions(part, offered)[0])
    .flatMap((match) => (match?.isSure ? [match.option] : []))
  const options = [...new Set(named)]
  return options.length > 1 ? oneOf(options) : null
}

function oneOf(options: readonly Option[]): Reading {
  const shown = options.slice(0, 4)
  return {
    kind: 'choose',
    options: shown.map((option) => ({ label: labelOf(option), value: { type: 'choice', option: option.id } })),
    say: readingReplies.onlyOne,
  }
}

const MANY_NUMBERS = /^\s*\d{1,2}(?:(?:\s*[,;&+]\s*|\s+(?:và|va|với|hoặc|hoac|hay)\s+|\s+)\d{1,2})+[\s.!]*$/u

const PARTS = /[,;\n]|\s+(?:và|va|với|hoặc|hoac|hay)\s+/u

/** Reads one option or several: “1 và 3”, “a, c, đ”, labels parted by commas, “tất cả”. */
export function readChoices(step: ChoicesStep, text: string, context: ReadingContext): Reading {
  const offered = optionsInPlay(step, context)
  const toValue = (options: readonly Option[]) =>
    ({ type: 'choices', options: offered.filter((one) => options.includes(one)).map(({ id }) => id) }) as const
  if (isEvery(text, offered.length)) return { kind: 'value', value: toValue(offered) }
  const rest = allBut(step, text, context)
  if (rest) return { kind: 'value', value: toValue(rest) }
  const byNumber = readPositions(text, offered, step.options)
  if (byNumber) return { kind: 'value', value: toValue(byNumber) }
  const whole = matchOptions(text, offered)[0]
  if (whole?.isSure) return { kind: 'value', value: toValue([whole.option]) }
  const parts = text.split(/[,;\n]|\s+(?:và|va|với)\s+/u).filter((part) => part.trim() !== '')
  const found = parts.map((part) => matchOptions(part, offered)[0])
  if (found.length > 1 && found.every((one) => one !== undefined)) {
    const value = toValue(found.map(({ option }) => option))
    return found.every(({ isSure }) => isSure)
      ? { kind: 'value', value }
      : { kind: 'confirm', value, as: found.map(({ option }) => labelOf(option)).join('; ') }
  }
  return whole
    ? settle(whole, toValue([whole.option]))
    : { kind: 'invalid', say: readingReplies.choices(offered.map(labelOf)) }
}

// “tất cả trừ c”
function allBut(step: ChoicesStep, text: string, context: ReadingContext): Option[] | null {
  const [, every = '', but = ''] = ALL_BUT.exec(withoutCourtesy(text)) ?? []
  const offered = optionsInPlay(step, context)
  const left = but !== '' && isEvery(every, offered.length) ? readChoices(step, but, context) : null
  if (left?.kind !== 'value' || left.value.type !== 'choices') return null
  const { options } = left.value
  const kept = offered.filter(({ id }) => !options.includes(id))
  return kept.length > 0 ? kept : null
}

const ALL_BUT =
  /^(.+?)[\s,]+(?:ngoại trừ|ngoai tru|trừ|tru|bỏ|bo|không lấy|khong lay|không chọn|khong chon)(?:\s+(?:ra|đi|mục|muc|nội dung|noi dung))*\s+(.+)$/isu

// “tất cả”; “cả hai” where there are two.
function isEvery(text: string, count: number): boolean {
  const every = ALL.exec(fold(text).replace(/[.!,]/g, '').replace(/\s+/g, ' ').trim())
  const said = every?.groups?.count
  return every !== null && (said === undefined || (Number(said) || readNumberWord(said)) === count)
}

function settle({ option, isSure }: OptionMatch, value: Extract<Reading, { kind: 'value' }>['value']): Reading {
  return isSure ? { kind: 'value', value } : { kind: 'confirm', value, as: option.label }
}

/** What a button shows. */
export function labelOf(option: Option): string {
  return option.short ?? option.label
}

const ORDINALS: Readonly<Record<string, string>> = {
  'thu nhat': '1',
  'dau tien': '1',
  'thu hai': '2',
  'thu ba': '3',
  'thu tu': '4',
  'thu nam': '5',
  'thu sau': '6',
  'thu bay': '7',
  'thu tam': '8',
}
const ORDINAL =
  /(?<=^|\s)(?:thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám)|thu (?:nhat|hai|ba|tu|nam|sau|bay|tam)|đầu tiên|dau tien|cuối cùng|cuoi cung)(?=$|\s)/gu

// Numbers count the options as they are shown; letters are those that a plan gives its points (a, b, c, d, đ, e).
function readPositions(text: string, offered: readonly Option[], all: readonly Option[]): Option[] | null {
  const plain = withoutCourtesy(text)
    .toLocaleLowerCase('vi')
    .replace(ORDINAL, (word) => ORDINALS[fold(word)] ?? (offered.length > 0 ? String(offered.length) : word))
    .replace(
      /(^|\s)(?:cái|cai|số|so|mục|muc|điểm|diem|chọn|chon|câu|cau|lựa chọn|ý|y|nội dung|noi dung|lĩnh vực|linh vuc)(?=\s)/gu,
      ' ',
    )
    .replace(/\s+(?:và|va|với|&|\+)\s+/gu, ',')
    .replace(/[.)](?=\s|,|$)/g, '')
    .trim()
  const marks = plain.split(/[\s,;]+/).filter(Boolean)
  if (marks.length === 0 || !marks.every((mark) => /^(?:\d{1,2}|[a-zđ])$/.test(mark))) return null
  const found = marks.map((mark) =>
    /^\d/.test(mark)
      ? offered[Number(mark) - 1]
      : all.find((option) => option.aliases.some((alias) => alias.toLocaleLowerCase('vi') === mark)),
  )
  return found.every((option): option is Option => option !== undefined && offered.includes(option))
    ? [...new Set(found)]
    : null
}
