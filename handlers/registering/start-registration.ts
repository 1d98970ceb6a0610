import type { Temporal } from 'temporal-polyfill'
import { begin } from '../../forms/conversation.ts'
import { checkEligibility } from '../../forms/eligibility.ts'
import type { Facts } from '../../forms/rules.ts'
import { formatDate } from '../../knowledge/working-days.ts'
import type { Block, Reply } from '../../message.ts'
import { keepDraft } from '../../store/change-registration.ts'
import { readFormOpening } from '../../store/form-openings.ts'
import { registrationsOfPerson } from '../../store/registrations.ts'
import { type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { formatMoment } from '../organising/format-moment.ts'
import { needsConsent } from '../own-data/ask-consent.ts'
import { replies, say } from '../replies.vi.ts'
import { keepWording } from './draft-of.ts'
import { type FormInUse, factsOf } from './form-in-use.ts'
import { askNow } from './form-reply.ts'
import { lateEvidence } from './late.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { findOwnSame, offerChange, openSame, saysMore } from './same-sent.ts'

/**
 * Begins a registration with this form: consent first, then what speaks for and against it, then the first question.
 * `text` may hold the first answers. A draft of the same form is offered instead unless `anew`.
 */
export async function beginForm(
  message: PersonMessage,
  state: State,
  tools: Tools,
  inUse: FormInUse,
  { text, anew = false }: { text: string; anew?: boolean },
): Promise<HandlerOutcome> {
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
  const { campaign, form } = inUse
  const action = `form:${anew ? 'anew' : 'new'}:${campaign.id}:${form.id}:${text}`
  const consent = await needsConsent('registering', action, message, tools)
  if (consent) return reply(tools, { ...state, focus: campaign.id }, consent)
  const draft = anew ? undefined : await findDraft(message.person, inUse, tools)
  if (draft) return reply(tools, state, offerDraft(draft, inUse, text))
  const opening = await readFormOpening(tools.db, campaign.id, form.id)
  return startDraft(message, state, tools, inUse, { text, closesOn: opening?.closesOn ?? null })
}

async function findDraft(person: string, { campaign, form }: FormInUse, { db }: Tools) {
  const all = await registrationsOfPerson(db, person)
  return all.find((one) => one.state === 'draft' && one.campaign === campaign.id && one.form === form.id)
}

function offerDraft(
  { id, updatedAt }: { id: string; updatedAt: Date },
  { campaign, form }: FormInUse,
  text: string,
): Reply {
  return {
    ...say('clarify', texts.hasDraft(form.title, formatMoment(updatedAt))),
    choices: [
      { label: texts.goOn, action: `form:open:${id}` },
      { label: texts.startAnew, action: `form:anew:${campaign.id}:${form.id}:${text}` },
    ],
  }
}

async function startDraft(
  message: PersonMessage,
  state: State,
  tools: Tools,
  inUse: FormInUse,
  { text, closesOn }: { text: string; closesOn: Temporal.PlainDate | null },
): Promise<HandlerOutcome> {
  const { campaign, form, version } = inUse
  const id = tools.newId()
  const now = tools.clock.now()
  const facts = factsOf(inUse, message.receivedAt, tools)
  const next = begin(form, text, facts)
  const { values: answers, progress } = next.draft
  const filled = { message, state, tools, inUse, draft: next.draft, registration: null }
  const same = await findOwnSame(filled)
  if (same && !(await saysMore(filled, same))) return openSame(filled, same)
  return {
    ...reply(
      tools,
      { ...state, focus: campaign.id, last: null, form: { registration: id }, paper: null },
      introduce(inUse, facts, closesOn),
      same ? offerChange(id, filled, same, next.notes) : askNow(id, form, next.draft, facts, next),
    ),
    writes: [
      (trx) => keepWording(trx, inUse, now),
      (trx) =>
        keepDraft(
          trx,
          { id, campaign: campaign.id, form: form.id, formVersion: version, person: message.person, answers, progress },
          now,
        ),
    ],
  }
}

// What is begun, whether the plan calls for it, what the plan demands: before the first question.
function introduce({ campaign, form }: FormInUse, facts: Facts, closesOn: Temporal.PlainDate | null): Reply {
  const criteria = checkEligibility(form, {}, facts)
  const late = lateEvidence(campaign, form, facts.receivedOn)
  const blocks: Block[] = [
    { type: 'text', text: texts.begin(form.title) },
    ...(form.opened === 'organiser' ? [{ type: 'text' as const, text: texts.openedByOrganiser }] : []),
    ...(closesOn ? [{ type: 'text' as const, text: texts.openUntil(formatDate(closesOn)) }] : []),
    ...(late ? [{ type: 'text' as const, text: texts.lateWarning(late.quote, late.place) }] : []),
    ...(criteria.length > 0
      ? [
          { type: 'text' as const, text: texts.eligibility },
          {
            type: 'list' as const,
            items: criteria.map(({ label, state, place }) => ({
              text: texts.criterionLine(label, texts.criterion[state], place),
            })),
          },
        ]
      : []),
  ]
  return { kind: 'action', blocks, sources: [], choices: [] }
}
