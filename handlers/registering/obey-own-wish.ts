import { fold } from '../../knowledge/fold.ts'
import type { Reply } from '../../message.ts'
import { registrationsOfPerson } from '../../store/registrations.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { offerForms } from './choose-form.ts'
import { allOpenForms } from './fitting-forms.ts'
import { keepDossier } from './keep-dossier.ts'
import { type OwnWish, readOwnWish } from './read-own-wish.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { sayPapers } from './say-papers.ts'
import { changeRegistrations, showRegistrations } from './show-registrations.ts'
import { tellPapersLater } from './tell-papers-later.ts'

/** What is wished of one's own in plain words is done as its command would be: nothing of it is looked for in the plans. */
export const obeyOwnWish: Handler = async (message, state, tools) => {
  const wish = message.kind === 'text' ? readOwnWish(message.text) : null
  // In a form what is withdrawn may be the draft, and what is said to be done an answer: the form takes both.
  if (!wish || (state.form && (wish === 'withdraw' || wish === 'brought'))) return null
  if (wish !== 'how' && message.conversationId !== message.sender)
    return reply(tools, state, say('refused', replies.privately))
  return obey(wish, message, state, tools)
}

async function obey(wish: OwnWish, message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome | null> {
  const as = (text: string): PersonMessage => ({ ...message, text })
  switch (wish) {
    case 'withdraw':
      return changeRegistrations(as(withdrawText(message.text)), state, tools)
    case 'status':
      return showRegistrations(as('/hosocuatoi'), state, tools)
    case 'missing':
      return showPapers(message, state, tools)
    case 'brought':
      return takeBrought(message, state, tools)
    case 'how':
      return reply(tools, state, state.form ? say('action', texts.howHere) : await offerOpenForms(tools))
  }
}

const CODE = /[a-z]{2,4}\d{0,2}-[a-z0-9]{6}/i

function withdrawText(text: string): string {
  const code = CODE.exec(text)?.[0]
  return code ? `rút đăng ký ${code}` : 'rút đăng ký'
}

// The checklist of what was accepted or waits to be; of anything else where it stands.
async function showPapers(message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome | null> {
  const all = await registrationsOfPerson(tools.db, message.person)
  const hasSent = all.some((one) => one.state === 'approved' || one.state === 'submitted')
  return hasSent
    ? keepDossier({ ...message, text: 'nộp hồ sơ' }, state, tools)
    : showRegistrations({ ...message, text: '/hosocuatoi' }, state, tools)
}

// “Em nộp báo cáo thành tích rồi”: a paper that is handed in is at hand.
async function takeBrought(message: PersonMessage, state: State, tools: Tools): Promise<HandlerOutcome | null> {
  const have = { ...message, text: fold(message.text).replace(HANDED_IN, 'co') }
  return (
    (await sayPapers(have, state, tools)) ??
    (await tellPapersLater(have, state, tools)) ??
    showPapers(message, state, tools)
  )
}

const HANDED_IN = /\b(?:nop|gui|bo sung|hoan thien)\b/

async function offerOpenForms(tools: Tools): Promise<Reply> {
  const open = await allOpenForms(tools)
  return open.length > 0 ? offerForms(texts.howHere, open, '') : say('action', texts.howHere, texts.noForms)
}
