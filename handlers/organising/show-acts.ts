import { Temporal } from 'temporal-polyfill'
import { formatDate } from '../../knowledge/working-days.ts'
import type { Reply } from '../../message.ts'
import { type Act, actsOf } from '../../store/acts.ts'
import { GIVEN_ROLES } from '../../store/roles.ts'
import { type Handler, reply, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { readCommand } from './campaigns-of.ts'
import { formatMoment } from './format-moment.ts'
import { namePerson } from './name-person.ts'
import { replies, roleNames } from './replies.vi.ts'
import { whereRole } from './where-role.ts'

const acts = { command: /^(\/nhatky|(xem )?nhat ki( duyet)?)[?.! ]*$/, word: 'acts' }
const PAGE = 10

/** `/nhatky`: what organisers did in a campaign, the newest first; for its organisers. */
export const showActs: Handler = async (message, state, tools) => {
  const read = await readCommand(acts, message, state, tools)
  if (!read) return null
  if ('outcome' in read) return read.outcome
  const { campaign, rest, elsewhere } = read
  const offset = Math.max(Number(rest[0] ?? 0) || 0, 0)
  const found = await actsOf(tools.db, campaign.id, PAGE + 1, offset)
  if (found.length === 0)
    return reply(tools, state, { ...say('action', replies.acts.none(campaign.label)), choices: elsewhere })
  const lines = await Promise.all(found.slice(0, PAGE).map((act) => toLine(act, tools)))
  const said: Reply = {
    kind: 'action',
    blocks: [
      { type: 'heading', text: replies.acts.heading(campaign.label) },
      { type: 'list', items: lines.map((text) => ({ text })) },
    ],
    sources: [],
    choices: [
      ...(found.length > PAGE
        ? [{ label: replies.choices.next, action: `review:acts:${campaign.id}:${offset + PAGE}` }]
        : []),
      ...elsewhere,
    ],
  }
  return reply(tools, { ...state, focus: campaign.id }, said)
}

async function toLine(act: Act, tools: Tools): Promise<string> {
  const who = await namePerson(tools, act.by)
  const did = replies.acts.did[nameOf(act)] ?? act.act
  return replies.acts.line(formatMoment(act.at), who, [did, await describe(act, tools)].filter(Boolean).join(' '))
}

// A day of a milestone is set, or the milestone is cancelled, or the plan holds again.
function nameOf({ act, details: { kind } }: Act): string {
  return act === 'milestone-day' && (kind === 'cancelled' || kind === 'plan') ? `milestone-${kind}` : act
}

function toMilestone(campaign: string, id: string, { knower }: Pick<Tools, 'knower'>): string {
  const plan = knower.current().campaigns.find((one) => one.id === campaign)
  return plan?.milestones.find((one) => one.id === id)?.what ?? ''
}

function toDay(day: string): string {
  return formatDate(Temporal.PlainDate.from(day))
}

// What it was done to, in words: a code, a form, a role.
async function describe({ act, campaign, about, details }: Act, tools: Tools): Promise<string> {
  const { code, reason, role, unit, title, own, kind, day } = details
  const milestone = toMilestone(campaign, about, tools)
  const given = GIVEN_ROLES.find((one) => one === role)
  const parts = [
    typeof code === 'string' ? code : '',
    typeof title === 'string' ? `“${title}”` : '',
    milestone ? replies.acts.milestone(milestone, kind === 'day' && typeof day === 'string' ? toDay(day) : '') : '',
    given ? `${roleNames[given]} (${whereRole({ campaign, unit: String(unit ?? '') }, tools)})` : '',
    act === 'end-role' ? await namePerson(tools, about) : '',
    typeof reason === 'string' ? `(${reason})` : '',
    own === true ? `[${replies.acts.own}]` : '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}
