// Everything said and tapped while a form asks: the form hears it first.

import { readCommand } from '../../forms/commands.ts'
import { converse, type Turn } from '../../forms/conversation.ts'
import type { Migrated } from '../../forms/migrate.ts'
import type { Act, Next } from '../../forms/next.ts'
import type { Draft } from '../../forms/progress.ts'
import { readSentence } from '../../forms/read-sentence.ts'
import { digestOf } from '../../forms/review.ts'
import type { Facts } from '../../forms/rules.ts'
import { toContext } from '../../forms/take-answers.ts'
import { asksForFiles } from '../../forms/take-files.ts'
import type { Registration } from '../../store/registration.ts'
import { readRegistration } from '../../store/registrations.ts'
import { answerText } from '../answer-question.ts'
import { type Handler, type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { readWish } from './choose-form.ts'
import { draftOf, isUnderWay, keepTurn, toMend, toToday } from './draft-of.ts'
import { type FormInUse, factsOf, findFormNow, withOthers } from './form-in-use.ts'
import { askNow } from './form-reply.ts'
import { discardDraft, saveForLater } from './leave-form.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { sendRegistration } from './send-registration.ts'
import { takeFiles } from './take-files.ts'

/** What a form's turn works with. */
export interface Scene {
  readonly message: PersonMessage
  readonly state: State
  readonly tools: Tools
  readonly registration: Registration
  readonly inUse: FormInUse
  readonly draft: Draft
  /** Said first: what the new wording of the form changed. */
  readonly news: readonly string[]
}

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
    if (typed === null && !brings && !isTappedAside(message)) return null
    const registration = await readRegistration(tools.db, id)
    if (!registration || registration.person !== message.person || !isUnderWay(registration))
      return goOn(message, { ...state, form: null }, tools)
    const inUse = await findFormNow(tools, registration.campaign, registration.form)
    if (!inUse)
      return typed !== null && readCommand(typed)
        ? reply(tools, { ...state, form: null }, say('action', texts.formGone))
        : null
    const scene = await setScene(message, state, tools, registration, inUse)
    if (brings) return takeTurnOfFiles(scene)
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

// What was typed. A number that no numbered choice has is one too: Zalo takes every number for a choice.
function readTyped({ kind, action, text }: PersonMessage): string | null {
  if (kind === 'text') return text
  return kind === 'choice' && action === null && /^\s*\d+\s*[.)]?\s*$/.test(text) ? text : null
}

// A question that was tapped, and the plan that one asked back for.
function isTappedAside({ kind, action }: PersonMessage): boolean {
  return kind === 'choice' && /^(?:ask|entry|campaign):/.test(action ?? '')
}

/** Looks at a registration as it stands, in today's wording of its form. */
export async function setScene(
  message: PersonMessage,
  state: State,
  tools: Tools,
  registration: Registration,
  inUse: FormInUse,
): Promise<Scene> {
  const draft = draftOf(registration)
  const today = await toToday(registration, draft, inUse, tools)
  const mending = toMend(registration, today?.draft ?? draft, inUse)
  const news = [
    ...(today ? tellChange(today) : []),
    ...(mending ? [texts.returned(registration.code ?? ''), ...reasonOf(registration)] : []),
  ]
  return { message, state, tools, registration, inUse, draft: mending ?? today?.draft ?? draft, news }
}

function tellChange({ added, dropped }: Migrated): string[] {
  const names = (steps: readonly { label: string }[]) => steps.map(({ label }) => label).join(', ')
  return [
    texts.formChanged,
    ...(added.length > 0 ? [texts.formChangedNew(names(added))] : []),
    ...(dropped.length > 0 ? [texts.formChangedLost(names(dropped))] : []),
  ]
}

function reasonOf({ decisionReason }: Registration): string[] {
  return decisionReason ? [texts.decided(decisionReason)] : []
}

