import { asksQuestion } from '../../forms/asks-question.ts'
import { fold } from '../../knowledge/fold.ts'
import type { Role } from '../../knowledge/form-schema.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Choice, Reply } from '../../message.ts'
import { formOpeningsOf } from '../../store/form-openings.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { findNamed } from '../named-campaign.ts'
import { replies, say } from '../replies.vi.ts'
import { findLoosely } from './find-loosely.ts'
import { allOpenForms, bestOf, type FittingForm, fittingForms, openForms, says } from './fitting-forms.ts'
import type { FormInUse } from './form-in-use.ts'
import { readToldWish, withoutDenials } from './read-told-wish.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { beginForm } from './start-registration.ts'

const COMMAND = /^\/dangky(?:@\S+)?\b\s*/i
const WISH =
  /^(?:(?:da|ad|bot|ban|oi|chi|anh) )*(?:(?:cho |xin |cho xin )?(?:toi|em|minh|chau|anh|chi|e|t|mk|mik|mjk|tui) )?(?:(?:muon|mun|can|xin|se|xin phep|de nghi) )*(?:(?:lam|tao|gui|mo|nop) )?(?:don |ban |phieu )?(?<what>dang ki|dki|dk|de nghi (?:xet )?(?:khen(?: thuong| tang)?))\b[,:]?\s*/
