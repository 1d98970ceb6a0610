// Whom today's reminders did not reach: a list for those who then call them.

import { toInstant } from '../clock.ts'
import { describeAs } from '../forms/as-role.ts'
import { readSent } from '../handlers/organising/read-sent.ts'
import { replies } from '../handlers/replies.vi.ts'
import type { Campaign } from '../knowledge/load.ts'
import { channelOf } from '../message.ts'
import { toAttachment } from '../store/files.ts'
import { HELD_STATES } from '../store/personal-data.ts'
import { registrationsOfPerson } from '../store/registrations.ts'
import type { Reminder } from '../store/reminders.ts'
import { rolesOf } from '../store/roles.ts'
import { unreachedSince } from '../store/unreached.ts'
import type { JobTools } from './job-tools.ts'
import { jobReplies } from './replies.vi.ts'
import { tellOrganisers } from './tell-organisers.ts'

const KEPT_DAYS = 14
const DAY_MS = 24 * 3_600_000

/** One list a day for each campaign; safe to run twice. */
export async function reportUnreached(tools: JobTools): Promise<string> {
  const today = tools.clock.today()
  let count = 0
  for (const campaign of tools.knower.current().campaigns) {
    const missed = await unreachedSince(tools.db, campaign.id, toInstant(today, '00:00'))
    if (missed.length > 0) count += await report(campaign, missed, tools)
  }
  return `${count} organisers told`
}

async function report(campaign: Campaign, missed: readonly Reminder[], tools: JobTools): Promise<number> {
  const { clock, files } = tools
  const today = clock.today().toString()
  const people = new Set(missed.map(({ person }) => person)).size
  const content = await writeList(campaign, missed, tools)
  const name = `can-goi-dien-${campaign.id}-${today.replaceAll('-', '')}.xlsx`
  const expiresAt = new Date(clock.now().getTime() + KEPT_DAYS * DAY_MS)
  const list = { name, content, person: null, registration: null, organisersOf: campaign.id, expiresAt }
  const kept = await files.keep(list, clock.now())
  const reply = {
    kind: 'action' as const,
    blocks: [{ type: 'text' as const, text: jobReplies.unreached(campaign.label, people) }],
    sources: [],
    choices: [{ label: jobReplies.retry, action: `remind:retry:${campaign.id}:${today}` }],
    attachments: [toAttachment(kept.file)],
  }
  return tellOrganisers(campaign.id, `unreached ${today}`, reply, tools, kept.write)
}

async function writeList(campaign: Campaign, missed: readonly Reminder[], tools: JobTools): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const { columns } = jobReplies
  const head = columns.map((value) => ({ value, fontWeight: 'bold' as const, wrap: true }))
  const rows = []
  for (const [index, reminder] of missed.entries()) {
    const { name, unit, phone } = await whoIs(reminder.person, campaign.id, tools)
    const what = campaign.milestones.find(({ id }) => id === reminder.milestone)?.what ?? reminder.milestone
    const why = jobReplies.why[reminder.state as keyof typeof jobReplies.why] ?? ''
    rows.push([String(index + 1), name, unit, phone, what, why].map((value) => ({ value, type: String, wrap: true })))
  }
  const options = {
    fontFamily: 'Times New Roman',
    fontSize: 11,
    columns: [5, 28, 36, 16, 44, 30].map((width) => ({ width })),
  }
  return writeExcelFile([head, ...rows], options).toBuffer()
}

// By what they have sent, or by the office they hold: a draft is its person's alone.
async function whoIs(person: string, campaign: string, tools: JobTools) {
  const own = (await registrationsOfPerson(tools.db, person)).find(
    (one) => one.campaign === campaign && HELD_STATES.includes(one.state),
  )
  const sent = own ? await readSent(own, tools) : null
  const as = (role: Parameters<typeof describeAs>[2]) => (sent ? describeAs(sent.form, sent.values, role) : '')
  const units = tools.knower.current().units
  const office = (await rolesOf(tools.db, person)).find((one) => one.campaign === campaign && one.unit !== '')
  return {
    name: as('contact-name') || as('name') || jobReplies.unnamed(replies.channels[channelOf(person)]),
    unit: as('unit') || (units.find(({ id }) => id === office?.unit)?.name ?? ''),
    phone: as('contact-phone'),
  }
}
