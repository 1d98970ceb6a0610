import { Temporal } from 'temporal-polyfill'
import { readYesNo } from '../../forms/commands.ts'
import { readDay } from '../../forms/read-day.ts'
import { fold } from '../../knowledge/fold.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { formatDate } from '../../knowledge/working-days.ts'
import type { Choice, Reply } from '../../message.ts'
import { recordAct } from '../../store/acts.ts'
import { type FormOpening, formOpeningsOf, isFormOpen, setFormOpening } from '../../store/form-openings.ts'
import { isOrganiserOf } from '../../store/roles.ts'
import { agrees } from '../agrees.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { readReason } from '../read-reason.ts'
import { say } from '../replies.vi.ts'
import { stampOf } from '../stamp.ts'
import { readCommand } from './campaigns-of.ts'
import type { PendingOpening } from './pending.ts'
import { replies } from './replies.vi.ts'
import { tapped } from './tapped.ts'

const forms = { command: /^(\/bieumau|(xem )?(cac )?bieu mau|(mo|dong) bieu mau)[?.! ]*$/, word: 'forms' }
const MOST_REASON = 500
const NO_DAY =
  /^(khong|chua|khong can)( (can|dinh|co|dat|ghi|gioi han|an dinh|quy dinh|nhat thiet))*( (ngay|han|thoi han|ngay dong|ngay cuoi|thoi gian))*( cu the| nao| ca| dau| a| nhe)*[.! ]*$|^(vo thoi han|khong thoi han|de ngo|den khi (nao )?dong)[.! ]*$/

/** `/bieumau`: which forms of a campaign are open; opens or closes one, for a reason, until a day or without. */
export const openForms: Handler = async (message, state, tools) => {
  const begun = tapped(message, 'open') ?? tapped(message, 'close')
  if (begun) return begin(begun, tapped(message, 'open') !== null, message, state, tools)
  const pending = state.organising?.doing === 'opening' ? state.organising : null
  const [stamp] = tapped(message, 'set') ?? []
  const isDone = stamp !== undefined
  const isDayless = tapped(message, 'noday') !== null
  if (pending && (isDone || isDayless || message.kind === 'text')) {
    const read = message.kind === 'text' ? await readCommand(forms, message, state, tools) : null
    if (!read) return goOn(pending, { stamp, isDayless }, message, state, tools)
  }
  if (isDone || isDayless) return reply(tools, state, say('action', replies.nothingPending))
  const read = await readCommand(forms, message, state, tools)
  if (!read) return null
  if ('outcome' in read) return read.outcome
  const shown = await listForms(read.campaign, tools)
  const choices = [...shown.choices, ...read.elsewhere]
  return reply(tools, { ...state, focus: read.campaign.id, organising: null }, { ...shown, choices })
}

async function listForms(campaign: Campaign, tools: Tools): Promise<Reply> {
  if (campaign.forms.length === 0) return say('action', replies.forms.none(campaign.label))
  const openings = await formOpeningsOf(tools.db, campaign.id)
  const found = campaign.forms.map((form) => {
    const opening = openings.find((one) => one.form === form.id) ?? null
    return { form, opening, isOpen: isFormOpen(form, opening, tools.clock.today()) }
  })
  const choices = found.map(({ form, isOpen }): Choice => {
    const label = isOpen ? replies.forms.toClose(form.title) : replies.forms.toOpen(form.title)
    return { label, action: `review:${isOpen ? 'close' : 'open'}:${campaign.id}:${form.id}` }
  })
  return {
    kind: 'action',
    blocks: [
      { type: 'heading', text: replies.forms.heading(campaign.label) },
      { type: 'list', items: found.map((one) => ({ text: describe(one) })) },
    ],
    sources: [],
    choices,
  }
}

function describe({ form, opening, isOpen }: { form: Form; opening: FormOpening | null; isOpen: boolean }): string {
  const parts = [
    isOpen ? replies.forms.open : replies.forms.closed,
    isOpen && opening?.closesOn ? untilDay(opening.closesOn) : '',
    form.opened === 'plan'
      ? replies.forms.byPlan
      : isOpen
        ? replies.forms.byOrganiser
        : replies.forms.closedByOrganiser,
    opening?.reason ? replies.forms.because(opening.reason) : '',
  ]
  return `${form.title}: ${parts.filter((part) => part !== '').join('; ')}`
}

function untilDay(day: Temporal.PlainDate): string {
  return replies.forms.until(formatDate(day))
}

async function begin(
  [campaign = '', form = '']: readonly string[],
  isOpen: boolean,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const found = await findForm(message, campaign, form, tools)
  if (!found) return reply(tools, state, say('refused', replies.notYours))
  const pending: PendingOpening = { doing: 'opening', campaign, form, isOpen, reason: null }
  return ask({ ...state, organising: pending }, tools, replies.forms.askReason(found.title, isOpen))
}

