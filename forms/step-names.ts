// How people name the steps of a form: “lĩnh vực …”, “sđt …”, “sửa đơn vị”.

import { fold } from '../knowledge/fold.ts'
import type { Role, Step } from '../knowledge/form-schema.ts'
import { matchOptions } from './match-options.ts'

// What stands before an answer, whatever the form calls the step.
const SAYS_NAME = [
  'họ và tên',
  'họ tên',
  'tên',
  'tên là',
  'tên tôi',
  'tên em',
  'tên mình',
  'tôi tên',
  'em tên',
  'mình tên',
]
const BY_ROLE: Partial<Record<Role, readonly string[]>> = {
  subject: ['đối tượng'],
  occasion: ['dịp', 'đợt'],
  name: SAYS_NAME,
  unit: [
    'đơn vị',
    'đơn vị công tác',
    'nơi công tác',
    'công tác tại',
    'công tác ở',
    'làm việc tại',
    'làm việc ở',
    'làm ở',
  ],
  'parent-unit': ['đơn vị chủ quản', 'trực thuộc'],
  birthday: ['ngày sinh', 'sinh ngày', 'sinh'],
  category: ['loại cán bộ'],
  position: ['chức vụ', 'chức danh', 'giữ chức'],
  block: ['khối', 'cụm'],
  headcount: ['tổng số', 'số người', 'biên chế'],
  title: ['danh hiệu'],
  award: ['hình thức', 'hình thức khen thưởng', 'khen thưởng'],
  field: ['lĩnh vực'],
  contents: ['nội dung', 'nội dung thi đua'],
  tasks: ['nhiệm vụ', 'nhiệm vụ cụ thể', 'các nhiệm vụ', 'nhiệm vụ đăng ký', 'chỉ tiêu'],
  initiative: ['sáng kiến', 'đề tài'],
  'contact-name': ['người liên hệ', 'liên hệ', ...SAYS_NAME],
  'contact-phone': ['số điện thoại', 'điện thoại', 'điện thoại liên hệ', 'sđt', 'đt', 'số đt', 'di động'],
  reason: ['lý do'],
  note: ['ghi chú'],
}

/** Folded words, and the steps they may name. */
export interface StepName {
  readonly name: string
  /** With a space on either side: what a text of whole words begins with. */
  readonly padded: string
  readonly steps: readonly Step[]
}

const ofSteps = new WeakMap<Step, readonly string[]>()

// Folded once: steps stay as they are while their form does.
function namesOfStep(step: Step): readonly string[] {
  const names = ofSteps.get(step) ?? toStepNames(step)
  ofSteps.set(step, names)
  return names
}

// “Nội dung đăng ký: a, d”, as papers are headed.
function toStepNames(step: Step): string[] {
  const names = [step.label, ...step.aliases, ...((step.as && BY_ROLE[step.as]) ?? [])].map(toPlain)
  return step.type === 'choices' || step.type === 'choice'
    ? [...names, ...names.map((name) => `${name} dang ki`)]
    : names
}

const ofLists = new WeakMap<readonly Step[], readonly StepName[]>()

/** Every name of these steps, the longest first. */
export function namesOf(steps: readonly Step[]): readonly StepName[] {
  const names = ofLists.get(steps) ?? toNames(steps)
  ofLists.set(steps, names)
  return names
}

function toNames(steps: readonly Step[]): StepName[] {
  const known = new Map<string, Step[]>()
  for (const step of steps)
    for (const name of namesOfStep(step)) {
      const same = known.get(name) ?? []
      if (name && !same.includes(step)) known.set(name, [...same, step])
    }
  return Array.from(known, ([name, named]) => ({ name, padded: ` ${name} `, steps: named })).sort(
    (a, b) => b.name.length - a.name.length,
  )
}

/** The step that a text names: “đơn vị”, “sdt”, “mục 3” (as these are counted); null if it names none, or several. */
export function findStep(steps: readonly Step[], text: string): Step | null {
  return findNumbered(steps, text) ?? findCalled(steps, text)
}

/** The step that a number names, as “Câu 8/9” counts those in play: “số 8”, “câu 8”; null if the text is no number. */
export function findNumbered(steps: readonly Step[], text: string): Step | null {
  const number = /^(?:(?:muc|cau|buoc|phan) )?(?:so )?(\d{1,2})$/.exec(toPlain(text))?.[1]
  return (number && steps[Number(number) - 1]) || null
}

/** The step that a text names by words: “đơn vị”, “mục sdt”; null if it names none, or several. */
export function findCalled(steps: readonly Step[], text: string): Step | null {
  const words = toPlain(text).replace(/^(?:muc|cau|buoc|phan) (?=\S)/, '')
  const names = namesOf(steps)
  const named = names.find(({ name }) => name === words)
  if (named) return named.steps[0] ?? null
  const near = words.length > 2 ? names.filter(({ padded }) => padded.includes(` ${words} `)) : []
  const found = new Set(near.flatMap((one) => one.steps))
  return found.size === 1 ? ([...found][0] ?? null) : null
}

/**
 * The steps that a text may name: several where it is the beginning of several labels, “số người”; those whose label
 * it shortens, “số người ldtt”, where none is called so.
 */
export function findSteps(steps: readonly Step[], text: string): Step[] {
  const words = toPlain(text)
  if (words === '') return []
  const own = steps.filter(({ label }) => toPlain(label) === words)
  if (own.length > 0) return own
  const called = namesOf(steps).find(({ name }) => name === words)?.steps ?? []
  const begun = steps.filter(({ label }) => toPlain(label).startsWith(`${words} `))
  if (called.length + begun.length > 0) return [...new Set([...called, ...begun])]
  const named = findCalled(steps, text)
  if (named) return [named]
  const options = steps.map(({ id, label, aliases }) => ({ id, label, aliases, if: [] }))
  const [first, second] = matchOptions(words, options)
  const isClear = first && first.score >= LEAST && !(second && second.score > first.score - NEAR)
  return isClear ? steps.filter(({ id }) => id === first.option.id) : []
}

const LEAST = 0.75
const NEAR = 0.1

/** Folded words without signs, as names are compared. */
export function toPlain(text: string): string {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}
