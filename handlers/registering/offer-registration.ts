// A letter pasted whole, “Phòng Nội vụ huyện Ân Thi đăng ký danh hiệu … như sau: …”: what it says can begin a registration.

import { asksQuestion } from '../../forms/asks-question.ts'
import { fold } from '../../knowledge/fold.ts'
import type { Role } from '../../knowledge/form-schema.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { type Handler, reply, type State, type Tools } from '../handler.ts'
import { findNamed } from '../named-campaign.ts'
import { replies, say } from '../replies.vi.ts'
import { registerFor } from './choose-form.ts'
import { allOpenForms, fittingForms, openForms, says } from './fitting-forms.ts'
import type { FormInUse } from './form-in-use.ts'
import { withoutDenials, wonders } from './read-told-wish.ts'
import { registeringReplies as texts } from './replies.vi.ts'

// Registering as somebody does it now; “đã đăng ký”, “hạn đăng ký”, “phải đăng ký” speak about it.
const REGISTERS =
  /(?<!\b(?:da|chua|khong|ko|duoc|phai|can|nen|han|viec|mau|ma|cach|ban|phieu|noi|khi|neu|ai|tuc|dieu kien|thoi gian|so luong) )\b(?:dang ki|dki|dk|de nghi (?:xet|tang|khen|duoc|giay khen|bang khen|huan chuong|danh hieu|cong nhan))\b/
const WHO: ReadonlySet<Role> = new Set(['unit', 'name'])
const WHAT: ReadonlySet<Role> = new Set(['award', 'title', 'field', 'contents', 'tasks', 'headcount'])
// “… xin đăng ký …” is a wish, whatever is said of who and what.
const WISHES = /\b(?:xin|muon|can|xin phep)(?: (?:duoc|nop|gui|lam|tham gia|phep))* (?:dang ki|dki|dk)\b/
const LONGEST = 2_000 // characters

/** Offers to begin a registration with a text that says of itself who registers what. */
export const offerRegistration: Handler = async (message, state, tools) => {
  if (message.kind !== 'text' || message.text.length > LONGEST || message.text.startsWith('/')) return null
  if (!soundsLikeRegistering(message.text)) return null
  const named = findNamed(message.text, tools)?.campaign
  const open = await formsFor(named, state, tools)
  // Who and what must be said; less than that is no registration.
  const [fitting, next] = fittingForms(open, message.text, message.receivedAt, tools).filter(
    (one) => says(one, WHO) && says(one, WHAT),
  )
  const isWished = named && named.forms.length > 0 && WISHES.test(fold(message.text))
  if (!fitting && !isWished) return null
  if (message.conversationId !== message.sender) return reply(tools, state, say('refused', replies.privately))
  if (!fitting) return named ? registerFor(named, message.text, message, state, tools) : null
  const shown = [fitting, ...(next?.answers.length === fitting.answers.length ? [next] : [])]
  return reply(tools, state, {
    ...say('clarify', texts.soundsLikeRegistration),
    choices: [
      ...shown.map(({ inUse: { campaign, form } }) => ({
        label: texts.registerThis(campaign.label),
        action: `form:new:${campaign.id}:${form.id}:${message.text}`,
        campaign: campaign.id,
      })),
      { label: texts.onlyAsks, action: `ask:${message.text}` },
    ],
  })
}

/** Whether a text tells that somebody registers, and asks nothing. */
export function soundsLikeRegistering(text: string): boolean {
  return REGISTERS.test(fold(text)) && !wonders(text) && !asksQuestion(withoutDenials(text), null)
}

async function formsFor(named: Campaign | undefined, { focus }: State, tools: Tools): Promise<FormInUse[]> {
  const { campaigns } = tools.knower.current()
  const campaign = named ?? campaigns.find(({ id }) => id === focus)
  return campaign ? openForms(campaign, tools) : allOpenForms(tools)
}
