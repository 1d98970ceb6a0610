import type { Form } from '../knowledge/form-schema.ts'
import { findUnit } from './find-unit.ts'
import { nameEndsOf } from './unit-phrase.ts'
import type { UnitDirectory } from './units.ts'

const MOST_LOOKUPS = 40 // so that no text takes long

/** Whether a text names a body of another province, district or office than the form is for. */
export function namesElsewhere(form: Form, text: string, units: UnitDirectory): boolean {
  const [within = []] = form.steps.flatMap((step) =>
    step.type === 'unit' && step.within.length > 0 ? [step.within] : [],
  )
  if (within.length === 0) return false
  let lookups = 0
  const read = (words: string) => {
    const [first] = lookups++ < MOST_LOOKUPS ? units.match(words, within) : []
    return first?.isSure ? first.unit : null
  }
  const span = findUnit(text, { read, ends: nameEndsOf(form) })
  return span !== null && !units.chainOf(span.found.id).some(({ id }) => within.includes(id))
}
