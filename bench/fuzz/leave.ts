import { isUnderWay } from '../../handlers/registering/draft-of.ts'
import type { Registration } from '../../store/registration.ts'
import type { Scene } from './scene.ts'
import { IDS } from './setting.ts'
import { tap } from './tap.ts'

const { lan } = IDS

/** Wherever a play ends, the form that asks can be put aside with all that was answered, or given up. */
export async function leave(scene: Scene, forLater: boolean): Promise<void> {
  const state = scene.state(lan)
  const before = scene.registrations().get(state?.form?.registration ?? '')
  if (!before || !isUnderWay(before)) return
  if (state?.reminding) await scene.hear(lan, { kind: 'text', text: '/huy' })
  if (forLater) await leaveForLater(scene, before)
  else await giveUp(scene, before)
}

async function leaveForLater(scene: Scene, before: Registration): Promise<void> {
  await scene.hear(lan, { kind: 'text', text: 'lưu lại' })
  const after = scene.registrations().get(before.id)
  if (scene.state(lan)?.form) throw new Error('“lưu lại” does not leave the form')
  if (!after || after.state !== before.state) throw new Error('“lưu lại” does not keep it')
  if (wordingOf(after) === wordingOf(before) && valuesOf(after) !== valuesOf(before))
    throw new Error('“lưu lại” loses answers')
  const opened = await scene.hear(lan, tap(`form:open:${before.id}`))
  // A change that was not sent in time can only be dropped.
  if (opened.some(({ choices }) => choices.some(({ action }) => action === `form:${before.id}:forget`))) return
  if (scene.state(lan)?.form?.registration !== before.id) throw new Error('it cannot be taken up again')
}

async function giveUp(scene: Scene, before: Registration): Promise<void> {
  const replies = await scene.hear(lan, { kind: 'text', text: 'hủy' })
  const kept = scene.registrations().get(before.id)
  // A change that was not sent in time goes at once.
  if (kept && kept.state === before.state && !isUnderWay(kept)) return
  const drop = replies.flatMap(({ choices }) => choices).find(({ action }) => /^form:[\w-]+:drop:/.test(action))
  if (!drop) throw new Error('“hủy” leads nowhere')
  await scene.hear(lan, tap(drop.action))
  const after = scene.registrations().get(before.id)
  if (scene.state(lan)?.form) throw new Error('“hủy” does not leave the form')
  if (before.state === 'draft' ? after !== undefined : after?.state !== before.state)
    throw new Error('“hủy” does not give it up')
}

function wordingOf({ formVersion, progress }: Registration): string {
  return (progress as { wording?: string | null }).wording ?? formVersion
}

function valuesOf({ state, answers, progress }: Registration): string {
  const working = (progress as { working?: object | null }).working
  return JSON.stringify(Object.entries((state === 'draft' ? null : working) ?? (answers as object)).sort())
}
