// A plan without a day by which to register, whose province nobody states: what organisers see of it.

import { expect, it } from 'vitest'
import { createUnitDirectory } from '../../forms/units.ts'
import type { Values } from '../../forms/values.ts'
import { findingsOf } from '../../handlers/organising/findings.ts'
import { summaryTable } from '../../handlers/organising/lists/summary-table.ts'
import { writeWorkbook } from '../../handlers/organising/lists/write-workbook.ts'
import { readSent } from '../../handlers/organising/read-sent.ts'
import { lineOf } from '../../handlers/organising/show-queue.ts'
import { findForm } from '../../handlers/registering/form-in-use.ts'
import { changeRegistration, keepDraft } from '../../store/change-registration.ts'
import { keepFormVersion } from '../../store/form-versions.ts'
import { readRegistration } from '../../store/registrations.ts'
import { givenPlans } from '../reminding/shipped.ts'
import { readWorkbook } from './read-workbook.ts'

const FINANCE = 'so-tai-chinh-2020'
const ROOM: Values = {
  phong: { type: 'unit', unit: 'stc-quan-ly-ngan-sach', name: 'Phòng Quản lý ngân sách' },
  'tong-so': { type: 'number', number: 20 },
  'hoan-thanh': { type: 'number', number: 20 },
  ldtt: { type: 'number', number: 19 },
}

async function givenRoom() {
  const rig = await givenPlans()
  const { tools, db, clock } = rig.assistant
  const [campaign] = tools.knower.current().campaigns.filter(({ id }) => id === FINANCE)
  const inUse = findForm(tools, FINANCE, campaign?.forms[0]?.id ?? '')
  if (!inUse) throw new Error('no form')
  const { version, form } = inUse
  await keepFormVersion(db, { version, campaign: FINANCE, form: form.id, definition: form }, clock.now())
  const draft = { id: 'room', campaign: FINANCE, form: form.id, formVersion: version, person: 'web-lan' }
  await keepDraft(db, { ...draft, answers: ROOM, progress: {} }, clock.now())
  const sent = { state: 'submitted', code: 'TC20-AAAAAA', submittedAt: clock.now() } as const
  await changeRegistration(db, { id: 'room', revision: 0 }, sent, [], clock.now())
  const read = await readRegistration(db, 'room')
  if (!read) throw new Error('not kept')
  return { ...rig, inUse, sent: await readSent(read, tools) }
}

it('a unit that registers is a collective, and figures beside the plan’s are no warning', async () => {
  const { assistant, administrator, sent } = await givenRoom()
  await using _ = assistant
  const card = await administrator.taps('review:card:room:1')
  expect(card).toContain('Tập thể: Phòng Quản lý ngân sách')
  expect(card).toContain('So với kế hoạch:')
  expect(card).not.toContain('Cần lưu ý:')
  expect(lineOf(sent, await findingsOf(sent, assistant.tools))).not.toContain('có lưu ý')
  expect(await administrator.says('duyệt tất cả Sở Tài chính')).toContain('Duyệt 1 đăng ký sau đây?')
})

it('nothing is in time where no day is set', async () => {
  const { assistant, administrator, sent } = await givenRoom()
  await using _ = assistant
  expect(await administrator.says('/thongke Sở Tài chính')).not.toContain('Đúng hạn')
  const units = createUnitDirectory(assistant.tools.knower.current().units)
  const rows = summaryTable(FINANCE, [sent], units).rows.map((row) => JSON.stringify(row.at(-1)))
  expect(rows.filter((cell) => cell.includes('Đã đăng ký'))).toHaveLength(1)
  expect(rows.filter((cell) => cell.includes('Đúng hạn'))).toEqual([])
})

it('the list names no province that the plan does not state', async () => {
  const { assistant, inUse, sent } = await givenRoom()
  await using _ = assistant
  const { units } = assistant.tools.knower.current()
  const needs = { campaign: inUse.campaign, sent: [sent], units, ticked: [], today: '2020-02-10' }
  const cells = [...readWorkbook(await writeWorkbook(needs)).values()].flatMap(({ rows }) => rows.flat())
  const texts = cells.map(({ value }) => value)
  expect(texts).toContain('SỞ TÀI CHÍNH')
  expect(texts).toContain('Sở Tài chính')
  expect(texts.filter((text) => /hưng yên/i.test(text))).toEqual([])
})
