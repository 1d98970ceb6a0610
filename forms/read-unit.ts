// A unit of the directory, or one that it does not know.

import { fold, hasDiacritics, toAccented } from '../knowledge/fold.ts'
import type { Step } from '../knowledge/form-schema.ts'
import type { Unit } from '../knowledge/schema.ts'
import type { Reading, ReadingContext } from './read-answer.ts'
import { readingReplies } from './replies.vi.ts'
import type { UnitMatch } from './unit-search.ts'
import type { UnitDirectory } from './units.ts'
import type { Value } from './values.ts'

type UnitStep = Extract<Step, { type: 'unit' }>

const MOST_OFFERED = 4
const NEAR = 0.1
const LONGEST = 200 // characters of a unit that the directory does not know
const LEAD =
  /^(?:(?:dạ|da|thưa|chúng|tôi|toi|em|mình|minh|là|la|ở|o|thuộc|thuoc|công tác|cong tac|làm việc|lam viec|làm|lam|tại|tai|đơn vị|don vi)\s*[:-]?\s+)+/iu
const TAIL = /(?:\s+(?:ạ|nhé|nha|nhe))+$|[.!,;]+$/iu
// How bodies' names begin: what begins so is taken as a unit without asking.
const HEAD =
  /^(?:phòng|văn phòng|vksnd|vks|tand|sở|ban|chi cục|ủy ban|ubnd|huyện|thị xã|thành phố|xã|phường|thị trấn|trường|trung tâm|công ti|bệnh viện|trạm|cục|kho bạc|hội|đoàn|đảng|tòa|viện|công an|bộ chỉ huy|thanh tra|đài|báo|khoa|tổ|đội|hội đồng|quĩ|ngân hàng|bưu điện|tập đoàn|tổng công ti|xí nghiệp|nhà máy|hợp tác xã)(?!\p{L})/u
const PLAIN_HEAD = new RegExp(fold(HEAD.source).replace(/\\p\{l\}/g, '\\p{L}'), 'u')
// Words that begin as names of bodies do: “số hóa 100% hồ sơ”, “phong trào”, “xã hội”, “trường hợp”.
const NO_BODY =
  /^(?:so (?:hoa|luong|lieu|sanh|dien|dt|nguoi|lan|la|may|tien|\d)|to chuc (?:\d|cac|tot|thuc hien)|ban (?:hanh|than|be|oi|giup|cho|nao|nhap)|bao (?:cao|dam|ve|gom)|hoi (?:nghi|thao|ve)|doan ket|phong (?:trao|cach|chong|phu)|xa hoi|truong (?:hop|phong|ban|khoa)|tinh (?:hinh|than|gian|den)|toa dam|dai (?:dien|hoi|han)|cuc (?:ki|bo)|van phong pham)(?!\p{L})/u

/** Whether a text begins as the names of bodies do. */
export function soundsLikeUnit(text: string): boolean {
  return /\s/.test(text.trim()) && beginsAsUnit(text.trim())
}

// Where the first word is typed with its marks they count: “số” is no “Sở”.
function beginsAsUnit(text: string): boolean {
  const [first = ''] = text.split(/\s/)
  if (NO_BODY.test(fold(text))) return false
  return hasDiacritics(first) ? HEAD.test(toAccented(text)) : PLAIN_HEAD.test(fold(text))
}

/** Reads a unit; an unknown one is taken as typed, without an id, if it sounds like one. */
export function readUnit(step: UnitStep, text: string, { units }: ReadingContext): Reading {
  const typed = text.replace(/\s+/g, ' ').replace(TAIL, '').trim()
  const { sure, found } = findUnits(step, typed, units)
  const [first] = found
  const name = typed.replace(LEAD, '').trim()
  if (sure && isForeign(step, sure, units)) return confirmed(readUnknown(name))
  if (sure) return { kind: 'value', value: toValue(sure) }
  if (!first) return readUnknown(name)
  const near = found.filter(
    ({ score, isWhole, isInside }) =>
      score >= first.score - NEAR && isWhole === first.isWhole && isInside === first.isInside,
  )
  if (first.isWhole && near.length > MOST_OFFERED)
    return { kind: 'invalid', say: readingReplies.manyUnits(first.unit.name) }
  if (first.isWhole) return { kind: 'choose', options: near.map(({ unit }) => toOption(toValue(unit))) }
  // Some words fit no unit that is known: it may be one of these with a slip, or one that is missing.
  const unknown = readUnknown(name)
  const known = near.slice(0, MOST_OFFERED - 1).map(({ unit }) => toValue(unit))
  if (unknown.kind === 'invalid') return oneOf(known)
  return oneOf([...known, unknown.value])
}

