import { describeAs, subjectName } from '../../forms/as-role.ts'
import type { Finding } from '../../forms/rules.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Choice, Reply } from '../../message.ts'
import { isHeld } from '../../store/registration.ts'
import { idsOfCampaign, readRegistration } from '../../store/registrations.ts'
import { isOrganiserOf, unitsOfPerson } from '../../store/roles.ts'
import { type Handler, reply, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { countsWaiting, readCommand } from './campaigns-of.ts'
import { findingsOf } from './findings.ts'
import { formatMoment } from './format-moment.ts'
import { readSent, type Sent } from './read-sent.ts'
import { replies, stateNames } from './replies.vi.ts'
import { sentOfUnits } from './sent-of-units.ts'
import { waitingDossiers } from './show-dossiers.ts'
import { toPhone } from './to-phone.ts'

const PAGE = 5
const queue = {
  command: /^(\/choduyet|(xem )?(danh sach )?(dang ki )?(cho|can) duyet|duyet dang ki)[?.! ]*$/,
  word: 'queue',
  unitsToo: true,
  counts: countsWaiting,
}

/** `/choduyet`: what waits for a decision, oldest first; for contacts of a unit what their unit sent. */
export const showQueue: Handler = async (message, state, tools) => {
  const read = await readCommand(queue, message, state, tools)
  if (!read) return null
  if ('outcome' in read) return read.outcome
  const { campaign, rest, elsewhere } = read
  const focused = { ...state, focus: campaign.id }
  if (!(await isOrganiserOf(tools, message, campaign.id)))
    return reply(tools, focused, ...(await ofUnits(campaign, message.person, tools)))
  const shown = await toQueue(campaign, Number(rest[0] ?? 0), tools)
  return reply(tools, focused, { ...shown, choices: [...shown.choices, ...elsewhere] })
}

async function toQueue(campaign: Campaign, offset: number, tools: Tools): Promise<Reply> {
  const waiting = await idsOfCampaign(tools.db, campaign.id, ['submitted'])
  const missed = await toPhone(campaign.id, tools)
  const phone: Choice[] =
    missed.length > 0 ? [{ label: replies.choices.phone(missed.length), action: `review:phone:${campaign.id}` }] : []
  const open = (await waitingDossiers(campaign.id, tools)).size
  const dossiers: Choice[] =
    open > 0 ? [{ label: replies.dossier.waiting(open), action: `review:dossiers:${campaign.id}` }] : []
  if (waiting.length === 0)
    return { ...say('action', replies.queue.empty(campaign.title)), choices: [...dossiers, ...phone] }
  const from = Math.min(Math.max(offset, 0), waiting.length - 1)
  const page = await readPage(waiting.slice(from, from + PAGE), tools)
  const marked = await Promise.all(page.map(async (sent) => lineOf(sent, await findingsOf(sent, tools))))
  const many: Choice[] =
    waiting.length > 1 ? [{ label: replies.choices.approveAll, action: `review:approveall:${campaign.id}` }] : []
  const next: Choice[] =
    from + PAGE < waiting.length
      ? [{ label: replies.choices.next, action: `review:queue:${campaign.id}:${from + PAGE}` }]
      : []
  return {
    kind: 'action',
    blocks: [
      { type: 'heading', text: replies.queue.heading(campaign.title, waiting.length) },
      ...(waiting.length > PAGE
        ? [{ type: 'text' as const, text: replies.queue.page(from + 1, from + page.length) }]
        : []),
      { type: 'list', items: marked.map((text) => ({ text })) },
    ],
    sources: [],
    choices: [...page.map(toChoice), ...next, ...many, ...dossiers, ...phone],
  }
}

async function readPage(ids: readonly string[], tools: Tools): Promise<Sent[]> {
  const found = await Promise.all(ids.map((id) => readRegistration(tools.db, id)))
  return Promise.all(found.flatMap((one) => (one ? [readSent(one, tools)] : [])))
}

const TOLD: readonly Finding['rule']['check'][] = ['condition', 'quota', 'at-most', 'share']

/** One of those that wait, in a line; marked where a rule of the plan found something that its state does not tell. */
export function lineOf({ registration, form, values }: Sent, findings: readonly Finding[] = []): string {
  const { code, submittedAt, isLate, state } = registration
  const [name, unit] = [subjectName(form, values), describeAs(form, values, 'unit')]
  return replies.queue.line(
    code ?? '',
    name,
    unit === name ? '' : unit,
    describeAs(form, values, 'award') || describeAs(form, values, 'title'),
    submittedAt ? formatMoment(submittedAt) : '',
    [
      isLate ? replies.queue.late : '',
      isHeld(registration) ? replies.queue.held : '',
      !registration.hold && findings.some(({ rule, effect }) => effect !== 'info' && TOLD.includes(rule.check))
        ? replies.queue.warned
        : '',
      state === 'submitted' ? '' : stateNames[state].toLowerCase(),
    ],
  )
}

function toChoice({ registration: { id, code, revision }, form, values }: Sent): Choice {
  return { label: `${code} ${subjectName(form, values)}`.trim(), action: `review:card:${id}:${revision}` }
}

// Read only, and without what organisers alone may see: a hold is such a matter.
async function ofUnits(campaign: Campaign, person: string, tools: Tools): Promise<Reply[]> {
  const units = await unitsOfPerson(tools.db, person, campaign.id)
  const sent = await sentOfUnits(campaign.id, units, tools)
  const directory = tools.knower.current().units
  return units.map((id): Reply => {
    const name = directory.find((unit) => unit.id === id)?.name ?? id
    const own = sent.filter(({ unit }) => unit === id).map(({ sent }) => sent)
    if (own.length === 0) return say('action', replies.queue.unitEmpty(name))
    const items = own.map((one) => ({ text: lineOf({ ...one, registration: { ...one.registration, hold: null } }) }))
    return {
      ...say('action', replies.queue.unit(campaign.title, name)),
      blocks: [
        { type: 'heading', text: replies.queue.unit(campaign.title, name) },
        { type: 'list', items },
      ],
    }
  })
}
