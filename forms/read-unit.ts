// A unit of the directory, or one that it does not know.

import { fold } from '../knowledge/fold.ts'
import type { Step } from '../knowledge/schema.ts'
import type { Reading, ReadingContext } from './read-answer.ts'
import { readingReplies } from './replies.vi.ts'
import type { Value } from './values.ts'

type UnitStep = Extract<Step, { type: 'unit' }>

const MOST_OFFERED = 4
const LEAD =
  /^(?:(?:tôi|em|mình|chúng tôi)\s+)?(?:(?:ở|thuộc|công tác (?:tại|ở)|làm việc (?:tại|ở)|làm ở|đơn vị(?:\s+(?:là|của tôi|tôi))?\s*[:-]?)\s+)+/iu
const HEAD =
  /^(?:phong|van phong|so|ban|chi cuc|uy ban|ubnd|huyen|thi xa|thanh pho|xa|phuong|thi tran|truong|trung tam|cong ty|benh vien|tram|cuc|kho bac|hoi|doan|dang|toa|vien|cong an|bo chi huy|thanh tra|dai|bao|khoa|to|doi|hoi dong|quy|ngan hang|buu dien|tap doan|tong cong ty|xi nghiep|nha may|hop tac xa)\b/

/** Reads a unit; an unknown one is taken as typed, without an id, if it sounds like one. */
export function readUnit(step: UnitStep, text: string, { units }: ReadingContext): Reading {
  const name = text
    .replace(/\s+/g, ' ')
    .replace(LEAD, '')
    .replace(/[.!]+$/, '')
    .trim()
  const found = units.match(name, step.within)
  const [first] = found
  if (first?.isSure) return { kind: 'value', value: toValue(first) }
  const near = first ? found.filter(({ score }) => score >= first.score - 0.15) : []
  if (first && near.length === 1 && first.score >= 0.6)
    return { kind: 'confirm', value: toValue(first), as: first.unit.name }
  const isUnknown = !first || first.score < 0.7
  if (isUnknown) return readUnknown(name)
  if (near.length <= MOST_OFFERED)
    return { kind: 'choose', options: near.map((one) => ({ label: one.unit.name, value: toValue(one) })) }
  return { kind: 'invalid', say: readingReplies.manyUnits(first.unit.name) }
}

function toValue({ unit }: { unit: { id: string; name: string } }): Value {
  return { type: 'unit', unit: unit.id, name: unit.name }
}

function readUnknown(name: string): Reading {
  const words = name.split(' ').length
  if (words < 2 || name.length > 200 || !/\p{L}{2}/u.test(name)) return { kind: 'invalid', say: readingReplies.unit }
  const value: Value = { type: 'unit', unit: null, name: name.charAt(0).toLocaleUpperCase('vi') + name.slice(1) }
  return HEAD.test(fold(name)) ? { kind: 'value', value } : { kind: 'confirm', value, as: value.name }
}
