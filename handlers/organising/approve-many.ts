// “Duyệt tất cả”: what waits and gives no cause to look at it singly is shown, and approved by one tap.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { subjectName } from '../../forms/as-role.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Reply } from '../../message.ts'
import type { OutgoingReply } from '../../store/commit.ts'
import type { Db } from '../../store/database.ts'
import { idsOfCampaign, readRegistration } from '../../store/registrations.ts'
import { isOrganiserOf } from '../../store/roles.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { stampOf } from '../stamp.ts'
import { countsWaiting, readCommand } from './campaigns-of.ts'
import { isPossible, toDecided } from './decide.ts'
import { findingsOf } from './findings.ts'
import type { PendingApproval } from './pending.ts'
import { readSent, type Sent } from './read-sent.ts'
import { replies } from './replies.vi.ts'
import { lineOf } from './show-queue.ts'
import { tapped } from './tapped.ts'
import { approvedBefore, whatChanged } from './what-changed.ts'

const MOST = 20 // what one person reads through before a tap
const LOOKED_AT = 200 // of those that wait, the oldest: reading them takes time
const command = {
  command: /^duyet (tat ca|het|toan bo)( cac)?( dang ki)?[.! ]*$/,
  word: 'approveall',
  counts: countsWaiting,
}

/** “Duyệt tất cả”: shows what can be approved together; confirmed, approves it, each as if it had been tapped alone. */
export const approveMany: Handler = async (message, state, tools) => {
  const [stamp] = tapped(message, 'approveshown') ?? []
  if (stamp !== undefined) {
    const { organising: pending } = state
    return pending?.doing === 'approving' && stamp === stampOf(pending)
      ? confirm(pending, message, state, tools)
      : reply(tools, state, say('action', replies.nothingPending))
  }
  const read = await readCommand(command, message, state, tools)
  if (!read) return null
  if ('outcome' in read) return read.outcome
  if (!(await isOrganiserOf(tools, message, read.campaign.id)))
    return reply(tools, state, say('refused', replies.notYours))
  return preview(read.campaign, message, state, tools)
}

async function preview(
  campaign: Campaign,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const waiting = await idsOfCampaign(tools.db, campaign.id, ['submitted'])
  const plain = await findPlain(waiting.slice(0, LOOKED_AT), message, tools)
  const focused = { ...state, focus: campaign.id, organising: null }
  const queue = { label: replies.choices.queue, action: `review:queue:${campaign.id}` }
  if (waiting.length === 0) return reply(tools, focused, say('action', replies.queue.empty(campaign.title)))
  if (plain.length === 0) return reply(tools, focused, { ...say('action', replies.many.none), choices: [queue] })
  const shown = plain.map(({ registration: { id, revision } }) => ({ id, revision }))
  const pending: PendingApproval = { doing: 'approving', campaign: campaign.id, shown }
  const left = waiting.length - plain.length
  const yes = `review:approveshown:${stampOf(pending)}`
  const asked: Reply = {
    kind: 'action',
    blocks: [
      { type: 'heading', text: campaign.title },
      { type: 'text', text: replies.many.ask(plain.length) },
      { type: 'list', items: plain.map((sent) => ({ text: lineOf(sent) })) },
      ...(left > 0
        ? [{ type: 'text' as const, text: plain.length < MOST ? replies.many.left(left) : replies.many.more(left) }]
        : []),
    ],
    sources: [],
    yes,
    choices: [
      { label: replies.choices.approveShown(plain.length), action: yes },
      { label: replies.choices.drop, action: 'review:drop' },
    ],
  }
  return reply(tools, { ...focused, organising: pending }, asked)
}

async function findPlain(ids: readonly string[], message: PersonMessage, tools: Tools): Promise<Sent[]> {
  const found: Sent[] = []
  for (const id of ids) {
    if (found.length === MOST) break
    const sent = await readPlain(id, message, tools)
    if (sent) found.push(sent)
    await nextTurn()
  }
  return found
}

// Nothing that a card would point out: a rule of the plan, a hold, lateness, an approval that was undone by an edit; and
// nobody's own.
async function readPlain(id: string, { person }: PersonMessage, tools: Tools): Promise<Sent | null> {
  const registration = await readRegistration(tools.db, id)
  if (!registration || registration.person === person || registration.isLate) return null
  if (!isPossible('approve', registration)) return null
  const sent = await readSent(registration, tools)
  if (await approvedBefore(registration, await whatChanged(sent.form, registration, tools), tools)) return null
  const found = await findingsOf(sent, tools)
  const findings = found.filter(({ rule, effect }) => rule.check !== 'duplicate' && effect !== 'info')
  return findings.length === 0 ? sent : null
}

async function confirm(
  { campaign, shown }: PendingApproval,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const left = { ...state, focus: campaign, organising: null }
  if (!(await isOrganiserOf(tools, message, campaign))) return reply(tools, left, say('refused', replies.notYours))
  const approved: Sent[] = []
  const [changed, unreached]: [string[], string[]] = [[], []]
  const notices: OutgoingReply[] = []
  const writes: ((trx: Db) => Promise<void>)[] = []
  for (const { id, revision } of shown) {
    const sent = await readPlain(id, message, tools)
    if (sent?.registration.revision !== revision) {
      changed.push(await nameOf(id, tools))
      continue
    }
    const decided = await toDecided({ act: 'approve' }, sent, message, tools)
    approved.push(sent)
    notices.push(...decided.notices)
    writes.push(...decided.writes)
    if (decided.notices.length === 0) unreached.push(await nameOf(id, tools))
  }
  const waiting = await idsOfCampaign(tools.db, campaign, ['submitted'])
  const still = waiting.length - approved.length
  const said = {
    ...tell(approved, { changed, unreached, still }),
    choices: [
      ...(still > 0 ? [{ label: replies.choices.queue, action: `review:queue:${campaign}` }] : []),
      ...(unreached.length > 0 ? [{ label: replies.choices.phoneList, action: `review:phone:${campaign}` }] : []),
    ],
  }
  return { state: left, replies: [{ id: tools.newId(), reply: said }, ...notices], writes }
}

function tell(
  approved: readonly Sent[],
  { changed, unreached, still }: { changed: readonly string[]; unreached: readonly string[]; still: number },
): Reply {
  const { many } = replies
  const lines = [
    ...(approved.length > unreached.length ? [many.told(approved.length - unreached.length, approved.length)] : []),
    ...(unreached.length > 0 ? [many.unreached(unreached.join('; '))] : []),
    ...(changed.length > 0 ? [many.changed(changed.join('; '))] : []),
    replies.stillWaiting(still),
  ]
  const items = approved.map(({ registration, form, values }) => ({
    text: `${registration.code ?? ''} ${subjectName(form, values)}`.trim(),
  }))
  return {
    ...say('action', ...lines),
    blocks: [
      { type: 'text', text: approved.length > 0 ? many.did(approved.length) : many.nothing },
      ...(items.length > 0 ? [{ type: 'list' as const, items }] : []),
      ...lines.map((text) => ({ type: 'text' as const, text })),
    ],
  }
}

async function nameOf(id: string, tools: Tools): Promise<string> {
  const registration = await readRegistration(tools.db, id)
  if (!registration) return ''
  const { form, values } = await readSent(registration, tools)
  return `${registration.code ?? ''} ${subjectName(form, values)}`.trim()
}
