// Whom reminders did not reach: by whom they are known best, what they were to be told, why it did not arrive.

import { describeAs } from '../../forms/as-role.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { formatDate } from '../../knowledge/working-days.ts'
import { channelOf } from '../../message.ts'
import { readOrganiserName } from '../../store/organiser-names.ts'
import { HELD_STATES } from '../../store/personal-data.ts'
import { registrationsOfPerson } from '../../store/registrations.ts'
import type { Reminder } from '../../store/reminders.ts'
import { contactsOfAnyone, rolesOf } from '../../store/roles.ts'
import type { Tools } from '../handler.ts'
import { replies as general } from '../replies.vi.ts'
import { readSent } from './read-sent.ts'
import { replies } from './replies.vi.ts'

const KEPT_DAYS = 14
const DAY_MS = 24 * 3_600_000
const ENDING = 6 // characters of an account's id: enough to tell people apart

type Needs = Pick<Tools, 'db' | 'knower' | 'files' | 'clock'>

/** One row: somebody, and what did not reach them. */
export interface ToCall {
  readonly name: string
  readonly unit: string
  readonly phone: string
  readonly what: string
  readonly why: string
}

/** The rows of these reminders, in their order. */
export async function toCallList(campaign: Campaign, missed: readonly Reminder[], tools: Needs): Promise<ToCall[]> {
  const rows: ToCall[] = []
  for (const { person, milestone, state } of missed) {
    const what = campaign.milestones.find(({ id }) => id === milestone)?.what ?? milestone
    const why = replies.unreached.why[state as keyof typeof replies.unreached.why] ?? ''
    rows.push({ ...(await whoIs(person, campaign.id, tools)), what, why })
  }
  return rows
}

/** The same as .xlsx, for the campaign's organisers, for two weeks; written with `write`. */
export async function keepCallList(campaign: Campaign, rows: readonly ToCall[], tools: Needs) {
  const now = tools.clock.now()
  const name = `can-goi-dien-${campaign.id}-${tools.clock.today().toString().replaceAll('-', '')}.xlsx`
  const expiresAt = new Date(now.getTime() + KEPT_DAYS * DAY_MS)
  const content = await writeList(rows, replies.unreached.title(campaign.label, formatDate(tools.clock.today())))
  return tools.files.keep(
    { name, content, person: null, registration: null, organisersOf: campaign.id, expiresAt },
    now,
  )
}

async function writeList(called: readonly ToCall[], title: string): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const above = [{ value: title, fontWeight: 'bold' as const, columnSpan: replies.unreached.columns.length }]
  const head = replies.unreached.columns.map((value) => ({ value, fontWeight: 'bold' as const, wrap: true }))
  const rows = called.map(({ name, unit, phone, what, why }, index) =>
    [String(index + 1), name, unit, phone, what, why].map((value) => ({ value, type: String, wrap: true })),
  )
  const options = {
    sheet: replies.unreached.sheet,
    fontFamily: 'Times New Roman',
    fontSize: 11,
    columns: [5, 28, 36, 16, 44, 30].map((width) => ({ width })),
  }
  return writeExcelFile([above, head, ...rows], options).toBuffer()
}

// By what they have sent in this campaign, by what colleagues call them, or by the office they hold: a draft is its
// person's alone. Where nothing is known, by the end of their account's id, which tells people apart.
async function whoIs(person: string, campaign: string, tools: Needs): Promise<Pick<ToCall, 'name' | 'unit' | 'phone'>> {
  const own = (await registrationsOfPerson(tools.db, person)).find(
    (one) => one.campaign === campaign && HELD_STATES.includes(one.state),
  )
  const sent = own ? await readSent(own, tools) : null
  const as = (role: Parameters<typeof describeAs>[2]) => (sent ? describeAs(sent.form, sent.values, role) : '')
  const units = tools.knower.current().units
  const office = (await rolesOf(tools.db, person)).find((one) => one.campaign === campaign && one.unit !== '')
  return {
    name:
      as('contact-name') || as('name') || (await readOrganiserName(tools.db, person)) || (await unnamed(person, tools)),
    unit: as('unit') || (units.find(({ id }) => id === office?.unit)?.name ?? ''),
    phone: as('contact-phone'),
  }
}

async function unnamed(person: string, { db }: Needs): Promise<string> {
  const [contact] = await contactsOfAnyone(db, person)
  const account = contact?.conversationId ?? person
  const id = account.slice(account.search(/[^a-z]/) + 1)
  return replies.unreached.unnamed(general.channels[contact?.channel ?? channelOf(person)], id.slice(-ENDING))
}
