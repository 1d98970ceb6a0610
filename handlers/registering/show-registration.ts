import { stepsInPlay } from '../../forms/form.ts'
import { describeValue } from '../../forms/values.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import type { Block, Choice, Reply } from '../../message.ts'
import { changesOf } from '../../store/change-registration.ts'
import { readFormVersion } from '../../store/form-versions.ts'
import type { Registration } from '../../store/registration.ts'
import { type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { formatMoment } from '../organising/format-moment.ts'
import { say } from '../replies.vi.ts'
import { WITHDRAWABLE, whyUnchangeable } from './change-sent.ts'
import { CHANGEABLE, isUnderWay } from './draft-of.ts'
import { directoryOf, findForm, readValues } from './form-in-use.ts'
import { stateNames, registeringReplies as texts } from './replies.vi.ts'

// A hold is a matter of organisers alone (001 I.2.c).
const HIDDEN_ACTS: ReadonlySet<string> = new Set(['hold', 'unhold'])

/** One registration, whole: what was sent, where it stands, what became of it, what can be done with it. */
export async function showRegistration(
  registration: Registration,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const form = await formOf(registration, tools)
  if (!form) return reply(tools, state, say('action', texts.formGone))
  return reply(tools, state, {
    ...(await tellRegistration(registration, form, tools)),
    choices: await choicesOf(registration, message.receivedAt, tools),
  })
}

/** The wording to which the answers were given; today’s where that was not kept. */
export async function formOf({ formVersion, campaign, form }: Registration, tools: Tools): Promise<Form | null> {
  const kept = (await readFormVersion(tools.db, formVersion)) as Form | null
  return kept ?? findForm(tools, campaign, form)?.form ?? null
}

/** The registration as its person may see it, without what can be done. */
export async function tellRegistration(registration: Registration, form: Form, tools: Tools): Promise<Reply> {
  const { code, state, updatedAt, submittedAt, decisionReason, returnedSteps, hash } = registration
  const values = readValues(registration.answers)
  const steps = stepsInPlay(form, values, directoryOf(tools.knower.current().units))
  const answered = steps.flatMap((step) => {
    const value = values[step.id]
    return value ? [{ text: `${step.label}: ${describeValue(step, value)}` }] : []
  })
  const returned = form.steps.filter(({ id }) => returnedSteps.includes(id)).map(({ label }) => label)
  const lines = [
    texts.status(stateNames[state]),
    ...(submittedAt ? [texts.sentAt(formatMoment(submittedAt))] : []),
    ...(hash ? [texts.hash(hash.slice(0, 12))] : []),
    ...(registration.isLate ? [texts.lateBare] : []),
    ...(decisionReason ? [texts.decided(decisionReason)] : []),
    ...(returned.length > 0 ? [texts.steps(returned.join(', '))] : []),
  ]
  const history = (await changesOf(tools.db, registration.id)).filter(
    ({ step, act }) => step === undefined && !HIDDEN_ACTS.has(act),
  )
  const blocks: Block[] = [
    { type: 'heading', text: `${code ?? texts.draftName(formatMoment(updatedAt))} - ${form.title}` },
    { type: 'list', items: lines.map((text) => ({ text })) },
    { type: 'list', items: answered },
    ...(history.length > 1
      ? [
          { type: 'text' as const, text: texts.history },
          {
            type: 'list' as const,
            items: history.map(({ at, act }) => ({
              text: texts.historyLine(formatMoment(at), texts.acts[act] ?? act),
            })),
          },
        ]
      : []),
  ]
  return {
    kind: 'action',
    blocks: blocks.filter((block) => block.type !== 'list' || block.items.length > 0),
    sources: [],
    choices: [],
  }
}

async function choicesOf(registration: Registration, receivedAt: Date, tools: Tools): Promise<Choice[]> {
  const { id, state, campaign, form } = registration
  const choice = (label: string, what: string): Choice => ({
    label,
    action: what === 'open' ? `form:open:${id}` : `form:${id}:${what}`,
  })
  if (state === 'draft') return [choice(texts.goOn, 'open'), choice(texts.deleteDraft, 'cancel')]
  const inUse = findForm(tools, campaign, form)
  const papers = state === 'approved' && inUse?.form.dossier ? [{ label: texts.dossier, action: `paper:${id}` }] : []
  if (state !== 'returned' && isUnderWay(registration))
    return (await whyUnchangeable(registration, CHANGEABLE, receivedAt, tools)) === null
      ? [choice(texts.goOn, 'open'), choice(texts.dropChange, 'forget'), ...papers]
      : [...papers, choice(texts.dropChange, 'forget')]
  const isChangeable = (await whyUnchangeable(registration, CHANGEABLE, receivedAt, tools)) === null
  const isWithdrawable = (await whyUnchangeable(registration, WITHDRAWABLE, receivedAt, tools)) === null
  return [
    ...(state === 'returned' ? [choice(texts.mend, 'open')] : []),
    ...papers,
    ...(isChangeable ? [choice(texts.amend, 'amend')] : []),
    ...(isWithdrawable ? [choice(texts.withdraw, 'withdraw')] : []),
  ]
}
