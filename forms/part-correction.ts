// A correction that names its item, wherever it stands: “à nhầm, đơn vị là …”, “phó phòng, à mà em ghi nhầm, đơn vị là …”.

import { fold, normalise } from '../knowledge/fold.ts'
import type { Step } from '../knowledge/form-schema.ts'
import { namesOf, toPlain } from './step-names.ts'
import type { Values } from './values.ts'

export interface PartedCorrection {
  /** What was said before it, if anything. */
  readonly before: string
  readonly step: Step
  /** What the item shall be. */
  readonly right: string
}

const SIGH = String.raw`(?:(?:à|ấy|ý|ôi|ơ|ờ|oh|a|ay|y|oi|ừ|thôi|thoi|khoan|xin lỗi|xin loi|mà|ma|nhưng|nhung)(?!\p{L})[\s,.!]*)*`
const JUST_NOW = String.raw`(?:(?:hồi|hoi|lúc|luc|khi|ban)\s+(?:nãy|nay|đầu|dau|trước|truoc)\s+)?`
const SELF = String.raw`(?:(?:em|tôi|mình|toi|minh|e)\s+)?`
const WRONG = String.raw`(?:(?:ghi|gõ|go|viết|viet|nói|noi|chọn|chon|bấm|bam|điền|dien|khai|lại|lai|bị|bi)\s+)*(?:nhầm|nham|lộn|lon|sai|quên|quen)(?:\s+(?:rồi|roi|mất|mat|ạ|a|nữa|nua))*`
const ADMITS = new RegExp(
  String.raw`^(?:(?<before>.+?)(?:\s*[,.;\n]\s*|\s+(?=à\s)))??${SIGH}${JUST_NOW}${SELF}${JUST_NOW}${WRONG}[\s,.:;!-]+(?<said>.+)$`,
  'isu',
)
const CONTRAST =
  /^(?:(?:à|a|ơ|thôi|dạ|da)[\s,]+)*(?<said>.{3,200}?)[\s,]+(?:(?:chứ|chu)\s+)?(?:không phải|khong phai|ko phải|ko phai|k phải|k phai|hông phải)\s+(?:là\s+|la\s+)?[^,;\n]{1,80}$/isu
const NAMES =
  /^(?:(?:cái|mục|muc|phần|phan|câu|cau|chỗ|cho)\s+)?(?<name>[^,;:=\n]{2,60}?)(?:\s+(?:phải\s+|phai\s+|lại\s+|lai\s+)?(?:là|la|thành|thanh)\s+|\s*[:=]\s*)(?<right>.+)$/isu
const COUNTED = /^(?<name>[^,;:=\n]{2,60}?)\s+(?<right>\d[\d.\s]*)$/su
const TAIL = /(?:[\s,]+(?:mới đúng|moi dung|mới phải|cơ|ạ|nhé|nhe|nha))+[.!]*$/iu

/** The item of these that a text corrects by its name, and what stands around it; null if it corrects none so. */
export function partCorrection(
  steps: readonly Step[],
  values: Values,
  text: string,
  asked: Step | undefined,
): PartedCorrection | null {
  const typed = normalise(text).trim()
  const count = asked?.type === 'number' ? otherCount(steps, values, typed, asked) : null
  if (count) return count
  const admitted = ADMITS.exec(typed)?.groups
  const whole = admitted?.said ?? typed
  const contrast = CONTRAST.exec(whole)?.groups?.said
  if (!admitted && contrast === undefined) return null
  const { name, right } = NAMES.exec(contrast ?? whole)?.groups ?? COUNTED.exec(contrast ?? whole)?.groups ?? {}
  const step = name && right ? stepCalled(steps, values, name) : null
  return step && right ? { before: admitted?.before?.trim() ?? '', step, right: right.replace(TAIL, '').trim() } : null
}

// “tổng số 30” where another number is asked.
function otherCount(steps: readonly Step[], values: Values, text: string, asked: Step): PartedCorrection | null {
  const { name, right } = NAMES.exec(text)?.groups ?? COUNTED.exec(text)?.groups ?? {}
  const step = name && right ? stepCalled(steps, values, name) : null
  const isOther = step?.type === 'number' && step !== asked && values[step.id] !== undefined
  return isOther && right && /^\d/.test(right) ? { before: '', step, right } : null
}

// By its whole name: words of a task may be a part of one.
function stepCalled(steps: readonly Step[], values: Values, name: string): Step | null {
  const words = toPlain(name).replace(/ (?:cua )?(?:em|toi|minh)$/, '')
  const named = namesOf(steps).find((one) => one.name === fold(words))?.steps ?? []
  return named.find(({ id }) => values[id]) ?? named[0] ?? null
}
