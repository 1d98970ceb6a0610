import { describeAs, isCollective, subjectName } from '../../forms/as-role.ts'
import { inBrackets } from '../../forms/place.ts'
import type { Finding } from '../../forms/rules.ts'
import type { Role } from '../../knowledge/form-schema.ts'
import type { Block, Choice, Reply } from '../../message.ts'
import { actsAbout } from '../../store/acts.ts'
import { isHeld, type Registration } from '../../store/registration.ts'
import { isOrganiserOf } from '../../store/roles.ts'
import type { Tools } from '../handler.ts'
import { findingsOf } from './findings.ts'
import { formatMoment } from './format-moment.ts'
import { namePerson } from './name-person.ts'
import { tellPapers } from './papers.ts'
import { readSent, type Sent } from './read-sent.ts'
import { decisionNames, replies, stateNames } from './replies.vi.ts'
import { approvedBefore, type ChangedAnswer, whatChanged } from './what-changed.ts'

const LONGEST = 300
const SHOWN: readonly Role[] = ['unit', 'title', 'award', 'field', 'contents', 'tasks']

/** A registration at a glance, with what may be decided of it; `isTold`: who decided has just been said. For organisers alone. */
export async function toCard(registration: Registration, tools: Tools, { isTold = false } = {}): Promise<Reply> {
  const sent = await readSent(registration, tools)
  const findings = await findingsOf(sent, tools)
  const changes = registration.state === 'submitted' ? await whatChanged(sent.form, registration, tools) : []
  const papers = await tellPapers(sent, tools)
  const approved = await approvedBefore(registration, changes, tools)
  return {
    kind: 'action',
    blocks: [
      { type: 'heading', text: headingOf(registration, changes.length > 0 || approved !== null) },
      { type: 'list', items: glanceAt(sent).map((text) => ({ text })) },
      {
        type: 'text',
        text: [
          ...statusOf(sent, findings),
          ...(approved ? [replies.card.approvedBefore(formatMoment(approved))] : []),
          ...(await whoDecides(registration, isTold, tools)),
        ].join('\n'),
      },
      ...findingBlocks(findings),
      ...changesBlocks(changes),
      ...papers.blocks,
    ],
    sources: [],
    choices: [...choicesOf(registration), ...papers.choices],
  }
}

function headingOf({ code, state }: Registration, isMended: boolean): string {
  if (state !== 'submitted') return replies.card.other(code ?? '', stateNames[state])
  return isMended ? replies.card.mended(code ?? '') : replies.card.submitted(code ?? '')
}

function glanceAt({ form, values }: Sent): string[] {
  // A form that does not ask takes units.
  const who = isCollective(form, values) === false ? replies.card.person : replies.card.collective
  const name = subjectName(form, values)
  const lines = SHOWN.flatMap((role) => {
    const text = describeAs(form, values, role)
    // A collective that is a unit is named by it already.
    if (role === 'unit' && text === name) return []
    const step = form.steps.find((one) => one.as === role && values[one.id])
    return text && step ? [`${step.label}: ${beginningOf(text)}`] : []
  })
  return name ? [`${who}: ${name}`, ...lines] : [replies.card.erased]
}

// The whole of it is one tap away.
function beginningOf(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/\s+\S*$/, '')} …`
}

function statusOf({ registration, form }: Sent, findings: readonly Finding[]): string[] {
  const { submittedAt, isLate, decisionReason } = registration
  const hold = isHeld(registration) ? registration.hold : null
  return [
    submittedAt ? replies.card.sentAt(formatMoment(submittedAt), isLate) : '',
    hold ? (findings.some(({ say }) => hold.includes(say)) ? replies.card.heldByRule : replies.card.held(hold)) : '',
    decisionReason ? replies.card.decided(decisionReason) : '',
    form.opened === 'organiser' ? replies.card.openedByOrganiser : '',
  ].filter((line) => line !== '')
}

// By whom it was decided; while it waits, that an organiser does not decide on their own.
async function whoDecides(
  { id, state, person, campaign }: Registration,
  isTold: boolean,
  tools: Tools,
): Promise<string[]> {
  if (state === 'submitted') return (await isOrganiserOf(tools, person, campaign)) ? [replies.card.ofOrganiser] : []
  const last = (await actsAbout(tools.db, id)).findLast(({ act }) => act in decisionNames)
  if (!last || state === 'withdrawn') return []
  const did = decisionNames[last.act as keyof typeof decisionNames]
  const told = replies.card.decidedBy(did, await namePerson(tools, last.by), formatMoment(last.at))
  return [...(isTold ? [] : [told]), ...(last.details.own === true ? [replies.card.decidedOwn] : [])]
}

function findingBlocks(findings: readonly Finding[]): Block[] {
  const [told, minded] = [findings.filter(isTold), findings.filter((one) => !isTold(one))]
  return [...listOf(replies.card.warnings, minded), ...listOf(replies.card.told, told)]
}

// A figure beside the plan's is no warning.
const isTold = ({ effect }: Finding) => effect === 'info'

function listOf(heading: string, findings: readonly Finding[]): Block[] {
  const items = findings.flatMap(({ rule, toOrganiser, place, duplicateOf }) => {
    if (rule.check !== 'duplicate') return [{ text: place ? `${toOrganiser} ${inBrackets(place)}` : toOrganiser }]
    return duplicateOf ? [{ text: replies.card.sameAs(duplicateOf) }] : []
  })
  if (items.length === 0) return []
  return [
    { type: 'text', text: heading },
    { type: 'list', items },
  ]
}

function changesBlocks(changes: readonly ChangedAnswer[]): Block[] {
  if (changes.length === 0) return []
  const or = (text: string) => text || replies.card.nothing
  const items = changes.map((one) => ({ text: `${one.label}: ${or(one.old)} → ${or(one.new)}` }))
  return [
    { type: 'text', text: replies.card.changed },
    { type: 'list', items },
  ]
}

function choicesOf({ id, revision, state, hold }: Registration): Choice[] {
  const choice = (act: 'approve' | 'return' | 'hold' | 'unhold' | 'reject' | 'reopen' | 'show'): Choice => ({
    label: replies.choices[act],
    action: `review:${act}:${id}:${revision}`,
  })
  if (state === 'withdrawn') return [choice('show')]
  if (state !== 'submitted') return [choice('show'), choice('reopen')]
  // Held means that nothing is approved before the matter is settled (001 I.2.c).
  return hold
    ? [choice('unhold'), choice('return'), choice('reject'), choice('show')]
    : [choice('approve'), choice('return'), choice('hold'), choice('reject'), choice('show')]
}
