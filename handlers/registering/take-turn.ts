// One turn of a form: what was said, tapped or brought, and what is asked then.

import { converse, type Turn } from '../../forms/conversation.ts'
import type { Act, Next } from '../../forms/next.ts'
import type { Draft } from '../../forms/progress.ts'
import { prompts } from '../../forms/prompts.vi.ts'
import { digestOf } from '../../forms/review.ts'
import type { Facts } from '../../forms/rules.ts'
import { asksForFiles } from '../../forms/take-files.ts'
import type { Tap } from '../../forms/tap.ts'
import { answerText } from '../answer-question.ts'
import { type HandlerOutcome, reply } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { keepTurn } from './draft-of.ts'
import { factsOf, withOthers } from './form-in-use.ts'
import { askNow } from './form-reply.ts'
import { discardDraft, saveForLater } from './leave-form.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { meetSame } from './same-sent.ts'
import { isAtSummary, ownOf, type Scene } from './scene.ts'
import { sendRegistration } from './send-registration.ts'
import { takeFiles } from './take-files.ts'

/** Takes one turn of the form, keeps where it stands then, and asks on. */
export async function takeTurn(scene: Scene, turn: Turn): Promise<HandlerOutcome> {
  const { message, tools, registration, inUse, draft } = scene
  const few = factsOf(inUse, message.receivedAt, tools, registration)
  const facts = isAtSummary(draft) ? await withOthers(few, inUse, ownOf(scene), tools) : few
  const next = converse(inUse.form, draft, turn, facts)
  const then = { ...scene, draft: next.draft }
  if (next.act?.kind === 'ask' && next.draft.values !== draft.values) return answerBeside(then, next.act.text, next)
  if (next.act) return doAct(then, next.act, facts)
  const met = await meetSame(then, draft.values, [...scene.news, ...next.notes])
  if (met) return met
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

/** The same for files: fetched and kept only where the form asks for some. */
export async function takeTurnOfFiles(scene: Scene): Promise<HandlerOutcome> {
  const { message, tools, registration, inUse, draft } = scene
  if (!asksForFiles(inUse.form, draft, inUse)) return takeTurn(scene, { kind: 'sent', files: [] })
  const { files, writes, refusals } = await takeFiles(message, { registration: registration.id }, tools)
  const outcome = await takeTurn({ ...scene, news: [...scene.news, ...refusals] }, { kind: 'sent', files })
  return { ...outcome, writes: [...writes, ...(outcome.writes ?? [])] }
}

// What was told before the question is kept.
async function answerBeside(scene: Scene, asked: string, { notes }: Next): Promise<HandlerOutcome> {
  const { tools, registration, inUse, draft } = scene
  const told = { ...scene, news: [...scene.news, ...notes] }
  const outcome = await withQuestion(told, await answerOf(scene, asked))
  return { ...outcome, writes: [...(outcome.writes ?? []), keepTurn(registration, draft, inUse, tools.clock.now())] }
}

function answerOf({ state, inUse, tools }: Scene, asked: string): ReturnType<typeof answerText> {
  return answerText(asked, { ...state, focus: inUse.campaign.id }, tools)
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
      return withQuestion(scene, await answerOf(scene, act.text))
  }
}

/** Keeps where the draft stands and asks what is asked now. */
export function showNow(
  { state, tools, registration, inUse, draft: before, news, isClosed }: Scene,
  facts: Facts,
  { notes = [], extra = [], isSeen = false }: Parameters<typeof askNow>[4] = {},
): HandlerOutcome {
  const closed = isClosed && !before.progress.knowsClosed ? tellClosed(before) : { notes: [], extra: [] }
  const draft = { ...before, progress: { ...before.progress, knowsClosed: isClosed } }
  const asked = askNow(registration.id, inUse.form, draft, facts, {
    notes: [...news, ...notes, ...closed.notes],
    extra: [...extra, ...closed.extra],
    isSeen,
  })
  return {
    ...reply(tools, { ...state, form: { registration: registration.id }, paper: null }, asked),
    writes: [keepTurn(registration, draft, inUse, tools.clock.now())],
  }
}

// What is kept, and what can be done: said once, at the first step after it was closed.
function tellClosed({ wasSent, progress: { at, pending } }: Draft): {
  notes: readonly string[]
  extra: readonly Tap[]
} {
  const isSummary = at === null && pending === null
  const leave = [
    ...(isSummary ? [] : [{ label: prompts.save, tap: 'save' }]),
    { label: wasSent ? prompts.dropChanges : prompts.drop, tap: 'cancel' },
  ]
  return { notes: [wasSent ? texts.changeIsClosed : texts.draftIsClosed], extra: leave }
}

/** What was asked in between is answered; then the form asks again what it asked. */
export async function withQuestion(scene: Scene, answered: HandlerOutcome | null): Promise<HandlerOutcome> {
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
