import { toVietnamDate } from '../../clock.ts'
import { freshProgress } from '../../forms/progress.ts'
import { formatDate } from '../../knowledge/working-days.ts'
import { changeRegistration } from '../../store/change-registration.ts'
import { deleteDraft } from '../../store/drafts.ts'
import { type HandlerOutcome, reply } from '../handler.ts'
import { say } from '../replies.vi.ts'
import type { Scene } from './continue-form.ts'
import { keepTurn } from './draft-of.ts'
import { expiryOf } from './idle-times.ts'
import { tellDeadline } from './late.ts'
import { registeringReplies as texts } from './replies.vi.ts'

/** “lưu lại làm sau”: the form asks no more; the draft stays. */
export async function saveForLater(scene: Scene): Promise<HandlerOutcome> {
  const { state, tools, registration, inUse, draft } = scene
  const now = tools.clock.now()
  const deadline = await tellDeadline(inUse.campaign, inUse.form, tools)
  const told = draft.wasSent
    ? [texts.savedChanges]
    : [
        texts.saved(formatDate(toVietnamDate(expiryOf(now)))),
        ...(deadline === null ? [] : [texts.idleDeadline(deadline)]),
      ]
  return {
    ...reply(tools, { ...state, form: null }, say('action', ...told)),
    writes: [keepTurn(registration, draft, inUse, now)],
  }
}

/** The draft is given up: nothing of it is kept. Of what was sent only the changes are. */
export function discardDraft({ state, tools, registration, draft }: Scene): HandlerOutcome {
  const now = tools.clock.now()
  const left = { ...state, form: null }
  if (!draft.wasSent)
    return {
      ...reply(tools, left, say('action', texts.discarded)),
      writes: [(trx) => deleteDraft(trx, registration)],
    }
  return {
    ...reply(tools, left, say('action', texts.changesDropped(registration.code ?? ''))),
    writes: [
      (trx) =>
        changeRegistration(
          trx,
          registration,
          { progress: { ...freshProgress, skipped: draft.progress.skipped } },
          [],
          now,
        ),
    ],
  }
}