// “Tôi là Nguyễn Thị Lan, đăng ký cá nhân”: who it is may stand before the wish.
const WISH_INSIDE = /(?<=^.{0,200}[,;.] )(?:(?:toi|em|minh) )?(?:(?:muon|can|xin|de nghi) )*dang ki\b[,:]?\s*/
// A paper filled in, below the letterhead: “PHIẾU ĐĂNG KÝ THI ĐUA … Họ và tên: … Đơn vị: …”.
const PAPER = /(?<![^\s“"(])(?:ban|phieu|don|giay|to|mau) (?:dang ki|de nghi)\b[,:]?\s*/
const FILLED_IN = /[\p{L})]\s*:\s*[\p{L}\d]/gu
// “Đăng ký rồi muốn đổi lĩnh vực …”: what is done is wished no more.
const DONE = /^(?:roi|xong|nham|sai|lo)\b/
const BARE =
  /^(?:(?:tham gia|thi dua|td|khen thuong|danh hieu|phong trao|giup|voi|vs|v|z|nhe|nha|nhen|luon|di|a|ah|ak|ngay|moi|vao|cho|em|minh|mk|toi|ad|bot|duoc khong|duoc ko|dc ko|dc k|duoc k)(?![\p{L}\p{N}])[\s,.!]*)*$/u
const ASKS_LEAVE = /(?<![\p{L}\p{N}])(?:duoc|dc|co) k(?: (?:a|v|z|vay|the|em|ad))*[.! ]*$/u

const NOMINATES = /^de nghi/

const WHO: ReadonlySet<Role> = new Set(['unit', 'name'])
const WHAT: ReadonlySet<Role> = new Set(['award', 'title', 'field', 'contents'])

interface Wish {
  readonly rest: string
  readonly isCommand: boolean
  /** “đề nghị khen thưởng …”, which may as well be asked about. */
  readonly isNomination: boolean
  /** Said in the middle of a tale: it counts where that says who registers for what. */
  readonly isTold?: true
}

/** What stands after “/dangky” or “tôi muốn đăng ký”; null if the text wishes nothing of the kind. */
export function readWish(text: string): Wish | null {
  const trimmed = text.trim().replace(/\s+/g, ' ')
  const command = COMMAND.exec(trimmed)
  if (command) return { rest: trimmed.slice(command[0].length), isCommand: true, isNomination: false }
  const paper = readPaper(text)
  if (paper !== null) return { rest: paper, isCommand: false, isNomination: false }
  const wish = WISH.exec(fold(trimmed)) ?? WISH_INSIDE.exec(fold(trimmed))
  if (!wish || asks(trimmed)) return null
  if (DONE.test(fold(trimmed.slice(wish.index + wish[0].length)))) return null
  const before = trimmed.slice(0, wish.index)
  // Folding keeps the number of letters of text in NFC, so what follows begins at the same place.
  return {
    rest: `${before}${trimmed.slice(wish.index + wish[0].length)}`,
    isCommand: false,
    isNomination: NOMINATES.test(wish.groups?.what ?? ''),
  }
}

// “…, em đăng ký 2 lĩnh vực được k”: one clause that asks is enough.
function asks(text: string): boolean {
  const said = withoutDenials(text)
  return ASKS_LEAVE.test(fold(said)) || said.split(/[,;]\s+/).some((clause) => asksQuestion(clause, null))
}

// What stands in a paper below its heading; null if the text is none.
function readPaper(text: string): string | null {
  const heading = PAPER.exec(fold(text.normalize('NFC')))
  if (!heading) return null
  const filled = text.normalize('NFC').slice(heading.index + heading[0].length)
  return (filled.match(FILLED_IN)?.length ?? 0) > 1 && !filled.includes('?') ? filled : null
}

/** Whether this plainly begins a registration, also in the middle of another. */
export function beginsAnother(text: string, tools: Tools): boolean {
  const wish = readWish(text)
  return wish !== null && !wish.isNomination && (wish.isCommand || findNamed(wish.rest, tools) !== null)
}

/** `/dangky`, “tôi muốn đăng ký …”: begins a registration, or asks for which campaign. A question stays a question. */
export const startRegistration: Handler = async (message, state, tools) => {
  if (message.kind !== 'text') return null
  const wish = readWish(message.text) ?? readTold(message.text)
  if (!wish) return null
  const open = await allOpenForms(tools)
  const named = findNamed(wish.rest, tools) ?? findLoosely(wish.rest, open, message, tools)
  const rest = named?.rest ?? wish.rest
  const fitting = named ? [] : fittingForms(open, rest, message.receivedAt, tools)
  if (wish.isTold && !(await isPersonal(named?.campaign ?? null, open, rest, message, tools))) return null
  if (!wish.isCommand && !named && !BARE.test(fold(rest)) && fitting.length === 0) return null
  if (wish.isNomination && !nominates(named?.campaign ?? null, open, fitting)) return null
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
  const campaign = named?.campaign ?? tools.knower.current().campaigns.find(({ id }) => id === state.focus)
  const best = bestOf(fitting)
  const isMeant = best.length === 0 || best.some(({ inUse }) => inUse.campaign.id === campaign?.id)
  // What fits every plan speaks of the one in focus; an award or a field of another plan speaks of that.
  if (campaign && (named || isMeant || !best.some((one) => says(one, WHAT))))
    return registerFor(campaign, rest, message, state, tools)
  return beginOneOf(best.length > 0 ? best.map(({ inUse }) => inUse) : open, rest, message, state, tools)
}

// Only where a form takes nominations today, of the plan that is named or for what is said.
function nominates(named: Campaign | null, open: readonly FormInUse[], fitting: readonly FittingForm[]): boolean {
  const forms = named
    ? open.filter(({ campaign }) => campaign.id === named.id)
    : bestOf(fitting.filter((one) => says(one, WHAT))).map(({ inUse }) => inUse)
  return forms.some(({ form }) => form.kind === 'nomination')
}

function readTold(text: string): Wish | null {
  const rest = readToldWish(text)
  return rest === null ? null : { rest, isCommand: false, isNomination: false, isTold: true }
}

// Who it is, by name or unit, and what for.
async function isPersonal(
  named: Campaign | null,
  open: readonly FormInUse[],
  text: string,
  { receivedAt }: PersonMessage,
  tools: Tools,
): Promise<boolean> {
  const forms = named ? open.filter(({ campaign }) => campaign.id === named.id) : open
  return fittingForms(forms, text, receivedAt, tools).some((one) => says(one, WHO) && says(one, WHAT))
}

/** Begins the form of a campaign; where it has none that is open, says so and what is open elsewhere. */
export async function registerFor(
  campaign: Campaign,
  text: string,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const open = await openForms(campaign, tools)
  const focused = { ...state, focus: campaign.id }
  const [only] = open
  if (only && open.length === 1) return beginForm(message, focused, tools, only, { text })
  if (open.length > 1) return reply(tools, focused, offerForms(texts.whichForm, open, text))
  const others = (await allOpenForms(tools)).filter((one) => one.campaign.id !== campaign.id)
  const why = whyClosed(campaign, await formOpeningsOf(tools.db, campaign.id))
  return reply(
    tools,
    focused,
    others.length > 0 ? offerForms(`${why} ${texts.otherForms}`, others, text) : say('not_stated', why),
  )
}

// Of these forms the only one, or a choice among them.
async function beginOneOf(
  open: readonly FormInUse[],
  text: string,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  const [only] = open
  if (only && open.length === 1) return beginForm(message, { ...state, focus: only.campaign.id }, tools, only, { text })
  return reply(
    tools,
    state,
    open.length > 0 ? offerForms(texts.whichForm, open, text) : say('not_stated', texts.noForms),
  )
}

function whyClosed({ title, forms }: Campaign, openings: readonly { isOpen: boolean }[]): string {
  if (forms.some(({ opened }) => opened === 'plan')) return texts.formClosed(title)
  return openings.some(({ isOpen }) => !isOpen) ? texts.notOpened(title) : texts.noRegistration(title)
}

/** Says this, with a choice for each form; `sentence` may hold the first answers. */
export function offerForms(text: string, forms: readonly FormInUse[], sentence: string): Reply {
  return { ...say('clarify', text), choices: forms.map((one) => toChoice(one, forms, sentence)) }
}

function toChoice({ campaign, form }: FormInUse, all: readonly FormInUse[], sentence: string): Choice {
  const isOnly = all.filter((one) => one.campaign.id === campaign.id).length === 1
  return {
    label: isOnly ? campaign.label : form.title,
    action: `form:new:${campaign.id}:${form.id}:${sentence}`,
    campaign: campaign.id,
  }
}
