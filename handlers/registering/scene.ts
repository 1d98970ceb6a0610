import type { Migrated } from '../../forms/migrate.ts'
import type { Draft } from '../../forms/progress.ts'
import type { Registration } from '../../store/registration.ts'
import type { PersonMessage, State, Tools } from '../handler.ts'
import { draftOf, toMend, toToday } from './draft-of.ts'
import type { FormInUse } from './form-in-use.ts'
import { registeringReplies as texts } from './replies.vi.ts'
import { takesAnswers } from './takes-answers.ts'

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
  /** An organiser has closed the form, and this was not given back to be mended. */
  readonly isClosed: boolean
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
  const isClosed = !(await takesAnswers({ registration, inUse, tools }))
  return { message, state, tools, registration, inUse, draft: mending ?? today?.draft ?? draft, news, isClosed }
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

/** What of it others are told apart from. */
export function ownOf({ registration: { id }, draft: { values } }: Scene) {
  return { id, values }
}

/** Nothing more is asked: the person looks at what is to be sent. */
export function isAtSummary({ progress: { at, pending } }: Draft): boolean {
  return at === null && pending === null
}
