import { findCalled } from '../../forms/step-names.ts'
import type { Step } from '../../knowledge/form-schema.ts'

const UNPICK = /^\s*(?:bỏ chọn|bo chon|bỏ|bo|không chọn|khong chon)(?:\s+(?:mục|muc))?\s+/iu
const BETWEEN = /\s*[,;+\n]\s*|\s+(?:và|va|với|voi|cùng|cung)\s+/iu

/** What is picked once a text has named fields, in the form's order: “sđt, nhiệm vụ” adds, “bỏ chọn sđt” takes away. Null if it says more than names. */
export function readFields(steps: readonly Step[], picked: readonly string[], text: string): string[] | null {
  const isUnpicked = UNPICK.test(text)
  const names = text.replace(UNPICK, '').replace(/[.!\s]+$/, '')
  const whole = findCalled(steps, names)
  const named = whole ? [whole] : names.split(BETWEEN).map((part) => findCalled(steps, part))
  if (named.some((step) => step === null)) return null
  const isNamed = (id: string) => named.some((step) => step?.id === id)
  const isPicked = (id: string) => (isNamed(id) ? !isUnpicked : picked.includes(id))
  return steps.map(({ id }) => id).filter(isPicked)
}
