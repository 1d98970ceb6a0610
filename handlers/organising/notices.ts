// What the person is told of a decision. The letters have stable ids: by them one sees later who was not reached.

import { describeAs, subjectName } from '../../forms/as-role.ts'
import type { Timed } from '../../knowledge/timeline.ts'
import type { Block, Choice, Reply } from '../../message.ts'
import type { OutgoingReply } from '../../store/commit.ts'
import { isFormOpen, readFormOpening } from '../../store/form-openings.ts'
import { contactsOfAnyone } from '../../store/roles.ts'
import type { Tools } from '../handler.ts'
import { withDaysThatHold } from '../reminding/day-that-holds.ts'
import { timelineOfId } from '../reminding/decisions.ts'
import { spellDay } from '../spell-day.ts'
import type { Decision } from './decide.ts'
import type { Sent } from './read-sent.ts'
import { replies } from './replies.vi.ts'

const USEFUL_DAYS = 30 // who comes back to Zalo after weeks still wants to know

/** A letter to every conversation of the person; none for what is no matter of theirs. */
export async function toNotices(
  decision: Decision,
  sent: Sent,
  revision: number,
  tools: Tools,
): Promise<OutgoingReply[]> {
  const said = saidOf(decision, sent)
  if (said === null) return []
  const { registration } = sent
  const contacts = await contactsOfAnyone(tools.db, registration.person)
  const expiresAt = new Date(tools.clock.now().getTime() + USEFUL_DAYS * 24 * 3_600_000)
  const timeline = await timelineOfId(registration.campaign, tools)
  const other = decision.act === 'reject' ? await anotherAward(sent, timeline, tools) : null
  const reply = toNotice(said, decision, sent, timeline, other)
  return contacts.map(({ channel, conversationId }, index) => ({
    id: noticeIdsOf(registration.id, revision, contacts.length)[index] ?? tools.newId(),
    reply,
    to: { channel, conversationId },
    expiresAt,
  }))
}

/** The ids of the letters that told of a decision, which the registration's revision names, or a key of its own. */
export function noticeIdsOf(registration: string, decision: number | string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `notice-${registration}-${decision}-${index}`)
}

function saidOf(decision: Decision, { registration, form, values }: Sent): string | null {
  const code = registration.code ?? ''
  const award = describeAs(form, values, 'award') || describeAs(form, values, 'title')
  const what = [subjectName(form, values), award].filter((part) => part !== '').join(', ') || form.title
  switch (decision.act) {
    case 'approve':
      return replies.notice.approve(code, what)
    case 'reject':
    case 'return':
    case 'reopen':
      return replies.notice[decision.act](code, what, decision.reason)
    default:
      return null
  }
}

interface Another {
  readonly said: string
  readonly choice: Choice
}

// Whoever is turned down for one award may ask for another while the form takes it in time.
async function anotherAward(
  { registration: { campaign: id, form: formId }, campaign }: Sent,
  timeline: readonly Timed[],
  { db, clock }: Tools,
): Promise<Another | null> {
  const form = campaign?.forms.find((one) => one.id === formId)
  const award = form?.steps.find(({ as }) => as === 'award' || as === 'title')
  const timed = timeline.find(({ milestone }) => milestone.id === form?.milestone)
  const isInTime = timed === undefined || timed.standing === 'ahead' || timed.standing === 'open'
  const hasOthers = award !== undefined && 'options' in award && award.options.length > 1
  if (!form || !hasOthers || !isInTime) return null
  if (!isFormOpen(form, await readFormOpening(db, id, formId), clock.today())) return null
  return {
    said: replies.notice.another(timed?.last ? spellDay(timed.last) : null),
    choice: { label: replies.notice.registerAnother, action: `form:new:${id}:${formId}:` },
  }
}

function toNotice(
  said: string,
  decision: Decision,
  { registration, campaign, form }: Sent,
  timeline: readonly Timed[],
  another: Another | null,
): Reply {
  const next: Choice[] = [
    ...(another ? [another.choice] : []),
    ...(decision.act === 'return' ? [{ label: replies.notice.mend, action: `form:open:${registration.id}` }] : []),
    ...(decision.act === 'approve' && form.dossier
      ? [{ label: replies.notice.papers, action: `paper:${registration.id}` }]
      : []),
  ]
  const blocks: Block[] = [{ type: 'text', text: said }]
  if (decision.act === 'return') {
    const items = form.steps.filter(({ id }) => decision.steps.includes(id)).map(({ label }) => ({ text: label }))
    blocks.push({ type: 'text', text: replies.notice.steps }, { type: 'list', items })
  }
  if (decision.act === 'approve' && form.next.length > 0)
    blocks.push(
      { type: 'text', text: replies.notice.next },
      {
        type: 'list',
        items: form.next.map(({ say }) => ({ text: campaign ? withDaysThatHold(say, campaign, timeline) : say })),
      },
    )
  if (another) blocks.push({ type: 'text', text: another.said })
  blocks.push({ type: 'text', text: replies.notice.mine })
  return { kind: 'action', blocks, sources: [], choices: next }
}
