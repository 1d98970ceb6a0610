import { toVietnamDate } from '../../clock.ts'
import { isFormOpen, readFormOpening } from '../../store/form-openings.ts'
import type { Registration } from '../../store/registration.ts'
import { type HandlerOutcome, type PersonMessage, reply, type State, type Tools } from '../handler.ts'
import { say } from '../replies.vi.ts'
import { type Scene, setScene, showNow } from './continue-form.ts'
import { isUnderWay } from './draft-of.ts'
import { factsOf, findFormNow, withOthers } from './form-in-use.ts'
import { lateEvidence } from './late.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { showRegistration } from './show-registration.ts'

/** Goes on with a draft, mends what an organiser gave back; of anything else shows where it stands. */
export async function openRegistration(
  registration: Registration,
  message: PersonMessage,
  state: State,
  tools: Tools,
): Promise<HandlerOutcome> {
  if (!isUnderWay(registration)) return showRegistration(registration, message, state, tools)
  const inUse = await findFormNow(tools, registration.campaign, registration.form)
  if (!inUse) return reply(tools, { ...state, form: null }, say('action', texts.formGone))
  const focused = { ...state, focus: registration.campaign, last: null }
  const scene = await setScene(message, focused, tools, registration, inUse)
  if (registration.state === 'returned') return askOn(scene)
  const opening = await readFormOpening(tools.db, registration.campaign, registration.form)
  const isOpen = registration.state !== 'draft' || isFormOpen(inUse.form, opening, tools.clock.today())
  const late =
    registration.state === 'draft'
      ? lateEvidence(scene.inUse.campaign, inUse.form, toVietnamDate(message.receivedAt))
      : null
  return askOn(
    scene,
    texts.resumed(inUse.form.title),
    ...(isOpen ? [] : [texts.draftIsClosed]),
    ...(late && isOpen ? [texts.lateWarning(late.quote, late.place)] : []),
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
