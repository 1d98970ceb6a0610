// Plays a form's conversation by random moves, without a database, and judges every turn by rules of its own.

import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { begin, converse, type Turn } from '../../forms/conversation.ts'
import { stepsInPlay, valuesInPlay } from '../../forms/form.ts'
import type { Next } from '../../forms/next.ts'
import { type Draft, progressSchema } from '../../forms/progress.ts'
import { promptOf } from '../../forms/prompt.ts'
import { checkRules, type Facts } from '../../forms/rules.ts'
import { createUnitDirectory } from '../../forms/units.ts'
import { type Values, valuesSchema } from '../../forms/values.ts'
import type { Form, Step } from '../../knowledge/form-schema.ts'
import type { Knowledge } from '../../knowledge/load.ts'

/** What somebody does: answers in order, says this, taps the nth choice shown now, or of any shown before, sends a file. */
export type Move =
  | { readonly answer: number }
  | { readonly say: string }
  | { readonly tap: number }
  | { readonly tapOld: number }
  | { readonly file: string }

export interface Play {
  readonly move: fc.Arbitrary<Move>
  /** What went wrong in the course of these moves, or null. */
  faultOf(moves: readonly Move[]): string | null
  /** Answers what is asked, picking among the choices by these numbers; whether it came to be sent. */
  finish(picks: readonly number[]): boolean
}

const COMMANDS =
  'hủy|huy|/huy|quay lại|/quaylai|bỏ qua|/boqua|sửa|/sua|sửa đơn vị|sua don vi|lưu lại|lưu lại làm sau|làm lại|tiếp tục|gửi|xong|trợ giúp|cảm ơn|xóa|đúng|không|vâng|ok|không phải|à nhầm|à nhầm, là phòng Tổ chức|sửa đối tượng thành tập thể|không có|thôi'
const JUNK =
  '|?|???|1|2|3|9|99|0|-1|1,2|1 và 3|100%|17/02/2020|31/02/2020|hạn nộp là ngày nào?|ai được đăng ký|đăng ký gửi về đâu?|/han|/dangky|a|ạ|Ế|🙂|"; drop table registrations; --|<b>x</b>|answer:doi-tuong:ca-nhan|null|undefined|__proto__|constructor|\u0000|  |\n\n|0912345678|Nguyễn Văn An|Nguyễn Thị Bê|phòng văn hóa|chi cục thuế|hội phụ nữ|Hoàn thành 100% hồ sơ trước 30/11/2020'

/** The play of one form, on 10/02/2020, with nobody else registered. */
export function createFormPlay(knowledge: Knowledge, campaignId: string, formId: string): Play {
  const campaign = knowledge.campaigns.find(({ id }) => id === campaignId)
  const form = campaign?.forms.find(({ id }) => id === formId)
  if (!campaign || !form) throw new Error(`no form ${formId} in ${campaignId}`)
  const today = Temporal.PlainDate.from('2020-02-10')
  const units = createUnitDirectory(knowledge.units)
  const facts: Facts = { campaign, units, receivedOn: today, others: [], today }
  const words = [...COMMANDS.split('|'), ...JUNK.split('|'), ...labelsOf(form)]
  const said = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...words) },
    {
      weight: 2,
      arbitrary: fc.array(fc.constantFrom(...words), { minLength: 2, maxLength: 4 }).map((all) => all.join(', ')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('x'.repeat(5_000), 'a b '.repeat(1_000), 'ế'.normalize('NFD').repeat(300)),
    },
  )
  return {
    move: fc.oneof(
      { weight: 8, arbitrary: fc.record({ answer: fc.nat(20) }) },
      { weight: 3, arbitrary: fc.record({ tap: fc.nat(12) }) },
      {
        weight: 3,
        arbitrary: fc.record({ say: fc.constantFrom('gửi', 'quay lại', 'bỏ qua', 'sửa', 'hủy', 'tiếp tục') }),
      },
      { weight: 5, arbitrary: fc.record({ say: said }) },
      { weight: 1, arbitrary: fc.record({ tapOld: fc.nat(500) }) },
      { weight: 1, arbitrary: fc.record({ file: fc.constant('tep.pdf') }) },
    ),
    faultOf: (moves) => faultOf(moves, form, facts),
    finish: (picks) => finish(picks, form, facts),
  }
}

function labelsOf(form: Form): string[] {
  return form.steps.flatMap((step) => [
    step.label,
    ...step.aliases,
    ...(('options' in step && step.options) || []).flatMap(({ label, aliases }) => [label, ...aliases]),
  ])
}

function faultOf(moves: readonly Move[], form: Form, facts: Facts): string | null {
  let next = begin(form, '', facts)
  const seen: string[] = []
  for (const move of moves) {
    const prompt = promptOf(form, next.draft, facts)
    seen.push(...prompt.taps.map(({ tap }) => tap))
    next = converse(form, next.draft, toTurn(move, next, seen, form, facts), facts)
    const fault = judge(next, form, facts)
    if (fault) return `${fault} after ${JSON.stringify(move)}`
    if (next.act?.kind === 'submit' || next.act?.kind === 'discard') next = begin(form, '', facts)
  }
  return null
}

