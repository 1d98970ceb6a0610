import { describeAs, subjectName } from '../../forms/as-role.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Reply } from '../../message.ts'
import { recordAct } from '../../store/acts.ts'
import { isOrganiserOf } from '../../store/roles.ts'
import { type Handler, reply, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { readCommand } from './campaigns-of.ts'
import type { Sent } from './read-sent.ts'
import { replies, stateNames } from './replies.vi.ts'
import { findFor, refusalOf } from './review.ts'
import { tapped } from './tapped.ts'
import { toPhone } from './to-phone.ts'

const phone = { command: /^(danh sach )?(can|phai) goi dien( thoai)?[?.! ]*$/, word: 'phone' }
const MOST = 10

/** “Cần gọi điện”: whom no notice has reached, with how to reach them; a tap notes that somebody phoned. */
export const showPhoneList: Handler = async (message, state, tools) => {
  const [id] = tapped(message, 'phoned') ?? []
  if (id) {
    const found = await findFor(message, id, tools)
    if (!found) return reply(tools, state, say('refused', refusalOf(message)))
    const { campaign, code } = found.registration
    const isMissed = (await toPhone(campaign, tools)).some(({ sent }) => sent.registration.id === id)
    if (!isMissed) return reply(tools, state, say('action', replies.phone.notedBefore))
    const now = tools.clock.now()
    const act = { at: now, by: message.person, act: 'phoned', campaign, about: id, details: { code } }
    const name = describeAs(found.form, found.values, 'contact-name') || subjectName(found.form, found.values)
    return {
      ...reply(tools, state, say('action', replies.phone.noted(name || (code ?? '')))),
      writes: [(trx) => recordAct(trx, act)],
    }
  }
  const read = await readCommand(phone, message, state, tools)
  if (!read) return null
  if ('outcome' in read) return read.outcome
  if (!(await isOrganiserOf(tools, message, read.campaign.id)))
    return reply(tools, state, say('refused', replies.notYours))
  return reply(tools, state, await toList(read.campaign, tools))
}

async function toList(campaign: Campaign, tools: Tools): Promise<Reply> {
  const missed = await toPhone(campaign.id, tools)
  if (missed.length === 0) return say('action', replies.phone.none)
  const shown = missed.slice(0, MOST)
  const items = shown.map(({ sent: { registration, form, values }, why, act }) => ({
    text: replies.phone.line(
      registration.code ?? '',
      subjectName(form, values),
      unitOf(form, values),
      act === 'return-paper' ? replies.dossier.returnedPaper : stateNames[registration.state].toLowerCase(),
      replies.phone.contact(describeAs(form, values, 'contact-name'), describeAs(form, values, 'contact-phone')),
      replies.phone.why[why],
    ),
  }))
  return {
    kind: 'action',
    blocks: [
      { type: 'heading', text: replies.phone.heading(missed.length) },
      { type: 'list', items },
    ],
    sources: [],
    choices: shown.map(({ sent: { registration } }) => ({
      label: replies.choices.phoned(registration.code ?? ''),
      action: `review:phoned:${registration.id}`,
    })),
  }
}

// A collective that is a unit is named by it already.
function unitOf(form: Sent['form'], values: Sent['values']): string {
  const unit = describeAs(form, values, 'unit')
  return unit === subjectName(form, values) ? '' : unit
}
