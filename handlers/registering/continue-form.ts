// Everything said and tapped while a form asks: the form hears it first.

import { readCommand } from '../../forms/commands.ts'
import { readSentence } from '../../forms/read-sentence.ts'
import { toContext } from '../../forms/take-answers.ts'
import { withoutEmoji } from '../../forms/without-emoji.ts'
import { fold } from '../../knowledge/fold.ts'
import { readRegistration } from '../../store/registrations.ts'
import { type Handler, type PersonMessage, reply } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { readWish } from './choose-form.ts'
import { isUnderWay } from './draft-of.ts'
import { factsOf, findFormNow } from './form-in-use.ts'
import { mergeIntoSent } from './merge-into-sent.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { findOwnSame } from './same-sent.ts'
import { type Scene, setScene } from './scene.ts'
import { takeTurn, takeTurnOfFiles, withQuestion } from './take-turn.ts'

/**
 * While a form asks: what is typed answers it, steers it, or is a question that is answered before it goes on.
 * `commands` are the handlers of other things one can want: the person is asked whether to leave the form for them.
 * `asides` are answered without leaving; `goOn` handles any message, where the form asks no more.
 */
export function createContinueForm({
  commands,
  asides,
  goOn,
}: {
  commands: Handler
  asides: Handler
  goOn: Handler
}): Handler {
  return async (message, state, tools) => {
    const id = state.form?.registration
    if (!id || message.conversationId !== message.sender) return null
    const typed = readTyped(message)
    // A file that follows the papers of a dossier is not the form's.
    const brings = message.kind === 'other' && message.files.length > 0 && !state.paper
    const isSticker = message.kind === 'other' && message.files.length === 0 && message.text.trim() === ''
    if (typed === null && !brings && !isSticker && !isTappedAside(message)) return null
    const registration = await readRegistration(tools.db, id)
    if (!registration || registration.person !== message.person || !isUnderWay(registration))
      return goOn(message, { ...state, form: null }, tools)
    const inUse = await findFormNow(tools, registration.campaign, registration.form)
    if (!inUse)
      return typed !== null && readCommand(typed)
        ? reply(tools, { ...state, form: null }, say('action', texts.formGone))
        : null
    const scene = await setScene(message, state, tools, registration, inUse)
    const same = typed !== null && wishesSent(typed) ? await findOwnSame(scene) : null
    if (same) return mergeIntoSent(scene, same.id)
    if (brings) return takeTurnOfFiles(scene)
    if (isSticker) return withQuestion(scene, reply(tools, state, say('smalltalk', replies.notTextInForm)))
    if (typed === null) return withQuestion(scene, await asides(message, { ...state, focus: inUse.campaign.id }, tools))
    if (
      !readCommand(typed) &&
      !answersForm(scene, typed) &&
      (await commands({ ...message, kind: 'text', text: typed }, state, tools))
    )
      return reply(tools, state, askLeave(scene, typed))
    const aside = readCommand(typed) ? null : await asides(message, state, tools)
    return aside ? withQuestion(scene, aside) : takeTurn(scene, { kind: 'said', text: typed })
  }
}

// “đăng ký tập thể, phòng Nội vụ, giấy khen”: the form’s own kind of sentence, whatever plan its words may name too.
function answersForm({ message, tools, registration, inUse, draft: { values } }: Scene, typed: string): boolean {
  if (readWish(typed)?.isCommand !== false) return false
  const facts = factsOf(inUse, message.receivedAt, tools, registration)
  return readSentence(inUse.form, values, typed, toContext(values, facts)).length > 1
}

// “sửa bản đã gửi”, typed while a draft says the same.
function wishesSent(typed: string): boolean {
  return /^(?:em |toi |minh )?(?:muon )?(?:sua|mo|doi)(?: lai)? (?:ban|dang ki|ho so)(?: dang ki)? (?:da|vua) gui(?: (?:a|nhe|di))*[.! ]*$/.test(
    fold(typed).trim(),
  )
}

// What was typed. A number that no numbered choice has is one too: Zalo takes every number for a choice.
function readTyped({ kind, action, text }: PersonMessage): string | null {
  if (kind === 'text') return withoutEmoji(text)
  return kind === 'choice' && action === null && /^\s*\d+\s*[.)]?\s*$/.test(text) ? text : null
}

// A question that was tapped, and the plan that one asked back for.
function isTappedAside({ kind, action }: PersonMessage): boolean {
  return kind === 'choice' && /^(?:ask|entry|campaign):/.test(action ?? '')
}

function askLeave({ registration: { id }, inUse }: Scene, typed: string) {
  return {
    ...say('clarify', texts.busy(inUse.form.title)),
    choices: [
      { label: texts.keepGoing, action: `form:${id}:go` },
      { label: texts.saveAndLeave, action: `form:${id}:leave:${typed.replace(/\s+/g, ' ')}` },
    ],
  }
}