/** Takes one turn of the form, keeps where it stands then, and asks on. */
export async function takeTurn(scene: Scene, turn: Turn): Promise<HandlerOutcome> {
  const { message, tools, registration, inUse, draft } = scene
  const few = factsOf(inUse, message.receivedAt, tools, registration)
  const facts = isAtSummary(draft) ? await withOthers(few, inUse, ownOf(scene), tools) : few
  const next = converse(inUse.form, draft, turn, facts)
  const then = { ...scene, draft: next.draft }
  if (next.act) return doAct(then, next.act, facts)
  // A change under the summary may be that of the unit, which has others beside it.
  const now = isAtSummary(next.draft) ? await withOthers(few, inUse, ownOf(then), tools) : facts
  return showNow(then, now, { ...next, isSeen: isAside(scene, turn, next) })
}

// What was said under the summary, “cảm ơn nhé”, has changed nothing of it.
function isAside({ draft, news }: Scene, { kind }: Turn, next: Next): boolean {
  const { draft: then, notes } = next
  return (
    kind === 'said' &&
    news.length === 0 &&
    notes.length > 0 &&
    isAtSummary(draft) &&
    isAtSummary(then) &&
    digestOf(draft.values) === digestOf(then.values)
  )
}

// Files are fetched and kept only where the form asks for some.
async function takeTurnOfFiles(scene: Scene): Promise<HandlerOutcome> {
  const { message, tools, registration, inUse, draft } = scene
  if (!asksForFiles(inUse.form, draft, inUse)) return takeTurn(scene, { kind: 'sent', files: [] })
  const { files, writes, refusals } = await takeFiles(message, { registration: registration.id }, tools)
  const outcome = await takeTurn({ ...scene, news: [...scene.news, ...refusals] }, { kind: 'sent', files })
  return { ...outcome, writes: [...writes, ...(outcome.writes ?? [])] }
}

async function doAct(scene: Scene, act: Act, facts: Facts): Promise<HandlerOutcome> {
  switch (act.kind) {
    case 'submit':
      // What has just changed under the person is shown to them before it is sent.
      return scene.news.length > 0 ? showNow(scene, facts) : sendRegistration(scene, facts)
    case 'save':
      return saveForLater(scene)
    case 'discard':
      return discardDraft(scene)
    case 'ask':
      return withQuestion(
        scene,
        await answerText(act.text, { ...scene.state, focus: scene.inUse.campaign.id }, scene.tools),
      )
  }
}

/** Keeps where the draft stands and asks what is asked now. */
export function showNow(
  { state, tools, registration, inUse, draft, news }: Scene,
  facts: Facts,
  { notes = [], extra = [], isSeen = false }: Parameters<typeof askNow>[4] = {},
): HandlerOutcome {
  const asked = askNow(registration.id, inUse.form, draft, facts, { notes: [...news, ...notes], extra, isSeen })
  return {
    ...reply(tools, { ...state, form: { registration: registration.id }, paper: null }, asked),
    writes: [keepTurn(registration, draft, inUse, tools.clock.now())],
  }
}

function ownOf({ registration: { id }, draft: { values } }: Scene) {
  return { id, values }
}

function isAtSummary({ progress: { at, pending } }: Draft): boolean {
  return at === null && pending === null
}

// What was asked in between is answered; then the form asks again what it asked.
async function withQuestion(scene: Scene, answered: HandlerOutcome | null): Promise<HandlerOutcome> {
  const { message, state, tools, registration, inUse } = scene
  if (!answered) return reply(tools, state, say('smalltalk', replies.oldButton))
  const few = factsOf(inUse, message.receivedAt, tools, registration)
  const facts = isAtSummary(scene.draft) ? await withOthers(few, inUse, ownOf(scene), tools) : few
  const isSeen = isAtSummary(scene.draft) && scene.news.length === 0
  const notes = isSeen ? [] : [...scene.news, texts.backToForm]
  const again = askNow(registration.id, inUse.form, scene.draft, facts, { notes, isSeen })
  return {
    ...answered,
    state: { ...answered.state, form: state.form, paper: null },
    replies: [...answered.replies, { id: tools.newId(), reply: again }],
  }
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
