// Where a form's rule or question stands in the plan.

import { sectionName } from '../knowledge/document.ts'

/** “Mục III.1 (đoạn cuối)”; null for what is practice and stands in no plan. */
export function placeOf(basis: { section: string } | 'practice'): string | null {
  return basis === 'practice' ? null : sectionName(basis.section)
}

/** A place in brackets of its own: “(Mục III.1, đoạn cuối)”. */
export function inBrackets(place: string): string {
  return `(${place.replace(/ \((.+)\)$/, ', $1')})`
}