function toTurn(move: Move, next: Next, seen: readonly string[], form: Form, facts: Facts): Turn {
  if ('answer' in move) return toAnswer(next.draft, move.answer, form, facts)
  if ('say' in move) return { kind: 'said', text: move.say }
  if ('file' in move) return { kind: 'sent', files: [{ fileId: 'f', name: move.file }] }
  const shown = [...promptOf(form, next.draft, facts).taps, ...next.extra].map(({ tap }) => tap)
  const taps = 'tap' in move ? shown : seen
  const tap = taps[('tap' in move ? move.tap : move.tapOld) % Math.max(1, taps.length)]
  return tap === undefined ? { kind: 'said', text: '1' } : { kind: 'tapped', tap }
}

// What somebody would do who wants to be done: answers, picks one of the choices, sends.
function toAnswer(draft: Draft, pick: number, form: Form, facts: Facts): Turn {
  const { at, pending } = draft.progress
  const step = form.steps.find(({ id }) => id === at)
  const text = step && pending === null ? answerTo(step, facts, pick) : undefined
  if (text) return { kind: 'said', text }
  const taps = promptOf(form, draft, facts).taps.filter(({ tap }) => !/^(skip|keep|unpick|save|edit|go)/.test(tap))
  return { kind: 'tapped', tap: tapOf(taps, pick) }
}

// The state can be kept and read back, something is asked, and it can be left; what is sent is in order.
function judge({ draft, act }: Next, form: Form, facts: Facts): string | null {
  if (!valuesSchema.safeParse(JSON.parse(JSON.stringify(draft.values))).success) return 'answers cannot be read back'
  if (!progressSchema.safeParse(JSON.parse(JSON.stringify(draft.progress))).success)
    return 'progress cannot be read back'
  const { blocks, taps } = promptOf(form, draft, facts)
  if (blocks.length === 0) return 'nothing is asked'
  const leaves = converse(form, draft, { kind: 'said', text: 'lưu lại' }, facts)
  if (leaves.act?.kind !== 'save') return 'it cannot be left'
  const text = JSON.stringify(blocks)
  if (!taps.some(({ tap }) => ['save', 'go'].includes(tap)) && !text.includes('hủy')) return 'the way out is not said'
  if (act?.kind === 'submit') return whyNotInOrder(draft, form, facts)
  return null
}

function whyNotInOrder({ values: all }: Draft, form: Form, facts: Facts): string | null {
  const values = valuesInPlay(form, all, facts.units)
  for (const step of stepsInPlay(form, values, facts.units)) {
    if (values[step.id] === undefined) {
      if (!step.optional) return `sent without ${step.id}`
    } else if (!isInOrder(step, values, facts)) return `sent with a wrong ${step.id}`
  }
  const forbidden = checkRules(form, values, facts).find(({ effect }) => effect === 'block')
  return forbidden ? `sent against ${forbidden.rule.id}` : null
}

function isInOrder(step: Step, values: Values, { units }: Facts): boolean {
  const value = values[step.id]
  if (step.type === 'choice') return value?.type === 'choice' && step.options.some(({ id }) => id === value.option)
  if (step.type === 'choices') return value?.type === 'choices' && value.options.length > 0
  if (step.type === 'number') return value?.type === 'number' && value.number >= step.least && value.number <= step.most
  if (step.type === 'unit')
    return value?.type === 'unit' && (value.unit === null || units.get(value.unit) !== undefined)
  if (step.type === 'text' || step.type === 'long-text') {
    if (value?.type !== 'text' || value.text.length < step.least || value.text.length > step.most) return false
    return (
      !step.measurable ||
      value.text.split('\n').every((line) => line.trim() === '' || /\d|một|hai|ba|năm|mười/u.test(line))
    )
  }
  return value !== undefined
}

const ANSWERS: Partial<Record<Step['type'], string>> = {
  text: 'Chuyên viên',
  'long-text': 'Hoàn thành 100% hồ sơ trước 30/11/2020',
  person: 'Nguyễn Văn An',
  phone: '0912345678',
  number: '12',
  date: '01/01/1985',
}

function finish(picks: readonly number[], form: Form, facts: Facts): boolean {
  let draft: Draft = begin(form, '', facts).draft
  for (const pick of picks) {
    const next = converse(form, draft, toAnswer(draft, pick, form, facts), facts)
    if (next.act?.kind === 'submit') return whyNotInOrder(next.draft, form, facts) === null
    draft = next.draft
  }
  // What a rule forbids is not sent, however one asks for it: the summary says so.
  const isForbidden = promptOf(form, draft, facts).blocks.some(
    (block) => 'text' in block && block.text.startsWith('Phải sửa trước khi gửi'),
  )
  return isForbidden && converse(form, draft, { kind: 'said', text: 'gửi' }, facts).act === null
}

function answerTo(step: Step, { units }: Facts, pick: number): string | undefined {
  return step.type === 'unit' ? units.all[pick % units.all.length]?.name : ANSWERS[step.type]
}

function tapOf(taps: readonly { tap: string }[], pick: number): string {
  const done = taps.find(({ tap }) => tap.startsWith('done'))
  return (done ?? taps[pick % Math.max(1, taps.length)])?.tap ?? 'skip'
}
