// An answer somewhere in a clause that names no step.

import type { Step } from '../knowledge/form-schema.ts'
import type { Unit } from '../knowledge/schema.ts'
import { denies } from './denies.ts'
import { findCount } from './find-count.ts'
import { findPosition, findWholePosition } from './find-position.ts'
import { findName, findOption, type Span } from './find-span.ts'
import { findUnit, withoutUnits } from './find-unit.ts'
import { type ReadingContext, readAnswer } from './read-answer.ts'
import { optionsInPlay } from './read-choice.ts'
import { findPhone } from './read-phone.ts'
import { isForeign } from './read-unit.ts'
import { beginsWithFamily } from './sounds-like-name.ts'
import { toPlain } from './step-names.ts'
import type { NameEnds } from './unit-phrase.ts'
import type { Value } from './values.ts'

type UnitStep = Extract<Step, { type: 'unit' }>
type NumberStep = Extract<Step, { type: 'number' }>

export interface SentenceContext extends ReadingContext {
  /** The whole of what was said. */
  readonly text: string
  readonly sureUnit: (step: UnitStep, words: string) => Unit | null
  readonly nameEnds: NameEnds
  readonly unitSteps: readonly UnitStep[]
  readonly numberSteps: readonly NumberStep[]
}

/** The answer that stands in the clause for sure, and what stands around it; null where none does. */
export function findInside(step: Step, text: string, context: SentenceContext): Span<Value> | null {
  switch (step.type) {
    case 'choice': {
      const span = findOption(text, optionsInPlay(step, context))
      return span && { ...span, found: { type: 'choice', option: span.found.id } }
    }
    case 'unit': {
      const span = findUnit(text, { read: (words) => context.sureUnit(step, words), ends: context.nameEnds })
      if (!span || isForeign(step, span.found, context.units)) return null
      return { ...span, found: { type: 'unit', unit: span.found.id, name: span.found.name } }
    }
    case 'number': {
      const span = findCount(step, context.numberSteps, text)
      return span && { ...span, found: { type: 'number', number: span.found } }
    }
    case 'phone': {
      const found = findPhone(text)
      const [before = '', after = ''] = found ? text.split(found.typed) : []
      return found && { found: { type: 'text', text: found.phone }, before, after }
    }
    case 'person':
      return findPerson(step, text, context)
    case 'attestation':
      return denies(text, step) ? { found: { type: 'attestation', yes: false }, before: '', after: '' } : null
    case 'text': {
      const found = step.as === 'position' ? positionIn(text, context) : null
      if (!found) return step.as === 'position' ? headIn(text, context) : null
      const [before = '', after = ''] = text.split(found)
      return { found: { type: 'text', text: wholeOf(found, context) }, before, after }
    }
    default:
      return null
  }
}

// The unit is an answer of its own: “chuyên viên” “phòng Nội vụ”.
function positionIn(text: string, { values }: SentenceContext): string | null {
  const [bare, whole] = [findPosition(text), findWholePosition(text)]
  const units = Object.values(values).flatMap((value) => (value.type === 'unit' ? toPlain(value.name) : []))
  const body = whole && bare ? toPlain(whole.slice(bare.length)) : ''
  return body !== '' && units.some((unit) => unit.includes(body)) ? bare : whole
}

// Of whom somebody is the head is of the position, though it was read as the unit: “Chủ tịch UBND xã”.
function wholeOf(position: string, { text }: SentenceContext): string {
  const whole = HEAD.test(position) ? findWholePosition(text) : null
  return whole?.startsWith(position) && COUNCIL.test(whole.slice(position.length)) ? whole : position
}

// “trưởng” “phòng Nội vụ Ân Thi”: the office was read as the unit.
function headIn(text: string, { text: said }: SentenceContext): Span<Value> | null {
  const [, head] = /(?:^|\s)((?:phó |pho )?(?:trưởng|truong|chánh|chanh)|phó|pho)$/iu.exec(text.trim()) ?? []
  if (head === undefined) return null
  const at = said.toLocaleLowerCase('vi').indexOf(head.toLocaleLowerCase('vi'))
  const [office] = /^\s+(?:văn phòng|van phong|phòng|phong|ban)(?!\p{L})/iu.exec(said.slice(at + head.length)) ?? []
  if (at < 0 || office === undefined) return null
  const { length } = text.trim()
  return {
    found: { type: 'text', text: `${head}${office}` },
    before: text.trim().slice(0, length - head.length),
    after: '',
  }
}

const HEAD = /^(?:phó |pho )?(?:chủ tịch|chu tich|bí thư|bi thu)$/iu
const COUNCIL = /^\s(?:UBND|HĐND|ủy ban|uỷ ban|mặt trận|MTTQ|UBMTTQ|đảng ủy|huyện ủy)/iu

// “bà”, said beside a name.
const ADDRESS = /(?<![\p{L}])(?:ông|ong|bà|ba|anh|chị|chi|cô|chú)\s+$/iu

function findPerson(step: Step, text: string, context: SentenceContext): Span<Value> | null {
  const [unitStep] = context.unitSteps
  const read = (words: string) => (unitStep ? context.sureUnit(unitStep, words) : null)
  const span = findName(unitStep ? withoutUnits(text, { read, ends: context.nameEnds }) : text)
  const address = span ? (ADDRESS.exec(span.before)?.[0] ?? '') : ''
  const reading = span && readAnswer(step, `${address}${span.found}`, context)
  // “Trường Tiểu học Trực Cường” names nobody.
  if (!span || !reading || !beginsWithFamily(span.found)) return null
  // Three words in capitals are a name without diacritics too; two may be a place.
  const isName = reading.kind === 'value' || (reading.kind === 'confirm' && /\S\s+\S+\s+\S/.test(span.found))
  if (!isName) return null
  const { length } = span.before
  return {
    found: reading.value,
    before: text.slice(0, length - address.length),
    after: text.slice(length + span.found.length),
  }
}