/**
 * The unit that a text surely names, and all it may name, best first. “Ân Thi” where a room is meant may be the
 * district, or its room of home affairs: then none is sure. One that `isForeign` is sure, but none is meant beside it.
 */
export function findUnits(
  step: UnitStep,
  text: string,
  units: UnitDirectory,
): { sure: Unit | null; found: readonly UnitMatch[] } {
  const all = units.match(text, step.within)
  const hasForeign = step.within.length > 0 && all[0]?.isWhole === true && !all[0].isInside
  if (hasForeign) return { sure: all[0]?.isSure ? all[0].unit : null, found: [] }
  const found = all.filter(({ isInside }) => isInside || step.within.length === 0)
  const [first] = found
  if (!first?.isSure) return { sure: null, found }
  if (step.kinds.length === 0 || step.kinds.includes(first.unit.kind)) return { sure: first.unit, found }
  const meant = found.filter(
    ({ unit, isWhole }) =>
      isWhole && step.kinds.includes(unit.kind) && units.chainOf(unit.id).some(({ id }) => id === first.unit.id),
  )
  if (meant.length === 0) return { sure: first.unit, found }
  return { sure: null, found: [...meant, first].map((one) => ({ ...one, score: 1, isInside: true })) }
}

/** Whether a body is none of those among which the step looks: one of another province, or of another office. */
export function isForeign({ within }: UnitStep, { id }: Unit, units: UnitDirectory): boolean {
  return within.length > 0 && !units.chainOf(id).some((body) => within.includes(body.id))
}

// The directory knows it, elsewhere: it is asked whether it shall be noted all the same.
function confirmed(unknown: Unknown): Reading {
  return unknown.kind === 'value' ? { kind: 'confirm', value: unknown.value, as: unknown.value.name } : unknown
}

function oneOf(values: readonly Extract<Value, { type: 'unit' }>[]): Reading {
  const [only] = values
  if (only && values.length === 1) return { kind: 'confirm', value: only, as: only.name }
  return { kind: 'choose', options: values.map(toOption) }
}

function toOption(value: Extract<Value, { type: 'unit' }>): { label: string; value: Value } {
  return { label: value.unit === null ? readingReplies.unknownUnit(value.name) : value.name, value }
}

function toValue({ id, name }: Unit): Extract<Value, { type: 'unit' }> {
  return { type: 'unit', unit: id, name }
}

type Unknown =
  | { kind: 'value'; value: Extract<Value, { type: 'unit' }> }
  | { kind: 'confirm'; value: Extract<Value, { type: 'unit' }>; as: string }
  | { kind: 'invalid'; say: string }

function readUnknown(name: string): Unknown {
  const isName = name.includes(' ') && name.length <= LONGEST && /\p{L}{2}/u.test(name) && !name.includes('\n')
  if (!isName) return { kind: 'invalid', say: readingReplies.unit }
  const value = { type: 'unit', unit: null, name: name.charAt(0).toLocaleUpperCase('vi') + name.slice(1) } as const
  // “ca 12” is no name of a body.
  if (!beginsAsUnit(name) && (name.match(/\p{L}{2,}/gu) ?? []).length < 2)
    return { kind: 'invalid', say: readingReplies.unit }
  return beginsAsUnit(name) ? { kind: 'value', value } : { kind: 'confirm', value, as: value.name }
}
