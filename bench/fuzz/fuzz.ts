// `npm run bench -- --fuzz 20000`: so many random conversations with every form that is shipped.

import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { begin, converse, type Turn } from '../forms/conversation.ts'
import type { Next } from '../forms/next.ts'
import type { Draft } from '../forms/progress.ts'
import { progressSchema } from '../forms/progress.ts'
import { promptOf } from '../forms/prompt.ts'
import type { Facts } from '../forms/rules.ts'
import { createUnitDirectory } from '../forms/units.ts'
import { valuesSchema } from '../forms/values.ts'
import { loadKnowledge, readKnowledgeFiles } from '../knowledge/load.ts'
import type { Form, Step } from '../knowledge/schema.ts'
import { findFault } from './valid-registration.ts'

const TODAY = Temporal.PlainDate.from('2020-02-10')
const LONGEST = 30 // turns

const GOOD: Readonly<Record<Step['type'], readonly string[]>> = {
  choice: ['1', '2', 'tập thể', 'cá nhân', 'giấy khen'],
  choices: ['1', 'a, d', '1 và 3', 'xong'],
  text: ['Chuyên viên chính', 'Trường tiểu học Hoa Sen'],
  'long-text': ['Số hóa 100% hồ sơ trước 30/11/2020', 'Rút ngắn 20% thời gian giải quyết thủ tục hành chính'],
  number: ['20', '3', '0', '19'],
  date: ['17/02/1980', '5/12/1990'],
  unit: ['phòng Nội vụ Ân Thi', 'huyện Khoái Châu', 'Sở Nội vụ', 'xã Trực Thái', 'phòng Quản lý ngân sách'],
  person: ['Nguyễn Thị Lan', 'Trần Văn Hùng'],
  phone: ['0912345678', '+84 912 345 678'],
  attestation: ['có', 'không'],
  file: ['(tệp)'],
}
const SAID = [
  ...[
    'quay lại',
    'bỏ qua',
    'sửa',
    'sửa đơn vị',
    'sửa 3',
    'gửi',
    'hủy',
    'không',
    'đúng',
    'có',
    'xong',
    'tiếp tục',
    'làm lại từ đầu',
  ],
  ...[
    'lưu lại',
    'xóa nháp',
    'Hạn đăng ký là ngày nào?',
    'à nhầm, là phòng Nội vụ Khoái Châu',
    'không phải cá nhân, tập thể',
  ],
  ...[
    'đăng ký cá nhân, phòng nội vụ ân thi, bằng khen bộ trưởng, lĩnh vực tôn giáo',
    'sửa lĩnh vực thành tôn giáo',
    'y tế',
  ],
  ...[
    '',
    ' ',
    '0',
    '-1',
    '99999999999',
    '31/02/2020',
    'mai',
    'a',
    '😀',
    'khen'.repeat(300),
    '<b>x</b>',
    "'; drop table",
    '/han',
  ],
  ...Object.values(GOOD).flat(),
]

type Move =
  | { readonly do: 'answer' | 'tap'; readonly n: number }
  | { readonly do: 'say'; readonly text: string }
  | { readonly do: 'old tap'; readonly n: number }

const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    { weight: 14, arbitrary: fc.record({ do: fc.constant('answer' as const), n: fc.nat(20) }) },
    { weight: 5, arbitrary: fc.record({ do: fc.constant('tap' as const), n: fc.nat(20) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('old tap' as const), n: fc.nat(200) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('say' as const), text: fc.constantFrom(...SAID) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('say' as const), text: fc.string({ unit: 'grapheme', maxLength: 200 }) }),
    },
  ),
  { minLength: 12, maxLength: LONGEST },
)

