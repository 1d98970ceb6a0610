// The shipped forms and units, and a day on which registration was open.

import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { readAnswer } from '../../forms/read-answer.ts'
import type { Facts } from '../../forms/rules.ts'
import { createUnitDirectory } from '../../forms/units.ts'
import type { Values } from '../../forms/values.ts'
import type { Step } from '../../knowledge/form-schema.ts'
import { loadKnowledge, readKnowledgeFiles } from '../../knowledge/load.ts'

const { knowledge, faults } = loadKnowledge(readKnowledgeFiles(join(import.meta.dirname, '../../knowledge')))
if (!knowledge) throw new Error(JSON.stringify(faults))
export const campaigns = knowledge.campaigns
export const units = createUnitDirectory(knowledge.units)
export const today = Temporal.PlainDate.from('2020-02-10')

const found = campaigns.find(({ id }) => id === 'noi-vu-hung-yen-2020')
const [first] = found?.forms ?? []
if (!found || !first) throw new Error('the form of noi-vu-hung-yen-2020 is missing')
export const campaign = found
export const form = first

export function step(id: string): Step {
  const one = form.steps.find((each) => each.id === id)
  if (!one) throw new Error(`no step ${id}`)
  return one
}

export function read(id: string, text: string, values: Values = {}) {
  return readAnswer(step(id), text, { today, units, values })
}

/** Answers by what a person would type. */
export function answers(typed: Record<string, string>): Values {
  let values: Values = {}
  for (const [id, text] of Object.entries(typed)) {
    const reading = read(id, text, values)
    if (reading.kind !== 'value') throw new Error(`${id}: “${text}” reads as ${JSON.stringify(reading)}`)
    values = { ...values, [id]: reading.value }
  }
  return values
}

export function facts(receivedOn = '2020-02-10', others: Facts['others'] = []): Facts {
  return {
    campaign,
    units,
    receivedOn: Temporal.PlainDate.from(receivedOn),
    today: Temporal.PlainDate.from(receivedOn),
    others,
  }
}

export const official = {
  'doi-tuong': 'cá nhân',
  'don-vi': 'Phòng Nội vụ huyện Ân Thi',
  loai: 'công chức',
  'hinh-thuc': 'bằng khen của bộ trưởng',
  'linh-vuc': 'tôn giáo',
  'ho-ten': 'Nguyễn Văn An',
  'nhiem-vu': 'Số hóa 100% hồ sơ tôn giáo trước 30/11/2020',
  'dang-xem-xet': 'không',
}
export const room = {
  'doi-tuong': 'tập thể',
  'don-vi': 'Phòng Nội vụ huyện Ân Thi',
  'hinh-thuc': 'giấy khen',
  'noi-dung': 'a, d',
  'nhiem-vu': 'Giảm 20% thủ tục',
  'nguoi-lien-he': 'Lê Văn Hùng',
  'dien-thoai': '0912345678',
  'dang-xem-xet': 'không',
}
