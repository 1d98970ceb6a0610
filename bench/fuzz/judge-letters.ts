// What people and organisers are told, and what is written down of it.

import type { Values } from '../../forms/values.ts'
import type { HandlerOutcome } from '../../handlers/handler.ts'
import { type Reply, toPlainText } from '../../message.ts'
import type { Change } from '../../store/change-registration.ts'
import type { Registration } from '../../store/registration.ts'
import { isEqual } from './is-equal.ts'
import { type Snapshot, standing, type World } from './judge.ts'
import { judgeByPlan } from './plan-rules.ts'

/** What is wrong with what was written down of a sent change; null if it tells every answer that is another now. */
export function findGap(then: Registration, now: Registration, log: readonly Change[]): string | null {
  const act = then.state === 'draft' ? 'submit' : then.state === 'returned' ? 'mend' : 'amend'
  const last = log.findLastIndex((change) => change.act === act && change.step === undefined)
  if (last < 0 || log[last]?.by !== now.person) return `no ${act} is written down`
  if (then.state === 'draft') return null
  const told = { ...(then.answers as Values) }
  for (const { step = '', new: value } of log.slice(last + 1)) {
    if (value === null || value === undefined) delete told[step]
    else told[step] = value as Values[string]
  }
  return isEqual(told, now.answers) ? null : 'what was changed cannot be read from the log'
}

/**
 * Whether the receipt names what was sent, and organisers have a card of it; null if so. The card tells what held when
 * the message was read (`seen`): an organiser may have decided on another at that moment.
 */
export function findFlawOfLetters(
  replies: HandlerOutcome['replies'],
  sent: Registration,
  { seen, after }: { readonly seen: Snapshot; readonly after: Snapshot },
  world: World,
): string | null {
  const own = replies.filter(({ to }) => to === undefined).map(({ reply }) => toPlainText(reply))
  if (!own.some((text) => text.includes(sent.code ?? '?') && text.includes(sent.hash?.slice(0, 12) ?? '?')))
    return 'no receipt was given'
  const card = replies.find(({ to }) => to?.conversationId === world.organiser)?.reply
  if (!card) return 'no organiser was told'
  return findFlawOfCard(card, sent, after, world) && findFlawOfCard(card, sent, seen, world)
}

// What the plan says of it, and what may be decided.
function findFlawOfCard(card: Reply, now: Registration, all: Snapshot, world: World): string | null {
  const text = toPlainText(card)
  const others = standing(all, now, world).map(({ answers }) => answers as Values)
  const { warnings } = judgeByPlan(world.campaign, { values: now.answers as Values, units: world.units, others })
  for (const { id, say, toOrganiser = say, effect, check } of world.form.rules) {
    if (effect !== 'warn' || check === 'duplicate' || warnings.includes(id) === text.includes(toOrganiser)) continue
    return `the card ${warnings.includes(id) ? 'does not warn' : 'warns'} of ${id}`
  }
  const act = now.hold === null ? 'approve' : 'unhold'
  const wanted = `review:${act}:${now.id}:${now.revision}`
  return card.choices.some(({ action }) => action === wanted) ? null : `the card does not offer to ${act}`
}

/** What is wrong with what was said; null if it can be read. `secrets` are for organisers alone. */
export function findFlawOfReplies(replies: readonly Reply[], secrets: readonly string[]): string | null {
  if (replies.length === 0) return 'nothing is said'
  for (const reply of replies) {
    const text = toPlainText(reply)
    if (text.trim() === '' && !reply.attachments?.length) return 'an empty reply'
    const junk = /\bundefined\b|\[object|\bNaN\b|\$\{|Invalid Date/.exec(text)
    if (junk) return `“${junk[0]}” is said`
    if (secrets.some((secret) => text.includes(secret))) return 'a person is told what only organisers may see'
    if (reply.choices.some(({ label, action }) => label.trim() === '' || action === '')) return 'an empty choice'
  }
  return null
}
