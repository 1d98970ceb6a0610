// A draft beside a registration of the same matter that was sent: the draft goes, its answers into that one, or nowhere.

import { sayCorrected, takeAnswers } from '../../forms/take-answers.ts'
import { deleteDraft } from '../../store/drafts.ts'
import type { Registration } from '../../store/registration.ts'
import { type HandlerOutcome, reply } from '../handler.ts'
import { replies, say } from '../replies.vi.ts'
import { toChange } from './change-sent.ts'
import { factsOf } from './form-in-use.ts'
import { askOn } from './open-registration.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { findOwnSame, newSteps, openSame, saysMore } from './same-sent.ts'
import { type Scene, setScene } from './scene.ts'

/** “Sửa bản đã gửi”: what was sent is asked on with the draft's answers; it stays as it is until the change is sent. */
export async function mergeIntoSent(scene: Scene, id: string): Promise<HandlerOutcome> {
  const same = await stillSame(scene, id)
  if (!same) return reply(scene.tools, scene.state, say('smalltalk', replies.oldButton))
  if (!(await saysMore(scene, same))) return openSame(scene, same)
  const { message, tools, inUse, registration, draft } = scene
  const state = { ...scene.state, focus: same.campaign, last: null }
  const sent = await setScene(message, state, tools, same, inUse)
  const changing = same.state === 'returned' ? sent.draft : toChange(sent)
  const answers = newSteps(scene, same).flatMap((step) => {
    const value = draft.values[step.id]
    return value ? [{ step, value }] : []
  })
  const facts = factsOf(inUse, message.receivedAt, tools, same)
  const taken = takeAnswers(inUse.form, changing, answers, facts, sayCorrected(changing.values))
  const asked = await askOn({ ...sent, draft: taken.draft }, texts.amending(same.code ?? ''), ...taken.notes)
  return { ...asked, writes: [(trx) => deleteDraft(trx, registration), ...(asked.writes ?? [])] }
}

/** “Giữ bản đã gửi”: the draft goes. */
export async function yieldToSent(scene: Scene, id: string): Promise<HandlerOutcome> {
  const { state, tools, registration } = scene
  const same = await stillSame(scene, id)
  if (!same) return reply(tools, state, say('smalltalk', replies.oldButton))
  const code = same.code ?? ''
  return {
    ...reply(
      tools,
      { ...state, form: null },
      {
        ...say('action', texts.kept(code)),
        choices: [{ label: texts.open(code), action: `form:${same.id}:show` }],
      },
    ),
    writes: [(trx) => deleteDraft(trx, registration)],
  }
}

// Since the button was shown either may have become something else.
async function stillSame(scene: Scene, id: string): Promise<Registration | null> {
  const same = scene.registration.state === 'draft' ? await findOwnSame(scene) : null
  return same?.id === id ? same : null
}
