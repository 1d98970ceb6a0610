// How people name the steps of a form: “lĩnh vực …”, “sđt …”, “sửa đơn vị”.

import { fold } from '../knowledge/fold.ts'
import type { Form, Role, Step } from '../knowledge/schema.ts'

// What stands before an answer, whatever the form calls the step.
const BY_ROLE: Partial<Record<Role, readonly string[]>> = {
  subject: ['đối tượng'],
  occasion: ['dịp', 'đợt'],
  name: ['họ và tên', 'họ tên', 'tôi tên', 'tên tôi', 'em tên', 'tên em', 'mình tên', 'tên'],
  unit: [
    'đơn vị',
    'đơn vị công tác',
    'nơi công tác',
    'công tác tại',
    'công tác ở',
    'làm việc tại',
    'làm việc ở',
    'thuộc',
  ],
  'parent-unit': ['đơn vị chủ quản', 'trực thuộc'],
  birthday: ['ngày sinh', 'sinh ngày', 'sinh'],
  category: ['đối tượng cá nhân', 'loại cán bộ'],
  position: ['chức vụ', 'chức danh'],
  block: ['khối', 'cụm'],
  headcount: ['tổng số', 'số người', 'biên chế'],
  title: ['danh hiệu'],
  award: ['hình thức', 'hình thức khen thưởng', 'khen thưởng'],
  field: ['lĩnh vực'],
  contents: ['nội dung', 'nội dung thi đua'],
  tasks: ['nhiệm vụ', 'nhiệm vụ cụ thể', 'các nhiệm vụ', 'chỉ tiêu'],
  initiative: ['sáng kiến', 'đề tài'],
  'contact-name': ['người liên hệ', 'liên hệ'],
  'contact-phone': ['số điện thoại', 'điện thoại', 'sđt', 'sdt', 'đt', 'số đt', 'di động'],
  reason: ['lý do'],
  note: ['ghi chú'],
}

export interface StepName {
  readonly step: Step
  /** Folded words. */
  readonly name: string
}

/** Every name of these steps, the longest first; a name that two of them share belongs to the first. */
export function namesOf(steps: readonly Step[]): StepName[] {
  const names = steps.flatMap((step) =>
    [step.label, ...step.aliases, ...((step.as && BY_ROLE[step.as]) ?? [])].map((name) => ({
      step,
      name: fold(name)
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    })),
  )
  const known = new Map<string, StepName>()
  for (const one of names) if (one.name && !known.has(one.name)) known.set(one.name, one)
  return [...known.values()].sort((a, b) => b.name.length - a.name.length)
}

/** The step that a text names: “đơn vị”, “sdt”, “mục 3” (as the form counts them); null if it names none. */
export function findStep(form: Form, steps: readonly Step[], text: string): Step | null {
  const folded = fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^(?:muc|cau|buoc|phan|o) (?=\S)/, '')
  if (/^\d{1,2}$/.test(folded)) return steps[Number(folded) - 1] ?? null
  const named = namesOf(steps.length > 0 ? steps : form.steps).find(({ name }) => name === folded)
  if (named) return named.step
  const inside = namesOf(steps).filter(({ name }) => ` ${name} `.includes(` ${folded} `) && folded.length > 2)
  return new Set(inside.map(({ step }) => step.id)).size === 1 ? (inside[0]?.step ?? null) : null
}
