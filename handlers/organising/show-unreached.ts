import type { Temporal } from 'temporal-polyfill'
import { toInstant } from '../../clock.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { toAttachment } from '../../store/files.ts'
import type { Reminder } from '../../store/reminders.ts'
import { isOrganiserOf } from '../../store/roles.ts'
import { stillUnreached } from '../../store/unreached.ts'
import { type Handler, reply, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { keepCallList, type ToCall, toCallList } from './call-list.ts'
import { readCommand } from './campaigns-of.ts'
import { replies } from './replies.vi.ts'
import { toPhone } from './to-phone.ts'

const DAYS = 7
const unreached = {
  command:
    /^(hom nay )?(xem |danh sach |liet ke )?(nhung )?((con )?(ai|nguoi( nao)?|don vi nao) )?((nao|con|van) )*(chua|khong) ((nhan|duoc) )+((cac |duoc )?(tin|loi) )?nhac( han| nho)?( hom nay)?[?.! ]*$/,
  word: 'unreached',
  counts: {
    of: async (tools: Tools, campaigns: readonly Campaign[]) => {
      const counted = campaigns.map(async ({ id }) => [id, peopleOf(await missedIn(id, tools))] as const)
      return new Map(await Promise.all(counted))
    },
    everywhere: (count: number) => replies.unreached.everywhere(count, DAYS),
  },
  refusesUnits: true,
}
const MOST = 10

/** “Ai chưa nhận được nhắc?”: whom the reminders of the last days did not reach, why, and how to phone them. */
export const showUnreached: Handler = async (message, state, tools) => {
  const read = await readCommand(unreached, message, state, tools)
  if (!read) return null
  if ('outcome' in read) return read.outcome
  const { campaign, elsewhere } = read
  if (!(await isOrganiserOf(tools, message, campaign.id))) return reply(tools, state, say('refused', replies.notYours))
  const missed = await missedIn(campaign.id, tools)
  const others = (await toPhone(campaign.id, tools)).length
  const choices = [
    ...(others > 0 ? [{ label: replies.choices.phone(others), action: `review:phone:${campaign.id}` }] : []),
    ...elsewhere,
  ]
  const focused = { ...state, focus: campaign.id }
  if (missed.length === 0)
    return reply(tools, focused, { ...say('action', replies.unreached.nobody(campaign.label, DAYS)), choices })
  const rows = await toCallList(campaign, missed, tools)
  const kept = await keepCallList(campaign, rows, tools)
  const people = peopleOf(missed)
  const told = reply(tools, focused, {
    kind: 'action',
    blocks: [
      { type: 'text', text: replies.unreached.some(campaign.label, people, DAYS) },
      { type: 'list', items: rows.slice(0, MOST).map((row) => ({ text: toLine(row) })) },
      ...(rows.length > MOST ? [{ type: 'text' as const, text: replies.unreached.more(rows.length - MOST) }] : []),
    ],
    sources: [],
    choices: [{ label: replies.unreached.retry, action: `remind:retry:${campaign.id}:${fromDay(tools)}` }, ...choices],
    attachments: [toAttachment(kept.file)],
  })
  return { ...told, writes: [kept.write] }
}

function fromDay({ clock }: Tools): Temporal.PlainDate {
  return clock.today().subtract({ days: DAYS - 1 })
}

function missedIn(campaign: string, tools: Tools): Promise<Reminder[]> {
  return stillUnreached(tools.db, campaign, toInstant(fromDay(tools), '00:00'))
}

function peopleOf(missed: readonly Reminder[]): number {
  return new Set(missed.map(({ person }) => person)).size
}

function toLine({ name, unit, phone, what, why }: ToCall): string {
  return replies.unreached.line([name, unit, phone].filter((part) => part !== '').join(', '), what, why)
}
