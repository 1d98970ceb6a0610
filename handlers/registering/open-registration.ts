import { toVietnamDate } from '../../clock.ts'
import type { Registration } from '../../store/registration.ts'
import { type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { isUnderWay } from './draft-of.ts'
import { factsOf, findFormNow, withOthers } from './form-in-use.ts'
import { lateEvidence } from './late.ts'
import { isChangeLate, tellChangeLate } from './late-change.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { type Scene, setScene } from './scene.ts'
import { showRegistration } from './show-registration.ts'
import { showNow } from './take-turn.ts'

/** Goes on with a draft, mends what an organiser gave back; of anything else shows where it stands. */
export async function openRegistration(
  registration: Registration,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  if (!isUnderWay(registration)) return showRegistration(registration, message, state, tools)
  if (await isChangeLate(registration, message.receivedAt, tools))
    return tellChangeLate(registration, message, state, tools)
  const inUse = await findFormNow(tools, registration.campaign, registration.form)
  if (!inUse) return reply(tools, { ...state, form: null }, say('action', texts.formGone))
  const focused = { ...state, focus: registration.campaign, last: null }
  const scene = await setScene(message, focused, tools, registration, inUse)
  if (registration.state === 'returned') return askOn(scene)
  const late =
    registration.state === 'draft'
      ? lateEvidence(scene.inUse.campaign, inUse.form, toVietnamDate(message.receivedAt))
      : null
  return askOn(
    { ...scene, draft: { ...scene.draft, progress: { ...scene.draft.progress, knowsClosed: false } } },
    texts.resumed(inUse.form.title),
    ...(late && !scene.isClosed ? [texts.lateWarning(late.quote, late.place)] : []),
  )
}

/** Shows what the form asks now, after these notes. */
export async function askOn(scene: Scene, ...notes: readonly string[]): Promise<HandlerOutcome> {
  const { message, tools, registration, inUse, draft } = scene
  const facts = await withOthers(
    factsOf(inUse, message.receivedAt, tools, registration),
    inUse,
    { id: registration.id, values: draft.values },
    tools,
  )
  return showNow(scene, facts, { notes })
}
