// A unit of the directory, or one that it does not know.

import { fold } from '../knowledge/fold.ts'
import type { Step, Unit } from '../knowledge/schema.ts'
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
  /^(?:phong|van phong|so|ban|chi cuc|uy ban|ubnd|huyen|thi xa|thanh pho|xa|phuong|thi tran|truong|trung tam|cong ti|benh vien|tram|cuc|kho bac|hoi|doan|dang|toa|vien|cong an|bo chi huy|thanh tra|dai|bao|khoa|to|doi|hoi dong|qui|ngan hang|buu dien|tap doan|tong cong ti|xi nghiep|nha may|hop tac xa)\b/

/** Whether a text begins as the names of bodies do. */
export function soundsLikeUnit(text: string): boolean {
  return /\s/.test(text.trim()) && HEAD.test(fold(text.trim()))
}

/** Reads a unit; an unknown one is taken as typed, without an id, if it sounds like one. */
export function readUnit(step: UnitStep, text: string, { units }: ReadingContext): Reading {
  const typed = text.replace(/\s+/g, ' ').replace(TAIL, '').trim()
  const { sure, found } = findUnits(step, typed, units)
  const [first] = found
  if (sure) return { kind: 'value', value: toValue(sure) }
  const name = typed.replace(LEAD, '').trim()
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
 * district, or its room of home affairs: then none is sure.
 */
export function findUnits(
  step: UnitStep,
  text: string,
  units: UnitDirectory,
): { sure: Unit | null; found: readonly UnitMatch[] } {
  const found = units.match(text, step.within)
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
  return HEAD.test(fold(name)) ? { kind: 'value', value } : { kind: 'confirm', value, as: value.name }
}
