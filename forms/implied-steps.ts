// What an answer tells besides itself: “công chức” is said of an individual.

import { fold } from '../knowledge/fold.ts'
import type { Form, Step } from '../knowledge/form-schema.ts'
import type { Clause } from './clauses.ts'
import { findOption } from './find-span.ts'
import type { Answered } from './take-answers.ts'
import type { Values } from './values.ts'

// “giấy khen của giám đốc sở cho bà Hoa”, “lđtt cho anh Nam”, of which “đăng ký” was taken off: “cho chị Hoa”
const AWARDED =
  /(?:^|\b(?:khen|thuong|danh hieu|tien tien|thi dua|xuat sac|gk|bk|ldtt|cstd\w*|dang ki|de nghi)\b[^,;.\n]{0,60}?\s)cho (?:ca nhan )?(?:ong|ba|dong chi|d\/c|anh|chi|co|chu) (?!em\b|chi\b)[a-z]/

/**
 * Steps that are asked only where another has one answer, which nobody has said: “công chức” and “chức vụ” are said of a
 * person, so whoever says them registers an individual.
 */
export function impliedSteps(form: Form, known: Values, clauses: readonly Clause[], text: string): Step[] {
  const isNamedAlone = (step: Step) => clauses.some(({ steps }) => steps.length === 1 && steps[0]?.id === step.id)
  const isAwarded = (step: Step) => step.type === 'person' && step.as === 'name' && AWARDED.test(fold(text).trim())
  return form.steps.filter(
    (step) =>
      (step.type === 'choice' || isNamedAlone(step) || isAwarded(step)) &&
      !known[step.id] &&
      impliedAnswers(form, step, known).length > 0 &&
      !impliedAnswers(form, step, known).some((one) => isContradicted(one, clauses)),
  )
}

// “cho cá nhân em, sđt …”: what is said outright counts, though the number of a contact is asked of collectives alone.
function isContradicted({ step, value }: Answered, clauses: readonly Clause[]): boolean {
  if (step.type !== 'choice' || value.type !== 'choice') return false
  const said = clauses.map(({ text }) => findOption(text, step.options)?.found.id)
  return said.some((id) => id !== undefined && id !== value.option) && !said.includes(value.option)
}

/** That other answer, where it follows from the step being answered. */
export function impliedAnswers(form: Form, step: Step, known: Values): Answered[] {
  const [only, ...more] = step.if
  if (!only || more.length > 0 || !('is' in only) || only.is.length !== 1 || known[only.step]) return []
  const owner = form.steps.find(({ id }) => id === only.step)
  const [option = ''] = only.is
  if (owner?.type !== 'choice' || owner.if.length > 0) return []
  return [{ step: owner, value: { type: 'choice', option } }]
}
