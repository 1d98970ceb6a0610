import { describeAs, subjectName } from '../../forms/as-role.ts'
import { readCommand } from '../../forms/commands.ts'
import { fold } from '../../knowledge/fold.ts'
import type { Form } from '../../knowledge/form-schema.ts'
import type { Reply } from '../../message.ts'
import { isThere, papersOf } from '../../store/dossier.ts'
import type { Registration } from '../../store/registration.ts'
import { findByCode, registrationsOfPerson } from '../../store/registrations.ts'
import { isOrganiserOf } from '../../store/roles.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { toCard } from '../organising/card.ts'
import { formatMoment } from '../organising/format-moment.ts'
import { replies, say } from '../replies.vi.ts'
import { amend, askWithdraw, WITHDRAWABLE } from './change-sent.ts'
import { findPapers, type Papers } from './dossier-papers.ts'
import { isUnderWay } from './draft-of.ts'
import { findForm, readValues } from './form-in-use.ts'
import { openRegistration } from './open-registration.ts'
import { readLookUp } from './read-look-up.ts'
import { stateNames, registeringReplies as texts } from './replies.vi.ts'
import { showRegistration } from './show-registration.ts'

const MINE =
  /^(\/hosocuatoi(@\S+)?|((xin |cho )*(toi |em |minh )?(muon |can )*(xem|coi|kiem tra|tra cuu|mo|tim) )?(lai )?((cac|nhung|tat ca|danh sach) )*(ho so|dang ki|ban nhap|don|phieu)( dang ki| thi dua| khen thuong)*( cua (toi|em|minh))?(?<=cua (toi|em|minh))( da gui)?( (den dau|the nao|ra sao|sao|(duoc )?duyet chua)( roi)?)?|((xem|coi|kiem tra) )?((cac|nhung) )*(ho so|dang ki|don)( dang ki)? da gui)( (a|nhe|voi|giup|ad|roi))*[?.! ]*$/
const LOOK_UP_BARE = /^\/?tra ?cuu( (ma|dang ki|ho so|don))*[.! ]*$/
const CHANGE =
  /^\/?(?<what>rut|sua|huy)(?: lai)?(?: (?:don|ho so|ban))?(?: dang ki)?(?: (?:da gui|cua (?:toi|em|minh)))*(?:[: ]+(?<code>[a-z]{2,4}\d{0,2}-[a-z0-9]{6}))?[.! ]*$/
// “… của đăng ký NV20-7K3F9Q …”
const CODE_INSIDE =
  /(?:(?<!\p{L})(?:của|cua|trong|ở|cho)\s+)?(?:(?<!\p{L})(?:đăng ký|đăng kí|dang ky|dang ki|hồ sơ|ho so|đơn|don|mã|ma|số|so)\s+)*(?<![\p{L}\p{N}])(?<code>[a-z]{2,4}\d{0,2}-[a-z0-9]{6})(?![\p{L}\p{N}])[:,]?/iu
const RESUME = /^(\/?tiep ?tuc|lam tiep|dien tiep|tiep)( (dang ki|ban nhap|ho so))*( (a|nhe|di))*[.! ]*$/
const SHOWN = 8

/** `/hosocuatoi`: one's own drafts and registrations, with what comes next; “tra cứu <mã>”: one of them. */
export const showRegistrations: Handler = async (message, state, tools) => {
  if (message.kind !== 'text') return null
  const text = fold(message.text).trim()
  const code = readLookUp(message.text)
  const isMine = MINE.test(text)
  const isBare = LOOK_UP_BARE.test(text)
  if (!code && !isMine && !isBare) return null
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
  if (code) return lookUp(code, message, state, tools)
  return isMine
    ? reply(tools, state, await tellAll(message.person, tools))
    : reply(tools, state, say('clarify', texts.whichCode))
}

/** “rút đăng ký”, “sửa đăng ký NV20-7K3F9Q”, “sửa đơn vị của NV20-7K3F9Q”: of what was sent, the one named, or the only one. */
export const changeRegistrations: Handler = async (message, state, tools) => {
  if (message.kind !== 'text') return null
  const { what, code, content } = readChangeOf(message.text) ?? {}
  if (!what) return null
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
  const sent = (await registrationsOfPerson(tools.db, message.person)).filter(({ state: at }) =>
    WITHDRAWABLE.includes(at),
  )
  const meant = code ? sent.filter((one) => one.code === code) : sent
  const [only] = meant
  if (only && meant.length === 1)
    return what === 'sua' ? amend(only, message, state, tools, content) : askWithdraw(only, message, state, tools)
  if (code) return lookUp(code, message, state, tools)
  return reply(tools, state, await tellAll(message.person, tools))
}

interface ChangeOf {
  readonly what: string
  readonly code?: string | undefined
  /** What is to be changed of it, as it was said: “sửa đơn vị”, “sửa chức vụ thành trưởng phòng”. */
  readonly content?: string
}

