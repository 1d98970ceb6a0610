// How many messages a complete registration of the real form takes, from the first word to the receipt.

import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { begin, converse } from '../forms/conversation.ts'
import type { Next } from '../forms/next.ts'
import { promptOf } from '../forms/prompt.ts'
import type { Facts } from '../forms/rules.ts'
import { createUnitDirectory } from '../forms/units.ts'
import type { Form } from '../knowledge/form-schema.ts'
import { loadKnowledge, readKnowledgeFiles } from '../knowledge/load.ts'

const TASKS = 'Số hóa 100% hồ sơ tôn giáo trước 30/11/2020'
const CONSENT = 1 // a tap, the first time

function givenTheForm(): { form: Form; facts: Facts } {
  const { knowledge } = loadKnowledge(readKnowledgeFiles(join(import.meta.dirname, '../knowledge')))
  const campaign = knowledge?.campaigns.find(({ id }) => id === 'noi-vu-hung-yen-2020')
  const form = campaign?.forms[0]
  if (!knowledge || !campaign || !form) throw new Error('the form is missing')
  const today = Temporal.PlainDate.from('2020-02-10')
  return {
    form,
    facts: { campaign, units: createUnitDirectory(knowledge.units), receivedOn: today, today, others: [] },
  }
}

/** Says the first text, then taps what is in brackets and types the rest; gives how many messages it took to be sent. */
function count([first = '', ...rest]: readonly string[]): number {
  const { form, facts } = givenTheForm()
  let next: Next = begin(form, first.replace(/^\/dangky$|^.*?đăng ký /, ''), facts)
  for (const said of rest) {
    const label = /^\[(.+)\]$/.exec(said)?.[1]
    const tap = promptOf(form, next.draft, facts).taps.find((one) => one.label === label)?.tap
    if (label && !tap) throw new Error(`nothing to tap called [${label}]`)
    next = converse(form, next.draft, tap ? { kind: 'tapped', tap } : { kind: 'said', text: said }, facts)
  }
  expect(next.act).toEqual({ kind: 'submit' })
  return CONSENT + 1 + rest.length
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

it('takes at most 12 messages by buttons', () => {
  const person = ['/dangky', '[Cá nhân]', 'phòng Nội vụ Ân Thi', '[Công chức]']
  const collective = ['/dangky', '[Tập thể]', 'phòng Nội vụ Ân Thi', '[Giấy khen của Giám đốc Sở Nội vụ]']
  const end = [TASKS, '[Không]', '[Gửi]']
  const field = ['[Bằng khen của Bộ trưởng]', '[Tôn giáo]']
  const contents = ['[d) Cải cách hành chính]', '[Xong]']
  const lengths = [
    count([...person, ...field, 'Nguyễn Thị Lan', '[Bỏ qua]', ...end]),
    count([...person, '[Giấy khen của Giám đốc Sở Nội vụ]', ...contents, 'Nguyễn Thị Lan', '[Bỏ qua]', ...end]),
    count([...collective, ...contents, TASKS, 'Nguyễn Thị Lan', '0912345678', '[Không]', '[Gửi]']),
  ]
  expect(median(lengths)).toBeLessThanOrEqual(12)
})

it('takes at most 4 messages in free text', () => {
  const who = 'Nguyễn Thị Lan, chuyên viên, công chức phòng Nội vụ Ân Thi'
  const tasks = `nhiệm vụ: ${TASKS}`
  const lengths = [
    count([`đăng ký cá nhân, ${who}, bằng khen bộ trưởng, lĩnh vực tôn giáo, ${tasks}`, 'không', 'gửi']),
    count([`tôi muốn đăng ký cá nhân, ${who}, giấy khen, nội dung d. Nhiệm vụ: ${TASKS}`, 'không', 'gửi']),
    count([`đăng ký cá nhân, ${who}, bằng khen bộ trưởng, lĩnh vực tôn giáo, ${tasks}, không bị kỷ luật`, 'gửi']),
    count([
      `đăng ký tập thể, phòng Nội vụ Ân Thi, giấy khen, nội dung d, liên hệ Nguyễn Thị Lan, điện thoại 0912345678, ${tasks}`,
      'không',
      'gửi',
    ]),
    // Who tells the tasks only when asked for them needs one more.
    count([`đăng ký cá nhân, ${who}, bằng khen bộ trưởng, lĩnh vực tôn giáo`, TASKS, 'không', 'gửi']),
  ]
  expect(median(lengths)).toBeLessThanOrEqual(4)
})
