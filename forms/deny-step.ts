import type { Form } from '../knowledge/form-schema.ts'
import { stepsInPlay, valuesInPlay } from './form.ts'
import type { Next } from './next.ts'
import { passOver } from './obey-command.ts'
import type { Draft } from './progress.ts'
import type { Facts } from './rules.ts'
import { findSteps } from './step-names.ts'

const HAS_NONE =
  /^(?:(?:dạ|vâng|em|tôi|mình|toi|minh|bên em)[\s,]+)*(?:không|khong|ko|chưa|chua|chẳng)\s+(?:có|co|giữ|giu)\s+(.{2,40}?)(?:\s+(?:gì|gi|nào|nao|cả|ca|hết|het|đâu|dau|ạ|nhé|nhe|thêm|them))*[.!\s]*$/iu

/** “không có chức vụ gì”: an optional step is passed over by its name. Null where a text says nothing of the kind. */
export function denyStep(form: Form, draft: Draft, text: string, facts: Facts): Next | null {
  const name = HAS_NONE.exec(text)?.[1]
  const values = valuesInPlay(form, draft.values, facts.units)
  const [step, ...others] = name ? findSteps(stepsInPlay(form, values, facts.units), name) : []
  if (!step?.optional || others.length > 0) return null
  return passOver(form, draft, step, facts)
}
