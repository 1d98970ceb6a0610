// What a turn of a form's conversation leads to, and the smallest moves in it.

import type { Draft, Pending } from './progress.ts'
import type { Taken } from './take-answers.ts'

/** What only the caller can do. `ask`: it was a question; the form stands where it stood. */
export type Act = { readonly kind: 'submit' | 'save' | 'discard' } | { readonly kind: 'ask'; readonly text: string }

export interface Next extends Taken {
  readonly act: Act | null
}

/** Stays where it is, and says these things first. */
export function stay(draft: Draft, ...notes: readonly string[]): Next {
  return { draft, notes, extra: [], act: null }
}

/** Goes on after answers were taken. */
export function told(taken: Taken): Next {
  return { ...taken, act: null }
}

/** Asks this before anything else. */
export function pend(draft: Draft, pending: Waiting): Draft {
  const turn = draft.progress.turn + 1
  return { ...draft, progress: { ...draft.progress, turn, pending: { ...pending, n: turn } as Pending } }
}
type Waiting = Pending extends infer One ? (One extends Pending ? Omit<One, 'n'> : never) : never

/** Back to the step, or to the summary, as it stands. */
export function unpend(draft: Draft): Draft {
  return { ...draft, progress: { ...draft.progress, pending: null } }
}

/** Leaves off what was said in passing, “really give up?”; which answer was meant still waits. */
export function unpendAside(draft: Draft): Draft {
  const kind = draft.progress.pending?.kind
  return kind === 'leaving' || kind === 'restarting' || kind === 'editing' ? unpend(draft) : draft
}

/** Asks this step, whether or not it has an answer; null: shows the summary. */
export function moveTo(draft: Draft, at: string | null): Draft {
  return { ...draft, progress: { ...draft.progress, pending: null, at } }
}

/** It was a question: the form stays where it is. */
export function asks(draft: Draft, text: string): Next {
  return { ...stay(draft), act: { kind: 'ask', text } }
}
