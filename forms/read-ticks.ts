import type { Step } from '../knowledge/form-schema.ts'
import { type ReadingContext, readAnswer } from './read-answer.ts'
import { namesOf, toPlain } from './step-names.ts'

/** Choices that a text adds to an answer of several, or takes out. */
export interface Ticks {
  readonly adds: boolean
  readonly options: readonly string[]
}

const POLITE =
  /^(?:(?:à|dạ|vâng|em|tôi|mình|anh|chị|cho|xin|nhờ|giúp|muốn|cần|thôi|hay|da|vang|toi|minh|giup|muon|can|thoi)[\s,]+)+/iu
const VERB =
  /(?<!\p{L})(?:(bổ sung|bo sung|thêm|them)|(?:bỏ|bo|xóa|xoá|xoa|bớt|bot|gỡ|go|loại|trừ|tru|rút|rut))(?:\s+(?:bớt|bot|bỏ|bo|cả|ca|chọn|chon|đi|di|ra|giúp|giup))*(?!\p{L})/giu
const TAIL = /(?:[\s,]+(?:nữa|nua|thôi|thoi|đi|di|ạ|nhé|nhe|luôn|luon|giúp|giup|với|em|tôi|ra|và|va|rồi|roi))+[.!]*$/iu
const LONGEST_NAME = 5 // words
const LETTERS = /^[b-zđ](?:(?:\s*[,&+]\s*|\s+(?:và|va|với|voi)\s+)[a-zđ])*$/iu // of a plan’s points; “a” may be courtesy

/**
 * What a text adds to the choices of a step and takes from them, “bỏ nội dung e, thêm a”; null if it says neither, or
 * anything besides. Where it `mustBeNamed` the words of a choice alone do not count.
 */
export function readTicks(
  step: Extract<Step, { type: 'choices' }>,
  text: string,
  context: ReadingContext,
  { mustBeNamed }: { mustBeNamed: boolean },
): readonly Ticks[] | null {
  const typed = text.trim().replace(POLITE, '')
  const verbs = [...typed.matchAll(VERB)]
  if (verbs[0]?.index !== 0) return null
  const ticks = verbs.map((verb, at) => {
    const words = typed.slice(verb.index + verb[0].length, verbs[at + 1]?.index).replace(/^[\s:]+|[\s,;]+$/gu, '')
    const { rest, isNamed } = withoutName(step, words.replace(TAIL, ''))
    // “bỏ mục 2” may mean the second question.
    const isMeant = isNamed || LETTERS.test(rest) || (!mustBeNamed && !/\d/.test(rest))
    const reading = isMeant ? readAnswer(step, rest, context) : null
    return reading?.kind === 'value' && reading.value.type === 'choices'
      ? { adds: verb[1] !== undefined, options: reading.value.options }
      : null
  })
  return ticks.every((one) => one !== null) ? ticks : null
}

// “nội dung e” → “e”
function withoutName(step: Step, words: string): { rest: string; isNamed: boolean } {
  const said = words.split(/\s+/)
  for (let count = Math.min(said.length - 1, LONGEST_NAME); count > 0; count--) {
    const name = toPlain(said.slice(0, count).join(' '))
    if (namesOf([step]).some((one) => one.name === name)) return { rest: said.slice(count).join(' '), isNamed: true }
  }
  return { rest: words, isNamed: false }
}