/** Plays `runs` conversations with each form. Prints what was reached, and the smallest conversation that broke a rule. */
export function benchFuzz(runs: number): void {
  const { knowledge, faults } = loadKnowledge(readKnowledgeFiles(`${import.meta.dirname}/../knowledge`))
  if (!knowledge) throw new Error(faults.map(({ message }) => message).join('\n'))
  const units = createUnitDirectory(knowledge.units)
  for (const campaign of knowledge.campaigns)
    for (const form of campaign.forms) {
      const facts: Facts = { campaign, units, receivedOn: TODAY, today: TODAY, others: [] }
      const started = performance.now()
      const reached = { turns: 0, submitted: 0 }
      const result = fc.check(
        fc.property(moves, (all) => play(form, facts, all, reached)),
        { numRuns: runs },
      )
      const seconds = ((performance.now() - started) / 1000).toFixed(0)
      const what = `${campaign.id}: ${result.numRuns} conversations, ${reached.turns} turns, ${reached.submitted} sent, ${seconds} s`
      console.log(
        result.failed
          ? `${what}: ${String(result.errorInstance)}\n${fc.defaultReportMessage(result)}`
          : `${what}: no rule broken`,
      )
      if (result.failed) process.exitCode = 1
    }
}

function play(form: Form, facts: Facts, all: readonly Move[], reached: { turns: number; submitted: number }): void {
  let draft = begin(form, '', facts).draft
  const seen: string[] = []
  for (const move of all) {
    const turn = toTurn(move, form, draft, facts, seen)
    if (!turn) continue
    const next = converse(form, draft, turn, facts)
    reached.turns += 1
    judge(form, next, facts)
    if (next.act?.kind === 'submit') reached.submitted += 1
    if (next.act?.kind === 'submit' || next.act?.kind === 'discard') return
    draft = next.draft
    seen.push(...promptOf(form, draft, facts).taps.map(({ tap }) => tap))
  }
  judgeWaysOut(form, draft, facts)
}

function toTurn(move: Move, form: Form, draft: Draft, facts: Facts, seen: readonly string[]): Turn | null {
  if (move.do === 'say') return { kind: 'said', text: move.text }
  if (move.do === 'old tap') {
    const tap = seen[move.n % Math.max(seen.length, 1)]
    return tap === undefined ? null : { kind: 'tapped', tap }
  }
  const { taps } = promptOf(form, draft, facts)
  const tap = taps[move.n % Math.max(taps.length, 1)]
  const step = form.steps.find(({ id }) => id === draft.progress.at)
  if (move.do === 'tap' || !step) return tap ? { kind: 'tapped', tap: tap.tap } : null
  const fitting = GOOD[step.type]
  return { kind: 'said', text: fitting[move.n % fitting.length] ?? '' }
}

// A state that can be kept and read again, and something to ask; and nothing is sent that is not in order.
function judge(form: Form, next: Next, facts: Facts): void {
  const { values, progress } = next.draft
  const kept = JSON.parse(JSON.stringify({ values, progress }))
  if (!isDeepStrictEqual(valuesSchema.parse(kept.values), kept.values)) throw new Error('answers cannot be kept')
  if (!isDeepStrictEqual(progressSchema.parse(kept.progress), kept.progress))
    throw new Error('the place cannot be kept')
  if (progress.at !== null && !form.steps.some(({ id }) => id === progress.at))
    throw new Error(`no step ${progress.at}`)
  if (promptOf(form, next.draft, facts).blocks.length === 0) throw new Error('nothing is asked')
  if (next.act?.kind === 'submit') {
    const fault = findFault(form, values, facts)
    if (fault) throw new Error(`sent, though ${fault}`)
  }
}

// Wherever a conversation ends, the form can be left: kept for later, or given up.
function judgeWaysOut(form: Form, draft: Draft, facts: Facts): void {
  if (converse(form, draft, { kind: 'said', text: 'lưu lại' }, facts).act?.kind !== 'save')
    throw new Error('“lưu lại” does not leave the form')
  const leaving = converse(form, draft, { kind: 'said', text: 'hủy' }, facts)
  const drop = promptOf(form, leaving.draft, facts).taps.find(({ tap }) => tap.startsWith('drop:'))
  if (!drop || converse(form, leaving.draft, { kind: 'tapped', tap: drop.tap }, facts).act?.kind !== 'discard')
    throw new Error('“hủy” leads nowhere')
}