async function goOn(
  pending: PendingOpening,
  { stamp, isDayless }: { stamp: string | undefined; isDayless: boolean },
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const form = await findForm(message, pending.campaign, pending.form, tools)
  if (!form) return reply(tools, { ...state, organising: null }, say('refused', replies.forms.gone))
  if (stamp !== undefined)
    return stamp === stampOf(pending) ? set(pending, form, message, state, tools) : again(state, tools)
  if (pending.reason === null) {
    const reason = isDayless ? null : (readReason(message.text)?.slice(0, MOST_REASON) ?? null)
    if (reason === null) return reply(tools, state, say('action', replies.reasonTooShort))
    if (!pending.isOpen || agrees(message.text))
      return preview({ ...pending, reason, closesOn: null }, form, state, tools)
    return ask({ ...state, organising: { ...pending, reason } }, tools, replies.forms.askDay, [noDayChoice])
  }
  // Its preview was shown.
  if (pending.closesOn !== undefined && message.kind === 'text') {
    if (readYesNo(message.text) === false)
      return reply(tools, { ...state, organising: null }, say('action', replies.dropped))
    if (!pending.isOpen) return preview(pending, form, state, tools)
  }
  if (isDayless || NO_DAY.test(fold(message.text).trim()))
    return preview({ ...pending, closesOn: null }, form, state, tools)
  const today = tools.clock.today()
  const read = readDay(message.text, today)
  if (read?.kind === 'impossible') return ask(state, tools, replies.forms.dayImpossible, [noDayChoice])
  if (read?.kind !== 'day') return ask(state, tools, replies.forms.dayUnclear, [noDayChoice])
  if (Temporal.PlainDate.compare(read.day, today) < 0) return ask(state, tools, replies.forms.dayPast, [noDayChoice])
  return preview({ ...pending, closesOn: read.day.toString() }, form, state, tools)
}

const noDayChoice = { label: replies.forms.noDay, action: 'review:noday' }

function again(state: State, tools: Tools): HandlerOutcome {
  return reply(tools, state, say('action', replies.nothingPending))
}

function preview(pending: PendingOpening, form: Form, state: State, tools: Tools): HandlerOutcome {
  const until = pending.closesOn ? untilDay(Temporal.PlainDate.from(pending.closesOn)) : ''
  const note = pending.isOpen
    ? form.opened === 'organiser'
      ? [replies.forms.previewNote]
      : []
    : [replies.forms.closingNote]
  const text = [replies.forms.preview(form.title, pending.isOpen, until, pending.reason ?? ''), ...note].join('\n')
  const yes = `review:set:${stampOf(pending)}`
  const confirm = { label: replies.forms.confirm(pending.isOpen), action: yes }
  return ask({ ...state, organising: pending }, tools, text, [confirm], yes)
}

function set(
  { campaign, isOpen, reason, closesOn = null }: PendingOpening,
  form: Form,
  { person }: PersonMessage,
  state: State,
  tools: Tools,
): HandlerOutcome {
  const now = tools.clock.now()
  const day = closesOn === null ? null : Temporal.PlainDate.from(closesOn)
  const opening: FormOpening = {
    campaign,
    form: form.id,
    isOpen,
    closesOn: day,
    changedBy: person,
    changedAt: now,
    reason,
  }
  const act = {
    at: now,
    by: person,
    act: isOpen ? 'open-form' : 'close-form',
    campaign,
    about: form.id,
    details: { title: form.title, reason, closesOn },
  }
  const said = isOpen
    ? replies.forms.hasOpened(form.title, day ? untilDay(day) : '')
    : replies.forms.hasClosed(form.title)
  return {
    ...reply(tools, { ...state, organising: null }, say('action', said)),
    writes: [(trx) => setFormOpening(trx, opening), (trx) => recordAct(trx, act)],
  }
}

async function findForm(message: PersonMessage, campaign: string, form: string, tools: Tools): Promise<Form | null> {
  if (message.conversationId !== message.sender || !(await isOrganiserOf(tools, message, campaign))) return null
  const plan = tools.knower.current().campaigns.find(({ id }) => id === campaign)
  return plan?.forms.find(({ id }) => id === form) ?? null
}

function ask(state: State, tools: Tools, text: string, choices: readonly Choice[] = [], yes?: string): HandlerOutcome {
  const drop = { label: replies.choices.drop, action: 'review:drop' }
  return reply(tools, state, { ...say('action', text), choices: [...choices, drop], ...(yes ? { yes } : {}) })
}