function readChangeOf(text: string): ChangeOf | null {
  const folded = fold(text).trim()
  const { what, code } = CHANGE.exec(folded)?.groups ?? {}
  if (what && (code || /dang ki|ho so|don/.test(folded))) return { what, code: code?.toUpperCase() }
  const named = CODE_INSIDE.exec(text.normalize('NFC'))
  const content = named && text.normalize('NFC').replace(named[0], ' ').trim()
  const command = content ? readCommand(content) : null
  return content && command?.kind === 'edit' && command.rest !== ''
    ? { what: 'sua', code: named?.groups?.code?.toUpperCase(), content }
    : null
}

/** “tiếp tục” where no form asks: the draft touched last asks on. */
export const resumeDraft: Handler = async (message, state, tools) => {
  if (message.kind !== 'text' || !RESUME.test(fold(message.text).trim())) return null
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
  const all = await registrationsOfPerson(tools.db, message.person)
  const last = all.find(isUnderWay)
  return last
    ? openRegistration(last, message, state, tools)
    : reply(tools, state, say('smalltalk', texts.nothingUnderWay))
}

// Whether a code of another person exists is told to organisers of its campaign alone.
async function lookUp(code: string, message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome> {
  const found = await findByCode(tools.db, code)
  if (found?.person === message.person) return showRegistration(found, message, state, tools)
  if (found && (await isOrganiserOf(tools, message, found.campaign)))
    return reply(tools, state, await toCard(found, tools))
  return reply(tools, state, say('refused', texts.notFound(code)))
}

/** All a person's drafts and registrations, shortly, each with what comes next. */
export async function tellAll(person: string, tools: Tools): Promise<Reply> {
  const all = (await registrationsOfPerson(tools.db, person)).filter(({ state }) => state !== 'expired')
  if (all.length === 0) return say('action', texts.none)
  const shown = all.slice(0, SHOWN)
  const lines = await Promise.all(shown.map((one) => lineOf(one, tools)))
  return {
    kind: 'action',
    blocks: [
      { type: 'text', text: texts.mine },
      { type: 'list', items: lines.map((text) => ({ text })) },
      ...(all.length > SHOWN ? [{ type: 'text' as const, text: texts.more(all.length - SHOWN) }] : []),
    ],
    sources: [],
    choices: shown.map((one) => ({
      label: one.state === 'draft' ? texts.resume(nameOf(one)) : texts.open(nameOf(one)),
      action: one.state === 'draft' ? `form:open:${one.id}` : `form:${one.id}:show`,
    })),
  }
}

function nameOf({ code, startedAt }: Registration): string {
  return code ?? texts.draftName(formatMoment(startedAt))
}

async function lineOf(registration: Registration, tools: Tools): Promise<string> {
  const form = findForm(tools, registration.campaign, registration.form)?.form
  const what = [form?.title ?? registration.campaign, ...about(form, registration)].join(', ')
  return texts
    .mineLine(nameOf(registration), what, stateNames[registration.state], await nextOf(registration, form, tools))
    .trim()
}

function about(form: Form | undefined, { answers }: Registration): string[] {
  if (!form) return []
  const values = readValues(answers)
  return [subjectName(form, values), describeAs(form, values, 'award') || describeAs(form, values, 'title')].filter(
    (text) => text !== '',
  )
}

async function nextOf(registration: Registration, form: Form | undefined, tools: Tools): Promise<string> {
  if (registration.state === 'draft') return texts.nextDraft
  if (registration.state === 'returned') return texts.nextReturned
  if (isUnderWay(registration)) return texts.nextChanging
  if (registration.state === 'submitted') return texts.nextSubmitted
  if (registration.state === 'approved')
    return form?.dossier ? nextOfDossier(registration, tools) : texts.nextApprovedBare
  return texts.nextNone
}

// Which papers are to be brought; once all are there, where they go and who looks at them.
async function nextOfDossier(registration: Registration, tools: Tools): Promise<string> {
  const list = await findPapers(registration, tools)
  if ('why' in list) return texts.nextApprovedBare
  const ticked = new Map((await papersOf(tools.db, registration.id)).map((one) => [one.paper, one]))
  const of = ({ id = '' }: Papers['papers'][number]) => ticked.get(id)
  const returned = list.papers.filter((paper) => of(paper)?.verdict?.kind === 'returned')
  if (returned.length > 0) return texts.nextPapersReturned(returned.map(({ name }) => name).join('; '))
  const missing = list.papers.filter((paper) => !isThere(of(paper)))
  if (missing.length > 0) return texts.nextPapersMissing(missing.length)
  const isChecked = list.papers.every((paper) => of(paper)?.verdict?.kind === 'checked')
  return isChecked ? texts.nextPapersChecked : texts.nextPapersComplete(list.due ?? '').trim()
}
